# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of cards: filling one in, opening it, being refused a change of plan, and what others read of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import system_identity
from duizend.insight.trials.actions import open_outcomes, register_card
from duizend.insight.trials.models import OutcomesOpened, TrialCard
from duizend.insight.trials.queries import list_cards
from rooms.trials.cards import a_card
from rooms.trials.conftest import Fill

Browse = Callable[..., Client]
LIST, NEW = "/monitor/kaarten/", "/monitor/kaarten/nieuw"
TYPED = {
    "asked": "stevig-ouderschap/risk", "place": "regio", "indicated_from": "2023-01-01", "indicated_until": "2025-12-31",
    "contrast": "offered", "comparison": "not_declined", "grace_days": "42", "assignment": "Er was <b>geen plek</b>.",
    "follow_from": "365", "follow_until": "550", "method": "aipw", "covariates": ["first_score", "children"], "estimand": "att",
}  # fmt: skip


def opened(**other: object) -> str:
    with acting(system_identity("test")):
        return open_outcomes(register_card(a_card(**other)).public_id).public_id


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_analyst_registers_a_card_and_reads_its_plan_and_fingerprint(facts: Fill, browse: Browse) -> None:
    client = browse("analyst")
    assert "Nog geen kaarten" in words(client, LIST)
    answer = client.post(NEW, TYPED)
    assert answer.status_code == 302
    page = words(client, answer["Location"])
    card = TrialCard.objects.get()
    for said in (
        card.digest,
        "0,1",
        "lager is beter",
        "Er was &lt;b&gt;geen plek&lt;/b&gt;.",
        "Uitkomsten nog dicht",
        "42 dagen",
    ):
        assert said in page
    assert "Risico op ernstige opvoedproblemen" in words(client, LIST)


@pytest.mark.parametrize(("typed", "status", "says"), [
    ({"indicated_until": "2022-01-01"}, 409, "De periode eindigt voor zij begint."),
    ({"grace_days": "400"}, 409, "Wie in de groep hoort moet vaststaan"), ({"covariates": []}, 409, "kies er minstens een"),
    ({"assignment": ""}, 422, "id_assignment_error"), ({"asked": "x/y"}, 422, "id_asked_error"),
    ({"indicated_from": "31-13-2023"}, 422, "id_indicated_from_error"),
])  # fmt: skip
def test_what_is_no_question_comes_back_with_what_was_typed(
    facts: Fill, browse: Browse, typed: dict[str, object], status: int, says: str
) -> None:
    answer = browse("analyst").post(NEW, TYPED | typed)
    assert answer.status_code == status
    page = answer.content.decode()
    assert says in page
    assert typed.get("assignment", "Er was &lt;b&gt;geen plek&lt;/b&gt;.") in page
    assert not TrialCard.objects.exists()


def test_after_opening_a_change_of_plan_is_refused_with_what_was_typed(facts: Fill, browse: Browse) -> None:
    facts(12, 12, bad=(2, 6))
    client = browse("analyst")
    address = client.post(NEW, TYPED)["Location"]
    assert client.post(f"{address}/openen").status_code == 302
    page = words(client, address)
    assert "Uitkomsten geopend" in page
    assert "Met en zonder aanbod" in page
    answer = client.post(f"{address}/wijzigen", TYPED | {"grace_days": "30"})
    assert answer.status_code == 409
    assert "De uitkomsten van deze kaart zijn geopend." in answer.content.decode()
    assert TrialCard.objects.count() == 1


def test_before_opening_a_changed_card_becomes_a_next_version(facts: Fill, browse: Browse) -> None:
    client = browse("analyst")
    address = client.post(NEW, TYPED)["Location"]
    assert 'value="42"' in words(client, f"{address}/wijzigen")
    later = client.post(f"{address}/wijzigen", TYPED | {"grace_days": "30"})["Location"]
    assert "Versie 2" in words(client, later)
    assert "Er is een nieuwere versie van deze kaart." in words(client, address)
    assert client.post(f"{address}/openen").status_code == 409
    assert not OutcomesOpened.objects.exists()


def test_a_new_card_about_families_whose_outcome_was_seen_says_so(facts: Fill, browse: Browse) -> None:
    facts(12, 12)
    opened()
    client = browse("analyst")
    page = words(client, client.post(NEW, TYPED)["Location"])
    assert "Lees haar als verkenning." in page


def test_below_ten_families_a_group_the_page_counts_only(facts: Fill, browse: Browse) -> None:
    facts(9, 40, bad=(1, 20))
    page = words(browse("analyst"), f"{LIST}{opened()}")
    assert "Nog niet te beslissen" in page
    assert "met een marge van" not in page


@pytest.mark.parametrize("role", ["coordinator", "municipality"])
def test_who_decides_reads_an_effect_only_where_no_small_count_follows_from_it(
    facts: Fill, browse: Browse, role: str
) -> None:
    facts(60, 50, bad=(3, 22))
    hidden = words(
        browse(role, municipality="GM1" if role == "municipality" else ""),
        f"{LIST}{opened(method='crude', covariates=())}",
    )
    assert "De cijfers zijn afgeschermd" in hidden
    assert "met een marge van" not in hidden
    for count in (">60<", ">50<", ">3<", ">22<"):
        assert count not in hidden


def test_who_decides_reads_an_effect_that_gives_nobody_away(facts: Fill, browse: Browse) -> None:
    facts(60, 50, bad=(16, 22))
    page = words(browse("municipality", municipality="GM1"), f"{LIST}{opened(method='crude', covariates=())}")
    assert "met een marge van" in page
    assert ">60<" not in page


def test_a_municipality_reads_no_figures_of_another(facts: Fill, browse: Browse) -> None:
    facts(180, 150, bad=(60, 66))
    client = browse("municipality", municipality="GM1")
    own, other = (opened(method="crude", covariates=(), municipality=code) for code in ("GM1", "GM2"))
    assert "met een marge van" in words(client, f"{LIST}{own}")
    assert "met een marge van" not in words(client, f"{LIST}{other}")


@pytest.mark.parametrize("role", ["coordinator", "municipality"])
def test_who_decides_registers_and_opens_nothing(facts: Fill, browse: Browse, role: str) -> None:
    with acting(system_identity("test")):
        card = register_card(a_card())
    client = browse(role, municipality="GM1" if role == "municipality" else "")
    assert "Open de uitkomsten" not in words(client, f"{LIST}{card.public_id}")
    assert client.get(NEW).status_code == 403
    assert client.post(f"{LIST}{card.public_id}/openen").status_code == 403
    assert client.post(f"{LIST}{card.public_id}/wijzigen", TYPED).status_code == 403
    with acting(system_identity("test")):
        assert list_cards()[0].opened is None


def test_reading_outcomes_stands_in_the_log_and_reading_a_plan_does_not(facts: Fill, browse: Browse) -> None:
    facts(12, 12)
    with acting(system_identity("test")):
        closed = register_card(a_card(grace_days=10)).public_id
    client, seen = browse("analyst"), opened()
    words(client, f"{LIST}{closed}")
    words(client, f"{LIST}{seen}")
    assert list(LogLine.objects.filter(event="evaluation.read").values_list("detail", flat=True)) == [seen]


def test_a_card_that_is_not_there_is_not_found(facts: Fill, browse: Browse) -> None:
    assert browse("analyst").get(f"{LIST}{'2' * 14}").status_code == 404
