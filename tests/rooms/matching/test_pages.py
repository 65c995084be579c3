# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages: the coordinator matches, the volunteer has her own by a link, and reads only what the parent allows."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import characters
from duizend.delivery.matching.actions import record_no_match, renew_link, take_step, tell_worry
from duizend.delivery.matching.models import Match, VolunteerSaid
from duizend.delivery.matching.queries import find_no_match, get_match, get_volunteer, match_rules, standing_of
from duizend.ground.kernel import clock
from rooms.matching.volunteers import BEFORE, ON, TWELVE, asked, coordinator, family, proposed, volunteer, walked


def text_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def page(browse) -> Client:
    return browse(characters.coordinator())


def link_of(who: object) -> str:
    with coordinator():
        _link, word = renew_link(who)
    return reverse("matching:own", args=[word])


def test_the_register_shows_states_and_no_name_in_an_address(page: Client) -> None:
    volunteer()
    volunteer("Tom Peters", ready=False)
    shown = page.get(reverse("matching:register"))
    assert "Harriët Vos" in text_of(shown)
    assert "Beschikbaar" in text_of(shown)
    assert "Ontbreekt: VOG, Training, Referenties" in text_of(shown)
    found = page.post(reverse("matching:register"), {"words": "peters"})
    assert "Harriët" not in text_of(found)
    assert "Tom Peters" in text_of(found)
    assert "Niemand gevonden" in text_of(page.get(reverse("matching:register") + "?stand=ended"))


def test_empty_pages_say_what_comes(page: Client) -> None:
    assert "Nog geen vrijwilligers" in text_of(page.get(reverse("matching:register")))
    assert "Nog niemand zoekt" in text_of(page.get(reverse("matching:asking")))


def test_a_volunteer_is_registered_and_what_was_seen_recorded(page: Client) -> None:
    code = characters.region().find_municipality("Oudrade").code
    form = page.get(reverse("matching:new"))
    programme = re.search(r'name="programme" value="([^"]+)"', form.content.decode())[1]
    typed = {
        "given_name": "Bea",
        "family_name": "van Dam",
        "place": code,
        "programme": programme,
        "youngest": 0,
        "oldest": 5,
        "places": 1,
    }
    assert page.post(reverse("matching:new"), {**typed, "oldest": ""}).status_code == 422
    made = page.post(reverse("matching:new"), typed)
    public_id = made.url.rpartition("/")[2]
    seen = {"kind": "vog", "seen_on": ON.isoformat()}
    refused = page.post(reverse("matching:check", args=[public_id]), seen)
    assert refused.status_code == 422
    assert "Vul in tot wanneer" in text_of(refused)
    assert page.post(reverse("matching:check", args=[public_id]), {**seen, "last_day": "2028-01-01"}).status_code == 302
    assert page.post(reverse("matching:times", args=[public_id]), {"half_days": ["mon_morning"]}).status_code == 302
    assert page.post(reverse("matching:pause", args=[public_id]), {"from_on": ON.isoformat()}).status_code == 302
    assert page.post(reverse("matching:details", args=[public_id]), {**typed, "about": "Eén poes"}).status_code == 302
    shown = text_of(page.get(reverse("matching:volunteer", args=[public_id])))
    for words in ("Bea van Dam", "VOG gezien", "telt tot en met", "maandagochtend", "Heeft pauze", "Eén poes"):
        assert words in shown
    assert page.post(reverse("matching:do", args=[public_id]), {"what": "end_pause"}).status_code == 302
    assert page.post(reverse("matching:do", args=[public_id]), {"what": "nothing"}).status_code == 404
    assert page.post(reverse("matching:stop", args=[public_id]), {"words": ""}).status_code == 302
    assert "Gestopt" in text_of(page.get(reverse("matching:volunteer", args=[public_id])))
    assert page.post(reverse("matching:do", args=[public_id]), {"what": "undo_stop"}).status_code == 302


