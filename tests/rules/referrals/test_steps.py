# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may follow what in a referral, and when its owner must go after an answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.safety.referrals.rules.grounds import asked_recipients
from duizend.safety.referrals.rules.steps import (
    ENDS,
    FOLLOWS,
    STEPS,
    Step,
    answer_due,
    is_to_chase,
    may_follow,
)

DAY = date(2026, 3, 2)


def walk(*steps: tuple[str, int]) -> list[Step]:
    return [Step(kind, DAY + timedelta(days=after)) for kind, after in steps]


def test_nothing_is_sent_that_was_not_proposed() -> None:
    assert not may_follow([], "sent")
    assert may_follow([], "proposed")
    assert may_follow(walk(("proposed", 0)), "sent")


@pytest.mark.parametrize("end", ["rejected", "done", "withdrawn"])
def test_nothing_follows_an_end(end: str) -> None:
    assert not any(may_follow(walk((end, 0)), kind) for kind in FOLLOWS if kind)


def test_a_late_answer_is_still_taken_after_no_answer_was_noted() -> None:
    assert may_follow(walk(("proposed", 0), ("sent", 0), ("no_answer", 15)), "accepted")


@given(term=st.integers(1, 365), past=st.integers(-30, 30))
def test_the_owner_chases_from_the_day_after_the_term(term: int, past: int) -> None:
    steps = walk(("proposed", 0), ("sent", 1))
    assert is_to_chase(steps, term, DAY + timedelta(days=1 + term + past)) == (past > 0)


def test_sending_again_begins_the_term_again() -> None:
    steps = walk(("proposed", 0), ("sent", 0), ("no_answer", 15), ("sent", 20))
    assert answer_due(steps, 14) == DAY + timedelta(days=34)


@pytest.mark.parametrize("last", ["proposed", "accepted", "rejected", "done", "withdrawn"])
def test_nobody_chases_what_is_not_waiting(last: str) -> None:
    assert not is_to_chase(walk(("proposed", 0), ("sent", 0), (last, 1)), 14, DAY + timedelta(days=400))


@pytest.mark.parametrize("again", ["chased", "no_answer", "sent"])
def test_each_try_gives_the_partner_the_whole_term_again(again: str) -> None:
    steps = walk(("proposed", 0), ("sent", 0), (again, 20))
    assert answer_due(steps, 14) == DAY + timedelta(days=34)
    assert not is_to_chase(steps, 14, DAY + timedelta(days=34))
    assert is_to_chase(steps, 14, DAY + timedelta(days=35))


def test_every_step_can_be_reached_and_is_known() -> None:
    reached = {kind for ahead in FOLLOWS.values() for kind in ahead}
    assert reached == set(STEPS) == {kind for kind in FOLLOWS if kind}
    assert {"rejected", "done", "withdrawn"} == ENDS


def test_consent_is_looked_for_by_name_first_and_then_by_kind() -> None:
    assert asked_recipients("Budgethuis", "debt_help") == ("Budgethuis", "debt_help")
    assert asked_recipients("De Brug", "relationship_therapy") == ("De Brug",)
