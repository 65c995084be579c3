# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was planned beside what took place over the region: its facts, the rules in SQL, the page, and who reads what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.delivery.contacts.actions import correct_contact, record_contact, record_missed, undo_missed
from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import identity_of
from duizend.ground.access.rules.policy import Identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotPermitted
from duizend.ground.region.models import RegionSettings
from duizend.insight.facts.models import ContactFact, PlannedFact, StepFact
from duizend.insight.facts.queries.fidelity import list_family_years
from duizend.insight.reports import queries
from duizend.insight.reports.queries.fidelity import get_fidelity_year
from duizend.insight.reports.rules.fidelity import FamilyYear, PlannedContact, count_family
from duizend.record.trajectories import actions as trajectories
from rooms.contacts.characters import TODAY as MARCH
from rooms.contacts.characters import Scene, make_nurse, make_scene, system
from rooms.reports.conftest import YEAR, Region

Browse = Callable[..., Client]
ENTERED_AT = datetime(2020, 1, 1, 12, tzinfo=UTC)
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
CLOSED = date(YEAR + 1, 1, 1)


def write_family(region: Region, code: str, family: str, *, held: int, windows: int = 4, **other: object) -> None:
    """Write that so many contacts of a family were held on time, of those that were asked in the spring of 2020."""
    of = {
        "trajectory_key": family, "family_key": family, "programme": region.version.programme, "version": "1",
        "municipality": code, "entered_at": ENTERED_AT,
    }  # fmt: skip
    starts = [date(YEAR, 2, 1) + timedelta(days=30 * n) for n in range(windows)]
    PlannedFact.objects.create(
        agreed_on=FIRST, moments=[f"m{n}" for n in range(windows)], from_on=starts,
        until_on=[day + timedelta(days=20) for day in starts], is_asked=[True] * windows, is_usual=[True] * windows,
        reasons=[other.get("reason", "")] * windows, **of,
    )  # fmt: skip
    ContactFact.objects.bulk_create(
        ContactFact(
            contact_key=f"{family} {n}", moment=f"m{n}", mode="home", happened_on=starts[n] + timedelta(days=5),
            by_own=other.get("by_own", True), was_trained=True, **of,
        )
        for n in range(held)
    )  # fmt: skip


@pytest.fixture
def spring(region: Region) -> Region:
    """Have twelve families of a municipality receive all and twelve miss one; in another three miss two of four."""
    for n in range(12):
        write_family(region, "GM1", f"all {n}", held=4, by_own=n < 6)
        write_family(region, "GM1", f"most {n}", held=3, reason="with_notice" if n < 7 else "")
    for n in range(3):
        write_family(region, "GM2", f"few {n}", held=2, reason="no_interest")
    return region


def words(client: Client, **asked: object) -> str:
    response = client.get("/monitor/gepland-en-geweest", {"jaar": YEAR} | asked)
    assert response.status_code == 200, response.status_code
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


# -- the facts ---------------------------------------------------------------------------------------------


@pytest.fixture
def scene() -> Scene:
    RegionSettings.objects.get_or_create(defaults={"name": "Verzonnen", "controller": "GGD Verzonnen"})
    return make_scene()


def year_of(scene: Scene, identity: Identity) -> FamilyYear:
    programme = scene.trajectory.version.programme
    with acting(identity):
        question = queries.Question(programme, 2026, "analyst", "calendar_year", clock.today())
        return get_fidelity_year(question).place.whole


def test_the_yes_of_the_parents_writes_what_is_asked_of_their_contacts(scene: Scene) -> None:
    last = PlannedFact.objects.latest("id")
    assert last.moments == scene.moments
    assert all(start < until for start, until in zip(last.from_on, last.until_on, strict=True))
    assert any(last.is_asked)
    assert "Samira" not in str(vars(last)), "nothing names the family"


@pytest.mark.usefixtures("_no_practice_date_left")
def test_a_contact_and_its_correction_are_counted_as_the_last_says(scene: Scene, analyst: Identity) -> None:
    before = year_of(scene, analyst)
    with scene.nurse.acts():
        contact = record_contact(scene.appointment, happened_on=MARCH)
    after = year_of(scene, analyst)
    assert (after.received, after.held, after.by_own, after.trained) == (before.received + 1, 1, 1, 1)
    assert after.due == before.due
    with scene.nurse.acts():
        wrong = correct_contact(contact, happened_on=MARCH - timedelta(days=1))
        assert year_of(scene, analyst) == after
        correct_contact(wrong, withdrawn=True)
    assert year_of(scene, analyst) == before


