# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What did not take place: why, what is proposed, taking it back; on screen and in the database."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.delivery.contacts.actions import (
    cancel_appointment,
    plan_appointment,
    record_contact,
    record_missed,
    restore_appointment,
    save_draft,
    undo_missed,
)
from duizend.delivery.contacts.models import Appointment, AppointmentTime, ContactDue, MissedContact
from duizend.delivery.contacts.queries import (
    find_missed,
    list_earlier_reasons,
    list_to_plan_again,
    list_unfinished,
    list_unrecorded,
)
from duizend.ground.access.models import LogLine, User
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord, NotPermitted
from rooms.contacts.characters import TODAY, Scene, at, make_nurse, make_scene, system

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def _at_noon(_no_practice_date_left: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(TODAY, 12))


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def log_in(account: User) -> Client:
    client = Client()
    client.force_login(account)
    return client


def words_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def address(scene: Scene, what: str = "") -> str:
    return f"/afspraken/{scene.appointment.public_id}{what}"


def miss(scene: Scene, reason: str = "without_notice") -> MissedContact:
    return record_missed(scene.appointment, reason=reason, on=TODAY)


def plan_again(scene: Scene, hour: int = 15) -> Appointment:
    return plan_appointment(
        scene.trajectory, professional=scene.nurse.professional, moment=scene.moments[3], starts_at=at(TODAY, hour),
        ends_at=at(TODAY, hour + 1),
    )  # fmt: skip


def test_what_did_not_take_place_frees_the_time_and_is_due_again(scene: Scene) -> None:
    with scene.nurse.acts():
        missed = miss(scene)
        scene.appointment.refresh_from_db()
        assert (scene.appointment.cancelled_because, scene.appointment.cancelled_reason) == ("missed", "without_notice")
        assert AppointmentTime.objects.count() == 0
        due = ContactDue.objects.get()
        assert (due.moment, due.appointment) == (scene.moments[3], None)
        assert list_to_plan_again([scene.trajectory.pk]) == {scene.trajectory.pk: scene.appointment}
        again = plan_again(scene)
        assert again.moved_from == scene.appointment
        assert list_to_plan_again([scene.trajectory.pk]) == {}
    assert missed.entered_by == scene.nurse.user
    assert LogLine.objects.filter(event="contact.missed", action="C").count() == 1


def test_it_can_be_taken_back_and_recorded_again(scene: Scene) -> None:
    with scene.nurse.acts():
        taken_back = undo_missed(miss(scene))
        assert taken_back.withdrawn
        assert find_missed(scene.appointment) is None
        scene.appointment.refresh_from_db()
        assert (scene.appointment.cancelled_at, scene.appointment.cancelled_reason) == (None, "")
        assert AppointmentTime.objects.count() == 1
        assert ContactDue.objects.get().appointment == scene.appointment
        again = miss(scene, "with_notice")
        assert (again.corrects, find_missed(scene.appointment)) == (taken_back, again)
        with pytest.raises(ContradictsRecord, match="taken_back_before"):
            undo_missed(taken_back)


def test_taking_back_is_refused_when_the_contact_was_planned_again_or_the_time_was_taken(scene: Scene) -> None:
    with scene.nurse.acts():
        missed = miss(scene)
        again = plan_again(scene)
        with pytest.raises(ActionRefused, match="planned_again"):
            undo_missed(missed)
        cancel_appointment(again, because="called_off", reason="with_notice")
    other = make_scene(name="Bente", first="Ilse", family_name="Kramer")
    with system():
        AppointmentTime.objects.create(
            appointment=other.appointment, family=other.trajectory.family, professional=scene.nurse.professional,
            during=(at(TODAY, 10), at(TODAY, 11)),
        )  # fmt: skip
    with scene.nurse.acts(), pytest.raises(ActionRefused, match="double_booked"), transaction.atomic():
        undo_missed(missed)
    with scene.nurse.acts():
        assert find_missed(scene.appointment) == missed


