# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What parents tell of their neighbourhood, and what a coordinator does with it. Public pages act as the system."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.delivery.community.models import Activity, CallBack, Check, Count, Proposal, Wish
from duizend.delivery.community.permissions import CHECK, TELL
from duizend.delivery.community.queries import activity_rules
from duizend.delivery.community.rules import (
    KEEP_CALL_BACK,
    KEEP_PROPOSER,
    MOST_CAME,
    MOST_COMING,
    Words,
    check_agreed,
    check_number,
    check_words,
)
from duizend.ground.access.identity import check_may, current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from duizend.catalogue.rules.programme import Programme
    from duizend.ground.kernel.rules.decisions import Decision
    from duizend.ground.region.models import Neighbourhood, Organisation


@dataclass(frozen=True, slots=True)
class ActivityTold:
    """What is told of an activity. `agreed` says that everybody named here agreed to be shown."""

    kind: str
    situations: tuple[str, ...]
    phases: tuple[str, ...]
    title: str
    neighbourhood: Neighbourhood
    place: str
    days: str
    language: str
    about: str = ""
    places: int | None = None
    organisation: Organisation | None = None
    owner_name: str = ""
    caller_name: str = ""
    caller_phone: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Proposer:
    """Who proposes: a first name and a number, for the coordinator's questions alone."""

    given_name: str
    phone: str


@transaction.atomic
def propose_activity(programme: Programme, told: ActivityTold, *, by: Proposer) -> Activity:
    """Keep a proposal until a coordinator looks at it; nobody else sees it. Raises ActionRefused for other words or
    names without agreement."""
    check_may(TELL)
    _check_told(programme, told)
    today = clock.today()
    activity = Activity.objects.create(programme=programme.id, proposed_on=today, **_values(told, agreed_on=today))
    Proposal.objects.create(activity=activity, given_name=by.given_name, phone=by.phone)
    note("activity.proposed", "C", [activity.public_id])
    return activity


@transaction.atomic
def change_activity(programme: Programme, activity: Activity, told: ActivityTold) -> Activity:
    """Make an activity say what is so now. Raises ActionRefused as `propose_activity` does."""
    check_may(CHECK, subjects=[activity.public_id])
    _check_told(programme, told)
    for name, value in _values(told, agreed_on=activity.agreed_on or clock.today()).items():
        setattr(activity, name, value)
    activity.save(update_fields=list(_values(told, agreed_on=None)))
    note("activity.changed", "U", [activity.public_id])
    return activity


@transaction.atomic
def show_activity(activity: Activity) -> Check:
    """Record that somebody looked today and that it is so: it shows to everybody. Who proposed it is forgotten."""
    return _look(activity, "shown")


@transaction.atomic
def hide_activity(activity: Activity, *, words: str = "") -> Check:
    """Record that it does not show: a proposal that is not taken up, or what is no longer there. Can be undone by
    showing it again."""
    return _look(activity, "ended" if activity.checked_on else "not_shown", words=words)


def _look(activity: Activity, result: str, *, words: str = "") -> Check:
    check_may(CHECK, subjects=[activity.public_id])
    today = clock.today()
    if result == "shown":
        activity.checked_on, activity.ended_on = today, None
    else:
        activity.ended_on = today
    activity.save(update_fields=["checked_on", "ended_on"])
    Proposal.objects.filter(activity=activity).delete()
    note("activity.checked", "U", [activity.public_id], detail=result)
    return Check.objects.create(
        activity=activity, result=result, words=words, checked_on=today, entered_by_id=current().account_id
    )


@transaction.atomic
def tell_coming(activity: Activity, number: int) -> Count:
    """Add how many people are coming: a number, never who. Raises ActionRefused for a number out of range."""
    check_may(TELL, subjects=[activity.public_id])
    _refuse(check_number(number, most=MOST_COMING))
    note("activity.coming", "C", [activity.public_id])
    return Count.objects.create(
        activity=activity, kind="coming", number=number, happened_on=clock.today(), entered_by_id=current().account_id
    )


@transaction.atomic
def count_came(activity: Activity, number: int, *, on: date, corrects: Count | None = None) -> Count:
    """Record how many people came on a day; `corrects` names the count that this one takes the place of.

    Raises ActionRefused for a day to come or a number out of range.
    """
    check_may(CHECK, subjects=[activity.public_id])
    _refuse(check_number(number, most=MOST_CAME))
    if on > clock.today():
        raise ActionRefused("day_ahead", _("Deze dag is nog niet geweest."))
    note("activity.counted", "C", [activity.public_id])
    return Count.objects.create(
        activity=activity, kind="came", number=number, happened_on=on, corrects=corrects,
        entered_by_id=current().account_id,
    )  # fmt: skip


