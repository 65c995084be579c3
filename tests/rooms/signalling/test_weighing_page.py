# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which a family is weighed: words first, nothing counted, every part kept by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

import characters
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel.rules.text import Text
from duizend.record.families.models import Family
from duizend.record.instruments.actions import record_result
from duizend.record.instruments.queries import results_of
from duizend.record.instruments.rules.instrument import Outcome
from duizend.record.signalling.actions.weighing import note_factor, record_judgement, record_shared_decision
from duizend.record.signalling.models import FactorNoted, Judgement, SharedDecision
from duizend.record.signalling.queries.weighing import weighing_of
from duizend.record.signalling.views.weighing_words import reason_of
from rooms.signalling import weighed
from rooms.signalling.weighed import ON

TODAY = ON.isoformat()


@pytest.fixture
def family() -> Family:
    with weighed.everything():
        weighed.questionnaire()
        return weighed.make_family()


@pytest.fixture
def nurse(family: Family, browse: Callable[[User], Client]) -> Client:
    return browse(weighed.make_nurse_of(family))


def address(family: Family) -> str:
    return reverse("signalling:weigh", args=[family.public_id])


def read(client: Client, family: Family) -> str:
    answer = client.get(address(family))
    assert answer.status_code == 200
    return answer.content.decode()


def shown(page: str) -> str:
    """Return what is read without opening anything, as words."""
    body = page[page.index('class="weigh"') :]
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<details.*?</details>", " ", body, flags=re.DOTALL)).split())


def send(client: Client, family: Family, part: str, **said: object) -> object:
    values = {f"{part}-{name}": value for name, value in {"on": TODAY, **said}.items()}
    return client.post(address(family), {"part": part, **values})


def fill(family: Family) -> None:
    """Weigh a family in full, with a questionnaire of each parent."""
    lotte, ricardo = weighed.parents_of(family)
    version = weighed.questionnaire()
    note_factor(family, "schulden", on=ON, said_by="parent", parent=lotte, words="het geld is altijd op")
    note_factor(family, "werkloosheid", on=ON)
    note_factor(family, "stevig_ouderschap", on=ON)
    note_factor(family, "goede_gezondheid", on=ON)
    record_result(family, version, on=ON, outcome=Outcome(Decimal(7)), parent=lotte)
    record_result(family, version, on=ON, outcome=Outcome(missing_because="refused"), parent=ricardo)
    record_judgement(family, "useful", on=ON, words="Warm contact met Finn, korte nachten.")
    record_shared_decision(family, "think", on=ON, parent=lotte, words="eerst slapen")


def test_an_empty_page_says_what_comes_here_and_asks_for_nothing(nurse: Client, family: Family) -> None:
    page = read(nurse, family)
    for words in ("Nog niets in hun eigen woorden", "Dat hoeft ook niet", "Nog geen oordeel", "Nog te bespreken"):
        assert words in page
    assert "Niets is verplicht, niets wordt opgeteld" in page


def test_parents_come_first_then_strengths_and_the_decision_last(nurse: Client, family: Family) -> None:
    with weighed.everything():
        fill(family)
    page = read(nurse, family)
    heads = [
        "Wat ouders zelf zeggen", "Wat dit gezin sterk maakt", "Wat weegt", "Uitkomst van een vragenlijst",
        "Oordeel van de verpleegkundige", "Wat past bij dit gezin", "Samen besloten",
    ]  # fmt: skip
    places = [page.index(f">{head}</h2>") for head in heads]
    assert places == sorted(places)


