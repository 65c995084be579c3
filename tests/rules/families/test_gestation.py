# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weeks of pregnancy: which births and due dates can be true."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.ground.kernel.rules.decisions import Allowed, Refused
from duizend.record.families.rules.gestation import (
    check_birth,
    check_due_date,
    check_loss,
    check_sibling_birth,
)

DUE = date(2026, 12, 1)
CONCEIVED = DUE - timedelta(days=280)


def on_day(weeks: int, days: int = 0) -> date:
    return CONCEIVED + timedelta(days=weeks * 7 + days)


@pytest.mark.parametrize(
    ("weeks", "days", "code"),
    [
        (22, 0, ""), (24, 0, ""), (40, 0, ""), (42, 6, ""), (44, 0, ""), (21, 6, "born_too_early"), (0, 0, "born_too_early"),
        (44, 1, "born_too_late"), (60, 0, "born_too_late"), (0, -1, "born_before_pregnancy"),
    ],
)  # fmt: skip
def test_a_birth_before_22_or_after_44_weeks_is_refused(weeks: int, days: int, code: str) -> None:
    decision = check_birth(DUE, on_day(weeks, days))
    assert (decision.code if isinstance(decision, Refused) else "") == code
    if isinstance(decision, Refused):
        assert decision.source
        assert decision.reason % decision.values


def test_the_refusal_says_how_many_weeks_it_would_be() -> None:
    decision = check_birth(DUE, on_day(20, 3))
    assert isinstance(decision, Refused)
    assert "na 20 weken en 3 dagen" in decision.reason % decision.values


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(22 * 7, 44 * 7))
def test_any_day_between_22_and_44_weeks_can_be_a_birth(due: date, lasted: int) -> None:
    born = due - timedelta(days=280) + timedelta(days=lasted)
    assert check_birth(due, born) == Allowed()


@pytest.mark.parametrize(("apart", "allowed"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_second_child_is_born_on_the_same_day_or_the_one_beside_it(apart: int, allowed: bool) -> None:
    assert bool(check_sibling_birth(DUE, DUE + timedelta(days=apart))) is allowed


@pytest.mark.parametrize(
    ("weeks", "days", "code"),
    [(0, 0, ""), (12, 3, ""), (44, 0, ""), (0, -1, "not_yet_pregnant"), (44, 1, "due_long_ago")],
)
def test_a_due_date_fits_the_day_or_is_refused(weeks: int, days: int, code: str) -> None:
    decision = check_due_date(DUE, on_day(weeks, days))
    assert (decision.code if isinstance(decision, Refused) else "") == code


@pytest.mark.parametrize(
    ("weeks", "days", "allowed"), [(0, 0, True), (9, 0, True), (44, 0, True), (0, -1, False), (45, 0, False)]
)
def test_a_loss_lies_within_the_pregnancy(weeks: int, days: int, allowed: bool) -> None:
    assert bool(check_loss(DUE, on_day(weeks, days))) is allowed