def test_a_match_from_asking_to_a_trial_through_the_pages(page: Client) -> None:
    trajectory, who = family(), volunteer()
    address = reverse("matching:family", args=[trajectory.public_id])
    assert (
        page.post(
            reverse("matching:ask", args=[trajectory.public_id]),
            {"words": "Een rustig huis", "half_days": ["tue_morning"]},
        ).url
        == address
    )
    shown = text_of(page.get(address))
    for words in (
        "Een steunouder voor Nadia",
        "Een rustig huis",
        "Kan op dinsdagochtend",
        "Harriët Vos weet nog van niets",
    ):
        assert words in shown
    assert (
        page.post(reverse("matching:propose", args=[trajectory.public_id]), {"volunteer": who.public_id}).status_code
        == 302
    )
    with coordinator():
        match = Match.objects.get()
    early = page.post(reverse("matching:step", args=[match.public_id, "volunteer_yes"]), {"on": ON.isoformat()})
    assert early.status_code == 422
    assert "kan niet volgen op" in text_of(early)
    for kind in ("parent_yes", "volunteer_yes", "introduced", "trial_started"):
        assert page.get(reverse("matching:step", args=[match.public_id, kind])).status_code == 200
        assert (
            page.post(reverse("matching:step", args=[match.public_id, kind]), {"on": ON.isoformat()}).status_code == 302
        )
    shown = page.get(address)
    assert "Kijk samen terug uiterlijk" in text_of(shown)
    step = re.search(r'name="step" value="(\d+)"', shown.content.decode())[1]
    assert page.post(reverse("matching:undo", args=[match.public_id]), {"step": step}).status_code == 302
    assert page.post(reverse("matching:undo", args=[match.public_id]), {"step": step}).status_code == 409
    assert page.get(reverse("matching:step", args=[match.public_id, "nonsense"])).status_code == 404
    assert "Kennismaken" in text_of(page.get(reverse("matching:asking"))) or "kennisgemaakt" in text_of(
        page.get(reverse("matching:asking"))
    )


def test_no_match_is_recorded_with_a_reason_of_the_file_and_undone(page: Client) -> None:
    trajectory = family()
    reason = match_rules(trajectory).reasons[0]
    address = reverse("matching:no_match", args=[trajectory.public_id])
    assert page.post(address, {"on": ON.isoformat()}).status_code == 422
    assert page.post(address, {"reason": reason.id, "on": ON.isoformat()}).status_code == 302
    shown = text_of(page.get(reverse("matching:family", args=[trajectory.public_id])))
    assert reason.text.nl in shown
    assert "Beëindig het traject" in shown
    assert "Geen match" in text_of(page.get(reverse("matching:asking")))
    assert page.post(reverse("matching:search_on", args=[trajectory.public_id])).status_code == 302
    with coordinator():
        assert find_no_match(trajectory) is None


def test_a_child_of_twelve_is_asked_on_the_page(page: Client) -> None:
    trajectory = family(TWELVE)
    address = reverse("matching:family", args=[trajectory.public_id])
    volunteer()
    shown = text_of(page.get(address))
    assert "Vraag het eerst aan het kind" in shown
    assert "Leg Harriët Vos voor" not in shown
    child = trajectory.for_children.get().child.public_id
    where = reverse("matching:voice", args=[trajectory.public_id])
    assert page.post(where, {"child": child}).status_code == 422
    assert page.post(where, {"child": child, "voice": "unsure", "words": "Mag mijn step mee?"}).status_code == 302
    assert "Mag mijn step mee?" in text_of(page.get(address))
    assert page.post(where, {"child": "nobody", "voice": "yes"}).status_code == 404


@pytest.mark.parametrize("name", ["register", "asking", "new"])
def test_nobody_else_opens_the_pages(browse, name: str) -> None:
    nurse, _professional = characters.nurse()
    assert browse(nurse).get(reverse(f"matching:{name}")).status_code == 403
    assert Client().get(reverse(f"matching:{name}")).status_code == 302


def test_a_programme_without_matching_has_no_such_page(page: Client) -> None:
    with coordinator():
        other = characters.young_mother()
    assert page.get(reverse("matching:family", args=[other.trajectory.public_id])).status_code == 404


# -- the volunteer's own page ----------------------------------------------------------------------------------------


def test_the_address_is_shown_once_and_the_former_one_closes(page: Client) -> None:
    who = volunteer()
    old = link_of(who)
    made = page.post(reverse("matching:do", args=[who.public_id]), {"what": "link"})
    address = re.search(r"/mijn/steunouder/[a-z0-9]+", made.content.decode())[0]
    assert Client().get(address).status_code == 200
    assert Client().get(old).status_code == 404
    assert address not in page.get(reverse("matching:volunteer", args=[who.public_id])).content.decode()
    page.post(reverse("matching:do", args=[who.public_id]), {"what": "close_link"})
    assert "werkt niet" in text_of(Client().get(address))


