# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which contact is next, when it could be, and which draft stands: on paper, without a database."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.contacts.rules.windows import (
    DAYS_TO_LOOK,
    FIRST_START,
    LAST_START,
    DraftSave,
    Window,
    choose_draft,
    easter_sunday,
    is_working_day,
    next_window,
    on_time,
    public_holidays,
    suggest_time,
    suggest_times,
)

TUESDAY = date(2026, 3, 10)
WINDOW = Window("visit_9m", date(2026, 4, 1), date(2026, 4, 15), date(2026, 5, 1), 60)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute))


def test_the_first_proposal_is_the_target_day_at_the_hour_of_last_time() -> None:
    proposal = suggest_time(WINDOW, today=TUESDAY, busy=[], like=time(10, 30))
    assert proposal is not None
    assert (proposal.starts, proposal.ends, proposal.late) == (
        at(date(2026, 4, 15), 10, 30),
        at(date(2026, 4, 15), 11, 30),
        False,
    )


def test_a_taken_hour_gives_the_first_free_hour_of_that_day() -> None:
    busy = [
        (at(date(2026, 4, 15), 10), at(date(2026, 4, 15), 11)),
        (at(date(2026, 4, 15), 9), at(date(2026, 4, 15), 9, 30)),
    ]
    proposal = suggest_time(WINDOW, today=TUESDAY, busy=busy, like=time(10, 30))
    assert proposal is not None
    assert proposal.starts == at(date(2026, 4, 15), 11)


def test_alternatives_lie_on_other_days_not_next_to_each_other() -> None:
    days = [proposal.starts.date() for proposal in suggest_times(WINDOW, today=TUESDAY, busy=[], at_most=3)]
    assert days == [date(2026, 4, 15), date(2026, 4, 10), date(2026, 4, 20)]


def test_a_short_window_gives_neighbouring_days_rather_than_fewer_proposals() -> None:
    window = Window("short", date(2026, 4, 14), date(2026, 4, 15), date(2026, 4, 17), 60)
    days = [proposal.starts.date() for proposal in suggest_times(window, today=TUESDAY, busy=[], at_most=3)]
    assert days == [date(2026, 4, 15), date(2026, 4, 14), date(2026, 4, 16)]


def test_a_window_that_is_over_gives_the_first_days_after_today_marked_late() -> None:
    proposals = suggest_times(WINDOW, today=date(2026, 5, 8), busy=[])
    assert [p.starts.date() for p in proposals] == [date(2026, 5, 11), date(2026, 5, 18), date(2026, 5, 26)]
    assert all(proposal.late for proposal in proposals)


def test_nothing_free_in_four_weeks_gives_no_proposal() -> None:
    busy = [(at(TUESDAY, 0), at(TUESDAY + timedelta(days=200), 0))]
    assert suggest_times(WINDOW, today=TUESDAY, busy=busy) == []
    assert suggest_time(WINDOW, today=TUESDAY, busy=busy) is None


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (1961, date(1961, 4, 2)), (2000, date(2000, 4, 23)), (2019, date(2019, 4, 21)), (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5)), (2027, date(2027, 3, 28)), (2038, date(2038, 4, 25)),
        (2285, date(2285, 3, 22)),
    ],
)  # fmt: skip
def test_easter_falls_where_the_almanac_says(year: int, easter: date) -> None:
    assert easter_sunday(year) == easter


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 5), date(2026, 5, 14),
        date(2026, 5, 25), date(2026, 12, 25), date(2025, 12, 26), date(2025, 4, 26),
    ],
)  # fmt: skip
def test_a_public_holiday_is_a_holiday(day: date) -> None:
    assert day in public_holidays(day.year)


def test_the_kings_birthday_is_a_day_earlier_when_it_falls_on_a_sunday() -> None:
    assert date(2025, 4, 27) not in public_holidays(2025)


@pytest.mark.parametrize(
    ("day", "working"),
    [(date(2026, 3, 10), True), (date(2026, 3, 14), False), (date(2026, 3, 15), False), (date(2026, 4, 6), False)],
)
def test_weekends_and_holidays_are_no_working_days(day: date, working: bool) -> None:
    assert is_working_day(day) is working


DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    start = draw(DAYS)
    length = draw(st.integers(1, 200))
    target = start + timedelta(days=draw(st.integers(0, length - 1)))
    return Window("m", start, target, start + timedelta(days=length), draw(st.sampled_from([30, 60, 90])))


@st.composite
def busy_times(draw: st.DrawFn, around: date) -> list[tuple[datetime, datetime]]:
    found = []
    for _ in range(draw(st.integers(0, 12))):
        day = around + timedelta(days=draw(st.integers(-5, 40)))
        starts = datetime.combine(day, time(0)) + timedelta(minutes=15 * draw(st.integers(0, 95)))
        found.append((starts, starts + timedelta(minutes=draw(st.integers(15, 3000)))))
    return found


