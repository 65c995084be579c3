# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording a visit through its pages: what is typed stays, what is finished counts, who may not leaves a trace."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duizend.delivery.contacts.actions import plan_appointment, save_draft
from duizend.delivery.contacts.models import Appointment, AppointmentTime, Contact, Draft
from duizend.delivery.contacts.queries import find_draft
from duizend.delivery.visits.actions import VisitSaid, choose_topic, correct_visit, record_visit, withdraw_visit
from duizend.delivery.visits.models import Topic, TopicOutcome, Visit
from duizend.delivery.visits.queries import list_open_topics
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import verify_log
from duizend.ground.kernel import clock
from duizend.insight.facts.models import ContactFact
from rooms.contacts.characters import TODAY, Nurse, Scene, at, make_nurse, make_scene, states, system

BACKEND = "django.contrib.auth.backends.ModelBackend"


def logged_in(nurse: Nurse, **words: object) -> Client:
    client = Client(**words)
    client.force_login(nurse.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def address(name: str, scene: Scene) -> str:
    return reverse(f"visits:{name}", args=[scene.appointment.public_id])


def words_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def value_of(response: object, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def add_topic(scene: Scene, words: str) -> str:
    with scene.nurse.acts():
        parent = scene.trajectory.family.parents.order_by("id").first()
        return choose_topic(scene.trajectory, words=words, on=TODAY, parent=parent).public_id


def filled(**more: object) -> dict[str, object]:
    return {
        "goes_well": "Noor lacht veel.", "talked_about": "De nachten.", "agreements": "Samira belt oma.",
        "happened_on": TODAY.isoformat(), **more,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def _static_folder() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def client(scene: Scene) -> Client:
    return logged_in(scene.nurse)


# ── finishing ──


def test_a_visit_is_recorded_with_what_was_said_and_the_next_one_planned(scene: Scene, client: Client) -> None:
    night, visit_of_mother = add_topic(scene, "Hoe kom ik de nacht door"), add_topic(scene, "Mijn moeder komt logeren")
    page = client.get(address("record", scene))
    assert "Wat Samira wilde bespreken" in words_of(page)
    chosen = re.search(r'name="next" value="(2026[^"]+)"', page.content.decode())[1]
    theme = re.search(r'name="themes" value="([^"]+)"', page.content.decode())[1]
    answer = client.post(
        address("record", scene),
        filled(**{f"topic_{night}": "discussed", f"topic_{visit_of_mother}": "later", "themes": theme, "new_topic": "Tandjes",
                  "next": chosen}),
    )  # fmt: skip
    with system():
        contact = Contact.objects.get()
        visit = Visit.objects.get()
        assert answer.headers["Location"] == reverse("visits:summary", args=[contact.public_id])
        assert (visit.goes_well, visit.themes) == ("Noor lacht veel.", [theme])
        assert dict(TopicOutcome.objects.values_list("topic__words", "outcome")) == {
            "Hoe kom ik de nacht door": "discussed", "Mijn moeder komt logeren": "later", "Tandjes": "discussed",
        }  # fmt: skip
        assert [t.words for t in list_open_topics([scene.trajectory.pk])[scene.trajectory.pk]] == [
            "Mijn moeder komt logeren"
        ]
        following = Appointment.objects.exclude(pk=scene.appointment.pk).get()
        assert (following.moment, f"{following.starts_at:%Y-%m-%d}") == (scene.moments[4], chosen[:10])
    assert states(scene.trajectory)[-1] == ("started", TODAY)
    assert ContactFact.objects.filter(happened_on=TODAY).count() == 1
    summary = words_of(client.get(answer.headers["Location"]))
    for words in ("“Hoe kom ik de nacht door”: besproken", "“Tandjes”: besproken", "Gaat goed: Noor lacht veel.",
                  "Afspraken: Samira belt oma.", "Volgend bezoek:", "Gebeurd op dinsdag 10 maart.", "door Lotte."):  # fmt: skip
        assert words in summary
    assert verify_log()[1] == []


def test_an_unmarked_topic_stays_open(scene: Scene, client: Client) -> None:
    add_topic(scene, "Nog niet besproken")
    client.post(address("record", scene), filled())
    with system():
        assert TopicOutcome.objects.count() == 0
        assert len(list_open_topics([scene.trajectory.pk])[scene.trajectory.pk]) == 1


def test_a_visit_that_is_entered_late_keeps_both_days(scene: Scene, client: Client) -> None:
    client.post(address("record", scene), filled(happened_on=(TODAY - timedelta(days=4)).isoformat()))
    with system():
        contact = Contact.objects.get()
    assert contact.happened_on == TODAY - timedelta(days=4)
    assert clock.local_day(contact.entered_at) == TODAY
    summary = words_of(client.get(reverse("visits:summary", args=[contact.public_id])))
    assert "Gebeurd op vrijdag 6 maart." in summary
    assert "Vastgelegd op dinsdag 10 maart" in summary


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"happened_on": "2026-03-11"}, "Deze dag is nog niet geweest."),
        ({"happened_on": "2025-06-13"}, "kan niet volgen op"),
        ({"happened_on": ""}, "Dag van het bezoek"),
        ({"next": "choose"}, "Kies een dag, of kies een ander voorstel."),
        ({"next": "choose", "next_on": "2026-04-01"}, "Kies een tijd."),
        ({"next": "choose", "next_on": "2026-03-01", "next_at": "10:00"}, "Kies een moment dat nog komt."),
        ({"next_on": "2096-03-01", "next_at": "10:00"}, "Dit jaar is te ver weg."),
        ({"next": "morgen"}, "Dit voorstel is er niet meer."),
        ({"goes_well": "x" * 8001}, "8000"),
    ],
)
def test_what_does_not_fit_comes_back_with_the_text_kept(
    scene: Scene, client: Client, typed: dict[str, str], said: str
) -> None:
    answer = client.post(address("record", scene), filled(talked_about="Blijft staan <b>", **typed))
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert "Blijft staan &lt;b&gt;" in answer.content.decode()
    with system():
        assert Contact.objects.count() == Visit.objects.count() == 0
        assert Draft.objects.get().content["talked_about"] == ["Blijft staan <b>"]
    assert LogLine.objects.filter(event="contact.recorded").count() == 0


