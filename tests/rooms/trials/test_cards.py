# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registering a card, opening its outcomes, and that nothing bends the plan afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel.refusals import ActionRefused
from duizend.insight.facts.models import OutcomeFact, StepFact
from duizend.insight.trials import working_out
from duizend.insight.trials.actions import change_card, open_outcomes, register_card
from duizend.insight.trials.models import OutcomesOpened, TrialCard
from duizend.insight.trials.queries import (
    CardAltered,
    get_card,
    list_cards,
    list_effects,
    list_followed,
    list_versions,
    was_known,
)
from duizend.insight.trials.working_out import answer_card
from rooms.trials.cards import a_card
from rooms.trials.conftest import Fill


@pytest.fixture(autouse=True)
def somebody():
    with acting(system_identity("test")):
        yield


def test_a_card_is_kept_under_its_fingerprint(facts: Fill) -> None:
    kept = register_card(a_card())
    assert (kept.card, kept.digest, kept.opened) == (a_card(), a_card().digest, None)
    assert [one.public_id for one in list_cards()] == [kept.public_id]


@pytest.mark.parametrize(("other", "code"), [
    ({"programme": "geen"}, "unknown_programme"), ({"outcome": "geen"}, "unknown_outcome"),
    ({"municipality": "GM99"}, "unknown_municipality"), ({"covariates": ("income",)}, "unknown_covariate"),
    ({"grace_days": 400}, "grace_too_long"), ({"version": 2}, "card_replaced"),
])  # fmt: skip
def test_what_is_no_question_here_is_refused_and_nothing_is_kept(facts: Fill, other: dict, code: str) -> None:
    with pytest.raises(ActionRefused) as refused:
        register_card(a_card(**other))
    assert refused.value.code == code
    assert not TrialCard.objects.exists()


def test_the_same_card_twice_is_one(facts: Fill) -> None:
    register_card(a_card())
    with pytest.raises(ActionRefused, match="card_known"):
        register_card(a_card())


def test_a_changed_card_leaves_the_one_before_to_be_read(facts: Fill) -> None:
    first = register_card(a_card())
    later = change_card(first.public_id, first.card.changed(grace_days=30))
    assert [one.public_id for one in list_cards()] == [later.public_id]
    assert [one.digest for one in list_versions(later)] == [first.digest]
    with pytest.raises(ActionRefused) as refused:
        change_card(first.public_id, first.card.changed(grace_days=20))
    assert refused.value.code == "card_replaced"
    with pytest.raises(ActionRefused):
        open_outcomes(first.public_id)


def test_once_outcomes_were_opened_the_plan_does_not_change(facts: Fill) -> None:
    facts(12, 12, bad=(2, 6))
    kept = register_card(a_card())
    open_outcomes(kept.public_id)
    with pytest.raises(ActionRefused) as refused:
        change_card(kept.public_id, kept.card.changed(smallest_worthwhile=0.01))
    assert refused.value.code == "outcomes_opened"
    assert TrialCard.objects.count() == 1


def test_outcomes_may_be_worked_out_anew_when_more_is_known(facts: Fill) -> None:
    facts(12, 12)
    kept = register_card(a_card())
    first = open_outcomes(kept.public_id)
    again = open_outcomes(kept.public_id)
    assert len(again.openings) == 2
    assert again.first_opened_at == first.first_opened_at


def test_both_contrasts_are_worked_out_from_indication(facts: Fill) -> None:
    facts(60, 50, bad=(6, 22))
    kept = open_outcomes(register_card(a_card(method="crude", covariates=())).public_id)
    told = kept.opened.answer
    assert told["offered"]["groups"] == {
        "with": {"measured": 60, "people": 60, "yes": 6}, "without": {"measured": 50, "people": 50, "yes": 22},
    }  # fmt: skip
    answer = told["offered"]["answer"]
    assert answer["estimate"] == pytest.approx(6 / 60 - 22 / 50)
    assert answer["card"] == kept.digest
    assert told["started"]["answer"]["n_treated"] == 60
    assert {guard["code"] for guard in answer["guards"]} >= {"immortal_time"}


def test_of_fewer_than_ten_families_a_group_nothing_is_decided(facts: Fill) -> None:
    facts(9, 40, bad=(1, 20))
    answer = open_outcomes(register_card(a_card()).public_id).opened.answer["offered"]["answer"]
    assert answer["decision"] == "cannot be decided yet"
    assert "counts_only" in {guard["code"] for guard in answer["guards"]}


def test_without_anybody_measured_the_answer_says_that_it_cannot(facts: Fill) -> None:
    told = open_outcomes(register_card(a_card()).public_id).opened.answer
    assert set(told["offered"]) == {"groups", "cannot"}


def test_scores_of_two_questionnaires_are_not_one_outcome(facts: Fill) -> None:
    facts(12, 12)
    one = OutcomeFact.objects.get(family_key="f4")
    one.pk, one.instruments = None, ["risk 2", "risk 2"]
    one.save()
    told = open_outcomes(register_card(a_card()).public_id).opened.answer
    assert "risk 1, risk 2" in told["offered"]["cannot"]


