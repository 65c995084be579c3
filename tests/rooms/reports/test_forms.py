# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The accounts of places outside the home and of matching, out of what their own rooms recorded."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.test import Client

import characters
from duizend.delivery.matching.actions import record_check, record_no_match, undo_no_match, undo_step, withdraw_check
from duizend.delivery.matching.models import MatchStep, VolunteerCheck
from duizend.delivery.places import actions as places
from duizend.doors.cli.main import main
from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import identity_of
from duizend.ground.access.rules.policy import Identity
from duizend.ground.kernel import clock
from duizend.ground.region.models import RegionSettings
from duizend.insight.facts.models import MatchFact, PlaceFact, TrainingFact
from duizend.insight.reports.queries import Question, default_day, get_account
from duizend.insight.reports.rules import Account, plain_value
from duizend.record.trajectories import actions as trajectories
from rooms.contacts.characters import system
from rooms.matching import volunteers as matching
from rooms.places.characters import TODAY, Scene, club, make_scene

NURSES = ("Hanneke", "Rachida", "Gülsen", "Marloes", "Ineke")


def read(
    identity: Identity, programme: str, code: str | None, *, audience: str = "analyst", **asked: object
) -> Account:
    year, basis = asked.get("year", clock.today().year), asked.get("basis", "calendar_year")
    with acting(identity):
        return get_account(Question(programme, year, audience, basis, default_day(year, basis), code))


def families(account: Account) -> dict[str, object]:
    return {row.measure: plain_value(row.families) for row in account.rows}


def children(account: Account) -> dict[str, object]:
    return {row.measure: plain_value(row.children) for row in account.rows}


def volunteers(account: Account) -> dict[str, object]:
    return {row.measure: plain_value(row.volunteers) for row in account.rows if row.volunteers is not None}


def arrange_for_both(scene: Scene) -> None:
    with scene.nurse.acts():
        places.hear_child(scene.trajectory, scene.big, answer="wants", words="Graag", on=TODAY)
        places.arrange(scene.trajectory, scene.big, club())
        places.arrange(scene.trajectory, scene.small, club(kind="child_care", where="De Kiezel"))


@pytest.fixture
def helped(_no_practice_date_left: None) -> list[Scene]:
    """Have five families with ten children at a place, of which one goes on in a compulsory framework."""
    RegionSettings.objects.get_or_create(defaults={"name": "Verzonnen", "controller": "GGD Verzonnen"})
    scenes = [make_scene(name=name, surname=f"Gezin {name}") for name in NURSES]
    for scene in scenes:
        arrange_for_both(scene)
    with system():
        trajectories.end(scenes[0].trajectory, ending="compulsory_framework", on=TODAY)
    return scenes


@pytest.fixture
def asked(_no_practice_date_left: None) -> None:
    """Have four volunteers trained, and six families that asked without a match, for two of the reasons of the file."""
    clock.set_practice_date(characters.ON)
    characters.region()
    for name in ("Harriët Vos", "Ton Prins", "Sevda Kaya", "Joke Bos"):
        matching.volunteer(name)
    reasons = [one.id for one in matching.get_programme(matching.version()).forms.match.reasons][:2]
    for n in range(6):
        trajectory = matching.family(given_name=f"Nadia{n}")
        with matching.coordinator():
            record_no_match(trajectory, reason=reasons[n >= 4], on=characters.ON)


def analyst_of(people: Callable[..., User]) -> Identity:
    return identity_of(people("analyst"))


def test_five_families_with_ten_children_had_a_place_and_one_left(
    helped: list[Scene], people: Callable[..., User]
) -> None:
    programme, code = helped[0].trajectory.version.programme, helped[0].trajectory.municipality.code
    exact = read(analyst_of(people), programme, code)
    assert {m: families(exact)[m] for m in ("in_place", "outflow", "compulsory_framework")} == {
        "in_place": 5, "outflow": 1, "compulsory_framework": 1,
    }  # fmt: skip
    assert (children(exact)["in_place"], children(exact)["outflow"]) == (10, 2)
    assert "5 gezinnen hadden een plek buiten huis, voor 10 kinderen, 1 gezin stroomde uit." in exact.sentence
    partner = read(identity_of(people("coordinator")), programme, code, audience="partner")
    assert {m: families(partner)[m] for m in ("in_place", "outflow", "compulsory_framework")} == {
        "in_place": 5, "outflow": "<5", "compulsory_framework": "<5",
    }  # fmt: skip
    assert children(partner)["in_place"] == 10
    assert families(read(identity_of(people("nurse")), programme, code, audience="public"))["in_place"] == "<10"