def test_an_empty_form_records_nothing(scene: Scene, client: Client) -> None:
    answer = client.post(address("record", scene), {"happened_on": TODAY.isoformat()})
    assert "Er staat nog niets in." in words_of(answer)
    with system():
        assert Contact.objects.count() == 0


def test_a_double_booking_is_refused_by_the_database_all_of_it_and_the_text_is_kept(
    scene: Scene, client: Client
) -> None:
    taken = TODAY + timedelta(days=48)
    with system():
        AppointmentTime.objects.create(
            appointment=scene.appointment, family=scene.trajectory.family, professional=scene.nurse.professional,
            during=(at(taken, 9), at(taken, 10)),
        )  # fmt: skip
    answer = client.post(
        address("record", scene), filled(next="choose", next_on=taken.isoformat(), next_at="09:30", new_topic="Tandjes")
    )
    assert answer.status_code == 422
    assert "staat al een andere afspraak" in words_of(answer)
    assert "Noor lacht veel." in answer.content.decode()
    with system():
        assert Contact.objects.count() == Visit.objects.count() == Topic.objects.count() == 0
        assert list(Appointment.objects.all()) == [scene.appointment]
    assert states(scene.trajectory)[-1][0] == "accepted"
    assert LogLine.objects.filter(event__in=["contact.recorded", "step.started"]).count() == 0
    assert ContactFact.objects.count() == 0


def make_appointment(scene: Scene, day: object, moment: int = 2) -> Appointment:
    return plan_appointment(
        scene.trajectory, professional=scene.nurse.professional, moment=scene.moments[moment], starts_at=at(day, 9),
        ends_at=at(day, 10), deviation="De ouders kozen dit",
    )  # fmt: skip


def test_a_time_outside_the_window_asks_for_a_reason_and_counts(scene: Scene, client: Client) -> None:
    day = TODAY + timedelta(days=1)
    chosen = filled(next="choose", next_on=day.isoformat(), next_at="14:00")
    asked = client.post(address("record", scene), chosen)
    assert asked.status_code == 422
    assert "schrijf kort op waarom" in words_of(asked)
    answer = client.post(address("record", scene), {**chosen, "deviation": "Vakantie"}, follow=True)
    assert "valt buiten het venster" in words_of(answer)
    with system():
        assert Appointment.objects.count() == 2


