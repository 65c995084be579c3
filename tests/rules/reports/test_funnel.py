# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The drawing of an account: only from counts that are shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.insight.reports.rules import STATES, Heading, Standing, build_account, draw_funnel, tally


def account(threshold: int | None = None, capacity: int | None = 10, **numbers: int):
    standings = [
        (Standing(state, offered=state != "not_offered", accepted=state in ("started", "waiting")), 1)
        for state, number in numbers.items() for _ in range(number)
    ]  # fmt: skip
    heading = Heading("p", 2020, "a", "analyst", "calendar_year", date(2020, 12, 31), capacity)
    return build_account(heading, counts={"a": tally(standings, endings=[])}, threshold=threshold)


def test_the_exact_drawing_has_each_answer_and_the_line_of_the_capacity():
    funnel = draw_funnel(account(started=8, not_yet=7, declined=4))
    assert [(s.value, s.label, s.kind) for s in funnel.rows[-1].segments] == [
        ("8", "gestart", "started"), ("7", "nog niet", "rest"), ("4", "nee", "declined"),
    ]  # fmt: skip
    assert (funnel.capacity.at_percent, funnel.capacity.label) == (52.6, "capaciteit 10")
    assert funnel.rows[-1].segments[1].words_percent == 52.6
    assert funnel.text == "Komt in aanmerking 19, Aangeboden 19, Gestart 8, Nog niet 7, Nee 4, capaciteit 10."


def test_where_answers_are_kept_back_started_and_the_rest_fill_the_bar():
    funnel = draw_funnel(account(5, started=8, not_yet=7, declined=4))
    assert [(s.value, s.label) for s in funnel.rows[-1].segments] == [
        ("8", "gestart"),
        ("11", "niet of nog niet gestart"),
    ]


@pytest.mark.parametrize("made", [account(), account(10, started=8, not_yet=11), account(5)])
def test_without_the_counts_it_needs_there_is_no_drawing(made):
    assert draw_funnel(made) is None


def test_what_is_too_narrow_for_its_words_goes_together_and_is_named():
    bar = draw_funnel(account(started=60, not_yet=30, declined=3, no_answer=2), language="en").rows[-1]
    assert (bar.segments[-1].value, bar.note) == ("", "other: 2 no answer, 3 no")


def test_a_capacity_larger_than_all_who_were_eligible_is_no_line():
    assert draw_funnel(account(started=8, capacity=9)).capacity is None
    assert draw_funnel(account(started=8, capacity=None)).capacity is None


@given(st.dictionaries(st.sampled_from(STATES), st.integers(0, 300)), st.none() | st.integers(2, 12))
def test_bars_stay_within_their_row_and_fill_it(numbers, threshold):
    funnel = draw_funnel(account(threshold, **numbers))
    if funnel is None:
        return
    last = funnel.rows[-1].segments
    assert sum(s.width_percent for s in last) == pytest.approx(100, abs=0.5)
    assert all(0 <= s.from_percent <= 100 and s.from_percent + s.width_percent <= 100.2 for s in last)
