# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps in any order, what a trail still asks for, the term of question 5, and the order of the dossier."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.ground.kernel.rules.points import Point
from duizend.safety.meldcode.rules.course import (
    Noted,
    copy_goes_on,
    done_steps,
    in_dossier_order,
    next_steps,
    prompts,
    step_of,
    term_of,
)
from duizend.safety.meldcode.rules.framework import read_framework
from duizend.safety.meldcode.rules.kinds import KINDS, QUESTIONS, element_of, faults

FOLDER = Path(__file__).parents[3] / "src/duizend/safety/meldcode/frameworks"
TODAY = date(2026, 3, 10)


def framework(name: str):
    return read_framework((FOLDER / f"{name}.toml").read_text(encoding="utf-8"), name).require()


NURSES, DOCTORS = framework("verpleegkundigen"), framework("artsen")


def note(kind: str, answer: str = "", number: int | None = None, *, ago: int = 0, due: int | None = None) -> Noted:
    due_on = TODAY + timedelta(days=due) if due is not None else None
    return Noted(kind, TODAY - timedelta(days=ago), number, answer, due_on)


FIVE = [note("question", "yes" if number != 5 else "no", number) for number in QUESTIONS]


@pytest.mark.parametrize(
    ("notes", "done"),
    [
        ([], set()),
        ([note("signals")], {1}),
        ([note("child_check", "worries")], set()),
        ([note("consult", "colleague")], {2}),
        ([note("conversation_skipped", "safety_of_child")], {3}),
        ([note("attempt")], set()),
        ([note("question", "yes", 1)], set()),
        ([note("question", "yes", 1), note("question", "no", 2)], {4}),
        ([note("question", "yes", 1), note("question", "doubt", 2)], set()),
        ([note("decision_report", "report")], set()),
        ([note("decision_report", "report"), note("decision_help", "no_help")], {5}),
        ([note("decision_help", "no_help"), note("decision_report", "no_report"), note("conversation")], {3, 5}),
    ],
)
def test_a_step_is_done_by_what_was_noted_in_whatever_order(notes: list[Noted], done: set[int]) -> None:
    assert done_steps(notes, NURSES) == done
    assert done_steps(notes[::-1], NURSES) == done
    assert set(next_steps(frozenset(done))) == {1, 2, 3, 4, 5} - done


def test_each_profession_places_the_questions_at_a_step_of_its_own() -> None:
    assert [NURSES.step_of(number) for number in QUESTIONS] == [4, 4, 5, 5, 5]
    assert [DOCTORS.step_of(number) for number in QUESTIONS] == [5] * 5
    assert step_of(note("question", "yes", 1), NURSES) == 4
    assert step_of(note("question", "yes", 1), DOCTORS) == 5
    assert 4 not in done_steps(FIVE, DOCTORS)
    assert 4 in done_steps([*FIVE, note("weighing")], DOCTORS)
    with pytest.raises(KeyError):
        NURSES.question(6)


@pytest.mark.parametrize(
    ("notes", "asked"),
    [
        ([], ()),
        ([note("question", "doubt", 1)], ("doubt",)),
        ([note("question", "yes", 2)], ("unsafe",)),
        ([note("question", "yes", 2), note("question", "no", 2)], ()),
        ([note("question", "no", 3)], ("norm",)),
        (
            [note("question", "no", 5), note("decision_report", "report"), note("decision_help", "no_help")],
            ("send", "inform"),
        ),
        ([note("follow_up", "not_yet")], ("set_term",)),
        ([note("follow_up", "unsafe_again", due=5)], ()),
        ([note("follow_up", "results")], ()),
        ([note("decision_report", "no_report")], ("other_decision",)),
        ([note("decision_help", "give_help"), note("decision_report", "no_report")], ("set_term",)),
        ([note("decision_help", "give_help"), note("decision_report", "no_report"), note("term", due=10)], ()),
        (
            [note("decision_help", "give_help"), note("decision_report", "no_report"), note("term", due=-1)],
            ("term_over",),
        ),
        ([note("decision_help", "no_help"), note("decision_report", "report")], ("send", "inform")),
        (
            [
                note("decision_help", "no_help"),
                note("decision_report", "report"),
                note("report"),
                note("informed", "informed"),
            ],
            ("await_reply",),
        ),
        (
            [
                note("decision_help", "no_help"),
                note("decision_report", "report"),
                note("report"),
                note("informed", "informed"),
                note("reply"),
            ],
            (),
        ),
        ([note("signals"), note("question", "yes", 1), note("question", "no", 2)], ("consult",)),
    ],
)
def test_a_trail_says_what_it_still_asks_for(notes: list[Noted], asked: tuple[str, ...]) -> None:
    assert prompts(notes, NURSES, TODAY) == asked


def test_a_follow_up_ends_the_term_or_sets_a_new_one() -> None:
    assert term_of([], TODAY) is None
    set_ = note("term", due=-3)
    assert term_of([set_], TODAY).is_over
    assert not term_of([note("term", due=0)], TODAY).is_over
    assert term_of([set_, note("follow_up", "results")], TODAY) is None
    assert term_of([set_, note("follow_up", "not_yet", due=14)], TODAY).due_on == TODAY + timedelta(days=14)