def test_a_day_to_come_is_called_off_and_not_missed(scene: Scene) -> None:
    with system():
        Appointment.objects.update(starts_at=at(TODAY + WEEK, 9), ends_at=at(TODAY + WEEK, 10))
    with scene.nurse.acts():
        appointment = Appointment.objects.get()
        with pytest.raises(ActionRefused, match="day_in_the_future"):
            record_missed(appointment, reason="with_notice", on=TODAY)


def test_what_was_recorded_or_cancelled_cannot_be_missed(scene: Scene) -> None:
    with scene.nurse.acts():
        cancel_appointment(scene.appointment, because="called_off", reason="with_notice")
        with pytest.raises(ActionRefused, match="cancelled_before"):
            miss(scene)
        restore_appointment(scene.appointment)
        record_contact(scene.appointment, happened_on=TODAY)
        with pytest.raises(ContradictsRecord, match="already_recorded"):
            miss(scene)


def test_a_visit_that_took_place_after_all_takes_the_miss_back(scene: Scene) -> None:
    with scene.nurse.acts():
        miss(scene)
        record_contact(scene.appointment, happened_on=TODAY)
        assert find_missed(scene.appointment) is None
        scene.appointment.refresh_from_db()
        assert scene.appointment.cancelled_at is None
        assert ContactDue.objects.get().moment == scene.moments[4]


def test_a_cancelled_appointment_stands_again_when_its_time_is_free(scene: Scene) -> None:
    with scene.nurse.acts():
        cancel_appointment(scene.appointment, because="called_off", reason="in_consultation")
        restore_appointment(scene.appointment)
        assert AppointmentTime.objects.count() == 1
        assert restore_appointment(scene.appointment) == scene.appointment
        cancel_appointment(scene.appointment, because="called_off", reason="in_consultation")
        plan_again(scene)
        with pytest.raises(ActionRefused, match="planned_again"):
            restore_appointment(scene.appointment)
        moved = Appointment.objects.get(cancelled_at=None)
        cancel_appointment(moved, because="replaced")
        with pytest.raises(ActionRefused, match="plan_anew"):
            restore_appointment(moved)


def test_reasons_count_since_the_last_visit_that_took_place(scene: Scene) -> None:
    with scene.nurse.acts():
        miss(scene)
        second = plan_again(scene)
        with_two = record_missed(second, reason="without_notice", on=TODAY)
        assert list_earlier_reasons(with_two) == ["without_notice"]


def test_what_is_missed_is_not_asked_about_again_and_keeps_its_draft(scene: Scene) -> None:
    with scene.nurse.acts():
        save_draft(scene.appointment, content={"goes_well": ["al getypt"]}, revision=1)
        missed = miss(scene)
        tomorrow = TODAY + timedelta(days=1)
        assert list_unrecorded(scene.nurse.professional, tomorrow) == []
        assert list_unfinished(scene.nurse.user.pk, tomorrow) == []
        undo_missed(missed)
        assert len(list_unfinished(scene.nurse.user.pk, tomorrow)) == 1


def test_a_colleague_neither_records_nor_sees_it_and_rows_are_only_added(scene: Scene) -> None:
    colleague = make_nurse("Kees")
    with scene.nurse.acts():
        missed = miss(scene)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            MissedContact.objects.update(reason="with_notice")
    with pytest.raises(NotPermitted), colleague.acts():
        undo_missed(missed)
    with colleague.acts():
        assert MissedContact.objects.count() == ContactDue.objects.count() == 0
    assert LogLine.objects.filter(event="visit.plan", outcome="refused").count() == 1


# ── on screen ──