def test_what_is_planned_already_is_not_proposed_again(scene: Scene, client: Client) -> None:
    with scene.nurse.acts():
        make_appointment(scene, TODAY + timedelta(days=40), moment=4)
    page = client.get(address("record", scene))
    assert "Staat al gepland: Zondag 19 april, 09:00." in words_of(page)
    assert 'type="radio" name="next"' not in page.content.decode()


def test_finishing_twice_leads_to_the_report_and_changes_nothing(scene: Scene, client: Client) -> None:
    first = client.post(address("record", scene), filled())
    for answer in (
        client.post(address("record", scene), filled(), follow=True),
        client.get(address("record", scene), follow=True),
    ):
        assert answer.redirect_chain == [(first.headers["Location"], 302)]
        assert "Dit bezoek was al afgerond." in words_of(answer)
    with system():
        assert Contact.objects.count() == 1


def test_other_words_sent_after_finishing_are_shown_as_a_correction_and_not_lost(scene: Scene, client: Client) -> None:
    client.post(address("record", scene), filled())
    answer = client.post(address("record", scene), filled(talked_about="Iets heel anders"))
    assert answer.status_code == 409
    assert "Iets heel anders" in answer.content.decode()
    assert "sla het op als wijziging" in words_of(answer)


# ── drafts ──


def test_a_draft_fills_the_form_and_says_when_it_was_kept(scene: Scene, client: Client) -> None:
    night = add_topic(scene, "De nacht")
    typed = {
        "goes_well": "Half getyp",
        f"topic_{night}": "later",
        "themes": ["a", "b"],
        "next": "none",
        "unknown": "weg",
    }
    answer = client.post(address("draft", scene), {**typed, "draft_revision": "1", "draft_client": "p1"})
    assert (answer.status_code, answer.json()["revision"]) == (200, 1)
    page = client.get(address("record", scene)).content.decode()
    assert "Half getyp" in page
    assert re.search(r'value="later"[^>]*checked|checked[^>]*value="later"', page)
    assert re.search(r'value="none" checked', page)
    assert f"Bewaard om {answer.json()['saved_at']}" in page
    assert 'data-draft-revision="1"' in page
    with system():
        assert "unknown" not in Draft.objects.get().content


def test_a_page_that_was_left_behind_gets_a_conflict_and_both_texts_stay(scene: Scene, client: Client) -> None:
    one, two = client.get(address("record", scene)), client.get(address("record", scene))
    pages = [
        {"draft_page": value_of(page, "draft_page"), "draft_base": value_of(page, "draft_base")} for page in (one, two)
    ]
    send = {"draft_client": "script"}
    kept = client.post(
        address("draft", scene), {**pages[1], **send, "goes_well": "Op de telefoon", "draft_revision": "1"}
    )
    assert kept.status_code == 200
    late = client.post(
        address("draft", scene), {**pages[0], **send, "goes_well": "Op de laptop", "draft_revision": "9"}
    )
    assert (late.status_code, late.json()["code"]) == (409, "typed_further_elsewhere")
    answer = client.post(address("record", scene), filled(**pages[0], goes_well="Op de laptop"))
    assert answer.status_code == 422
    assert "Op de laptop" in answer.content.decode()
    assert "Op de telefoon" in answer.content.decode()
    now = {"draft_page": value_of(answer, "draft_page"), "draft_base": value_of(answer, "draft_base")}
    typed_on = client.post(
        address("draft", scene),
        {**now, **send, "goes_well": "Samen", "draft_revision": str(int(now["draft_base"]) + 1)},
    )
    assert typed_on.status_code == 200
    assert "Op de telefoon" in client.get(address("record", scene)).content.decode()
    assert client.post(address("record", scene), filled(**now, goes_well="Samen")).status_code == 302


def test_a_draft_without_script_is_kept_by_its_buttons(scene: Scene, client: Client) -> None:
    for go, place in (
        ("today", reverse("desk:today")),
        ("topic", address("topic", scene)),
        ("here", address("record", scene)),
    ):
        page = client.get(address("record", scene))
        hidden = {"draft_page": value_of(page, "draft_page"), "draft_base": value_of(page, "draft_base")}
        answer = client.post(address("draft", scene), {**hidden, "goes_well": f"tot {go}", "go": go})
        assert answer.headers["Location"] == place
        with system():
            assert Draft.objects.get().content["goes_well"] == [f"tot {go}"]


@pytest.mark.parametrize("revision", ["", "-1", "een", "9" * 30])
def test_a_draft_without_a_revision_is_not_understood(scene: Scene, client: Client, revision: str) -> None:
    assert client.post(address("draft", scene), {"draft_revision": revision}).status_code == 400


