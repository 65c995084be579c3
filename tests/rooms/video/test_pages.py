# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of recordings: from asking to gone, what comes back with a reason, who may not, and where it is reminded of."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duizend.delivery.video.actions import note_made, note_reviewed
from duizend.delivery.video.models import Recording, RecordingConsent, RecordingDue, RecordingStep
from duizend.ground.access.models import LogLine
from duizend.ground.kernel import clock
from duizend.record.families.models import ParentalAuthority
from rooms.contacts.characters import make_nurse, system
from rooms.video.characters import TODAY, Scene, agree, begin, case_of, make_coordinator, make_scene


def logged_in(user: object) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def words_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def page(name: str, *ids: str) -> str:
    return reverse(f"video:{name}", args=ids)


@pytest.fixture(autouse=True)
def _static_folder() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def client(scene: Scene) -> Client:
    return logged_in(scene.nurse.user)


def made(scene: Scene) -> Recording:
    recording = begin(scene)
    agree(scene, recording, *(one.given_name for one in scene.parents))
    with scene.nurse.acts():
        note_made(recording, on=TODAY)
    return recording


def test_the_whole_cycle_from_the_family_page_to_destroyed(scene: Scene, client: Client) -> None:
    course = page("course", scene.trajectory.public_id)
    assert course in client.get(reverse("desk:family", args=[scene.trajectory.family.public_id])).content.decode()
    empty = words_of(client.get(course))
    assert "Nog geen opname" in empty
    assert "0 van de 6 opnames gemaakt." in empty
    samira, wout = scene.parents
    answer = client.post(
        page("begin", scene.trajectory.public_id),
        {"moment": "visit_2", "people": [samira.public_id, scene.children[0].public_id]}, follow=True,
    )  # fmt: skip
    assert "Wout vanwege gezag" in words_of(answer)
    with system():
        recording = Recording.objects.get()
    shown = words_of(client.get(page("consent", recording.public_id, samira.public_id)))
    assert "U geeft per opname toestemming" in shown
    assert "binnen 3 maanden na het filmen" in shown
    said = {"answer": "yes", "how": "paper", "on": TODAY.isoformat()}
    client.post(page("consent", recording.public_id, samira.public_id), {**said, "also": "supervision"})
    refused = client.post(page("made", recording.public_id), {"on": TODAY.isoformat()})
    assert refused.status_code == 409
    assert "geen toestemming van Wout" in words_of(refused)
    answer = client.post(page("consent", recording.public_id, wout.public_id), said, follow=True)
    assert "Iedereen is akkoord" in words_of(answer)
    client.post(page("made", recording.public_id), {"on": TODAY.isoformat()})
    shown = words_of(client.get(course))
    assert "1 van de 6 opnames gemaakt." in shown
    assert "Uiterlijk woensdag 10 juni vernietigen of meegeven" in shown
    answer = client.post(
        page("reviewed", recording.public_id),
        {"on": TODAY.isoformat(), "moment": "visit_3", "parents": samira.public_id, "words": "Noor zoekt mama."}, follow=True,
    )  # fmt: skip
    assert "Met Samira, bij Huisbezoek 3: terugkijken en filmen." in words_of(answer)
    answer = client.post(page("destroyed", recording.public_id), {"on": TODAY.isoformat()}, follow=True)
    assert "Vastgelegd dat de opname is vernietigd." in words_of(answer)
    assert "Is vernietigd" not in words_of(answer)
    assert LogLine.objects.filter(event="video.read", subjects=[scene.trajectory.family.public_id]).exists()


