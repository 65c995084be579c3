# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Planning, moving and cancelling a visit on screen, by the nurse who goes and by a coordinator."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.delivery.contacts.actions import plan_appointment, record_contact
from duizend.delivery.contacts.models import Appointment
from duizend.ground.access.models import User
from duizend.ground.kernel import clock
from duizend.ground.workforce.models import Certificate
from duizend.record.trajectories import actions as trajectories
from rooms.contacts.characters import TODAY, Scene, at, make_nurse, make_scene, system

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def _at_noon(_no_practice_date_left: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(TODAY, 12))


def log_in(account: User) -> Client:
    client = Client()
    client.force_login(account)
    return client


def coordinator() -> Client:
    return log_in(
        User.objects.create(email="bas@example.org", name="Bas Hoekstra", roles=["coordinator"], is_character=True)
    )


def held_scene() -> Scene:
    """Return a family of which this morning's visit was recorded, so that the next can be planned."""
    scene = make_scene()
    with scene.nurse.acts():
        record_contact(scene.appointment, happened_on=TODAY)
    return scene


def plan_address(scene: Scene) -> str:
    return f"/afspraken/traject/{scene.trajectory.public_id}/plannen"


def open_appointments(scene: Scene) -> list[Appointment]:
    with system():
        return list(
            Appointment.objects.filter(trajectory=scene.trajectory, cancelled_at=None, contacts=None).order_by(
                "starts_at"
            )
        )


def own_choice(day: date, hour: str = "14:00", **more: str) -> dict[str, str]:
    return {"next": "choose", "next_on": day.isoformat(), "next_at": hour, **more}


def test_a_nurse_plans_the_proposal_and_it_is_on_that_day() -> None:
    scene = held_scene()
    client = log_in(scene.nurse.user)
    family = client.get(f"/gezinnen/{scene.trajectory.family.public_id}")
    assert plan_address(scene) in [action["url"] for action in family.context["courses"][0]["actions"]]
    page = client.get(plan_address(scene))
    choices = page.context["next"]["choices"]
    assert [choice["value"] == "choose" for choice in choices] == [False, False, False, True]
    assert "zelfde tijd als nu" in choices[0]["reason"]
    assert "vrij in jouw agenda" in choices[0]["reason"]
    told = client.post(plan_address(scene), {"next": choices[0]["value"]}, follow=True)
    assert told.redirect_chain == [(f"/gezinnen/{scene.trajectory.family.public_id}", 302)]
    assert "Gepland:" in told.content.decode()
    [appointment] = open_appointments(scene)
    assert (appointment.moment, appointment.professional) == (scene.moments[4], scene.nurse.professional)
    day = client.get(f"/vandaag?dag={clock.local_day(appointment.starts_at)}")
    assert [stop["family_url"] for stop in day.context["stops"]] == [f"/gezinnen/{scene.trajectory.family.public_id}"]
    labels = [action["label"] for action in told.context["courses"][0]["actions"]]
    assert {"Verzet het bezoek", "Annuleer het bezoek"} <= set(labels)


def test_a_coordinator_plans_for_the_nurse_and_reads_whose_diary_it_is() -> None:
    scene = held_scene()
    client = coordinator()
    choices = client.get(plan_address(scene)).context["next"]["choices"]
    assert "vrij in de agenda van Lotte" in choices[0]["reason"]
    client.post(plan_address(scene), {"next": choices[1]["value"]})
    [appointment] = open_appointments(scene)
    assert appointment.professional == scene.nurse.professional


def test_a_day_outside_the_window_asks_for_one_reason_and_only_then() -> None:
    scene = held_scene()
    client, far = log_in(scene.nurse.user), TODAY + timedelta(days=400)
    assert "Waarom wijkt dit af" not in client.get(plan_address(scene)).content.decode()
    page = client.post(plan_address(scene), own_choice(far))
    assert page.status_code == 422
    assert "Waarom wijkt dit af" in page.content.decode()
    assert open_appointments(scene) == []
    told = client.post(plan_address(scene), own_choice(far, deviation="De ouders zijn tot dan op reis"), follow=True)
    assert "valt buiten het venster" in told.content.decode()
    [planned] = open_appointments(scene)
    assert (clock.local_day(planned.starts_at), planned.deviation) == (far, "De ouders zijn tot dan op reis")


def test_a_double_booking_comes_back_in_the_form_and_plans_nothing() -> None:
    scene = held_scene()
    day = TODAY + 7 * WEEK
    with system():
        plan_appointment(
            scene.trajectory, professional=scene.nurse.professional, moment=scene.moments[3], starts_at=at(day, 14),
            ends_at=at(day, 15), deviation="Nog eens",
        )  # fmt: skip
        Appointment.objects.update(starts_at=at(TODAY - WEEK, 9), ends_at=at(TODAY - WEEK, 10))
    page = log_in(scene.nurse.user).post(plan_address(scene), own_choice(day, "14:30"))
    assert page.status_code == 422
    text = page.content.decode()
    assert "staat al een andere afspraak" in text
    assert 'value="14:30"' in text
    assert len(open_appointments(scene)) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"next": ""}, "Kies een moment."),
        ({"next": "none"}, "Kies een moment."),
        ({"next": "choose"}, "Kies een dag, of kies een ander voorstel."),
        ({"next": "choose", "next_on": "2026-05-01"}, "Kies een tijd."),
        ({"next": "choose", "next_on": "2026-03-09", "next_at": "10:00"}, "Kies een moment dat nog komt."),
        ({"next": "onzin"}, "Dit voorstel is er niet meer. Kies een ander moment."),
    ],
)
def test_what_is_missing_is_asked_in_the_form(typed: dict[str, str], said: str) -> None:
    scene = held_scene()
    page = log_in(scene.nurse.user).post(plan_address(scene), typed)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert open_appointments(scene) == []


