# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The characters of the tests are what they are said to be, and the actions that only they use so far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

import characters
from characters import ON
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families.queries import has_care_relation
from duizend.record.trajectories.queries import count_children, current_state, get_trajectory


@pytest.fixture(autouse=True)
def _on() -> None:
    clock.set_practice_date(ON)
    characters.region()


@pytest.fixture
def _as_system() -> Iterator[None]:
    with acting(system_identity("test")):
        yield


def _state(made: characters.Character) -> str:
    return current_state(get_trajectory(made.trajectory.public_id))


@pytest.mark.usefixtures("_as_system")
def test_each_character_is_there_for_its_reason() -> None:
    assert count_children(characters.twins().trajectory) == 2
    fenna = characters.young_mother()
    assert (ON - fenna.parents[0].birth_date).days < 18 * 365
    assert characters.separated().family.households.filter(valid_until=None).count() == 2
    moved = characters.moving()
    assert moved.trajectory.municipality.name == "Oudrade"
    assert moved.family.households.get(valid_until=None).municipality.name == "Lindehoven"
    assert _state(characters.says_no()) == "declined"
    assert _state(characters.not_yet()) == "not_yet"
    assert count_children(characters.expecting(children=2).trajectory) == 2


@pytest.mark.usefixtures("_as_system")
def test_visits_stop_for_a_while_and_go_on() -> None:
    _, professional = characters.nurse()
    made = characters.waiting(characters.twins(), professional)
    characters.visited(made, professional, on=ON - timedelta(days=60))
    from duizend.record.trajectories.actions import pause, resume

    pause(made.trajectory, on=ON - timedelta(days=50), reason="Bij oma")
    assert _state(made) == "paused"
    with pytest.raises(ActionRefused, match="not_agreed"):
        characters.planned(made, professional)
    resume(made.trajectory, on=ON - timedelta(days=3))
    assert _state(made) == "running"


def test_who_hands_over_no_longer_sees_the_family() -> None:
    from duizend.record.trajectories.actions import hand_over

    former_user, former = characters.nurse("Jolijn")
    next_user, successor = characters.nurse("Wytske")
    with acting(system_identity("test")):
        made = characters.waiting(characters.twins(), former)
        characters.visited(made, former, on=ON - timedelta(days=60))
        hand_over(made.trajectory, professional=successor, on=ON)
        assert not has_care_relation(made.family.pk, former_user.pk, ON)
        assert has_care_relation(made.family.pk, next_user.pk, ON)
        assert _state(made) == "running"
    with pytest.raises(NotPermitted), acting(identity_of(former_user)):
        hand_over(made.trajectory, professional=former, on=ON)


@pytest.mark.usefixtures("_as_system")
def test_handing_over_to_somebody_without_a_certificate_changes_nothing() -> None:
    from duizend.record.trajectories.actions import hand_over

    _, former = characters.nurse("Jolijn")
    _, lapsed = characters.nurse("Hilde", certified_until=ON - timedelta(days=1))
    made = characters.waiting(characters.twins(), former)
    characters.visited(made, former, on=ON - timedelta(days=60))
    with pytest.raises(ActionRefused, match="no_valid_certificate"):
        hand_over(made.trajectory, professional=lapsed, on=ON)
    assert not made.trajectory.steps.filter(kind="handed_over").exists()
    assert made.trajectory.assignments.get(valid_until=None).professional == former
