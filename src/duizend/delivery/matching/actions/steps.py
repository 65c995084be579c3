# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of matches: each takes one step. The parent chooses first; a volunteer hears nothing before that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from duizend.delivery.matching.actions.facts import refuse_taken_back, refuse_the_future
from duizend.delivery.matching.models import Match, MatchStep
from duizend.delivery.matching.models.matches import TRAJECTORY_ENDED
from duizend.delivery.matching.permissions import MATCH
from duizend.delivery.matching.queries import (
    children_asked,
    find_no_match,
    match_rules,
    read_facts,
    read_match_steps,
    window_of,
)
from duizend.delivery.matching.rules.steps import (
    CHOSEN,
    DECIDES,
    OPEN,
    SHARED,
    StepTaken,
    check_children,
    may_take,
    next_look_back,
    state_of,
)
from duizend.delivery.matching.rules.volunteers import may_go_on
from duizend.ground.access.identity import current, note
from duizend.ground.kernel.announcements import MatchMade, announce
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.families.permissions import check_family
from duizend.record.trajectories.actions import correct_step, start
from duizend.record.trajectories.models import Step, Trajectory
from duizend.record.trajectories.queries import read_steps
from duizend.record.trajectories.rules.states import state_of as state_of_trajectory

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.delivery.matching.models import Volunteer
    from duizend.delivery.matching.rules.reasons import NoMatchReason

CAN_BE_MATCHED = ("waiting", "running", "paused")
# For these a volunteer must be able to go on; a parent may look back or stop with anybody.
NEEDS_VOLUNTEER = ("proposed", "parent_yes", "volunteer_yes", "introduced", "trial_started", "continued")


@dataclass(frozen=True, slots=True)
class StepSaid:
    """What belongs to a step: what the parent allows to be told, the reason and whose decision, words."""

    shared: tuple[str, ...] = ()
    reason: str = ""
    decided_by: str = ""
    words: str = ""


@transaction.atomic
def propose(trajectory: Trajectory, volunteer: Volunteer, *, on: date) -> Match:
    """Put a volunteer to the parent, who chooses first; the volunteer hears nothing of it.

    Raises ActionRefused when the trajectory does not wait or run, when no match was found before, when a child that is
    old enough was not asked, or when the volunteer cannot be asked now.
    """
    check_family(MATCH, trajectory.family)
    Trajectory.objects.select_for_update(of=("self",), no_key=True).get(pk=trajectory.pk)
    if state_of_trajectory(read_steps(trajectory.pk)) not in CAN_BE_MATCHED:
        raise ActionRefused("not_agreed", _("Koppelen kan zodra de ouders akkoord zijn en zolang het traject loopt."))
    if find_no_match(trajectory) is not None:
        raise ActionRefused("no_match_before", _("Er staat dat er geen match kwam. Maak dat eerst ongedaan."))
    if Match.objects.filter(trajectory=trajectory, volunteer=volunteer, state__in=OPEN).exists():
        raise ContradictsRecord("proposed_before", _("Deze vrijwilliger is al voorgelegd."))
    if read_facts(volunteer.pk).is_full:
        raise ActionRefused("volunteer_is_full", _("Deze vrijwilliger ontvangt al zoveel kinderen als zij wil."))
    match = Match.objects.create(family_id=trajectory.family_id, trajectory=trajectory, volunteer=volunteer)
    _take(match, "proposed", on, StepSaid())
    return match


@transaction.atomic
def take_step(match: Match, kind: str, *, on: date, said: StepSaid | None = None) -> MatchStep:
    """Record a step of a match that needs no reason; with the trial the trajectory starts.

    Raises ActionRefused for a step out of turn, without a look back before going on, when a child rather does not, or when
    the volunteer cannot go on now.
    """
    check_family(MATCH, match.family)
    said = said or StepSaid()
    shared = tuple(what for what in SHARED if what in said.shared)
    step = _take(match, kind, on, StepSaid(shared, "", DECIDES.get(kind, ""), said.words))
    if kind == "trial_started":
        start(match.trajectory, on=on, historical=True)
        announce(MatchMade(match.pk, match.trajectory_id, on))
    return step


@transaction.atomic
def stop_match(match: Match, why: NoMatchReason, *, on: date, words: str = "") -> MatchStep:
    """Record that it becomes no match with this volunteer, for a reason of the programme file; the search goes on."""
    check_family(MATCH, match.family)
    return _take(match, "stopped", on, StepSaid(reason=why.id, decided_by=why.decided_by, words=words))


def close_proposals(trajectory: Trajectory, why: NoMatchReason, *, on: date) -> None:
    """Close the proposals that the parent did not answer, for the reason why no match came about."""
    for match in Match.objects.filter(trajectory=trajectory, state="proposed").select_related("family", "trajectory"):
        stop_match(match, why, on=on)


