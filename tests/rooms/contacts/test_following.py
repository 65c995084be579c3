# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments follow their trajectory: a birth, a hand-over, a move, an end; and what comes next is always fresh."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from duizend.catalogue.actions import load_programmes
from duizend.catalogue.queries import get_programme, list_current_versions
from duizend.delivery.contacts.actions import (
    cancel_appointment,
    correct_contact,
    plan_appointment,
    record_contact,
    record_missed,
    refresh_due,
    undo_missed,
)
from duizend.delivery.contacts.models import Appointment, AppointmentTime, Contact, ContactDue
from duizend.delivery.contacts.queries import (
    find_missed,
    list_contacts_of,
    look_at_next,
    read_course,
    windows_of,
)
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.workforce.models import Certificate
from duizend.record.families.actions import (
    NewParent,
    Residence,
    change_due_date,
    move,
    record_loss_of_pregnancy,
    register_birth,
    register_family,
    register_pregnancy,
)
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import get_trajectory
from rooms.contacts.characters import TODAY, Scene, at, make_nurse, make_scene, system

DUE = TODAY + timedelta(weeks=14)


def expecting_scene(due_on: date = DUE) -> Scene:
    """Make a family that expects a child and said yes; nothing is planned yet."""
    clock.set_practice_date(TODAY)
    with system():
        load_programmes(settings.DUIZEND.programme_folders)
    version = next(v for v in list_current_versions() if v.programme == "stevig-ouderschap")
    nurse = make_nurse("Lotte", competence=get_programme(version).team.competence)
    base = make_scene(name="Bente", first="Ilse", family_name="Kramer")
    with system():
        home = base.trajectory.family.households.get()
        since = TODAY - timedelta(weeks=4)
        family = register_family(
            on=since, residence=Residence(home.municipality, None, since), parents=(NewParent("Jorien", "Smit"),)
        )
        pregnancy = register_pregnancy(family, due_date=due_on)
        trajectory = trajectories.indicate(family, version=version, on=since, pregnancy=pregnancy)
        trajectories.offer(trajectory, on=since)
        trajectories.record_answer(trajectory, "accepted", on=since)
        trajectories.assign(trajectory, professional=nurse.professional, on=since)
        trajectory = get_trajectory(trajectory.public_id)
        moments = [window.moment for window in windows_of(trajectory)]
    return Scene(nurse, trajectory, base.appointment, moments)


def plan_inside(scene: Scene, place: int, *, hour: int = 9, shift: int = 0) -> Appointment:
    trajectory = get_trajectory(scene.trajectory.public_id)
    window = windows_of(trajectory)[place]
    day = max(window.target_on, TODAY + timedelta(days=1)) + timedelta(days=shift)
    return plan_appointment(
        trajectory, professional=scene.nurse.professional, moment=window.moment, starts_at=at(day, hour),
        ends_at=at(day, hour + 1), deviation="De ouders kozen dit",
    )  # fmt: skip


def kept(trajectory: Trajectory) -> tuple[object, ...] | None:
    fields = ("moment", "from_on", "target_on", "until_on", "appointment_id")
    return ContactDue.objects.filter(trajectory=trajectory).values_list(*fields).first()


def derived(trajectory: Trajectory) -> tuple[object, ...] | None:
    due = read_course(trajectory.pk).due()
    if due is None:
        return None
    window, appointment = due
    return window.moment, window.from_on, window.target_on, window.until_on, appointment


def cancelled(trajectory: Trajectory) -> dict[str, str]:
    rows = Appointment.objects.filter(trajectory=trajectory).exclude(cancelled_at=None)
    return dict(rows.values_list("moment", "cancelled_because"))


# ── the plan ──


def test_a_birth_lets_pregnancy_visits_lapse_and_asks_to_plan_what_no_longer_fits() -> None:
    scene = expecting_scene()
    with system():
        prenatal, first = plan_inside(scene, 2), plan_inside(scene, 4)
        register_birth(
            scene.trajectory.family, birth_date=TODAY, given_name="Pip", pregnancy=scene.trajectory.pregnancy
        )
        trajectory = get_trajectory(scene.trajectory.public_id)
        assert cancelled(trajectory) == {prenatal.moment: "plan_changed", first.moment: "plan_changed"}
        ahead = look_at_next(trajectory, scene.nurse.professional)
        assert (ahead.window.moment, ahead.planned) == (first.moment, None)
        assert ahead.window.from_on == TODAY + timedelta(weeks=5)
        again = plan_inside(replace(scene, trajectory=trajectory), 0)
        assert again.moved_from == first
        assert kept(trajectory) == derived(trajectory)


