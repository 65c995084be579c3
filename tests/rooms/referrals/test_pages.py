# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The screens of referrals, and the page of a partner's link: what they say, who opens them, and what they never show."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duizend.ground.access.models import LogLine
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.safety.referrals.actions import make_reply_link, record_step, withdraw_reply_link
from duizend.safety.referrals.models import Referral, ReplyLink
from duizend.safety.referrals.queries import get_referral, standing_steps
from duizend.safety.referrals.views import answering
from rooms.consents.characters import TODAY
from rooms.contacts.characters import make_nurse
from rooms.referrals.characters import Scene, account, make_scene

NAMES = ("Lotte", "Haddou", "Wout", "Meijer", "Noor", "Jolanda")


def logged_in(user: object) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def words_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture(autouse=True)
def _static_folder() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    cache.clear()


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def client(scene: Scene) -> Client:
    return logged_in(scene.user)


def page(name: str, *ids: str) -> str:
    return reverse(f"referrals:{name}", args=ids)


def filled(scene: Scene, **more: object) -> dict[str, object]:
    return {
        "about": scene.family.lotte.public_id,
        "shares": ["name", "contact"],
        "tells": "nobody",
        "question": "Overzicht",
        **more,
    }


def with_link(scene: Scene) -> tuple[Referral, str]:
    referral = scene.sent()
    with scene.acts():
        _link, word = make_reply_link(get_referral(referral.public_id))
    return referral, word


def kinds(scene: Scene, referral: Referral) -> list[str]:
    with scene.acts():
        return [step.kind for step in standing_steps(get_referral(referral.public_id))]


def after(first: Callable[[], object], then: Callable[..., object]) -> Callable[..., object]:
    """Return what does the second of two things, once the first has happened."""

    def both(*words: object) -> object:
        first()
        return then(*words)

    return both


# ── making and sending ──


def test_from_the_family_to_a_referral_that_is_sent(scene: Scene, client: Client) -> None:
    family = scene.family.family.public_id
    assert page("choose", family) in client.get(reverse("desk:family", args=[family])).content.decode()
    assert "Budgethuis" in words_of(client.get(page("choose", family)))
    make = page("make", family, scene.service.public_id)
    assert "Nu ontbreekt die nog: Over Lotte: vraag Lotte." in words_of(client.get(make))
    said = client.post(make, filled(scene), follow=True)
    assert "Er is nog niets verstuurd." in words_of(said)
    assert "Versturen kan niet: er is geen toestemming. Over Lotte: vraag Lotte." in words_of(said)
    with scene.acts():
        referral = Referral.objects.get()
    refused = client.post(page("send", referral.public_id))
    assert refused.status_code == 409
    assert "Er is geen toestemming om dit te delen." in words_of(refused)
    scene.agrees()
    assert "Er is toestemming." in words_of(client.get(page("show", referral.public_id)))
    sent = words_of(client.post(page("send", referral.public_id), follow=True))
    assert "Verstuurd. Je krijgt het hier terug als er geen antwoord komt." in sent
    assert "Antwoord verwacht tot en met 24 maart 2026." in sent
    assert "Overzicht" in sent


def test_after_the_term_the_list_and_the_page_say_so(scene: Scene, client: Client) -> None:
    referral = scene.sent()
    assert "Nabellen" not in words_of(client.get(page("overview"))).replace("Na te bellen", "")
    clock.set_practice_date(TODAY + timedelta(days=15))
    listed = client.get(page("overview"), {"stand": "to_chase"})
    assert "Budgethuis Nabellen" in words_of(listed)
    chased = client.post(
        page("step", referral.public_id),
        {"kind": "chased", "on": clock.today().isoformat(), "words": "Terugbellen"},
        follow=True,
    )
    assert "Nagebeld" in words_of(chased)
    assert "Geen verwijzingen bij deze keuze" in words_of(client.get(page("overview"), {"stand": "to_chase"}))
    with scene.acts():
        last = standing_steps(get_referral(referral.public_id))[-1]
    client.post(page("undo", referral.public_id, last.public_id))
    assert kinds(scene, referral) == ["proposed", "sent"]


def test_a_form_that_is_not_right_is_shown_again(scene: Scene, client: Client) -> None:
    referral = scene.sent()
    empty = client.post(page("step", referral.public_id), {"kind": ""})
    assert empty.status_code == 422
    early = client.post(
        page("step", referral.public_id), {"kind": "done", "on": (TODAY - timedelta(days=1)).isoformat()}
    )
    assert early.status_code == 409
    assert "Deze dag ligt voor de vorige stap." in words_of(early)


