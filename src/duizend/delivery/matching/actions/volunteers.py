# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of volunteers: who she is, what was seen, when she can, and that she stops. Of a check the document is never kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.delivery.matching.actions.facts import add, refuse_the_future, take_back
from duizend.delivery.matching.actions.saying import settle_stop
from duizend.delivery.matching.models import (
    Match,
    Volunteer,
    VolunteerCheck,
    VolunteerEnd,
    VolunteerLink,
    VolunteerPause,
    VolunteerTimes,
)
from duizend.delivery.matching.permissions import MANAGE, acts_by_link, check_volunteer
from duizend.delivery.matching.queries import match_programmes
from duizend.delivery.matching.rules.steps import OPEN
from duizend.delivery.matching.rules.volunteers import HALF_DAYS, check_period, check_seen
from duizend.ground.access.identity import check_may, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import VolunteerTrained, announce
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.kernel.rules.names import searchable, split_prefix

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.ground.region.models import Municipality, Neighbourhood

TRAINING = "training"


@dataclass(frozen=True, slots=True)
class VolunteerTold:
    """Who a volunteer is, where she lives and what she wishes. Ages are whole years, [age_from, age_until)."""

    given_name: str
    family_name: str
    municipality: Municipality
    neighbourhood: Neighbourhood | None = None
    phone: str = ""
    email: str = ""
    about: str = ""
    age_from: int = 0
    age_until: int = 18
    places: int = 1


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a volunteer puts right herself, on her own page."""

    phone: str = ""
    email: str = ""
    about: str = ""
    age_from: int = 0
    age_until: int = 18


@transaction.atomic
def register_volunteer(told: VolunteerTold, *, programme: str, on: date) -> Volunteer:
    """Register a volunteer for a programme in which families are matched; raises ActionRefused for another one."""
    check_may(MANAGE)
    refuse_the_future(on)
    if programme not in match_programmes():
        raise ActionRefused("no_matching", _("In dit programma wordt niet gekoppeld. Kies een ander programma."))
    volunteer = Volunteer(programme=programme, registered_on=on)
    _fill(volunteer, told)
    volunteer.save(force_insert=True)
    note("volunteer.registered", "C", [volunteer.public_id])
    return volunteer


@transaction.atomic
def correct_volunteer(volunteer: Volunteer, told: VolunteerTold) -> Volunteer:
    """Put right who a volunteer is and what she wishes."""
    check_may(MANAGE, subjects=[volunteer.public_id])
    _fill(volunteer, told)
    volunteer.save()
    note("volunteer.corrected", "U", [volunteer.public_id])
    return volunteer


def _fill(volunteer: Volunteer, told: VolunteerTold) -> None:
    _refuse_ages(told.age_from, told.age_until)
    for name, value in asdict_of(told).items():
        setattr(volunteer, name, value)
    volunteer.name_prefix, volunteer.family_name = split_prefix(told.family_name)
    volunteer.search_name = searchable(told.given_name, told.family_name)


def asdict_of(told: VolunteerTold) -> dict[str, object]:
    """Return the fields of what was told, as they are."""
    return {name: getattr(told, name) for name in VolunteerTold.__dataclass_fields__}


def _refuse_ages(age_from: int, age_until: int) -> None:
    if age_until <= age_from:
        raise ActionRefused("ages_in_order", _("De oudste leeftijd moet na de jongste komen."))


@transaction.atomic
def change_own_words(volunteer: Volunteer, own: OwnWords) -> Volunteer:
    """Let a volunteer put right how to reach her, what parents read of her and which ages she wishes."""
    check_volunteer(volunteer)
    _refuse_ages(own.age_from, own.age_until)
    said = asdict(own)
    for name, value in said.items():
        setattr(volunteer, name, value)
    volunteer.save(update_fields=list(said))
    note("volunteer.corrected", "U", [volunteer.public_id])
    return volunteer


@transaction.atomic
def record_check(
    volunteer: Volunteer, kind: str, *, seen_on: date, valid_until: date | None = None, seen_by: str = ""
) -> VolunteerCheck:  # fmt: skip
    """Record that something was seen or done, and until which day it counts. The document itself is never kept."""
    check_may(MANAGE, subjects=[volunteer.public_id])
    decision = check_seen(kind, seen_on, valid_until, today=clock.today())
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    check = add(VolunteerCheck, volunteer, seen_on, kind=kind, valid_until=valid_until, seen_by=seen_by)
    note("volunteer.checked", "C", [volunteer.public_id], detail=kind)
    _tell_of_training(check)
    return check


@transaction.atomic
def withdraw_check(check: VolunteerCheck) -> VolunteerCheck:
    """Take back that something was seen: a new fact that says so; again is refused."""
    check_may(MANAGE, subjects=[check.volunteer.public_id])
    taken_back = take_back(check, kind=check.kind, valid_until=check.valid_until, seen_by=check.seen_by)
    note("volunteer.check_withdrawn", "U", [check.volunteer.public_id], detail=check.kind)
    _tell_of_training(taken_back)
    return taken_back


def _tell_of_training(check: VolunteerCheck) -> None:
    if check.kind == TRAINING:
        announce(VolunteerTrained(check.pk, check.happened_on))


@transaction.atomic
def tell_times(volunteer: Volunteer, half_days: Iterable[str], *, on: date) -> VolunteerTimes:
    """Record on which half-days a volunteer can, as told by herself or to the coordinator; none is an answer too."""
    check_volunteer(volunteer)
    refuse_the_future(on)
    chosen = set(half_days)
    times = add(
        VolunteerTimes, volunteer, on, half_days=[half for half in HALF_DAYS if half in chosen], told_by=_told_by()
    )
    note("volunteer.times_told", "C", [volunteer.public_id])
    return times


@transaction.atomic
def begin_pause(volunteer: Volunteer, *, from_on: date, until_on: date | None = None) -> VolunteerPause:
    """Record a pause, until a day where one is known. No reason is asked."""
    check_volunteer(volunteer)
    decision = check_period(from_on, until_on)
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    if until_on is not None and until_on <= clock.today():
        raise ActionRefused("day_has_passed", _("Deze pauze is al voorbij. Kies een latere laatste dag."))
    pause = add(VolunteerPause, volunteer, clock.today(), from_on=from_on, until_on=until_on, told_by=_told_by())
    note("volunteer.paused", "C", [volunteer.public_id])
    return pause


@transaction.atomic
def end_pauses(volunteer: Volunteer, *, on: date) -> None:
    """Let every pause that holds, or is still to come, end on a day; a new fact each. Without a pause nothing changes."""
    check_volunteer(volunteer)
    standing = VolunteerPause.objects.current().filter(volunteer=volunteer, withdrawn=False)
    for pause in [one for one in standing.order_by("id") if one.until_on is None or one.until_on > on]:
        add(
            VolunteerPause, volunteer, clock.today(), from_on=pause.from_on, until_on=max(on, pause.from_on),
            told_by=_told_by(), corrects=pause,
        )  # fmt: skip
        note("volunteer.resumed", "U", [volunteer.public_id])


def _told_by() -> str:
    return "volunteer" if acts_by_link() else "coordinator"


@transaction.atomic
def end_volunteer(volunteer: Volunteer, *, on: date, words: str = "") -> VolunteerEnd:
    """Record that a volunteer stopped; her own page closes. Raises ActionRefused while a match is open."""
    check_may(MANAGE, subjects=[volunteer.public_id])
    refuse_the_future(on)
    if Match.objects.filter(volunteer=volunteer, state__in=OPEN).exists():
        raise ActionRefused("match_is_open", _("Er loopt nog een koppeling. Rond die eerst samen met het gezin af."))
    if VolunteerEnd.objects.current().filter(volunteer=volunteer, withdrawn=False).exists():
        raise ContradictsRecord("ended_before", _("Dat deze vrijwilliger stopte, staat al vast."))
    end = add(VolunteerEnd, volunteer, on, words=words)
    settle_stop(volunteer)
    VolunteerLink.objects.filter(volunteer=volunteer, withdrawn_at=None).update(withdrawn_at=clock.now())
    note("volunteer.ended", "C", [volunteer.public_id])
    return end


@transaction.atomic
def undo_end(volunteer: Volunteer) -> VolunteerEnd:
    """Take back that a volunteer stopped; she gets a new link where she wants one."""
    check_may(MANAGE, subjects=[volunteer.public_id])
    end = VolunteerEnd.objects.current().filter(volunteer=volunteer, withdrawn=False).last()
    if end is None:
        raise ActionRefused("not_ended", _("Deze vrijwilliger is niet gestopt."))
    taken_back = take_back(end, words=end.words)
    note("volunteer.end_undone", "U", [volunteer.public_id])
    return taken_back
