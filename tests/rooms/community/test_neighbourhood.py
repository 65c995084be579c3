# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is in a neighbourhood: looked at before it shows, no name without agreement, numbers and never who."""

from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.catalogue.rules.programme import Programme
from duizend.delivery.community import actions
from duizend.delivery.community.actions import (
    ask_call_back,
    change_activity,
    count_came,
    forget_what_is_over,
    hide_activity,
    mark_called,
    show_activity,
    take_back_count,
    tell_coming,
    tell_wish,
)
from duizend.delivery.community.models import Activity, CallBack, Check, Count, Proposal, Wish
from duizend.delivery.community.queries import (
    Asked,
    count_of_year,
    counts_of,
    get_offer_map,
    list_balances,
    list_proposed,
    list_shown,
    list_stale,
)
from duizend.doors.cli.main import main
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.ground.region.models import Neighbourhood
from rooms.community.neighbours import (
    MORNING,
    TODAY,
    acts,
    coordinator,
    loaded,
    logged_in,
    proposed,
    public,
    shown,
    told,
    typed,
)


@pytest.fixture
def programme() -> Programme:
    return loaded()


@pytest.fixture
def coco(programme: Programme) -> User:
    return coordinator()


def test_a_proposal_shows_to_nobody_until_a_coordinator_looked(programme: Programme, coco: User) -> None:
    activity = proposed(programme)
    assert list_shown(Asked()) == ([], False)
    assert Client().get(f"/buurt/{activity.public_id}").status_code == 404
    stranger = User.objects.create(email="x@example.org", name="X", roles=["analyst"])
    with acts(stranger):
        assert not Activity.objects.exists(), "the database itself does not show it"
    with acts(coco):
        assert list_proposed(9) == [activity]
        show_activity(activity)
    assert [one.public_id for one in list_shown(Asked())[0]] == [activity.public_id]
    assert Client().get(f"/buurt/{activity.public_id}").status_code == 200


def test_who_proposed_is_forgotten_once_somebody_looked(programme: Programme, coco: User) -> None:
    activity = proposed(programme)
    with acts(coco):
        assert Proposal.objects.get(activity=activity).given_name == "Ayşe"
        show_activity(activity)
        assert not Proposal.objects.exists()
        assert Check.objects.get().result == "shown"


@pytest.mark.parametrize("role", ["nurse", "sender", "analyst", "municipality", "administrator", "ambassador"])
def test_nobody_else_looks_or_calls_back(programme: Programme, role: str) -> None:
    activity = proposed(programme)
    with public():
        asked = ask_call_back("Jo", "0612345678")
    user = User.objects.create(email="x@example.org", name="X", roles=[role], municipality="GM9001")
    for deed in (lambda: show_activity(activity), lambda: mark_called(asked), lambda: hide_activity(activity)):
        with pytest.raises(NotPermitted), acts(user):
            deed()
    with acts(user):
        assert not CallBack.objects.exists()
        assert not Proposal.objects.exists()
    assert LogLine.objects.latest("sequence").outcome == "refused"


def test_no_name_or_number_is_kept_to_show_without_agreement(programme: Programme) -> None:
    for named in ({"owner_name": "Merve"}, {"caller_name": "Merve"}, {"caller_phone": "0612345678"}):
        with pytest.raises(ActionRefused, match="not_agreed"):
            proposed(programme, **named)
    assert proposed(programme, owner_name="Merve", agreed=True).agreed_on == TODAY
    assert proposed(programme, agreed=True).agreed_on is None
    with pytest.raises(IntegrityError), transaction.atomic(), acting(system_identity("test")):
        Activity.objects.filter(agreed_on=None).update(caller_name="Merve")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"kind": "rave"}, "unknown_kind"),
        ({"situations": ("rich",)}, "unknown_situation"),
        ({"phases": ()}, "unknown_phase"),
        ({"places": 0}, "number_out_of_range"),
    ],
)
def test_other_words_than_those_of_the_file_are_refused(programme: Programme, said: dict, code: str) -> None:
    with pytest.raises(ActionRefused, match=code) as refusal:
        proposed(programme, **said)
    assert refusal.value.reason