def test_somebody_else_finds_nothing(scene: Scene) -> None:
    referral = scene.sent()
    stranger = logged_in(make_nurse("Wytske").user)
    for address in (page("show", referral.public_id), page("choose", scene.family.family.public_id)):
        assert stranger.get(address).status_code == 404
    assert stranger.post(page("send", referral.public_id)).status_code == 404
    assert "Budgethuis" not in words_of(stranger.get(page("overview")))
    assert logged_in(account("s@example.org", "sender")).get(page("overview")).status_code == 403


def test_a_coordinator_takes_over(scene: Scene) -> None:
    referral = scene.sent()
    coordinator = logged_in(account("c@example.org", "coordinator"))
    assert "Neem dit over" in words_of(coordinator.get(page("show", referral.public_id)))
    assert "Jij gaat nu achter het antwoord aan." in words_of(
        coordinator.post(page("take_over", referral.public_id), follow=True)
    )


# ── the ring ──


def test_one_that_rests_on_the_meldcode_stands_in_no_ordinary_page(scene: Scene, client: Client) -> None:
    family = scene.family.family.public_id
    make = page("make_guarded", family, scene.service.public_id)
    said = client.post(
        make, filled(scene, ground_words="Besloten: hulp organiseren", ground_on=TODAY.isoformat()), follow=True
    )
    assert "Alleen jij en de aandachtsfunctionaris meldcode zien dit." in words_of(said)
    public_id = said.redirect_chain[-1][0].rpartition("/")[2]
    sent = client.post(page("send_guarded", public_id), follow=True)
    assert "Verstuurd" in words_of(sent)
    assert "Maak een link" not in words_of(sent)
    assert "Budgethuis" in words_of(client.get(page("guarded_overview")))
    assert "Budgethuis" not in words_of(client.get(page("overview")))
    assert client.get(page("show", public_id)).status_code == 404
    coordinator = logged_in(account("c@example.org", "coordinator"))
    assert coordinator.get(page("show_guarded", public_id)).status_code == 404
    assert coordinator.get(page("guarded_overview")).status_code == 403
    done = LogLine.objects.filter(subjects__contains=[public_id], outcome="done")
    assert {line.purpose for line in done} == {"safeguarding"}


# ── the link ──


def test_a_partner_answers_once_and_reads_nobodys_name(scene: Scene) -> None:
    referral, word = with_link(scene)
    stranger = Client()
    shown = stranger.get(page("by_link", word))
    assert shown.status_code == 200
    assert [name for name in NAMES if name in shown.content.decode()] == []
    assert scene.family.family.public_id not in shown.content.decode()
    assert referral.public_id not in shown.content.decode()
    assert shown["Referrer-Policy"] == "no-referrer"
    assert "Wie het is, Hoe je hen bereikt" in words_of(shown)
    no_reason = stranger.post(page("by_link", word), {"kind": "rejected", "on": TODAY.isoformat()})
    assert no_reason.status_code == 422
    assert "Schrijf in een paar woorden waarom niet." in words_of(no_reason)
    answered = stranger.post(
        page("by_link", word), {"kind": "rejected", "on": TODAY.isoformat(), "words": "Wachtlijst vol"}
    )
    assert "Uw antwoord is ontvangen." in words_of(answered)
    assert [name for name in NAMES if name in answered.content.decode()] == []
    again = stranger.post(page("by_link", word), {"kind": "accepted", "on": TODAY.isoformat()})
    assert again.status_code == 404
    assert stranger.get(page("by_link", word)).status_code == 404
    assert kinds(scene, referral) == ["proposed", "sent", "rejected"]
    with scene.acts():
        step = standing_steps(get_referral(referral.public_id))[-1]
        assert (step.by_link, step.words) == (True, "Wachtlijst vol")


def test_the_word_is_kept_nowhere_and_no_line_of_the_log_holds_a_name(scene: Scene) -> None:
    _referral, word = with_link(scene)
    Client().get(page("by_link", word))
    with scene.acts():
        link = ReplyLink.objects.get()
    assert word not in str({name: str(getattr(link, name)) for name in ("digest", "public_id")})
    lines = " ".join(f"{line.event} {line.detail} {line.subjects}" for line in LogLine.objects.all())
    assert word not in lines
    assert [name for name in NAMES if name in lines] == []


def test_a_link_ends_by_its_day_by_a_newer_one_and_by_taking_it_back(scene: Scene, client: Client) -> None:
    referral, old = with_link(scene)
    made = client.post(page("link", referral.public_id))
    word = re.search(r"/antwoord/([a-z0-9]{26})", made.content.decode())[1]
    assert Client().get(page("by_link", old)).status_code == 404
    assert Client().get(page("by_link", word)).status_code == 200
    clock.set_practice_date(TODAY + timedelta(days=29))
    assert Client().get(page("by_link", word)).status_code == 404
    clock.set_practice_date(TODAY)
    with scene.acts():
        newest = ReplyLink.objects.order_by("-id").first()
    client.post(page("withdraw_link", newest.public_id))
    assert Client().get(page("by_link", word)).status_code == 404


