# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A trail is kept in its own ring: who handles it works on, everybody else finds nothing, and nothing is lost."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.ground.region.models import RegionSettings
from duizend.record.families.queries import get_family
from duizend.safety.meldcode import actions
from duizend.safety.meldcode.actions import About, Said
from duizend.safety.meldcode.models import Trail, TrailEntry
from duizend.safety.meldcode.queries import count_for_region, get_trail, is_closed, standing
from duizend.safety.meldcode.shelf import offered_frameworks
from rooms.contacts.characters import TODAY, Scene, make_nurse, make_scene, system

NURSES = next(one for one in offered_frameworks() if one.id == "verpleegkundigen")


@pytest.fixture(autouse=True)
def _static_folder() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def lead() -> User:
    return User.objects.create(email="lead@example.org", name="Tineke", roles=["safeguarding_lead"], is_character=True)


def guarded(user: User):
    return acting(identity_of(user, purpose="safeguarding"))


def begin(scene: Scene) -> Trail:
    with guarded(scene.nurse.user):
        family = get_family(scene.trajectory.family.public_id)
        return actions.begin_trail(family, about=About(child=family.children.first()), framework=NURSES, on=TODAY)


def noted(
    scene: Scene, trail: Trail, kind: str = "signals", words: str = "Ik zag blauwe plekken.", **more
) -> TrailEntry:
    with guarded(scene.nurse.user):
        return actions.record_entry(get_trail(trail.public_id), kind, Said(words=words, **more), on=TODAY)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def words_of(response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def page(name: str, *ids: object) -> str:
    return reverse(f"meldcode:{name}", args=ids)


def rows_seen() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM meldcode_trail), (SELECT count(*) FROM meldcode_trailentry)")
        return cursor.fetchone()


# ── the ring ──


