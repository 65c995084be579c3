# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of decisions: who reads which, recording one, and undoing it with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.catalogue.actions import DecisionSaid, record_decision
from duizend.catalogue.models import ProgrammeDecided
from duizend.catalogue.queries import get_decision
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel.refusals import NotPermitted
from rooms.reports.conftest import TODAY, Region

Browse = Callable[..., Client]
PAGE = "/monitor/besluiten"
TYPED = {
    "programme": "stevig-ouderschap", "place": "GM1", "outcome": "stop", "body": "college van B en W",
    "decided_on": f"{TODAY - timedelta(days=3):%Y-%m-%d}", "from_on": f"{TODAY:%Y-%m-%d}",
    "grounds": "Te weinig gezinnen deden mee.", "instead": "Het spreekuur.",
}  # fmt: skip


def decided(municipality: str | None, body: str = "gemeenteraad") -> ProgrammeDecided:
    said = DecisionSaid("stevig-ouderschap", municipality, "continue", body, TODAY, TODAY, "De cijfers.")
    with acting(system_identity("test")):
        return record_decision(said)


def words(client: Client) -> str:
    response = client.get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


def test_a_coordinator_records_a_stop_and_reads_all_of_it(region: Region, browse: Browse) -> None:
    client = browse("coordinator")
    assert client.post(PAGE, TYPED).status_code == 302
    page = words(client)
    for said in (
        "Bovenburg",
        "Stopt",
        "college van B en W",
        "14-11-2026",
        "17-11-2026",
        TYPED["grounds"],
        "Het spreekuur.",
        "geldt nu",
    ):
        assert said in page
    assert get_decision("stevig-ouderschap", "GM1", TODAY).outcome == "stop"
    assert get_decision("stevig-ouderschap", "GM2", TODAY) is None


def test_for_the_whole_region_it_holds_in_every_municipality(region: Region, browse: Browse) -> None:
    assert browse("coordinator").post(PAGE, TYPED | {"place": "regio"}).status_code == 302
    assert get_decision("stevig-ouderschap", "GM2", TODAY).outcome == "stop"


@pytest.mark.parametrize(("typed", "status", "says"), [
    ({"instead": ""}, 409, "Schrijf op wat gezinnen in plaats daarvan krijgen."),
    ({"decided_on": f"{TODAY + timedelta(days=1):%Y-%m-%d}"}, 409, "Dit besluit is nog niet genomen"),
    ({"grounds": ""}, 422, "id_grounds_error"), ({"place": "GM99"}, 422, "id_place_error"),
])  # fmt: skip
def test_what_cannot_be_a_decision_comes_back_with_what_was_typed(
    region: Region, browse: Browse, typed: dict[str, str], status: int, says: str
) -> None:
    answer = browse("coordinator").post(PAGE, TYPED | typed)
    assert answer.status_code == status
    page = answer.content.decode()
    assert says in page
    assert TYPED["body"] in page
    assert not ProgrammeDecided.objects.exists()


def test_undoing_needs_a_reason_and_leaves_the_decision_to_be_read(region: Region, browse: Browse) -> None:
    client, row = browse("coordinator"), decided("GM1")
    undo = f"{PAGE}/{row.public_id}/ongedaan"
    refused = client.post(undo, {"because": " "})
    assert refused.status_code == 409
    assert "Schrijf op waarom dit besluit niet meer geldt." in refused.content.decode()
    assert client.post(undo, {"because": "De raad besloot anders."}).status_code == 302
    page = words(client)
    assert "De raad besloot anders." in page
    assert "gemeenteraad" in page
    assert "geldt nu" not in page
    assert undo not in page, "it cannot be undone twice"