@transaction.atomic
def undo_step(step: MatchStep) -> MatchStep:
    """Take back the last step of a match: a new fact that says so. With the trial the start is taken back too."""
    match = step.match
    check_family(MATCH, match.family)
    Trajectory.objects.select_for_update(of=("self",), no_key=True).get(pk=match.trajectory_id)
    refuse_taken_back(step)
    standing = read_match_steps(match.pk)
    if not standing or (standing[-1].kind, standing[-1].order) != (step.kind, step.place):
        raise ActionRefused("not_the_last", _("Alleen de laatste stap kan ongedaan worden gemaakt."))
    if step.reason == TRAJECTORY_ENDED:
        raise ActionRefused("ended_with_trajectory", _("Maak eerst het einde van het traject ongedaan."))
    if step.kind == "proposed":
        raise ActionRefused("close_instead", _("Sluit dit voorstel met een reden; dan blijft staan dat het er was."))
    taken_back = _withdraw(step)
    _refresh(match)
    if step.kind == "trial_started":
        _take_back_start(match, step.happened_on)
        announce(MatchMade(match.pk, match.trajectory_id, step.happened_on))
    return taken_back


def _take_back_start(match: Match, on: date) -> None:
    """Take back that the trajectory started that day, unless another match began too."""
    began = MatchStep.objects.current().filter(
        match__trajectory=match.trajectory_id, kind="trial_started", withdrawn=False
    )
    started = Step.objects.current().filter(trajectory=match.trajectory_id, kind="started", withdrawn=False)
    mine = started.select_related("family").filter(happened_on=on).first()
    if mine is not None and not began.exists():
        correct_step(mine, withdrawn=True)


def _take(match: Match, kind: str, on: date, said: StepSaid) -> MatchStep:
    """Add a step, after the rules allowed it among the steps that stand."""
    refuse_the_future(on)
    # Two people who choose at once take turns.
    Trajectory.objects.select_for_update(of=("self",), no_key=True).get(pk=match.trajectory_id)
    others = Match.objects.filter(trajectory=match.trajectory_id, state__in=CHOSEN).exclude(pk=match.pk)
    place = 1 + (MatchStep.objects.filter(match=match).aggregate(last=Max("place"))["last"] or 0)
    step = StepTaken(kind, on, place)
    _require(may_take(read_match_steps(match.pk), step, chosen_elsewhere=kind == "parent_yes" and others.exists()))
    rules = match_rules(match.trajectory)
    _require(check_children(kind, children_asked(match.trajectory), window_of(rules), on=on))
    if kind in NEEDS_VOLUNTEER:
        _require(may_go_on(read_facts(match.volunteer_id), rules.volunteer_needs, on))
    taken = MatchStep.objects.create(
        match=match, family_id=match.family_id, kind=kind, place=place, happened_on=on, shared=list(said.shared),
        reason=said.reason, decided_by=said.decided_by, words=said.words.strip(), entered_by_id=current().account_id,
    )  # fmt: skip
    note("match.step", "C", [match.family.public_id, match.volunteer.public_id], detail=kind)
    _refresh(match)
    return taken


def _withdraw(step: MatchStep) -> MatchStep:
    note("match.step_undone", "U", [step.match.family.public_id, step.match.volunteer.public_id], detail=step.kind)
    return MatchStep.objects.create(
        match_id=step.match_id, family_id=step.family_id, kind=step.kind, place=step.place, reason=step.reason,
        decided_by=step.decided_by, shared=step.shared, words=step.words, happened_on=step.happened_on, corrects=step,
        withdrawn=True, entered_by_id=current().account_id,
    )  # fmt: skip


def _refresh(match: Match) -> None:
    """Write anew where a match stands, from its steps."""
    steps, rules = read_match_steps(match.pk), match_rules(match.trajectory)
    match.state = state_of(steps)
    match.since = steps[-1].happened_on if steps else None
    match.look_back_on = next_look_back(steps, trial=rules.trial, usual_length=rules.usual_length)
    match.save(update_fields=["state", "since", "look_back_on"])


def _require(decision: object) -> None:
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)


def end_all(matches: Iterable[Match], *, reason: str, on: date) -> None:
    """End matches because their trajectory ended, whatever their state; whoever ended it was asked for that."""
    for match in matches:
        place = 1 + (MatchStep.objects.filter(match=match).aggregate(last=Max("place"))["last"] or 0)
        MatchStep.objects.create(
            match=match, family_id=match.family_id, kind="ended", place=place, happened_on=on, reason=reason,
            entered_by_id=current().account_id,
        )  # fmt: skip
        note("match.step", "C", [match.family.public_id, match.volunteer.public_id], detail="ended")
        _refresh(match)


def reopen_all(steps: Iterable[MatchStep]) -> None:
    """Let matches go on that ended with their trajectory."""
    for step in steps:
        _withdraw(step)
        _refresh(step.match)
