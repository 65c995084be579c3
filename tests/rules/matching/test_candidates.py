# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Candidates come with reasons for and against, in an order that people can follow; no score is anywhere."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.matching.rules.candidates import Candidate, Search, list_candidates, weigh
from duizend.delivery.matching.rules.volunteers import HALF_DAYS, Check, Pause, VolunteerFacts

TODAY = date(2026, 3, 10)
LAST = TODAY + timedelta(days=300)
SEEN = (Check("vog", TODAY - timedelta(days=9), LAST), Check("training", TODAY - timedelta(days=2)))
SEARCH = Search(TODAY, 1, 11, frozenset({"tue_morning", "fri_morning"}), (1,), ("vog", "training"))
NEAR = VolunteerFacts(1, 1, 11, checks=SEEN, half_days=frozenset({"tue_morning"}))

REASONS = [
    (NEAR, "half_day", "for"),
    (replace(NEAR, half_days=frozenset({"thu_evening"})), "other_half_day", "against"),
    (replace(NEAR, half_days=frozenset()), "no_half_day_now", "against"),
    (replace(NEAR, half_days=None), "times_unknown", "against"),
    (NEAR, "same_neighbourhood", "for"),
    (replace(NEAR, neighbourhood=12), "same_municipality", "for"),
    (replace(NEAR, neighbourhood=None), "same_municipality", "for"),
    (replace(NEAR, municipality=2), "other_municipality", "against"),
    (NEAR, "age", "for"),
    (replace(NEAR, ages=(2, 6)), "other_age", "against"),
    (replace(NEAR, ages=(0, 1)), "other_age", "against"),
    (replace(NEAR, earlier_matches=1), "experience", "for"),
    (NEAR, "first_match", "against"),
    (replace(NEAR, open_matches=1, places=2), "receives_another", "against"),
    (NEAR, "need", "for"),
    (replace(NEAR, checks=()), "missing", "away"),
    (replace(NEAR, checks=(Check("vog", TODAY - timedelta(days=9), TODAY), SEEN[1])), "lapsed", "away"),
    (replace(NEAR, pauses=(Pause(TODAY),)), "paused", "away"),
    (replace(NEAR, pauses=(Pause(TODAY, LAST),)), "paused_until", "away"),
    (replace(NEAR, wants_to_stop=True), "stopping", "away"),
    (replace(NEAR, wants_to_stop=True, ended_on=TODAY), "ended", "away"),
    (replace(NEAR, open_matches=1), "full", "away"),
    (replace(NEAR, key=7), "stopped_before", "away"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "code", "where"), REASONS)
def test_each_fact_gives_its_reason(facts: VolunteerFacts, code: str, where: str) -> None:
    found = weigh(replace(SEARCH, stopped_with=frozenset({7})), facts)
    side = {"for": found.speaks_for, "against": found.speaks_against, "away": found.falls_away}[where]
    assert code in {reason.code for reason in side}
    for reason in side:
        assert reason.text.count("%(") == len(reason.values)


def test_who_asks_for_no_half_day_or_age_gets_no_reason_about_it() -> None:
    found = weigh(replace(SEARCH, half_days=frozenset(), ages=()), NEAR)
    codes = {reason.code for reason in (*found.speaks_for, *found.speaks_against)}
    assert not codes & {"half_day", "other_half_day", "age", "other_age"}


def test_half_days_are_told_in_the_order_of_the_week() -> None:
    both = weigh(SEARCH, replace(NEAR, half_days=frozenset({"fri_morning", "tue_morning", "sun_evening"})))
    assert both.speaks_for[0].values["half_days"] == ("tue_morning", "fri_morning")


def test_the_order_is_that_of_the_four_questions() -> None:
    in_order = [
        replace(NEAR, key=9),
        replace(NEAR, key=2, open_matches=1, places=2),
        replace(NEAR, key=3, ages=(4, 9)),
        replace(NEAR, key=4, neighbourhood=12),
        replace(NEAR, key=5, municipality=2),
        replace(NEAR, key=1, half_days=frozenset()),
        replace(NEAR, key=6, half_days=None),
    ]
    found, away = list_candidates(SEARCH, reversed(in_order))
    assert [one.key for one in found] == [facts.key for facts in in_order]
    assert away == []


def test_a_candidate_holds_no_number_to_rank_people_by() -> None:
    assert {f.name for f in fields(Candidate)} == {"key", "speaks_for", "speaks_against", "falls_away"}


volunteers = st.builds(
    VolunteerFacts, st.integers(1, 99), st.integers(1, 2), st.one_of(st.none(), st.integers(10, 12)),
    checks=st.sampled_from([(), SEEN[:1], SEEN]), half_days=st.one_of(st.none(), st.frozensets(st.sampled_from(HALF_DAYS))),
    pauses=st.sampled_from([(), (Pause(TODAY),)]), open_matches=st.integers(0, 2), places=st.integers(1, 2),
)  # fmt: skip


@given(st.lists(volunteers, unique_by=lambda facts: facts.key), st.randoms())
def test_everybody_is_somewhere_and_the_order_of_asking_does_not_matter(known: list, chance: object) -> None:
    first = list_candidates(SEARCH, known)
    shuffled = list(known)
    chance.shuffle(shuffled)
    assert list_candidates(SEARCH, shuffled) == first
    assert {one.key for part in first for one in part} == {facts.key for facts in known}
    assert all(not one.falls_away for one in first[0])
    assert all(one.falls_away for one in first[1])
