# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""/vandaag: a nurse's day in order, what waits, what comes; a coordinator's queue."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duizend.delivery.contacts.actions import save_draft
from duizend.delivery.visits.actions import VisitSaid, record_visit
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of
from duizend.record.families.actions import open_care_relation
from rooms.desk import builder
from rooms.desk.builder import TODAY


def test_the_day_shows_who_when_and_the_parents_own_topics(browse: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        appointment = builder.make_visit_of_today(lotte, 7, topics=("Hoe kom ik de nacht door",), interpreter="tir")
    stop = browse(account).get("/vandaag").context["stops"][0]
    assert (stop["from_label"], stop["until_label"], stop["state"]) == ("10:20", "10:40", "now")
    assert stop["family_name"] == "Samira Haddou7 met Noor"
    assert stop["about"].startswith(f"{builder.name_of_programme(appointment.trajectory)}. Noor is 9 maanden. Rietveld")
    assert stop["chip"]["label"] == "Bezoek 4 van 6"
    assert stop["parent"] == {"who": "Samira wil bespreken", "topics": ["Hoe kom ik de nacht door"], "quote": ""}
    assert [chip["label"] for chip in stop["also"]] == ["Tolk Tigrinya"]
    assert stop["start_url"] == f"/bezoeken/{appointment.public_id}/"


def test_a_pregnancy_is_told_in_weeks(browse: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        family = builder.make_family(due=TODAY + timedelta(days=42), on=TODAY - timedelta(days=60))
        builder.make_appointment(builder.make_trajectory(family, to=lotte), lotte, TODAY)
    stop = browse(account).get("/vandaag").context["stops"][0]
    assert "34 weken zwanger." in stop["about"]
    assert stop["parent"]["who"] == "Samira koos nog geen onderwerp. Vraag ernaar bij binnenkomst."


def test_one_visit_is_now_what_was_held_is_quiet_and_what_passed_is_not_inferred(browse: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        held, silent, _now, _later = [builder.make_visit_of_today(lotte, number) for number in (1, 3, 6, 9)]
    with acting(identity_of(account)):
        record_visit(held, VisitSaid(happened_on=TODAY, goes_well="Noor lacht veel."))
    page = browse(account).get("/vandaag")
    assert [stop["state"] for stop in page.context["stops"]] == ["held", "later", "now", "later"]
    assert page.context["stops"][0]["chip"]["label"] == "Bezoek 4 van 6 geweest"
    assert [chip["label"] for chip in page.context["stops"][0]["also"]] == ["Nog over te nemen in het dossier"]
    assert [chip["label"] for chip in page.context["stops"][1]["also"]] == ["Nog niet vastgelegd"]
    assert silent.contacts.count() == 0
    assert page.context["today"]["greeting"] == "Goedemorgen Lotte, vier bezoeken vandaag"
    assert page.context["load"][1] == {"label": "Bezoeken deze maand", "value": 1, "of": "van 4 gepland"}


def test_what_waits_says_what_and_why(browse: object) -> None:
    account, lotte = builder.make_nurse()
    friday = date(2026, 11, 13)
    with builder.everything():
        families = [builder.make_family(surname=name) for name in ("Postma", "Kramer", "Osei", "Yildirim")]
        for family in families[2:]:
            open_care_relation(family, professional=lotte, since=TODAY, ground="assignment")
        begun, silent = [
            builder.make_appointment(builder.make_trajectory(family, to=lotte), lotte, friday, at=time(9 + number))
            for number, family in enumerate(families[:2])
        ]
        builder.make_trajectory(families[2], until="offered", offered_on=date(2026, 10, 1))
        builder.make_trajectory(families[3], until="not_yet", ask_again_on=date(2026, 11, 1))
    with acting(identity_of(account)):
        save_draft(begun, content={"goes_well": "x"}, revision=1)
    waiting = {errand["title"]: errand for errand in browse(account).get("/vandaag").context["waiting"]}
    assert (
        waiting["Bezoek afronden"]["text"] == "Gezin Postma, 13 november. Concept bewaard; telt mee zodra je afrondt."
    )
    assert waiting["Nog niet vastgelegd"]["url"] == f"/bezoeken/{silent.public_id}/"
    assert waiting["Vraag het antwoord na"]["text"].startswith("Gezin Osei.")
    assert waiting["Opnieuw vragen"]["text"].endswith("zo afgesproken: vanaf 1 november.")


def test_what_comes_is_whom_to_ask_again_and_windows_that_close(browse: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        again = builder.make_family(surname="Yildirim")
        open_care_relation(again, professional=lotte, since=TODAY, ground="assignment")
        builder.make_trajectory(again, until="not_yet", ask_again_on=TODAY + timedelta(days=3))
        closing = builder.make_family(surname="Brouwer", months_old=2)
        builder.make_trajectory(closing, to=lotte, until="accepted")
    coming = browse(account).get("/vandaag").context["coming"]
    assert [(errand["title"], errand["chip"]["kind"]) for errand in coming] == [
        ("Gezin Brouwer", "waiting"),
        ("Gezin Yildirim", "not-yet"),
    ]
    assert "Nog geen afspraak." in coming[0]["text"]


def test_a_coordinator_sees_what_needs_a_decision(browse: object) -> None:
    account = builder.make_account("coordinator", name="Bas Hoekstra")
    with builder.everything():
        builder.make_trajectory(builder.make_family(surname="Visser"), until="indicated")
        builder.make_trajectory(builder.make_family(surname="Smit"))
        builder.make_trajectory(builder.make_family(surname="Bakker"), until="not_yet", ask_again_on=TODAY)
        builder.make_trajectory(builder.make_family(surname="Mulder"), until="declined")
    page = browse(account).get("/vandaag")
    assert {(errand["text"].split(",")[0], errand["title"]) for errand in page.context["waiting"]} == {
        ("Gezin Visser", "Nog aan te bieden"),
        ("Gezin Smit", "Wacht op plek"),
        ("Gezin Bakker", "Opnieuw vragen"),
    }
    assert [errand["on"] for errand in page.context["waiting"]] == sorted(e["on"] for e in page.context["waiting"])
    assert page.context["stops"] == []
    assert "Vandaag staan er geen bezoeken" in page.content.decode()
    assert "Mulder" not in page.content.decode()


def test_another_day_can_be_looked_at_and_nonsense_is_today(browse: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        trajectory = builder.make_trajectory(builder.make_family(), to=lotte)
        builder.make_appointment(trajectory, lotte, TODAY + timedelta(days=1))
    client = browse(account)
    tomorrow = client.get("/vandaag?dag=2026-11-19")
    assert tomorrow.context["today"]["greeting"] == "Eén bezoek"
    assert tomorrow.context["stops"][0]["start_url"] == ""
    for nonsense in ("morgen", "0001-01-01", "9999-12-31"):
        assert client.get("/vandaag", {"dag": nonsense}).context["today"]["is_today"]


def test_an_empty_day_says_what_comes_here(browse: object) -> None:
    account, _lotte = builder.make_nurse()
    page = browse(account).get("/vandaag").content.decode()
    assert "Vandaag staan er geen bezoeken" in page
    assert "Niets. Wat op jou wacht, staat hier met de reden." in page


@pytest.mark.parametrize("role", ["analyst", "municipality", "administrator", "log_keeper"])
def test_other_roles_are_refused_with_a_trace(role: str, browse: object, lines: object) -> None:
    assert browse(builder.make_account(role)).get("/vandaag").status_code == 403
    assert [(line.event, line.outcome) for line in lines()] == [("day.read", "refused")]


def test_a_colleagues_families_are_not_on_the_page(browse: object) -> None:
    _account, lotte = builder.make_nurse()
    colleague, _ = builder.make_nurse("Hanna de Wit")
    with builder.everything():
        builder.make_visit_of_today(lotte)
    assert "Haddou" not in browse(colleague).get("/vandaag").content.decode()


def test_the_page_is_one_line_in_the_log_with_everybody_on_it(browse: object, lines: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        families = {builder.make_visit_of_today(lotte, number).family.public_id for number in range(3)}
    before = len(lines())
    browse(account).get("/vandaag")
    [line] = lines()[before:]
    assert (line.event, line.action, set(line.subjects), line.detail) == ("day.read", "R", families, "")


def test_the_number_of_queries_does_not_depend_on_the_number_of_visits(browse: object) -> None:
    counted = {}
    for number in (2, 20):
        account, lotte = builder.make_nurse(f"Verpleegkundige {number}")
        with builder.everything():
            for visit in range(number):
                builder.make_visit_of_today(lotte, visit, topics=("Slapen",))
        client = browse(account)
        client.get("/vandaag")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(client.get("/vandaag").context["stops"]) == number
        counted[number] = len(queries)
    assert counted[2] == counted[20]
    assert counted[20] <= 40
