# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sessions are dated by the group; a suggestion keeps to the programme as far as it can."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from duizend.catalogue.rules.anchors import Anchor
from duizend.catalogue.rules.schedule import DueContact, list_contacts
from duizend.delivery.contacts.rules.windows import Window, is_working_day
from duizend.delivery.groups.rules.sessions import (
    Taken,
    find_clash,
    leading_in,
    list_given,
    middle_of,
    suggest_sessions,
)
from duizend.ground.kernel.rules.text import Text
from rules.groups.files import read_group_programme

D = date(2027, 2, 8)


def contact(
    key: str, target: date, before: int, after: int, *, mode: str = "group", minutes: bool = True
) -> DueContact:
    days = timedelta(days=before), timedelta(days=after)
    return DueContact(
        key, 1, Text(key, key), target, target - days[0], target + days[1], mode, True, False, (120, 120) if minutes else None, (), None
    )  # fmt: skip


@pytest.mark.parametrize(
    ("until", "middle"), [(D + timedelta(days=1), D), (D + timedelta(days=28), D + timedelta(days=13))]
)
def test_the_middle_of_the_due_dates_is_one_of_them(until: date, middle: date) -> None:
    assert middle_of(D, until) == middle


def test_a_session_is_on_the_groups_own_day_of_the_week() -> None:
    monday = date(2026, 11, 2)
    [one] = suggest_sessions([contact("a", monday, 7, 7)], weekday=1, since=date(2026, 1, 1))
    assert (one.on, one.minutes, one.inside) == (monday + timedelta(days=1), 120, True)


def test_without_such_a_day_in_the_window_the_day_of_the_programme_is_proposed() -> None:
    monday = date(2026, 11, 2)
    [one] = suggest_sessions([contact("a", monday, 1, 1, minutes=False)], weekday=4, since=date(2026, 1, 1))
    assert (one.on, one.minutes, one.inside) == (monday, None, True)


def test_what_is_past_is_passed_over_and_the_rest_is_still_to_come() -> None:
    monday = date(2026, 11, 2)
    contacts = [
        contact("a", monday, 7, 7),
        contact("b", monday + timedelta(days=14), 7, 7),
        contact("c", D, 1, 1, mode="clinic"),
    ]
    found = suggest_sessions(contacts, weekday=0, since=monday + timedelta(days=8))
    assert [(one.moment, one.on) for one in found] == [("b", monday + timedelta(days=14))]


def test_two_sessions_are_never_on_one_day() -> None:
    monday = date(2026, 11, 2)
    found = suggest_sessions([contact("a", monday, 0, 1), contact("b", monday, 0, 1)], weekday=0, since=monday)
    assert [(one.on, one.inside) for one in found] == [(monday, True), (monday + timedelta(days=1), False)]


def _days(since: date, window: DueContact) -> list[date]:
    first = max(window.from_on, since)
    return [first + timedelta(days=n) for n in range((window.until_on - first).days)]


@settings(max_examples=60)
@example(date(2030, 1, 1), 0, 411)
@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)), st.integers(0, 6), st.integers(0, 500))
def test_no_schedule_of_a_programme_file_leaves_its_windows(due_from: date, weekday: int, passed: int) -> None:
    programme = read_group_programme()
    until = due_from + timedelta(days=programme.forms.group.due_date_range.days)
    contacts = list_contacts(programme, Anchor(due_on=middle_of(due_from, until)))
    since = due_from - timedelta(days=300) + timedelta(days=passed)
    found = suggest_sessions(contacts, weekday=weekday, since=since)
    assert [one.on for one in found] == sorted({one.on for one in found})
    windows = {one.key: one for one in contacts}
    for one in found:
        assert one.inside == (windows[one.moment].from_on <= one.on < windows[one.moment].until_on)
        assert one.inside
        assert one.on >= since
        # A holiday or a weekend only where the window has no other day left.
        left = [day for day in _days(since, windows[one.moment]) if is_working_day(day)]
        assert is_working_day(one.on) or not left


def window(moment: str, *, until: int, mode: str = "group") -> Window:
    return Window(moment, D - timedelta(days=20), D, D + timedelta(days=until), 120, mode=mode)


@pytest.mark.parametrize(
    ("goes_on", "called_off", "given_ones"),
    [
        (True, (), {"planned", "ahead", "over_and_planned"}), (False, (), {"planned", "over_and_planned"}),
        (True, ("ahead",), {"planned", "over_and_planned"}), (True, ("planned",), {"planned", "ahead", "over_and_planned"}),
    ],
)  # fmt: skip
def test_a_group_gives_what_it_planned_and_while_it_goes_on_what_it_has_still_to_plan(
    goes_on: bool, called_off: tuple[str, ...], given_ones: set[str]
) -> None:
    windows = [
        window("planned", until=9), window("ahead", until=1), window("over", until=0),
        window("over_and_planned", until=-5), window("own", until=9, mode="clinic"),
    ]  # fmt: skip
    found = list_given(
        windows, planned=["planned", "over_and_planned"], called_off=called_off, goes_on=goes_on, on=D
    )  # fmt: skip
    assert found == given_ones


@pytest.mark.parametrize(("begin", "end", "clashes"), [(8, 10, False), (9, 11, True), (11, 12, True), (12, 13, False)])
def test_who_is_somewhere_when_a_session_begins_or_ends_cannot_lead_it(begin: int, end: int, clashes: bool) -> None:
    def at(hour: int) -> datetime:
        return datetime(2027, 2, 8, hour, tzinfo=UTC)

    taken = [Taken(1, at(10), at(12))]
    assert (find_clash(1, (at(begin), at(end)), taken) is not None) == clashes
    assert find_clash(2, (at(begin), at(end)), taken) is None


def test_around_the_births_and_where_nothing_is_said_both_lead() -> None:
    assert leading_in("pregnancy") == ("before_birth",)
    assert leading_in("") == leading_in("around_birth") == ("before_birth", "after_birth")