def test_a_no_a_withdrawal_and_a_wrong_click_on_the_page(scene: Scene, client: Client) -> None:
    recording, (samira, wout) = begin(scene), scene.parents
    said = {"answer": "no", "how": "screen", "on": TODAY.isoformat()}
    answer = client.post(page("consent", recording.public_id, wout.public_id), said, follow=True)
    assert "Wout zegt nee. Dat is goed." in words_of(answer)
    row = case_of(recording).consents[0]
    answer = client.post(page("undo_answer", row.public_id), follow=True)
    assert "Ongedaan gemaakt: Geen toestemming, Wout" in words_of(answer)
    agree(scene, recording, "Samira", "Wout")
    with scene.nurse.acts():
        note_made(recording, on=TODAY)
    assert "Alles: er mag niets meer met de opname" in words_of(
        client.get(page("withdraw", recording.public_id, samira.public_id))
    )
    answer = client.post(
        page("withdraw", recording.public_id, samira.public_id), {"what": "all", "on": TODAY.isoformat()}, follow=True
    )
    told = words_of(answer)
    assert "Bekijk de opname niet meer en vernietig hem nu." in told
    assert page("reviewed", recording.public_id) not in answer.content.decode()
    made_row = case_of(recording).step_rows[0]
    answer = client.post(page("undo", made_row.public_id), follow=True)
    assert "Ongedaan gemaakt: Opname gemaakt" in words_of(answer)
    again = client.post(page("undo", made_row.public_id), follow=True)
    assert "Dit is intussen al ongedaan gemaakt." in words_of(again)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("reviewed", {"words": "zie mila.mp4"}, "Haal dat weg"),
        ("reviewed", {"parents": ""}, "Kies ten minste één."),
        ("reviewed", {"on": "2026-03-11"}, "Deze dag is nog niet geweest."),
        ("handed_over", {"parents": ""}, "Kies ten minste één."),
        ("destroyed", {"on": ""}, "Wanneer"),
    ],
)
def test_what_does_not_fit_comes_back_with_the_text_kept(
    scene: Scene, client: Client, name: str, typed: dict[str, str], said: str
) -> None:
    recording = made(scene)
    filled = {"on": TODAY.isoformat(), "moment": "visit_3", "parents": scene.parents[0].public_id, "words": "", **typed}
    filled = {key: value for key, value in filled.items() if value or key != "parents"}
    answer = client.post(page(name, recording.public_id), filled)
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert typed.get("words", "") in answer.content.decode()
    with system():
        assert RecordingStep.objects.count() == 1


def test_who_is_in_view_is_added_and_taken_out_on_the_page(scene: Scene, client: Client) -> None:
    recording = begin(scene)
    assert client.post(page("in_view", recording.public_id), {"other": ""}).status_code == 422
    answer = client.post(page("in_view", recording.public_id), {"other": "oma.mp4"})
    assert answer.status_code == 422
    shown = words_of(client.post(page("in_view", recording.public_id), {"other": "oma"}, follow=True))
    assert "oma Nog vragen" in shown
    row = case_of(recording).in_view[-1]
    client.post(page("not_in_view", recording.public_id, row.public_id))
    assert client.post(page("not_in_view", recording.public_id, row.public_id)).status_code == 404
    assert len(case_of(recording).in_view) == 2


def test_handing_over_names_the_parents(scene: Scene, client: Client) -> None:
    recording = made(scene)
    answer = client.post(
        page("handed_over", recording.public_id),
        {"on": TODAY.isoformat(), "parents": [one.public_id for one in scene.parents]}, follow=True,
    )  # fmt: skip
    assert "Aan Samira en Wout, door Lotte." in words_of(answer)


def test_a_child_for_whom_nobody_may_answer_is_said_with_what_to_do(scene: Scene, client: Client) -> None:
    with system():
        for parent in scene.parents:
            ParentalAuthority.objects.create(
                family=scene.trajectory.family, parent=parent, child=scene.children[0], holds=False, valid_from=TODAY
            )
    recording = begin(scene)
    assert "Voor Noor kan nu niemand toestemming geven" in words_of(
        client.get(page("course", scene.trajectory.public_id))
    )
    agree(scene, recording, "Samira")
    answer = client.post(page("made", recording.public_id), {"on": TODAY.isoformat()})
    assert "Leg eerst vast wie gezag heeft over Noor." in words_of(answer)


# ── reminders ──


