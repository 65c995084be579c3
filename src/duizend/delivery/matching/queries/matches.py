# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of families who ask, of their matches and of who could be asked. Queries do not grow with the data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from duizend.delivery.matching.models import Asking, ChildVoice, Match, MatchStep, NoMatch
from duizend.delivery.matching.queries.volunteers import facts_of, list_of_programme, match_programmes
from duizend.delivery.matching.rules.candidates import Candidate, Search, list_candidates
from duizend.delivery.matching.rules.steps import ChildAsked, ChildWindow, StepTaken
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.kernel.rules.periods import years_old
from duizend.record.families.models import Parent
from duizend.record.families.queries import get_family, list_households_now
from duizend.record.trajectories.models import Standing, Trajectory, TrajectoryChild
from duizend.record.trajectories.queries import programme_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from duizend.delivery.matching.models import Volunteer
    from duizend.delivery.matching.rules.reasons import MatchRules
    from duizend.record.families.models import Child, Household

ASKING_STATES = ("waiting", "running", "paused")
PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class AskingRow:
    """A family that asks: where its trajectory stands, what it asks for, its matches, and that none came about."""

    standing: Standing
    asking: Asking | None
    matches: list[Match]
    no_match: NoMatch | None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who can be asked and who falls away, in order, with the volunteers by key."""

    search: Search
    can: list[Candidate] = field(default_factory=list)
    cannot: list[Candidate] = field(default_factory=list)
    volunteers: dict[int, Volunteer] = field(default_factory=dict)


def match_rules(trajectory: Trajectory) -> MatchRules:
    """Return what the family's programme version says of matching; raises NotFound for one that does not match."""
    rules = programme_of(trajectory).forms.match
    if rules is None:
        raise NotFound("no_matching", _("In dit programma wordt niet gekoppeld."))
    return rules


def window_of(rules: MatchRules) -> ChildWindow:
    """Return for which ages a programme is, and from which age a child has its own voice."""
    return ChildWindow(rules.child_from, rules.child_until, rules.own_voice_from)


