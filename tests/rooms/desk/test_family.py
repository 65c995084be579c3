# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family's page: the line, the course, who they are, what can be done now, and who looked."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duizend.delivery.contacts.queries import windows_of
from duizend.delivery.visits.actions import VisitSaid, choose_topic, record_visit
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of
from rooms.desk import builder
from rooms.desk.builder import TODAY


def page_of(client: object, family: object, words: str = "") -> object:
    return client.get(f"/gezinnen/{family.public_id}{words}")


def titles(page: object) -> list[str]:
    return [entry.title for entry in page.context["entries"]]


def visited(account: object, lotte: object, family: object, days: tuple[date, ...]) -> object:
    """Make a trajectory with a visit held on each of these days; returns the last visit's topic words."""
    with builder.everything():
        trajectory = builder.make_trajectory(family, to=lotte)
        moments = [window.moment for window in windows_of(trajectory)]
        appointments = [
            builder.make_appointment(trajectory, lotte, day, at=time(9), moment=moment)
            for day, moment in zip(days, moments, strict=False)
        ]
        topic = choose_topic(trajectory, words="Hoe kom ik de nacht door", on=days[0], parent=family.parents.first())
    with acting(identity_of(account)):
        for appointment in appointments:
            said = VisitSaid(
                happened_on=builder.clock.local_day(appointment.starts_at), outcomes={topic.public_id: "later"},
                goes_well="Noor lacht veel.", talked_about="Over slapen.", agreements="Bellen op maandag.",
            )  # fmt: skip
            record_visit(appointment, said)
    return trajectory


