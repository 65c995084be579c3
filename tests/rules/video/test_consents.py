# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose consent a recording needs, which stands on a day, and when its use has to stop."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.video.rules.consents import (
    Said,
    Seen,
    find_standing,
    find_stop,
    list_agreed,
    list_asked,
    list_missing,
    list_without_voice,
)

DAY = date(2026, 3, 10)
AYLIN, JORIS, OMA = ("parent", "aylin"), ("parent", "joris"), ("other", "oma")
MILA = ("child", "mila")
PARENTS = (AYLIN, JORIS)
LOOK, TALK = "look_back", "supervision"


def born(years: int, days: int = 0) -> date:
    return date(DAY.year - years, DAY.month, DAY.day) - timedelta(days=days)


def yes(who: tuple[str, str], on: date = DAY, order: int = 0, *purposes: str, by: date | None = None) -> Said:
    return Said(who, "yes", on, order, frozenset(purposes or (LOOK,)), by)


def no(who: tuple[str, str], on: date = DAY, order: int = 0) -> Said:
    return Said(who, "no", on, order)


def back(who: tuple[str, str], on: date = DAY, order: int = 0, *left: str) -> Said:
    return Said(who, "withdrawn", on, order, frozenset(left))


@pytest.mark.parametrize(
    ("in_view", "lacking", "asked"),
    [
        ([Seen(AYLIN)], (), (AYLIN,)),
        ([Seen(OMA)], (), (OMA,)),
        ([Seen(AYLIN), Seen(MILA, born(1))], (), (AYLIN, JORIS)),
        ([Seen(MILA, born(1))], (), (AYLIN, JORIS)),
        ([Seen(MILA)], (), (AYLIN, JORIS)),
        ([Seen(MILA, born(1))], ((JORIS, MILA),), (AYLIN,)),
        ([Seen(JORIS), Seen(MILA, born(1))], ((JORIS, MILA),), (JORIS, AYLIN)),
        ([Seen(MILA, born(12, -1))], (), (AYLIN, JORIS)),
        ([Seen(MILA, born(12))], (), (MILA, AYLIN, JORIS)),
        ([Seen(MILA, born(16, -1))], (), (MILA, AYLIN, JORIS)),
        ([Seen(MILA, born(16))], (), (MILA,)),
        ([Seen(MILA, born(1))], ((AYLIN, MILA), (JORIS, MILA)), ()),
        ([], (), ()),
    ],
)
def test_who_is_in_view_or_has_authority_is_asked(in_view: list[Seen], lacking: tuple, asked: tuple) -> None:
    assert list_asked(in_view, parents=PARENTS, lacking=lacking, on=DAY) == asked


@pytest.mark.parametrize(
    ("seen", "lacking", "without"),
    [
        (Seen(MILA, born(3)), (), ()),
        (Seen(MILA, born(3)), ((AYLIN, MILA),), ()),
        (Seen(MILA, born(3)), ((AYLIN, MILA), (JORIS, MILA)), (MILA,)),
        (Seen(MILA, born(16)), ((AYLIN, MILA), (JORIS, MILA)), ()),
        (Seen(AYLIN), ((AYLIN, MILA), (JORIS, MILA)), ()),
    ],
)
def test_a_child_for_whom_nobody_may_answer_is_told_apart(seen: Seen, lacking: tuple, without: tuple) -> None:
    assert list_without_voice([seen], parents=PARENTS, lacking=lacking, on=DAY) == without