def test_her_page_stands_in_no_cache_and_closes_after_its_time() -> None:
    address = link_of(volunteer())
    shown = Client().get(address)
    assert (shown["Referrer-Policy"], "noindex" in shown["X-Robots-Tag"]) == ("no-referrer", True)
    assert "no-store" in shown["Cache-Control"]
    clock.set_practice_date(ON + timedelta(days=181))
    assert Client().get(address).status_code == 404


def test_words_of_her_page_are_not_guessed_by_the_dozen() -> None:
    wrong = reverse("matching:own", args=["2" * len(link_of(volunteer()).rpartition("/")[2])])
    assert [Client().get(wrong).status_code for _try in range(31)] == [404] * 30 + [429]


def test_before_the_parents_yes_she_reads_nothing_and_then_only_what_is_allowed() -> None:
    trajectory, who = family(), volunteer()
    asked(trajectory, words="Ik vind het spannend")
    address = link_of(who)
    match = proposed(trajectory, who)
    before = text_of(Client().get(address))
    for secret in ("Nadia", "Sami", "spannend", "06-00123456", "Een ouder koos jou"):
        assert secret not in before
    match = walked(match, "parent_yes", shared=("parent_name", "children_ages"))
    after = text_of(Client().get(address))
    assert "Een ouder koos jou" in after
    assert "Nadia" in after
    assert "13 maanden" in after
    for secret in ("Sami", "Bakkali", "spannend", "06-00123456", "Veerstoep"):
        assert secret not in after
    assert Client().post(address, {"what": "yes", "match": match.public_id}).status_code == 302
    with coordinator():
        assert get_match(match.public_id).state == "both_chose"
    assert "staat niet meer open" in text_of(
        Client().post(address, {"what": "no", "match": match.public_id}, follow=True)
    )


def test_her_page_asks_as_many_queries_of_three_families_as_of_one() -> None:
    who, counts = volunteer(places=3), []
    address = link_of(who)
    for name in ("Nadia", "Agata", "Femke"):
        trajectory = family(given_name=name)
        asked(trajectory)
        walked(
            proposed(trajectory, who), "volunteer_yes", shared=("parent_name", "children_names", "half_days", "words")
        )
        Client().get(address)
        with CaptureQueriesContext(connection) as queries:
            shown = text_of(Client().get(address))
        assert name in shown
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


def test_a_coordinators_pages_ask_as_many_queries_of_three_as_of_one(page: Client) -> None:
    who, counts = volunteer(places=3), []
    addresses = [
        reverse("matching:register"),
        reverse("matching:asking"),
        reverse("matching:volunteer", args=[who.public_id]),
    ]
    for name in ("Nadia", "Agata", "Femke"):
        trajectory = family(given_name=name)
        asked(trajectory)
        walked(proposed(trajectory, who), "volunteer_yes")
        volunteer(f"{name} Peters", ready=False)
        here = [*addresses, reverse("matching:family", args=[trajectory.public_id])]
        for address in here:
            page.get(address)
        with CaptureQueriesContext(connection) as queries:
            shown = [text_of(page.get(address)) for address in here]
        assert all(name in one for one in shown)
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


def test_she_cannot_answer_for_another() -> None:
    match = walked(proposed(family(), volunteer()), "parent_yes")
    other = link_of(volunteer("Tom Peters"))
    assert Client().post(other, {"what": "yes", "match": match.public_id}).status_code == 404


def test_she_tells_her_times_pause_details_worry_and_that_she_stops(lines) -> None:
    who = volunteer()
    address = link_of(who)
    client = Client()
    for typed in (
        {"what": "times", "half_days": ["fri_evening"]},
        {
            "what": "details",
            "phone": "06-00999999",
            "email": "h@example.org",
            "about": "Een tuin",
            "youngest": 1,
            "oldest": 3,
        },
        {"what": "pause", "from_on": ON.isoformat(), "last_day": (ON + timedelta(days=9)).isoformat()},
    ):
        assert client.post(address, typed).status_code == 302
    with coordinator():
        assert standing_of(get_volunteer(who.public_id), ON) == "paused"
    shown = text_of(client.get(address))
    assert "vrijdagavond" in shown
    assert "Je hebt pauze tot" in shown
    client.post(address, {"what": "resume"})
    assert client.post(address, {"what": "worry", "words": ""}).status_code == 400
    client.post(address, {"what": "worry", "words": "Sami had niets gegeten."})
    client.post(address, {"what": "stop"})
    with coordinator():
        assert list(VolunteerSaid.objects.order_by("id").values_list("kind", flat=True)) == ["worry", "wants_to_stop"]
        assert standing_of(get_volunteer(who.public_id), ON) == "stopping"
    client.post(address, {"what": "stay"})
    assert client.post(address, {"what": "else"}).status_code == 404
    told = [line for line in lines() if line.event == "volunteer.worry_told"]
    assert (told[0].purpose, told[0].roles, told[0].subjects[0]) == ("volunteer_link", "system", who.public_id)
    assert "gegeten" not in str([line.detail for line in lines()])


