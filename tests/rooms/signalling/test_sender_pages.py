# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sender's pages: with an account, and by a link that shows nothing of a family."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

import characters
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.access.rules.policy import GRANTED_ROLES
from duizend.ground.kernel import clock
from duizend.record.signalling.actions import handle_sign_up, make_link, register_from_sign_up, take_up
from duizend.record.signalling.models import SignUp
from duizend.record.signalling.queries.sign_ups import get_sign_up
from duizend.record.trajectories.actions import indicate, offer, record_answer
from rooms.signalling.senders import midwife, sent, typed

SEND = "/aanmelden"


def link_of(source: str = "midwife") -> tuple[str, str]:
    """Make a link; returns its address and its public id."""
    with acting(identity_of(characters.coordinator())):
        link, word = make_link(source)
    return reverse("senders:by_link", args=[word]), link.public_id


def answered(sign_up: SignUp, answer: str) -> None:
    """Let a sign-up become a family that was offered a programme and gave its answer."""
    with acting(identity_of(characters.coordinator())):
        family = register_from_sign_up(get_sign_up(sign_up.public_id), on=characters.ON)
    with acting(system_identity("test")):
        trajectory = indicate(
            family,
            version=characters.programme(),
            on=characters.ON,
            pregnancy=family.pregnancies.get(),
            sign_up=sign_up,
        )
        offer(trajectory, on=characters.ON)
        record_answer(trajectory, answer, on=characters.ON)


def test_a_sender_signs_up_with_the_five_things_that_are_asked(browse) -> None:
    browser = browse(midwife())
    assert browser.get(SEND).status_code == 200
    response = browser.post(SEND, typed())
    assert (response.status_code, response.url) == (302, SEND)
    with acting(system_identity("test")):
        sign_up = SignUp.objects.get()
        assert (sign_up.details.given_name, sign_up.may_hear, sign_up.sender_name) == (
            "Samira",
            "handled",
            "Hanneke de Vries",
        )
    page = browser.get(SEND).content.decode()
    assert "Samira O." in page
    assert "Ontvangen" in page


def test_the_button_pressed_twice_is_one_sign_up(browse) -> None:
    browser = browse(midwife())
    browser.post(SEND, typed())
    browser.post(SEND, typed())
    with acting(system_identity("test")):
        assert SignUp.objects.count() == 1


def test_what_was_typed_stays_and_each_fault_stands_in_the_summary(browse) -> None:
    page = browse(midwife()).post(SEND, typed(day="31-02-2027", municipality="", parents_words="Ik wil weten wat kan"))
    assert page.status_code == 400
    text = page.content.decode()
    assert 'value="Samira"' in text
    assert 'value="31-02-2027"' in text
    assert "Ik wil weten wat kan" in text
    assert 'href="#id_day"' in text
    assert 'href="#id_municipality"' in text
    assert '<details class="disclosure" open>' in text


@pytest.mark.parametrize("written", ["9-3-2027", "09-03-2027", "2027-03-09", "09032027", "9/3/2027", "9.3.2027"])
def test_a_day_is_read_as_people_write_it(browse, written: str) -> None:
    assert browse(midwife()).post(SEND, typed(day=written)).status_code == 302
    with acting(system_identity("test")):
        assert SignUp.objects.get().details.due_date.isoformat() == "2027-03-09"


@pytest.mark.parametrize("day", ["9-3-2037", "9-3-2025", "gisteren", ""])
def test_a_due_date_that_cannot_be_is_refused(browse, day: str) -> None:
    assert browse(midwife()).post(SEND, typed(day=day)).status_code == 400


def test_a_midwife_without_agreement_reads_what_to_do(browse) -> None:
    page = browse(midwife()).post(SEND, typed(parents_know="told"))
    assert page.status_code == 400
    assert "Zonder haar akkoord kan dit nog niet" in page.content.decode()


