# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same family in three programmes is asked within one cap, whatever is asked when, in whichever of its files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.catalogue.shelf import read_shelf
from duizend.ground.kernel.rules.points import Point, add_point
from duizend.record.trajectories.rules.offers import Cap, may_ask_family, may_offer_again, next_day_to_ask
from duizend.record.trajectories.rules.states import StepTaken
from duizend.record.trajectories.rules.together import OtherFile, add_elsewhere

FIRST = date(2024, 1, 1)
WITHIN = Point("birth", 12, 0)
PROGRAMMES = [one for one in read_shelf([Path(__file__).parents[3] / "programmes"]).programmes if one.offer is not None]


@dataclass
class Asked:
    """What was put to one family: for every programme and file the days, as the record would hold them."""

    caps: dict[str, int]
    cap: Cap
    files: dict[tuple[str, int], list[date]] = field(default_factory=dict)

    @property
    def days(self) -> list[date]:
        return sorted(day for days in self.files.values() for day in days)

    def ask(self, programme: str, file: int, on: date) -> bool:
        """Ask as the action of the record does: its own cap with the other file's share, then that of the family."""
        own = self.files.setdefault((programme, file), [])
        other = self.files.get((programme, 1 - file), [])
        steps = tuple(StepTaken(kind, day, n) for n, (kind, day) in enumerate(_course(other)))
        times = len(own) + add_elsewhere([OtherFile(steps)]).times_asked
        allowed = may_offer_again(times_asked=times, cap=self.caps[programme]) and may_ask_family(
            self.days, on, self.cap
        )
        if allowed:
            own.append(on)
        return bool(allowed)


def _course(days: list[date]) -> list[tuple[str, date]]:
    """Lay out what was asked as steps: each question but the last was answered with "not yet"."""
    if not days:
        return []
    first = [("indicated", min(days))]
    return first + [step for day in sorted(days) for step in (("offered", day), ("not_yet", day))][:-1]


three = st.lists(st.sampled_from(PROGRAMMES), min_size=3, max_size=3, unique_by=lambda one: one.id)
questions = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 3 * 365).map(lambda n: FIRST + timedelta(days=n))),
    max_size=25,
)
caps = st.builds(Cap, st.integers(1, 6), st.sampled_from([WITHIN, Point("birth", 6, 0), Point("birth", 24, 0)]))


@settings(max_examples=150, deadline=None)
@given(three, questions, caps)
def test_three_programmes_together_never_ask_a_family_more_often_than_its_cap(
    programmes: list, asked: list[tuple[int, int, date]], cap: Cap
) -> None:
    family = Asked({one.id: one.offer.cap for one in programmes}, cap)
    for which, file, on in asked:  # in any order of days: entered late too
        family.ask(programmes[which].id, file, on)
    for first in family.days:
        until = add_point(first, cap.within)
        assert sum(first <= day < until for day in family.days) <= cap.times
    times = Counter({one.id: 0 for one in programmes})
    for (programme, _file), days in family.files.items():
        times[programme] += len(days)
    assert all(times[one.id] <= one.offer.cap for one in programmes)


@settings(max_examples=150, deadline=None)
@given(three, questions, caps)
def test_a_question_is_refused_only_where_one_of_the_caps_is_reached(
    programmes: list, asked: list[tuple[int, int, date]], cap: Cap
) -> None:
    family = Asked({one.id: one.offer.cap for one in programmes}, cap)
    for which, file, on in asked:
        key, before = programmes[which].id, family.days
        if family.ask(key, file, on):
            continue
        own = sum(len(days) for (programme, _file), days in family.files.items() if programme == key)
        days = sorted([*before, on])
        is_full = any(
            first <= on < add_point(first, cap.within)
            and sum(first <= day < add_point(first, cap.within) for day in days) > cap.times
            for first in days
        )
        assert own >= family.caps[key] or is_full


@settings(max_examples=100, deadline=None)
@given(three, questions, caps)
def test_who_asks_in_order_of_days_can_ask_again_from_the_day_that_is_named(
    programmes: list, asked: list[tuple[int, int, date]], cap: Cap
) -> None:
    family = Asked({one.id: 99 for one in programmes}, cap)
    for which, file, on in sorted(asked, key=lambda one: one[2]):
        following = next_day_to_ask(family.days, on, cap)
        assert bool(may_ask_family(family.days, on, cap)) is (following == on)
        assert family.ask(programmes[which].id, file, following)
        family.files[programmes[which].id, file].pop()
        family.ask(programmes[which].id, file, on)
