# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The coordinator's queue: what asks for a decision, why, and never somebody who said no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.ground.access.models import LogLine, User
from duizend.ground.workforce.actions import grant_certificate, register_professional
from duizend.ground.workforce.models import Professional
from duizend.record.trajectories.queries import programme_of
from rooms.desk import builder
from rooms.desk.builder import TODAY, everything, make_account, make_family, make_nurse, make_trajectory

Browse = Callable[[User], Client]
PATH = "/wachtrij"


@pytest.fixture
def coordinator(browse: Browse) -> Client:
    return browse(make_account("coordinator", name="Sanne Hoekstra"))


def page(client: Client, **asked: str) -> str:
    answer = client.get(PATH, asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_an_empty_queue_says_what_will_come(coordinator: Client) -> None:
    assert "Er wacht geen besluit" in page(coordinator)


@pytest.mark.parametrize(
    ("until", "surname", "words"),
    [
        ("indicated", "Aanbod", "Nog aan te bieden"),
        ("offered", "Antwoord", "Nog geen antwoord"),
        ("accepted", "Plek", "Wacht op plek"),
    ],
)
def test_what_waits_for_a_decision_is_told_with_its_reason(
    coordinator: Client, until: str, surname: str, words: str
) -> None:
    with everything():
        make_trajectory(make_family(surname=surname), until=until)
    shown = page(coordinator)
    assert f"Gezin {surname}" in shown
    assert words in shown
    assert "Waarom:" in shown


def test_who_asked_to_be_asked_again_is_told_on_that_day_with_her_own_words(coordinator: Client) -> None:
    with everything():
        make_trajectory(make_family(surname="Later"), until="not_yet", reason="na de verhuizing", ask_again_on=TODAY)
    shown = page(coordinator, soort="opnieuw")
    assert "Gezin Later" in shown
    assert "na de verhuizing" in shown


def test_a_family_that_said_no_is_nowhere_on_it(coordinator: Client) -> None:
    with everything():
        make_trajectory(make_family(surname="Neezegger"), until="declined")
    assert "Neezegger" not in page(coordinator)


def test_a_certificate_that_lapses_is_told_with_how_many_families_it_concerns(coordinator: Client) -> None:
    with everything():
        trajectory = make_trajectory(make_family(surname="Zorg"), to=make_nurse("Karin Smit")[1])
        lapsing = register_professional("Joke Bos")
        grant_certificate(
            lapsing, competence=programme_of(trajectory).team.competence,
            valid_from=TODAY - timedelta(days=900), valid_until=TODAY + timedelta(days=20),
        )  # fmt: skip
    shown = page(coordinator, soort="certificaten")
    assert "Certificaat van Joke Bos" in shown
    assert "Begeleidt nu geen gezinnen." in shown
    assert "Karin Smit" not in shown.split('class="tasks"')[1]


def test_a_certificate_that_was_renewed_is_not_told(coordinator: Client) -> None:
    with everything():
        renewed = Professional.objects.get(name=make_nurse("Karin Smit")[1].name)
        competence = renewed.certificates.get().competence
        grant_certificate(
            renewed, competence="other_competence", valid_from=TODAY - timedelta(days=9), valid_until=TODAY + timedelta(days=9)
        )  # fmt: skip
        grant_certificate(renewed, competence="other_competence", valid_from=TODAY + timedelta(days=9))
        assert competence != "other_competence"
    assert "Certificaat van" not in page(coordinator, soort="certificaten")


def test_filters_stand_in_the_address_and_an_old_link_with_nonsense_works(coordinator: Client) -> None:
    with everything():
        make_trajectory(make_family(surname="Aanbod"), until="indicated")
    assert "Gezin Aanbod" in page(coordinator, soort="aanbieden", gemeente="GM9901")
    assert "Gezin Aanbod" not in page(coordinator, soort="certificaten")
    assert "Niets met dit filter" in page(coordinator, soort="certificaten")
    assert "Gezin Aanbod" in page(coordinator, soort="xx", gemeente="GM0000", begeleider="' or 1=1", blad="-3")


def test_only_who_decides_sees_the_queue(browse: Browse) -> None:
    for roles in (("nurse",), ("analyst",), ("municipality",), ("administrator",), ("log_keeper",)):
        assert browse(make_account(*roles)).get(PATH).status_code == 403


def test_whom_the_queue_showed_is_one_line_in_the_log(coordinator: Client, lines: Callable[[], list[LogLine]]) -> None:
    with everything():
        family = make_family(surname="Aanbod")
        make_trajectory(family, until="indicated")
    before = len(lines())
    page(coordinator)
    new = lines()[before:]
    assert [(line.event, line.subjects) for line in new] == [("queue.read", [family.public_id])]


def test_the_number_of_queries_does_not_grow_with_the_queue(coordinator: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page(coordinator)
        return len(asked)

    with everything():
        make_trajectory(make_family(surname="Een"), until="indicated")
        make_trajectory(make_family(surname="Twee"), until="accepted")
        make_trajectory(make_family(surname="Drie"), until="accepted", to=make_nurse()[1])
    page(coordinator)
    few = cost()
    with everything():
        for number in range(3):
            make_trajectory(make_family(surname=f"Meer{number}"), until="indicated")
            make_trajectory(make_family(surname=f"Plek{number}"), until="accepted")
    assert cost() == few
    assert builder.TODAY == TODAY


@pytest.mark.parametrize("until", ["indicated", "offered", "not_yet", "no_answer"])
def test_a_question_about_a_child_that_is_too_old_for_the_programme_rests(coordinator: Client, until: str) -> None:
    with everything():
        old = make_family(surname="Groot", months_old=40, on=TODAY - timedelta(days=500))
        trajectory = make_trajectory(old, until=until)
        make_trajectory(make_family(surname="Klein"), until="offered")
    shown = page(coordinator)
    assert "Gezin Klein" in shown
    assert "Gezin Groot" not in shown
    assert "Groot" not in coordinator.get("/aanbod").content.decode()
    family = coordinator.get(f"/gezinnen/{old.public_id}").content.decode()
    assert "De vraag rust" in family
    assert "Er hoeft niets meer gevraagd te worden." in family
    assert f"/trajecten/{trajectory.public_id}/aanbieden" not in family


def test_who_agreed_stays_on_the_queue_when_the_child_grew_too_old(coordinator: Client) -> None:
    with everything():
        make_trajectory(make_family(surname="Groot", months_old=40, on=TODAY - timedelta(days=500)), until="accepted")
    assert "Gezin Groot" in page(coordinator, soort="plekken")