def test_a_draft_after_finishing_is_refused_and_an_odd_character_is_no_obstacle(scene: Scene, client: Client) -> None:
    sent = {"goes_well": "nul \x00 teken", "draft_revision": "1", "draft_client": "p"}
    assert client.post(address("draft", scene), sent).status_code == 200
    client.post(address("record", scene), filled())
    with system():
        assert Draft.objects.count() == 0
    answer = client.post(address("draft", scene), {**sent, "draft_revision": "2"})
    assert (answer.status_code, answer.json()["code"]) == (409, "already_recorded")


def test_who_is_logged_out_is_led_to_the_login_and_keeps_the_draft(scene: Scene, client: Client) -> None:
    client.post(address("draft", scene), {"goes_well": "bewaard", "draft_revision": "1", "draft_client": "p"})
    stranger = Client()
    assert stranger.post(address("draft", scene), {"draft_revision": "2"}).status_code == 302
    assert stranger.get(address("record", scene)).status_code == 302
    assert "bewaard" in logged_in(scene.nurse).get(address("record", scene)).content.decode()


def test_a_form_that_was_open_too_long_says_that_the_text_is_kept(scene: Scene) -> None:
    strict = logged_in(scene.nurse, enforce_csrf_checks=True)
    with scene.nurse.acts():
        save_draft(scene.appointment, content={"goes_well": ["bewaard"]}, revision=1)
    answer = strict.post(address("record", scene), filled())
    assert answer.status_code == 403
    assert "Deze pagina stond te lang open" in words_of(answer)
    assert "Wat bewaard was, is er nog." in words_of(answer)
    with system():
        assert Contact.objects.count() == 0
        assert find_draft(scene.appointment, scene.nurse.user.pk).content == {"goes_well": ["bewaard"]}


# ── after finishing ──


def test_the_summary_is_marked_as_taken_over_once_with_day_and_name(scene: Scene, client: Client) -> None:
    place = client.post(address("record", scene), filled()).headers["Location"]
    assert "Nog over te nemen" in words_of(client.get(place))
    for _ in range(2):
        client.post(place, {"taken_over": "1"})
    assert "Overgenomen op dinsdag 10 maart" in words_of(client.get(place))
    assert LogLine.objects.filter(event="visit.taken_over").count() == 1


def test_a_correction_adds_a_version_and_the_old_one_stays_readable(scene: Scene, client: Client) -> None:
    night = add_topic(scene, "De nacht")
    place = client.post(address("record", scene), filled(**{f"topic_{night}": "later"})).headers["Location"]
    client.post(place, {"taken_over": "1"})
    form = client.get(f"{place}wijzigen/").content.decode()
    assert "Noor lacht veel." in form
    assert re.search(r'value="later"[^>]*checked', form)
    answer = client.post(
        f"{place}wijzigen/",
        filled(**{f"topic_{night}": "discussed"}, talked_about="Toch iets anders.", happened_on="2026-03-09"),
    )
    new = answer.headers["Location"]
    assert new != place
    assert "Toch iets anders." in words_of(client.get(new))
    assert "Nog over te nemen" in words_of(client.get(new))
    old = words_of(client.get(place))
    assert "De nachten." in old
    assert "Dit is een eerdere versie." in old
    with system():
        assert list(Visit.objects.order_by("id").values_list("talked_about", flat=True)) == [
            "De nachten.",
            "Toch iets anders.",
        ]
        assert list_open_topics([scene.trajectory.pk]) == {}
    assert ContactFact.objects.count() == 2
    assert ContactFact.objects.exclude(corrects_key="").get().happened_on.isoformat() == "2026-03-09"
    assert "intussen al gewijzigd" in words_of(client.post(f"{place}wijzigen/", filled(agreements="te laat")))


def test_a_visit_that_did_not_take_place_counts_no_more_and_can_be_recorded_after_all(
    scene: Scene, client: Client
) -> None:
    night = add_topic(scene, "De nacht")
    place = client.post(address("record", scene), filled(**{f"topic_{night}": "discussed"})).headers["Location"]
    gone = client.post(f"{place}ging-niet-door/")
    assert "Dit bezoek ging niet door." in words_of(client.get(gone.headers["Location"]))
    assert states(scene.trajectory)[-1][0] == "accepted"
    with system():
        assert len(list_open_topics([scene.trajectory.pk])[scene.trajectory.pk]) == 1
    form = client.get(gone.headers["Location"] + "wijzigen/")
    assert "Noor lacht veel." in form.content.decode()
    client.post(gone.headers["Location"] + "wijzigen/", filled())
    assert states(scene.trajectory)[-1] == ("started", TODAY)
    assert ContactFact.objects.count() == 3


