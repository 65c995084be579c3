# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two files that turn out to be one family: what is asked of one is asked of both, until they stand apart again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import characters
from characters import ON
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.families import actions as families
from duizend.record.families.queries import list_together
from duizend.record.trajectories import actions
from duizend.record.trajectories.models import Standing
from duizend.record.trajectories.queries import is_asked_nothing, list_asked_on

DAY = timedelta(days=1)


def system() -> object:
    return acting(system_identity("test"))


def due_for(made: characters.Character) -> str:
    return Standing.objects.get(trajectory=made.trajectory).due_for


def test_days_on_which_either_was_asked_count_together_until_they_stand_apart() -> None:
    with system():
        no, other = characters.says_no(), characters.young_mother()
        own = list_asked_on(no.family.pk)
        assert own
        assert list_asked_on(other.family.pk) == []
        families.merge_families(no.family, other.family)
        assert list_together(no.family.pk) == list_together(other.family.pk) == sorted([no.family.pk, other.family.pk])
        assert list_asked_on(other.family.pk) == own
        families.undo_merge(no.family)
        assert list_asked_on(other.family.pk) == []
        assert list_together(no.family.pk) == [no.family.pk]


def test_a_no_in_one_file_closes_the_question_in_the_other_until_the_parents_come_back_to_it() -> None:
    with system():
        no, other = characters.says_no(), characters.young_mother()
        assert due_for(other) == "offer"
        families.merge_families(no.family, other.family)
        assert due_for(other) == ""
        with pytest.raises(ActionRefused) as refused:
            actions.offer(other.trajectory, on=ON)
        assert refused.value.code == "declined"
        families.undo_merge(no.family)
        assert due_for(other) == "offer"
        families.merge_families(no.family, other.family)
        actions.offer(other.trajectory, on=ON, came_back=True)
        assert due_for(other) == "answer"


def test_a_wish_to_be_asked_nothing_holds_for_both_and_is_lifted_from_either() -> None:
    with system():
        no, other = characters.says_no(), characters.young_mother()
        wish = actions.ask_nothing(no.family, parent=no.parents[0], on=ON)
        assert due_for(other) == "offer"
        families.merge_families(other.family, no.family)
        assert is_asked_nothing(other.family.pk, ON) == wish
        assert due_for(other) == ""
        with pytest.raises(ActionRefused) as refused:
            actions.offer(other.trajectory, on=ON, came_back=True)
        assert refused.value.code == "asks_nothing"
        actions.lift_ask_nothing(other.family)
        assert is_asked_nothing(no.family.pk, ON) is None


def test_a_family_is_not_indicated_twice_for_one_programme_through_its_two_files() -> None:
    with system():
        one = characters.young_mother()
        other = characters.separated()
        actions.end(other.trajectory, ending="moved", on=ON)
        families.merge_families(other.family, one.family)
        with pytest.raises(ActionRefused) as refused:
            actions.indicate(other.family, version=characters.programme(), on=ON, children=other.children)
        assert refused.value.code == "already_indicated"


def test_the_number_of_queries_of_a_refresh_does_not_depend_on_how_many_are_merged() -> None:
    with system():
        made = [characters.says_no(), characters.young_mother(), characters.separated(), characters.twins()]
        for one in made[1:]:
            actions.end(one.trajectory, ending="moved", on=ON)
        families.merge_families(made[1].family, made[0].family)

        def cost() -> int:
            with CaptureQueriesContext(connection) as asked:
                actions.refresh_families([made[0].family.pk])
            return len(asked)

        few = cost()
        for one in made[2:]:
            families.merge_families(one.family, made[0].family)
        assert cost() == few