def test_a_referral_that_ended_closes_its_links(scene: Scene) -> None:
    referral, word = with_link(scene)
    with scene.acts():
        record_step(get_referral(referral.public_id), "withdrawn", on=TODAY)
    assert Client().get(page("by_link", word)).status_code == 404


def test_an_answer_that_cannot_be_is_not_taken_in_and_says_why(scene: Scene) -> None:
    referral, word = with_link(scene)
    before = (TODAY - timedelta(days=400)).isoformat()
    refused = Client().post(page("by_link", word), {"kind": "rejected", "on": before, "words": "Wachtlijst vol"})
    assert refused.status_code == 409
    assert "Deze dag ligt voor de vorige stap." in words_of(refused)
    assert 'value="Wachtlijst vol"' in refused.content.decode(), "what was typed stays"
    assert [name for name in NAMES if name in refused.content.decode()] == []
    assert refused["Referrer-Policy"] == "no-referrer"
    assert kinds(scene, referral) == ["proposed", "sent"]
    again = Client().post(page("by_link", word), {"kind": "accepted", "on": TODAY.isoformat()})
    assert again.status_code == 200, "a refused answer did not use the link up"
    assert kinds(scene, referral) == ["proposed", "sent", "accepted"]


def test_an_answer_that_somebody_was_before_is_asked_again_as_it_stands_now(scene: Scene) -> None:
    referral, word = with_link(scene)
    with scene.acts():
        record_step(get_referral(referral.public_id), "accepted", on=TODAY)
    refused = Client().post(page("by_link", word), {"kind": "accepted", "on": TODAY.isoformat()})
    assert refused.status_code == 422
    assert "Er is intussen al iets vastgelegd. Kies wat er nu geldt." in words_of(refused)
    assert 'value="accepted"' not in refused.content.decode()
    assert 'value="done"' in refused.content.decode()


@pytest.mark.parametrize("ended", ["withdrawn", "link withdrawn", "answered", "expired"])
def test_a_link_that_ends_while_an_answer_is_on_its_way_says_so_calmly(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, ended: str
) -> None:
    """The partner looks, somebody else is quicker, and the answer is refused: the link's own closed page, and nothing twice."""
    referral, word = with_link(scene)

    def end() -> None:
        if ended == "expired":
            clock.set_practice_date(TODAY + timedelta(days=29))
            return
        with scene.acts():
            found = get_referral(referral.public_id)
            if ended == "link withdrawn":
                withdraw_reply_link(ReplyLink.objects.get())
            else:
                record_step(found, "withdrawn" if ended == "withdrawn" else "done", on=TODAY)

    def refused_meanwhile(*_words: object, **_more: object) -> None:
        raise ActionRefused("step_cannot_follow", "Dit past niet bij hoe ver deze verwijzing nu is.")

    monkeypatch.setattr(answering, "answer_by_link", refused_meanwhile)
    monkeypatch.setattr(answering, "_answer_again", after(end, answering._answer_again))
    late = Client().post(page("by_link", word), {"kind": "accepted", "on": TODAY.isoformat()})
    assert late.status_code == 404
    assert "Deze link werkt niet" in words_of(late)
    assert late["Referrer-Policy"] == "no-referrer"
    assert [name for name in NAMES if name in late.content.decode()] == []
    assert "accepted" not in kinds(scene, referral)


def test_words_are_not_guessed_by_the_dozen() -> None:
    answers = {Client().get(page("by_link", "2" * 26)).status_code for _try in range(32)}
    assert answers == {404, 429}


# ── what a page costs ──


def test_the_number_of_queries_of_the_list_does_not_depend_on_how_many_there_are(scene: Scene, client: Client) -> None:
    scene.sent()
    client.get(page("overview"))
    with CaptureQueriesContext(connection) as few:
        client.get(page("overview"))
    for _number in range(6):
        scene.sent()
    with CaptureQueriesContext(connection) as many:
        client.get(page("overview"))
    assert len(many) == len(few)


def test_the_number_of_queries_of_a_referral_does_not_depend_on_its_steps(scene: Scene, client: Client) -> None:
    referral = scene.sent()
    client.get(page("show", referral.public_id))
    with CaptureQueriesContext(connection) as few:
        client.get(page("show", referral.public_id))
    for _number in range(5):
        with scene.acts():
            record_step(get_referral(referral.public_id), "chased", on=TODAY)
    with CaptureQueriesContext(connection) as many:
        client.get(page("show", referral.public_id))
    assert len(many) == len(few)