def list_asking(*, page: int = 1) -> tuple[list[AskingRow], bool]:
    """List the families whose match trajectory waits or runs, who waits longest first; and whether more come after."""
    begin = (page - 1) * PAGE_SIZE
    found = Standing.objects.filter(programme__in=list(match_programmes()), state__in=ASKING_STATES)
    people = Prefetch("family__parents", Parent.objects.order_by("id"))
    children = Prefetch("trajectory__for_children", TrajectoryChild.objects.select_related("child").order_by("id"))
    ordered = found.select_related("family", "trajectory", "municipality").order_by("since", "trajectory_id")
    rows = list(ordered.prefetch_related(people, children)[begin : begin + PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    keys = [row.trajectory_id for row in shown]
    askings = askings_of(keys)
    none = {row.trajectory_id: row for row in _standing(NoMatch).filter(trajectory__in=keys)}
    matches: dict[int, list[Match]] = {}
    for match in Match.objects.filter(trajectory__in=keys).select_related("volunteer").order_by("id"):
        matches.setdefault(match.trajectory_id, []).append(match)
    return [
        AskingRow(row, askings.get(row.trajectory_id), matches.get(row.trajectory_id, []), none.get(row.trajectory_id))
        for row in shown
    ], len(rows) > PAGE_SIZE


def find_asking(trajectory: Trajectory) -> Asking | None:
    """Find what a family asks for, as told last."""
    return _standing(Asking).filter(trajectory=trajectory).last()


def askings_of(trajectory_ids: Iterable[int]) -> dict[int, Asking]:
    """Return what families ask for, as told last, by trajectory id; in one query, however many there are."""
    return {row.trajectory_id: row for row in _standing(Asking).filter(trajectory__in=list(trajectory_ids))}


def voices_of(trajectory: Trajectory) -> dict[int, ChildVoice]:
    """Return what each child said last, by child id."""
    return {row.child_id: row for row in _standing(ChildVoice).filter(trajectory=trajectory)}


def find_no_match(trajectory: Trajectory) -> NoMatch | None:
    """Find that no match came about, unless it was taken back."""
    return _standing(NoMatch).filter(trajectory=trajectory).last()


def list_matches(trajectory: Trajectory) -> list[Match]:
    """List the matches of a family with their steps, newest first."""
    return list(_with_steps(Match.objects.filter(trajectory=trajectory)).order_by("-id"))


def list_matches_of_volunteer(volunteer: Volunteer) -> list[Match]:
    """List the matches of a volunteer with their steps and the family's people, newest first."""
    found = _with_steps(Match.objects.filter(volunteer=volunteer)).prefetch_related(
        Prefetch("family__parents", Parent.objects.order_by("id")),
        Prefetch("trajectory__for_children", TrajectoryChild.objects.select_related("child").order_by("id")),
    )
    return list(found.select_related("trajectory__neighbourhood", "trajectory__municipality").order_by("-id"))


def get_match(public_id: str) -> Match:
    """Return a match with its steps; raises NotFound."""
    found = _with_steps(Match.objects.filter(public_id=public_id)).first()
    if found is None:
        raise NotFound("match_not_found", _("Deze koppeling is niet gevonden."))
    return found


def get_step(number: int) -> MatchStep:
    """Return a step by its key; raises NotFound."""
    found = MatchStep.objects.select_related("match__family", "match__trajectory").filter(pk=number).first()
    if found is None:
        raise NotFound("match_not_found", _("Deze koppeling is niet gevonden."))
    return found


def read_match_steps(match_id: int) -> list[StepTaken]:
    """Read the steps of a match that stand now."""
    rows = _steps().filter(match_id=match_id).values_list("kind", "happened_on", "place")
    return [StepTaken(*row) for row in rows]


def shared_of(match: Match) -> tuple[str, ...]:
    """Return what the parent allows the volunteer to know, as said last; the steps were fetched."""
    said = [step.shared for step in match.steps.all() if step.kind in ("parent_yes", "shares")]
    return tuple(said[-1]) if said else ()


def children_of(trajectory: Trajectory) -> list[Child]:
    """Return the living children that a trajectory is for, oldest first."""
    found = [link.child for link in trajectory.for_children.all() if link.child.died_on is None]
    return sorted(found, key=lambda child: (child.birth_date, child.pk))


def children_asked(trajectory: Trajectory) -> list[ChildAsked]:
    """Return the children as the rules need them, with what each said."""
    voices = voices_of(trajectory)
    return [
        ChildAsked(child.birth_date, voices[child.pk].voice if child.pk in voices else "")
        for child in children_of(trajectory)
    ]


def find_candidates(trajectory: Trajectory, *, on: date, asking: Asking | None = None) -> Candidates:
    """Weigh every volunteer of the programme for a family: who can be asked, and who falls away with the reasons."""
    rules, home = match_rules(trajectory), _home(trajectory, on)
    window = window_of(rules)
    meant = [child for child in children_of(trajectory) if window.includes(child.birth_date, on)]
    stopped = Match.objects.filter(trajectory=trajectory, state="stopped").values_list("volunteer_id", flat=True)
    search = Search(
        on=on, municipality=home.municipality_id if home else trajectory.municipality_id,
        neighbourhood=home.neighbourhood_id if home else trajectory.neighbourhood_id,
        half_days=frozenset(asking.half_days) if asking else frozenset(),
        ages=tuple(years_old(child.birth_date, on) for child in meant), needs=rules.volunteer_needs,
        stopped_with=frozenset(stopped),
    )  # fmt: skip
    volunteers = {volunteer.pk: volunteer for volunteer in list_of_programme(programme_of(trajectory).id)}
    can, cannot = list_candidates(search, map(facts_of, volunteers.values()))
    return Candidates(search, can, cannot, volunteers)


def _home(trajectory: Trajectory, on: date) -> Household | None:
    return next(iter(list_households_now(get_family(trajectory.family.public_id), on)), None)


def _with_steps(matches: QuerySet[Match]) -> QuerySet[Match]:
    steps = Prefetch("steps", _steps().select_related("entered_by"))
    return matches.select_related("family", "trajectory", "volunteer__municipality").prefetch_related(steps)


def _steps() -> QuerySet[MatchStep]:
    return MatchStep.objects.current().filter(withdrawn=False).order_by("happened_on", "place", "id")


def _standing(model: type) -> QuerySet:
    return model.objects.current().filter(withdrawn=False).order_by("happened_on", "id")