@pytest.mark.usefixtures("_no_practice_date_left")
def test_whoever_comes_instead_is_told_apart_without_her_name(scene: Scene, analyst: Identity) -> None:
    colleague = make_nurse("Rachida")
    scene.appointment.professional = colleague.professional
    scene.appointment.save()
    with system():
        record_contact(scene.appointment, happened_on=MARCH)
    found = year_of(scene, analyst)
    assert (found.by_own, found.by_other, found.trained, found.untrained) == (0, 1, 0, 1)
    assert {name for name in vars(ContactFact.objects.get()) if "professional" in name} == set()


@pytest.mark.usefixtures("_no_practice_date_left")
def test_why_a_contact_did_not_take_place_is_kept_until_it_is_taken_back(scene: Scene) -> None:
    with scene.nurse.acts():
        missed = record_missed(scene.appointment, reason="with_notice", on=MARCH)
    assert PlannedFact.objects.latest("id").reasons[3] == "with_notice"
    with scene.nurse.acts():
        undo_missed(missed)
    assert set(PlannedFact.objects.latest("id").reasons) == {""}


@pytest.mark.usefixtures("_no_practice_date_left")
def test_what_closes_while_the_contacts_rest_was_paused(scene: Scene) -> None:
    with scene.nurse.acts():
        record_contact(scene.appointment, happened_on=MARCH)
    written = PlannedFact.objects.count()
    with system():
        trajectories.pause(scene.trajectory, on=MARCH)
    assert "paused" in PlannedFact.objects.latest("id").reasons
    assert PlannedFact.objects.count() == written + 1, "only what changed is written"


# -- the figures -------------------------------------------------------------------------------------------


def test_what_sql_counts_is_what_the_rules_say(region: Region) -> None:
    chance, expected = Random(7), []  # noqa: S311 - which invented families there are, nothing secret
    for n in range(60):
        expected.append(write_by_chance(region, f"family {n}", chance))
    found = list_family_years(
        region.version.programme, first=FIRST, last=LAST, on=date(YEAR, 6, 1), closed_by=date(YEAR, 6, 2)
    )
    assert {place for place, _numbers in found} == {"GM1"}
    counted = sorted((numbers for _place, numbers in found), key=str)
    assert counted == sorted((as_numbers(one) for one in expected if one is not None), key=str)


def as_numbers(one: FamilyYear) -> tuple[int, ...]:
    return (
        one.received, one.missed, one.open, one.held, one.on_time, one.by_own, one.by_other, one.trained, one.untrained,
        one.least, one.most,
    )  # fmt: skip


def write_by_chance(region: Region, family: str, chance: Random) -> FamilyYear | None:
    """Write a family as facts, first wrongly and then as it is, and say what the rules make of it; None of no contacts."""
    on = date(YEAR, 6, 1)

    def day() -> date:
        return date(YEAR - 1, 10, 1) + timedelta(days=chance.randrange(450))

    def flag() -> bool | None:
        return chance.choice((True, False, None))

    agreed_on, ended_on = chance.choice((None, day())), chance.choice((None, None, day()))
    planned = [PlannedContact(start, start + timedelta(days=chance.randrange(1, 90)), chance.random() < 0.7,
                              chance.random() < 0.7, *chance.choice(((None, None, None), (day(), flag(), flag()))))
               for start in (day() for _ in range(chance.randrange(6)))]  # fmt: skip
    of = {
        "trajectory_key": family, "family_key": family, "programme": region.version.programme, "version": "1",
        "municipality": "GM1", "entered_at": ENTERED_AT,
    }  # fmt: skip
    for rows in (planned[:1], planned):
        PlannedFact.objects.create(
            agreed_on=agreed_on, moments=[f"m{n}" for n in range(len(rows))], from_on=[one.from_on for one in rows],
            until_on=[one.until_on for one in rows], is_asked=[one.is_asked for one in rows],
            is_usual=[one.is_usual for one in rows], reasons=[""] * len(rows), **of,
        )  # fmt: skip
    for n, one in enumerate(planned):
        if one.held_on is not None:
            contact = {"moment": f"m{n}", "mode": "home", **of}
            ContactFact.objects.create(contact_key=f"{family}{n}", happened_on=day(), **contact)
            ContactFact.objects.create(
                contact_key=f"{family}{n}!", corrects_key=f"{family}{n}", happened_on=one.held_on, by_own=one.by_own,
                was_trained=one.was_trained, **contact,
            )  # fmt: skip
    if ended_on is not None:
        StepFact.objects.create(step_key=family, kind="ended", happened_on=ended_on, place=9, children=1, **of)
    inside = [one for one in planned if FIRST <= one.until_on - timedelta(days=1) <= LAST]
    if not inside:
        return None
    return count_family(inside, agreed_on=agreed_on, ended_on=ended_on, on=on, closed_by=on + timedelta(days=1))


