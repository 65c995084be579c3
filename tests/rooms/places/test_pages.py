# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of places: from an agreed place to its end, on the screen; and what the queue tells of it."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.delivery.places import actions
from duizend.delivery.places.queries import list_arrangements, list_supports
from duizend.ground.access.models import LogLine, User
from duizend.ground.kernel import clock
from duizend.record.trajectories.actions import end
from rooms.contacts.characters import make_nurse, system
from rooms.places.characters import TODAY, Scene, club, make_scene


@pytest.fixture
def scene(_no_practice_date_left: None) -> Scene:
    return make_scene()


def log_in(account: User) -> Client:
    client = Client()
    client.force_login(account)
    return client


def coordinator() -> Client:
    account = User.objects.create(email="co@example.org", name="Sanne", roles=["coordinator"], is_character=True)
    return log_in(account)


def words_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def address(scene: Scene, what: str = "") -> str:
    return f"/opvang/{scene.trajectory.public_id}{what}"


def placed(scene: Scene, **said: object) -> dict[str, object]:
    return {
        "child": scene.small.public_id, "kind": "child_care", "where": "De Vlinder", "half_days": 3,
        "from_on": str(TODAY - timedelta(days=7)), "wish": "Dat ze lekker speelt", **said,
    }  # fmt: skip


def test_from_the_family_to_a_place_and_its_end_and_back(scene: Scene) -> None:
    client = log_in(scene.nurse.user)
    assert address(scene) in client.get(f"/gezinnen/{scene.family.public_id}").content.decode()
    shown = words_of(client.get(address(scene)))
    assert "Vraag Sami eerst zelf" in shown
    assert "Hanneke" in shown
    done = client.post(address(scene, "/plek"), placed(scene), follow=True)
    assert "De plek van Lieke is begonnen." in words_of(done)
    assert "Dat ze lekker speelt" in words_of(done)
    with scene.nurse.acts():
        [row] = list_arrangements([scene.trajectory.pk])
    one = address(scene, f"/plek/{row.key}")
    stopped = client.post(f"{one}/beeindigen", {"because": "moved", "last_day": str(TODAY)}, follow=True)
    assert "Verhuisd." in words_of(stopped)
    assert "Gestopt" not in words_of(client.post(f"{one}/toch-niet-gestopt", follow=True))
    assert "Weggehaald" in words_of(client.post(f"{one}/weghalen", follow=True))


def test_a_place_that_is_agreed_begins_later(scene: Scene) -> None:
    client = log_in(scene.nurse.user)
    later = TODAY + timedelta(days=7)
    assert "is afgesproken" in words_of(
        client.post(address(scene, "/plek"), placed(scene, from_on=str(later)), follow=True)
    )
    clock.set_practice_date(later + timedelta(days=1))
    assert "Nog niet vastgelegd" in words_of(client.get(address(scene)))
    with scene.nurse.acts():
        [row] = list_arrangements([scene.trajectory.pk])
    assert client.get(address(scene, f"/plek/{row.key}/begonnen")).status_code == 200
    begun = client.post(address(scene, f"/plek/{row.key}/begonnen"), {"on": str(later)}, follow=True)
    assert "Loopt" in words_of(begun)


def test_a_place_that_never_began_is_let_go_without_a_reason(scene: Scene) -> None:
    client = log_in(scene.nurse.user)
    client.post(address(scene, "/plek"), placed(scene, from_on=str(TODAY + timedelta(days=7))))
    with scene.nurse.acts():
        [row] = list_arrangements([scene.trajectory.pk])
    page = client.get(address(scene, f"/plek/{row.key}/beeindigen"))
    assert "Er was nog geen eerste dag" in words_of(page)
    assert "Niet doorgegaan" in words_of(client.post(address(scene, f"/plek/{row.key}/beeindigen"), follow=True))