def test_only_what_was_measured_in_the_days_of_the_card_counts(facts: Fill) -> None:
    facts(3, 0)
    assert [one.value for one in list_followed(a_card())] == [0.0] * 3
    assert [one.value for one in list_followed(a_card(follow_up=(401, 500)))] == [None] * 3
    assert [one.value for one in list_followed(a_card(follow_up=(400, 500)))] == [0.0] * 3
    assert list_followed(a_card(indicated_from=date(2025, 1, 1))) == []
    assert {one.municipality for one in list_followed(a_card(municipality="GM2"))} == {"GM2"}


def test_a_step_that_was_taken_back_does_not_count(facts: Fill) -> None:
    facts(2, 0)
    step = StepFact.objects.get(step_key="s0offered")
    step.pk, step.step_key, step.corrects_key, step.withdrawn = None, "again", "s0offered", True
    step.save()
    assert [one.offered_after for one in list_followed(a_card())] == [30, 7]


def test_no_key_of_a_family_goes_into_a_table_or_is_kept(facts: Fill) -> None:
    facts(12, 12)
    kept = open_outcomes(register_card(a_card()).public_id)
    assert {one.family for one in list_followed(kept.card)} == set(range(1, 25))
    assert "f1" not in json.dumps(kept.opened.answer).split('"')


def test_a_card_that_was_altered_behind_our_back_is_not_read(facts: Fill) -> None:
    kept = register_card(a_card())
    TrialCard(
        digest="0" * 64, content=replace(kept.card, grace_days=3).as_data(), programme="x",
        entered_by_id=TrialCard.objects.get().entered_by_id, public_id="a" * 14,
    ).save(force_insert=True)  # fmt: skip
    with pytest.raises(CardAltered):
        list_cards()


def test_the_application_changes_and_removes_no_card_and_no_opening(facts: Fill) -> None:
    facts(12, 12)
    open_outcomes(register_card(a_card()).public_id)
    for change in (
        lambda: TrialCard.objects.update(programme="x"), lambda: OutcomesOpened.objects.update(answer={}),
        lambda: OutcomesOpened.objects.all().delete(),
    ):  # fmt: skip
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change()


def test_what_breaks_off_opens_nothing(facts: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    facts(12, 12)
    kept = register_card(a_card())
    monkeypatch.setattr(working_out, "MODULE", "duizend.there_is_no_such_module")
    with pytest.raises(ActionRefused, match="not_worked_out"):
        open_outcomes(kept.public_id)
    assert get_card(kept.public_id).opened is None


def test_the_process_of_the_page_does_not_carry_the_libraries() -> None:
    told = "import sys, duizend.insight.trials.working_out as w; print(sorted({'numpy', 'scipy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nobody_to_follow_is_answered_without_a_fault() -> None:
    told = answer_card(a_card(), [])
    assert told["offered"]["groups"]["with"] == {"measured": 0, "people": 0, "yes": None}
    assert told["offered"]["cannot"]


def test_what_was_done_with_a_card_stands_in_the_log(facts: Fill) -> None:
    with acting(system_identity("test")):
        kept = register_card(a_card())
        open_outcomes(kept.public_id)
    events = list(LogLine.objects.order_by("pk").values_list("event", flat=True))
    assert [one for one in events if one.startswith("evaluation.")] == ["evaluation.registered", "evaluation.opened"]


def test_the_sheet_reads_a_municipality_s_own_card_before_the_region_s_and_no_exploration(facts: Fill) -> None:
    facts(180, 150, bad=(60, 66))
    crude = {"method": "crude", "covariates": ()}
    region = open_outcomes(register_card(a_card(**crude)).public_id)
    own = register_card(a_card(municipality="GM1", **crude))
    assert was_known(own), "the region's outcomes were open, and hers are among them"
    open_outcomes(own.public_id)
    assert not was_known(get_card(region.public_id)), "what came later does not make the first an exploration"
    assert list_effects("stevig-ouderschap", "GM1", threshold=None)["risk"].digest == region.digest
    assert list_effects("stevig-ouderschap", None, threshold=None)["risk"].digest == region.digest


def test_of_two_cards_that_were_closed_together_her_own_holds(facts: Fill) -> None:
    facts(180, 150, bad=(60, 66))
    crude = {"method": "crude", "covariates": ()}
    cards = [register_card(a_card(municipality=code, **crude)) for code in ("GM1", "", "GM2")]
    for card in cards:
        open_outcomes(card.public_id)
    found = {code: list_effects("stevig-ouderschap", code, threshold=None)["risk"] for code in ("GM1", "GM2", None)}
    assert [one.digest for one in found.values()] == [cards[0].digest, cards[2].digest, cards[1].digest]
    assert found["GM1"].estimate is not None


def test_an_effect_from_which_a_small_count_would_follow_is_not_told(facts: Fill) -> None:
    facts(60, 50, bad=(3, 22))
    open_outcomes(register_card(a_card(method="crude", covariates=())).public_id)
    exact = list_effects("stevig-ouderschap", None, threshold=None)["risk"]
    told = list_effects("stevig-ouderschap", None, threshold=5)["risk"]
    assert (exact.smallest_group, exact.is_kept_back) == (50, False)
    assert (told.estimate, told.low, told.smallest_group, told.needed, told.is_kept_back) == (
        None,
        None,
        None,
        None,
        True,
    )
    assert told.state == exact.state