def test_what_nobody_looked_at_again_is_flagged_then_hidden_and_comes_back_with_a_look(
    programme: Programme, coco: User
) -> None:
    activity = shown(programme, coco)
    address = f"/buurt/{activity.public_id}"
    clock.set_practice_date(date(2027, 5, 18))
    assert Client().get(address).context["one"]["is_stale"]
    with acts(coco):
        assert list_stale(9, until=clock.today()) == [activity]
    clock.set_practice_date(date(2027, 8, 18))
    assert Client().get(address).status_code == 404
    assert list_shown(Asked()) == ([], False)
    with acts(coco):
        show_activity(activity)
    assert not Client().get(address).context["one"]["is_stale"]


def test_what_is_taken_off_the_list_can_be_put_back(programme: Programme, coco: User) -> None:
    activity = shown(programme, coco)
    with acts(coco):
        assert hide_activity(activity, words="Zaal dicht").result == "ended"
    assert list_shown(Asked()) == ([], False)
    with acts(coco):
        show_activity(activity)
    assert len(list_shown(Asked())[0]) == 1


def test_a_coordinator_mends_what_is_not_so(programme: Programme, coco: User) -> None:
    activity = shown(programme, coco, owner_name="Merve", agreed=True)
    with acts(coco):
        change_activity(programme, activity, told(programme, title="Thee in de Hoek"))
    activity.refresh_from_db()
    assert (activity.title, activity.owner_name, activity.agreed_on) == ("Thee in de Hoek", "", None)


def test_signing_up_adds_a_number_and_nobody(programme: Programme, coco: User) -> None:
    activity = shown(programme, coco)
    with public():
        tell_coming(activity, 3)
        tell_coming(activity, 2)
    names = {field.name for field in Count._meta.get_fields() if field.concrete}
    assert names & {"name", "given_name", "phone", "email", "family", "parent"} == set()
    with acts(coco):
        assert sum(one.number for one in counts_of(activity)) == 5
    for number in (0, 11):
        with pytest.raises(ActionRefused, match="number_out_of_range"), public():
            tell_coming(activity, number)


def test_who_came_is_counted_corrected_and_taken_back_by_new_entries(programme: Programme, coco: User) -> None:
    activity = shown(programme, coco)
    with acts(coco):
        first = count_came(activity, 12, on=TODAY)
        second = count_came(activity, 14, on=TODAY, corrects=first)
        assert count_of_year(2026) == {MORNING: (1, 14)}
        take_back_count(second)
        assert count_of_year(2026) == {}
        assert Count.objects.count() == 3
        with pytest.raises(ActionRefused, match="already_corrected"), transaction.atomic():
            take_back_count(first)
        with pytest.raises(ActionRefused, match="day_ahead"), transaction.atomic():
            count_came(activity, 1, on=TODAY + timedelta(days=1))


def test_who_asks_to_be_called_is_gone_once_somebody_called(programme: Programme, coco: User) -> None:
    with public():
        asked = ask_call_back("Jo", "0612345678")
    public_id = asked.public_id
    with acts(coco):
        mark_called(asked)
        assert not CallBack.objects.exists()
    lines = list(LogLine.objects.filter(subjects__contains=[public_id]).values_list("event", "detail"))
    assert lines == [("call_back.asked", ""), ("call_back.called", "")]


def test_names_are_forgotten_when_their_term_is_over(programme: Programme, coco: User) -> None:
    proposed(programme)
    with public():
        ask_call_back("Jo", "0612345678")
    for days, calls, proposers in ((13, 1, 1), (15, 0, 1), (29, 0, 1), (31, 0, 0)):
        clock.set_practice_date(TODAY + timedelta(days=days))
        with acts(coco):
            forget_what_is_over()
            assert (CallBack.objects.count(), Proposal.objects.count()) == (calls, proposers), days
            assert Activity.objects.count() == 1


