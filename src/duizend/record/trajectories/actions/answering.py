# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking parents, each for themselves, and what they answered. Declining is free: it leaves no task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from duizend.catalogue.queries import get_decision
from duizend.catalogue.rules.deciding import may_be_offered
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import HouseholdClosed, announce
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.whole import whole
from duizend.record.families.models import Family
from duizend.record.families.permissions import check_family
from duizend.record.families.queries import list_together
from duizend.record.trajectories.actions.standing import refresh_families
from duizend.record.trajectories.actions.taking import require, take
from duizend.record.trajectories.models import AskAttempt, ParentAnswer, Step, Trajectory
from duizend.record.trajectories.queries import (
    answers_of,
    closed_household_ids,
    count_attempts,
    find_ask_again,
    find_elsewhere,
    find_family_cap,
    is_asked_nothing,
    list_asked_on,
    programme_of,
    read_steps,
    with_course,
)
from duizend.record.trajectories.rules.answers import ANSWER_OF_STATE, STARTED, family_answer
from duizend.record.trajectories.rules.asking import may_ask_again_at, may_give_up
from duizend.record.trajectories.rules.offers import CAME_BACK, may_ask_family, may_ask_now, may_offer_again
from duizend.record.trajectories.rules.states import state_of, state_on

if TYPE_CHECKING:
    from datetime import date

    from duizend.record.families.models import Parent
    from duizend.record.trajectories.rules.states import StepTaken


@whole
def offer(trajectory: Trajectory, *, on: date, came_back: bool = False, historical: bool = False) -> Step:
    """Record that the programme was put to the parents; `came_back` when they asked for it themselves.

    Raises ActionRefused when the municipality decided to stop the programme by that day, when the cap of the programme
    or of the family is reached, when the parents want to be asked nothing, said no, or said "not yet" until a later
    day. What an older list tells was asked already, and is held to the caps only.
    """
    check_family("trajectory.decide", trajectory.family)
    # Two programmes could ask a family at once, in whichever of its files: its cap needs its lock.
    files = Family.objects.filter(pk__in=list_together(trajectory.family_id)).order_by("pk")
    list(files.select_for_update(of=("self",), no_key=True))
    steps, elsewhere = read_steps(trajectory.pk), find_elsewhere(trajectory)
    if not historical:
        _refuse_stopped(trajectory, on)
        _refuse_asking(trajectory, steps, on=on, came_back=came_back, said_no_elsewhere=elsewhere.said_no)
    times_asked = sum(step.kind == "offered" for step in steps) + elsewhere.times_asked
    require(may_offer_again(times_asked=times_asked, cap=programme_of(trajectory).offer.cap))
    require(may_ask_family(list_asked_on(trajectory.family_id), on, find_family_cap()))
    return take(trajectory, "offered", on, reason=CAME_BACK if came_back else "")


def _refuse_stopped(trajectory: Trajectory, on: date) -> None:
    """Refuse to offer what was decided to stop where the family lived when it was indicated; who is under way goes on."""
    programme, place = programme_of(trajectory), trajectory.municipality
    decision = get_decision(programme.id, place.code, on)
    name = programme.name.in_language("en" if get_language() == "en" else "nl")
    require(may_be_offered(decision, programme=name, place=place.name))


