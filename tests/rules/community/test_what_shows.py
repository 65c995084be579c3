# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may show in a neighbourhood and for how long, wishes against places, and the white spots."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.catalogue.rules.factors import read_factors
from duizend.catalogue.rules.programme import Programme
from duizend.catalogue.rules.reader import read_programme
from duizend.delivery.community.rules import (
    PHASES,
    Offered,
    Room,
    Spot,
    Words,
    check_agreed,
    check_number,
    check_words,
    freshness,
    hide_on,
    look_again_on,
    offer_map,
    phases_of,
    shows_when_checked_after,
    weigh_wishes,
)

PROGRAMMES = Path(__file__).parents[3] / "programmes"
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def programme(name: str) -> Programme:
    words = read_factors((PROGRAMMES / "factors.toml").read_text(encoding="utf-8"), "factors.toml").require()
    return read_programme((PROGRAMMES / f"{name}.toml").read_text(encoding="utf-8"), name, words).require()


@pytest.mark.parametrize(
    ("today", "is_now"),
    [
        (date(2026, 1, 10), "fresh"), (date(2026, 7, 9), "fresh"), (date(2026, 7, 10), "stale"),
        (date(2026, 10, 9), "stale"), (date(2026, 10, 10), "hidden"),
    ],
)  # fmt: skip
def test_what_nobody_looked_at_again_is_flagged_and_then_hidden(today: date, is_now: str) -> None:
    assert freshness(date(2026, 1, 10), today) == is_now


@given(DAYS, st.integers(0, 600))
def test_the_filter_of_the_list_never_drops_what_still_shows(checked: date, days: int) -> None:
    today = checked + timedelta(days=days)
    if freshness(checked, today) != "hidden":
        assert checked > shows_when_checked_after(today)
    assert checked < look_again_on(checked) < hide_on(checked)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Words("group", ("toddler",), ("after_birth",)), ""),
        (Words("rave", ("toddler",), ("after_birth",)), "unknown_kind"),
        (Words("group", (), ("after_birth",)), "unknown_situation"),
        (Words("group", ("toddler", "rich"), ("after_birth",)), "unknown_situation"),
        (Words("group", ("toddler",), ()), "unknown_phase"),
        (Words("group", ("toddler",), ("retired",)), "unknown_phase"),
    ],
)
def test_an_activity_is_told_in_the_words_of_the_file(told: Words, code: str) -> None:
    assert getattr(check_words(told, kinds=["group"], situations=["toddler"]), "code", "") == code


@pytest.mark.parametrize(
    ("name", "phone", "agreed", "allowed"),
    [("", "", False, True), ("Ayşe", "", True, True), ("Ayşe", "", False, False), ("", "06", False, False)],
)
def test_a_name_or_number_shows_only_when_that_person_agreed(
    name: str, phone: str, agreed: bool, allowed: bool
) -> None:
    assert bool(check_agreed(name, phone, agreed=agreed)) is allowed


@pytest.mark.parametrize(("number", "allowed"), [(0, False), (1, True), (10, True), (11, False), (-1, False)])
def test_a_number_of_people_stays_within_reason(number: int, allowed: bool) -> None:
    assert bool(check_number(number, most=10)) is allowed


@pytest.mark.parametrize(
    ("name", "phases"),
    [
        ("nu-niet-zwanger", ("before_pregnancy",)),
        ("allemaal-opvoeders", ("after_birth",)),
        ("stevig-ouderschap", ("pregnancy", "after_birth")),
        ("k-vht", ("after_birth",)),
    ],
)
def test_a_programme_is_there_where_it_finds_people_and_where_its_window_lies(name: str, phases: tuple) -> None:
    assert phases_of(programme(name)) == phases


def test_a_window_that_ends_at_birth_says_nothing_of_after_it() -> None:
    assert "after_birth" not in phases_of(programme("prenataal-huisbezoek"))


def test_a_white_spot_is_where_there_is_neither_programme_nor_activity() -> None:
    found = offer_map(
        ["A", "B"],
        programmes=[Offered("A", ("pregnancy",), "Bezoek"), Offered("A", ("pregnancy",), "Bezoek"), Offered("C", PHASES, "Ver")],
        activities=[Offered("B", ("pregnancy", "after_birth")), Offered("B", ("after_birth",))],
    )  # fmt: skip
    assert found["A"]["pregnancy"] == Spot(("Bezoek",), 0)
    assert found["B"]["after_birth"] == Spot((), 2)
    white = {(place, phase) for place, spots in found.items() for phase, spot in spots.items() if spot.is_white}
    assert white == {("A", "before_pregnancy"), ("A", "after_birth"), ("B", "before_pregnancy")}


def test_a_group_makes_a_spot_no_longer_white_and_is_counted_in_each_of_its_phases() -> None:
    groups = [Offered("A", ("pregnancy", "after_birth")), Offered("A", ("pregnancy",)), Offered("C", PHASES)]
    found = offer_map(["A", "B"], programmes=[], activities=[], groups=groups)
    assert [found["A"][phase].groups for phase in PHASES] == [0, 2, 1]
    white = {(place, phase) for place, spots in found.items() for phase, spot in spots.items() if spot.is_white}
    assert white == {("A", "before_pregnancy"), *(("B", phase) for phase in PHASES)}


def test_wishes_are_set_against_places_where_most_lack_first() -> None:
    found = weigh_wishes(
        {("a", "toddler"): 2, ("b", "toddler"): 9, ("c", "toddler"): 5, ("d", "toddler"): 5},
        {("b", "toddler"): [Room(8, 6), Room(4, 7)], ("c", "toddler"): [Room(None, 3)], ("d", "toddler"): [Room(9, 0)]},
    )
    assert list(found) == [("b", "toddler"), ("a", "toddler"), ("c", "toddler"), ("d", "toddler")]
    assert (found["b", "toddler"].free, found["b", "toddler"].lacks, found["b", "toddler"].activities) == (2, 7, 2)
    assert (found["a", "toddler"].free, found["a", "toddler"].lacks) == (0, 2)
    assert (found["c", "toddler"].free, found["c", "toddler"].lacks) == (None, 0)
    assert found["d", "toddler"].lacks == 0


@given(
    st.dictionaries(st.tuples(st.sampled_from("ab"), st.sampled_from("xy")), st.integers(1, 9)),
    st.dictionaries(
        st.tuples(st.sampled_from("ab"), st.sampled_from("xy")),
        st.lists(st.builds(Room, st.none() | st.integers(0, 9), st.integers(0, 9))),
    ),
)
def test_no_balance_lacks_more_than_was_wished(wished: dict, rooms: dict) -> None:
    found = weigh_wishes(wished, rooms)
    assert set(found) == set(wished)
    assert all(0 <= balance.lacks <= balance.wished for balance in found.values())
