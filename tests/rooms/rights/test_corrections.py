# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""To have something corrected: granted as a new fact or refused with a ground, and their own statement stays beside it."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

import characters
from characters import ON, Character
from duizend.delivery.contacts.models import Contact
from duizend.delivery.visits.actions import VisitSaid, correct_visit
from duizend.doors.rights import actions
from duizend.doors.rights.actions import Asked
from duizend.doors.rights.models import Request
from duizend.doors.rights.queries.collecting import collect
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families.actions import Stated, add_own_statement
from duizend.record.families.models import OwnStatement
from duizend.record.signalling.actions import record_judgement, withdraw_judgement
from duizend.record.signalling.rules.weighing import JUDGEMENTS
from rooms.rights.files import destroy, first, one, other, places_with, system

OWN = "Ik heb dat niet gezegd; ik vroeg om rust."


@pytest.fixture(autouse=True)
def _on_the_day() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    clock.set_practice_date(ON)


@pytest.fixture
def visited() -> Character:
    """A family with the report of a visit, of four days ago."""
    with system():
        _, jolijn = characters.nurse()
        made = characters.waiting(characters.twins(), jolijn)
        characters.visited(made, jolijn, on=ON - dt.timedelta(days=4))
    return made


def contact_of(made: Character) -> Contact:
    with system():
        return Contact.objects.current().get(family=made.family)


def disputes(made: Character, about: str, about_id: str = "") -> Request:
    with one():
        return actions.record_request(
            made.family,
            Asked("correction", ON, "document", parent=made.parents[0], about=about, about_id=about_id),
        )


def words_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_granted_is_a_new_fact_and_what_stood_there_stays(visited: Character) -> None:
    contact = contact_of(visited)
    asked = disputes(visited, "contact", contact.public_id)
    with one(), pytest.raises(ActionRefused, match="not_corrected"):
        actions.grant_correction(asked, words="Aangepast.")
    with system():
        correct_visit(contact, VisitSaid(contact.happened_on, goes_well="Zij vroeg om rust."))
    with one():
        actions.grant_correction(asked, words="In het verslag staat nu dat u om rust vroeg.")
        with pytest.raises(ActionRefused, match="closed"):
            actions.refuse(asked, words="Toch niet")
    with system():
        assert Contact.objects.filter(family=visited.family).count() == 2


def test_what_was_corrected_before_it_was_asked_grants_nothing(visited: Character) -> None:
    with system():
        correct_visit(contact_of(visited), VisitSaid(ON - dt.timedelta(days=4), goes_well="Anders."))
    asked = disputes(visited, "contact", contact_of(visited).public_id)
    with one(), pytest.raises(ActionRefused, match="not_corrected"):
        actions.grant_correction(asked, words="Aangepast.")


def test_refused_has_its_ground_and_the_statement_stays_where_it_is_disputed_and_in_the_copy(
    visited: Character,
) -> None:
    contact = contact_of(visited)
    asked = disputes(visited, "contact", contact.public_id)
    with one():
        actions.refuse(asked, words="Zo heeft de verpleegkundige het gehoord (art. 7:454 BW).")
        actions.add_statement(asked, words=OWN)
    client, nurse = client_of(first()), client_of(characters.nurse()[0])
    report = reverse("visits:summary", args=[contact.public_id])
    for who, page in ((nurse, report), (client, reverse("desk:family", args=[visited.family.public_id]))):
        told = words_of(who.get(page))
        assert "Eigen verklaring" in told, page
        assert OWN in told, page
    for page in ("families:people", "signalling:weigh"):
        assert OWN not in words_of(client.get(reverse(page, args=[visited.family.public_id]))), page
    with system():
        correct_visit(contact, VisitSaid(contact.happened_on, goes_well="Nog eens anders."))
    newer = reverse("visits:summary", args=[contact_of(visited).public_id])
    assert newer != report
    assert OWN in words_of(nurse.get(newer)), "it stays with the report when that is corrected later"
    with one():
        copy = {part.table: part.rows for part in collect(asked, frozenset())}
    assert [row["words"] for row in copy["families_ownstatement"]] == [OWN]
    assert "about_id" not in json.dumps(copy)


def test_the_other_parents_statement_stays_out_of_a_copy_where_that_was_decided() -> None:
    with system():
        apart = characters.separated()
        add_own_statement(apart.family, Stated("Van hem.", ON, parent=apart.parents[1]))
        add_own_statement(apart.family, Stated("Van haar.", ON, parent=apart.parents[0]))
    asked = disputes(apart, "file")
    with one():
        whole, less = (
            json.dumps([part.rows for part in collect(asked, out)])
            for out in (frozenset(), frozenset({"other_parent"}))
        )
    assert "Van hem." in whole
    assert "Van hem." not in less
    assert "Van haar." in less


