# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping to the programme: no contact outside its window unnoticed, and none lost when a child is born."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.catalogue.rules.anchors import Anchor
from duizend.catalogue.rules.factors import read_factors
from duizend.catalogue.rules.reader import read_programme
from duizend.catalogue.rules.schedule import list_contacts
from duizend.delivery.contacts.rules.protocol import Open, Taken, check_moment, next_due, replan
from duizend.delivery.contacts.rules.windows import (
    Window,
    list_ahead,
    next_window,
    on_time,
    suggest_times,
    windows_from,
)
from duizend.ground.kernel.rules.decisions import Allowed

PROGRAMMES = Path(__file__).parents[3] / "programmes"
FACTORS = read_factors((PROGRAMMES / "factors.toml").read_text(encoding="utf-8"), "factors.toml").require()
FILE = PROGRAMMES / "stevig-ouderschap.toml"
PROGRAMME = read_programme(FILE.read_text(encoding="utf-8"), FILE.name, FACTORS).require()
DAY = timedelta(days=1)
DUES = st.dates(date(2024, 1, 1), date(2030, 12, 31))
# From 24 weeks to 42 weeks, in days from the due date.
BIRTHS = st.integers(24 * 7 - 280, 42 * 7 - 280)
OBLIGATORY = [moment.id for moment in PROGRAMME.contacts if moment.obligatory]


def real_windows(due_on: date, born_on: date | None = None) -> list[Window]:
    return windows_from(list_contacts(PROGRAMME, Anchor(due_on=due_on, born_on=born_on)))


