# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ledger and its forms: what is covered now, taking a yes back, refusals that say what to do, and who may look."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duizend.ground.access.models import LogLine
from duizend.record.consents.actions import note_sharing
from duizend.record.consents.models import Consent
from rooms.consents.characters import TODAY, Scene, make_scene
from rooms.contacts.characters import make_nurse, system


def logged_in(user: object) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def words_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture(autouse=True)
def _static_folder() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def client(scene: Scene) -> Client:
    return logged_in(scene.nurse.user)


def page(name: str, public_id: str) -> str:
    return reverse(f"consents:{name}", args=[public_id])


def filled(scene: Scene, **more: str) -> dict[str, str]:
    return {
        "about": scene.child.public_id, "what": "inform:gp", "by": scene.lotte.public_id, "answer": "yes", "how": "talk",
        "on": TODAY.isoformat(), **more,
    }  # fmt: skip


def test_from_the_family_page_to_a_yes_and_back_again(scene: Scene, client: Client) -> None:
    family = scene.family.public_id
    ledger = page("ledger", family)
    assert ledger in client.get(reverse("desk:family", args=[family])).content.decode()
    empty = words_of(client.get(ledger))
    assert "Er is nog niets gevraagd." in empty
    assert "Niet alles is toestemming" in empty
    assert "Taak volgens de wet (art. 5 Wpg)" in empty
    assert "U mag nee zeggen" in words_of(client.get(page("ask", family)))
    said = words_of(client.post(page("ask", family), filled(scene), follow=True))
    assert "De toestemming is vastgelegd." in said
    assert "Informatie delen: Huisarts Delen mag" in said
    with scene.nurse.acts():
        yes = Consent.objects.get()
        note_sharing(scene.family, purpose="inform", recipient="gp", kind="letter", on=TODAY, about=[scene.child])
    asked = words_of(client.get(page("withdraw", yes.public_id)))
    assert "Dit is eerder gedeeld" in asked
    assert "Brief: Huisarts" in asked
    after = words_of(client.post(page("withdraw", yes.public_id), {"on": TODAY.isoformat()}, follow=True))
    assert "Eerder is er 1 keer gedeeld" in after
    assert "Informatie delen: Huisarts Delen mag niet" in after
    assert "Brief: Huisarts" in after
    assert "Toestemming ingetrokken van Lotte" in after


def test_a_refused_form_comes_back_with_what_was_typed_and_why(scene: Scene, client: Client) -> None:
    ask = page("ask", scene.family.public_id)
    missing = client.post(ask, {"how": "talk"})
    assert missing.status_code == 422
    other = client.post(ask, filled(scene, what="inform:named"))
    assert (other.status_code, "Schrijf op met wie er gedeeld wordt." in words_of(other)) == (422, True)
    outside = client.post(ask, filled(scene, by="outside"))
    assert (outside.status_code, "bijvoorbeeld: voogd" in words_of(outside)) == (422, True)
    refused = client.post(ask, filled(scene, about=scene.lotte.public_id, by=scene.wout.public_id))
    assert refused.status_code == 409
    assert "Deze persoon beslist hier niet over." in words_of(refused)
    no = client.post(ask, filled(scene, answer="no"), follow=True)
    assert "Vastgelegd: nee." in words_of(no)
    with scene.nurse.acts():
        row = Consent.objects.get()
    again = client.post(page("withdraw", row.public_id), {"on": TODAY.isoformat()})
    assert again.status_code == 409
    assert "geen toestemming om in te trekken" in words_of(again)
    undone = client.post(page("undo", row.public_id), follow=True)
    assert "Ongedaan gemaakt." in words_of(undone)


def test_a_stranger_finds_nothing_and_a_reader_is_in_the_log(scene: Scene, client: Client) -> None:
    yes = scene.answer(scene.lotte, scene.lotte)
    stranger = logged_in(make_nurse("Vreemd").user)
    for name, public_id in (
        ("ledger", scene.family.public_id),
        ("ask", scene.family.public_id),
        ("withdraw", yes.public_id),
    ):
        assert stranger.get(page(name, public_id)).status_code == 404
    assert stranger.post(page("undo", yes.public_id)).status_code == 404
    client.get(page("ledger", scene.family.public_id))
    with system():
        lines = LogLine.objects.filter(event="consent.read")
        assert [line.subjects for line in lines if line.outcome == "done"] == [[scene.family.public_id]]


def test_the_ledger_costs_the_same_with_much_as_with_little(scene: Scene, client: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page("ledger", scene.family.public_id)).status_code == 200
        return len(queries)

    def share(*recipients: str) -> None:
        for to in recipients:
            scene.all_agree(to=to)
            with scene.nurse.acts():
                note_sharing(scene.family, purpose="inform", recipient=to, kind="letter", on=TODAY)

    share("gp")
    count()
    little = count()
    share("midwife", "school", "local_team", "Praktijk De Brug")
    assert count() == little