def test_a_week_before_the_professional_sees_it_on_her_day_and_afterwards_the_coordinator_too(
    scene: Scene, client: Client
) -> None:
    made(scene)
    karin = logged_in(make_coordinator())
    day, queue = reverse("desk:today"), reverse("desk:queue")
    assert "Opname vernietigen of meegeven" not in words_of(client.get(day))
    with system():
        last = RecordingDue.objects.get().destroy_on
    clock.set_practice_date(last - timedelta(days=7))
    assert "Opname vernietigen of meegeven" in words_of(client.get(day))
    assert "Opname nog niet weg" not in words_of(karin.get(queue))
    clock.set_practice_date(last + timedelta(days=1))
    shown = words_of(karin.get(queue))
    assert "Opname nog niet weg" in shown
    assert "1 dag laat" in shown
    assert "Lotte ziet erop toe." in shown
    assert "Opname nog niet weg" in words_of(karin.get(f"{queue}?soort=opnames&gemeente=GM9001"))
    assert "Opname nog niet weg" not in words_of(karin.get(f"{queue}?soort=certificaten"))
    assert "Opname nog niet weg" in words_of(karin.get(f"{queue}?begeleider={scene.nurse.professional.public_id}"))


def test_the_list_holds_ones_own_and_for_a_coordinator_all(scene: Scene, client: Client) -> None:
    made(scene)
    made(make_scene(name="Bram", first="Aylin"))
    own = words_of(client.get(page("still_there")))
    assert "Samira Haddou" in own
    assert "Aylin" not in own
    everything = words_of(logged_in(make_coordinator()).get(page("still_there")))
    assert "Samira Haddou" in everything
    assert "Aylin Haddou" in everything
    assert "Ziet erop toe: Bram." in everything
    assert "Er is geen opname meer" in words_of(logged_in(make_nurse("Eva").user).get(page("still_there") + "?blad=x"))
    assert LogLine.objects.filter(event="video.list").count() == 3


# ── who may not ──


@pytest.mark.parametrize("name", ["made", "reviewed", "destroyed", "handed_over", "in_view"])
def test_a_stranger_finds_nothing_and_leaves_a_trace(scene: Scene, name: str) -> None:
    recording = made(scene)
    stranger = logged_in(make_nurse("Bram").user)
    assert stranger.get(page(name, recording.public_id)).status_code == 404
    assert stranger.get(page("course", scene.trajectory.public_id)).status_code == 404
    assert LogLine.objects.filter(outcome="refused", event__startswith="video.").count() == 2


def test_a_coordinator_reads_and_settles_but_records_nothing(scene: Scene) -> None:
    recording, karin = made(scene), logged_in(make_coordinator())
    shown = karin.get(page("course", scene.trajectory.public_id))
    assert shown.status_code == 200
    assert page("begin", scene.trajectory.public_id) not in shown.content.decode()
    assert karin.get(page("reviewed", recording.public_id)).status_code == 403
    assert karin.get(page("begin", scene.trajectory.public_id)).status_code == 403
    assert karin.get(page("destroyed", recording.public_id)).status_code == 200


def test_pages_of_somebody_who_does_not_exist_are_not_found(scene: Scene, client: Client) -> None:
    recording, nobody = begin(scene), "2" * 14
    assert client.get(page("consent", recording.public_id, nobody)).status_code == 404
    assert client.get(page("course", nobody)).status_code == 404
    assert client.post(page("undo", nobody)).status_code == 404
    assert client.post(page("undo_answer", nobody)).status_code == 404
    assert client.get(page("withdraw", recording.public_id, scene.parents[0].public_id)).status_code == 409


# ── cost ──


def test_the_number_of_queries_does_not_grow_with_recordings(scene: Scene, client: Client) -> None:
    addresses = [page("course", scene.trajectory.public_id), page("still_there"), reverse("desk:today")]
    made(scene)

    def count(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found.captured_queries)

    clock.set_practice_date(TODAY + timedelta(days=90))
    few = [count(address) for address in addresses]
    clock.set_practice_date(TODAY)
    for _time in range(3):
        with scene.nurse.acts():
            note_reviewed(made(scene), on=TODAY, moment="visit_3", with_parents=scene.parents, words="Fijn.")
    clock.set_practice_date(TODAY + timedelta(days=90))
    assert [count(address) for address in addresses] == few


def test_no_field_of_any_form_takes_a_file(scene: Scene, client: Client) -> None:
    recording = made(scene)
    for name in ("reviewed", "destroyed", "handed_over"):
        assert 'type="file"' not in client.get(page(name, recording.public_id)).content.decode()
    with system():
        names = {
            field.name for model in (Recording, RecordingConsent, RecordingStep) for field in model._meta.get_fields()
        }
    assert not names & {"file", "path", "url", "link", "upload"}
