# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of asking, delivering and ending, and the list of offers: what they say, refuse, and who sees them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import characters
from characters import ON
from duizend.catalogue.models import Capacity
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.region.models import Municipality
from duizend.record.families import actions as families
from duizend.record.trajectories import actions
from duizend.record.trajectories.models import AskAttempt, Assignment, ParentAnswer, Standing
from duizend.record.trajectories.queries import read_steps
from duizend.record.trajectories.rules.states import state_of

DAY = timedelta(days=1)
TODAY = ON.isoformat()


def system() -> object:
    return acting(system_identity("test"))


def state(made: characters.Character) -> str:
    with system():
        return state_of(read_steps(made.trajectory.pk))


def post(client: object, made: characters.Character, what: str, **typed: object) -> object:
    return client.post(f"/trajecten/{made.trajectory.public_id}/{what}", typed)


@pytest.fixture
def client(browse: object) -> object:
    characters.region()
    return browse(characters.coordinator())


def test_a_family_is_indicated_and_offered_at_once_from_the_address_of_a_programme(client: object) -> None:
    with system():
        made = characters._family(characters._parent("Noor", "Smit"), born_on=ON - 60 * DAY, names=("Fien",))
    address = f"/trajecten/gezin/{made.family.public_id}/indiceren?programma={characters.programme().programme}"
    page = client.get(address)
    assert page.status_code == 200
    assert "Fien" in page.content.decode()
    assert client.post(address, {"on": TODAY, "offer": "now"}).status_code == 400
    done = client.post(address, {"on": TODAY, "offer": "now", "whom": [made.children[0].public_id]})
    assert done.status_code == 302
    with system():
        row = Standing.objects.get(family=made.family)
        assert (row.state, row.due_for, row.times_asked) == ("offered", "answer", 1)
    again = client.post(address, {"on": TODAY, "offer": "later", "whom": [made.children[0].public_id]})
    assert again.status_code == 409
    assert client.get(f"/trajecten/gezin/{made.family.public_id}/indiceren?programma=onbekend").status_code == 404


def test_two_parents_answer_on_one_page_each_for_themselves_or_together(client: object) -> None:
    with system():
        made = characters.twins()
        actions.offer(made.trajectory, on=ON - 5 * DAY)
    missing = post(client, made, "antwoord", answer="accepted", on=TODAY)
    assert missing.status_code == 400
    assert "Kies wie dit antwoord gaf." in missing.content.decode()
    assert (
        post(client, made, "antwoord", answer="declined", on=TODAY, answered_by=made.parents[1].public_id).status_code
        == 302
    )
    assert state(made) == "declined"
    page = client.get(f"/trajecten/{made.trajectory.public_id}/antwoord").content.decode()
    assert "Bram: nee" in page
    post(client, made, "antwoord", answer="accepted", on=TODAY, answered_by="together")
    assert state(made) == "waiting"
    with system():
        assert ParentAnswer.objects.filter(trajectory=made.trajectory, answer="accepted").count() == 2


def test_no_answer_is_first_an_attempt(client: object) -> None:
    with system():
        made = characters.young_mother()
        actions.offer(made.trajectory, on=ON - 2 * DAY)
    for _time in range(2):
        assert post(client, made, "antwoord", answer="no_answer", on=TODAY, how="message").status_code == 302
        assert state(made) == "offered"
    post(client, made, "antwoord", answer="no_answer", on=TODAY, how="letter")
    assert state(made) == "no_answer"
    with system():
        assert list(AskAttempt.objects.order_by("id").values_list("how", flat=True)) == ["message", "message", "letter"]


def test_vraag_ons_voorlopig_niets_has_a_page_and_is_lifted_there(client: object) -> None:
    with system():
        made = characters.not_yet(ask_again_on=ON)
    address = f"/gezinnen/{made.family.public_id}/niets-vragen"
    assert client.get(address).status_code == 200
    assert client.post(address, {"on": TODAY, "parent": made.parents[0].public_id}).status_code == 302
    refused = post(client, made, "aanbieden", on=TODAY)
    assert refused.status_code == 409
    assert "voorlopig niets gevraagd" in refused.content.decode()
    assert "Zij willen weer gevraagd worden" in client.get(address).content.decode()
    client.post(address, {"lift": "1"})
    assert post(client, made, "aanbieden", on=TODAY).status_code == 302