def test_the_words_stand_open_and_the_number_with_its_cut_off_and_source_only_behind_show_outcome(
    nurse: Client, family: Family
) -> None:
    with weighed.everything():
        fill(family)
    page = read(nurse, family)
    section = page[page.index('id="result"') : page.index('id="judgement"')]
    hidden = re.search(r"<details.*?Toon uitkomst.*?</details>", section, re.DOTALL).group()
    assert "<details open" not in hidden
    assert hidden.index("Komt in aanmerking voor extra ondersteuning") < hidden.index("<strong>7</strong>")
    assert "van 3 tot en met 12" in hidden
    assert "versie 4" in hidden
    assert "GGD Maasland (verzonnen)" in hidden
    open_part = re.sub(r"<details.*?</details>", "", section, flags=re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", open_part)
    assert "Komt in aanmerking voor extra ondersteuning" in words
    assert "De ouder vulde het liever niet in" in words
    assert not re.search(r"\b7\b|versie|punten|grens|score", words)


def test_no_count_and_no_word_for_people_stands_on_the_page(nurse: Client, family: Family) -> None:
    with weighed.everything():
        fill(family)
    page = read(nurse, family)
    said = re.sub(r"<[^>]+>", " ", page[page.index("<main") :])
    assert not re.search(r"risico|risk|score|punten|kwetsba", said, re.IGNORECASE)
    # Numbers that can be read: days and ages, versions and sources in the closed parts; never how many of anything.
    words = re.sub(r"\b\d{1,2} \w+ \d{4}\b", "", shown(page))
    words = re.sub(r"(\d+ tot en met )?\d+ (weken|maanden|jaar|dagen)", "", words)
    assert not re.search(r"\d", words), words


def test_one_parents_words_carry_her_name_and_are_kept_from_the_other(nurse: Client, family: Family) -> None:
    with weighed.everything():
        fill(family)
    said = shown(read(nurse, family))
    assert "Lotte, 17 november 2026 het geld is altijd op Van Lotte zelf; Ricardo ziet dit niet." in said


def test_what_fits_says_why_and_what_cannot_says_because_with_source(nurse: Client, family: Family) -> None:
    with weighed.everything():
        fill(family)
        older = weighed.make_family("Tirza", weeks_old=170)
    page = read(nurse, family)
    programme = characters.programme().programme
    assert "Past" in shown(page)
    assert "Aanwezig: schulden, werkloosheid" in page or "Aanwezig:" in page
    weighed.make_nurse_of(older)
    cannot = read(nurse, older)
    assert "Kan nu niet, omdat …" in cannot
    assert "loketgezondleven" in cannot
    assert f'value="{programme}"' not in cannot


@pytest.mark.parametrize(
    ("part", "said", "kept"),
    [
        ("said", {"words": "Ik wil vooral slapen", "parent": "lotte"}, FactorNoted),
        ("strong", {"words": "oma en tante dichtbij", "who": "professional"}, FactorNoted),
        ("strong", {"about_family": ["goede_gezondheid"], "who": "lotte"}, FactorNoted),
        ("weighs", {"about_parent": ["schulden", "werkloosheid"], "who": "professional"}, FactorNoted),
        ("judgement", {"judgement": "unsure"}, Judgement),
        ("decision", {"decision": "think", "parent": "together", "words": "eerst slapen"}, SharedDecision),
    ],
)  # fmt: skip
def test_each_part_is_kept_by_itself(
    nurse: Client, family: Family, part: str, said: dict[str, object], kept: type
) -> None:  # fmt: skip
    lotte = weighed.parents_of(family)[0].public_id
    answer = send(nurse, family, part, **{k: lotte if v == "lotte" else v for k, v in said.items()})
    assert answer.status_code == 302
    assert answer["Location"] == f"{address(family)}#{part}"
    with weighed.everything():
        rows = list(kept.objects.filter(family=family))
        assert len(rows) == len(said.get("about_parent", [1]))
        assert all(row.happened_on == ON and row.entered_by.name == "Jolijn" for row in rows)


def test_an_outcome_is_kept_and_a_missing_one_with_its_reason(nurse: Client, family: Family) -> None:
    lotte, ricardo = (parent.public_id for parent in weighed.parents_of(family))
    common = {"instrument": "startgesprek-maasland"}
    assert send(nurse, family, "result", parent=lotte, score="4", **common).status_code == 302
    assert send(nurse, family, "result", parent=ricardo, missing_because="refused", **common).status_code == 302
    assert send(nurse, family, "result", parent=ricardo, **common).status_code == 400
    refused = send(nurse, family, "result", parent=lotte, score="99", **common)
    assert refused.status_code == 409
    assert "van 0 tot en met 12" in refused.content.decode()
    assert 'value="99"' in refused.content.decode()
    with weighed.everything():
        assert {(one.score, one.missing_because) for one in weighing_of(family).results} == {
            (Decimal(4), ""), (None, "refused"),
        }  # fmt: skip


def test_an_offer_leads_to_where_it_is_made_and_nothing_now_leaves_nothing(nurse: Client, family: Family) -> None:
    programme = characters.programme().programme
    answer = send(nurse, family, "decision", decision="offer", programme=programme, parent="together")
    try:
        onward = reverse("trajectories:indicate", args=[family.public_id]) + f"?programma={programme}"
    except NoReverseMatch:
        onward = reverse("desk:family", args=[family.public_id])
    assert answer["Location"] == onward
    assert onward.replace("&", "&amp;") in read(nurse, family)
    lotte = weighed.parents_of(family)[0].public_id
    answer = send(nurse, family, "decision", decision="nothing_now", programme=programme, parent=lotte)
    assert answer["Location"] == f"{address(family)}#decision"
    assert "Er blijft geen taak staan" in read(nurse, family)
    without = send(nurse, family, "decision", decision="offer", parent="together")
    assert without.status_code == 400
    assert "Kies welk aanbod jullie bespraken" in without.content.decode()


def test_what_was_typed_elsewhere_stays_when_one_part_is_kept(nurse: Client, family: Family) -> None:
    answer = nurse.post(address(family), {
        "part": "judgement", "judgement-judgement": "useful", "judgement-on": TODAY, "said-words": "ik slaap slecht",
        "weighs-about_parent": ["schulden"], "weighs-on": TODAY,
    })  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Je oordeel is vastgelegd" in page
    assert "ik slaap slecht" in page
    assert re.search(r'value="schulden"[^>]*checked', page)
    with weighed.everything():
        weighing = weighing_of(family)
        assert (len(weighing.judgements), weighing.noted) == (1, ())


@pytest.mark.parametrize(
    ("part", "said", "words"),
    [
        ("said", {"words": "ik slaap slecht"}, "ik slaap slecht"),
        ("weighs", {"who": "professional"}, "Er staat nog niets in"),
        ("judgement", {"words": "warm contact", "judgement": ""}, "warm contact"),
        ("judgement", {"judgement": "useful", "words": "warm", "on": (ON + timedelta(days=1)).isoformat()}, "nog niet geweest"),
        ("judgement", {"judgement": "useful", "words": "warm", "on": "31-02-2026"}, "warm"),
        ("decision", {"words": "eerst slapen"}, "eerst slapen"),
    ],
)  # fmt: skip
def test_a_mistake_loses_no_text_and_says_what_is_missing(
    nurse: Client, family: Family, part: str, said: dict[str, str], words: str
) -> None:  # fmt: skip
    answer = send(nurse, family, part, **said)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert 'role="alert"' in page
    with weighed.everything():
        assert not FactorNoted.objects.filter(family=family).exists()
        assert not Judgement.objects.filter(family=family).exists()


def test_enter_keeps_the_only_part_in_which_something_stands(nurse: Client, family: Family) -> None:
    said = {
        "part": "",
        "judgement-judgement": "unsure",
        "judgement-on": TODAY,
        "weighs-on": TODAY,
        "weighs-who": "professional",
    }
    assert nurse.post(address(family), said).status_code == 302
    both = {**said, "said-words": "slapen"}
    answer = nurse.post(address(family), both)
    assert answer.status_code == 400
    assert "slapen" in answer.content.decode()


def test_a_day_as_people_write_it_is_understood(nurse: Client, family: Family) -> None:
    assert send(nurse, family, "judgement", judgement="useful", on="3-11-2026").status_code == 302


def test_sending_twice_keeps_one(nurse: Client, family: Family) -> None:
    for _time in range(2):
        assert send(nurse, family, "judgement", judgement="useful", words="warm").status_code == 302
        assert send(nurse, family, "weighs", about_parent=["schulden"], who="professional").status_code == 302
    with weighed.everything():
        assert Judgement.objects.filter(family=family).count() == 1
        assert FactorNoted.objects.filter(family=family).count() == 1


def test_everything_can_be_taken_back_where_it_stands(nurse: Client, family: Family) -> None:
    with weighed.everything():
        fill(family)
    with acting(identity_of(User.objects.get(name="Jolijn"))):
        record_judgement(family, "not_now", on=ON)
    found = re.findall(r'name="withdraw" value="([^"]+)"', read(nurse, family))
    kinds = {value.partition(":")[0] for value in found}
    assert kinds == {"factor", "result", "judgement", "decision"}
    while found:
        assert nurse.post(address(family), {"withdraw": found[0]}).status_code == 302
        left = re.findall(r'name="withdraw" value="([^"]+)"', read(nurse, family))
        assert len(left) < len(found)
        found = left
    # The judgement of somebody else is not hers to take back.
    assert "Warm contact met Finn" in read(nurse, family)
    stale = nurse.post(address(family), {"withdraw": "decision:1"})
    assert stale.status_code == 404


def test_only_who_cares_for_the_family_or_coordinates_comes_here(
    family: Family, browse: Callable[[User], Client]
) -> None:  # fmt: skip
    stranger, _professional = characters.nurse("Vreemd")
    assert browse(stranger).get(address(family)).status_code == 404
    for account in (characters.analyst(), characters.policy_officer()):
        client = browse(account)
        assert client.get(address(family)).status_code in (403, 404)
        assert send(client, family, "judgement", judgement="useful").status_code in (403, 404)
    assert browse(characters.coordinator()).get(address(family)).status_code == 200
    assert Client().get(address(family)).status_code in (302, 403)


def test_who_read_it_is_in_the_log_with_the_family(
    nurse: Client, family: Family, lines: Callable[[], list[LogLine]]
) -> None:
    before = len(lines())
    read(nurse, family)
    line = lines()[before]
    assert (line.event, line.action, line.subjects) == ("weighing.read", "R", [family.public_id])


def test_the_number_of_queries_does_not_depend_on_what_was_weighed(nurse: Client, family: Family) -> None:
    read(nurse, family)
    with CaptureQueriesContext(connection) as few:
        read(nurse, family)
    with weighed.everything():
        fill(family)
        for number in range(1, 8):
            record_judgement(family, "useful", on=ON - timedelta(days=number))
            record_shared_decision(
                family, "offer", on=ON - timedelta(days=number), programme=characters.programme().programme
            )
    with CaptureQueriesContext(connection) as many:
        read(nurse, family)
    assert len(many) == len(few)


def correction(family: Family) -> tuple[str, str]:
    """Record an outcome; returns the address where it is put right, and its public id."""
    with weighed.everything():
        lotte = weighed.parents_of(family)[0]
        made = record_result(family, weighed.questionnaire(), on=ON, outcome=Outcome(Decimal(7)), parent=lotte)
    return reverse("signalling:correct_result", args=[family.public_id, made.public_id]), made.public_id


def test_an_outcome_is_put_right_from_the_page_and_what_stood_before_stays(nurse: Client, family: Family) -> None:
    path, public_id = correction(family)
    assert f'href="{path}"' in read(nurse, family)
    assert 'value="7' in nurse.get(path).content.decode()
    answer = nurse.post(path, {"score": "2", "missing_because": "", "on": TODAY})
    assert (answer.status_code, answer.url) == (302, f"{address(family)}#result")
    with weighed.everything():
        (stands,) = results_of(family)
        assert (stands.score, stands.corrects.public_id, stands.parent.given_name) == (Decimal(2), public_id, "Lotte")
    assert nurse.get(path).status_code == 404


def test_an_outcome_that_the_scale_does_not_have_comes_back_with_what_was_typed(nurse: Client, family: Family) -> None:
    path, _public_id = correction(family)
    answer = nurse.post(path, {"score": "99", "missing_because": "", "on": TODAY})
    assert answer.status_code == 409
    assert 'value="99' in answer.content.decode()
    assert nurse.post(path, {"score": "", "missing_because": "", "on": TODAY}).status_code == 400


def test_an_outcome_is_put_right_only_by_who_may_weigh(browse: Callable[[User], Client], family: Family) -> None:
    path, _public_id = correction(family)
    with weighed.everything():
        other, _professional = characters.nurse("Wytske")
    assert browse(other).get(path).status_code in (403, 404)


@pytest.mark.parametrize(
    ("counted", "spoken"),
    [
        ("Nu: 34 weken en 2 dagen zwangerschap.", "Nu: 34 weken en 2 dagen zwanger."),
        ("van 16 weken en 0 dagen zwangerschap tot de geboorte", "van 16 weken zwanger tot de geboorte"),
        ("16 weken en 1 dagen zwangerschap", "16 weken en 1 dag zwanger"),
        ("Belastende voorgeschiedenis in de zwangerschap", "Belastende voorgeschiedenis in de zwangerschap"),
    ],
)
def test_a_pregnancy_is_told_as_people_say_it(counted: str, spoken: str) -> None:
    assert reason_of(Text(counted, "")) == spoken
