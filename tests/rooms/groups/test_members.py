# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joining, leaving and what follows from elsewhere: a birth, a loss, an end. Who leads sees the families, nobody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from duizend.catalogue.queries import get_programme
from duizend.delivery.groups import actions
from duizend.delivery.groups.models import Membership, Telling
from duizend.delivery.groups.queries import (
    find_passed_on,
    get_cohort,
    get_session,
    list_small,
    list_to_tell,
    list_waiting,
    read_numbers,
    suggest,
)
from duizend.ground.access.models import LogLine
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families.actions import (
    record_loss_of_pregnancy,
    register_birth,
    undo_loss_of_pregnancy,
)
from duizend.record.families.models import CareRelation
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import current_assignment, current_state, get_trajectory
from rooms.groups.characters import (
    DUE_FROM,
    TODAY,
    Scene,
    Worker,
    make_municipality,
    make_scene,
    make_trajectory,
    make_worker,
    system,
)

WEEK = timedelta(days=7)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def refusal(deed: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(ActionRefused) as refused, transaction.atomic():
        deed(*args, **kwargs)
    assert refused.value.reason.endswith(".")
    return refused.value.code


def carers(membership: Membership) -> set[str]:
    with system():
        open_ones = CareRelation.objects.filter(family=membership.family, valid_until=None)
        return set(open_ones.values_list("professional__name", flat=True))


def test_who_joins_is_delivered_by_who_leads_now_and_seen_by_both(scene: Scene) -> None:
    trajectory = make_trajectory(scene)
    membership = scene.join(scene.cohort(7), trajectory)
    assert carers(membership) == {"Hanneke", "Marit"}
    with system():
        assert current_assignment(get_trajectory(trajectory.public_id)).professional.name == "Hanneke"
    for worker, seen in ((scene.midwife, 1), (scene.nurse, 1), (make_worker("Els", "nurse", organisation="x"), 0)):
        with worker.acts():
            assert Membership.objects.count() == seen
    assert LogLine.objects.filter(event="group.joined", subjects__contains=[trajectory.family.public_id]).exists()


def test_what_may_not_be_joined_says_what_to_do(scene: Scene) -> None:
    cohort, full = scene.cohort(7), scene.cohort(8, name="Vol")
    inside = make_trajectory(scene)
    with scene.coordinator.acts():
        assert refusal(actions.join, cohort, inside, on=TODAY + WEEK) == "day_in_the_future"
        assert refusal(actions.join, cohort, make_trajectory(scene, agreed=False), on=TODAY) == "not_agreed"
        late = make_trajectory(scene, "Merve", due=date(2027, 5, 1))
        assert refusal(actions.join, cohort, late, on=TODAY) == "outside_due_dates"
        assert actions.join(cohort, late, on=TODAY, despite="zij kent de anderen").deviation == "zij kent de anderen"
        actions.join(cohort, inside, on=TODAY)
        assert refusal(actions.join, cohort, inside, on=TODAY) == "joined_before"
        assert refusal(actions.join, full, inside, on=TODAY) == "in_another_group"
        for number in range(6):
            actions.join(full, make_trajectory(scene, f"Moeder {number}"), on=TODAY)
        assert refusal(actions.join, full, make_trajectory(scene, "Zeven"), on=TODAY) == "group_full"
        actions.close_cohort(cohort, because="other")
        assert refusal(actions.join, cohort, make_trajectory(scene, "Acht"), on=TODAY) == "group_closed"
    with scene.nurse.acts(), pytest.raises(NotPermitted), transaction.atomic():
        actions.join(full, inside, on=TODAY)


def test_the_database_lets_nobody_be_in_two_groups_at_once(scene: Scene) -> None:
    membership = scene.join(scene.cohort(7), make_trajectory(scene))
    other = scene.cohort(9, name="Andere")
    with system(), pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            cohort=other, family=membership.family, trajectory=membership.trajectory, joined_on=TODAY + WEEK,
            entered_by_id=scene.coordinator.user.pk,
        )  # fmt: skip


