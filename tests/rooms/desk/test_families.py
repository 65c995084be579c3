# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""/gezinnen: who is within reach, found by name without a name ever standing in an address or the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.ground.access.models import LogLine
from rooms.desk import builder
from rooms.desk.builder import TODAY


def names(page: object) -> list[str]:
    return [row["name"] for row in page.context["rows"]]


def test_a_nurse_sees_the_families_she_cares_for_and_a_coordinator_all(browse: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        own = builder.make_family(surname="Haddou")
        trajectory = builder.make_trajectory(own, to=lotte)
        builder.make_appointment(trajectory, lotte, TODAY + timedelta(days=2))
        builder.make_family(surname="Visser", child="Fien")
    page = browse(account).get("/gezinnen")
    assert names(page) == ["Samira Haddou met Noor"]
    row = page.context["rows"][0]
    assert row["about"] == "9 maanden · Oudrade"
    assert row["next"] == "Afspraak vrijdag 20 november, 10:30"
    assert [chip["label"] for chip in row["chips"]] == ["Akkoord, nog niet gestart"]
    assert names(browse(builder.make_account("coordinator")).get("/gezinnen")) == [
        "Samira Haddou met Noor",
        "Samira Visser met Fien",
    ]


@pytest.mark.parametrize("role", ["analyst", "municipality", "administrator", "log_keeper"])
def test_other_roles_are_refused_with_a_trace(role: str, browse: object, lines: object) -> None:
    assert browse(builder.make_account(role)).get("/gezinnen").status_code == 403
    assert [(line.event, line.outcome) for line in lines()] == [("family.list", "refused")]


def test_searching_is_posted_and_words_in_an_address_are_passed_over(browse: object) -> None:
    with builder.everything():
        for surname in ("Haddou", "Yılmaz", "van den Berg"):
            builder.make_family(surname=surname)
    client = browse(builder.make_account("coordinator"))
    assert names(client.post("/gezinnen", {"words": "yilm"})) == ["Samira Yılmaz met Noor"]
    assert names(client.post("/gezinnen", {"words": "Berg samira"})) == ["Samira van den Berg met Noor"]
    assert len(names(client.get("/gezinnen", {"words": "yilm"}))) == 3
    nothing = client.post("/gezinnen", {"words": "Achmea"}).content.decode()
    assert "Geen gezin met deze naam" in nothing


def test_a_name_is_in_no_address_and_in_no_line_of_the_log(browse: object) -> None:
    with builder.everything():
        for number in range(30):
            builder.make_family(given="Wilhelmina", surname=f"Oudenaarden {number:02}")
    client = browse(builder.make_account("coordinator"))
    first = client.get("/gezinnen")
    found = client.post("/gezinnen", {"words": "Wilhelmina"})
    assert len(names(first)) == len(names(found)) == 25
    for page in (first, found):
        html = page.content.decode().casefold()
        addresses = [part.split('"')[0] for key in ('href="', 'action="') for part in html.split(key)[1:]]
        assert not [address for address in addresses if "oudenaarden" in address or "wilhelmina" in address]
    rest = client.get("/gezinnen", {"after": first.context["next_after"]})
    assert len(names(rest)) == 5
    assert not set(names(rest)) & set(names(first))
    again = client.post("/gezinnen", {"words": "Wilhelmina", "after": found.context["next_after"]})
    assert names(again) == names(rest)
    assert not LogLine.objects.filter(detail__icontains="wilhelmina").exists()


def test_a_page_that_is_not_within_reach_is_not_found(browse: object) -> None:
    account, _lotte = builder.make_nurse()
    with builder.everything():
        other = builder.make_family()
    assert browse(account).get("/gezinnen", {"after": other.public_id}).status_code == 404


def test_without_families_the_page_says_who_is_next(browse: object) -> None:
    account, _lotte = builder.make_nurse()
    assert "De coördinator wijst een gezin toe" in browse(account).get("/gezinnen").content.decode()


def test_the_list_is_one_line_in_the_log(browse: object, lines: object) -> None:
    with builder.everything():
        families = {builder.make_family(surname=f"Haddou {number}").public_id for number in range(3)}
    before = len(lines())
    browse(builder.make_account("coordinator")).get("/gezinnen")
    [line] = lines()[before:]
    assert (line.event, set(line.subjects), line.detail) == ("family.list", families, "")


def test_the_number_of_queries_does_not_depend_on_the_number_of_families(browse: object) -> None:
    _account, lotte = builder.make_nurse()
    client: Client = browse(builder.make_account("coordinator"))
    counted = []
    for number in (2, 20):
        with builder.everything():
            for family in range(number):
                builder.make_visit_of_today(lotte, len(counted) * 10 + family, given=f"Ouder {family}")
        client.get("/gezinnen")
        with CaptureQueriesContext(connection) as queries:
            client.get("/gezinnen")
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 20