def test_the_command_of_every_night_forgets_them_too(
    programme: Programme, coco: User, capsys: pytest.CaptureFixture[str]
) -> None:
    proposed(programme)
    with public():
        ask_call_back("Jo", "0612345678")
    for days, gone in ((1, 0), (40, 2), (41, 0)):
        clock.set_practice_date(TODAY + timedelta(days=days))
        assert main(["retention", "due", "--json"], database=nullcontext) == 0
        assert json.loads(capsys.readouterr().out)["neighbourhood"] == gone
    with acts(coco):
        assert not CallBack.objects.exists()
        assert not Proposal.objects.exists()
        assert Activity.objects.count() == 1
    lines = list(LogLine.objects.filter(event__endswith="forgotten"))
    assert {line.purpose for line in lines} == {"retention"}


def test_wishes_are_set_against_places(programme: Programme, coco: User) -> None:
    situation = programme.forms.activity.situations[0].id
    shown(programme, coco, places=4)
    here = Neighbourhood.objects.get(code=MORNING)
    with public():
        tell_wish(programme, here, situation=situation, number=6)
        with pytest.raises(ActionRefused, match="unknown_situation"), transaction.atomic():
            tell_wish(programme, here, situation="rich")
    with acts(coco):
        (balance,) = list_balances().values()
        assert (balance.wished, balance.activities, balance.free, balance.lacks) == (6, 1, 4, 2)
        clock.set_practice_date(date(2027, 11, 19))
        assert list_balances() == {}


def test_the_offer_map_has_every_municipality_and_its_white_spots(programme: Programme, coco: User) -> None:
    shown(programme, coco, phases=("pregnancy", "after_birth"))
    with acts(coco):
        found = get_offer_map()
    assert set(found.spots) == set(found.names)
    assert found.spots["GM9001"]["pregnancy"].activities == 1
    assert found.spots["GM9001"]["before_pregnancy"].is_white


@pytest.mark.parametrize("table", ["check", "count", "wish"])
def test_the_database_itself_changes_nothing_that_is_only_added(programme: Programme, table: str) -> None:
    for statement in (f"DELETE FROM community_{table}", f"UPDATE community_{table} SET id = id"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


# Pages.


def test_anyone_finds_an_activity_without_account_script_or_session(programme: Programme, coco: User) -> None:
    activity = shown(programme, coco, owner_name="Merve", agreed=True)
    client = Client()
    situation = programme.forms.activity.situations[0].id
    page = client.get("/buurt", {"waar": MORNING, "situatie": situation})
    text = page.content.decode()
    assert activity.title in text
    assert "Merve" in text
    assert "X-Robots-Tag" not in page
    assert "duizend_session" not in client.cookies
    assert client.get("/buurt", {"waar": "GM9001"}).context["groups"]
    assert not client.get("/buurt", {"waar": "WK900201"}).context["groups"]
    assert "Hier is nog niets gevonden" in client.get("/buurt", {"situatie": "bestaat-niet\x00"}).content.decode()


def test_a_parent_proposes_and_a_coordinator_lets_it_show(programme: Programme, coco: User) -> None:
    visitor, desk = Client(), logged_in(coco)
    assert visitor.post("/buurt/voorstellen", typed(programme)).url == "/buurt?gedaan=voorstel"
    assert "Een coördinator belt je" in visitor.get("/buurt?gedaan=voorstel").content.decode()
    (row,) = desk.get("/buurt/nakijken").context["proposed"]
    address = f"/buurt/{row['id']}/nakijken"
    page = desk.get(address)
    assert page.context["proposer"].given_name == "Merve"
    sent = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    sent = {name: value for name, value in sent.items() if value not in (None, False)}
    assert desk.post(address, sent).url == "/buurt/nakijken"
    (group,) = visitor.get("/buurt").context["groups"]
    assert group["activities"][0]["title"] == "Wandelen met de wagen"
    assert "Merve" not in visitor.get("/buurt").content.decode()


def test_a_form_that_is_not_right_keeps_what_was_typed_and_says_what_to_do(programme: Programme) -> None:
    page = Client().post("/buurt/voorstellen", typed(programme, owner_name="Merve", phone="bel maar"))
    assert page.status_code == 400
    assert {"agreed", "phone"} == set(page.context["form"].errors)
    assert "Wandelen met de wagen" in page.content.decode()


def test_a_visitor_adds_a_number_asks_a_call_and_tells_a_wish(programme: Programme, coco: User) -> None:
    activity = shown(programme, coco)
    client, address = Client(), f"/buurt/{activity.public_id}"
    assert client.post(f"{address}/ik-kom", {"number": 2}).url == f"{address}?gedaan=komt"
    assert client.post(f"{address}/ik-kom", {"number": 99}).status_code == 400
    assert client.post(f"{address}/bel-mij", {"given_name": "Jo", "phone": "06 12345678"}).url == "/buurt?gedaan=gebeld"
    assert client.post("/buurt/bel-mij", {"given_name": "", "phone": ""}).status_code == 400
    wish = {"neighbourhood": MORNING, "situation": programme.forms.activity.situations[1].id, "number": 1}
    assert client.post("/buurt/wens", wish).url == "/buurt?gedaan=wens"
    assert Wish.objects.get().number == 1
    page = logged_in(coco).get("/buurt/nakijken")
    (call,) = page.context["calls"]
    assert (call["name"], call["about"]) == ("Jo", activity.title)
    done = logged_in(coco).post(f"/buurt/{call['id']}/gebeld", follow=True)
    assert done.context["calls"] == []
    assert "Jo" not in done.content.decode().replace("Ouders bij jou", "")


def test_who_sends_too_often_waits(programme: Programme, settings: object) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "neighbourhood": "2/m/ip"}
    client = Client()
    answers = [client.post("/buurt/bel-mij", {"given_name": "", "phone": ""}).status_code for _ in range(3)]
    assert answers == [400, 400, 429]
    assert client.get("/buurt").status_code == 200