def test_a_lapsed_certificate_is_told_in_the_form() -> None:
    scene = held_scene()
    with system():
        Certificate.objects.update(valid_until=TODAY + timedelta(days=1))
    page = log_in(scene.nurse.user).post(plan_address(scene), own_choice(TODAY + 7 * WEEK))
    assert page.status_code == 422
    assert "geen geldig certificaat" in page.content.decode()


def test_what_is_planned_already_is_not_planned_again() -> None:
    scene = make_scene()
    told = log_in(scene.nurse.user).get(plan_address(scene), follow=True)
    assert "Er staat al een bezoek gepland" in told.content.decode()


def test_an_older_visit_that_was_not_recorded_is_asked_about() -> None:
    scene = make_scene()
    with system():
        Appointment.objects.update(starts_at=at(TODAY - WEEK, 9), ends_at=at(TODAY - WEEK, 10))
    page = log_in(scene.nurse.user).get(plan_address(scene))
    assert "is nog niets vastgelegd" in page.content.decode()
    assert page.context["silent"][0]["missed_url"] == f"/afspraken/{scene.appointment.public_id}/ging-niet-door"


def test_moving_replaces_the_appointment_and_says_why() -> None:
    scene = make_scene()
    client = log_in(scene.nurse.user)
    address = f"/afspraken/{scene.appointment.public_id}/verzetten"
    page = client.get(address)
    assert "Nu gepland: Dinsdag 10 maart, 10:30." in page.content.decode()
    client.post(address, own_choice(TODAY + WEEK, "09:00"))
    [moved] = open_appointments(scene)
    assert (moved.moment, clock.local_time(moved.starts_at)) == (
        scene.appointment.moment,
        datetime(2026, 3, 17, 9),  # noqa: DTZ001 - wall-clock
    )
    scene.appointment.refresh_from_db()
    assert scene.appointment.cancelled_because == "replaced"


def test_moving_onto_another_appointment_leaves_the_first_as_it_was() -> None:
    scene = make_scene()
    with system():
        plan_appointment(
            scene.trajectory, professional=scene.nurse.professional, moment=scene.moments[4],
            starts_at=at(TODAY + WEEK, 9), ends_at=at(TODAY + WEEK, 10), deviation="De ouders kozen dit",
        )  # fmt: skip
    address = f"/afspraken/{scene.appointment.public_id}/verzetten"
    page = log_in(scene.nurse.user).post(address, own_choice(TODAY + WEEK, "09:30", deviation="De ouders kozen dit"))
    assert page.status_code == 422
    assert "staat al een andere afspraak" in page.content.decode()
    assert scene.appointment in open_appointments(scene)


def test_cancelling_asks_first_and_then_frees_the_time() -> None:
    scene = make_scene()
    client = log_in(scene.nurse.user)
    address = f"/afspraken/{scene.appointment.public_id}/annuleren"
    assert "Annuleer de afspraak" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    assert len(open_appointments(scene)) == 1
    told = client.post(address, {"reason": "with_notice"}, follow=True)
    assert "is geannuleerd" in told.content.decode()
    assert "Plan samen een nieuw moment." in told.content.decode()
    assert open_appointments(scene) == []
    assert "al geannuleerd" in client.post(address, follow=True).content.decode()
    scene.appointment.refresh_from_db()
    assert (scene.appointment.cancelled_because, scene.appointment.cancelled_reason) == ("called_off", "with_notice")
    assert client.post(plan_address(scene), own_choice(TODAY, "13:00")).status_code == 302
    assert open_appointments(scene)[0].moved_from == scene.appointment


def test_what_was_recorded_is_not_cancelled() -> None:
    scene = held_scene()
    page = log_in(scene.nurse.user).post(
        f"/afspraken/{scene.appointment.public_id}/annuleren", {"reason": "with_notice"}
    )
    assert page.status_code == 409
    assert "al vastgelegd" in page.content.decode()


def test_nothing_is_planned_before_somebody_is_assigned_or_after_the_end() -> None:
    scene = held_scene()
    client = log_in(scene.nurse.user)
    with system():
        trajectories.end(scene.trajectory, ending="moved", on=TODAY)
    assert client.get(plan_address(scene)).status_code == 409
    labels = client.get(f"/gezinnen/{scene.trajectory.family.public_id}").context["courses"][0]["actions"]
    assert labels == []


@pytest.mark.parametrize("role", ["nurse", "analyst", "municipality", "administrator", "log_keeper"])
@pytest.mark.parametrize("what", ["plannen", "verzetten", "annuleren", "ging-niet-door"])
def test_who_does_not_care_for_the_family_finds_nothing(role: str, what: str) -> None:
    scene = make_scene()
    if role == "nurse":
        other = make_nurse("Kees").user
    else:
        place = {"municipality": "GM9001"} if role == "municipality" else {}
        other = User.objects.create(email="x@example.org", name="X", roles=[role], is_character=True, **place)
    address = plan_address(scene) if what == "plannen" else f"/afspraken/{scene.appointment.public_id}/{what}"
    client = log_in(other)
    assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]
    assert len(open_appointments(scene)) == 1


def test_the_number_of_queries_does_not_grow_with_what_is_planned() -> None:
    scene = held_scene()
    client = log_in(scene.nurse.user)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(plan_address(scene)).status_code == 200
        return len(asked)

    count()
    before = count()
    with system():
        for number in range(1, 5):
            day = TODAY - number * WEEK
            plan_appointment(
                scene.trajectory, professional=scene.nurse.professional, moment=scene.moments[3],
                starts_at=at(day, 9), ends_at=at(day, 10), deviation="Nog eens",
            )  # fmt: skip
    assert count() == before