def test_a_municipality_reads_and_undoes_its_own_and_reads_what_the_region_decided(
    region: Region, browse: Browse
) -> None:
    own, other, whole = (
        decided("GM1", "raad van Boven"),
        decided("GM2", "raad van Beneden"),
        decided(None, "dagelijks bestuur"),
    )
    client = browse("municipality", municipality="GM1")
    page = words(client)
    assert "raad van Boven" in page
    assert "dagelijks bestuur" in page
    assert "raad van Beneden" not in page
    assert "GM2" not in page
    assert [row.public_id in page for row in (own, whole)] == [True, True]
    assert f"{own.public_id}/ongedaan" in page
    assert f"{whole.public_id}/ongedaan" not in page
    for row in (other, whole):
        assert client.post(f"{PAGE}/{row.public_id}/ongedaan", {"because": "x"}).status_code == 403
    assert ProgrammeDecided.objects.count() == 3


def test_a_role_that_reads_the_whole_region_does_not_widen_what_a_municipality_decides(
    region: Region, browse: Browse
) -> None:
    own, other = decided("GM1", "raad van Boven"), decided("GM2", "raad van Beneden")
    client = browse("municipality", "analyst", municipality="GM1")
    page = words(client)
    assert "raad van Beneden" in page
    assert [f"{row.public_id}/ongedaan" in page for row in (own, other)] == [True, False]
    assert 'value="GM2"' not in page
    for place in ("GM2", "regio"):
        assert client.post(PAGE, TYPED | {"place": place}).status_code == 422
    assert client.post(f"{PAGE}/{other.public_id}/ongedaan", {"because": "x"}).status_code == 403
    with (
        acting(replace(system_identity("test"), roles=frozenset({"municipality", "analyst"}), municipality="GM1")),
        pytest.raises(NotPermitted),
    ):
        record_decision(DecisionSaid("stevig-ouderschap", None, "stop", "x", TODAY, TODAY, "y", "z"))
    assert ProgrammeDecided.objects.count() == 2


def test_who_only_reads_gets_no_form_and_the_monitor_leads_here(region: Region, browse: Browse) -> None:
    decided("GM1")
    analyst = browse("analyst")
    page = words(analyst)
    assert 'name="outcome"' not in page
    assert "/ongedaan" not in page
    assert f'href="{PAGE}"' in analyst.get("/monitor/").content.decode()
    assert f'href="{PAGE}"' not in browse("nurse").get("/monitor/").content.decode()


def test_the_number_of_queries_does_not_depend_on_the_decisions(region: Region, browse: Browse) -> None:
    client, counts = browse("coordinator"), []
    for number in (1, 6):
        for _ in range(number):
            decided("GM1")
        words(client)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            words(client)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_beside_the_account_of_a_year_stands_what_was_decided_for_the_next(region: Region, browse: Browse) -> None:
    year = TODAY.year
    said = {
        "programme": "stevig-ouderschap",
        "body": "college van B en W",
        "decided_on": TODAY,
        "from_on": date(year + 1, 1, 1),
    }
    with acting(system_identity("test")):
        record_decision(
            DecisionSaid(municipality="GM1", outcome="stop", grounds="Te weinig.", instead="Het spreekuur.", **said)
        )
        record_decision(DecisionSaid(municipality=None, outcome="continue", grounds="Het loopt.", **said))
    asked = f"/monitor/?programma=stevig-ouderschap&jaar={year}&gemeente="
    coordinator = browse("coordinator")
    own, other, whole = (coordinator.get(asked + place).content.decode() for place in ("GM1", "GM2", "regio"))
    assert "Te weinig." in own
    assert "In plaats daarvan: Het spreekuur." in own
    assert "Het loopt." not in own
    assert "Het loopt." in other
    assert "voor de hele regio" in other
    assert "Het loopt." in whole
    assert "voor de hele regio" not in whole
    before = coordinator.get(f"/monitor/?programma=stevig-ouderschap&jaar={year - 1}&gemeente=GM1").content.decode()
    assert "Over het jaar hierna is nog niets besloten." in before
    assert "Te weinig." not in browse("nurse").get("/monitor/").content.decode()