def test_what_the_rules_refuse_comes_back_with_what_was_typed(scene: Scene) -> None:
    client = log_in(scene.nurse.user)
    answer = client.post(address(scene, "/plek"), placed(scene, child=scene.big.public_id))
    assert answer.status_code == 422
    assert "Vraag eerst het kind zelf" in words_of(answer)
    assert "De Vlinder" in answer.content.decode()
    assert client.post(address(scene, "/plek"), placed(scene, half_days=20)).status_code == 422
    assert client.post(address(scene, "/plek"), {}).status_code == 422


def test_a_child_speaks_in_its_own_words(scene: Scene) -> None:
    client = log_in(scene.nurse.user)
    said = {"child": scene.big.public_id, "words": "Judo lijkt me leuk", "answer": "wants", "on": str(TODAY)}
    shown = words_of(client.post(address(scene, "/eigen-stem"), said, follow=True))
    assert "Judo lijkt me leuk" in shown
    assert "Vraag Sami eerst zelf" not in shown


def test_support_for_parents_and_network_stands_beside_the_children(scene: Scene) -> None:
    client = log_in(scene.nurse.user)
    said = {"for_whom": "network", "what": "Oppas op woensdag", "by_whom": "Oma", "from_on": str(TODAY)}
    assert "Oppas op woensdag" in words_of(client.post(address(scene, "/steun"), said, follow=True))
    with scene.nurse.acts():
        [row] = list_supports([scene.trajectory.pk])
    one = address(scene, f"/steun/{row.key}")
    assert client.get(f"{one}/beeindigen").status_code == 200
    assert "De steun is gestopt" in words_of(client.post(f"{one}/beeindigen", {"last_day": str(TODAY)}, follow=True))
    assert "staat er weer" in words_of(client.post(f"{one}/toch-niet-gestopt", follow=True))
    assert "Weggehaald" in words_of(client.post(f"{one}/weghalen", follow=True))


def test_how_a_family_left_is_told_as_it_happened(scene: Scene) -> None:
    with scene.nurse.acts():
        actions.arrange(scene.trajectory, scene.small, club())
        end(scene.trajectory, ending="compulsory_framework", on=TODAY)
    shown = words_of(log_in(scene.nurse.user).get(address(scene)))
    assert "Het gezin ging verder met jeugdbescherming" in shown
    assert "Plek vastleggen" not in shown


def test_the_list_counts_families_and_children_apart_and_is_logged(scene: Scene) -> None:
    with scene.nurse.acts():
        actions.arrange(scene.trajectory, scene.small, club())
    client = coordinator()
    shown = words_of(client.get("/opvang/"))
    assert "Nu een plek: 1 gezin en 1 kind." in shown
    assert "nog geen plek" in shown
    assert scene.family.public_id in LogLine.objects.filter(event="place.list").latest("sequence").subjects
    assert "Nog geen gezin met een plek" in words_of(log_in(make_nurse("Elders").user).get("/opvang/"))


def test_who_does_not_care_for_the_family_finds_nothing_and_leaves_a_trace(scene: Scene) -> None:
    client = log_in(make_nurse("Elders").user)
    for what in ("", "/plek", "/steun", "/eigen-stem"):
        assert client.get(address(scene, what)).status_code in (403, 404)
    assert LogLine.objects.filter(event="place.arrange", outcome="refused").count() == 4


def test_a_term_that_is_nearly_over_stands_in_the_queue(scene: Scene) -> None:
    with scene.nurse.acts():
        actions.arrange(scene.trajectory, scene.small, club())
    clock.set_practice_date(TODAY + timedelta(days=690))
    shown = words_of(coordinator().get("/wachtrij", {"soort": "opvang"}))
    assert "Plek loopt af" in shown
    assert "de plek van Lieke wordt betaald tot en met" in shown


@pytest.mark.usefixtures("_no_practice_date_left")
def test_the_list_asks_as_many_queries_of_three_families_as_of_one() -> None:
    client, counts = coordinator(), []
    for number in range(3):
        scene = make_scene(name=f"Pin{number}")
        with system():
            actions.arrange(scene.trajectory, scene.small, club())
        client.get("/opvang/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/opvang/")
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