def test_a_sender_begins_at_the_form_and_can_be_given_an_account_by_the_administrator(browse) -> None:
    assert browse(midwife()).get("/").url == SEND
    assert "sender" in GRANTED_ROLES
    with acting(identity_of(midwife())) as opened:
        assert opened.identity.reach == "none"


def test_somebody_who_is_no_sender_gets_no_form(browse) -> None:
    with acting(system_identity("test")):
        nurse, _professional = characters.nurse()
    assert browse(nurse).get(SEND).status_code == 403
    assert Client().get(SEND).status_code == 302


def test_a_senders_page_shows_only_her_own(browse) -> None:
    sent(midwife("andere@brug.example"), "Xandra")
    sender = midwife()
    sent(sender)
    page = browse(sender).get(SEND).content.decode()
    assert "Samira O." in page
    assert "Xandra" not in page


def test_the_answer_is_read_only_where_the_parents_agreed_and_then_stands_in_the_log(browse, lines) -> None:
    sender = midwife()
    open_one, shut_one = sent(sender, may_hear="answer"), sent(sender, "Noor")
    answered(open_one, "accepted")
    answered(shut_one, "declined")
    page = browse(sender).get(SEND).content.decode()
    assert "De ouders zeiden ja op het aanbod." in page
    assert "kozen er nu niet voor" not in page
    assert "Dat vertellen de ouders zelf als ze dat willen." in page
    with acting(system_identity("test")):
        families = {s.pk: s.family.public_id for s in SignUp.objects.all()}
    (line,) = [line for line in lines() if line.event == "sign_up.own"]
    assert families[open_one.pk] in line.subjects
    assert families[shut_one.pk] not in line.subjects


def test_that_a_family_was_double_is_not_told(browse) -> None:
    sender = midwife()
    own = sent(sender)
    with acting(identity_of(characters.coordinator())):
        handle_sign_up(own, "double")
    page = browse(sender).get(SEND).content.decode()
    assert "Afgehandeld" in page
    assert "ubbel" not in page


def test_the_number_of_queries_of_a_senders_page_does_not_depend_on_her_sign_ups(
    browse, django_assert_num_queries
) -> None:
    sender = midwife()
    answered(sent(sender, may_hear="answer"), "accepted")
    browser = browse(sender)
    browser.get(SEND)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(SEND)
    for number in range(4):
        answered(sent(sender, f"Ouder {number}", may_hear="answer"), "accepted")
    with django_assert_num_queries(len(few)):
        browser.get(SEND)


def test_a_link_needs_no_login_and_its_page_then_shows_nothing_of_the_family() -> None:
    address, _link = link_of()
    browser = Client()
    page = browser.get(address)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "no-referrer"
    response = browser.post(address, typed(sender_name="Hanneke de Vries", phone="06-00123456"))
    assert (response.status_code, response.url) == (302, address)
    for after in (browser.get(address), Client().get(address), browser.post(address, typed(given_name="Noor"))):
        text = after.content.decode()
        assert after.status_code == 200
        assert "Ontvangen" in text
        for word in ("Samira", "Osman", "06-00123456", "Hanneke", "Oudrade"):
            assert word not in text
    with acting(system_identity("test")):
        assert SignUp.objects.count() == 1


def test_what_a_links_page_says_follows_what_is_done(lines) -> None:
    address, link_id = link_of()
    Client().post(address, typed(sender_name="Hanneke", may_hear="on"))
    with acting(system_identity("test")):
        sign_up = SignUp.objects.get()
    with acting(identity_of(characters.coordinator())):
        take_up(sign_up)
    assert "Opgepakt" in Client().get(address).content.decode()
    answered(sign_up, "not_yet")
    assert "De ouders zeiden: nog niet." in Client().get(address).content.decode()
    read = [line for line in lines() if line.event == "sign_up.told_by_link"]
    assert {line.roles for line in read} == {"system"}
    assert all(line.subjects[:2] == [link_id, sign_up.public_id] for line in read)


