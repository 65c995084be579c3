# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting conversations: one press, no name anywhere, taken back by an entry of its own."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction
from django.template import Context
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duizend.catalogue.rules.programme import Programme
from duizend.delivery.conversations.actions import Talked, add_tally, take_back
from duizend.delivery.conversations.models import Tally
from duizend.delivery.conversations.queries import counts_of_month, get_factsheet
from duizend.ground.access.models import LogLine, User
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.ground.region.models import Organisation
from rooms.conversations.ambassadors import NOVEMBER, acts, ambassador, loaded, logged_in, system

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def programme() -> Programme:
    return loaded()


@pytest.fixture
def farida(programme: Programme) -> User:
    return ambassador(competence=programme.team.competence)


def talked(programme: Programme, *, place: int = 0, month: date = NOVEMBER, **more: object) -> Talked:
    return Talked(programme.forms.tally.outcomes[place].id, month, **more)


def own(user: User) -> Organisation:
    return user.professional.organisation


def test_a_tally_holds_organisation_month_and_outcome_and_nothing_else(programme: Programme, farida: User) -> None:
    with acts(farida):
        tally = add_tally(programme, talked(programme))
    names = {field.name for field in Tally._meta.get_fields()}
    assert names == {"id", "organisation", "programme", "month", "outcome", "number", "entered_on"}
    assert tally.organisation == own(farida)
    line = LogLine.objects.latest("sequence")
    assert (line.event, line.action, line.subjects, line.detail) == ("tally.added", "C", [own(farida).public_id], "")


def test_what_was_counted_is_taken_back_by_an_entry_of_its_own(programme: Programme, farida: User) -> None:
    with acts(farida):
        add_tally(programme, talked(programme))
        add_tally(programme, talked(programme))
        back = take_back(programme, talked(programme, seen=2))
    assert back.number == -1
    assert Tally.objects.count() == 3
    assert list(counts_of_month(own(farida), programme.id, NOVEMBER).values()) == [1]


