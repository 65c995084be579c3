# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was planned beside what took place over a region's year: it adds up, and tells of no small group of families."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.insight.disclosure.rules import Hidden, Shown, Small
from duizend.insight.reports.rules.fidelity import (
    BLOCKS,
    OTHER_REASONS,
    FamilyYear,
    Missed,
    PlannedContact,
    closing_day,
    count_family,
    count_reasons,
    families_of,
    parts_of,
    protect_fidelity,
)
from duizend.insight.reports.rules.table import REGION

START = date(2026, 3, 1)
UNTIL = date(2026, 4, 1)
ON = date(2026, 6, 1)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
maybe = st.none() | st.booleans()


@st.composite
def contacts(draw: st.DrawFn) -> PlannedContact:
    start = draw(days)
    until = start + timedelta(days=draw(st.integers(1, 60)))
    held_on = draw(st.none() | days)
    return PlannedContact(start, until, draw(st.booleans()), draw(st.booleans()), held_on, draw(maybe), draw(maybe))


def count(one: PlannedContact, *, agreed_on: date | None = None, ended_on: date | None = None) -> FamilyYear:
    return count_family([one], agreed_on=agreed_on, ended_on=ended_on, on=ON, closed_by=ON)


@pytest.mark.parametrize(
    ("changed", "around", "expected"),
    [
        ({}, {}, {"missed": 1, "due": 1}),
        ({"held_on": START}, {}, {"received": 1, "on_time": 1, "due": 1}),
        ({"held_on": UNTIL - timedelta(days=1)}, {}, {"received": 1, "on_time": 1}),
        ({"held_on": UNTIL}, {}, {"received": 1, "on_time": 0, "held": 1}),
        ({"held_on": START - timedelta(days=1)}, {}, {"received": 1, "on_time": 0}),
        ({"held_on": ON + timedelta(days=1)}, {}, {"missed": 1, "held": 0}),
        ({"until_on": ON}, {}, {"missed": 1}),
        ({"until_on": ON + timedelta(days=1)}, {}, {"open": 1, "missed": 0}),
        ({"until_on": ON + timedelta(days=1)}, {"ended_on": ON}, {"open": 0, "missed": 0, "due": 0, "most": 0}),
        ({}, {"ended_on": UNTIL - timedelta(days=1)}, {"missed": 0, "due": 0}),
        ({}, {"ended_on": UNTIL}, {"missed": 1}),
        ({}, {"ended_on": ON + timedelta(days=1)}, {"missed": 1}),
        ({}, {"agreed_on": UNTIL}, {"due": 0, "least": 0, "most": 0}),
        ({}, {"agreed_on": UNTIL - timedelta(days=1)}, {"missed": 1}),
        ({"is_asked": False}, {}, {"due": 0, "least": 1, "most": 1}),
        ({"is_usual": False}, {}, {"due": 1, "least": 0, "most": 1}),
        ({"is_asked": False, "held_on": START}, {}, {"received": 0, "held": 1}),
        ({"held_on": START, "by_own": False, "was_trained": True}, {}, {"by_own": 0, "by_other": 1, "trained": 1}),
        ({"held_on": START}, {}, {"by_own": 0, "by_other": 0, "trained": 0, "untrained": 0}),
    ],
)
def test_each_contact_is_counted_once(
    changed: dict[str, object], around: dict[str, date], expected: dict[str, int]
) -> None:
    found = count(replace(PlannedContact(START, UNTIL), **changed), **around)
    assert {name: getattr(found, name) for name in expected} == expected


def test_today_is_not_over_and_a_day_before_it_is() -> None:
    assert closing_day(ON, today=ON) == ON
    assert closing_day(ON, today=ON + timedelta(days=1)) == ON + timedelta(days=1)


@given(st.lists(contacts(), max_size=12), st.none() | days, st.none() | days)
def test_received_and_missed_and_open_add_up_to_due(
    asked: list[PlannedContact], agreed_on: date | None, ended_on: date | None
) -> None:
    one = count_family(asked, agreed_on=agreed_on, ended_on=ended_on, on=ON, closed_by=ON)
    assert one.received + one.missed + one.open == one.due <= len(asked)
    assert one.on_time <= one.held
    assert max(one.by_own + one.by_other, one.trained + one.untrained) <= one.held
    assert one.received <= one.held
    assert one.least <= one.most
    each = [count_family([c], agreed_on=agreed_on, ended_on=ended_on, on=ON, closed_by=ON) for c in asked]
    assert sum(each, FamilyYear()) == one, "contacts do not hang on each other"


