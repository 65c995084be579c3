# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may not be assigned and why, what lapses within sixty days, and which days make sense."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.workforce.rules import (
    Held,
    Validity,
    check_agreement,
    check_learning,
    check_period,
    may_be_assigned,
    validity_on,
)

TODAY = date(2026, 3, 10)


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def code_of(decision: object) -> str:
    return decision.code if isinstance(decision, Refused) else ""


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([], Validity("none")),
        ([(-9, None)], Validity("valid")),
        ([(0, None)], Validity("valid")),
        ([(-9, 61)], Validity("valid", day(61))),
        ([(-9, 60)], Validity("lapses", day(60))),
        ([(-9, 1)], Validity("lapses", day(1))),
        ([(-9, 0)], Validity("lapsed", TODAY)),
        ([(-30, -20), (-19, -5)], Validity("lapsed", day(-5))),
        ([(1, None)], Validity("not_yet", day(1))),
        ([(-30, -20), (5, 9)], Validity("not_yet", day(5))),
        ([(-9, 10), (10, None)], Validity("valid")),
        ([(-9, 10), (11, None)], Validity("lapses", day(10))),
        ([(-9, 10), (5, 90)], Validity("valid", day(90))),
        ([(-9, 10), (5, 7)], Validity("lapses", day(10))),
    ],
)
def test_how_what_somebody_holds_stands_today(held: list[tuple[int, int | None]], expected: Validity) -> None:
    periods = [Held(day(since), None if until is None else day(until)) for since, until in held]
    assert validity_on(periods, TODAY) == expected


@pytest.mark.parametrize(
    ("certificate", "licence", "code"),
    [
        (Validity("valid"), None, ""),
        (Validity("lapses", day(9)), Validity("valid"), ""),
        (Validity("none"), None, "certificate_none"),
        (Validity("lapsed", day(-9)), None, "certificate_lapsed"),
        (Validity("not_yet", day(9)), None, "certificate_not_yet"),
        (Validity("valid"), Validity("lapsed", day(-1)), "licence_lapsed"),
    ],
)
def test_who_may_not_be_assigned_hears_why(certificate: Validity, licence: Validity | None, code: str) -> None:
    decision = may_be_assigned(certificate, licence)
    assert code_of(decision) == code
    if isinstance(decision, Refused):
        assert decision.reason % decision.values


@pytest.mark.parametrize(("until", "code"), [(None, ""), (day(1), ""), (TODAY, "period_out_of_order")])
def test_a_period_ends_after_it_begins(until: date | None, code: str) -> None:
    assert code_of(check_period(TODAY, until)) == code


@pytest.mark.parametrize(
    ("kind", "about", "done_on", "code"),
    [
        ("intervision", "", TODAY, ""),
        ("reading", "some-guideline", TODAY, ""),
        ("e_learning", "", TODAY, "which_guideline"),
        ("swimming", "", TODAY, "unknown_kind"),
        ("supervision", "", day(1), "day_in_the_future"),
    ],
)
def test_what_can_have_been_done(kind: str, about: str, done_on: date, code: str) -> None:
    assert code_of(check_learning(kind, about=about, done_on=done_on, today=TODAY)) == code


@pytest.mark.parametrize(
    ("kind", "agreed_on", "review_on", "code"),
    [
        ("gp", day(-9), day(300), ""),
        ("baker", day(-9), day(300), "unknown_partner"),
        ("school", day(1), day(300), "day_in_the_future"),
        ("school", TODAY, TODAY, "review_before_agreement"),
    ],
)
def test_what_can_be_agreed(kind: str, agreed_on: date, review_on: date, code: str) -> None:
    assert code_of(check_agreement(kind, agreed_on=agreed_on, review_on=review_on, today=TODAY)) == code


days = st.dates(date(2024, 1, 1), date(2028, 1, 1))
periods = st.builds(
    lambda since, length: Held(since, None if length is None else since + timedelta(days=length)),
    days, st.none() | st.integers(1, 400),
)  # fmt: skip


@given(st.lists(periods, max_size=6), days)
def test_it_holds_exactly_on_days_that_some_period_covers(held: list[Held], on: date) -> None:
    validity = validity_on(held, on)
    assert validity.holds == any(one.covers(on) for one in held)
    if validity.holds and validity.on is not None:
        assert validity.on > on
        assert not any(one.covers(validity.on) for one in held)
        assert all(any(one.covers(on + timedelta(days=n)) for one in held) for n in range((validity.on - on).days))
