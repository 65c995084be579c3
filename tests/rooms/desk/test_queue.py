# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The coordinator's queue: what asks for a decision, why, and never somebody who said no."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.catalogue.actions import set_capacity
from duizend.doors.desk.forms import MOST_TO_CHOOSE_FROM
from duizend.doors.desk.rules.queue import PAGE
from duizend.ground.access.models import LogLine, User
from duizend.ground.kernel.prepared import Shape
from duizend.ground.workforce.actions import grant_certificate, register_professional
from duizend.ground.workforce.models import Professional
from duizend.record.trajectories.actions import end
from duizend.record.trajectories.models import Standing
from duizend.record.trajectories.queries import find_room, list_rooms, programme_of
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


def make_hand_overs(names: Iterable[int]) -> None:
    """Make families that somebody else has to take over, as when who delivers no longer works here."""
    with everything():
        nurse = make_nurse("Karin Smit")[1]
        made = [make_trajectory(make_family(surname=f"Over{number}"), to=nurse).pk for number in names]
        Standing.objects.filter(pk__in=made).update(due_for="hand_over", due_on=TODAY)


def count_read(monkeypatch: pytest.MonkeyPatch, read: Callable[[], str]) -> tuple[int, int, str]:
    """Count the queries that a page takes and the objects that are made of their rows."""
    built: list[object] = []
    of_queryset, of_prepared = Model.from_db.__func__, Shape.build

    def from_db(cls: type[Model], *row: object) -> Model:
        built.append(cls)
        return of_queryset(cls, *row)

    def build(shape: Shape, row: object) -> object:
        built.append(shape.model)
        return of_prepared(shape, row)

    with monkeypatch.context() as patched, CaptureQueriesContext(connection) as asked:
        patched.setattr(Model, "from_db", classmethod(from_db))
        patched.setattr(Shape, "build", build)
        shown = read()
    return len(asked), len(built), shown


def test_no_more_is_read_than_the_page_shows_however_much_is_due(
    coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(kind: str, **more: str) -> tuple[int, int, str]:
        return count_read(monkeypatch, lambda: page(coordinator, soort=kind, **more))

    kinds = ("overdragen", "")
    make_hand_overs(range(PAGE))
    page(coordinator)
    few = {kind: read(kind) for kind in kinds}
    make_hand_overs(range(PAGE, PAGE + 25))
    # After more than a minute, on a slow machine, the first page moves the end of the session, which is not counted.
    page(coordinator)
    for kind in kinds:
        many = read(kind)
        assert many[0] == few[kind][0]
        # The second nurse is one to choose from.
        assert many[1] <= few[kind][1] + 1
        assert few[kind][2].count('class="task"') == many[2].count('class="task"') == PAGE
        rest = read(kind, blad="2")
        assert rest[1] <= few[kind][1]
        # Of each family the first visit is late too.
        assert rest[2].count('class="task"') == (25 if kind else PAGE)


def test_among_very_many_people_one_is_chosen_on_her_own_page(coordinator: Client) -> None:
    with everything():
        nurse = make_nurse("Karin Smit")[1]
        make_trajectory(make_family(surname="Haar"), to=nurse)
        make_trajectory(make_family(surname="Ander"), until="indicated")
    assert '<select name="begeleider"' in page(coordinator)
    Professional.objects.bulk_create(Professional(name=f"Collega {n}") for n in range(MOST_TO_CHOOSE_FROM))
    everybody = page(coordinator)
    assert "Kies iemand uit het team" in everybody
    assert "Collega 7" not in everybody
    assert '<select name="begeleider"' not in everybody
    own = f"/wachtrij?begeleider={nurse.public_id}"
    assert own in " ".join(coordinator.get(f"/team/{nurse.public_id}").content.decode().split())
    hers = page(coordinator, begeleider=nurse.public_id)
    assert "Gezin Haar" in hers
    assert "Gezin Ander" not in hers
    assert f'<option value="{nurse.public_id}" selected>Karin Smit</option>' in hers
    assert "Gezin Ander" in page(coordinator, begeleider="' or 1=1")


def test_a_place_that_was_given_back_before_it_began_is_free_again(coordinator: Client) -> None:
    with everything():
        nurse = make_nurse("Karin Smit")[1]
        _stays, goes = (
            make_trajectory(make_family(surname=name, months_old=1), to=nurse) for name in ("Blijft", "Gaat")
        )
        set_capacity(programme_of(goes).id, municipality=goes.municipality, year=TODAY.year, families=9)
    assert "2 van 9" in page(coordinator)
    with everything():
        end(goes, ending="ended_before_start", on=TODAY)
    assert "1 van 9" in page(coordinator)
    with everything():
        assert [one.room for one in list_rooms(TODAY.year)] == [find_room(goes, TODAY.year)]
