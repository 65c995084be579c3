# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fewer or more contacts in a phase: what is asked then, within the range of the file, and never a contact refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.catalogue.rules.anchors import Anchor
from duizend.catalogue.rules.factors import read_factors
from duizend.catalogue.rules.reader import read_programme
from duizend.catalogue.rules.schedule import list_contacts
from duizend.delivery.contacts.rules.dialling import DIRECTIONS, Dial, Range, ask_by_dials, find_range, may_dial
from duizend.delivery.contacts.rules.protocol import Taken, check_moment, next_due
from duizend.delivery.contacts.rules.windows import Window, list_ahead, next_window, windows_from
from duizend.ground.kernel.rules.decisions import Allowed, Refused

PROGRAMMES = Path(__file__).parents[3] / "programmes"
FACTORS = read_factors((PROGRAMMES / "factors.toml").read_text(encoding="utf-8"), "factors.toml").require()
FILE = PROGRAMMES / "voorzorg.toml"
PROGRAMME = read_programme(FILE.read_text(encoding="utf-8"), FILE.name, FACTORS).require()
BORN = date(2026, 8, 31)
REAL = windows_from(list_contacts(PROGRAMME, Anchor(born_on=BORN)))
START = date(2026, 1, 5)
WEEK = timedelta(days=7)


def weeks(number: int) -> date:
    return START + number * WEEK


def row(least: int, most: int, *, phase: str = "a", start: date = START) -> list[Window]:
    """Make a row of weekly contacts of one phase; the first `least` are obligatory."""
    return [
        Window(
            f"{phase}.{n + 1}", start + n * WEEK, start + n * WEEK, start + (n + 1) * WEEK, 60, n < least, phase=phase
        )
        for n in range(most)
    ]


def due(windows: list[Window]) -> list[str]:
    return [one.moment for one in windows if one.obligatory]


def test_the_range_of_a_phase_is_what_its_file_says() -> None:
    assert [find_range(REAL, phase.phase) for phase in PROGRAMME.forms.dialling.phases[1:]] == [
        Range(18, 26), Range(14, 21),
    ]  # fmt: skip


def test_who_begins_later_has_a_range_of_what_she_can_still_have() -> None:
    windows = row(4, 6)
    assert find_range(windows, "a") == Range(4, 6)
    assert find_range(windows, "a", since=weeks(3)) == Range(1, 3)
    assert find_range(windows, "b") == Range(0, 0)


def test_fewer_spreads_the_least_of_a_phase_over_what_is_left_of_it() -> None:
    windows = row(4, 8)
    asked = ask_by_dials(windows, [Dial("a", "fewer", START)], held=[])
    assert due(asked) == ["a.2", "a.4", "a.6", "a.8"]
    assert [one.moment for one in asked if not one.asked] == ["a.1", "a.3", "a.5", "a.7"]


def test_what_was_had_before_counts_and_what_was_passed_over_before_is_not_caught_up() -> None:
    windows = row(6, 8)
    half = Dial("a", "fewer", weeks(4))
    held = [Taken(f"a.{n}", weeks(n - 1)) for n in (1, 2, 3, 4)]
    assert len(due(ask_by_dials(windows, [half], held=held)[4:])) == 2
    # Of the first four none took place: two are still due, as they were before.
    assert len(due(ask_by_dials(windows, [half], held=[])[4:])) == 2
    # More than the least was had already: nothing is due any more.
    more = [*held, Taken("a.5", weeks(3)), Taken("a.6", weeks(3))]
    assert due(ask_by_dials(windows, [half], held=more)[6:]) == []


def test_the_other_phases_and_what_was_over_before_stay_as_they_are() -> None:
    windows = row(2, 4) + row(3, 5, phase="b", start=weeks(4))
    asked = ask_by_dials(windows, [Dial("b", "fewer", weeks(6))], held=[])
    assert asked[:6] == windows[:6]
    assert sum(one.obligatory for one in asked[6:]) == 1


def test_more_makes_every_contact_of_the_phase_due_and_usual_takes_both_back() -> None:
    windows = row(2, 5)
    more = Dial("a", "more", weeks(1))
    assert due(ask_by_dials(windows, [more], held=[])) == ["a.1", "a.2", "a.3", "a.4", "a.5"]
    back = Dial("a", "usual", weeks(3), 2)
    assert due(ask_by_dials(windows, [more, back], held=[])) == ["a.1", "a.2", "a.3"]
    assert ask_by_dials(windows, [Dial("a", "usual", START)], held=[]) == windows


