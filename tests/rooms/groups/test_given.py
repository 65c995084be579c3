# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a group gives its members is not asked of who visits; what it does not give is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from duizend.catalogue.queries import get_programme
from duizend.delivery.contacts.models import ContactDue
from duizend.delivery.contacts.queries import windows_of
from duizend.delivery.groups import actions
from duizend.delivery.groups.queries import get_session, given_in_a_group, read_groups_of
from duizend.ground.kernel import clock
from duizend.record.trajectories.queries import get_trajectory
from rooms.groups.characters import TODAY, Scene, make_scene, make_trajectory


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_nobody_plans_a_visit_for_what_the_group_gives_and_everybody_for_what_it_does_not(scene: Scene) -> None:
    cohort = scene.cohort(3)
    member = scene.join(cohort, make_trajectory(scene))
    first, later = [one for one in get_programme(scene.version).contacts if one.mode == "group"][:2]
    own = next(one for one in get_programme(scene.version).contacts if one.mode != "group")

    def asked_for(moment: str, *, until: int = 5) -> bool:
        with scene.coordinator.acts():
            rows = ContactDue.objects.filter(trajectory=member.trajectory)
            rows.update(moment=moment, until_on=TODAY + timedelta(days=until))
            return rows.filter(~given_in_a_group(TODAY)).exists()

    assert not asked_for(first.id), "it is planned"
    assert not asked_for(later.id), "the group has still to plan it"
    assert asked_for(later.id, until=0), "its window is over and nothing is planned"
    assert asked_for(own.id)
    with scene.coordinator.acts():
        actions.call_off_session(get_session(cohort.sessions.get().public_id))
        windows = windows_of(get_trajectory(member.trajectory.public_id))
        given = read_groups_of([member.trajectory_id])[member.trajectory_id].gives(windows, TODAY)
        assert first.id not in given
    assert asked_for(first.id), "it was called off"
    assert not asked_for(later.id)
    with scene.coordinator.acts():
        actions.close_cohort(cohort, because="other")
    assert asked_for(later.id)


def test_who_delivers_to_a_member_is_urged_to_plan_only_what_the_group_does_not_give(scene: Scene) -> None:
    due = TODAY + timedelta(weeks=28)
    trajectory = make_trajectory(scene, due=due)
    cohort = scene.cohort(3, 200, due_from=due - timedelta(days=7), due_until=due + timedelta(days=7))
    scene.join(cohort, trajectory)
    contacts = get_programme(scene.version).contacts
    own = next(one for one in contacts if one.mode != "group")
    given = [one for one in contacts if one.mode == "group"]

    def urged() -> str:
        return " ".join(row["text"] for row in scene.midwife.client().get("/vandaag").context["coming"])

    assert own == contacts[0]
    assert urged().startswith("Bezoek 1 van"), "it comes before what the group gives, and is not the group's"
    family = f"/gezinnen/{trajectory.family.public_id}"
    assert f"/traject/{trajectory.public_id}/plannen" in scene.midwife.client().get(family).content.decode()
    with scene.midwife.acts():
        windows = {one.moment: one for one in windows_of(get_trajectory(trajectory.public_id))}
    clock.set_practice_date(windows[given[2].id].until_on - timedelta(days=3))
    assert not urged(), "two sessions are planned, the third is still to be"
