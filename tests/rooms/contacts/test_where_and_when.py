# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where and when a contact may be planned: in a household that is open, inside its window, in order, not twice at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from duizend.delivery.contacts.actions import cancel_appointment, move_appointment, plan_appointment, record_contact
from duizend.delivery.contacts.models import Appointment
from duizend.ground.access.models import LogLine
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families.actions import Residence, open_household
from duizend.record.families.models import Family, Household
from duizend.record.trajectories import actions as trajectories
from rooms.contacts.characters import TODAY, Scene, at, make_nurse, make_scene, system

LATER = TODAY + timedelta(days=50)


@pytest.fixture
def scene() -> Scene:
    made = make_scene()
    with made.nurse.acts():
        record_contact(made.appointment, happened_on=TODAY)
    return made


def plan(scene: Scene, *, day: object = LATER, moment: int = 4, hour: int = 9, **where: object) -> Appointment:
    return plan_appointment(
        scene.trajectory, professional=scene.nurse.professional, moment=scene.moments[moment], starts_at=at(day, hour),
        ends_at=at(day, hour + 1), **where,
    )  # fmt: skip


def second_home(scene: Scene) -> Household:
    """Let the second parent live apart."""
    with system():
        home = scene.trajectory.family.households.get()
        return open_household(
            scene.trajectory.family, parents=[scene.trajectory.family.parents.order_by("id").last()],
            residence=Residence(home.municipality, None, TODAY - timedelta(days=30), "Achterom 2"),
        )  # fmt: skip


def say_no(scene: Scene) -> None:
    """Let the second parent say no while the first goes on."""
    with system():
        first, second = scene.trajectory.family.parents.order_by("id")
        for parent, answer in ((first, "accepted"), (second, "declined")):
            trajectories.record_answer(
                scene.trajectory, answer, on=TODAY, said=trajectories.AnswerSaid(answered_by=parent)
            )


def test_the_only_household_is_the_one_that_is_visited(scene: Scene) -> None:
    with scene.nurse.acts():
        assert plan(scene).household == scene.trajectory.family.households.get()


def test_elsewhere_is_nobodys_home(scene: Scene) -> None:
    with scene.nurse.acts():
        assert plan(scene, mode="elsewhere").household is None


def test_with_two_households_the_last_one_visited_is_meant_and_another_can_be_said(scene: Scene) -> None:
    other = second_home(scene)
    with scene.nurse.acts():
        planned = plan(scene)
        assert planned.household == scene.appointment.household
        assert move_appointment(
            planned, professional=scene.nurse.professional, starts_at=at(LATER, 11), ends_at=at(LATER, 12), household=other
        ).household == other  # fmt: skip


def test_with_two_households_and_none_visited_yet_it_is_asked_which() -> None:
    scene = make_scene()
    with scene.nurse.acts():
        cancel_appointment(scene.appointment, because="called_off", reason="with_notice")
        Appointment.objects.update(household=None)
    other = second_home(scene)
    with scene.nurse.acts():
        with pytest.raises(ActionRefused, match="household_needed"):
            plan(scene, day=TODAY, moment=3)
        assert plan(scene, day=TODAY, moment=3, household=other).household == other


def test_a_household_of_another_family_is_refused(scene: Scene) -> None:
    stranger = make_scene(name="Bente", first="Ilse", family_name="Kramer")
    with system(), pytest.raises(ActionRefused, match="household_of_others"):
        plan(scene, household=stranger.trajectory.family.households.get())


def test_nothing_is_planned_where_a_parent_said_no_and_what_stood_there_falls_away() -> None:
    scene = make_scene()
    other = second_home(scene)
    with scene.nurse.acts():
        there = plan(scene, household=other)
    say_no(scene)
    with system():
        there = Appointment.objects.get(pk=there.pk)
        assert there.cancelled_because == "household_closed"
        assert Appointment.objects.get(pk=scene.appointment.pk).cancelled_at is None
    with scene.nurse.acts():
        with pytest.raises(ActionRefused, match="household_closed"):
            plan(scene, household=other)
        planned = plan(scene)
        assert planned.household == scene.appointment.household
        assert planned.moved_from == there


def test_without_a_fixed_address_a_contact_is_elsewhere(scene: Scene) -> None:
    with system():
        Household.objects.update(has_fixed_address=False)
    with scene.nurse.acts():
        with pytest.raises(ActionRefused, match="no_fixed_address"):
            plan(scene)
        assert plan(scene, mode="clinic").mode == "clinic"


def test_outside_its_window_a_contact_needs_one_reason_and_inside_none_is_kept(scene: Scene) -> None:
    early = TODAY + timedelta(days=2)
    with scene.nurse.acts():
        for empty in ("", "   "):
            with pytest.raises(ActionRefused, match="outside_window"):
                plan(scene, day=early, deviation=empty)
        outside = plan(scene, day=early, deviation=" Vakantie ")
        assert outside.deviation == "Vakantie"
        cancel_appointment(outside, because="called_off", reason="in_consultation")
        assert plan(scene, deviation="Overbodig").deviation == ""


def test_out_of_order_a_contact_needs_a_reason(scene: Scene) -> None:
    far = TODAY + timedelta(days=280)
    with scene.nurse.acts():
        plan(scene)
        with pytest.raises(ActionRefused, match="out_of_order"):
            plan(scene, day=LATER + timedelta(days=1))
        assert plan(scene, day=far, moment=5, deviation="").moment == scene.moments[5]


def test_two_people_do_not_come_to_one_household_at_one_time(scene: Scene) -> None:
    other = second_home(scene)
    colleague = make_nurse("Kees", competence="")
    with system():
        planned = plan(scene)
        mine = {"starts_at": at(LATER, 9, 30), "ends_at": at(LATER, 10, 30), "moment": scene.moments[4]}
        Appointment.objects.filter(pk=planned.pk).update(professional=colleague.professional)
        with pytest.raises(ActionRefused, match="family_double_booked"):
            plan_appointment(
                scene.trajectory,
                professional=scene.nurse.professional,
                deviation="Samen",
                household=planned.household,
                **mine,
            )
        with pytest.raises(ActionRefused, match="double_booked"):
            plan_appointment(
                scene.trajectory, professional=scene.nurse.professional, deviation="Samen", household=other, **mine
            )


def test_after_a_loss_nothing_is_planned(scene: Scene) -> None:
    with system():
        scene.trajectory.family.children.update(died_on=TODAY)
    with scene.nurse.acts(), pytest.raises(ActionRefused, match="after_loss"):
        plan(scene)


def test_what_is_planned_again_remembers_what_it_came_instead_of(scene: Scene) -> None:
    with scene.nurse.acts():
        first = plan(scene)
        second = move_appointment(
            first, professional=scene.nurse.professional, starts_at=at(LATER, 14), ends_at=at(LATER, 15)
        )
        cancel_appointment(second, because="called_off", reason="called_off_by_jgz")
        third = plan(scene)
        assert (second.moved_from, third.moved_from) == (first, second)


def test_who_does_not_care_for_the_family_plans_nothing(scene: Scene) -> None:
    colleague = make_nurse("Kees")
    with pytest.raises(NotPermitted), colleague.acts():
        plan_appointment(
            scene.trajectory, professional=colleague.professional, moment=scene.moments[4], starts_at=at(LATER, 9),
            ends_at=at(LATER, 10),
        )  # fmt: skip
    assert LogLine.objects.filter(event="visit.plan", outcome="refused").count() == 1
    with colleague.acts():
        assert Family.objects.count() == Appointment.objects.count() == 0