def test_the_later_of_two_holds_and_of_one_day_the_one_entered_later() -> None:
    windows = row(2, 6)
    asked = ask_by_dials(windows, [Dial("a", "more", weeks(3), 2), Dial("a", "fewer", weeks(0), 1)], held=[])
    assert due(asked[3:]) == ["a.4", "a.5", "a.6"]
    same_day = [Dial("a", "fewer", weeks(0), 2), Dial("a", "more", weeks(0), 1)]
    assert len(due(ask_by_dials(windows, same_day, held=[]))) == 2


def test_what_is_passed_over_is_not_due_nor_a_reason_to_explain_and_may_be_held_all_the_same() -> None:
    windows = ask_by_dials(row(4, 8), [Dial("a", "fewer", START)], held=[])
    assert next_due(windows, held=[], planned=[]).moment == "a.2"
    assert next_due(windows, held=["a.2"], planned=[]).moment == "a.4"
    assert check_moment(windows, "a.4", weeks(3), taken=[Taken("a.2", weeks(1))]) == Allowed()
    assert check_moment(windows, "a.3", weeks(2), taken=[Taken("a.2", weeks(1))]) == Allowed()
    assert next_window(windows, ["a.2"]).moment == "a.3"
    assert "a.3" in {one.moment for one in list_ahead(windows, ["a.2"], on=weeks(2))}


@pytest.mark.parametrize(
    ("dial", "code"),
    [
        (Dial("a", "fewer", weeks(2)), ""),
        (Dial("a", "more", START - 52 * WEEK), ""),
        (Dial("a", "fewer", weeks(4)), "phase_is_over"),
        (Dial("b", "fewer", START), "phase_is_fixed"),
        (Dial("c", "fewer", START), "phase_is_over"),
    ],
)
def test_a_phase_is_dialled_where_the_file_allows_it_and_while_it_lasts(dial: Dial, code: str) -> None:
    windows = row(2, 4) + row(2, 4, phase="b")
    decision = may_dial(windows, dial, phases={"a", "c"})
    assert (decision.code if isinstance(decision, Refused) else "") == code


# ── for all ──

DIALS = st.lists(
    st.builds(
        Dial, st.sampled_from(["baby", "toddler"]), st.sampled_from(DIRECTIONS),
        st.dates(BORN, BORN + timedelta(days=800)), st.integers(0, 9),
    ),
    max_size=4,
)  # fmt: skip
HELD = st.lists(st.builds(Taken, st.sampled_from([w.moment for w in REAL]), st.dates(BORN, BORN + timedelta(days=800))))


@given(DIALS, HELD)
def test_no_window_ever_moves_and_none_is_lost(dials: list[Dial], held: list[Taken]) -> None:
    asked = ask_by_dials(REAL, dials, held=held)
    assert [replace(one, obligatory=True, asked=True) for one in asked] == [
        replace(one, obligatory=True, asked=True) for one in REAL
    ]
    assert all(one.asked or not one.obligatory for one in asked)


@given(st.sampled_from(["baby", "toddler"]), st.dates(BORN, BORN + timedelta(days=800)), HELD)
def test_fewer_never_makes_more_due_and_stays_above_the_least(phase: str, on: date, held: list[Taken]) -> None:
    asked = ask_by_dials(REAL, [Dial(phase, "fewer", on)], held=held)
    assert sum(one.obligatory for one in asked) <= sum(one.obligatory for one in REAL)
    assert all(one.phase == phase for one, was in zip(asked, REAL, strict=True) if one != was)
    had = {one.moment for one in held if one.day < on}
    open_before = [one for one in REAL if one.phase == phase and one.until_on > on and one.moment not in had]
    still = sum(one.obligatory for one in asked if one.phase == phase and one.until_on > on and one.moment not in had)
    before = len({one.moment for one in held if one.day < on} & {w.moment for w in REAL if w.phase == phase})
    least = find_range(REAL, phase).least
    assert still == min(sum(one.obligatory for one in open_before), max(least - before, 0))
