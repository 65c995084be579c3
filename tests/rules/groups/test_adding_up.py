# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Membership over time adds up: members, who waits and who left are everybody, on every day, and no group is over its places.

A region is played: families agree, join, leave for every reason there is, come back, are entered afterwards, by mistake,
or lose a pregnancy; groups fill up. What the rules refuse is not done, as the actions do.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.delivery.groups.rules.members import (
    FOLLOWED,
    LEFT_BECAUSE,
    WAITS_AGAIN,
    Stay,
    count_most,
    count_moves,
    find_lacking,
    find_whereabouts,
    is_member,
    list_members,
    may_join,
)

D = date(2027, 1, 4)
GROUPS, FAMILIES, DAYS = 3, 9, 60
ENDED = "trajectory_ended"


def day(number: int) -> date:
    return D + timedelta(days=number)


@dataclass
class Region:
    """What was entered so far: per family the day it agreed, the day its trajectory ended, and its stays by group."""

    places: tuple[int, ...]
    agreed: dict[int, date] = field(default_factory=dict)
    ended: dict[int, date] = field(default_factory=dict)
    stays: list[tuple[int, Stay]] = field(default_factory=list)

    def of_group(self, group: int) -> list[Stay]:
        return [stay for where, stay in self.stays if where == group]

    def of_family(self, family: int) -> list[Stay]:
        return [stay for _where, stay in self.stays if stay.key == family]

    def join(self, group: int, family: int, on: date) -> bool:
        """Join as the action does: who agreed, is in no group over those days, and finds a place."""
        if self.agreed.get(family, date.max) > on or self.ended.get(family, date.max) <= on:
            return False
        elsewhere = [
            s for s in self.of_family(family) if s.left_on is None or (s.left_on > on and s.left_on > s.joined_on)
        ]
        if elsewhere or not may_join(self.of_group(group), family, on, places=self.places[group]):
            return False
        self.stays.append((group, Stay(family, on)))
        return True

    def leave(self, family: int, on: date, because: str) -> None:
        for place, (group, stay) in enumerate(self.stays):
            if stay.key == family and stay.left_on is None and (on >= stay.joined_on or because == "mistake"):
                left = stay.joined_on if because == "mistake" else on
                self.stays[place] = (group, replace(stay, left_on=left, because=because))
                if because in (ENDED, "loss"):
                    self.ended[family] = on

    def come_back(self, family: int) -> None:
        """Take back the last leaving, as the action does: only when there is still a place on every day since."""
        own = [(place, group, stay) for place, (group, stay) in enumerate(self.stays) if stay.key == family]
        if not own or any(stay.left_on is None for _place, _group, stay in own):
            return
        place, group, stay = max(own, key=lambda one: (one[2].left_on, one[2].joined_on, one[0]))
        others = [one for number, (where, one) in enumerate(self.stays) if where == group and number != place]
        if any(one.left_on > stay.joined_on for _p, _g, one in own if one is not stay and one.left_on > one.joined_on):
            return
        if may_join(others, family, max(stay.left_on, stay.joined_on), places=self.places[group]):
            self.stays[place] = (group, Stay(family, stay.joined_on))
            self.ended.pop(family, None)

    def where(self, family: int, on: date) -> str | None:
        return find_whereabouts(
            self.of_family(family), on, agreed_on=self.agreed[family], ended_on=self.ended.get(family)
        )