def test_a_place_counts_in_every_year_it_lasts_and_a_cohort_only_its_own_families(
    helped: list[Scene], people: Callable[..., User]
) -> None:
    programme = helped[0].trajectory.version.programme
    clock.set_practice_date(TODAY.replace(year=2028))
    analyst = analyst_of(people)
    assert families(read(analyst, programme, None, year=2027))["in_place"] == 4
    assert families(read(analyst, programme, None, year=2027))["indicated"] == 0
    assert families(read(analyst, programme, None, year=2027, basis="intake_cohort"))["in_place"] == 0
    assert families(read(analyst, programme, None, year=2026, basis="intake_cohort"))["in_place"] == 5
    assert families(read(analyst, programme, None, year=2025))["in_place"] == 0


@pytest.mark.usefixtures("_no_practice_date_left")
def test_a_place_that_is_only_agreed_or_taken_back_or_fell_through_counts_for_nobody(
    people: Callable[..., User],
) -> None:
    scene = make_scene()
    programme, analyst = scene.trajectory.version.programme, analyst_of(people)
    with scene.nurse.acts():
        agreed = places.arrange(scene.trajectory, scene.small, club(from_on=TODAY + timedelta(days=9)))
    assert families(read(analyst, programme, None))["in_place"] == 0
    with scene.nurse.acts():
        places.end_place(agreed, last_day=TODAY, because="")
        wrong = places.arrange(scene.trajectory, scene.small, club())
    assert families(read(analyst, programme, None))["in_place"] == 1
    with scene.nurse.acts():
        places.withdraw_place(wrong)
    assert families(read(analyst, programme, None))["in_place"] == 0
    assert PlaceFact.objects.count() == 4
    assert PlaceFact.objects.exclude(corrects_key="").count() == 2


def test_an_end_and_its_undoing_are_facts_that_replace_each_other(helped: list[Scene]) -> None:
    ended = PlaceFact.objects.filter(ended_because="trajectory_ended")
    assert {(one.until_on, one.corrects_key != "") for one in ended} == {(TODAY, True)}
    with system():
        trajectories.undo_end(helped[0].trajectory)
    newest = PlaceFact.objects.order_by("-id")[:2]
    assert [(one.until_on, one.ended_because) for one in newest] == [(None, "")] * 2
    assert {one.corrects_key for one in newest} == {one.fact_key for one in ended}


def test_four_trained_six_asked_nobody_matched_and_why(asked: None, people: Callable[..., User]) -> None:
    version = matching.version()
    exact = read(analyst_of(people), version.programme, "GM9001")
    heavy, none = (f"no_match:{one.id}" for one in matching.get_programme(version).forms.match.reasons[:2])
    assert {m: families(exact)[m] for m in ("asked", "no_match", heavy, none, "searching")} == {
        "asked": 6, "no_match": 6, heavy: 4, none: 2, "searching": 0,
    }  # fmt: skip
    assert volunteers(exact) == {"trained": 4, "matched": 0}
    partner = read(
        identity_of(people("municipality", municipality="GM9001")), version.programme, "GM9001", audience="partner"
    )
    assert volunteers(partner) == {"trained": 4, "matched": 0}
    assert {m: families(partner)[m] for m in ("asked", "no_match", heavy, none, "searching")} == {
        "asked": 6, "no_match": "hidden", heavy: "<5", none: "<5", "searching": "<5",
    }  # fmt: skip
    public = read(identity_of(people("nurse")), version.programme, "GM9001", audience="public")
    assert volunteers(public) == {"trained": "<10", "matched": "<10"}


def test_a_match_that_begins_counts_the_volunteer_and_taking_it_back_counts_her_no_more(
    asked: None, people: Callable[..., User]
) -> None:
    analyst, programme = analyst_of(people), matching.version().programme
    began = matching.walked(matching.proposed(matching.family(), matching.volunteer("Truus Mol")), "trial_started")
    found = read(analyst, programme, "GM9001")
    assert (families(found)["asked"], families(found)["started"], families(found)["searching"]) == (7, 1, 0)
    assert volunteers(found) == {"trained": 5, "matched": 1}
    fact = MatchFact.objects.get(result="matched")
    assert (fact.reason, len(fact.volunteer_key)) == ("", 32)
    with matching.coordinator():
        undo_step(MatchStep.objects.current().get(match=began, kind="trial_started"))
    found = read(analyst, programme, "GM9001")
    assert (families(found)["asked"], families(found)["started"], families(found)["searching"]) == (7, 0, 1)
    assert volunteers(found)["matched"] == 0
    assert MatchFact.objects.get(withdrawn=True).corrects_key == fact.fact_key