def _refuse_asking(
    trajectory: Trajectory, steps: list[StepTaken], *, on: date, came_back: bool, said_no_elsewhere: bool
) -> None:
    """Refuse to ask who asked to be left in peace, for now or about this."""
    if is_asked_nothing(trajectory.family_id, on):
        raise ActionRefused(
            "asks_nothing", _("Dit gezin wil voorlopig niets gevraagd worden. Zij laten het zelf weten.")
        )
    fresh = with_course(Trajectory.objects.filter(pk=trajectory.pk)).get()
    standing = [step for step in fresh.steps.all() if not step.withdrawn]
    no = [step for step in standing if step.kind == "declined"]
    require(
        may_ask_now(
            "declined" if said_no_elsewhere else state_on(steps, on), on=on, came_back=came_back,
            ask_again_on=find_ask_again(fresh, answers_of(fresh).values(), standing),
            families_own_no=said_no_elsewhere or not no or no[-1].decided_by in ("", "family"),
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnswerSaid:
    """What was said with an answer: whose decision, why (never asked for), by which parent, when to ask again.

    `ask_again_at` is a moment of the programme file, `ask_again_on` a day. `historical`: told by an older list, which
    knows of no attempts.
    """

    decided_by: str = ""
    reason: str = ""
    answered_by: Parent | None = None
    ask_again_on: date | None = None
    ask_again_at: str = ""
    historical: bool = False


@whole
def record_answer(trajectory: Trajectory, answer: str, *, on: date, said: AnswerSaid | None = None) -> Step | None:
    """Record what the parents answered, or one of them: then a step is taken only when the family's answer changes.

    The family's answer follows from what each parent said last (`rules.answers`). Returns the step that was taken.
    Raises ActionRefused for a moment that is not the programme's, for "no answer" before the term or enough
    attempts, and for a no of everybody while the trajectory runs: that is an end.
    """
    check_family("trajectory.decide", trajectory.family)
    said = said or AnswerSaid()
    Trajectory.objects.select_for_update(of=("self",), no_key=True).get(pk=trajectory.pk)
    if answer == "no_answer" and not said.historical:
        _refuse_early(trajectory, on)
    if answer == "not_yet":
        require(
            may_ask_again_at(
                said.ask_again_at, said.ask_again_on, said_on=on, moments=programme_of(trajectory).offer.reoffer_at
            )
        )
    if said.answered_by is None or answer == "no_answer":
        return take(
            trajectory, answer, on, decided_by=said.decided_by, reason=said.reason, ask_again_on=said.ask_again_on
        )
    return _record_of_parent(trajectory, answer, on, said)


def _record_of_parent(trajectory: Trajectory, answer: str, on: date, said: AnswerSaid) -> Step | None:
    """Keep what one parent answered, and let the family's answer and the closed households follow."""
    if said.answered_by.family_id != trajectory.family_id:
        raise ActionRefused("parent_of_another_family", _("Deze ouder hoort niet bij dit gezin."))
    if on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
    closed = closed_household_ids(trajectory)
    row = ParentAnswer.objects.create(
        trajectory=trajectory, family_id=trajectory.family_id, parent=said.answered_by, answer=answer, happened_on=on,
        ask_again_on=said.ask_again_on if answer == "not_yet" else None,
        ask_again_at=said.ask_again_at if answer == "not_yet" else "", reason=said.reason,
        entered_by_id=current().account_id,
    )  # fmt: skip
    note(f"answer.{answer}", "C", [trajectory.family.public_id, said.answered_by.public_id])
    step = _follow_answers(trajectory, row, said)
    if step is None:
        refresh_families([trajectory.family_id])
    for household in sorted(closed_household_ids(trajectory) - closed):
        announce(HouseholdClosed(trajectory.pk, household))
    return step


def _follow_answers(trajectory: Trajectory, row: ParentAnswer, said: AnswerSaid) -> Step | None:
    """Take the step that the family's answer asks for, if it changed.

    An answer from before the last offer, entered late, belongs to the question of then.
    """
    steps = read_steps(trajectory.pk)
    last_offer = max((step.happened_on for step in steps if step.kind == "offered"), default=row.happened_on)
    if row.happened_on >= last_offer:
        state, day = state_of(steps), max([row.happened_on, *(step.happened_on for step in steps)])
        standing = answers_of(trajectory)
    else:
        state, day = state_on(steps, row.happened_on), row.happened_on
        standing = answers_of(trajectory, until=day)
    answer = family_answer(own.answer for own in standing.values())
    if answer is None or ANSWER_OF_STATE.get(state) == answer:
        return None
    if state in STARTED:
        raise ActionRefused(
            "runs_already", _("Het traject loopt. Willen de ouders stoppen, leg dan vast dat het is beëindigd.")
        )
    telling = next(own for own in [row, *standing.values()] if own.answer == answer)
    decided_by = (said.decided_by or "family") if answer in ("declined", "not_yet") else ""
    return take(
        trajectory, answer, day, decided_by=decided_by, reason=telling.reason, answered_by_id=telling.parent_id,
        ask_again_on=telling.ask_again_on,
    )  # fmt: skip


def _refuse_early(trajectory: Trajectory, on: date) -> None:
    """Refuse "no answer" while parents still have the time that the programme gives them."""
    offered = [s.happened_on for s in read_steps(trajectory.pk) if s.kind == "offered" and s.happened_on <= on]
    if offered:
        attempts = count_attempts(trajectory, since=offered[-1], until=on)
        term = programme_of(trajectory).offer.answer_term
        require(may_give_up(offered_on=offered[-1], on=on, term=term, attempts=attempts))


@whole
def record_attempt(trajectory: Trajectory, *, how: str, on: date, words: str = "") -> AskAttempt:
    """Record that somebody tried to hear an answer and reached nobody. It changes nothing about the answer.

    Raises ActionRefused when no answer is awaited.
    """
    check_family("trajectory.decide", trajectory.family)
    if on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
    if state_on(read_steps(trajectory.pk), on) not in ("offered", "no_answer"):
        raise ActionRefused("no_answer_awaited", _("Op die dag werd er op geen antwoord gewacht."))
    attempt = AskAttempt.objects.create(
        trajectory=trajectory, family_id=trajectory.family_id, how=how, words=words, happened_on=on,
        entered_by_id=current().account_id,
    )  # fmt: skip
    note("answer.attempt", "C", [trajectory.family.public_id], detail=how)
    return attempt