@pytest.mark.parametrize(("about", "page"), [("people", "families:people"), ("weighing", "signalling:weigh")])
def test_a_statement_is_shown_on_the_page_that_it_is_about(visited: Character, about: str, page: str) -> None:
    asked = disputes(visited, about)
    with one():
        actions.add_statement(asked, words=OWN)
        actions.add_statement(asked, words="En nog iets.")
    told = words_of(client_of(first()).get(reverse(page, args=[visited.family.public_id])))
    assert OWN in told
    assert "En nog iets." in told


def test_a_weighing_is_granted_when_something_of_it_was_corrected(visited: Character) -> None:
    with one():
        judged = record_judgement(visited.family, JUDGEMENTS[0], on=ON, words="Het is druk.")
    asked = disputes(visited, "weighing")
    with one():
        with pytest.raises(ActionRefused, match="not_corrected"):
            actions.grant_correction(asked, words="Aangepast.")
        withdraw_judgement(judged)
        assert actions.grant_correction(asked, words="Dit oordeel is teruggenomen.").kind == "upheld"


def test_from_the_page_somebody_disputes_and_has_a_statement_added(visited: Character) -> None:
    client, contact = client_of(first()), contact_of(visited)
    page = reverse("rights:family", args=[visited.family.public_id])
    form = {
        "kind": "correction", "who": visited.parents[0].public_id, "identity_seen": "known", "on": "17-11-2026",
        "words": "Dat klopt niet",
    }  # fmt: skip
    wrong = client.post(page, form)
    assert wrong.status_code == 422
    assert "Kies wat er niet klopt." in words_of(wrong)
    shown = client.post(page, {**form, "disputed": f"contact:{contact.public_id}"}, follow=True)
    told = words_of(shown)
    assert "Iets verbeteren. Het verslag van een contact" in told
    assert "Open wat er volgens hen niet klopt" in told
    here = shown.redirect_chain[-1][0]
    assert client.post(here, {"do": "grant", "words": "Gedaan"}).status_code == 409
    assert client.post(here, {"do": "settle", "words": "Gedaan"}).status_code == 409
    assert client.post(here, {"do": "state", "words": ""}).status_code == 422
    assert OWN in words_of(client.post(here, {"do": "state", "words": OWN}, follow=True))
    assert "Geweigerd" in words_of(client.post(here, {"do": "refuse", "words": "Zo is het gehoord."}, follow=True))
    assert client.post(here, {"do": "state", "words": "Nog een woord."}).status_code == 302


def test_what_is_disputed_is_in_this_file_and_a_statement_is_of_somebody_in_it(visited: Character) -> None:
    with system():
        tirza = characters.says_no()
    for about, about_id in (("contact", ""), ("contact", "3" * 14), ("file", contact_of(visited).public_id)):
        with pytest.raises(ActionRefused, match="about_what"):
            disputes(visited, about, about_id)
    with pytest.raises(ActionRefused, match="about_what"):
        disputes(tirza, "contact", contact_of(visited).public_id)
    for stated, code in (
        (Stated(OWN, ON, parent=tirza.parents[0]), "whose"),
        (Stated(" ", ON, parent=visited.parents[0]), "no_words"),
        (Stated(OWN, ON + dt.timedelta(days=1), parent=visited.parents[0]), "day_in_the_future"),
        (Stated(OWN, ON, about="weather", parent=visited.parents[0]), "about_what"),
    ):
        with one(), pytest.raises(ActionRefused, match=code):
            add_own_statement(visited.family, stated)


def test_a_statement_is_only_ever_added_and_goes_with_the_file() -> None:
    with system():
        tirza = characters.says_no()
    asked = disputes(tirza, "file")
    with other():
        actions.add_statement(asked, words=OWN)
    with system():
        for change in ("UPDATE families_ownstatement SET words = ''", "DELETE FROM families_ownstatement"):
            with pytest.raises(DatabaseError), transaction.atomic():
                connection.cursor().execute(change)
        assert OwnStatement.objects.get().words == OWN
    stranger, _professional = characters.nurse("Wies")
    with acting(identity_of(stranger)):
        assert not OwnStatement.objects.exists()
        with pytest.raises(NotPermitted):
            add_own_statement(tirza.family, Stated(OWN, ON, parent=tirza.parents[0]))
    clock.set_practice_date(ON + dt.timedelta(days=367))
    destroy(tirza.family.public_id)
    assert places_with("ik vroeg om rust") == []