def test_an_appointment_that_still_fits_a_new_due_date_stays() -> None:
    scene = expecting_scene()
    with system():
        first = plan_inside(scene, 4)
        change_due_date(scene.trajectory.pregnancy, due_date=DUE + timedelta(days=3), on=TODAY)
        first.refresh_from_db()
        assert first.cancelled_at is None
        change_due_date(scene.trajectory.pregnancy, due_date=DUE + timedelta(days=40), on=TODAY)
        first.refresh_from_db()
        assert first.cancelled_because == "plan_changed"
        assert kept(scene.trajectory) == derived(scene.trajectory)


def test_a_held_contact_of_pregnancy_stays_held_after_the_birth() -> None:
    scene = expecting_scene()
    with system():
        appointment = plan_inside(scene, 2)
        Appointment.objects.filter(pk=appointment.pk).update(starts_at=at(TODAY, 8), ends_at=at(TODAY, 9))
        record_contact(appointment, happened_on=TODAY)
        register_birth(
            scene.trajectory.family, birth_date=TODAY, given_name="Pip", pregnancy=scene.trajectory.pregnancy
        )
        assert [contact.moment for contact in list_contacts_of(scene.trajectory)] == [appointment.moment]
        assert cancelled(scene.trajectory) == {}
        assert kept(scene.trajectory)[0] == scene.moments[4]


def test_after_a_loss_nothing_stays_planned_or_due() -> None:
    scene = expecting_scene()
    with system():
        plan_inside(scene, 4)
        record_loss_of_pregnancy(scene.trajectory.pregnancy, on=TODAY)
        assert cancelled(scene.trajectory) == {scene.moments[4]: "trajectory_ended"}
        assert kept(scene.trajectory) is None
        with pytest.raises(ActionRefused, match="not_agreed"):
            plan_inside(scene, 5)


# ── who goes, and where ──


def test_what_is_planned_goes_to_the_new_nurse_when_she_is_free_and_may() -> None:
    scene = make_scene()
    competence = Certificate.objects.get().competence
    new = make_nurse("Kees", competence=competence)
    other = make_scene(name="Bente", first="Ilse", family_name="Kramer")
    with system():
        free, busy = plan_inside(scene, 4), plan_inside(scene, 5)
        AppointmentTime.objects.create(
            appointment=other.appointment, family=other.trajectory.family, professional=new.professional,
            during=(busy.starts_at, busy.ends_at),
        )  # fmt: skip
        record_contact(scene.appointment, happened_on=TODAY)
        trajectories.hand_over(scene.trajectory, professional=new.professional, on=TODAY)
        free.refresh_from_db()
        busy.refresh_from_db()
        assert (free.professional, free.cancelled_at) == (new.professional, None)
        assert AppointmentTime.objects.get(appointment=free).professional == new.professional
        assert (busy.professional, busy.cancelled_because) == (scene.nurse.professional, "handed_over")
        assert AppointmentTime.objects.filter(appointment=busy).count() == 0
        assert kept(scene.trajectory) == derived(scene.trajectory)


def test_without_a_certificate_on_that_day_the_new_nurse_does_not_get_it() -> None:
    scene = make_scene()
    new = make_nurse("Kees", competence=Certificate.objects.get().competence)
    with system():
        planned = plan_inside(scene, 4)
        record_contact(scene.appointment, happened_on=TODAY)
        Certificate.objects.filter(professional=new.professional).update(valid_until=TODAY + timedelta(days=10))
        trajectories.hand_over(scene.trajectory, professional=new.professional, on=TODAY)
        planned.refresh_from_db()
        assert planned.cancelled_because == "handed_over"