def test_no_match_and_a_training_can_be_taken_back(asked: None, people: Callable[..., User]) -> None:
    analyst, programme = analyst_of(people), matching.version().programme
    trajectory = matching.family()
    with matching.coordinator():
        reason = matching.get_programme(matching.version()).forms.match.reasons[0].id
        found = record_no_match(trajectory, reason=reason, on=characters.ON)
        undo_no_match(found)
        withdraw_check(VolunteerCheck.objects.filter(kind="training").first())
    account = read(analyst, programme, "GM9001")
    assert (families(account)["no_match"], families(account)["searching"]) == (6, 1)
    assert volunteers(account)["trained"] == 3
    assert TrainingFact.objects.count() == 5


@pytest.mark.usefixtures("_no_practice_date_left")
def test_no_match_of_a_family_that_asked_last_year_reaches_this_year_s_account(
    people: Callable[..., User],
) -> None:
    clock.set_practice_date(characters.ON)
    trajectory = matching.family()
    later = characters.ON + timedelta(days=366)
    clock.set_practice_date(later)
    analyst, version = analyst_of(people), matching.version()
    with matching.coordinator():
        record_no_match(trajectory, reason=matching.get_programme(version).forms.match.reasons[0].id, on=later)
    before = families(read(analyst, version.programme, None, year=characters.ON.year))
    assert (before["asked"], before["searching"], before["no_match"]) == (1, 1, 0)
    after = families(read(analyst, version.programme, None, year=later.year))
    assert (after["asked"], after["searching"], after["no_match"], after["indicated"]) == (1, 0, 1, 0)
    cohort = families(read(analyst, version.programme, None, year=characters.ON.year, basis="intake_cohort"))
    assert (cohort["asked"], cohort["no_match"]) == (1, 1)


def test_a_check_that_is_no_training_is_no_fact(asked: None) -> None:
    before = TrainingFact.objects.count()
    who = matching.volunteer("Wim Bakker", ready=False)
    with matching.coordinator():
        record_check(who, "references", seen_on=characters.ON)
    assert TrainingFact.objects.count() == before == 4


def words_of(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_the_monitor_shows_what_came_of_asking_and_the_volunteers_apart(
    asked: None, browse: Callable[..., Client]
) -> None:
    version = matching.version()
    address = {"programma": version.programme, "jaar": characters.ON.year, "gemeente": "GM9001"}
    page = words_of(browse("analyst").get("/monitor/", address | {"kijker": "analyst"}).content.decode())
    assert "4 vrijwilligers werden opgeleid, 6 gezinnen vroegen om een vrijwilliger, 0 werden gekoppeld." in page
    assert re.search(r"\b4 vrijwilligers opgeleid", page)
    assert "Vragen en koppelen" in page
    assert "Geen match: te zware" in page
    partner = words_of(browse("coordinator").get("/monitor/", address | {"kijker": "partner"}).content.decode())
    assert re.search(r"\b4 vrijwilligers opgeleid", partner)
    assert re.search(r"\b0 vrijwilligers gekoppeld", partner)
    assert "Plekken buiten huis" not in partner


def test_the_monitor_shows_families_and_children_with_a_place(
    helped: list[Scene], browse: Callable[..., Client]
) -> None:
    address = {"programma": helped[0].trajectory.version.programme, "jaar": TODAY.year, "kijker": "analyst"}
    page = words_of(browse("analyst").get("/monitor/", address).content.decode())
    assert "Plekken buiten huis" in page
    assert "5 gezinnen hadden een plek buiten huis, voor 10 kinderen, 1 gezin stroomde uit." in page


def test_the_command_tells_the_same_in_every_form(asked: None, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["report", "programme", "--programme", matching.version().programme, "--year", str(characters.ON.year)]
    words += ["--municipality", "GM9001", "--audience", "partner"]
    assert main([*words, "--json"], database=nullcontext) == 0
    rows = {row["measure"]: row for row in json.loads(capsys.readouterr().out)["rows"]}
    assert (rows["trained"]["volunteers"], rows["matched"]["volunteers"], rows["asked"]["families"]) == (4, 0, 6)
    assert "volunteers" not in rows["asked"]
    assert main(words, database=nullcontext) == 0
    told = capsys.readouterr().out
    assert re.search(r"Vrijwilligers opgeleid +4\b", told)
    assert re.search(r"Vroeg om een vrijwilliger +6\b", told)