@given(
    st.data(), windows(), st.integers(-250, 250), st.sampled_from([None, time(9), time(10, 30), time(7, 5), time(20)])
)
def test_every_proposal_is_free_on_a_working_day_and_inside_the_window_unless_late(
    data: st.DataObject, window: Window, offset: int, like: time | None
) -> None:
    today = window.from_on + timedelta(days=offset)
    busy = data.draw(busy_times(max(today, window.from_on)))
    proposals = suggest_times(window, today=today, busy=busy, like=like, at_most=3)
    assert proposals == suggest_times(window, today=today, busy=busy, like=like, at_most=3)
    assert len({proposal.starts.date() for proposal in proposals}) == len(proposals) <= 3
    for proposal in proposals:
        day = proposal.starts.date()
        assert day > today
        assert is_working_day(day)
        assert proposal.ends - proposal.starts == timedelta(minutes=window.minutes)
        assert FIRST_START <= proposal.starts.time() <= LAST_START
        assert all(proposal.ends <= starts or ends <= proposal.starts for starts, ends in busy)
        if proposal.late:
            assert (day - today).days <= DAYS_TO_LOOK
        else:
            assert window.from_on <= day < window.until_on
    first = suggest_time(window, today=today, busy=busy, like=like)
    assert first == (proposals[0] if proposals else None)


@given(windows())
def test_an_open_window_with_an_empty_diary_is_late_only_without_a_working_day(window: Window) -> None:
    today = window.from_on - timedelta(days=1)
    proposal = suggest_time(window, today=today, busy=[])
    days = [window.from_on + timedelta(days=n) for n in range((window.until_on - window.from_on).days)]
    assert proposal is not None
    assert proposal.late is not any(is_working_day(day) for day in days)


WINDOWS = [Window(key, TUESDAY, TUESDAY, TUESDAY + timedelta(days=7), 60) for key in "abcd"]


@pytest.mark.parametrize(
    ("held", "following"), [("", "a"), ("a", "b"), ("b", "c"), ("ac", "d"), ("abcd", None), ("z", "a")]
)
def test_the_next_contact_is_the_first_after_the_last_that_was_held(held: str, following: str | None) -> None:
    window = next_window(WINDOWS, held)
    assert (window.moment if window else None) == following


@pytest.mark.parametrize(
    ("day", "inside"),
    [(WINDOW.from_on, True), (WINDOW.until_on, False), (WINDOW.until_on - timedelta(days=1), True), (TUESDAY, False)],
)
def test_on_time_is_inside_the_half_open_window(day: date, inside: bool) -> None:
    assert on_time(day, WINDOW) is inside


@pytest.mark.parametrize(
    ("standing", "arriving", "stands"),
    [
        (DraftSave("a", 3), DraftSave("a", 4), "arriving"),
        (DraftSave("a", 3), DraftSave("a", 3), "standing"),
        (DraftSave("a", 3), DraftSave("a", 2), "standing"),
        (DraftSave("a", 3), DraftSave("b", 4, base=3), "arriving"),
        (DraftSave("a", 3), DraftSave("b", 9, base=2), "conflict"),
        (DraftSave("a", 3), DraftSave("b", 3, base=3), "conflict"),
        (DraftSave("a", 3), DraftSave("b", 1, base=0), "conflict"),
    ],
)
def test_of_two_drafts_the_one_that_loses_no_text_stands(standing: DraftSave, arriving: DraftSave, stands: str) -> None:
    assert choose_draft(standing, arriving) == stands


@given(st.lists(st.tuples(st.sampled_from("ab"), st.booleans()), max_size=30))
def test_no_page_ever_overwrites_words_it_has_not_shown(course: list[tuple[str, bool]]) -> None:
    """Two pages type in any order and are now and then loaded afresh; words that stand are always shown or kept."""
    standing, words = DraftSave("", 0), frozenset[str]()
    pages = {name: {"base": 0, "sent": 0, "loads": 0, "shows": frozenset[str]()} for name in "ab"}
    for count, (name, reload) in enumerate(course):
        page = pages[name]
        if reload:
            page |= {"base": standing.revision, "sent": standing.revision, "loads": page["loads"] + 1, "shows": words}
            continue
        page["shows"] = page["shows"] | {f"{name}{count}"}
        page["sent"] += 1
        arriving = DraftSave(f"{name}{page['loads']}", page["sent"], page["base"])
        if choose_draft(standing, arriving) == "arriving":
            assert page["shows"] >= words
            standing, words = arriving, page["shows"]