@given(st.lists(contacts(), max_size=8).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_in_which_contacts_became_known_changes_no_figure(
    both: tuple[list[PlannedContact], list[PlannedContact]],
) -> None:
    around = {"agreed_on": None, "ended_on": None, "on": ON, "closed_by": ON}
    assert count_family(both[0], **around) == count_family(both[1], **around)


years = st.builds(
    lambda received, missed, other, untrained, late: FamilyYear(
        received=received, missed=missed, held=received, on_time=received - min(late, received),
        by_own=received - min(other, received), by_other=min(other, received),
        trained=received - min(untrained, received), untrained=min(untrained, received),
    ),
    *[st.integers(0, 3)] * 5,
)  # fmt: skip
regions = st.dictionaries(st.sampled_from("ABCD"), st.lists(years, max_size=30), min_size=1)


@given(st.lists(years, max_size=30))
def test_families_of_each_measure_add_up(rows: list[FamilyYear]) -> None:
    counts = families_of(rows)
    for whole, every, some in BLOCKS.values():
        assert counts[whole] == counts[every] + counts[some]


@given(regions, st.sampled_from([5, 10]))
def test_numbers_of_contacts_stand_only_where_no_small_group_of_families_is_behind_them(
    region: dict[str, list[FamilyYear]], threshold: int
) -> None:
    for place, figures in protect_fidelity(region, threshold=threshold).items():
        rows = [row for own in region.values() for row in own] if place == REGION else region[place]
        counts = families_of(rows)
        assert figures.whole is None
        for measure, block in BLOCKS.items():
            may_tell = all(isinstance(figures.families[name], Shown) for name in block)
            assert (measure in figures.parts) == may_tell
            assert not may_tell or min(counts[name] for name in block) >= threshold
        assert all(isinstance(figures.families[n], Small | Hidden) for n, value in counts.items() if value < threshold)


@given(regions, st.sampled_from([5, 10]))
def test_no_single_municipality_can_be_worked_out_from_the_others(
    region: dict[str, list[FamilyYear]], threshold: int
) -> None:
    found = protect_fidelity(region, threshold=threshold)
    for measure, block in BLOCKS.items():
        kept_back = [place for place in region if measure not in found[place].parts]
        if measure not in found[REGION].parts or not kept_back:
            continue
        hidden = families_of(row for place in kept_back for row in region[place])
        assert all(hidden[name] == 0 or hidden[name] >= threshold for name in block[1:])


@given(regions)
def test_the_analyst_reads_everything_and_the_region_is_all_together(region: dict[str, list[FamilyYear]]) -> None:
    found = protect_fidelity(region, threshold=None)
    whole = sum((found[place].whole for place in region), FamilyYear())
    assert found[REGION].whole == whole
    assert found[REGION].parts == parts_of(whole)


def test_of_nothing_no_share_can_be_given() -> None:
    assert all(part.ratio is None for part in parts_of(FamilyYear()).values())
    assert parts_of(FamilyYear(received=3, missed=1))["received"].ratio == 0.75


def missed(reason: str, families: int, *, each: int = 1, start: int = 0) -> list[Missed]:
    return [Missed(f"family {start + n}", reason, each) for n in range(families)]


def test_the_analyst_reads_every_reason_the_most_frequent_first() -> None:
    rows = [*missed("with_notice", 2, each=3), *missed("", 1), *missed("paused", 1)]
    assert count_reasons(rows, threshold=None) == [("with_notice", 6), ("", 1), ("paused", 1)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (missed("paused", 5), [("paused", 5)]),
        (missed("paused", 4, each=9), []),
        ([*missed("paused", 7), *missed("", 5)], [("paused", 7), ("", 5)]),
        ([*missed("paused", 7), *missed("", 2, start=7)], [(OTHER_REASONS, 9)]),
        ([*missed("paused", 9), *missed("", 3, start=9), *missed("no_interest", 2, start=20)],
         [("paused", 9), (OTHER_REASONS, 5)]),
        ([*missed("paused", 2), *missed("", 2)], []),
    ],
)  # fmt: skip
def test_a_reason_of_few_families_is_taken_together_with_others(
    rows: list[Missed], expected: list[tuple[str, int]]
) -> None:
    assert count_reasons(rows, threshold=5) == expected


@given(
    st.lists(
        st.builds(Missed, st.sampled_from([f"f{n}" for n in range(20)]), st.sampled_from("abcd"), st.integers(1, 4))
    )
)
def test_reasons_add_up_to_what_was_missed_or_are_not_told(rows: list[Missed]) -> None:
    total = sum(one.number for one in rows)
    assert sum(number for _name, number in count_reasons(rows, threshold=None)) == total
    assert sum(number for _name, number in count_reasons(rows, threshold=5)) in (0, total)
