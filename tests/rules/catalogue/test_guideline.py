# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A guideline suggests steps in its order, each with its reasons; an invented one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.catalogue.rules.case import Case
from duizend.catalogue.rules.guideline import Guideline, Suggestion, Talk, suggest_steps
from duizend.catalogue.rules.guideline_examples import check_guideline_examples, find_guideline_failure
from duizend.catalogue.rules.guideline_reader import read_guideline
from duizend.ground.kernel.rules.reading import Fault

from .invented import ON, PROGRAMME_TEXT, VOCABULARY, case, changed, programme

TEXT = """
kind = "guideline"
id = "weerbericht"
name = { nl = "Weerbericht", en = "Forecast" }
summary = { nl = "Wat te doen.", en = "What to do." }
version = "1"
valid_from = 2025-01-01
owner = "De Weerkamer"
observe = [{ id = "sun", side = "strength", text = { nl = "Zon" } }, { id = "wind", side = "load", text = { nl = "Wind" } }]
questions = [{ id = "wetness", factor = "rain", text = { nl = "Nat" } }, { id = "cold", text = { nl = "Koud" } }]
[[steps]]
id = "far"
kind = "referral"
order = 5
source = "almanac"
text = { nl = "Ver weg" }
[[steps]]
id = "look"
kind = "observe"
order = 1
source = "almanac"
text = { nl = "Kijk" }
[[steps]]
id = "tell"
kind = "information"
order = 2
source = "almanac"
text = { nl = "Vertel" }
answers = [{ id = "given", text = { nl = "Verteld" } }]
phases = [
    { id = "before", from = "pregnancy 0w0d", until = "0d", text = { nl = "Ervoor" } },
    { id = "after", from = "0d", until = "1y", text = { nl = "Erna" } },
]
[[steps]]
id = "dry"
kind = "programmes"
order = 3
source = "almanac"
text = { nl = "Droog" }
questions = ["wetness"]
programmes = ["lentebries", "nowhere"]
[[steps]]
id = "warm"
kind = "programmes"
order = 4
source = "almanac"
text = { nl = "Warm" }
programmes = ["lentebries"]
[evidence]
level = { nl = "Verzonnen" }
body = "De Weerkamer"
source = "almanac"
[[examples]]
name = "a drizzly family"
on = 2026-03-01
source = "almanac"
open_to_information = true
questions = ["wetness"]
[examples.case]
factors = ["umbrella"]
pregnancy = { due_date = 2026-07-01 }
[[examples.suggestions]]
step = "look"
because = ["umbrella"]
[[examples.suggestions]]
step = "tell"
because = ["open", "before"]
[[examples.suggestions]]
step = "dry"
programme = "lentebries"
because = ["wetness", "target_window", "wet"]
first_ask = ["first", "young_mother", "misty", "far"]
[[sources]]
key = "almanac"
title = "Almanak"
publisher = "De Weerkamer"
address = "https://example.org/almanak"
"""
FITS = """
factors = ["rain", "fog"]
children = []
pregnancy = { due_date = 2026-07-01 }
parents = [{ birth_date = 2004-05-05, role = "mother" }]
"""
PROGRAMMES = {"lentebries": programme()}


def guideline(text: str = TEXT) -> Guideline:
    return read_guideline(text, "weather.toml", VOCABULARY).require()


def suggest(family: Case, *, on: date = ON, talk: Talk | None = None) -> tuple[Suggestion, ...]:
    return suggest_steps(
        guideline(), family, on, talk=talk or Talk(), programmes=PROGRAMMES, vocabulary=VOCABULARY
    )  # fmt: skip


def told(suggestions: tuple[Suggestion, ...]) -> list[tuple[str, list[str]]]:
    return [(one.step, [reason.id for reason in one.because]) for one in suggestions]


def test_strengths_come_before_load_and_both_before_anything_else() -> None:
    first, *_ = suggest(case('factors = ["rain", "umbrella"]'))
    assert (first.step, [reason.text.nl for reason in first.because]) == (
        "look", ["Geeft kracht: paraplu.", "Weegt zwaar: regen."]
    )  # fmt: skip


def test_of_a_family_of_whom_nothing_is_noted_it_suggests_to_begin_with_what_goes_well() -> None:
    assert told(suggest(Case())) == [("look", ["nothing_noted"]), ("tell", ["ask_if_open"])]


def test_information_is_of_the_phase_and_only_if_parents_are_open_to_it() -> None:
    baby = case("[[children]]\nbirth_date = 2026-01-01")
    assert told(suggest(baby))[1] == ("tell", ["ask_if_open", "after"])
    assert told(suggest(baby, talk=Talk(open_to_information=True)))[1] == ("tell", ["open", "after"])
    assert [step for step, _ in told(suggest(baby, talk=Talk(open_to_information=False)))] == ["look"]


def test_a_programme_for_a_question_is_suggested_when_the_question_came_up_and_the_family_may_fit() -> None:
    unborn = case("pregnancy = { due_date = 2026-07-01 }")
    assert [step for step, _ in told(suggest(unborn))] == ["look", "tell"]
    dry = suggest(unborn, talk=Talk(frozenset({"wetness"})))[2]
    assert (dry.step, dry.programme, dry.kind) == ("dry", "lentebries", "programmes")
    assert dry.first_ask == ("first", "young_mother", "misty", "far")
    assert dry.source == "Almanak, De Weerkamer, https://example.org/almanak"
    noted = suggest(case('factors = ["rain"]\npregnancy = { due_date = 2026-07-01 }'))
    assert [reason.id for reason in noted[2].because] == ["wetness", "target_window", "wet"]