def test_a_coordinator_counts_hides_and_reads_the_map(programme: Programme, coco: User) -> None:
    activity = shown(programme, coco)
    client, address = logged_in(coco), f"/buurt/{activity.public_id}"
    assert client.post(f"{address}/tellen", {"number": 7, "on": "2026-11-17"}).status_code == 302
    assert client.post(f"{address}/tellen", {"number": 0, "on": "2026-11-17"}).status_code == 400
    assert client.post(f"{address}/tellen", {"number": 1, "on": "2026-12-17"}).status_code == 409
    assert client.get("/buurt/nakijken").context["counted"][0]["people"] == 7
    assert client.get("/buurt/aanbodkaart").context["white"] > 0
    assert client.post(f"{address}/weghalen", {"words": ""}).status_code == 302
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("path", ["/buurt/nakijken", "/buurt/aanbodkaart"])
def test_the_pages_of_a_coordinator_are_hers(programme: Programme, path: str) -> None:
    assert Client().get(path).status_code == 302
    nurse = User.objects.create(email="n@example.org", name="N", roles=["nurse"], is_character=True)
    assert logged_in(nurse).get(path).status_code == 403


def test_queries_do_not_grow_with_what_there_is(programme: Programme, coco: User) -> None:
    def asked(client: Client, path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    paths = [(Client(), "/buurt"), (logged_in(coco), "/buurt/nakijken"), (logged_in(coco), "/buurt/aanbodkaart")]
    shown(programme, coco)
    proposed(programme)
    with public():
        ask_call_back("Jo", "0612345678")
    few = [asked(*one) for one in paths]
    for _ in range(4):
        shown(programme, coco, places=3)
        proposed(programme)
        with public():
            ask_call_back("Jo", "0612345678")
    assert [asked(*one) for one in paths] == few
    assert few[0] <= 6


def test_public_acts_are_logged_without_a_name(programme: Programme) -> None:
    activity = proposed(programme)
    line = LogLine.objects.latest("sequence")
    assert (line.event, line.subjects, line.purpose) == ("activity.proposed", [activity.public_id], "neighbourhood")
    assert not hasattr(actions, "record_family")


def test_the_queue_tells_who_waits_and_what_asks_a_look(programme: Programme, coco: User) -> None:
    activity = proposed(programme)
    with public():
        ask_call_back("Jo", "0612345678", activity=None)
    page = logged_in(coco).get("/wachtrij", {"soort": "buurt"})
    tasks = [task for section in page.context["sections"] for task in section["tasks"]]
    assert {task["label"] for task in tasks} == {"Bekijk wie", "Kijk na"}
    assert "Jo" not in [task["title"] for task in tasks]
    assert f"/buurt/{activity.public_id}/nakijken" in {task["url"] for task in tasks}
