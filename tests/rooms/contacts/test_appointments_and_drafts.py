# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments, drafts and contacts in the database: nothing twice at one time, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from duizend.delivery.contacts.actions import (
    cancel_appointment,
    correct_contact,
    plan_appointment,
    record_contact,
    save_draft,
)
from duizend.delivery.contacts.models import Appointment, AppointmentTime, Contact, Draft
from duizend.delivery.contacts.queries import (
    find_draft,
    find_standing_contact,
    list_contacts_of,
    look_ahead,
    propose_next,
)
from duizend.ground.access.models import LogLine
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord, NotPermitted
from duizend.insight.facts.models import ContactFact, StepFact
from duizend.record.trajectories import actions as trajectories
from rooms.contacts.characters import TODAY, at, make_nurse, make_scene, states, system


def save(
    appointment: Appointment, words: str, revision: int | None, *, client: str = "a", base: int | None = None
) -> Draft:
    return save_draft(appointment, content={"goes_well": [words]}, revision=revision, client=client, base=base)


def test_the_first_contact_starts_the_trajectory_and_both_become_facts() -> None:
    scene = make_scene()
    with scene.nurse.acts():
        contact = record_contact(scene.appointment, happened_on=TODAY)
    assert states(scene.trajectory)[-1] == ("started", TODAY)
    facts = ContactFact.objects.all()
    assert [(fact.moment, fact.happened_on, fact.withdrawn) for fact in facts] == [(contact.moment, TODAY, False)]
    assert StepFact.objects.filter(kind="started", happened_on=TODAY).count() == 1


def test_an_earlier_contact_that_is_entered_late_moves_the_start_back() -> None:
    scene = make_scene()
    earlier = TODAY - timedelta(days=30)
    with scene.nurse.acts():
        record_contact(scene.appointment, happened_on=TODAY)
        first = plan_appointment(
            scene.trajectory, professional=scene.nurse.professional, moment=scene.moments[2],
            starts_at=at(earlier, 9), ends_at=at(earlier, 10), deviation="Vakantie",
        )  # fmt: skip
        record_contact(first, happened_on=earlier)
    assert states(scene.trajectory)[-1] == ("started", earlier)
    with system():
        assert [contact.happened_on for contact in list_contacts_of(scene.trajectory)] == [earlier, TODAY]


def test_a_contact_on_a_day_to_come_is_refused() -> None:
    scene = make_scene()
    with scene.nurse.acts(), pytest.raises(ActionRefused, match="day_in_the_future"):
        record_contact(scene.appointment, happened_on=TODAY + timedelta(days=1))


def test_a_contact_is_recorded_once() -> None:
    scene = make_scene()
    with scene.nurse.acts():
        record_contact(scene.appointment, happened_on=TODAY)
        with pytest.raises(ContradictsRecord):
            record_contact(scene.appointment, happened_on=TODAY)


def test_a_correction_adds_a_contact_and_a_fact_and_the_old_ones_stand() -> None:
    scene = make_scene()
    with scene.nurse.acts():
        contact = record_contact(scene.appointment, happened_on=TODAY)
        corrected = correct_contact(contact, happened_on=TODAY - timedelta(days=1))
        assert find_standing_contact(scene.appointment) == corrected
        assert Contact.objects.filter(appointment=scene.appointment).count() == 2
        assert list_contacts_of(scene.trajectory) == [corrected]
        with pytest.raises(ContradictsRecord, match="corrected_before"):
            correct_contact(contact, happened_on=TODAY)
    old, new = ContactFact.objects.order_by("id")
    assert new.corrects_key == old.contact_key
    assert states(scene.trajectory)[-1] == ("started", TODAY - timedelta(days=1))


def test_a_visit_that_did_not_take_place_takes_the_start_back_and_can_still_be_recorded() -> None:
    scene = make_scene()
    with scene.nurse.acts():
        withdrawn = correct_contact(record_contact(scene.appointment, happened_on=TODAY), withdrawn=True)
        assert list_contacts_of(scene.trajectory) == []
    assert states(scene.trajectory)[-1][0] == "accepted"
    assert ContactFact.objects.order_by("-id").first().withdrawn
    with scene.nurse.acts():
        correct_contact(withdrawn, happened_on=TODAY)
        assert len(list_contacts_of(scene.trajectory)) == 1
    assert states(scene.trajectory)[-1] == ("started", TODAY)