def test_the_page_tells_the_course_newest_first_in_plain_words(browse: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        family = builder.make_family()
    trajectory = visited(account, lotte, family, (date(2026, 3, 30), date(2026, 5, 20)))
    programme = builder.name_of_programme(trajectory)
    page = page_of(browse(account), family)
    # All of it was entered today: what could have been before that is not asked for afterwards.
    assert titles(page) == [
        "Bezoek 4 van 6",
        "Bezoek 2 van 6",
        "Bezoek 1 van 6",
        "18 februari 2026: Noor geboren",
        f"Antwoord op {programme}",
        f"{programme} aangeboden",
        f"Komt in aanmerking voor {programme}",
        "Aanmelding door verloskundige",
    ]
    entries = page.context["entries"]
    assert entries[0].when.startswith("Voorstel ")
    assert entries[0].kind == "planned"
    assert any(note.startswith("Waarom:") for note in entries[0].notes)
    assert entries[1].parent == {"who": "Samira koos", "topics": ["Hoe kom ik de nacht door"], "quote": ""}
    assert entries[1].text == "Over slapen."
    assert entries[1].age == "3 maanden"
    assert "Afgesproken: Bellen op maandag." in entries[1].notes
    assert any(note.startswith("Later vastgelegd") for note in entries[1].notes)
    assert entries[1].chip["label"] == "Nog over te nemen"
    assert page.context["strengths"] == ["Noor lacht veel."]
    assert page.context["family"]["title"] == "Samira Haddou en Noor"
    assert page.context["family"]["below"] == "Noor is 9 maanden. Lotte Zandstra begeleidt het gezin."


def test_the_line_holds_the_offer_the_visits_and_today(browse: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        family = builder.make_family()
    visited(account, lotte, family, (date(2026, 3, 30),))
    line = page_of(browse(account), family).context["lifeline"]
    assert 0 < line["birth_percent"] < line["today_percent"] < line["two_years_percent"] < 100
    offers, visits = line["lanes"]
    assert [dot["label"] for dot in visits["dots"]] == ["Bezoek 1 van 6 op 30 maart 2026, geweest"]
    assert [bar["kind"] for bar in offers["bars"]] == ["programme"]
    assert len(offers["dots"]) == 2


def test_the_course_can_be_narrowed_to_the_offer_or_the_visits(browse: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        family = builder.make_family()
    visited(account, lotte, family, (date(2026, 3, 30),))
    client = browse(account)
    visits = titles(page_of(client, family, "?toon=bezoeken"))
    assert visits == ["Bezoek 4 van 6", "Bezoek 1 van 6", "18 februari 2026: Noor geboren"]
    assert "Bezoek 1 van 6" not in titles(page_of(client, family, "?toon=aanbod"))
    assert len(titles(page_of(client, family, "?toon=onzin"))) == 7


def test_a_past_appointment_says_not_recorded_and_offers_to_record(browse: object) -> None:
    account, lotte = builder.make_nurse()
    with builder.everything():
        family = builder.make_family()
        trajectory = builder.make_trajectory(family, to=lotte)
        appointment = builder.make_appointment(trajectory, lotte, TODAY - timedelta(days=5))
    page = page_of(browse(account), family)
    assert page.context["entries"][0].when == "Was gepland op vrijdag 13 november, 10:30"
    assert page.context["entries"][0].chip["label"] == "Nog niet vastgelegd"
    assert page.context["family"]["record_url"] == f"/bezoeken/{appointment.public_id}/"


@pytest.mark.parametrize("roles", [("coordinator",), ("coordinator", "nurse")])
def test_only_who_may_record_a_visit_is_led_to_recording(browse: object, roles: tuple[str, ...]) -> None:
    _account, lotte = builder.make_nurse()
    with builder.everything():
        family = builder.make_family()
        appointment = builder.make_appointment(builder.make_trajectory(family, to=lotte), lotte, TODAY)
    client = browse(builder.make_account(*roles, name="Rachida"))
    assert client.get(f"/bezoeken/{appointment.public_id}/").status_code in (403, 404)
    assert page_of(client, family).context["family"]["record_url"] == ""


@pytest.mark.parametrize(
    ("answer", "said", "chip", "kind"),
    [
        ("not_yet", {"ask_again_on": date(2027, 5, 3)}, "Nog niet, vraag vanaf 3 mei 2027", "not-yet"),
        ("declined", {"decided_by": "family"}, "Nee", "declined"),
        ("no_answer", {}, "Geen antwoord", "noted"),
        ("accepted", {}, "Akkoord", "agreed"),
    ],
)
def test_every_answer_is_told_calmly(answer: str, said: dict, chip: str, kind: str, browse: object) -> None:
    with builder.everything():
        family = builder.make_family()
        builder.make_trajectory(family, until=answer, reason="Eerst de groep.", **said)
    page = page_of(browse(builder.make_account("coordinator")), family)
    entry = next(e for e in page.context["entries"] if e.chip and e.chip["label"] == chip)
    assert entry.chip["kind"] == kind
    if answer != "no_answer":
        assert entry.parent["quote"] == "Eerst de groep."
    assert "chip--error" not in page.content.decode()


def test_a_colleague_without_a_care_relation_finds_nothing_and_leaves_a_trace(browse: object, lines: object) -> None:
    _account, _lotte = builder.make_nurse()
    colleague, _ = builder.make_nurse("Hanna de Wit")
    with builder.everything():
        family = builder.make_family()
    before = len(lines())
    for words in ("", "/wie-keek-mee"):
        answer = page_of(browse(colleague), family, words)
        assert answer.status_code == 404
        assert "Haddou" not in answer.content.decode()
    trace = [(line.event, line.outcome, line.subjects, line.account) for line in lines()[before:]]
    assert trace == [("family.read", "refused", [family.public_id], colleague.public_id)] * 2


@pytest.mark.parametrize("role", ["analyst", "municipality", "administrator", "log_keeper"])
def test_other_roles_find_nothing_and_leave_a_trace(role: str, browse: object, lines: object) -> None:
    with builder.everything():
        family = builder.make_family()
    before = len(lines())
    assert page_of(browse(builder.make_account(role)), family).status_code == 404
    assert [(line.event, line.outcome) for line in lines()[before:]] == [("family.read", "refused")]


def test_a_name_does_not_fit_in_the_address_of_a_family(browse: object, lines: object) -> None:
    assert browse(builder.make_account("coordinator")).get("/gezinnen/samirahaddouxx").status_code == 404
    assert lines() == []


def test_who_looked_is_told_with_when_and_what(browse: object) -> None:
    account, lotte = builder.make_nurse()
    coordinator = builder.make_account("coordinator", name="Bas Hoekstra")
    with builder.everything():
        family = builder.make_family()
        builder.make_trajectory(family, to=lotte)
    page_of(browse(account), family)
    readers = page_of(browse(coordinator), family, "/wie-keek-mee").context["readers"]
    assert readers[0]["name"] == "Lotte Zandstra"
    assert readers[0]["text"].endswith("Gezin bekeken.")
    assert all(reader["name"] != "Onbekend account" for reader in readers)


def test_without_anything_the_page_still_says_what_comes(browse: object) -> None:
    with builder.everything():
        family = builder.make_family(due=TODAY + timedelta(days=100), on=TODAY - timedelta(days=20))
    page = page_of(browse(builder.make_account("coordinator")), family)
    assert "Hier komt het verloop" in page.content.decode()
    assert page.context["family"]["above"] == "Bekend sinds week 22 van de zwangerschap"
    assert "uitgerekend 26 februari 2027" in page.content.decode()


def test_the_number_of_queries_does_not_depend_on_the_length_of_the_course(browse: object) -> None:
    account, lotte = builder.make_nurse()
    client = browse(account)
    counted = []
    for days in ((date(2026, 3, 30),), tuple(date(2026, 4, 1) + timedelta(days=30 * n) for n in range(5))):
        with builder.everything():
            family = builder.make_family(surname=f"Gezin {len(days)}")
        visited(account, lotte, family, days)
        page_of(client, family)
        with CaptureQueriesContext(connection) as queries:
            page_of(client, family)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 34