def test_the_page_asks_why_proposes_a_step_and_can_be_undone(scene: Scene) -> None:
    client = log_in(scene.nurse.user)
    page = client.get(address(scene, "/ging-niet-door"))
    assert "wordt nergens geteld" in words_of(page)
    asked = client.post(address(scene, "/ging-niet-door"), {})
    assert (asked.status_code, "Kies hoe het kwam." in words_of(asked)) == (422, True)
    told = client.post(
        address(scene, "/ging-niet-door"), {"reason": "called_off_by_jgz", "words": "Ik was ziek"}, follow=True
    )
    assert told.redirect_chain == [(address(scene), 302)]
    for words in ("Ging niet door", "Door ons afgezegd", "Ik was ziek", "Plan meteen een nieuw moment, met onze excuses.",
                  "Waarom: Het lag aan ons.", "Plan opnieuw", "Toch niet: maak dit ongedaan"):  # fmt: skip
        assert words in words_of(told)
    assert "al geannuleerd" in words_of(
        client.post(address(scene, "/ging-niet-door"), {"reason": "with_notice"}, follow=True)
    )
    plan = client.get(f"/afspraken/traject/{scene.trajectory.public_id}/plannen")
    assert "Stond gepland op dinsdag 10 maart, 10:30. Ging niet door." in words_of(plan)
    undone = client.post(address(scene, "/ongedaan"), follow=True)
    assert "Ongedaan gemaakt." in words_of(undone)
    assert "Nog niet vastgelegd" in words_of(undone)
    assert client.get(address(scene, "/ongedaan")).status_code == 405


def test_a_second_time_without_notice_is_talked_over_and_nothing_is_counted(scene: Scene) -> None:
    client = log_in(scene.nurse.user)
    client.post(address(scene, "/ging-niet-door"), {"reason": "without_notice"})
    with scene.nurse.acts():
        again = plan_again(scene, hour=11)
    told = words_of(
        client.post(f"/afspraken/{again.public_id}/ging-niet-door", {"reason": "without_notice"}, follow=True)
    )
    assert "Overleg met de coördinator" in told
    assert not re.search(r"2 keer|tweede keer|no-show", told)


def test_an_appointment_to_come_is_called_off_with_a_reason_and_can_stand_again(scene: Scene) -> None:
    with system():
        Appointment.objects.update(starts_at=at(TODAY + WEEK, 9), ends_at=at(TODAY + WEEK, 10))
    client = log_in(scene.nurse.user)
    assert client.get(address(scene, "/ging-niet-door")).headers["Location"] == address(scene, "/annuleren")
    page = client.get(address(scene))
    assert "Gepland" in words_of(page)
    client.post(address(scene, "/annuleren"), {"reason": "no_interest"})
    shown = words_of(client.get(address(scene)))
    assert "Alles is goed." in shown
    client.post(address(scene, "/ongedaan"))
    assert "Gepland" in words_of(client.get(address(scene)))


def test_a_recorded_visit_is_led_to_its_report(scene: Scene) -> None:
    with scene.nurse.acts():
        record_contact(scene.appointment, happened_on=TODAY)
    assert "Bekijk het verslag" in words_of(log_in(scene.nurse.user).get(address(scene)))


def test_the_page_of_a_colleagues_appointment_is_closed(scene: Scene) -> None:
    client = log_in(make_nurse("Kees").user)
    for what in ("", "/ging-niet-door", "/annuleren"):
        assert client.get(address(scene, what)).status_code == 404
    assert client.post(address(scene, "/ongedaan")).status_code == 404
    assert LogLine.objects.filter(event="visit.plan", outcome="refused").count() == 4


def test_reading_an_appointment_is_one_line_in_the_log_and_a_constant_number_of_queries(scene: Scene) -> None:
    client = log_in(scene.nurse.user)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(scene)).status_code == 200
        return len(asked)

    client.post(address(scene, "/ging-niet-door"), {"reason": "with_notice"})
    count()
    before = count()
    with scene.nurse.acts():
        for hour in (13, 14, 15, 16):
            record_missed(plan_again(scene, hour=hour), reason="with_notice", on=TODAY)
    assert count() == before
    lines = LogLine.objects.filter(event="visit.plan", action="R")
    assert lines.count() == 3
    assert lines.first().subjects == [scene.trajectory.family.public_id]
