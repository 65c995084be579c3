# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same family in three programmes is asked within one cap: through the actions, in any order, also late."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import characters
from characters import ON
from duizend.catalogue.queries import get_programme, list_offered_versions
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.points import add_point
from duizend.record.trajectories import actions
from duizend.record.trajectories.actions import AnswerSaid
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import find_family_cap, list_asked_on, read_steps

# Which of the three, how many days ago, and whether the parents said "not yet" after it.
DEEDS = st.tuples(st.integers(0, 2), st.integers(0, 600), st.booleans())


def in_three_programmes() -> list[Trajectory]:
    """Indicate one family for three programmes."""
    made = characters.young_mother(born_on=ON - timedelta(days=700))
    others = [one for one in list_offered_versions() if one.programme != made.trajectory.version.programme]
    others = sorted(others, key=lambda one: -get_programme(one).offer.cap)[:2]
    return [
        made.trajectory,
        *(
            actions.indicate(made.family, version=one, on=ON - timedelta(days=650), children=made.children)
            for one in others
        ),
    ]


def ask(trajectory: Trajectory, ago: int, *, not_yet: bool) -> bool:
    """Put a programme to the parents so many days ago; says whether that was allowed."""
    on = ON - timedelta(days=ago)
    try:
        with transaction.atomic():
            actions.offer(trajectory, on=on, came_back=True)
    except ActionRefused:
        return False
    if not_yet:
        with suppress(ActionRefused), transaction.atomic():
            actions.record_answer(trajectory, "not_yet", on=on, said=AnswerSaid(decided_by="family"))
    return True


class Undone(Exception):
    """Let an example leave nothing behind."""


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(DEEDS, min_size=3, max_size=14))
@example([(place % 3, 300 - 20 * place, True) for place in range(9)])
def test_the_same_family_in_three_programmes_is_asked_within_one_cap(deeds: list[tuple[int, int, bool]]) -> None:
    with suppress(Undone), transaction.atomic():
        with acting(system_identity("test")):
            three = in_three_programmes()
            family, cap = three[0].family_id, find_family_cap()
            done = sum(ask(three[which], ago, not_yet=not_yet) for which, ago, not_yet in deeds)
            asked = list_asked_on(family)
            assert len(asked) == done
            for first in asked:
                assert sum(first <= day < add_point(first, cap.within) for day in asked) <= cap.times
            for trajectory in three:
                times = sum(step.kind == "offered" for step in read_steps(trajectory.pk))
                assert times <= get_programme(trajectory.version).offer.cap
        raise Undone


def test_the_cap_of_the_family_is_reached_across_its_programmes() -> None:
    with acting(system_identity("test")):
        three, cap = in_three_programmes(), find_family_cap()
        allowed = [ask(three[place % 3], 300 - 20 * place, not_yet=True) for place in range(cap.times + 2)]
        assert allowed == [True] * cap.times + [False, False]
        assert max(sum(step.kind == "offered" for step in read_steps(one.pk)) for one in three) < cap.times