def test_a_links_form_keeps_what_was_typed_and_asks_a_midwife_for_agreement() -> None:
    address, _link = link_of()
    page = Client().post(address, typed(sender_name="Hanneke", parents_know="not_yet_told"))
    assert page.status_code == 400
    assert 'value="Samira"' in page.content.decode()
    assert "akkoord" in page.content.decode()
    with acting(system_identity("test")):
        assert not SignUp.objects.exists()


def test_a_link_that_is_none_or_ran_out_says_so_and_no_more() -> None:
    address, _link = link_of()
    clock.set_practice_date(characters.ON + timedelta(days=20))
    for gone in (address, f"{SEND}/{'2' * 26}"):
        page = Client().get(gone)
        assert page.status_code == 404
        assert "Deze link werkt niet" in page.content.decode()


def test_a_links_form_is_refused_without_its_csrf_token() -> None:
    address, _link = link_of()
    assert Client(enforce_csrf_checks=True).post(address, typed(sender_name="Hanneke")).status_code == 403
    assert Client(enforce_csrf_checks=True).post(SEND, typed()).status_code in (302, 403)


def test_a_links_form_that_is_sent_too_often_has_to_wait() -> None:
    address, _link = link_of()
    answers = [Client().post(address, {}).status_code for _turn in range(31)]
    assert set(answers[:30]) == {400}
    assert answers[30] == 429


def test_words_are_not_guessed_by_the_dozen() -> None:
    answers = [Client().get(f"{SEND}/{'2' * 26}").status_code for _try in range(31)]
    assert answers == [404] * 30 + [429]


def test_who_may_sign_up_by_a_link_sees_it_also_when_logged_in_as_somebody_else(browse) -> None:
    address, _link = link_of()
    with acting(system_identity("test")):
        nurse, _professional = characters.nurse()
    browser = browse(nurse)
    assert browser.post(address, typed(sender_name=escape("Hanneke"))).status_code == 302
    with acting(system_identity("test")):
        assert SignUp.objects.get().entered_by.roles == ["system"]


def test_a_sender_whose_account_says_where_she_works_is_not_asked_it(browse) -> None:
    characters.region()
    sender = midwife()
    sender.job_title = "Verloskundige, De Ooievaarshof"
    sender.save(update_fields=["job_title"])
    browser = browse(sender)
    page = browser.get(SEND).content.decode()
    assert "Je werkt bij" not in page
    assert "Verloskundigenpraktijk De Ooievaarshof" in page
    said = {key: value for key, value in typed().items() if key != "source"}
    assert browser.post(SEND, said).status_code == 302
    with acting(system_identity("test")):
        sign_up = SignUp.objects.get()
        assert (sign_up.source, sign_up.organisation.name) == ("midwife", "Verloskundigenpraktijk De Ooievaarshof")


def test_a_sender_whose_account_does_not_say_it_is_asked_where_she_works(browse) -> None:
    assert "Je werkt bij" in browse(midwife()).get(SEND).content.decode()


def test_her_own_sign_ups_are_one_link_away_from_the_top_of_the_form(browse) -> None:
    sender = midwife()
    assert 'href="#own"' not in browse(sender).get(SEND).content.decode()
    sent(sender)
    page = browse(sender).get(SEND).content.decode()
    assert page.index('href="#own"') < page.index('<form class="sign-up"')
    assert 'id="own"' in page


def test_a_language_is_chosen_by_its_name_and_read_by_its_name(browse) -> None:
    sender = midwife()
    browser = browse(sender)
    assert '<option value="ti">Tigrinya</option>' in browser.get(SEND).content.decode()
    assert browser.post(SEND, typed(language="ti")).status_code == 302
    with acting(system_identity("test")):
        public_id = SignUp.objects.get().public_id
    page = browse(characters.coordinator()).get(f"/aanmeldingen/{public_id}").content.decode()
    assert "Tigrinya" in page