def test_a_start_that_an_older_list_told_of_stays_when_a_later_contact_is_corrected() -> None:
    scene = make_scene()
    told = TODAY - timedelta(days=100)
    with system():
        trajectories.start(scene.trajectory, on=told)
    with scene.nurse.acts():
        correct_contact(record_contact(scene.appointment, happened_on=TODAY), withdrawn=True)
    assert states(scene.trajectory)[-1] == ("started", told)


def test_contacts_cannot_be_changed_even_by_hand() -> None:
    scene = make_scene()
    with scene.nurse.acts():
        record_contact(scene.appointment, happened_on=TODAY)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Contact.objects.update(happened_on=TODAY - timedelta(days=5))


# ── drafts ──


def test_a_draft_is_kept_and_an_older_revision_of_the_same_page_changes_nothing() -> None:
    scene = make_scene()
    with scene.nurse.acts():
        save(scene.appointment, "een", 1)
        save(scene.appointment, "twee", 3)
        save(scene.appointment, "te laat", 2)
        draft = find_draft(scene.appointment, scene.nurse.user.pk)
        assert (draft.content, draft.revision) == ({"goes_well": ["twee"]}, 3)


def test_a_page_that_shows_what_stands_may_go_on_and_the_other_page_is_told() -> None:
    scene = make_scene()
    with scene.nurse.acts():
        save(scene.appointment, "eerste", 4, client="a")
        save(scene.appointment, "tweede", 5, client="b", base=4)
        for revision in (5, 6, 60):
            with pytest.raises(ContradictsRecord, match="typed_further_elsewhere"):
                save(scene.appointment, "eerste weer", revision, client="a", base=0)
        assert find_draft(scene.appointment, scene.nurse.user.pk).content == {"goes_well": ["tweede"]}


def test_every_account_has_a_draft_of_its_own_and_the_log_has_one_line_of_each() -> None:
    scene = make_scene()
    with system():
        save(scene.appointment, "van het systeem", 1)
    with scene.nurse.acts():
        for revision in range(1, 9):
            save(scene.appointment, f"{revision}", revision)
        assert Draft.objects.count() == 2
    assert LogLine.objects.filter(event="draft.begun").count() == 2


def test_a_draft_is_gone_once_the_contact_is_recorded_and_refused_afterwards() -> None:
    scene = make_scene()
    with scene.nurse.acts():
        save(scene.appointment, "concept", 1)
        record_contact(scene.appointment, happened_on=TODAY)
        assert find_draft(scene.appointment, scene.nurse.user.pk) is None
        with pytest.raises(ActionRefused, match="already_recorded"):
            save(scene.appointment, "te laat", 2)


# ── appointments ──


def test_two_appointments_of_one_person_at_one_time_are_refused_by_the_database() -> None:
    scene = make_scene()
    words = {"professional": scene.nurse.professional, "moment": scene.moments[4], "deviation": "De ouders kozen dit"}
    with scene.nurse.acts():
        with pytest.raises(ActionRefused, match="double_booked"):
            plan_appointment(scene.trajectory, starts_at=at(TODAY, 11), ends_at=at(TODAY, 12), **words)
        taken = AppointmentTime.objects.get()
        with pytest.raises(IntegrityError, match="no_double_booking"), transaction.atomic():
            AppointmentTime.objects.create(
                appointment=taken.appointment, family=taken.family, professional=taken.professional, during=taken.during
            )
        plan_appointment(scene.trajectory, starts_at=at(TODAY, 11, 30), ends_at=at(TODAY, 12), **words)


def test_a_colleague_may_be_elsewhere_at_that_time() -> None:
    scene, other = make_scene(), make_scene(name="Bente", first="Ilse", family_name="Kramer")
    assert scene.appointment.starts_at == other.appointment.starts_at


def test_cancelling_frees_the_time() -> None:
    scene = make_scene()
    with scene.nurse.acts():
        cancel_appointment(scene.appointment, because="replaced")
        plan_appointment(
            scene.trajectory, professional=scene.nurse.professional, moment=scene.moments[3], starts_at=at(TODAY, 10),
            ends_at=at(TODAY, 11),
        )  # fmt: skip