def test_what_is_planned_follows_a_move_and_keeps_its_time() -> None:
    scene = make_scene()
    with system():
        planned = plan_inside(scene, 4)
        record_contact(scene.appointment, happened_on=TODAY)
        home = scene.trajectory.family.households.get()
        new = move(home, residence=Residence(home.municipality, None, TODAY, "Nieuwe Kade 1"))
        planned.refresh_from_db()
        assert (planned.household, planned.cancelled_at) == (new, None)
        shelter = Residence(home.municipality, None, TODAY + timedelta(days=1), has_fixed_address=False)
        move(new, residence=shelter)
        planned.refresh_from_db()
        assert planned.cancelled_because == "plan_changed"


# ── the end, and undoing it ──

DEEDS = st.lists(st.sampled_from(["plan", "cancel", "miss", "undo", "hold", "withdraw"]), max_size=7)


def act_out(scene: Scene, deeds: list[str]) -> None:
    """Let a course happen, deed by deed; what is refused is passed over."""
    place, hour = 3, 11
    for deed in deeds:
        open_ones = list(Appointment.objects.filter(trajectory=scene.trajectory, cancelled_at=None, contacts=None))
        with suppress(ActionRefused), transaction.atomic():
            if deed == "plan":
                place, hour = min(place + 1, 5), hour + 1
                plan_inside(scene, place, hour=hour)
            elif deed == "cancel" and open_ones:
                cancel_appointment(open_ones[-1], because="called_off", reason="with_notice")
            elif deed == "miss" and open_ones:
                record_missed(open_ones[0], reason="with_notice", on=TODAY)
            elif deed == "undo" and (missed := find_missed(scene.appointment)):
                undo_missed(missed)
            elif deed == "hold" and open_ones:
                record_contact(open_ones[0], happened_on=TODAY)
            elif deed == "withdraw" and (held := Contact.objects.current().filter(withdrawn=False).last()):
                correct_contact(held, withdrawn=True)
        assert kept(scene.trajectory) == derived(scene.trajectory), deed


def standing(scene: Scene) -> tuple[set[int], set[int]]:
    open_ones = Appointment.objects.filter(trajectory=scene.trajectory, cancelled_at=None, contacts=None)
    times = AppointmentTime.objects.filter(appointment__trajectory=scene.trajectory)
    return set(open_ones.values_list("pk", flat=True)), set(times.values_list("appointment_id", flat=True))


def test_undoing_an_end_restores_exactly_what_it_cancelled_whatever_happened_before() -> None:
    scene = make_scene()

    @bounded(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(DEEDS)
    def holds_for(deeds: list[str]) -> None:
        with system(), transaction.atomic():
            act_out(scene, deeds)
            before, rows = standing(scene), list(Appointment.objects.order_by("pk").values())
            trajectories.end(scene.trajectory, ending="moved", on=TODAY)
            assert standing(scene)[0] == set()
            assert kept(scene.trajectory) is None
            trajectories.undo_end(scene.trajectory)
            assert standing(scene) == before
            assert list(Appointment.objects.order_by("pk").values()) == rows
            assert kept(scene.trajectory) == derived(scene.trajectory)
            transaction.set_rollback(True)

    holds_for()


# ── what comes next, kept ──


def test_what_comes_next_is_kept_for_trajectories_that_go_on_only() -> None:
    scene = make_scene()
    with system():
        assert kept(scene.trajectory)[0] == scene.moments[3]
        record_contact(scene.appointment, happened_on=TODAY)
        assert kept(scene.trajectory)[0] == scene.moments[4]
        trajectories.pause(scene.trajectory, on=TODAY)
        assert kept(scene.trajectory) is None
        trajectories.resume(scene.trajectory, on=TODAY)
        assert kept(scene.trajectory) == derived(scene.trajectory)


def test_many_are_refreshed_in_a_constant_number_of_statements() -> None:
    scenes = [make_scene()]
    with system():
        refresh_due([scenes[0].trajectory.pk])

        def count() -> int:
            ContactDue.objects.all().delete()
            with CaptureQueriesContext(connection) as asked:
                refresh_due([scene.trajectory.pk for scene in scenes])
            assert ContactDue.objects.count() == len(scenes)
            return len(asked)

        one = count()
    scenes += [make_scene(name=name, first=name, family_name=name) for name in ("Bente", "Cato", "Dirk")]
    with system():
        assert count() == one
        assert one <= 7