@transaction.atomic
def take_back_count(count: Count) -> Count:
    """Record that a count was a mistake: a new one that says so; the old one stays. Raises ActionRefused if corrected."""
    check_may(CHECK, subjects=[count.activity.public_id])
    if Count.objects.filter(corrects=count).exists():
        raise ActionRefused("already_corrected", _("Deze telling is al verbeterd. Kijk naar de nieuwste."))
    note("activity.counted", "U", [count.activity.public_id])
    return Count.objects.create(
        activity=count.activity, kind=count.kind, number=count.number, happened_on=count.happened_on, corrects=count,
        withdrawn=True, entered_by_id=current().account_id,
    )  # fmt: skip


@transaction.atomic
def tell_wish(programme: Programme, neighbourhood: Neighbourhood, *, situation: str, number: int = 1) -> Wish:
    """Keep that so many people wish for a group in a neighbourhood; raises ActionRefused for an unknown situation."""
    check_may(TELL)
    if situation not in [one.id for one in activity_rules(programme).situations]:
        raise ActionRefused("unknown_situation", _("Kies voor wie het is: één situatie."))
    _refuse(check_number(number, most=MOST_COMING))
    note("wish.told", "C", [])
    return Wish.objects.create(
        programme=programme.id, neighbourhood=neighbourhood, situation=situation, number=number,
        wished_on=clock.today(),
    )  # fmt: skip


@transaction.atomic
def ask_call_back(given_name: str, phone: str, *, activity: Activity | None = None) -> CallBack:
    """Keep whom to call until somebody did."""
    check_may(TELL)
    asked = CallBack.objects.create(given_name=given_name, phone=phone, activity=activity)
    note("call_back.asked", "C", [asked.public_id])
    return asked


@transaction.atomic
def mark_called(asked: CallBack) -> None:
    """Forget who asked to be called: somebody called."""
    check_may(CHECK, subjects=[asked.public_id])
    note("call_back.called", "U", [asked.public_id])
    asked.delete()


def forget_what_is_over() -> int:
    """Forget who proposed and who asked to be called when their term is over; returns how many."""
    check_may(CHECK)
    now = clock.now()
    called = [public_id for (public_id,) in _calls_until(now - KEEP_CALL_BACK)]
    proposed = [public_id for (public_id,) in _proposed_until(now - KEEP_PROPOSER)]
    return _forget(called, proposed) if called or proposed else 0


@prepared
def _calls_until(moment: datetime) -> QuerySet[tuple[str]]:
    return CallBack.objects.filter(asked_at__lte=moment).values_list("public_id")


@prepared
def _proposed_until(moment: datetime) -> QuerySet[tuple[str]]:
    return Proposal.objects.filter(received_at__lte=moment).values_list("activity__public_id")


@transaction.atomic
def _forget(called: list[str], proposed: list[str]) -> int:
    if called:
        note("call_back.forgotten", "U", called)
        CallBack.objects.filter(public_id__in=called).delete()
    if proposed:
        note("proposal.forgotten", "U", proposed)
        Proposal.objects.filter(activity__public_id__in=proposed).delete()
    return len(called) + len(proposed)


def _check_told(programme: Programme, told: ActivityTold) -> None:
    rules = activity_rules(programme)
    _refuse(
        check_words(
            Words(told.kind, told.situations, told.phases), kinds=[one.id for one in rules.kinds],
            situations=[one.id for one in rules.situations],
        )
    )  # fmt: skip
    named = told.owner_name or told.caller_name
    _refuse(check_agreed(named, told.caller_phone, agreed=told.agreed))
    if told.places is not None:
        _refuse(check_number(told.places, most=MOST_CAME))


def _values(told: ActivityTold, *, agreed_on: date | None) -> dict[str, object]:
    """Return what an activity holds of what was told; the day of agreement only where somebody is named."""
    values = {field.name: getattr(told, field.name) for field in fields(told)}
    agreed = values.pop("agreed") and (told.owner_name or told.caller_name or told.caller_phone)
    values |= {
        "situations": list(told.situations),
        "phases": list(told.phases),
        "agreed_on": agreed_on if agreed else None,
    }
    return values


def _refuse(decision: Decision) -> None:
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