def test_the_end_of_a_trajectory_cancels_what_is_open_and_undoing_restores_exactly_that() -> None:
    scene = make_scene()
    words = {"professional": scene.nurse.professional, "moment": scene.moments[4], "deviation": "De ouders kozen dit"}
    with scene.nurse.acts():
        record_contact(scene.appointment, happened_on=TODAY)
        replaced = plan_appointment(scene.trajectory, starts_at=at(TODAY, 14), ends_at=at(TODAY, 15), **words)
        cancel_appointment(replaced, because="replaced")
        open_one = plan_appointment(scene.trajectory, starts_at=at(TODAY, 15), ends_at=at(TODAY, 16), **words)
        trajectories.end(scene.trajectory, ending="moved", on=TODAY)
        assert list(Appointment.objects.filter(cancelled_at=None)) == [scene.appointment]
        assert list(AppointmentTime.objects.values_list("appointment", flat=True)) == [scene.appointment.pk]
        trajectories.undo_end(scene.trajectory)
        assert set(Appointment.objects.filter(cancelled_at=None)) == {scene.appointment, open_one}
        assert AppointmentTime.objects.filter(appointment=open_one).count() == 1


def test_undoing_an_end_is_refused_when_a_time_was_taken_since() -> None:
    scene = make_scene()
    with scene.nurse.acts():
        trajectories.end(scene.trajectory, ending="moved", on=TODAY)
    with system():
        AppointmentTime.objects.create(
            appointment=scene.appointment, family=scene.trajectory.family, professional=scene.nurse.professional,
            during=(at(TODAY, 11), at(TODAY, 12)),
        )  # fmt: skip
        with pytest.raises(ActionRefused, match="double_booked"):
            trajectories.undo_end(scene.trajectory)
    assert states(scene.trajectory)[-1][0] == "ended"


def test_the_next_contact_is_looked_at_past_the_one_that_is_being_held() -> None:
    scene = make_scene()
    with scene.nurse.acts():
        ahead = look_ahead(scene.appointment)
        assert (ahead.window.moment, ahead.planned) == (scene.moments[4], None)
        assert ahead.proposals[0].starts.time().isoformat() == "10:30:00"
        assert propose_next(scene.trajectory, scene.nurse.professional, besides=scene.moments[3]) == ahead.proposals[0]
        first = ahead.proposals[0]
        planned = plan_appointment(
            scene.trajectory, professional=scene.nurse.professional, moment=first.moment,
            starts_at=at(first.starts.date(), 10, 30), ends_at=at(first.starts.date(), 11, 30),
        )  # fmt: skip
        ahead = look_ahead(scene.appointment)
        assert (ahead.planned, ahead.proposals) == (planned, [])


def test_a_time_taken_by_a_family_one_does_not_care_for_today_is_not_proposed() -> None:
    scene = make_scene()
    other = make_scene(name="Kees", first="Amber", family_name="Visser")
    with scene.nurse.acts():
        free = look_ahead(scene.appointment).proposals[0]
    day = free.starts.date()
    taken = (clock.at(day, free.starts.time()), clock.at(day, free.ends.time()))
    with system():
        AppointmentTime.objects.create(
            appointment=other.appointment, family=other.trajectory.family, professional=scene.nurse.professional,
            during=taken,
        )  # fmt: skip
    with scene.nurse.acts():
        assert Appointment.objects.filter(family=other.trajectory.family).count() == 0
        assert free.starts not in {one.starts for one in look_ahead(scene.appointment).proposals}
        # To see is all: whose family it is not, gives no time back.
        assert AppointmentTime.objects.filter(family=other.trajectory.family).delete()[0] == 0


def test_a_colleague_without_a_care_relation_keeps_no_draft_and_sees_none() -> None:
    scene = make_scene()
    colleague = make_nurse("Kees")
    with pytest.raises(NotPermitted), colleague.acts():
        save(scene.appointment, "stiekem", 1)
    with colleague.acts():
        assert Draft.objects.count() == Appointment.objects.count() == 0
    assert LogLine.objects.filter(event="visit.record", outcome="refused").count() == 1
