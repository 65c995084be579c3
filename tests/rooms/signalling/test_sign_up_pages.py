# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The coordinator's pages of sign-ups: the list, one sign-up, links."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import characters
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of, system_identity
from duizend.record.families.actions import NewParent, Residence, register_family, register_pregnancy
from duizend.record.families.models import Family
from duizend.record.signalling.actions import handle_sign_up
from duizend.record.signalling.models import SenderLink, SignUp, SignUpHandling
from rooms.signalling.senders import DUE, midwife, sent, told

LIST = "/aanmeldingen"


def page_of(name: str, sign_up: SignUp) -> str:
    return reverse(f"signalling:{name}", args=[sign_up.public_id])


def test_the_list_marks_what_waits_too_long_in_days(browse, lines) -> None:
    own = sent(midwife(), on=characters.ON - timedelta(days=12))
    page = browse(characters.coordinator()).get(LIST)
    text = page.content.decode()
    assert "Samira Osman" in text
    assert "5 dagen te laat" in text
    (line,) = [line for line in lines() if line.event == "sign_up.list"]
    assert line.subjects == [own.public_id]


@pytest.mark.parametrize("query", ["?stand=afgehandeld", "?bron=gp", "?gemeente=GM9002"])
def test_filters_stand_in_the_address(browse, query: str) -> None:
    sent(midwife())
    browser = browse(characters.coordinator())
    assert "Samira" in browser.get(LIST).content.decode()
    assert "Samira" not in browser.get(LIST + query).content.decode()


@pytest.mark.parametrize("query", ["?stand=weg", "?bron=x", "?gemeente=x", "?na=x"])
def test_a_filter_that_is_none_is_not_found(browse, query: str) -> None:
    assert browse(characters.coordinator()).get(LIST + query).status_code == 404


def test_the_list_is_turned_without_a_name_in_the_address_and_with_as_many_queries(browse) -> None:
    sender = midwife()
    sent(sender, "Ouder 0")
    browser = browse(characters.coordinator())
    browser.get(LIST)
    with CaptureQueriesContext(connection) as few:
        browser.get(LIST)
    for number in range(1, 30):
        sent(sender, f"Ouder {number}")
    with CaptureQueriesContext(connection) as many:
        page = browser.get(LIST).content.decode()
    assert len(few) == len(many)
    following = re.search(r'rel="next" href="([^"]+)"', page).group(1).replace("&amp;", "&")
    assert "uder" not in following
    assert "Ouder 29" in browser.get(LIST + following).content.decode()


@pytest.mark.parametrize("role", ["nurse", "sender", "analyst"])
def test_nobody_else_sees_the_list_or_a_sign_up(browse, role: str) -> None:
    own = sent(midwife())
    browser = browse(characters.account(f"{role}@elders.example", role))
    assert browser.get(LIST).status_code == 403
    assert browser.get(page_of("sign_up", own)).status_code == 403
    assert browser.post(page_of("register", own)).status_code == 403
    assert browser.get(f"{LIST}/links").status_code == 403


def test_a_sign_up_shows_likely_duplicates_with_why_and_links_to_one(browse) -> None:
    with acting(system_identity("test")):
        place = characters.region().find_municipality("Oudrade")
        known = register_family(
            on=characters.ON, residence=Residence(place, None, characters.ON),
            parents=(NewParent("Samira", "Osman", phone="06-00123456"),),
        )  # fmt: skip
        register_pregnancy(known, due_date=DUE)
    own = sent(midwife())
    browser = browse(characters.coordinator())
    text = browser.get(page_of("sign_up", own)).content.decode()
    assert "Kennen we dit gezin al?" in text
    assert "Waarom:" in text
    response = browser.post(page_of("link", own), {"family": known.public_id})
    assert known.public_id in response.url
    with acting(system_identity("test")):
        assert SignUpHandling.objects.get().outcome == "linked"


def test_a_family_is_searched_by_post_only(browse) -> None:
    with acting(system_identity("test")):
        characters.expecting()
    own = sent(midwife(), who=replace(told().who, phone=""))
    browser = browse(characters.coordinator())
    assert "Veld" in browser.post(page_of("sign_up", own), {"words": "Jorien"}).content.decode()
    assert "Veld" not in browser.get(page_of("sign_up", own) + "?words=Jorien").content.decode()


def test_registering_leads_on_and_again_is_refused_in_words(browse) -> None:
    own = sent(midwife())
    browser = browse(characters.coordinator())
    response = browser.post(page_of("register", own))
    with acting(system_identity("test")):
        family = Family.objects.get()
    assert family.public_id in response.url
    again = browser.post(page_of("register", own))
    assert again.status_code == 409
    assert "al afgehandeld" in again.content.decode()


def test_taking_up_and_ending_with_words_to_the_sender(browse) -> None:
    own = sent(midwife())
    browser = browse(characters.coordinator())
    assert browser.post(page_of("take_up", own)).status_code == 302
    assert browser.post(page_of("end", own), {"outcome": "not_for_us"}).status_code == 400
    words = {"outcome": "not_for_us", "words_to_sender": "Het buurtteam helpt hierbij."}
    assert browser.post(page_of("end", own), words).status_code == 302
    text = browser.get(page_of("sign_up", own)).content.decode()
    assert "Het buurtteam helpt hierbij." in text
    assert "Schrijf in als nieuw gezin" not in text


def test_one_sign_up_is_read_with_its_subjects_in_the_log(browse, lines) -> None:
    own = sent(midwife())
    browse(characters.coordinator()).get(page_of("sign_up", own))
    (line,) = [line for line in lines() if line.event == "sign_up.read"]
    assert own.public_id in line.subjects


def test_an_empty_list_says_what_is_next(browse) -> None:
    browser = browse(characters.coordinator())
    assert "Er wacht geen aanmelding" in browser.get(LIST).content.decode()
    assert "Nog niets afgehandeld" in browser.get(LIST + "?stand=afgehandeld").content.decode()
    assert "Geen aanmeldingen bij deze keuze" in browser.get(LIST + "?bron=gp").content.decode()


def test_a_links_address_is_shown_once_and_can_be_withdrawn(browse) -> None:
    browser = browse(characters.coordinator())
    page = browser.post(f"{LIST}/links", {"source": "midwife", "organisation": "", "days": "14"})
    address = re.search(r"http://testserver(/aanmelden/\w+)", page.content.decode()).group(1)
    assert "no-store" in page["Cache-Control"]
    assert address not in browser.get(f"{LIST}/links").content.decode()
    assert browser.get(address).status_code == 200
    with acting(identity_of(characters.coordinator())):
        link = SenderLink.objects.get()
    browser.post(reverse("signalling:withdraw_link", args=[link.public_id]))
    assert browser.get(address).status_code == 404


def test_a_sign_up_that_is_not_there_is_not_found(browse) -> None:
    assert browse(characters.coordinator()).get(f"{LIST}/22222222222222").status_code == 404


def test_an_old_lists_sign_up_is_not_among_what_came_in(browse) -> None:
    with acting(system_identity("test")):
        characters.expecting()
    assert "Er wacht geen aanmelding" in browse(characters.coordinator()).get(LIST).content.decode()
    own = sent(midwife())
    with acting(identity_of(characters.coordinator())):
        handle_sign_up(own, "withdrawn")
