# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be noted of a recording, and what may be taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from duizend.delivery.video.rules.course import (
    Limits,
    StepDone,
    find_gone,
    may_let_go,
    may_make,
    may_review,
    may_undo,
    may_undo_consent,
    stage_of,
)

DAY = date(2026, 3, 10)


def on(days: int) -> date:
    return DAY + timedelta(days=days)


MADE, REVIEWED = StepDone("made", DAY), StepDone("reviewed", on(14))
DESTROYED, GIVEN = StepDone("destroyed", on(20)), StepDone("handed_over", on(20))


@pytest.mark.parametrize(
    ("steps", "is_agreed", "stage"),
    [
        ([], False, "asking"), ([], True, "ready"), ([MADE], True, "made"), ([MADE], False, "made"),
        ([MADE, REVIEWED], True, "reviewed"), ([MADE, REVIEWED, DESTROYED], False, "destroyed"),
        ([MADE, GIVEN], True, "handed_over"),
    ],
)  # fmt: skip
def test_the_stage_follows_from_what_happened(steps: list[StepDone], is_agreed: bool, stage: str) -> None:
    assert stage_of(steps, is_agreed=is_agreed) == stage


@pytest.mark.parametrize(
    ("steps", "limits", "missing", "without_voice", "code"),
    [
        ([], Limits(), "", "", ""),
        ([], Limits(ended_on=DAY), "", "", ""),
        ([MADE], Limits(), "", "", "already_made"),
        ([], Limits(ended_on=on(-1)), "", "", "after_the_end"),
        ([], Limits(), "Joris", "", "no_consent"),
        ([], Limits(), "Joris", "Mila", "nobody_may_consent"),
    ],
)
def test_nothing_is_made_without_a_consent_that_stands(
    steps: list[StepDone], limits: Limits, missing: str, without_voice: str, code: str
) -> None:
    decision = may_make(steps, on=DAY, limits=limits, missing=missing, without_voice=without_voice)
    assert getattr(decision, "code", "") == code


def test_a_refusal_names_whose_consent_is_missing() -> None:
    decision = may_make([], on=DAY, limits=Limits(), missing="Joris", without_voice="")
    assert "Joris" in decision.reason % decision.values


@pytest.mark.parametrize(
    ("steps", "day", "limits", "code"),
    [
        ([], on(1), Limits(), "not_made"),
        ([MADE], on(-1), Limits(), "before_it_was_made"),
        ([MADE], DAY, Limits(), ""),
        ([MADE, REVIEWED], on(15), Limits(), ""),
        ([MADE], on(5), Limits(stopped_on=on(5)), "consent_withdrawn"),
        ([MADE], on(4), Limits(stopped_on=on(5)), ""),
        ([MADE], on(6), Limits(ended_on=on(5)), "after_the_end"),
        ([MADE], on(5), Limits(ended_on=on(5)), ""),
        ([MADE, DESTROYED], on(21), Limits(), "gone"),
        ([MADE, DESTROYED], on(20), Limits(), ""),
    ],
)
def test_looking_back_needs_a_recording_that_may_be_used(
    steps: list[StepDone], day: date, limits: Limits, code: str
) -> None:
    assert getattr(may_review(steps, on=day, limits=limits), "code", "") == code


@pytest.mark.parametrize(
    ("steps", "day", "code"),
    [
        ([], DAY, "not_made"), ([MADE], DAY, ""), ([MADE], on(-1), "still_in_use"),
        ([MADE, REVIEWED], on(13), "still_in_use"), ([MADE, REVIEWED], on(14), ""),
        ([MADE, DESTROYED], on(30), "already_gone"), ([MADE, GIVEN], on(30), "already_gone"),
    ],
)  # fmt: skip
def test_a_recording_goes_once_and_after_its_last_use(steps: list[StepDone], day: date, code: str) -> None:
    assert getattr(may_let_go(steps, on=day), "code", "") == code


@pytest.mark.parametrize(
    ("steps", "kind", "code"),
    [
        ([MADE], "made", ""), ([MADE, REVIEWED], "made", "others_stand_on_it"), ([MADE, DESTROYED], "destroyed", ""),
        ([MADE, REVIEWED, GIVEN], "reviewed", ""),
    ],
)  # fmt: skip
def test_what_others_stand_on_is_not_taken_back(steps: list[StepDone], kind: str, code: str) -> None:
    assert getattr(may_undo(steps, kind), "code", "") == code


@pytest.mark.parametrize(
    ("steps", "is_agreement", "still_misses", "code"),
    [
        ([], True, True, ""), ([MADE], True, True, "made_with_it"), ([MADE], True, False, ""),
        ([MADE], False, True, ""), ([MADE, DESTROYED], False, False, "gone"), ([MADE, DESTROYED], True, False, ""),
    ],
)  # fmt: skip
def test_a_yes_that_was_used_is_withdrawn_and_not_undone(
    steps: list[StepDone], is_agreement: bool, still_misses: bool, code: str
) -> None:
    decision = may_undo_consent(steps, is_agreement=is_agreement, still_misses=still_misses)
    assert getattr(decision, "code", "") == code


def test_a_recording_that_is_there_is_not_gone() -> None:
    assert find_gone([MADE, REVIEWED]) is None
