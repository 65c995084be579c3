# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is assumed beside what is counted: the need, and what is thought to be saved."""

from __future__ import annotations

import pytest

from duizend.insight.disclosure.rules import Hidden, Shown, Small
from duizend.insight.evaluation.rules.deciding import Advice
from duizend.insight.reports.rules.changing import say_what_would_change
from duizend.insight.reports.rules.need import (
    Expected,
    Saving,
    assumed_total,
    expect,
    expect_together,
    share_of_need,
)


@pytest.mark.parametrize(
    ("births", "share", "expected"),
    [(278, 70, Expected(19, 70, "x")), (0, 70, Expected(0, 70, "x")), (None, 70, None), (278, None, None)],
)
def test_so_many_families_are_expected_of_so_many_births(births, share, expected):
    assert expect(births, share, "x") == expected


def test_a_region_is_expected_what_its_places_are_only_where_each_is_stated_by_one_share():
    one, other = Expected(10, 70, "x"), Expected(30, 70, "x")
    assert expect_together([one, other]) == Expected(40, 70, "x")
    assert expect_together([one, None]) is None
    assert expect_together([one, Expected(30, 90, "y")]) is None
    assert expect_together([]) is None


@pytest.mark.parametrize(
    ("started", "expected", "share"),
    [
        (Shown(8), Expected(19, 70, "x"), 42),
        (Shown(30), Expected(20, 70, "x"), 150),
        (Small(10), Expected(19, 70, "x"), None),
        (Hidden(), Expected(19, 70, "x"), None),
        (Shown(8), Expected(0, 70, "x"), None),
        (Shown(8), None, None),
        (None, Expected(19, 70, "x"), None),
    ],
)
def test_a_share_of_the_need_needs_both_to_be_readable(started, expected, share):
    assert share_of_need(started, expected) == share


def test_what_is_saved_is_told_only_of_a_number_that_may_be_read():
    saving = Saving("completed", 1500, "x")
    assert assumed_total(saving, Shown(4)) == 6000
    assert assumed_total(saving, Shown(0)) == 0
    assert assumed_total(saving, Small(5)) is None
    assert assumed_total(saving, None) is None


@pytest.mark.parametrize(
    ("reasons", "needed", "told"),
    [
        (("cannot_be_delivered",), None, "koppeling"),
        (("worthwhile",), None, "marge"),
        (("missed:dose",), None, "gemiste afspraken"),
        (("no_outcomes_yet",), 97, "tot 97 in elke groep"),
        (("interval_too_wide",), None, "meer gemeten gezinnen;"),
        (("something_new",), None, "standhoudt"),
        ((), None, "standhoudt"),
    ],
)
def test_what_would_change_an_advice_follows_from_its_first_reason(reasons, needed, told):
    assert told in say_what_would_change(Advice("stop", reasons), needed, "nl")
