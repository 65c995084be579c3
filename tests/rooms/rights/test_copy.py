# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A copy of the file: for whoever may ask, after three looks, without what is somebody else's, kept nowhere."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import characters
from characters import ON, Character
from duizend.delivery.contacts.models import Appointment
from duizend.delivery.visits.models import Visit
from duizend.doors.rights import actions
from duizend.doors.rights.actions import Asked
from duizend.doors.rights.models import Request, RequestStep
from duizend.doors.rights.queries.collecting import collect
from duizend.doors.rights.queries.registry import models_of
from duizend.doors.rights.rules.codebook import FIELDS, FIELDS_LEFT_OUT, NOT_IN_A_COPY, TABLES
from duizend.doors.rights.rules.registry import FAMILY
from duizend.doors.rights.rules.requests import ABOUT
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families.models import Household, Parent
from duizend.record.signalling.models import SignUp, SignUpDetails
from rooms.rights.files import first, one, second, system

# Rooms that say themselves later what of them is in a copy; until then nothing of them is.
TO_COME = {"consents", "meldcode", "referrals"}


@pytest.fixture(autouse=True)
def _on_the_day() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    clock.set_practice_date(ON)


@pytest.fixture
def apart() -> Character:
    """Yasmin and Onno live apart; he told how to reach him, and each answered for themselves."""
    with system():
        made = characters.answered("not_yet", characters.separated(), ask_again_on=ON + dt.timedelta(days=60))
        onno = made.parents[1]
        Parent.objects.filter(pk=onno.pk).update(phone="06-00999888", safe_contact="Alleen via zijn zus")
        Household.objects.filter(parents=onno).update(street="Geheimpad 3")
        said = characters.trajectories.AnswerSaid(
            answered_by=onno, decided_by="family", reason="Ik wil dit niet met haar"
        )
        characters.trajectories.record_answer(made.trajectory, "not_yet", on=ON, said=said)
    return made


def asked(made: Character, kind: str = "copy") -> Request:
    with one():
        return actions.record_request(made.family, Asked(kind, ON, "document", parent=made.parents[0]))


def look(request: Request, **found: str) -> None:
    with one():
        for about in ABOUT:
            words = "Zijn eigen woorden, art. 15 lid 4 AVG" if found.get(about) == "left_out" else ""
            actions.note_check(request, about=about, found=found.get(about, "nothing"), words=words)


def file_of(request: Request, *left_out: str) -> str:
    with one():
        return json.dumps([part.rows for part in collect(request, frozenset(left_out))], ensure_ascii=False)


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def words_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_her_copy_holds_what_is_hers_and_never_how_to_reach_the_other_parent(apart: Character) -> None:
    told = file_of(asked(apart))
    for own in ("Yasmin", "Mira", "06-00123456", "Veerstoep 7", "Ik wil dit niet met haar", "Onno"):
        assert own in told, own
    for his in ("06-00999888", "zijn zus", "Geheimpad", "ten Broeke"):
        assert his not in told, his


def test_the_other_parents_own_words_stay_out_where_that_was_decided(apart: Character) -> None:
    told = file_of(asked(apart), "other_parent")
    assert "Ik wil dit niet met haar" not in told
    assert "Yasmin" in told


@pytest.mark.parametrize(("home", "leaves"), [(0, True), (1, False), (None, True)], ids=["hers", "his", "nobody's"])
def test_what_was_said_at_the_other_parents_home_stays_out_where_that_was_decided(
    home: int | None, leaves: bool
) -> None:
    with system():
        _account, professional = characters.nurse()
        made = characters.waiting(characters.separated(), professional)
        visit = characters.visited(made, professional, on=ON, home=made.parents[0].household)
        Visit.objects.filter(pk=visit.pk).update(talked_about="Bang voor de avond", agreements="Buurvrouw belt")
        # Anew: who moved out holds another household by now.
        where = None if home is None else Parent.objects.get(pk=made.parents[home].pk).household_id
        Appointment.objects.filter(pk=visit.contact.appointment_id).update(household=where)
    request = asked(made)
    assert "Bang voor de avond" in file_of(request), "nothing was decided"
    told = file_of(request, "other_parent")
    assert [words in told for words in ("Bang voor de avond", "Buurvrouw belt")] == [leaves, leaves]
    assert "Yasmin" in told