def test_two_presses_of_one_button_count_once(programme: Programme, farida: User) -> None:
    with acts(farida):
        add_tally(programme, talked(programme, seen=0))
    with pytest.raises(ActionRefused, match="counted_meanwhile"), acts(farida):
        add_tally(programme, talked(programme, seen=0))
    assert Tally.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"month": date(2026, 12, 1)}, "month_ahead"), ({"month": date(2025, 10, 1)}, "month_closed"),
        ({"number": 0}, "no_number"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused_with_what_to_do(
    programme: Programme, farida: User, said: dict, code: str
) -> None:
    with pytest.raises(ActionRefused, match=code) as refusal, acts(farida):
        add_tally(programme, talked(programme, **said))
    assert refusal.value.reason
    assert not Tally.objects.exists()


def test_an_outcome_that_the_file_does_not_have_is_refused(programme: Programme, farida: User) -> None:
    with pytest.raises(ActionRefused, match="unknown_outcome"), acts(farida):
        add_tally(programme, Talked("mood", NOVEMBER))


def test_nothing_is_taken_back_where_nothing_was_counted(programme: Programme, farida: User) -> None:
    with pytest.raises(ActionRefused, match="below_zero"), acts(farida):
        take_back(programme, talked(programme))


def test_who_lacks_the_training_or_an_organisation_is_told_whom_to_ask(programme: Programme) -> None:
    for user, code in ((ambassador("Mo"), "no_certificate"), (ambassador("Bo", at=""), "no_organisation")):
        with pytest.raises(ActionRefused, match=code), acts(user):
            add_tally(programme, talked(programme))


@pytest.mark.parametrize("role", ["nurse", "coordinator", "analyst", "sender", "municipality", "administrator"])
def test_nobody_else_counts(programme: Programme, role: str) -> None:
    user = User.objects.create(email="x@example.org", name="X", roles=[role], municipality="GM9001")
    with pytest.raises(NotPermitted), acts(user):
        add_tally(programme, talked(programme))
    assert LogLine.objects.latest("sequence").outcome == "refused"


def test_an_ambassador_never_counts_for_another_organisation(programme: Programme, farida: User) -> None:
    other = Organisation.objects.get(key="sociaal-team-lindehoven")
    with acts(farida):
        assert add_tally(programme, talked(programme), organisation=other).organisation == own(farida)
    with system():
        assert add_tally(programme, talked(programme), organisation=other).organisation == other


@pytest.mark.parametrize("statement", ["UPDATE conversations_tally SET number = 9", "DELETE FROM conversations_tally"])
def test_the_database_itself_changes_no_count(programme: Programme, farida: User, statement: str) -> None:
    with acts(farida):
        add_tally(programme, talked(programme))
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_conversation_is_counted_in_one_press_and_taken_back_in_another(programme: Programme, farida: User) -> None:
    client = logged_in(farida)
    page = client.get("/kinderwens")
    assert page.status_code == 200
    assert page.context["topics"]
    outcome = page.context["outcomes"][1]
    sent = {"programma": programme.id, "maand": "2026-11", "uitkomst": outcome["id"], "gezien": 0}
    after = client.post("/kinderwens/tellen", sent, follow=True)
    assert after.context["outcomes"][1]["count"] == 1
    assert "Geteld:" in after.content.decode()
    again = client.post("/kinderwens/tellen", sent, follow=True)
    assert again.context["outcomes"][1]["count"] == 1
    undone = client.post("/kinderwens/terugnemen", {**sent, "gezien": 1}, follow=True)
    assert undone.context["outcomes"][1]["count"] == 0
    assert [entry["is_back"] for entry in undone.context["entries"]] == [True, False]


def test_the_page_asks_for_nothing_that_is_typed(programme: Programme, farida: User) -> None:
    text = logged_in(farida).get("/kinderwens").content.decode()
    assert 'type="text"' not in text
    assert "<textarea" not in text
    assert "<select" not in text


def test_an_earlier_month_is_one_press_further(programme: Programme, farida: User) -> None:
    page = logged_in(farida).get("/kinderwens", {"maand": "2026-02"})
    assert page.context["month"]["key"] == "2026-02"
    assert not page.context["month"]["is_now"]
    assert logged_in(farida).get("/kinderwens", {"maand": "2031-02"}).context["month"]["key"] == "2026-11"


def test_a_button_of_an_old_page_says_what_to_do(programme: Programme, farida: User) -> None:
    page = logged_in(farida).post("/kinderwens/tellen", {"programma": programme.id})
    assert page.status_code == 409
    assert "Open de pagina opnieuw" in page.content.decode()


def test_who_counts_begins_on_the_page_that_counts(programme: Programme, farida: User) -> None:
    assert logged_in(farida).get("/").url == reverse("conversations:tally")
    other = User.objects.create(email="n@example.org", name="N", roles=["nurse"], is_character=True)
    assert logged_in(other).get("/kinderwens").status_code == 403


def test_the_number_of_queries_does_not_depend_on_what_was_counted(programme: Programme, farida: User) -> None:
    client = logged_in(farida)
    client.get("/kinderwens")
    with CaptureQueriesContext(connection) as few:
        client.get("/kinderwens")
    with acts(farida):
        for place in range(len(programme.forms.tally.outcomes)):
            add_tally(programme, talked(programme, place=place, number=4))
            add_tally(programme, talked(programme, place=place, month=date(2026, 10, 1)))
    with CaptureQueriesContext(connection) as many:
        client.get("/kinderwens")
    assert len(many) == len(few)


def test_a_factsheet_adds_organisations_up_by_month_and_outcome(programme: Programme, farida: User) -> None:
    other = Organisation.objects.get(key="sociaal-team-lindehoven")
    with acts(farida):
        add_tally(programme, talked(programme, number=3))
        take_back(programme, talked(programme))
    with system():
        add_tally(programme, talked(programme, number=5), organisation=other)
    whole = get_factsheet(programme, 2026)
    first = programme.forms.tally.outcomes[0].id
    assert whole.sheet.counts[NOVEMBER, first] == 7
    assert whole.sheet.counted == (NOVEMBER,)
    assert whole.organisations == {"Sociaal team Lindehoven": 5, "Sociaal team Oudrade": 2}
    assert whole.shares["Sociaal team Oudrade"] == {(NOVEMBER, first): 2}
    assert get_factsheet(programme, 2026, organisation=other).sheet.counts[NOVEMBER, first] == 5


def count_in(programme: Programme, key: str, numbers: tuple[int, ...], *, month: date = SEPTEMBER) -> None:
    """Let an organisation count of each outcome in turn so many conversations."""
    with system():
        for place, number in enumerate(numbers):
            if number:
                organisation = Organisation.objects.get(key=key)
                add_tally(
                    programme, talked(programme, place=place, month=month, number=number), organisation=organisation
                )


def sheet_of(user: User, audience: str) -> Context:
    return logged_in(user).get("/kinderwens/cijfers", {"kijker": audience}).context


def test_the_analyst_reads_every_number_and_nobody_else_a_small_one(programme: Programme, farida: User) -> None:
    for key in ("sociaal-team-oudrade", "sociaal-team-lindehoven", "huisartsen-oeverwijk"):
        count_in(programme, key, (1, 20))
    analyst = User.objects.create(email="a@example.org", name="A", roles=["analyst"], is_character=True)
    coco = User.objects.create(email="c@example.org", name="C", roles=["coordinator"], is_character=True)
    exact = logged_in(analyst).get("/kinderwens/cijfers")
    assert exact.context["total"][:2] == [3, 60]
    assert exact.context["organisations"]["Sociaal team Oudrade"] == 21
    assert [row["cells"][0] for row in exact.context["rows"]][:2] == [None, None]
    for user in (coco, farida):
        page = sheet_of(user, "partner")
        assert page["threshold"] == 5
        assert 3 not in page["total"]
        assert [row["name"] for row in page["rows"]] == ["september"]
        assert page["organisations"] is None
        assert logged_in(user).get("/kinderwens/cijfers", {"kijker": "analyst"}).status_code == 403
        assert sheet_of(user, "public")["threshold"] == 10
    assert logged_in(coco).get("/kinderwens/cijfers", {"kijker": "own"}).status_code == 403
    assert logged_in(coco).get("/kinderwens/cijfers", {"jaar": "1999"}).status_code == 404


def test_of_two_organisations_nobody_reads_together_what_would_tell_the_others_count(
    programme: Programme, farida: User
) -> None:
    count_in(programme, "sociaal-team-oudrade", (30, 30, 9, 9, 9))
    count_in(programme, "sociaal-team-lindehoven", (17, 40, 9, 9, 9))
    for audience in ("partner", "public"):
        page = sheet_of(farida, audience)
        assert (page["rows"], page["total"]) == ([], None)
    count_in(programme, "huisartsen-oeverwijk", (9, 9, 9, 9, 9))
    assert sheet_of(farida, "partner")["total"][:3] == [56, 79, 27]


def test_who_counted_nearly_all_does_not_learn_what_little_the_others_did(programme: Programme, farida: User) -> None:
    count_in(programme, "sociaal-team-oudrade", (40, 30, 30, 30, 30))
    count_in(programme, "sociaal-team-lindehoven", (1, 30, 30, 30, 30))
    count_in(programme, "huisartsen-oeverwijk", (2, 30, 30, 30, 30))
    assert sheet_of(farida, "partner")["rows"][0]["cells"][0] == "hidden"


def test_a_month_that_goes_on_is_kept_from_who_would_look_twice(programme: Programme, farida: User) -> None:
    for key in ("sociaal-team-oudrade", "sociaal-team-lindehoven", "huisartsen-oeverwijk"):
        count_in(programme, key, (20,) * 5, month=NOVEMBER)
    assert sheet_of(farida, "partner")["total"] is None
    clock.set_practice_date(date(2026, 12, 1))
    assert sheet_of(farida, "partner")["total"][0] == 60


def test_who_counts_reads_her_own_organisation_exactly_and_first(programme: Programme, farida: User) -> None:
    count_in(programme, "sociaal-team-oudrade", (3, 20))
    count_in(programme, "sociaal-team-lindehoven", (7, 7))
    page = logged_in(farida).get("/kinderwens/cijfers")
    assert page.context["own"] == "Sociaal team Oudrade"
    assert page.context["total"][:2] == [3, 20]
    bo = ambassador("Bo", at="")
    assert logged_in(bo).get("/kinderwens/cijfers").context["own"] == ""


def test_the_factsheet_is_for_no_nurse(programme: Programme) -> None:
    nurse = User.objects.create(email="n@example.org", name="N", roles=["nurse"], is_character=True)
    assert logged_in(nurse).get("/kinderwens/cijfers").status_code == 403
