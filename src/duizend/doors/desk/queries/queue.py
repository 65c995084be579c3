# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What asks for a decision of a coordinator, read from what each room keeps of it; the queries do not grow with the data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch, Q

from duizend.delivery.contacts.models import ContactDue
from duizend.delivery.groups.models import Cohort, Telling
from duizend.delivery.groups.queries import (
    begins_in_a_group,
    given_in_a_group,
    list_small,
    list_to_close,
    list_to_tell,
)
from duizend.delivery.matching.queries import match_programmes
from duizend.delivery.places.queries import list_terms_ending
from duizend.delivery.video.queries import list_overdue
from duizend.doors.desk.queries.matched import list_due_of_matching
from duizend.doors.desk.queries.neighbourhood import list_due_of_neighbourhood
from duizend.doors.desk.queries.stopping import Stop, list_due_of_stops, list_stops
from duizend.doors.desk.rules.queue import HORIZON, PAGE, THIS_WEEK, Due, take_page
from duizend.ground.kernel.prepared import prepared
from duizend.ground.workforce.models import Professional
from duizend.ground.workforce.queries import list_lapsing
from duizend.record.families.models import Parent
from duizend.record.families.queries.glass import list_unreviewed
from duizend.record.signalling.queries.sign_ups import handlings_of, list_unhandled
from duizend.record.signalling.rules.sign_ups import next_answer_due
from duizend.record.trajectories.models import Standing, Trajectory
from duizend.record.trajectories.queries import with_state
from duizend.record.trajectories.rules.winding_down import TO_TELL
from duizend.safety.referrals.queries import list_to_chase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from duizend.safety.referrals.models import Referral