def test_raw_sql_shows_a_trail_to_its_handler_and_the_lead_and_to_nobody_else(scene: Scene, lead: User) -> None:
    noted(scene, begin(scene))
    other = make_nurse("Wytske").user
    coordinator = User.objects.create(email="c@example.org", name="Rachida", roles=["coordinator"], is_character=True)
    administrator = User.objects.create(email="a@example.org", name="Koen", roles=["administrator"], is_character=True)
    with guarded(scene.nurse.user):
        assert rows_seen() == (1, 1)
    with guarded(lead):
        assert rows_seen() == (1, 1)
    for stranger in (other, coordinator, administrator):
        for purpose in ("care", "safeguarding"):
            with acting(identity_of(stranger, purpose=purpose)):
                assert rows_seen() == (0, 0), (stranger.name, purpose)
    with acting(identity_of(scene.nurse.user)):
        assert rows_seen() == (0, 0), "in her ordinary work a handler reads no trail"
    with system():
        assert rows_seen() == (0, 0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('duizend.guarded', '', true), set_config('duizend.account', '', true)")
        assert rows_seen() == (0, 0)


def test_what_was_noted_cannot_be_changed_or_deleted_by_the_application(scene: Scene) -> None:
    entry = noted(scene, begin(scene))
    for statement in (
        "UPDATE meldcode_trailentry SET words = ''", "DELETE FROM meldcode_trailentry", "DELETE FROM meldcode_trail",
        "UPDATE meldcode_trail SET about = 'unborn'",
    ):  # fmt: skip
        with (
            guarded(scene.nurse.user),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    with guarded(scene.nurse.user):
        assert TrailEntry.objects.get(pk=entry.pk).words == "Ik zag blauwe plekken."


@pytest.mark.parametrize("name", ["show", "letter", "dossier", "close", "let_in"])
def test_a_trail_of_somebody_else_and_one_that_is_not_there_get_the_same_answer(scene: Scene, name: str) -> None:
    trail = begin(scene)
    stranger = client_of(make_nurse("Wytske").user)
    foreign, unknown = stranger.get(page(name, trail.public_id)), stranger.get(page(name, "2" * 14))
    assert foreign.status_code == unknown.status_code == 404
    assert re.sub(r"nonce-\S+|csrf\S+", "", foreign.content.decode()) == re.sub(
        r"nonce-\S+|csrf\S+", "", unknown.content.decode()
    )


def test_a_handler_reads_everything_and_the_pages_of_the_family_say_nothing_of_it(scene: Scene) -> None:
    family = scene.trajectory.family.public_id
    addresses = [reverse("desk:family", args=[family]), reverse("desk:families"), reverse("desk:today")]
    mine = client_of(scene.nurse.user)
    before = [words_of(mine.get(address)) for address in addresses]
    trail = begin(scene)
    noted(scene, trail, words="Geheimtaal die nergens anders mag staan.")
    assert "Geheimtaal" in words_of(mine.get(page("show", trail.public_id)))
    assert [words_of(mine.get(address)) for address in addresses] == before


def test_who_looked_is_the_same_to_the_byte_before_and_after_a_trail_was_worked_on(scene: Scene, lead: User) -> None:
    family = scene.trajectory.family.public_id
    coordinator = User.objects.create(email="c@example.org", name="Rachida", roles=["coordinator"], is_character=True)
    looker = client_of(coordinator)
    address = reverse("desk:readers", args=[family])
    looker.get(address)

    def shown() -> str:
        return re.findall(r"(?s)<main.*?</main>", looker.get(address).content.decode())[0]

    first = shown()
    trail = begin(scene)
    noted(scene, trail)
    mine = client_of(scene.nurse.user)
    for name in ("show", "letter", "dossier", "close"):
        assert mine.get(page(name, trail.public_id)).status_code == 200
    of_lead = client_of(lead)
    assert of_lead.get(page("show", trail.public_id)).status_code == 200
    assert of_lead.get(reverse("desk:family", args=[family])).status_code == 200
    second = shown()
    assert "Meldcode" not in second
    assert "meldcode" not in second
    assert "Tineke" not in second
    assert len(re.findall("Lotte", second)) == len(re.findall("Lotte", first))


def test_every_line_about_a_trail_is_logged_for_the_purpose_of_the_meldcode(scene: Scene) -> None:
    trail = begin(scene)
    noted(scene, trail)
    client_of(scene.nurse.user).get(page("show", trail.public_id))
    lines = LogLine.objects.filter(subjects__contains=[trail.public_id])
    assert {line.event for line in lines} == {"meldcode.begun", "meldcode.noted", "meldcode.read"}
    assert {line.purpose for line in lines} == {"safeguarding"}
    assert not LogLine.objects.filter(detail__contains="blauwe").exists()


# ── working on it ──


def test_beginning_makes_the_beginner_its_only_handler_and_counts_in_the_region(scene: Scene) -> None:
    trail = begin(scene)
    assert trail.handlers == [scene.nurse.user.pk]
    assert count_for_region(TODAY.year) == {"begun": 1}


def test_a_nurse_without_a_care_relation_cannot_begin_one(scene: Scene) -> None:
    stranger = make_nurse("Wytske")
    with system():
        family = get_family(scene.trajectory.family.public_id)
    with pytest.raises(NotPermitted), guarded(stranger.user):
        actions.begin_trail(family, about=About(child=family.children.first()), framework=NURSES, on=TODAY)


def test_a_second_trail_about_the_same_child_is_refused_while_one_is_open(scene: Scene) -> None:
    begin(scene)
    with pytest.raises(ActionRefused, match="already_open"):
        begin(scene)


def test_it_works_for_an_unborn_child_only_where_a_pregnancy_is_known(scene: Scene) -> None:
    with guarded(scene.nurse.user):
        family = get_family(scene.trajectory.family.public_id)
    with pytest.raises(ActionRefused, match="nobody_expected"), guarded(scene.nurse.user):
        actions.begin_trail(family, about=About(), framework=NURSES, on=TODAY)


def test_an_old_answer_stays_when_it_is_corrected_or_falls_away(scene: Scene) -> None:
    trail = begin(scene)
    first = noted(scene, trail, "question", "Ruzie.", number=2, answer="no")
    with guarded(scene.nurse.user):
        again = actions.record_entry(
            get_trail(trail.public_id),
            "question",
            Said(words="Toch onveilig.", number=2, answer="yes"),
            on=TODAY,
            corrects=first,
        )
        whole = get_trail(trail.public_id)
        assert [entry.answer for entry in standing(whole)] == ["yes"]
        assert whole.entries.count() == 2
        with pytest.raises(ActionRefused, match="corrected_before"), transaction.atomic():
            actions.withdraw_entry(whole, first)
        actions.withdraw_entry(whole, again)
        assert standing(get_trail(trail.public_id)) == []
    text = words_of(client_of(scene.nurse.user).get(page("show", trail.public_id)))
    assert "Ruzie." in text
    assert "Toch onveilig." in text


def test_a_colleague_is_let_in_reads_all_and_is_let_go_again(scene: Scene) -> None:
    trail = begin(scene)
    colleague = make_nurse("Wytske").user
    mine, hers = client_of(scene.nurse.user), client_of(colleague)
    assert mine.post(page("let_in", trail.public_id), {"account": colleague.public_id}).status_code == 302
    assert hers.get(page("show", trail.public_id)).status_code == 200
    assert hers.post(page("let_out", trail.public_id, colleague.public_id)).status_code == 409
    assert mine.post(page("let_out", trail.public_id, colleague.public_id)).status_code == 302
    assert hers.get(page("show", trail.public_id)).status_code == 404


def test_closing_needs_a_reason_and_a_closed_trail_takes_nothing_until_it_is_opened(scene: Scene) -> None:
    trail = begin(scene)
    mine = client_of(scene.nurse.user)
    assert mine.post(page("close", trail.public_id), {"words": "", "on": TODAY}).status_code == 422
    assert mine.post(page("close", trail.public_id), {"words": "Het vermoeden is weg.", "on": TODAY}).status_code == 302
    typed = {"words": "Nog iets", "on": TODAY}
    refused = mine.post(page("record", trail.public_id, "signals"), typed)
    assert refused.status_code == 409
    assert "Nog iets" in words_of(refused)
    assert mine.post(page("reopen", trail.public_id), {"words": "Nieuwe zorg."}).status_code == 302
    assert mine.post(page("record", trail.public_id, "signals"), typed).status_code == 302
    with guarded(scene.nurse.user):
        assert not is_closed(get_trail(trail.public_id))


def test_a_day_to_come_and_a_missing_word_are_said_beside_the_field(scene: Scene) -> None:
    trail, mine = begin(scene), client_of(scene.nurse.user)
    answer = mine.post(page("record", trail.public_id, "signals"), {"words": "Zag", "on": TODAY + timedelta(days=1)})
    assert answer.status_code == 422
    assert "Deze dag is nog niet geweest." in words_of(answer)
    assert mine.post(page("record", trail.public_id, "signals"), {"words": "", "on": TODAY}).status_code == 422
    assert mine.get(page("record", trail.public_id, "closed")).status_code == 404
    assert mine.get(page("record", trail.public_id, "question")).status_code == 404


def test_the_letter_and_the_dossier_hold_what_was_noted_and_taking_them_is_noted(scene: Scene) -> None:
    trail, mine = begin(scene), client_of(scene.nurse.user)
    noted(scene, trail, words="Een blauwe plek op de arm.")
    noted(scene, trail, "question", "Ernstig.", number=1, answer="yes")
    assert "Een blauwe plek op de arm." in words_of(mine.get(page("letter", trail.public_id)))
    text = words_of(mine.get(page("dossier", trail.public_id)))
    assert text.index("1569 Signalen in kaart") < text.index("1572 Vraag 1")
    for name in ("letter", "dossier"):
        assert mine.post(page(name, trail.public_id)).status_code == 302
    with guarded(scene.nurse.user):
        assert [entry.kind for entry in get_trail(trail.public_id).entries.all()][-2:] == ["letter", "handed_over"]


def test_the_lead_sees_all_trails_and_the_counts_a_nurse_her_own_and_no_counts(scene: Scene, lead: User) -> None:
    begin(scene)
    other = make_nurse("Wytske").user
    assert "Haddou" in words_of(client_of(lead).get(page("overview")))
    assert "Dit jaar in de regio" in words_of(client_of(lead).get(page("overview")))
    mine = words_of(client_of(scene.nurse.user).get(page("overview")))
    assert "Haddou" in mine
    assert "Dit jaar in de regio" not in mine
    assert "Haddou" not in words_of(client_of(other).get(page("overview")))


def test_the_pages_ask_no_more_of_the_database_when_more_was_noted(scene: Scene) -> None:
    trail, mine = begin(scene), client_of(scene.nurse.user)
    noted(scene, trail)

    def asked(address: str) -> int:
        mine.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert mine.get(address).status_code == 200
        return len(seen)

    addresses = [page("show", trail.public_id), page("overview"), page("dossier", trail.public_id)]
    few = [asked(address) for address in addresses]
    for number in range(1, 6):
        noted(scene, trail, "question", "Zo.", number=number, answer="yes")
        noted(scene, trail, "note", "Nog iets.")
    assert [asked(address) for address in addresses] == few


# ── what a region chooses ──


def region(**chosen: object) -> None:
    RegionSettings.objects.update_or_create(defaults={"name": "Maasland", "controller": "GGD", **chosen})


def taken_to_dossier_and_closed(scene: Scene, *, more: bool = False) -> Trail:
    trail = begin(scene)
    noted(scene, trail)
    with guarded(scene.nurse.user):
        actions.note_taken_out(get_trail(trail.public_id), "handed_over")
    if more:
        noted(scene, trail, words="En nog iets.")
    with guarded(scene.nurse.user):
        actions.close_trail(get_trail(trail.public_id), words="Overgedragen.", on=TODAY)
    return trail


def test_a_closed_trail_goes_after_the_term_of_the_region_and_only_by_the_lead(scene: Scene, lead: User) -> None:
    region(meldcode_copy_months=0, meldcode_copy_days=14)
    trail = taken_to_dossier_and_closed(scene)
    hers, mine = client_of(lead), client_of(scene.nurse.user)
    assert "De kopie hier mag weg vanaf" in words_of(mine.get(page("show", trail.public_id)))
    assert hers.post(page("let_go", trail.public_id)).status_code == 409, "the term is not over"
    RegionSettings.objects.update(meldcode_copy_days=0)
    assert page("let_go", trail.public_id) in hers.get(page("show", trail.public_id)).content.decode()
    assert page("let_go", trail.public_id) not in mine.get(page("show", trail.public_id)).content.decode()
    assert mine.post(page("let_go", trail.public_id)).status_code == 403
    assert "dat is niet terug te draaien" in words_of(hers.get(page("let_go", trail.public_id)))
    assert hers.post(page("let_go", trail.public_id)).status_code == 302
    assert hers.get(page("show", trail.public_id)).status_code == 404
    with guarded(lead):
        assert rows_seen() == (0, 0)
        assert count_for_region(TODAY.year) == {"begun": 1, "closed": 1}, "the figures stay"


@pytest.mark.parametrize(
    ("chosen", "more", "closed"),
    [
        ({}, False, True),
        ({"meldcode_copy_months": 0, "meldcode_copy_days": 0}, True, True),
        ({"meldcode_copy_months": 0, "meldcode_copy_days": 0}, False, False),
        ({"meldcode_copy_months": 1, "meldcode_copy_days": 0}, False, True),
    ],
    ids=["the region keeps copies", "a note came after the dossier", "it was opened again", "the term is not over"],
)
def test_the_database_keeps_a_copy_that_may_not_go(
    scene: Scene, lead: User, chosen: dict[str, int], *, more: bool, closed: bool
) -> None:
    region(**chosen)
    trail = taken_to_dossier_and_closed(scene, more=more)
    if not closed:
        with guarded(scene.nurse.user):
            actions.reopen_trail(get_trail(trail.public_id), words="Nieuwe zorg.")
    assert client_of(lead).post(page("let_go", trail.public_id)).status_code == 409
    with guarded(lead), pytest.raises(DatabaseError, match="not in the dossier"), transaction.atomic():
        connection.cursor().execute("SELECT meldcode_let_copy_go(%s)", [trail.pk])
    with (
        guarded(scene.nurse.user),
        pytest.raises(DatabaseError, match="by the safeguarding lead"),
        transaction.atomic(),
    ):
        connection.cursor().execute("SELECT meldcode_let_copy_go(%s)", [trail.pk])
    with guarded(lead):
        assert rows_seen()[0] == 1


def test_a_trail_begins_with_the_frameworks_of_the_region_the_usual_one_first(scene: Scene) -> None:
    region(meldcode_frameworks=["artsen"])
    mine, family = client_of(scene.nurse.user), scene.trajectory.family.public_id
    shown = words_of(mine.get(page("begin", family)))
    assert "Artsen" in shown
    assert "Verpleegkundigen en verzorgenden" not in shown
    RegionSettings.objects.update(meldcode_frameworks=["kraamzorg"])
    refused = mine.get(page("begin", family))
    assert refused.status_code == 409
    assert "kraamzorg" in words_of(refused)


def test_a_decision_that_is_corrected_or_falls_away_is_counted_as_it_stands(scene: Scene) -> None:
    trail = begin(scene)
    first = noted(scene, trail, "decision_report", "Het kan niet wachten.", answer="report")

    def counted() -> dict[str, int]:
        with guarded(scene.nurse.user):
            return {what: number for what, number in count_for_region(TODAY.year).items() if number}

    assert counted() == {"begun": 1, "report": 1}
    with guarded(scene.nurse.user):
        said = Said(words="Toch hulp.", answer="no_report")
        second = actions.record_entry(get_trail(trail.public_id), "decision_report", said, on=TODAY, corrects=first)
    assert counted() == {"begun": 1, "no_report": 1}
    with guarded(scene.nurse.user):
        actions.withdraw_entry(get_trail(trail.public_id), second)
        actions.close_trail(get_trail(trail.public_id), words="Klaar.", on=TODAY)
    assert counted() == {"begun": 1, "closed": 1}
    with guarded(scene.nurse.user):
        actions.reopen_trail(get_trail(trail.public_id), words="Toch niet.")
    assert counted() == {"begun": 1}


def test_the_letter_says_who_reports_and_with_whom_nothing_may_be_shared(scene: Scene) -> None:
    trail, mine = begin(scene), client_of(scene.nurse.user)
    with guarded(scene.nurse.user):
        parent = get_family(trail.family.public_id).parents.first()
    noted(scene, trail, "shield", "Zij is bang.", parent=parent)
    noted(scene, trail, "consult", "Spreek apart.", answer="veilig_thuis", who="Mw. Verhoef, vertrouwensarts")
    letter = words_of(mine.get(page("letter", trail.public_id)))
    assert f"Niet delen met {parent.given_name}" in letter
    assert scene.nurse.user.name in letter
    assert "1606 Mw. Verhoef, vertrouwensarts" in words_of(mine.get(page("dossier", trail.public_id)))