def test_who_leaves_is_seen_by_who_still_delivers_and_waits_again_if_she_moved(scene: Scene) -> None:
    cohort, trajectory = scene.cohort(-7, 7), make_trajectory(scene)
    membership = scene.join(cohort, trajectory, on=TODAY - WEEK)
    with scene.nurse.acts():
        assert refusal(actions.leave, membership, on=TODAY, because="loss") == "reason_needed"
        assert refusal(actions.leave, membership, on=TODAY + WEEK, because="moved") == "day_does_not_fit"
        actions.leave(membership, on=TODAY, because="moved")
    assert carers(membership) == {"Hanneke"}
    with scene.midwife.acts(), pytest.raises(NotPermitted), transaction.atomic():
        actions.undo_leave(membership)
    with scene.coordinator.acts():
        assert refusal(actions.leave, membership, on=TODAY, because="moved") == "left_before"
        [waiting] = list_waiting(scene.version.programme, TODAY)
        assert (waiting.trajectory.pk, waiting.step.kind, waiting.step.cohort) == (trajectory.pk, "join", cohort.pk)
        actions.undo_leave(membership)
        assert list_waiting(scene.version.programme, TODAY) == []
        assert refusal(actions.undo_leave, membership) == "not_left"
        actions.leave(membership, on=TODAY, because="stopped")
        assert list_waiting(scene.version.programme, TODAY) == []
    assert carers(membership) == {"Hanneke"}


def test_at_birth_the_place_goes_along_without_a_new_sign_up(scene: Scene) -> None:
    trajectory = make_trajectory(scene)
    membership = scene.join(scene.cohort(-7, 7), trajectory)
    with scene.coordinator.acts():
        register_birth(trajectory.family, birth_date=TODAY, given_name="Sam", pregnancy=trajectory.pregnancy)
    with scene.nurse.acts():
        now = get_trajectory(trajectory.public_id)
        assert current_assignment(now).professional.name == "Marit"
        assert Membership.objects.get(pk=membership.pk).left_on is None
        assert find_passed_on(membership) is None
        assert refusal(actions.record_passed_on, membership, what="some") == "words_needed"
        actions.record_passed_on(membership, what="some", words="hoe de vorige bevalling ging")
        actions.record_passed_on(membership, what="nothing")
        assert (find_passed_on(membership).what, find_passed_on(membership).words) == ("nothing", "")
    assert carers(membership) == {"Hanneke", "Marit"}


def test_a_birth_is_recorded_also_when_nobody_may_take_over(scene: Scene) -> None:
    trajectory = make_trajectory(scene)
    scene.join(scene.cohort(7), trajectory)
    with system():
        scene.nurse.professional.certificates.update(valid_until=TODAY)
        register_birth(trajectory.family, birth_date=TODAY, given_name="Sam", pregnancy=trajectory.pregnancy)
        assert current_assignment(get_trajectory(trajectory.public_id)).professional.name == "Hanneke"


def test_after_a_loss_nothing_is_asked_of_her_and_those_who_lead_are_told_in_person(scene: Scene) -> None:
    trajectory = make_trajectory(scene)
    membership = scene.join(scene.cohort(-7, 7), trajectory)
    with scene.midwife.acts():
        record_loss_of_pregnancy(trajectory.pregnancy, on=TODAY)
    with scene.coordinator.acts():
        gone = Membership.objects.get(pk=membership.pk)
        assert (gone.left_on, gone.left_because) == (TODAY, "loss")
        [telling] = list_to_tell(9)
        assert telling.professional.name == "Marit", "who recorded it knows it"
        assert refusal(actions.undo_leave, gone) == "undo_elsewhere"
        actions.mark_told(telling)
        assert list_to_tell(9) == []
        actions.undo_told(telling)
        assert len(list_to_tell(9)) == 1
        assert list_waiting(scene.version.programme, TODAY) == []
    with scene.coordinator.acts():
        undo_loss_of_pregnancy(trajectory.pregnancy)
        assert Membership.objects.get(pk=membership.pk).left_on is None
        assert list_to_tell(9) == []
        assert Telling.objects.get().lapsed_on == TODAY
    assert carers(membership) == {"Hanneke", "Marit"}


def test_the_end_of_a_trajectory_ends_the_membership_and_undoing_it_gives_the_place_back(scene: Scene) -> None:
    trajectory = make_trajectory(scene)
    membership = scene.join(scene.cohort(7), trajectory)
    with scene.coordinator.acts():
        trajectories.end(trajectory, ending="moved", on=TODAY)
        assert Membership.objects.get(pk=membership.pk).left_because == "trajectory_ended"
        trajectories.undo_end(trajectory)
        assert Membership.objects.get(pk=membership.pk).left_on is None
        assert list_to_tell(9) == []


def test_a_group_that_closes_lets_everybody_wait_and_reopening_gives_back_exactly_those_places(scene: Scene) -> None:
    cohort = scene.cohort(7)
    stays, left = scene.join(cohort, make_trajectory(scene)), scene.join(cohort, make_trajectory(scene, "Roos"))
    with scene.coordinator.acts():
        actions.leave(left, on=TODAY, because="individual")
        actions.close_cohort(cohort, because="too_small")
        [waiting] = list_waiting(scene.version.programme, TODAY)
        assert (waiting.trajectory.pk, waiting.step.kind) == (stays.trajectory_id, "gather")
        actions.reopen_cohort(cohort)
        assert list(Membership.objects.filter(left_on=None)) == [stays]
        actions.close_cohort(cohort, because="completed")
        assert list_waiting(scene.version.programme, TODAY) == []