@st.composite
def regions(draw: st.DrawFn) -> Region:
    """Draw what happened in a region, entered in an order of its own: days are often before what was entered before."""
    region = Region(tuple(draw(st.lists(st.integers(1, 4), min_size=GROUPS, max_size=GROUPS))))
    family, on = st.integers(0, FAMILIES - 1), st.integers(0, DAYS).map(day)
    why = st.sampled_from([*LEFT_BECAUSE, *FOLLOWED])
    for who in range(FAMILIES):
        region.agreed[who] = draw(st.integers(0, DAYS // 2).map(day))
    for _ in range(draw(st.integers(5, 45))):
        deed = draw(st.sampled_from(("join", "join", "join", "leave", "come_back")))
        if deed == "join":
            region.join(draw(st.integers(0, GROUPS - 1)), draw(family), draw(on))
        elif deed == "leave":
            region.leave(draw(family), draw(on), draw(why))
        else:
            region.come_back(draw(family))
    return region


@settings(max_examples=400, deadline=None)
@given(regions())
def test_members_and_who_waits_and_who_left_are_everybody_on_every_day(region: Region) -> None:
    for number in range(-1, DAYS + 2):
        on = day(number)
        known = [who for who in region.agreed if region.agreed[who] <= on]
        counted = Counter(region.where(who, on) for who in region.agreed)
        assert counted["member"] + counted["waiting"] + counted["left"] == len(known)
        assert counted[None] == len(region.agreed) - len(known)
        # The groups tell the same members as the families do, each family in one group at most.
        in_groups = [key for group in range(GROUPS) for key in list_members(region.of_group(group), on)]
        assert sorted(in_groups) == sorted(who for who in known if region.where(who, on) == "member")
        # Everybody who ever joined is somewhere still, and who joined and is no member waits or left.
        ever = {stay.key for _group, stay in region.stays if stay.joined_on <= on and stay.because != "mistake"}
        assert all(region.where(who, on) in ("member", "waiting", "left") for who in ever)
        joined = {who: region.where(who, on) for who in ever}
        assert len(ever) == sum(list(joined.values()).count(kind) for kind in ("member", "waiting", "left"))


@settings(max_examples=400, deadline=None)
@given(regions())
def test_no_group_is_ever_over_its_places_however_late_something_was_entered(region: Region) -> None:
    for group in range(GROUPS):
        stays = region.of_group(group)
        for number in range(-1, DAYS + 2):
            assert len(list_members(stays, day(number))) <= region.places[group]
        assert count_most(stays, D) <= region.places[group]


@settings(max_examples=200, deadline=None)
@given(regions())
def test_from_one_day_to_the_next_who_joined_less_who_left_is_the_difference(region: Region) -> None:
    for group in range(GROUPS):
        stays = region.of_group(group)
        for number in range(DAYS):
            joined, left = count_moves(stays, day(number + 1), day(number + 2))
            before, after = (len(list_members(stays, day(n))) for n in (number, number + 1))
            assert after - before == joined - left


@pytest.mark.parametrize("because", [*LEFT_BECAUSE, *FOLLOWED])
def test_why_somebody_left_says_whether_she_waits_again(because: str) -> None:
    stays = [Stay(1, D, D if because == "mistake" else day(7), because)]
    expected = "waiting" if because in WAITS_AGAIN else "left"
    assert find_whereabouts(stays, day(7), agreed_on=D) == expected
    assert find_whereabouts(stays, day(30), agreed_on=D) == expected
    assert find_whereabouts(stays, day(30), agreed_on=D, ended_on=day(30)) == "left"


@pytest.mark.parametrize(
    ("stays", "number", "where"),
    [
        ([], -1, None),
        ([], 0, "waiting"),
        ([Stay(1, day(3))], 2, "waiting"),
        ([Stay(1, day(3))], 3, "member"),
        ([Stay(1, day(-2))], -1, "member"),
        ([Stay(1, day(-9), day(-8), "moved")], -7, "waiting"),
        # The last leaving says it, whatever came before.
        ([Stay(1, D, day(3), "individual"), Stay(1, day(5), day(9), "moved")], 9, "waiting"),
        ([Stay(1, D, day(3), "moved"), Stay(1, day(5), day(9), "individual")], 9, "left"),
        ([Stay(1, D, day(3), "moved"), Stay(1, day(5), day(9), "individual")], 4, "waiting"),
        # What was entered by mistake never was.
        ([Stay(1, D, day(3), "individual"), Stay(1, day(5), day(5), "mistake")], 9, "left"),
        ([Stay(1, day(-5), day(-5), "mistake")], -2, None),
    ],
)
def test_where_somebody_is(stays: list[Stay], number: int, where: str | None) -> None:
    assert find_whereabouts(stays, day(number), agreed_on=D) == where


def test_a_place_that_is_given_afterwards_is_nobody_elses() -> None:
    stays = [Stay(1, D), Stay(2, day(10))]
    assert may_join(stays, 3, D, places=2).code == "group_full"
    gone = [Stay(1, D), Stay(2, day(10), day(20), "moved")]
    assert may_join(gone, 3, D, places=2).code == "group_full"
    assert may_join(gone, 3, day(20), places=2)
    assert count_most(gone, day(20)) == 1
    assert not is_member(gone[1], day(20))


@pytest.mark.parametrize(
    ("smallest", "first_on", "on", "lacking"),
    [(None, day(9), D, 0), (4, None, D, 0), (4, day(9), D, 3), (4, D, D, 0), (1, day(9), D, 0), (2, day(9), day(5), 0)],
)
def test_what_a_group_lacks_before_it_begins(
    smallest: int | None, first_on: date | None, on: date, lacking: int
) -> None:
    assert find_lacking([Stay(1, D), Stay(2, day(5))], smallest=smallest, first_on=first_on, on=on) == lacking