def test_words_of_a_sign_up_that_may_be_either_parents_stay_out_where_that_was_decided(apart: Character) -> None:
    with system():
        SignUpDetails.objects.create(
            sign_up=SignUp.objects.get(family=apart.family), given_name="Yasmin", parents_words="Wij redden het niet",
            remarks="Zij huilde",
        )  # fmt: skip
    request = asked(apart)
    assert "Wij redden het niet" in file_of(request)
    told = file_of(request, "other_parent")
    assert "Wij redden het niet" not in told
    assert "Zij huilde" not in told


def test_what_comes_of_third_parties_stays_out_where_that_was_decided() -> None:
    with system():
        tirza = characters.says_no()
    request = asked(tirza)
    assert "sender" not in file_of(request, "third_parties")


def test_nothing_leaves_before_a_named_person_looked_at_all_three(apart: Character) -> None:
    request = asked(apart)
    with one(), pytest.raises(ActionRefused, match="not_looked_at"):
        actions.release(request)
    with one(), pytest.raises(ActionRefused, match="no_ground"):
        actions.note_check(request, about="other_parent", found="left_out", words=" ")
    look(request)
    with one(), pytest.raises(ActionRefused, match="not_released"):
        actions.hand_over(Request.objects.get(), form="pdf")
    with one():
        actions.release(request)
        with pytest.raises(ActionRefused, match="closed"):
            actions.note_check(request, about="meldcode", found="nothing")
        assert set(RequestStep.objects.values_list("entered_by__name", flat=True)) == {"Rachida Amrani"}
        assert actions.hand_over(Request.objects.get(), form="json")
    assert LogLine.objects.get(event="rights.handed_over").detail == "json"
    clock.set_practice_date(ON + dt.timedelta(days=15))
    with one(), pytest.raises(ActionRefused, match="over"):
        actions.hand_over(Request.objects.get(), form="pdf")


def test_from_the_family_page_to_a_pdf_and_a_json_with_its_codebook(apart: Character) -> None:
    client = client_of(first())
    page = reverse("rights:family", args=[apart.family.public_id])
    assert page in client.get(reverse("desk:family", args=[apart.family.public_id])).content.decode()
    assert "Dit gezin heeft nog niets over het dossier gevraagd." in words_of(client.get(page))
    form = {
        "kind": "copy",
        "who": apart.parents[0].public_id,
        "identity_seen": "document",
        "on": "17-11-2026",
        "words": "Alles graag",
    }
    wrong = client.post(page, {**form, "who": apart.family.public_id})
    assert wrong.status_code == 422
    shown = client.post(page, form, follow=True)
    assert "Antwoord uiterlijk op 17 december 2026." in words_of(shown)
    here = shown.redirect_chain[-1][0]
    assert client.post(here, {"do": "release"}).status_code == 409
    for about in ABOUT:
        out = about == "other_parent"
        answer = {
            "do": "check",
            "about": about,
            "found": "left_out" if out else "nothing",
            "words": "Van hem zelf" if out else "",
        }
        assert client.post(here, answer).status_code == 302
    assert client.post(here, {"do": "check"}).status_code == 422
    assert "Om te lezen (PDF)" in words_of(client.post(here, {"do": "release"}, follow=True))
    pdf = client.get(f"{here}/pdf")
    assert pdf.content.startswith(b"%PDF")
    assert b"pdfuaid" in pdf.content
    told = json.loads(client.get(f"{here}/json").content)
    assert told["codebook"]["fields"].keys() == {name for rows in told["file"].values() for row in rows for name in row}
    assert told["codebook"]["tables"].keys() == told["file"].keys()
    assert any("Van hem zelf" in line for line in told["about"])
    assert "meldcode" not in json.dumps(told).casefold()
    assert LogLine.objects.filter(event="rights.handed_over").count() == 2
    assert "Verzoeken die wachten" in words_of(client.get(reverse("rights:overview")))


def test_the_copy_does_not_tell_that_something_of_a_meldcode_was_left_out(apart: Character) -> None:
    request = asked(apart)
    look(request, meldcode="left_out")
    with one():
        actions.release(request)
    made = client_of(second()).get(reverse("rights:copy", args=[request.public_id, "json"])).content.decode()
    assert "eldcode" not in made
    assert "Zijn eigen woorden" not in made