STANDING_KINDS = frozenset({"offer", "answer", "try_again", "ask_again", "assign", "start", "resume", "hand_over"})


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the queue: kinds of tasks, a municipality, a professional (keys, None for all), and the page."""

    kinds: tuple[str, ...]
    municipality_id: int | None = None
    professional_id: int | None = None
    page: int = 1

    @property
    def at_most(self) -> int:
        return self.page * PAGE + 1


def read_page(asked: Asked, *, today: date) -> tuple[list[Due], bool]:
    """Return the tasks of a page, soonest first, without the families they are about; and whether there are more.

    Of a region thousands are due: what is on the page comes first, and `with_families` reads only of that the families.
    """
    return take_page(_list_due(asked, today=today), asked.page)


def with_families(tasks: Sequence[Due]) -> list[Due]:
    """Return tasks with the trajectory and the family that each is about; in as many queries for one as for a page."""
    standings = _read_rows(_standings, [task.order for task in tasks if task.kind in STANDING_KINDS])
    contacts = _read_rows(_contacts, [task.order for task in tasks if task.kind == "contact"])
    # Both have the key of their trajectory.
    trajectories = _read_rows(_trajectories, [*standings, *contacts])
    found = []
    for task in tasks:
        rows = standings if task.kind in STANDING_KINDS else contacts if task.kind == "contact" else None
        what = task.what if rows is None else rows.get(task.order)
        if rows is not None and what is not None:
            what.trajectory = trajectories[task.order]
        # What was done a moment ago, between the two reads, is no task any more.
        if what is not None:
            found.append(replace(task, what=what))
    return found


def _read_rows(read: Callable[[list[int]], list], keys: list[int]) -> dict[int, Any]:
    # Also without keys, so that a page costs as many queries whatever is on it.
    return {row.pk: row for row in read(keys)}


@prepared
def _standings(keys: list[int]) -> QuerySet[Standing]:
    return Standing.objects.filter(pk__any_of=keys).select_related("municipality", "professional")


@prepared
def _contacts(keys: list[int]) -> QuerySet[ContactDue]:
    return ContactDue.objects.filter(pk__any_of=keys)


@prepared
def _trajectories(keys: list[int]) -> QuerySet[Trajectory]:
    people = Prefetch("family__parents", Parent.objects.order_by("id"))
    return with_state(Trajectory.objects.filter(pk__any_of=keys).select_related("family")).prefetch_related(people)


def _list_due(asked: Asked, *, today: date) -> list[Due]:
    """List what is due within the horizon, of each source no more than the page needs, soonest first per source."""
    stops = list_stops(today)
    found = [*_of_sign_ups(asked), *_of_standings(asked, today, stops), *_of_contacts(asked, today)]
    # A volunteer or a match belongs to no professional.
    if asked.professional_id is None:
        found += list_due_of_matching(asked.kinds, asked.at_most, municipality_id=asked.municipality_id, today=today)
    if asked.professional_id is None:
        found += list_due_of_neighbourhood(
            asked.kinds, asked.at_most, today=today, municipality_id=asked.municipality_id
        )
    if asked.professional_id is None and "winding_down" in asked.kinds:
        found += list_due_of_stops(stops, municipality_id=asked.municipality_id)
    return [
        *found,
        *_of_glass(asked),
        *_of_certificates(asked, today),
        *_of_groups(asked, today),
        *_of_recordings(asked, today),
        *_of_place_terms(asked, today),
        *_of_referrals(asked, today),
    ]


def _of_sign_ups(asked: Asked) -> list[Due]:
    if "sign_up" not in asked.kinds or asked.professional_id is not None:
        return []
    due = []
    for row in list_unhandled(asked.at_most, municipality_id=asked.municipality_id):
        day = next_answer_due(row.happened_on, handlings_of(row))
        if day is not None:
            due.append(Due("sign_up", day, row.pk, row))
    return due


def _of_glass(asked: Asked) -> list[Due]:
    """List what was opened with haste and nobody looked at: from the day itself, so that it is told at once."""
    if "glass_review" not in asked.kinds or asked.municipality_id is not None or asked.professional_id is not None:
        return []
    return [Due("glass_review", one.opened_on, one.pk, one) for one in list_unreviewed(limit=asked.at_most)]


def _of_standings(asked: Asked, today: date, stops: Sequence[Stop]) -> list[Due]:
    kinds = STANDING_KINDS.intersection(asked.kinds)
    if not kinds:
        return []
    ahead = Q(due_on__lt=today + HORIZON)
    if kinds != {"hand_over"}:
        # A certificate that lapses is a task of its own; the families behind it follow when that day is near.
        ahead &= ~Q(due_for="hand_over") | Q(due_on__lte=today + THIS_WEEK)
    # Who has a group begins with it: nobody has to call for a first visit.
    ahead &= ~Q(due_for="start") | ~begins_in_a_group()
    # Where a family is matched with a volunteer, nobody is assigned or calls first: the search is a task of its own.
    ahead &= ~Q(due_for__in=("assign", "start"), programme__in=list(match_programmes()))
    # What stops is offered to nobody and nobody waits for it: that they hear so is one task for all of them.
    for stop in stops:
        if stop.decision.holds_on(today):
            told = Q(programme=stop.decision.programme, municipality__in=stop.municipality_ids, state__in=TO_TELL)
            ahead &= ~told
    # A question whose window is over rests: it is late for nobody.
    due = _where(Standing.objects.filter(ahead, due_for__in=kinds, due_until__gt=today), asked)
    rows = due.order_by("due_on", "trajectory_id").values_list("due_for", "due_on", "pk")[: asked.at_most]
    return [Due(kind, on, number, None) for kind, on, number in rows]


def _of_contacts(asked: Asked, today: date) -> list[Due]:
    """List contacts whose window is over, or ends within the week, while nothing is planned."""
    if "contact" not in asked.kinds:
        return []
    # What the group gives, planned or not yet, is not for a visit.
    late = ContactDue.objects.filter(~given_in_a_group(today), appointment=None, until_on__lt=today + HORIZON)
    standing = _where(Standing.objects.filter(state__in=("running", "waiting")), asked).exclude(professional=None)
    found = late.filter(trajectory__in=standing.values("trajectory_id")).order_by("until_on", "trajectory_id")
    return [Due("contact", on, number, None) for on, number in found.values_list("until_on", "pk")[: asked.at_most]]


def _of_certificates(asked: Asked, today: date) -> list[Due]:
    if "certificate" not in asked.kinds or asked.municipality_id is not None:
        return []
    lapsing = list_lapsing(today, today + HORIZON, asked.at_most)
    return [
        Due("certificate", row.valid_until, row.pk, row)
        for row in lapsing
        if asked.professional_id in (None, row.professional_id)
    ]


@dataclass(frozen=True, slots=True)
class ToClose:
    """A group whose last session has been."""

    cohort: Cohort

    @property
    def public_id(self) -> str:
        return self.cohort.public_id


@dataclass(frozen=True, slots=True)
class ToTell:
    """A facilitator who has to be told of a loss in person; the log keeps of whom."""

    telling: Telling

    @property
    def public_id(self) -> str:
        return self.telling.family.public_id


def _of_groups(asked: Asked, today: date) -> list[Due]:
    if asked.professional_id is not None:
        return []
    found = []
    if "small_group" in asked.kinds:
        small = list_small(today, municipality_id=asked.municipality_id, ahead=HORIZON)
        found += [Due("small_group", one.on, one.cohort.pk, one) for one in small]
    if "close_group" in asked.kinds:
        over = list_to_close(today, municipality_id=asked.municipality_id)
        found += [Due("close_group", last_on, one.pk, ToClose(one)) for one, last_on in over]
    if "tell" in asked.kinds:
        tellings = list_to_tell(asked.at_most, municipality_id=asked.municipality_id)
        found += [Due("tell", one.since, one.pk, ToTell(one)) for one in tellings]
    return found


@dataclass(frozen=True, slots=True)
class ToChase:
    """A referral whose answer is late; the log keeps of which family."""

    referral: Referral

    @property
    def public_id(self) -> str:
        return self.referral.family.public_id


def _of_referrals(asked: Asked, today: date) -> list[Due]:
    """List the referrals that wait for an answer longer than their term; for whoever goes after it."""
    if "referral" not in asked.kinds:
        return []
    families = owners = None
    if asked.municipality_id is not None:
        families = Standing.objects.filter(municipality_id=asked.municipality_id).values("trajectory__family_id")
    if asked.professional_id is not None:
        owners = Professional.objects.filter(pk=asked.professional_id).values("account_id")
    late = list_to_chase(today, asked.at_most, owners=owners, families=families)
    return [Due("referral", one.due_on, one.pk, ToChase(one)) for one in late]


def _of_place_terms(asked: Asked, today: date) -> list[Due]:
    if "place_term" not in asked.kinds:
        return []
    ending = list_terms_ending(
        today + HORIZON, asked.at_most, municipality_id=asked.municipality_id, professional_id=asked.professional_id
    )
    return [Due("place_term", row.until_on, row.pk, row) for row in ending]


def _of_recordings(asked: Asked, today: date) -> list[Due]:
    """List recordings that should have been gone by now."""
    if "recording" not in asked.kinds:
        return []
    late = list_overdue(today)
    if asked.professional_id is not None:
        late = late.filter(professional_id=asked.professional_id)
    if asked.municipality_id is not None:
        late = late.filter(trajectory__standing__municipality_id=asked.municipality_id)
    return [Due("recording", row.destroy_on, row.pk, row) for row in late[: asked.at_most]]


def count_families_of(professional_ids: Iterable[int]) -> dict[int, int]:
    """Count per professional the trajectories that she delivers now."""
    return dict(_count_delivered(list(professional_ids)))


@prepared
def _count_delivered(professional_ids: list[int]) -> QuerySet[Standing]:
    delivered = Standing.objects.filter(
        professional_id__any_of=professional_ids, state__in=("waiting", "running", "paused")
    )
    counted = delivered.order_by().values("professional").annotate(number=Count("pk"))
    return counted.values_list("professional", "number")


def _where(standings: QuerySet[Standing], asked: Asked) -> QuerySet[Standing]:
    if asked.municipality_id is not None:
        standings = standings.filter(municipality_id=asked.municipality_id)
    if asked.professional_id is not None:
        standings = standings.filter(professional_id=asked.professional_id)
    return standings