def test_a_pause_that_cannot_be_says_so() -> None:
    address = link_of(volunteer())
    gone = {"what": "pause", "from_on": BEFORE.isoformat(), "last_day": BEFORE.isoformat()}
    assert "al voorbij" in text_of(Client().post(address, gone, follow=True))


# -- the queue ---------------------------------------------------------------------------------------------------------


def test_the_queue_takes_in_a_worry_a_check_that_lapses_and_a_match_to_look_back_on(page: Client) -> None:
    who = volunteer()
    trajectory = family()
    walked(proposed(trajectory, who), "trial_started")
    with coordinator():
        tell_worry(who, "Sami had niets gegeten.")
    clock.set_practice_date(ON + timedelta(days=350))
    shown = text_of(page.get(reverse("desk:queue") + "?soort=koppelen"))
    for words in ("Maakt zich zorgen", "VOG van Harriët Vos", "Samen terugkijken"):
        assert words in shown
    assert "gegeten" not in shown
    assert page.post(reverse("matching:do", args=[who.public_id]), {"what": "nothing"}).status_code == 404
    with coordinator():
        said = VolunteerSaid.objects.get()
    page.post(
        reverse("matching:do", args=[who.public_id]), {"what": "handled", "id": said.public_id, "words": "Gebeld"}
    )
    assert "Maakt zich zorgen" not in text_of(page.get(reverse("desk:queue") + "?soort=koppelen"))


def test_a_family_for_whom_somebody_is_looked_for_is_a_task_of_its_own_with_the_next_step(page: Client, lines) -> None:
    trajectory = family(given_name="Zoekt")
    address = reverse("matching:family", args=[trajectory.public_id])

    def told(kind: str = "koppelen") -> str:
        return text_of(page.get(reverse("desk:queue") + f"?soort={kind}"))

    assert "Wijs toe" not in told("plekken")
    assert "Steunouder zoeken" in told()
    assert "vraag de ouder wat ze zoekt" in told()
    assert f'href="{address}"' in page.get(reverse("desk:queue") + "?soort=koppelen").content.decode()
    assert lines()[-1].subjects == [trajectory.family.public_id]
    asked(trajectory)
    assert "leg de ouder iemand voor" in told()
    match = proposed(trajectory, volunteer())
    assert "hoor van de ouder" in told()
    for step, words in (
        ("parent_yes", "vraag de steunouder"),
        ("volunteer_yes", "kennismaking"),
        ("introduced", "proeftijd"),
    ):
        with coordinator():
            take_step(match, step, on=ON)
            match = get_match(match.public_id)
        assert words in told()
    with coordinator():
        take_step(match, "trial_started", on=ON)
    assert "Steunouder zoeken" not in told()


def test_a_family_without_a_possible_match_or_in_another_municipality_is_not_among_what_is_looked_for(
    page: Client,
) -> None:
    trajectory = family(given_name="Zoekt")
    queue = reverse("desk:queue")
    place = trajectory.standing.municipality.code
    assert "Steunouder zoeken" in text_of(page.get(f"{queue}?soort=koppelen&gemeente={place}"))
    reason = match_rules(trajectory).reasons[0]
    with coordinator():
        record_no_match(trajectory, reason=reason.id, on=ON)
    assert "Steunouder zoeken" not in text_of(page.get(f"{queue}?soort=koppelen"))


def test_the_queue_asks_as_many_queries_of_four_searches_as_of_one(page: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked_of:
            page.get(reverse("desk:queue"))
        return len(asked_of)

    proposed(family(given_name="Een"), volunteer())
    cost()
    few = cost()
    for number in range(3):
        proposed(family(given_name=f"Meer{number}"), volunteer(f"Vrij Willig{number}"))
    assert cost() == few