def test_somebody_else_who_leads_sees_the_families_and_the_former_does_not(scene: Scene) -> None:
    cohort, competence = scene.cohort(7), "centering_facilitator"
    membership = scene.join(cohort, make_trajectory(scene))
    new = make_worker("Truus", "nurse", organisation="verloskundigen", competence=competence)
    same = make_worker("Kees", "nurse", organisation="jgz", competence=competence)
    with scene.coordinator.acts():
        assert refusal(actions.replace_facilitator, cohort, leads="before_birth", professional=same.professional) == (
            "organisations_needed"
        )
        actions.replace_facilitator(cohort, leads="before_birth", professional=new.professional)
    assert carers(membership) == {"Truus", "Marit"}
    with scene.midwife.acts(), pytest.raises(NotPermitted), transaction.atomic():
        actions.leave(membership, on=TODAY, because="moved")


def test_a_group_below_the_smallest_is_told_with_since_when(scene: Scene) -> None:
    cohort = scene.cohort(-21, 7)
    stays = [scene.join(cohort, make_trajectory(scene, f"Moeder {n}"), on=TODAY - 4 * WEEK) for n in range(4)]
    with scene.coordinator.acts():
        assert list_small(TODAY) == []
        actions.leave(stays[0], on=TODAY - WEEK, because="moved")
        [small] = list_small(TODAY)
        assert (small.cohort.pk, small.on, small.members, small.has_begun) == (cohort.pk, TODAY - WEEK, 3, True)
        assert list_small(TODAY, municipality_id=scene.place.pk + 1) == []


def test_a_group_that_begins_with_too_few_is_told_ahead(scene: Scene) -> None:
    cohort = scene.cohort(20)
    scene.join(cohort, make_trajectory(scene))
    with scene.coordinator.acts():
        assert list_small(TODAY) == []
        assert list_small(TODAY, ahead=timedelta(days=19)) == []
        [small] = list_small(TODAY, ahead=timedelta(days=20))
        assert (small.on, small.members, small.has_begun) == (TODAY + timedelta(days=20), 1, False)


def test_a_place_that_was_given_away_is_not_given_back(scene: Scene) -> None:
    cohort = scene.cohort(-7, 7, places=6)
    stays = [scene.join(cohort, make_trajectory(scene, f"Moeder {n}"), on=TODAY - WEEK) for n in range(6)]
    with scene.midwife.acts():
        record_loss_of_pregnancy(stays[0].trajectory.pregnancy, on=TODAY)
    with scene.coordinator.acts():
        actions.leave(stays[1], on=TODAY - timedelta(days=2), because="moved")
        # Entered afterwards, from before somebody left: on those days all places were taken.
        assert refusal(actions.join, cohort, make_trajectory(scene, "Acht"), on=TODAY - WEEK) == "group_full"
        actions.join(cohort, make_trajectory(scene, "Negen"), on=TODAY)
        actions.join(cohort, make_trajectory(scene, "Tien"), on=TODAY)
        assert refusal(actions.undo_leave, stays[1]) == "group_full"
        undo_loss_of_pregnancy(stays[0].trajectory.pregnancy)
        assert Membership.objects.get(pk=stays[0].pk).left_because == "loss", (
            "taking back a loss is never refused for it"
        )
        waiting = {one.trajectory.pk: one.step.kind for one in list_waiting(scene.version.programme, TODAY)}
        assert waiting == {
            stays[0].trajectory_id: "wait_for_place", stays[1].trajectory_id: "wait_for_place",
            Trajectory.objects.get(family__parents__given_name="Acht").pk: "wait_for_place",
        }  # fmt: skip


def test_who_could_go_further_away_counts_for_a_group_close_to_her_and_not_for_one_that_lacks_families(
    scene: Scene,
) -> None:
    scene.cohort(20, name="Ver weg", neighbourhood=None, municipality=make_municipality("GM9002"))
    for number in range(6):
        make_trajectory(scene, f"Moeder {number}", due=DUE_FROM + timedelta(days=number))
    with scene.coordinator.acts():
        waiting = list_waiting(scene.version.programme, TODAY)
        assert {one.step.kind for one in waiting} == {"join_near"}
        programme = get_programme(scene.version)
        assert [(len(one.keys), one.short_by) for one in suggest(waiting, programme)] == [(6, 0)]
        assert suggest(waiting[:5], programme) == []