def test_a_visit_before_the_end_of_a_trajectory_can_still_be_recorded(scene: Scene, client: Client) -> None:
    from duizend.record.trajectories.actions import end, start

    with scene.nurse.acts():
        start(scene.trajectory, on=TODAY - timedelta(days=60))
        end(scene.trajectory, ending="moved", on=TODAY)
    page = words_of(client.get(address("record", scene)))
    assert "Deze afspraak is geannuleerd." in page
    assert "geen bezoek meer te plannen" in page
    assert client.post(address("record", scene), filled()).status_code == 302


def test_a_topic_is_added_in_the_words_of_a_parent(scene: Scene, client: Client) -> None:
    with system():
        parent = scene.trajectory.family.parents.order_by("id").last()
    answer = client.post(address("topic", scene), {"words": "Waar ik straks woon", "parent": parent.public_id})
    assert answer.headers["Location"] == address("record", scene) + "#onderwerpen"
    assert "Wat Wout wilde bespreken" in words_of(client.get(address("record", scene)))
    client.post(address("topic", scene), {"words": "Samen", "parent": ""})
    assert "Wat ouders wilden bespreken" in words_of(client.get(address("record", scene)))
    assert client.post(address("topic", scene), {"words": ""}).status_code == 422
    with system():
        assert Topic.objects.count() == 2


def test_every_text_is_shown_as_text(scene: Scene, client: Client) -> None:
    attack = "<script>x</script><img src=x onerror=y>"
    add_topic(scene, attack)
    typed = dict.fromkeys(("goes_well", "talked_about", "agreements", "new_topic"), attack)
    client.post(address("draft", scene), {**typed, "next": attack, "draft_revision": "1", "draft_client": attack})
    pages = [client.get(address("record", scene)), client.get(address("topic", scene))]
    place = client.post(address("record", scene), filled(**typed)).headers["Location"]
    pages += [client.get(place), client.get(f"{place}wijzigen/")]
    for page in pages:
        assert page.status_code == 200
        assert "<script>x" not in page.content.decode()
        assert "<img src=x" not in page.content.decode()


def test_the_visit_before_is_shown_beside_this_one(scene: Scene, client: Client) -> None:
    with scene.nurse.acts():
        earlier = make_appointment(scene, TODAY - timedelta(days=60))
        visit = record_visit(
            earlier, VisitSaid(TODAY - timedelta(days=60), goes_well="oud", agreements="oude afspraak")
        )
        correct_visit(
            visit.contact, VisitSaid(TODAY - timedelta(days=60), goes_well="Oma past op", agreements="Bellen")
        )
        gone = make_appointment(scene, TODAY - timedelta(days=20))
        withdraw_visit(record_visit(gone, VisitSaid(TODAY - timedelta(days=20), goes_well="nooit geweest")).contact)
    page = words_of(client.get(address("record", scene)))
    assert "Vorige keer, vrijdag 9 januari" in page
    assert "Oma past op" in page
    assert "oude afspraak" not in page
    assert "nooit geweest" not in page


def test_preparing_shows_the_parents_topics_what_was_agreed_and_how_one_speaks(scene: Scene, client: Client) -> None:
    add_topic(scene, "Slapen in twee huizen")
    with system():
        scene.trajectory.family.parents.update(
            language="ti", needs_interpreter=True, safe_contact="Alleen overdag", phone="0600123456"
        )
        scene.trajectory.family.children.create(birth_date=scene.trajectory.family.registered_on, given_name="Bo")
    with scene.nurse.acts():
        earlier = make_appointment(scene, TODAY - timedelta(days=60))
        record_visit(earlier, VisitSaid(TODAY - timedelta(days=60), agreements="Samira belt oma"))
    page = words_of(client.get(address("prepare", scene)))
    for words in ("Slapen in twee huizen", "Samira belt oma", "Een tolk is nodig. Tigrinya.", "Veilig contact: Alleen overdag",
                  "0600123456", "Noor", "Bo", "Bezoek vastleggen"):  # fmt: skip
        assert words in page
    with system():
        scene.trajectory.family.parents.update(contact_by="in_person")
    page = words_of(client.get(address("prepare", scene)))
    assert "Alleen persoonlijk: bel niet en stuur niets." in page
    assert "0600123456" not in page
    assert LogLine.objects.filter(event="visit.read", action="R").count() == 2
    assert logged_in(make_nurse("Kees")).get(address("prepare", scene)).status_code == 403


