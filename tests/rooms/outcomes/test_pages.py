# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a family's measurements: what can be now, refusing with one click, recording, and taking back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duizend.ground.access.models import LogLine
from duizend.ground.kernel import clock
from duizend.record.consents.actions import Answer, record_answer
from duizend.record.consents.queries import who_is
from duizend.record.instruments.actions import load_instruments
from duizend.record.instruments.queries import get_current_instrument
from duizend.record.outcomes.actions import record_measurement
from duizend.record.outcomes.models import Measurement
from duizend.record.outcomes.queries import lay_out_one
from duizend.record.outcomes.rules.measuring import Found
from duizend.record.outcomes.rules.moments import BASELINE
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.queries import get_trajectory, programme_of
from rooms.contacts.characters import BORN, Scene, make_nurse, make_scene, system

if TYPE_CHECKING:
    from duizend.ground.access.models import User

SOON = BORN + timedelta(days=25)


@pytest.fixture
def scene() -> Scene:
    made = make_scene()
    clock.set_practice_date(SOON)
    with system():
        load_instruments(settings.DUIZEND.instrument_folders)
    return made


@pytest.fixture
def nurse(scene: Scene) -> Client:
    return client_of(scene.nurse.user)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(scene: Scene, name: str = "page") -> str:
    return reverse(f"outcomes:{name}", args=[scene.trajectory.family.public_id])


def of_mother(scene: Scene) -> dict[str, str]:
    """Return what the page says of the mother's first measurement at the indication."""
    mother = scene.trajectory.family.parents.order_by("id")[0]
    slot = next(
        one for one in lay_out_one(scene.trajectory).slots
        if one.moment == "indication" and one.who == f"parent:{mother.pk}"
    )  # fmt: skip
    return about(scene, slot.outcome, whose=mother.public_id)


def about(scene: Scene, outcome: str, whose: str = "") -> dict[str, str]:
    return {
        "programme": scene.trajectory.public_id, "outcome": outcome, "moment": "indication", "whose": whose,
    }  # fmt: skip


def test_the_page_shows_what_can_be_measured_now_of_whom(nurse: Client, scene: Scene) -> None:
    page = nurse.get(address(scene))
    text = page.content.decode()
    assert page.status_code == 200
    assert all(word in text for word in ("Eerste vragen", "Samira", "Wout", "Kan nu", "Liever niet"))
    assert LogLine.objects.filter(event="measurement.read").count() == 1
    family = nurse.get(reverse("desk:family", args=[scene.trajectory.family.public_id])).content.decode()
    assert address(scene) in family


def test_one_click_says_that_somebody_would_rather_not(nurse: Client, scene: Scene) -> None:
    sent = nurse.post(address(scene), {**of_mother(scene), "do": "refuse"})
    assert sent.status_code == 302
    row = Measurement.objects.get()
    assert (row.how, row.way, row.happened_on, row.parent.given_name) == ("refused", "asked", SOON, "Samira")
    assert nurse.post(address(scene), {**of_mother(scene), "do": "refuse"}).status_code == 409
    assert nurse.post(reverse("outcomes:undo", args=[row.public_id])).status_code == 302
    assert nurse.post(address(scene), {**of_mother(scene), "do": "lost"}).status_code == 302
    assert [one.how for one in Measurement.objects.order_by("id")] == ["refused", "refused", "lost"]


def test_a_score_is_recorded_with_its_questionnaire_and_the_judgement_apart(nurse: Client, scene: Scene) -> None:
    url = f"{address(scene, 'record')}?{urlencode(of_mother(scene))}"
    version = get_current_instrument("startgesprek-maasland")
    said = {"instrument": version.pk, "score": "7", "judgement": "Moe, wel sterk", "on": SOON.isoformat()}
    wrong = nurse.post(url, {**said, "score": "99"})
    assert wrong.status_code == 409
    assert "loopt van 0 tot en met 12" in wrong.content.decode()
    assert nurse.post(url, {**said, "on": ""}).status_code == 422
    assert nurse.post(url, said).status_code == 302
    row = Measurement.objects.get()
    assert (row.score, row.instrument, row.judgement) == (7, version, "Moe, wel sterk")
    text = nurse.get(address(scene)).content.decode()
    assert "7 op startgesprek-maasland 4" in text
    assert "Moe, wel sterk" in text