def test_the_dossier_has_the_order_of_its_elements_and_the_rest_after_by_day() -> None:
    notes = [
        note("note", ago=9),
        note("question", "yes", 2),
        note("consult", "colleague", ago=5),
        note("signals", ago=1),
        note("question", "no", 1),
    ]
    assert [element_of(notes[place].kind, notes[place].number) for place in in_dossier_order(notes)] == [
        1569,
        1572,
        1573,
        1600,
        0,
    ]


def test_the_five_questions_have_the_elements_1572_to_1576() -> None:
    assert [element_of("question", number) for number in QUESTIONS] == [1572, 1573, 1574, 1575, 1576]
    assert element_of("closed") == 0


@pytest.mark.parametrize(
    ("kind", "given", "wrong"),
    [
        ("signals", {"words": "zag"}, []),
        ("signals", {"words": ""}, [("words", "missing")]),
        ("signals", {"words": "zag", "answer": "yes"}, [("answer", "not_asked"), ("answer", "unknown")]),
        ("question", {"number": 6, "answer": "yes"}, [("number", "unknown")]),
        ("question", {"number": 1, "answer": "maybe"}, [("answer", "unknown")]),
        ("conversation_skipped", {"words": "", "answer": "safety_of_child"}, [("words", "missing")]),
        ("informed", {"answer": "informed", "objections": "shouted"}, [("objections", "unknown")]),
        ("term", {"due_on": None}, [("due_on", "missing")]),
    ],
)
def test_what_a_kind_asks_is_asked_and_nothing_else(kind: str, given: dict, wrong: list) -> None:
    assert faults(kind, given) == wrong


def test_what_the_trail_notes_itself_can_be_typed_by_nobody() -> None:
    with pytest.raises(KeyError):
        faults("closed", {})


anything = st.builds(
    Noted,
    st.sampled_from(sorted(KINDS)),
    st.dates(date(2025, 1, 1), TODAY),
    st.sampled_from([None, *QUESTIONS]),
    st.sampled_from(["", "yes", "no", "doubt", "report", "no_report", "give_help"]),
    st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)


@given(st.lists(anything, max_size=12), st.sampled_from([NURSES, DOCTORS]))
def test_whatever_was_noted_more_notes_never_undo_a_step_and_nothing_is_decided(notes: list[Noted], chosen) -> None:
    done = done_steps(notes, chosen)
    assert done <= done_steps([*notes, note("signals"), note("note")], chosen)
    assert sorted(in_dossier_order(notes)) == list(range(len(notes)))
    asked = prompts(notes, chosen, TODAY)
    assert len(set(asked)) == len(asked)
    assert not any("decide" in one for one in asked)


GOOD = (FOLDER / "verpleegkundigen.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("number = 1", "number = 2", "out_of_order"),
        ("step = 4", "step = 3", "unknown_step"),
        ('kind = "meldcode_framework"', 'kind = "programme"', "unknown_choice"),
        ('version = "2019"', "", "missing_key"),
        ("[[questions]]", "[[question]]", "unknown_key"),
    ],
)
def test_a_mistake_in_a_framework_is_named(old: str, new: str, code: str) -> None:
    assert code in {fault.code for fault in read_framework(GOOD.replace(old, new, 1), "own.toml").faults}


def test_a_framework_that_is_no_toml_or_lacks_a_question_is_refused() -> None:
    assert read_framework("= 1", "own.toml").value is None
    whole, _, _last = GOOD.rpartition("[[questions]]")
    assert [fault.code for fault in read_framework(whole, "own.toml").faults] == ["wrong_number"]


MONTH = Point("birth", 1, 0)


@pytest.mark.parametrize(
    ("kinds", "closed_on", "kept", "goes_on"),
    [
        (["signals", "handed_over", "closed"], TODAY, MONTH, date(2026, 4, 10)),
        (["signals", "closed", "handed_over"], TODAY, MONTH, date(2026, 4, 10)),
        (["handed_over", "closed", "letter", "let_out"], TODAY, MONTH, date(2026, 4, 10)),
        (["signals", "handed_over", "note", "closed", "handed_over"], TODAY, MONTH, date(2026, 4, 10)),
        (["signals", "handed_over", "note", "closed"], TODAY, MONTH, None),
        (["signals", "closed"], TODAY, MONTH, None),
        (["signals", "handed_over"], None, MONTH, None),
        (["signals", "handed_over", "closed"], TODAY, None, None),
        ([], TODAY, MONTH, None),
    ],
)
def test_a_copy_goes_only_when_closed_and_wholly_in_the_dossier_after_the_term_of_the_region(
    kinds: list[str], closed_on: date | None, kept: Point | None, goes_on: date | None
) -> None:
    assert copy_goes_on(kinds, closed_on, kept) == goes_on