def test_an_answer_comes_later_once_with_a_reason_and_a_refusal_says_why(apart: Character) -> None:
    request = asked(apart)
    with one():
        actions.extend(request, until_on=ON + dt.timedelta(days=80), words="Het dossier is groot")
        with pytest.raises(ActionRefused, match="extended_before"):
            actions.extend(request, until_on=ON + dt.timedelta(days=85), words="Nog groter")
        with pytest.raises(ActionRefused, match="no_words"):
            actions.refuse(request, words="")
        actions.refuse(request, words="Het verzoek ging over een ander gezin")
        with pytest.raises(ActionRefused, match="closed"):
            actions.settle(request, words="Toch")


def test_a_destruction_on_request_waits_until_the_help_has_ended(apart: Character) -> None:
    request = asked(apart, "destruction")
    client = client_of(first())
    page = client.post(reverse("rights:request", args=[request.public_id]), {"do": "destroy"}, follow=True)
    assert "Op verzoek van het gezin" in words_of(page)
    with system():
        _, nurse = characters.nurse()
        helped = characters.waiting(characters.twins(), nurse)
    refused = client.post(reverse("rights:request", args=[asked(helped, "destruction").public_id]), {"do": "destroy"})
    assert refused.status_code == 409
    assert "Beëindig eerst de begeleiding." in words_of(refused)


def test_a_request_is_of_somebody_of_the_family_and_not_of_tomorrow(apart: Character) -> None:
    with system():
        tirza = characters.says_no()
    with one(), pytest.raises(ActionRefused, match="whose"):
        actions.record_request(apart.family, Asked("copy", ON, "document", parent=tirza.parents[0]))
    with one(), pytest.raises(ActionRefused, match="day_to_come"):
        actions.record_request(
            apart.family, Asked("copy", ON + dt.timedelta(days=1), "document", parent=apart.parents[0])
        )


@pytest.mark.parametrize("role", ["nurse", "administrator", "safeguarding_lead", "sender", "log_keeper"])
def test_nobody_else_notes_a_request_or_fetches_a_copy(apart: Character, role: str) -> None:
    request = asked(apart)
    user = characters.account(f"{role}@example.org", role)
    with acting(identity_of(user)), pytest.raises(NotPermitted):
        actions.record_request(apart.family, Asked("copy", ON, "document", parent=apart.parents[0]))
    client = client_of(user)
    for page in (
        reverse("rights:request", args=[request.public_id]),
        reverse("rights:copy", args=[request.public_id, "pdf"]),
    ):
        assert client.get(page).status_code in (403, 404)
    assert client.get(reverse("rights:family", args=[apart.family.public_id])).status_code in (403, 404)


def test_everything_that_goes_into_a_copy_has_its_name_and_what_does_not_its_reason() -> None:
    named = {model._meta.db_table: model for model in models_of(FAMILY)}
    own = {table for table, model in named.items() if model._meta.app_label not in TO_COME}
    assert own - set(TABLES) - set(NOT_IN_A_COPY) == set()
    assert set(TABLES) & set(NOT_IN_A_COPY) == set()
    fields = {
        f"{table}.{field.name}" for table in TABLES for field in named[table]._meta.local_concrete_fields
        if field.name not in FIELDS and field.name not in FIELDS_LEFT_OUT
    }  # fmt: skip
    assert fields == set(), "fields of a copy without a name"


def test_how_many_statements_a_copy_takes_does_not_depend_on_how_much_there_is(apart: Character) -> None:
    request = asked(apart)
    counted = []
    for _ in range(2):
        with one(), CaptureQueriesContext(connection) as queries:
            collect(request, frozenset())
        counted.append(len(queries))
        with system():
            for number in range(4):
                characters.record_sign_up(
                    apart.family, received_on=ON - dt.timedelta(days=number), source="jgz", parents_know="agreed"
                )
    assert counted[0] == counted[1]


def test_an_answer_is_not_put_off_without_a_day(apart: Character) -> None:
    request = asked(apart)
    address = reverse("rights:request", args=[request.public_id])
    page = client_of(first()).post(address, {"do": "extend", "until_on": "", "words": "Het dossier is groot."})
    assert page.status_code == 422
    assert "Kies een dag die nog komt." in words_of(page)
    assert page.content.decode().count('value="Het dossier is groot."') == 1, "what was typed stays, in its own form"
    with one():
        assert not request.steps.exists()
