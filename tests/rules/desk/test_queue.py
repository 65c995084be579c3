# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What asks for a decision stands in order of time, once, on exactly one page."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.doors.desk.rules.queue import KINDS, PAGE, Due, arrange, kinds_asked, take_page

TODAY = date(2026, 11, 18)
EVERY_KIND = {kind for kinds in KINDS.values() for kind in kinds}


@pytest.mark.parametrize(
    ("days", "section"), [(-30, "today"), (0, "today"), (1, "week"), (7, "week"), (8, "later"), (59, "later")]
)
def test_a_task_stands_where_its_day_is(days: int, section: str) -> None:
    sections = arrange([Due("offer", TODAY + timedelta(days=days), 1, None)], today=TODAY)
    assert [part.name for part in sections] == [section]


def test_a_stretch_without_tasks_is_left_out() -> None:
    assert arrange([], today=TODAY) == []


@pytest.mark.parametrize("asked", ["", "bestaat-niet", "nee"])
def test_an_unknown_filter_shows_everything(asked: str) -> None:
    assert set(kinds_asked(asked)) == EVERY_KIND


@pytest.mark.parametrize("asked", KINDS)
def test_a_filter_shows_its_own_kinds_and_each_kind_has_one_filter(asked: str) -> None:
    assert kinds_asked(asked) == KINDS[asked]
    assert sum(kind in kinds for kinds in KINDS.values() for kind in KINDS[asked]) == len(KINDS[asked])


TASKS = st.lists(st.tuples(st.sampled_from(sorted(EVERY_KIND)), st.integers(-40, 59)), max_size=3 * PAGE)


@given(TASKS)
def test_every_task_stands_on_exactly_one_page_and_none_comes_before_an_earlier_one(told: list) -> None:
    tasks = [Due(kind, TODAY + timedelta(days=days), order, order) for order, (kind, days) in enumerate(told)]
    pages, number, has_more = [], 1, True
    while has_more:
        page, has_more = take_page(tasks, number)
        pages.append(page)
        number += 1
    shown = [task for page in pages for task in page]
    assert sorted(task.order for task in shown) == list(range(len(tasks)))
    assert [task.on for task in shown] == sorted(task.on for task in tasks)
    assert all(len(page) == PAGE for page in pages[:-1])


@given(TASKS)
def test_arranging_keeps_every_task_and_its_order(told: list) -> None:
    tasks = [Due(kind, TODAY + timedelta(days=days), order, order) for order, (kind, days) in enumerate(told)]
    page, _has_more = take_page(tasks, 1)
    assert [task for section in arrange(page, today=TODAY) for task in section.tasks] == page
