# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The social map: found by words, kind, place and language; looked at again; closed; read and kept by who may."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import characters
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import system_identity
from duizend.ground.directory.actions import (
    ServiceTold,
    add_service,
    change_service,
    check_service,
    close_service,
    open_service,
)
from duizend.ground.directory.models import Service, ServiceCheck
from duizend.ground.directory.queries import Wanted, get_service, list_services, looks_stale
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord

TODAY = characters.ON
OVERVIEW = "/sociale-kaart"


def logged_in(user: object) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def words_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def told(name: str = "Budgethuis", **more: object) -> ServiceTold:
    said = {"offers": "Helpt bij schulden", "kind": "debt_help", "owner": "Team Maasland", "phone": "010-0001000"}
    return ServiceTold(organisation=name, **(said | more))


def put(name: str = "Budgethuis", *, on: date = TODAY, **more: object) -> Service:
    clock.set_practice_date(on)
    with acting(system_identity("test")):
        made = add_service(told(name, **more))
    clock.set_practice_date(TODAY)
    return made


def names(wanted: Wanted) -> list[str]:
    return [one.organisation for one in list_services(wanted).services]


@pytest.fixture(autouse=True)
def places() -> object:
    found = characters.region()
    clock.set_practice_date(TODAY)
    return found


def test_a_service_is_found_by_words_kind_and_language() -> None:
    put()
    put("Praktijk De Brug", offers="Gesprekken voor stellen", kind="relationship_therapy", languages=("nl", "ar"))
    put("Huisartsenpost", offers="Zorg", kind="gp")
    assert names(Wanted()) == ["Budgethuis", "Huisartsenpost", "Praktijk De Brug"]
    assert names(Wanted(words="STELLEN brug")) == ["Praktijk De Brug"]
    assert names(Wanted(kind="lighter")) == ["Budgethuis", "Praktijk De Brug"]
    assert names(Wanted(kind="medical")) == ["Huisartsenpost"]
    assert names(Wanted(language="ar")) == ["Praktijk De Brug"]


def test_who_helps_the_whole_region_helps_in_every_place(places: object) -> None:
    oudrade, lindehoven = places.find_municipality("Oudrade"), places.find_municipality("Lindehoven")
    quarter = next(one for one in places.neighbourhoods if one.municipality_id == oudrade.pk)
    put("Overal")
    put("Stad", municipalities=(oudrade,))
    put("Wijk", neighbourhoods=(quarter,))
    assert names(Wanted(place=oudrade.code)) == ["Overal", "Stad", "Wijk"]
    assert names(Wanted(place=quarter.code)) == ["Overal", "Stad", "Wijk"]
    assert names(Wanted(place=lindehoven.code)) == ["Overal"]


def test_looking_again_makes_it_fresh_and_leaves_a_look() -> None:
    service = put(on=TODAY - timedelta(days=181))
    assert looks_stale(service, TODAY)
    with acting(system_identity("test")):
        check_service(service)
    fresh = get_service(service.public_id)
    assert not looks_stale(fresh, TODAY)
    assert [one.result for one in fresh.checks.all()] == ["checked", "added"]


def test_closed_and_opened_again() -> None:
    service = put()
    with acting(system_identity("test")):
        close_service(service)
        assert names(Wanted()) == []
        assert names(Wanted(closed=True)) == ["Budgethuis"]
        with pytest.raises(ContradictsRecord):
            close_service(service)
        with pytest.raises(ContradictsRecord):
            check_service(service)
        open_service(service)
    assert names(Wanted()) == ["Budgethuis"]


def test_what_nobody_could_reach_is_not_put_on_the_map() -> None:
    with acting(system_identity("test")), pytest.raises(ActionRefused, match="not_reachable"):
        add_service(told(phone=""))
    assert not Service.objects.exists()


def test_changing_is_looking() -> None:
    service = put(on=TODAY - timedelta(days=300))
    with acting(system_identity("test")):
        change_service(service, told("Budgethuis Noord", kind="social_work"))
    fresh = get_service(service.public_id)
    assert (fresh.organisation, fresh.kind, fresh.checked_on) == ("Budgethuis Noord", "social_work", TODAY)