# -- the page ----------------------------------------------------------------------------------------------


def test_the_analyst_reads_everything_exactly_with_the_reasons(spring: Region, browse: Browse) -> None:
    page = words(browse("analyst"))
    assert "108 gepland 90 daarvan geweest 18 niet geweest 0 nog open" in page
    assert re.search(
        r"Met bericht van de ouders 7 De ouders hebben er nu geen behoefte aan 6 Er is niets over vastgelegd 5", page
    )
    assert "27 90 108 83%" in page
    assert "27 66 90 73%" in page
    assert re.search(r"Bovenburg 24 88% 100% 71% 100%", page)
    assert re.search(r"Benedendam 3 50% 100% 100% 100%", page)


def test_a_partner_reads_no_contacts_of_few_families(spring: Region, browse: Browse) -> None:
    page = words(browse("coordinator"), kijker="partner")
    assert "27 90 108 83%" in page
    assert re.search(r"Bovenburg afgeschermd – – – –", page), "else the other could be worked out"
    assert re.search(r"Benedendam &lt;5 – – – –", page)
    assert "Andere redenen samen 11 Met bericht van de ouders 7" in page
    assert "108 gepland" not in page
    assert "geen behoefte aan 6" not in page
    assert "50%" not in page


def test_what_only_few_families_have_is_told_to_nobody_outside(spring: Region, browse: Browse) -> None:
    page = words(browse("nurse"), gemeente="GM2")
    assert "&lt;10" in page
    assert not re.search(r"\d+%(?! aan)", page)
    assert "De redenen staan er alleen voor de regio als geheel." in page


def test_a_municipality_reads_itself_alone(spring: Region, browse: Browse) -> None:
    client = browse("municipality", municipality="GM1")
    page = words(client)
    assert "Bovenburg" in page
    assert "Gemeenten naast elkaar" not in page
    other = {"jaar": YEAR, "gemeente": "GM2", "kijker": "partner"}
    assert client.get("/monitor/gepland-en-geweest", other).status_code == 403


def test_others_may_not_read_exactly(spring: Region, browse: Browse, people: Callable[..., User]) -> None:
    assert browse("nurse").get("/monitor/gepland-en-geweest", {"kijker": "analyst"}).status_code == 403
    question = spring.ask(municipality=None)
    with acting(identity_of(people("coordinator"))), pytest.raises(NotPermitted):
        get_fidelity_year(question)


def test_a_year_without_anything_says_so(region: Region, browse: Browse) -> None:
    assert "Nog niets naast elkaar te zetten" in words(browse("analyst"))


def test_the_monitor_leads_to_it(spring: Region, browse: Browse) -> None:
    assert "/monitor/gepland-en-geweest?" in browse("analyst").get("/monitor/").content.decode()


def test_the_facts_of_it_have_no_room_for_a_name() -> None:
    columns = {field.name for model in (PlannedFact, ContactFact) for field in model._meta.fields}
    assert not columns & {"professional", "professional_key", "name", "entered_by"}


def test_the_number_of_statements_does_not_depend_on_the_families(spring: Region, browse: Browse) -> None:
    client = browse("analyst")
    words(client)
    counts = []
    for more in range(2):
        for n in range(10 * more):
            write_family(spring, "GM3", f"more {n}", held=1)
        queries._answers.clear()
        with CaptureQueriesContext(connection) as own, CaptureQueriesContext(connections["report"]) as facts:
            words(client)
        counts.append((len(own), len(facts)))
    assert counts[0] == counts[1]