def test_another_question_does_not_lead_there() -> None:
    unborn = case("pregnancy = { due_date = 2026-07-01 }")
    assert [one.step for one in suggest(unborn, talk=Talk(frozenset({"cold"})))] == ["look", "tell"]


def test_a_family_outside_the_target_of_a_programme_is_not_suggested_it() -> None:
    toddler = case("[[children]]\nbirth_date = 2023-01-01")
    assert [one.step for one in suggest(toddler, talk=Talk(frozenset({"wetness"})))] == ["look", "tell"]


def test_an_indicated_programme_is_suggested_only_where_the_family_fits() -> None:
    warm = next(one for one in suggest(case(FITS)) if one.step == "warm")
    assert [reason.id for reason in warm.because] == ["target_window", "first", "young_mother", "wet", "misty"]
    assert warm.first_ask == ()


def test_referral_comes_last_and_only_when_problems_persist() -> None:
    assert told(suggest(Case(), talk=Talk(persisting=True)))[-1] == ("far", ["persisting"])


@given(
    st.sets(st.sampled_from(["rain", "storm", "fog", "umbrella", "abroad"])), st.booleans(), st.booleans(),
    st.sets(st.sampled_from(["wetness", "cold"])), st.dates(date(2024, 1, 1), date(2027, 1, 1)),
)  # fmt: skip
def test_every_suggestion_has_a_reason_and_stands_in_the_order_of_the_guideline(
    factors: set[str], is_open: bool, persisting: bool, questions: set[str], born: date
) -> None:
    talk = Talk(frozenset(questions), is_open, persisting)
    found = suggest(Case(children=(born,), factors=frozenset(factors)), talk=talk)
    order = {step.id: step.order for step in guideline().steps}
    assert [order[one.step] for one in found] == sorted(order[one.step] for one in found)
    assert all(one.because for one in found)
    assert found[0].step == "look"


def test_the_examples_of_a_guideline_are_worked_with_the_programmes_it_points_to() -> None:
    read = guideline()
    assert check_guideline_examples(read, PROGRAMMES, vocabulary=VOCABULARY) == ()
    assert find_guideline_failure(read, PROGRAMMES, vocabulary=VOCABULARY) is None


def test_an_example_of_a_guideline_that_comes_out_otherwise_is_named() -> None:
    read = guideline(changed('because = ["open", "before"]', 'because = ["open"]', text=TEXT))
    (failure,) = check_guideline_examples(read, PROGRAMMES, vocabulary=VOCABULARY)
    assert "suggestion 2: expected tell because open, got tell because open, before" in failure.message
    failure, *_ = check_guideline_examples(guideline(), {}, vocabulary=VOCABULARY)
    assert failure.message.endswith(
        "expected dry lentebries because wetness, target_window, wet, first ask first, young_mother, misty, far, got none"
    )


def test_a_source_of_a_guideline_that_is_not_there_is_misuse() -> None:
    assert guideline().source("almanac").key == "almanac"
    with pytest.raises(KeyError):
        guideline().source("rumour")


MISTAKES = [
    ("unknown_choice", "kind", 'kind = "guideline"', 'kind = "rule"'),
    ("bad_toml", "line 2", 'kind = "guideline"', "kind ="),
    ("unknown_choice", "observe[0].side", '"strength"', '"sunny"'),
    ("duplicate_id", "observe[1].id", 'id = "wind"', 'id = "sun"'),
    ("unknown_factor", "questions[0].factor", 'factor = "rain"', 'factor = "hail"'),
    ("duplicate_id", "questions[1].id", 'id = "cold"', 'id = "wetness"'),
    ("unknown_choice", "steps[0].kind", '"referral"', '"hope"'),
    ("duplicate_id", "steps[1].id", 'id = "look"', 'id = "far"'),
    ("duplicate_id", "steps[1].order", "order = 1", "order = 5"),
    ("section_not_for_form", "steps[0].programmes", 'kind = "referral"', 'kind = "referral"\nprogrammes = ["lentebries"]'),
    ("missing_key", "steps[4].programmes", 'text = { nl = "Warm" }\nprogrammes', 'text = { nl = "Warm" }\nprogram'),
    ("missing_key", "steps[2].answers", "answers =", "replies ="),
    ("bad_age", "steps[2].phases[0].from", '"pregnancy 0w0d"', '"start 2w"'),
    ("bad_age", "steps[2].phases[1].until", '"1y"', '"one"'),
    ("empty_window", "steps[2].phases[1].until", '"1y"', '"0d"'),
    ("duplicate_id", "steps[2].phases[1].id", 'id = "after"', 'id = "before"'),
    ("unknown_question", "steps[3].questions", 'questions = ["wetness"]\nprogrammes', 'questions = ["heat"]\nprogrammes'),
    ("unknown_question", "examples[0].questions", 'questions = ["wetness"]\n[examples', 'questions = ["heat"]\n[examples'),
    ("unknown_step", "examples[0].suggestions", 'step = "look"', 'step = "stare"'),
    ("unknown_key", "steps[0].answer", 'kind = "referral"', 'kind = "referral"\nanswer = 1'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "key", "old", "new"),
    MISTAKES,
    ids=[f"{number}-{mistake[0]}-{mistake[1]}" for number, mistake in enumerate(MISTAKES)],
)
def test_each_mistake_in_a_guideline_is_named_with_its_place(code: str, key: str, old: str, new: str) -> None:
    faults: tuple[Fault, ...] = read_guideline(changed(old, new, text=TEXT), "weather.toml", VOCABULARY).faults
    assert (code, key) in [(fault.code, fault.key) for fault in faults], [fault.message for fault in faults]


def test_a_programme_is_no_guideline() -> None:
    assert read_guideline(PROGRAMME_TEXT, "spring.toml", VOCABULARY).value is None
