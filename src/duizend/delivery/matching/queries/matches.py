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
from duizend.ground.kernel.prepared import prepared, rows_of
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.kernel.rules.periods import years_old
from duizend.record.families.models import Child, Parent
from duizend.record.families.queries import list_households_now, read_households
from duizend.record.trajectories.models import Standing, Trajectory, TrajectoryChild
from duizend.record.trajectories.queries import programme_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from duizend.delivery.matching.models import Volunteer
    from duizend.delivery.matching.rules.reasons import MatchRules
    from duizend.record.families.models import Household

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
    rows = _asking_now(list(match_programmes()), begin=(page - 1) * PAGE_SIZE)
    shown = rows[:PAGE_SIZE]
    keys = [row.trajectory_id for row in shown]
    askings = askings_of(keys)
    none = {row.trajectory_id: row for row in _no_matches(keys)}
    matches: dict[int, list[Match]] = {}
    for match in _matches_of(keys):
        matches.setdefault(match.trajectory_id, []).append(match)
    return [
        AskingRow(row, askings.get(row.trajectory_id), matches.get(row.trajectory_id, []), none.get(row.trajectory_id))
        for row in shown
    ], len(rows) > PAGE_SIZE


@prepared
def _asking_now(programmes: list[str], *, begin: int) -> QuerySet[Standing]:
    found = Standing.objects.filter(programme__any_of=programmes, state__in=ASKING_STATES)
    ordered = found.select_related("family", "trajectory", "municipality").order_by("since", "trajectory_id")
    return ordered.prefetch_related(*_people(), _children())[begin : begin + PAGE_SIZE + 1]


@prepared
def _matches_of(trajectory_ids: list[int]) -> QuerySet[Match]:
    return Match.objects.filter(trajectory_id__any_of=trajectory_ids).select_related("volunteer").order_by("id")


def find_asking(trajectory: Trajectory) -> Asking | None:
    """Find what a family asks for, as told last."""
    return askings_of([trajectory.pk]).get(trajectory.pk)


def askings_of(trajectory_ids: Iterable[int]) -> dict[int, Asking]:
    """Return what families ask for, as told last, by trajectory id; in one query, however many there are."""
    return {row.trajectory_id: row for row in _askings(list(trajectory_ids))}


@prepared
def _askings(trajectory_ids: list[int]) -> QuerySet[Asking]:
    return _standing(Asking).filter(trajectory_id__any_of=trajectory_ids)


def voices_of(trajectory: Trajectory) -> dict[int, ChildVoice]:
    """Return what each child said last, by child id."""
    return {row.child_id: row for row in _voices(trajectory.pk)}


@prepared
def _voices(trajectory_id: int) -> QuerySet[ChildVoice]:
    return _standing(ChildVoice).filter(trajectory_id=trajectory_id)


def find_no_match(trajectory: Trajectory) -> NoMatch | None:
    """Find that no match came about, unless it was taken back."""
    return next(reversed(_no_matches([trajectory.pk])), None)


@prepared
def _no_matches(trajectory_ids: list[int]) -> QuerySet[NoMatch]:
    return _standing(NoMatch).filter(trajectory_id__any_of=trajectory_ids)


def list_matches(trajectory: Trajectory) -> list[Match]:
    """List the matches of a family with their steps, newest first."""
    return _with_steps_of(trajectory.pk)


@prepared
def _with_steps_of(trajectory_id: int) -> QuerySet[Match]:
    return _with_steps(Match.objects.filter(trajectory_id=trajectory_id)).order_by("-id")


def list_families_matched(volunteer: Volunteer) -> list[Match]:
    """List the matches of a volunteer with the family's people and its trajectory, newest first."""
    return _families_matched(volunteer.pk)


@prepared
def _families_matched(volunteer_id: int) -> QuerySet[Match]:
    found = Match.objects.filter(volunteer_id=volunteer_id).select_related("family", "trajectory")
    return found.prefetch_related(*_people()).order_by("-id")


def list_matches_of_volunteer(volunteer: Volunteer) -> list[Match]:
    """List the matches of a volunteer with their steps and whom the volunteer may get to know, newest first."""
    return _of_volunteer(volunteer.pk)


@prepared
def _of_volunteer(volunteer_id: int) -> QuerySet[Match]:
    parents, _of_the_family = _people()
    found = _with_steps(Match.objects.filter(volunteer_id=volunteer_id)).prefetch_related(parents, _children())
    return found.select_related("trajectory__neighbourhood", "trajectory__municipality").order_by("-id")


def get_match(public_id: str) -> Match:
    """Return a match with its steps; raises NotFound."""
    found = _by_public_id(public_id)
    if not found:
        raise NotFound("match_not_found", _("Deze koppeling is niet gevonden."))
    return found[0]


@prepared
def _by_public_id(public_id: str) -> QuerySet[Match]:
    return _with_steps(Match.objects.filter(public_id=public_id))


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
    found = [link.child for link in rows_of(trajectory, "for_children") if link.child.died_on is None]
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
    volunteers = {volunteer.pk: volunteer for volunteer in list_of_programme(programme_of(trajectory).id)}
    stopped = frozenset(
        key for key, one in volunteers.items() for match in rows_of(one, "matches")
        if match.trajectory_id == trajectory.pk and match.state == "stopped"
    )  # fmt: skip
    search = Search(
        on=on, municipality=home.municipality_id if home else trajectory.municipality_id,
        neighbourhood=home.neighbourhood_id if home else trajectory.neighbourhood_id,
        half_days=frozenset(asking.half_days) if asking else frozenset(),
        ages=tuple(years_old(child.birth_date, on) for child in meant), needs=rules.volunteer_needs,
        stopped_with=stopped,
    )  # fmt: skip
    can, cannot = list_candidates(search, map(facts_of, volunteers.values()))
    return Candidates(search, can, cannot, volunteers)


def _home(trajectory: Trajectory, on: date) -> Household | None:
    read_households([trajectory.family])
    return next(iter(list_households_now(trajectory.family, on)), None)


def _with_steps(matches: QuerySet[Match]) -> QuerySet[Match]:
    chosen = matches.select_related("family", "trajectory", "volunteer__municipality")
    return chosen.prefetch_related(Prefetch("steps", _steps()))


def _people() -> tuple[Prefetch, Prefetch]:
    """Return the parents and the children of a family, as its name needs them."""
    return (
        Prefetch("family__parents", Parent.objects.order_by("id")),
        Prefetch("family__children", Child.objects.order_by("birth_date", "id")),
    )


def _children() -> Prefetch:
    return Prefetch("trajectory__for_children", TrajectoryChild.objects.select_related("child").order_by("id"))


def _steps() -> QuerySet[MatchStep]:
    return MatchStep.objects.current().filter(withdrawn=False).order_by("happened_on", "place", "id")


def _standing(model: type) -> QuerySet:
    return model.objects.current().filter(withdrawn=False).order_by("happened_on", "id")