# ── who may ──


def test_a_visit_of_a_colleagues_family_is_closed_and_leaves_a_trace(scene: Scene, client: Client) -> None:
    place = client.post(address("record", scene), filled()).headers["Location"]
    colleague = make_nurse("Kees")
    closed = logged_in(colleague)
    for name in ("record", "topic"):
        answer = closed.get(address(name, scene))
        assert answer.status_code == 403
        assert "Samira" not in answer.content.decode()
    for path in (place, f"{place}wijzigen/"):
        assert closed.get(path).status_code == 403
    assert closed.post(address("draft", scene), {"draft_revision": "1"}).status_code == 403
    assert closed.post(f"{place}ging-niet-door/").status_code == 403
    refused = LogLine.objects.filter(event="visit.record", outcome="refused", account=colleague.user.public_id)
    assert refused.count() == 6
    assert closed.get(reverse("visits:record", args=["2" * 14])).status_code == 403


def test_reading_is_logged_as_one_line_a_page(scene: Scene, client: Client) -> None:
    client.get(address("record", scene))
    line = LogLine.objects.get(event="visit.read")
    assert (line.action, line.subjects, line.outcome) == ("R", [scene.trajectory.family.public_id], "done")


def test_pages_of_a_visit_are_kept_by_no_browser_and_name_nobody_in_their_address(scene: Scene, client: Client) -> None:
    page = client.get(address("record", scene))
    assert "no-store" in page.headers["Cache-Control"]
    assert not {"samira", "haddou", "noor"} & set(re.split(r"\W", address("record", scene).lower()))


def count_queries(client: Client, path: str, data: dict | None = None) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.post(path, data) if data else client.get(path)
    assert answer.status_code < 400
    return len(queries)


def test_the_number_of_queries_does_not_depend_on_the_data(scene: Scene, client: Client) -> None:
    big = make_scene(name="Bente", first="Ilse", family_name="Kramer")
    topics = [add_topic(big, f"Onderwerp {number}") for number in range(30)]
    first = add_topic(scene, "Een")
    with big.nurse.acts():
        for number in range(1, 13):
            day = TODAY - timedelta(days=7 * number)
            record_visit(make_appointment(big, day), VisitSaid(day, goes_well="x", new_topics=("a", "b", "c")))
    with scene.nurse.acts():
        day = TODAY - timedelta(days=7)
        record_visit(make_appointment(scene, day), VisitSaid(day, goes_well="x", new_topics=("a",)))
    visitors = {scene.appointment.pk: client, big.appointment.pk: logged_in(big.nurse)}
    counts: dict[str, list[int]] = {}
    for one, marked in ((scene, [first]), (big, topics)):
        visitor = visitors[one.appointment.pk]
        sent = {"goes_well": "x", "draft_client": "p", **{f"topic_{key}": "discussed" for key in marked}}
        visitor.get(address("record", one))
        counts.setdefault("draft, first", []).append(
            count_queries(visitor, address("draft", one), {**sent, "draft_revision": "1"})
        )
        counts.setdefault("draft", []).append(
            count_queries(visitor, address("draft", one), {**sent, "draft_revision": "2"})
        )
        counts.setdefault("record", []).append(count_queries(visitor, address("record", one)))
        counts.setdefault("topic", []).append(count_queries(visitor, address("topic", one)))
        day = (TODAY + timedelta(days=60)).isoformat()
        data = filled(**sent, next="choose", next_on=day, next_at="09:00")
        counts.setdefault("finish", []).append(count_queries(visitor, address("record", one), data))
        with system():
            place = reverse("visits:summary", args=[Contact.objects.get(appointment=one.appointment).public_id])
        counts.setdefault("summary", []).append(count_queries(visitor, place))
        counts.setdefault("correct", []).append(count_queries(visitor, f"{place}wijzigen/"))
    print(counts)  # noqa: T201 - shown when it fails
    assert all(small == large for small, large in counts.values()), counts