def test_the_first_questions_are_offered_then_answered(nurse: Client, scene: Scene) -> None:
    offer = {**about(scene, BASELINE), "do": "offer"}
    assert nurse.post(address(scene), offer).status_code == 302
    assert nurse.post(address(scene), offer).status_code == 409
    url = f"{address(scene, 'record')}?{urlencode(about(scene, BASELINE))}"
    question = programme_of(scene.trajectory).questions[0]
    assert question.text.nl in nurse.get(url).content.decode()
    assert nurse.post(url, {"on": SOON.isoformat()}).status_code == 409, "one answer at least"
    assert nurse.post(url, {"on": SOON.isoformat(), f"answer_{question.id}": "0"}).status_code == 302
    assert Measurement.objects.get(how="measured").answers == {question.id: 0}
    assert nurse.post(address(scene), {**about(scene, BASELINE), "do": "refuse"}).status_code == 409


def test_what_is_not_registered_leads_back_to_the_page(nurse: Client, scene: Scene) -> None:
    for said in ({}, about(scene, "height"), {**of_mother(scene), "programme": "x"}):
        assert nurse.get(f"{address(scene, 'record')}?{urlencode(said)}").status_code == 302
        assert nurse.post(address(scene), {**said, "do": "refuse"}).status_code == 302
    assert nurse.post(address(scene), {**of_mother(scene), "do": "dance"}).status_code == 409
    assert not Measurement.objects.exists()


def test_who_said_no_is_shown_as_not_asked(nurse: Client, scene: Scene) -> None:
    with system():
        trajectories.record_answer(scene.trajectory, "declined", on=SOON)
    text = nurse.get(address(scene)).content.decode()
    assert "Dit gezin wordt hier niets gevraagd." in text
    assert "Liever niet" not in text


def test_another_nurse_finds_nothing(scene: Scene) -> None:
    stranger = client_of(make_nurse("Vera").user)
    with system():
        slot = lay_out_one(scene.trajectory).slots[1]
        row = record_measurement(scene.trajectory, slot.key, Found(category="yes"), on=SOON)
    assert stranger.get(address(scene)).status_code == 404
    assert stranger.get(address(scene, "record")).status_code == 404
    assert stranger.post(reverse("outcomes:undo", args=[row.public_id])).status_code == 404


def test_the_number_of_queries_does_not_depend_on_how_much_was_measured(nurse: Client, scene: Scene) -> None:
    counted = []
    for _ in range(2):
        nurse.get(address(scene))
        with CaptureQueriesContext(connection) as queries:
            nurse.get(address(scene))
        counted.append(len(queries))
        with system():
            for slot in lay_out_one(scene.trajectory).slots[1:]:
                if slot.recorded is None and slot.window and slot.window.has(SOON):
                    record_measurement(scene.trajectory, slot.key, Found(category="yes"), on=SOON)
    assert counted[0] == counted[1]


def test_long_after_the_end_the_page_asks_to_look_at_the_safe_contact_first(nurse: Client, scene: Scene) -> None:
    mother, ended = scene.trajectory.family.parents.order_by("id")[0], SOON + timedelta(days=10)
    mother.safe_contact = "Alleen overdag bellen"
    mother.save(update_fields=["safe_contact"])
    with system():
        clock.set_practice_date(ended)
        trajectories.start(scene.trajectory, on=SOON)
        trajectories.end(get_trajectory(scene.trajectory.public_id), ending="completed", on=ended)
        day = ended.replace(year=ended.year + 5)
        clock.set_practice_date(day)
        asked = Answer(who_is(mother), who_is(mother), "follow_up", "research", day - timedelta(days=300), "talk")
        record_answer(scene.trajectory.family, asked, yes=True)
        slot = next(one for one in lay_out_one(scene.trajectory).slots if one.moment == "end 5y")
    whose = mother.public_id if slot.who else ""
    said = {**about(scene, slot.outcome, whose=whose), "moment": "end 5y"}
    assert "Dit gezin wordt hier niets gevraagd." not in nurse.get(address(scene)).content.decode()
    url = f"{address(scene, 'record')}?{urlencode(said)}"
    text = nurse.get(url).content.decode()
    assert "Alleen overdag bellen" in text
    assert "Kijk eerst na wie er nu woont en meeleest." in text
    filled = {"category": "yes", "on": day.isoformat()}
    refused = nurse.post(url, filled)
    assert refused.status_code == 409
    assert "veilig te bereiken" in refused.content.decode()
    assert nurse.post(address(scene), {**said, "do": "refuse"}).status_code == 409
    assert not Measurement.objects.exists()
    assert nurse.post(url, {**filled, "contact_checked": "on"}).status_code == 302
    assert Measurement.objects.get().category == "yes"