def test_members_and_who_waits_and_who_left_add_up_in_the_database_too(scene: Scene) -> None:
    cohort = scene.cohort(-14, 7)
    stays = [scene.join(cohort, make_trajectory(scene, f"Moeder {n}"), on=TODAY - 2 * WEEK) for n in range(5)]
    make_trajectory(scene, "Wacht")
    with scene.coordinator.acts():
        for stay, because in zip(stays, ("moved", "individual", "mistake"), strict=False):
            actions.leave(stay, on=TODAY - WEEK, because=because)
        actions.join(cohort, stays[1].trajectory, on=TODAY - timedelta(days=3))
        actions.leave(Membership.objects.get(trajectory=stays[1].trajectory, left_on=None), on=TODAY, because="moved")
        trajectories.end(stays[3].trajectory, ending="moved", on=TODAY)
        members = set(Membership.objects.filter(left_on=None).values_list("trajectory", flat=True))
        waiting = {one.trajectory.pk for one in list_waiting(scene.version.programme, TODAY)}
        everybody = set(Trajectory.objects.values_list("pk", flat=True))
        assert members == {stays[4].trajectory_id}
        assert waiting == {stays[n].trajectory_id for n in (0, 1, 2)} | {max(everybody)}, "the last leaving says it"
        assert everybody - members - waiting == {stays[3].trajectory_id}


def test_who_leads_keeps_knowing_of_an_empty_place_and_that_she_will_be_told(scene: Scene) -> None:
    cohort, trajectory = scene.cohort(-7, 7), make_trajectory(scene)
    scene.join(cohort, trajectory, on=TODAY - WEEK)
    moved = scene.join(cohort, make_trajectory(scene, "Roos"), on=TODAY - WEEK)
    with scene.midwife.acts():
        record_loss_of_pregnancy(trajectory.pregnancy, on=TODAY)
        actions.leave(moved, on=TODAY - timedelta(days=1), because="moved")

    def gaps(worker: Worker) -> list[tuple]:
        with worker.acts():
            numbers = read_numbers(get_cohort(cohort.public_id), TODAY, account_id=worker.user.pk)
            assert numbers.members == 0
            return [(gap.on, gap.is_to_tell, gap.told_on) for gap in numbers.gaps]

    without = (TODAY - timedelta(days=1), False, None)
    assert gaps(scene.midwife) == [without, (TODAY, False, None)], "she recorded it, and has not to be told"
    assert gaps(scene.nurse) == [without, (TODAY, True, None)]
    with scene.nurse.acts():
        assert Membership.objects.count() == 0, "her pages are closed"
    with scene.coordinator.acts():
        actions.mark_told(list_to_tell(9)[0])
    assert gaps(scene.nurse) == [without, (TODAY, False, TODAY)]


def test_a_group_that_is_done_can_end_what_runs_of_it_and_taking_it_back_gives_both_back(scene: Scene) -> None:
    cohort = scene.cohort(0)
    came, never = scene.join(cohort, make_trajectory(scene)), scene.join(cohort, make_trajectory(scene, "Roos"))
    with scene.midwife.acts():
        session = get_session(cohort.sessions.get().public_id)
        actions.fill_in(session, [actions.Marked(came.public_id, "present")])
    with scene.coordinator.acts():
        actions.close_cohort(cohort, because="completed", ends_trajectories=True)
        states = [current_state(get_trajectory(one.trajectory.public_id)) for one in (came, never)]
        assert states == ["ended", "waiting"], "who never came has nothing to end"
        assert refusal(actions.join, cohort, make_trajectory(scene, "Laat"), on=TODAY - WEEK) == "group_closed"
        actions.reopen_cohort(cohort)
        assert current_state(get_trajectory(came.trajectory.public_id)) == "running"
        assert set(Membership.objects.filter(left_on=None)) == {came, never}
        actions.close_cohort(cohort, because="too_small", ends_trajectories=True)
        assert current_state(get_trajectory(came.trajectory.public_id)) == "running"
        other = scene.cohort(9, name="Andere")
        actions.join(other, never.trajectory, on=TODAY)
        actions.reopen_cohort(cohort)
        assert list(Membership.objects.filter(cohort=cohort, left_on=None)) == [came], (
            "who has another group stays there"
        )


def test_who_waits_is_counted_into_a_suggestion_with_a_next_step_for_each(scene: Scene) -> None:
    for number in range(6):
        make_trajectory(scene, f"Moeder {number}", due=DUE_FROM + timedelta(days=number))
    make_trajectory(scene, "Elders", due=date(2027, 6, 1), elsewhere=True)
    with scene.coordinator.acts():
        waiting = list_waiting(scene.version.programme, TODAY)
        found = suggest(waiting, get_programme(scene.version))
        assert {one.step.kind for one in waiting} == {"gather"}
        assert [(len(one.keys), one.short_by) for one in found] == [(6, 0), (1, 5)]