def test_at_full_capacity_an_assignment_asks_one_reason_which_is_kept(client: object) -> None:
    _, jolijn = characters.nurse()
    with system():
        first, second = characters.twins(), characters.young_mother()
        municipality = Municipality.objects.get(name="Oudrade")
        Capacity.objects.filter(municipality=municipality, year=ON.year).update(families=1)
        for made in (first, second):
            characters.answered("accepted", made)
        with pytest.raises(actions.delivering.ActionRefused) as refused:
            actions.assign(first.trajectory, professional=jolijn, on=ON) if _agreed(first) > _agreed(second) else (
                actions.assign(second.trajectory, professional=jolijn, on=ON)
            )
        assert refused.value.code == "others_wait_longer"
        early, late = sorted((first, second), key=_agreed)
        actions.assign(early.trajectory, professional=jolijn, on=ON)
    page = client.get(f"/trajecten/{late.trajectory.public_id}/toewijzen").content.decode()
    assert "Plek 1 van 1 in de wachtrij." in page
    assert "1 van de 1 plekken van dit jaar zijn bezet." in page
    full = post(client, late, "toewijzen", professional=jolijn.public_id)
    assert full.status_code == 400
    assert "Geef één reden" in full.content.decode()
    done = post(client, late, "toewijzen", professional=jolijn.public_id, despite="Uitgerekend over een week.")
    assert done.status_code == 302
    with system():
        assert Assignment.objects.get(trajectory=late.trajectory).deviation == "Uitgerekend over een week."


def _agreed(made: characters.Character) -> object:
    return made.trajectory.steps.get(kind="accepted").happened_on


def test_pausing_until_a_day_going_on_and_a_warm_hand_over(client: object) -> None:
    _, jolijn = characters.nurse("Jolijn")
    _, hanna = characters.nurse("Hanna")
    with system():
        made = characters.waiting(characters.twins(), jolijn)
        actions.start(made.trajectory, on=ON - 5 * DAY, historical=True)
    assert post(client, made, "pauzeren", on=TODAY, until_on=(ON + 9 * DAY).isoformat()).status_code == 302
    with system():
        row = Standing.objects.get(trajectory=made.trajectory)
        assert (row.state, row.due_for, row.due_on) == ("paused", "resume", ON + 9 * DAY)
    typed = {"professional": hanna.public_id, "introduced_on": TODAY}
    assert post(client, made, "overdragen", **typed).status_code == 302
    assert state(made) == "paused"
    assert post(client, made, "hervatten", on=TODAY).status_code == 302
    assert state(made) == "running"
    with system():
        assert Assignment.objects.get(trajectory=made.trajectory, valid_until=None).introduced_on == ON
    assert post(client, made, "pauzeren", on=TODAY, until_on=TODAY).status_code == 400


def test_the_list_of_offers_knows_no_no_and_keeps_its_filter_in_the_address(client: object, lines: object) -> None:
    with system():
        no, later, asked = characters.says_no(), characters.not_yet(), characters.young_mother()
        actions.offer(asked.trajectory, on=ON - 30 * DAY)
    page = client.get("/aanbod").content.decode()
    assert "Tirza" not in page
    assert "Merhawit" in page
    assert "Fenna" in page
    assert "Antwoordtermijn voorbij" in page
    only = client.get("/aanbod?wat=ask_again&gemeente=GM9001").content.decode()
    assert "Merhawit" in only
    assert "Fenna" not in only
    assert "Merhawit" not in client.get("/aanbod?wanneer=nu").content.decode()
    assert "Niets met dit filter" in client.get("/aanbod?wat=try_again").content.decode()
    assert client.get("/aanbod?wat=onzin&pagina=x").status_code == 200
    read = [line for line in lines() if line.event == "offer.list"]
    assert set(read[0].subjects) == {later.family.public_id, asked.family.public_id}
    assert no.family.public_id not in read[0].subjects


def test_a_nurse_sees_her_own_offers_and_others_none(browse: object) -> None:
    user, jolijn = characters.nurse()
    with system():
        own, other = characters.not_yet(), characters.young_mother()
        families.open_care_relation(own.family, professional=jolijn, since=ON - 9 * DAY, ground="assignment")
    page = browse(user).get("/aanbod").content.decode()
    assert "Merhawit" in page
    assert "Fenna" not in page
    assert browse(characters.analyst()).get("/aanbod").status_code == 403
    assert browse(user).get(f"/gezinnen/{other.family.public_id}/niets-vragen").status_code == 404
    assert browse(user).get(f"/trajecten/{own.trajectory.public_id}/toewijzen").status_code == 403


def test_the_number_of_queries_of_the_list_does_not_depend_on_its_length(client: object) -> None:
    with system():
        characters.not_yet()
    client.get("/aanbod")
    with CaptureQueriesContext(connection) as few:
        client.get("/aanbod")
    with system():
        for make in (characters.twins, characters.young_mother, characters.separated, characters.expecting):
            make()
    with CaptureQueriesContext(connection) as many:
        client.get("/aanbod")
    assert len(few) == len(many)