def test_a_look_is_never_changed() -> None:
    put()
    with pytest.raises(ProgrammingError), transaction.atomic():
        ServiceCheck.objects.update(result="closed")


def test_a_nurse_reads_and_looks_again_and_changes_nothing() -> None:
    service = put(on=TODAY - timedelta(days=200))
    client = logged_in(characters.nurse()[0])
    page = client.get(OVERVIEW)
    assert "Budgethuis Kijk na" in words_of(page)
    assert reverse("directory:add") not in page.content.decode()
    assert "Al een tijd niet nagekeken" in words_of(client.get(reverse("directory:show", args=[service.public_id])))
    said = client.post(reverse("directory:check", args=[service.public_id]), follow=True)
    assert "Nagekeken. Dank je wel." in words_of(said)
    assert client.post(reverse("directory:close", args=[service.public_id])).status_code == 403
    assert client.get(reverse("directory:change", args=[service.public_id])).status_code == 403
    assert LogLine.objects.filter(event="service.checked").count() == 1


@pytest.mark.parametrize("role", ["sender", "analyst", "log_keeper"])
def test_the_map_is_not_for_who_brings_nobody_there(role: str) -> None:
    put()
    user = characters.account(f"{role}@maasland.example", role)
    assert logged_in(user).get(OVERVIEW).status_code == 403


def test_a_coordinator_puts_a_service_on_the_map_and_changes_it(places: object) -> None:
    client = logged_in(characters.coordinator())
    code = places.find_municipality("Oudrade").code
    sent = {
        "organisation": "Stichting Samen", "kind": "social_work", "offers": "Luistert en denkt mee", "owner": "Team Maasland",
        "languages": ["nl"], "places": [code], "email": "post@samen.example",
    }  # fmt: skip
    empty = client.post(reverse("directory:add"), {})
    assert empty.status_code == 422
    unreachable = client.post(reverse("directory:add"), sent | {"email": ""})
    assert unreachable.status_code == 409
    assert "Vul in hoe je daar komt" in words_of(unreachable)
    assert "Stichting Samen staat op de sociale kaart." in words_of(
        client.post(reverse("directory:add"), sent, follow=True)
    )
    change = reverse("directory:change", args=[Service.objects.get().public_id])
    assert 'value="Stichting Samen"' in client.get(change).content.decode()
    said = client.post(change, sent | {"phone": "010-0002000"}, follow=True)
    assert "010-0002000" in words_of(said)
    assert "Oudrade" in words_of(said)


def test_the_list_turns_its_pages_and_keeps_what_was_looked_for() -> None:
    for number in range(25):
        put(f"Hulp {number:02}")
    client = logged_in(characters.nurse()[0])
    first = client.get(OVERVIEW, {"soort": "lighter"})
    assert "Hulp 19" in words_of(first)
    assert "Hulp 20" not in words_of(first)
    assert f"{OVERVIEW}?soort=lighter&amp;blad=2" in first.content.decode()
    assert "Hulp 24" in words_of(client.get(OVERVIEW, {"soort": "lighter", "blad": "2"}))
    assert "Niets gevonden" in words_of(client.get(OVERVIEW, {"zoek": "bestaat niet"}))


def test_the_number_of_queries_does_not_depend_on_how_many_there_are(places: object) -> None:
    client = logged_in(characters.nurse()[0])
    town = places.municipalities[0]
    put("Eerste", municipalities=(town,))
    client.get(OVERVIEW)
    with CaptureQueriesContext(connection) as few:
        client.get(OVERVIEW)
    for number in range(12):
        put(f"Hulp {number}", municipalities=(town,), neighbourhoods=tuple(places.neighbourhoods[:2]))
    with CaptureQueriesContext(connection) as many:
        client.get(OVERVIEW)
    assert len(many) <= len(few) + 1, "the municipalities of the neighbourhoods are read once there are any"