def row(*lengths: int, start: date = date(2026, 1, 5), optional: str = "") -> list[Window]:
    """Make windows one after the other, named a, b, c …, each so many days long."""
    windows, begin = [], start
    for key, length in zip("abcdefgh", lengths, strict=False):
        until = begin + timedelta(days=length)
        windows.append(
            Window(key, begin, begin + timedelta(days=length // 2), until, 60, obligatory=key not in optional)
        )
        begin = until
    return windows


@st.composite
def programmes(draw: st.DrawFn) -> list[Window]:
    """Draw an invented programme: contacts of any length in order, with holes and overlaps, some not obligatory."""
    windows, begin = [], draw(DUES)
    for number in range(draw(st.integers(1, 9))):
        length = draw(st.integers(1, 120))
        target = begin + timedelta(days=draw(st.integers(0, length - 1)))
        obligatory = draw(st.booleans())
        windows.append(Window(f"c{number}", begin, target, begin + timedelta(days=length), 60, obligatory=obligatory))
        begin += timedelta(days=draw(st.integers(0, length + 40)))
    return windows


# ── what comes next ──


def test_what_was_over_before_the_parents_said_yes_is_not_asked() -> None:
    windows = row(10, 10, 10)
    since = windows[1].from_on
    assert [w.moment for w in list_ahead(windows, [], since=since)] == ["b", "c"]
    assert next_due(windows, held=[], planned=[], since=since) == windows[1]


def test_what_is_not_obligatory_is_proposed_while_its_window_is_open_and_never_due() -> None:
    windows = row(10, 10, 10, optional="a")
    assert next_window(windows, [], on=windows[0].from_on) == windows[0]
    assert next_window(windows, [], on=windows[0].until_on) == windows[1]
    assert next_due(windows, held=[], planned=[]) == windows[1]
    assert next_due(windows, held=[], planned=["a"]) == windows[0]


def test_what_is_planned_comes_before_what_is_due() -> None:
    windows = row(10, 10, 10)
    assert next_due(windows, held=["a"], planned=["c"]) == windows[2]
    assert next_due(windows, held=["a"], planned=["gone", "b"]) == windows[1]
    assert next_due(windows, held=["a", "b", "c"], planned=[]) is None


# ── what may be planned without a reason ──

THREE = row(20, 20, 20)


@pytest.mark.parametrize(
    ("moment", "day", "taken", "code"),
    [
        ("a", THREE[0].from_on, [], ""),
        ("a", THREE[0].from_on - DAY, [], "outside_window"),
        ("a", THREE[0].until_on, [], "outside_window"),
        ("unknown", THREE[0].from_on, [], "outside_window"),
        ("b", THREE[1].from_on, [], ""),
        ("b", THREE[1].from_on, [Taken("a", THREE[0].from_on)], ""),
        ("b", THREE[1].from_on, [Taken("a", THREE[1].from_on)], ""),
        ("b", THREE[1].from_on, [Taken("a", THREE[1].from_on + DAY)], "out_of_order"),
        ("b", THREE[1].from_on, [Taken("b", THREE[1].from_on - DAY)], "out_of_order"),
        ("b", THREE[1].from_on, [Taken("c", THREE[1].from_on)], "out_of_order"),
        ("b", THREE[1].from_on, [Taken("c", THREE[1].from_on + DAY), Taken("other", THREE[1].from_on)], ""),
    ],
)
def test_a_contact_is_planned_inside_its_window_and_in_order(
    moment: str, day: date, taken: list[Taken], code: str
) -> None:
    decision = check_moment(THREE, moment, day, taken=taken)
    assert getattr(decision, "code", "") == code


def test_an_earlier_contact_that_can_still_be_held_in_time_comes_first() -> None:
    long, short = row(60, 10)[0], Window("b", date(2026, 1, 15), date(2026, 1, 20), date(2026, 1, 25), 60)
    assert getattr(check_moment([long, short], "b", short.from_on, taken=[]), "code", "") == "out_of_order"
    free = Window("a", long.from_on, long.target_on, long.until_on, 60, obligatory=False)
    assert check_moment([free, short], "b", short.from_on, taken=[])


@given(programmes(), st.integers(-30, 400), st.integers(0, 3))
def test_no_contact_is_proposed_outside_its_window_unless_it_is_said_to_be_late(
    windows: list[Window], offset: int, skipped: int
) -> None:
    """Follow the proposals to the end: what is not marked late may be planned without a reason, and none comes twice."""
    today = windows[0].from_on + timedelta(days=offset)
    taken: list[Taken] = []
    while (window := next_window(windows, [one.moment for one in taken], on=today)) is not None:
        proposals = suggest_times(window, today=today, busy=[], like=time(10), at_most=1)
        if not proposals:
            break
        proposal, day = proposals[0], proposals[0].starts.date()
        assert proposal.late is not on_time(day, window)
        decision = check_moment(windows, proposal.moment, day, taken=taken)
        assert isinstance(decision, Allowed) or proposal.late or decision.code == "out_of_order"
        if not proposal.late and all(not on_time(day, w) for w in windows if w != window):
            assert decision
        taken.append(Taken(proposal.moment, day))
        today = day + timedelta(days=skipped)
    assert len({one.moment for one in taken}) == len(taken)


# ── a birth ──


@given(DUES, BIRTHS)
def test_a_birth_on_any_day_loses_no_obligatory_contact(due_on: date, offset: int) -> None:
    born_on = due_on + timedelta(days=offset)
    before, after = real_windows(due_on), real_windows(due_on, born_on)
    assert [w.moment for w in after if w.obligatory] == OBLIGATORY
    assert [w.moment for w in before if w.obligatory] == OBLIGATORY
    assert all(w.from_on <= w.target_on < w.until_on for w in after)
    assert all(one.target_on < other.target_on for one, other in pairwise(after))
    assert all(w.from_on >= born_on for w in after)


@given(DUES, BIRTHS, st.integers(0, 4), st.sets(st.integers(0, 9)), st.integers(0, 20))
def test_after_a_birth_every_obligatory_contact_still_comes_in_its_order(
    due_on: date, offset: int, prenatal: int, missed: set[int], delay: int
) -> None:
    """Some contacts were held in pregnancy; the child is born; from then on the nurse follows what is proposed."""
    born_on = due_on + timedelta(days=offset)
    early = [w for w in real_windows(due_on) if not w.obligatory and w.from_on < born_on][:prenatal]
    held = [Taken(w.moment, max(w.from_on, min(w.target_on, born_on))) for w in early]
    windows = real_windows(due_on, born_on)
    today, came = born_on + timedelta(days=delay), []
    while (window := next_due(windows, held=[one.moment for one in held], planned=[])) is not None:
        proposal = suggest_times(window, today=today, busy=[], at_most=1)[0]
        assert not proposal.late
        assert check_moment(windows, window.moment, proposal.starts.date(), taken=held)
        if len(came) in missed:
            # It did not take place: it stays due, and is proposed anew inside the same window.
            again = suggest_times(
                window, today=today, busy=[(datetime.combine(today, time(0)), proposal.ends)], at_most=1
            )
            assert again[0].late or on_time(again[0].starts.date(), window)
        came.append(window.moment)
        held.append(Taken(window.moment, proposal.starts.date()))
        today = proposal.starts.date()
    assert came == OBLIGATORY
    assert {w.moment for w in early} <= {one.moment for one in held}


@given(DUES, BIRTHS, st.data())
def test_appointments_follow_a_birth_and_none_stands_outside_its_new_window(
    due_on: date, offset: int, data: st.DataObject
) -> None:
    born_on = due_on + timedelta(days=offset)
    old, new = real_windows(due_on), real_windows(due_on, born_on)
    chosen = data.draw(st.lists(st.sampled_from(old), unique_by=lambda w: w.moment, max_size=5))
    open_ones = [
        Open(key, w.moment, w.from_on + timedelta(days=data.draw(st.integers(0, (w.until_on - w.from_on).days - 1))))
        for key, w in enumerate(chosen)
    ]
    after = {w.moment: w for w in new}
    became = replan(open_ones, old=old, new=new, held=[])
    assert [one.key for one in became] == [one.key for one in open_ones]
    for one, what in zip(open_ones, became, strict=True):
        if one.moment not in after:
            assert what.what == "lapses"
        elif on_time(one.day, after[one.moment]):
            assert what.what == "stays"
        else:
            assert (what.what, what.window) == ("again", after[one.moment])


def test_what_was_planned_outside_its_window_on_purpose_stays() -> None:
    old, new = row(10, 10), row(10, 10, start=date(2026, 3, 1))
    far = date(2026, 12, 1)
    assert [one.what for one in replan([Open(1, "a", far)], old=old, new=new, held=[])] == ["stays"]
    assert [one.what for one in replan([Open(1, "a", far)], old=[], new=new, held=[])] == ["again"]


def test_what_comes_before_a_contact_that_was_held_lapses_when_its_window_moves() -> None:
    old, new = row(10, 10, 10), row(10, 10, 10, start=date(2026, 3, 1))
    assert [one.what for one in replan([Open(1, "a", old[0].from_on)], old=old, new=new, held=["b"])] == ["lapses"]


@given(programmes(), st.data())
def test_an_unchanged_plan_changes_no_appointment(windows: list[Window], data: st.DataObject) -> None:
    days = st.integers(-40, 400)
    open_ones = [Open(key, w.moment, w.from_on + timedelta(days=data.draw(days))) for key, w in enumerate(windows)]
    assert {one.what for one in replan(open_ones, old=windows, new=windows, held=[])} <= {"stays"}