def test_the_last_answer_up_to_a_day_stands_whatever_the_moment_it_was_entered() -> None:
    said = [back(AYLIN, DAY, 1), yes(AYLIN, DAY - timedelta(days=3), 2)]
    assert find_standing(said, AYLIN, on=DAY) == said[0]
    assert find_standing(said, AYLIN, on=DAY - timedelta(days=1)) == said[1]
    assert find_standing(said, AYLIN, on=DAY - timedelta(days=4)) is None
    assert find_standing(said, JORIS, on=DAY) is None


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ([], (AYLIN, JORIS)),
        ([yes(AYLIN)], (JORIS,)),
        ([yes(AYLIN), no(JORIS)], (JORIS,)),
        ([yes(AYLIN), yes(JORIS)], ()),
        ([yes(AYLIN), yes(JORIS), back(JORIS, DAY, 1)], (JORIS,)),
        ([yes(AYLIN), yes(JORIS, DAY, 0, LOOK, TALK), back(JORIS, DAY, 1, LOOK)], ()),
        ([yes(AYLIN), yes(JORIS), back(JORIS, DAY, 1), yes(JORIS, DAY, 2)], ()),
        ([yes(AYLIN), yes(JORIS, DAY + timedelta(days=1))], (JORIS,)),
        ([yes(AYLIN), yes(JORIS, DAY, 0, TALK)], (JORIS,)),
    ],
)
def test_a_consent_stands_from_its_day_until_it_is_taken_back(said: list[Said], missing: tuple) -> None:
    assert list_missing(said, PARENTS, purpose=LOOK, on=DAY) == missing


def test_a_purpose_is_agreed_when_everybody_agrees_to_it() -> None:
    said = [yes(AYLIN, DAY, 0, LOOK, TALK), yes(JORIS)]
    assert list_agreed(said, PARENTS, (LOOK, TALK), on=DAY) == (LOOK,)
    assert list_agreed(said, (), (LOOK, TALK), on=DAY) == ()


MADE = DAY - timedelta(days=5)
BEFORE = MADE - timedelta(days=2)


@pytest.mark.parametrize(
    ("said", "stopped"),
    [
        ([yes(AYLIN, BEFORE)], None),
        ([yes(AYLIN, BEFORE), back(AYLIN)], DAY),
        ([yes(AYLIN, BEFORE), back(AYLIN, DAY, 0, LOOK)], None),
        ([yes(AYLIN, BEFORE), no(AYLIN)], DAY),
        ([yes(AYLIN, BEFORE), back(AYLIN, DAY, 1), no(AYLIN, DAY + timedelta(days=4))], DAY),
        ([yes(AYLIN, BEFORE), back(AYLIN, DAY), yes(AYLIN, DAY, 1)], None),
        ([yes(AYLIN, BEFORE), back(AYLIN, BEFORE, 1)], MADE),
        ([no(JORIS, BEFORE)], None),
        ([no(JORIS, DAY)], DAY),
        ([yes(AYLIN, BEFORE), back(AYLIN, DAY), no(JORIS, DAY - timedelta(days=1))], DAY - timedelta(days=1)),
    ],
)
def test_use_stops_on_the_day_the_first_yes_was_taken_back(said: list[Said], stopped: date | None) -> None:
    assert find_stop(said, purpose=LOOK, made_on=MADE) == stopped


WHO = st.sampled_from([AYLIN, JORIS, OMA])
SAYING = st.builds(
    Said, WHO, st.sampled_from(["yes", "no", "withdrawn"]), st.integers(0, 9).map(lambda n: MADE + timedelta(days=n)),
    st.integers(0, 99), st.sampled_from([frozenset(), frozenset({LOOK})]),
)  # fmt: skip


@given(st.lists(SAYING, max_size=8, unique_by=lambda one: one.order))
def test_use_stops_if_and_only_if_somebody_does_not_agree_in_the_end(said: list[Said]) -> None:
    end = MADE + timedelta(days=10)
    who = {one.who for one in said}
    assert (find_stop(said, purpose=LOOK, made_on=MADE) is None) == (not list_missing(said, who, purpose=LOOK, on=end))


@given(st.lists(SAYING, max_size=8, unique_by=lambda one: one.order))
def test_everybody_who_may_be_missing_was_asked(said: list[Said]) -> None:
    missing = list_missing(said, PARENTS, purpose=LOOK, on=MADE + timedelta(days=3))
    agreed = list_agreed(said, PARENTS, (LOOK,), on=MADE + timedelta(days=3))
    assert set(missing) <= set(PARENTS)
    assert bool(agreed) == (not missing)
