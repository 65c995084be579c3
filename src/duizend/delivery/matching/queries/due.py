# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What asks for a coordinator: a search, a check that lapses, what a volunteer told, a match without looking back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce

from duizend.delivery.matching.models import Asking, Match, NoMatch, VolunteerCheck, VolunteerEnd, VolunteerSaid
from duizend.delivery.matching.queries.volunteers import match_programmes
from duizend.delivery.matching.rules.steps import OPEN, RECEIVING, next_of_search
from duizend.record.families.models import Parent
from duizend.record.trajectories.models import Standing

if TYPE_CHECKING:
    from datetime import date

    from duizend.record.trajectories.models import Trajectory

# A check that lapsed is told for so long; by then it was decided about.
LAPSED_AND_STILL_TOLD = timedelta(days=90)


# A family whose pause runs is not looked for.
SEARCHED_IN = ("waiting", "running")


@dataclass(frozen=True, slots=True)
class Searching:
    """A family for whom somebody is looked for: since when, and what brings it nearer."""

    standing: Standing
    since: date
    step: str

    @property
    def trajectory(self) -> Trajectory:
        return self.standing.trajectory


def list_searching(limit: int, *, municipality_id: int | None = None) -> list[Searching]:
    """List the families without a volunteer who receives, who waits longest first.

    Not where no match came about, nor where a match was rounded off and nobody looks for another yet.
    """
    told = Asking.objects.current().filter(trajectory=OuterRef("trajectory"), withdrawn=False)
    none = NoMatch.objects.current().filter(trajectory=OuterRef("trajectory"), withdrawn=False)
    matches = Match.objects.filter(trajectory=OuterRef("trajectory"))
    received, ended = matches.filter(state__in=RECEIVING), matches.filter(state="ended")
    under_way = matches.filter(state__in=[state for state in OPEN if state not in RECEIVING])
    found = Standing.objects.filter(
        ~Exists(none), ~Exists(received), Exists(under_way) | ~Exists(ended),
        programme__in=list(match_programmes()), state__in=SEARCHED_IN,
    ).annotate(has_asked=Exists(told), searched_since=_searched_since())  # fmt: skip
    if municipality_id is not None:
        found = found.filter(municipality=municipality_id)
    people = (
        Prefetch("family__parents", Parent.objects.order_by("id")),
        Prefetch("trajectory__matches", Match.objects.only("trajectory", "state")),
    )
    rows = found.select_related("family", "trajectory__family", "municipality").prefetch_related(*people)
    return [
        Searching(
            row, row.searched_since,
            next_of_search(has_asked=row.has_asked, states=[match.state for match in row.trajectory.matches.all()]),
        )
        for row in rows.order_by("searched_since", "trajectory_id")[:limit]
    ]  # fmt: skip


def _searched_since() -> Case:
    """Return since when: the parents' yes, or the day on which it stopped with whom a child went to."""
    stopped = (
        Match.objects.filter(trajectory=OuterRef("trajectory"), state="stopped").order_by("-since").values("since")
    )
    return Case(When(state="running", then=Coalesce(Subquery(stopped[:1]), F("since"))), default=F("since"))


def list_lapsing(today: date, until: date, limit: int, *, municipality_id: int | None = None) -> list[VolunteerCheck]:
    """List checks that lapse before a day while no later one follows, soonest first; not of who stopped."""
    later = VolunteerCheck.objects.current().filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until")),
        volunteer=OuterRef("volunteer"), kind=OuterRef("kind"), withdrawn=False,
    )  # fmt: skip
    stopped = VolunteerEnd.objects.current().filter(volunteer=OuterRef("volunteer"), withdrawn=False)
    found = VolunteerCheck.objects.current().filter(
        ~Exists(later), ~Exists(stopped), withdrawn=False, valid_until__gt=today - LAPSED_AND_STILL_TOLD,
        valid_until__lt=until,
    )  # fmt: skip
    if municipality_id is not None:
        found = found.filter(volunteer__municipality_id=municipality_id)
    return list(found.select_related("volunteer").order_by("valid_until", "id")[:limit])


def list_unhandled(limit: int, *, municipality_id: int | None = None) -> list[VolunteerSaid]:
    """List what volunteers told and nobody took up, the longest waiting first."""
    found = VolunteerSaid.objects.current().filter(withdrawn=False, handled=None)
    if municipality_id is not None:
        found = found.filter(volunteer__municipality_id=municipality_id)
    return list(found.select_related("volunteer").order_by("happened_on", "id")[:limit])


def list_to_look_back(until: date, limit: int, *, municipality_id: int | None = None) -> list[Match]:
    """List matches that have to be looked back on before a day, soonest first, with the family's people."""
    found = Match.objects.filter(look_back_on__lt=until)
    if municipality_id is not None:
        found = found.filter(trajectory__municipality_id=municipality_id)
    people = Prefetch("family__parents", Parent.objects.order_by("id"))
    rows = found.select_related("family", "trajectory__family", "volunteer").prefetch_related(people)
    return list(rows.order_by("look_back_on", "id")[:limit])
