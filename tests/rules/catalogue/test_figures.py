# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What worked examples say of counts, terms and words, in the file and beside it."""

import pytest

from duizend.catalogue.rules.examples import check_examples, find_failure
from duizend.catalogue.rules.figures import list_counts, list_days
from duizend.catalogue.rules.more_examples import read_more_examples

from .invented import VOCABULARY, changed, faults_of, programme
from .test_delivering import FIDELITY, GROUP, MATCH, PLACE, VIDEO, of_form

OUTCOMES = """[examples.expect.counts]
asked = { right = [1], wrong = [2] }
facilitators = { right = [1, 2], wrong = [0] }
minutes_early = { right = [30, 45], wrong = [29, 46] }
group_size = { right = [6, 12], wrong = [5, 13] }
group_smallest = { right = [5], wrong = [4] }
group_sessions = { right = [8, 10], wrong = [7, 11] }
partner_sessions = { right = [0], wrong = [1] }
organisations = { right = [2, 3], wrong = [1] }
recordings = { right = [4, 6], wrong = [3, 7] }
half_days = { right = [1, 2], wrong = [0, 3] }
fidelity_received = { right = [0.8, 1], wrong = [0.79] }
[examples.expect.days]
answer_by = 2026-03-11
kept_until = 2046-03-01
experienced_since = 2024-03-01
cohort_until = 2026-08-12
destroyed_by = 2026-09-01
trial_until = 2026-04-12
match_until = 2027-03-01
child_from = 2026-07-01
child_until = 2044-07-01
own_voice_from = 2038-07-01
place_until = 2028-03-01
[examples.expect.each_meets]
wet = ["rain", "storm"]
[[examples.expect.contacts]]
"""
ALL = of_form("group", GROUP, VIDEO, MATCH, PLACE, FIDELITY)
ALL = changed("certificate_required = false", 'certificate_required = false\nexperience = "2y"', text=ALL)
TEXT = changed("[[examples.expect.contacts]]\n", OUTCOMES, text=ALL)


def test_an_example_may_say_what_counts_terms_and_words_come_to() -> None:
    read = programme(TEXT)
    assert check_examples(read, vocabulary=VOCABULARY) == ()
    assert find_failure(read, vocabulary=VOCABULARY) is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("asked = { right = [1]", "asked = { right = [2]", "asked 2: expected right, got wrong"),
        ("wrong = [4] }", "wrong = [6] }", "group_smallest 6: expected wrong, got right"),
        ("answer_by = 2026-03-11", "answer_by = 2026-03-12", "answer_by: expected 2026-03-12, got 2026-03-11"),
        ('"rain", "storm"]\n[[ex', '"rain", "fog"]\n[[ex', "wet by fog: expected met, got unknown"),
        ("pregnancy = { due_date = 2026-07-01 }", "pregnancy = {}", "cohort_until: expected 2026-08-12, got none"),
    ],
)
def test_a_count_term_or_word_that_comes_out_otherwise_is_named(old: str, new: str, message: str) -> None:
    text = changed(old, new, text=TEXT)
    failures = check_examples(programme(text), vocabulary=VOCABULARY)
    assert any(message in failure.message for failure in failures), [failure.message for failure in failures]


@pytest.mark.parametrize(
    ("code", "key", "old", "new"),
    [
        ("unknown_count", "examples[0].expect.counts", "half_days = ", "whole_days = "),
        ("unknown_day", "examples[0].expect.days", "place_until", "place_since"),
        ("unknown_criterion", "examples[0].expect", 'wet = ["rain"', 'soaked = ["rain"'),
        ("wrong_type", "examples[0].expect.counts.half_days.right", "half_days = { right = [1, 2]", 'half_days = { right = "1"'),
        ("wrong_type", "examples[0].expect.counts.half_days.wrong", "wrong = [0, 3]", "wrong = [0, true]"),
        ("wrong_type", "examples[0].expect.counts.half_days", "half_days = { right = [1, 2], wrong = [0, 3] }", "half_days = 1"),
        ("unknown_key", "examples[0].expect.counts.half_days.maybe", "half_days = {", "half_days = { maybe = [1],"),
        ("bad_date", "examples[0].expect.days.answer_by", "answer_by = 2026-03-11", 'answer_by = "soon"'),
    ],
)  # fmt: skip
def test_an_outcome_that_the_file_does_not_have_is_a_mistake(code: str, key: str, old: str, new: str) -> None:
    assert (code, key) in [(fault.code, fault.key) for fault in faults_of(changed(old, new, text=TEXT))]


def test_a_programme_has_only_the_counts_and_terms_it_speaks_of() -> None:
    read = programme()
    assert set(list_counts(read)) == {"asked", "facilitators", "minutes_early"}
    assert set(list_days(read, read.examples[0])) == {"answer_by", "kept_until"}


def test_a_group_may_do_without_a_smallest_size() -> None:
    bare = changed("smallest = 5\n", "", text=GROUP)
    assert "group_smallest" not in list_counts(programme(of_form("group", bare)))


def test_what_is_kept_from_the_birth_ends_so_many_years_after_it() -> None:
    read = programme(changed('since = "last_change"', 'since = "birth_of_child"'))
    assert str(list_days(read, read.examples[0])["kept_until"]) == "2046-07-01"


def test_an_example_of_a_trajectory_that_runs_says_since_when() -> None:
    text = changed("pregnancy 24w0d", "start 4w", text=changed("pregnancy 18w0d", "start 0d"))
    text = changed('target = "pregnancy 20w0d"', 'target = "start 2w"', text=text)
    text = changed("on = 2026-03-01\n", "on = 2026-03-01\nstarted_on = 2026-02-20\n", text=text)
    old = "target = 2026-02-11\nfrom = 2026-01-28\nuntil = 2026-03-11"
    text = changed(old, "target = 2026-03-06\nfrom = 2026-02-20\nuntil = 2026-03-20", text=text)
    text = changed("next_contact = 2026-02-11", "next_contact = 2026-03-06", text=text)
    assert check_examples(programme(text), vocabulary=VOCABULARY) == ()


MORE = """
kind = "examples"
programme = "lentebries"
version = "1"
[[examples]]
name = "asked twice"
on = 2026-03-01
source = "almanac"
[examples.case]
[examples.expect]
verdict = "unknown"
[examples.expect.counts]
asked = { right = [1], wrong = [2] }
"""


def test_examples_may_stand_beside_a_file_that_does_not_change_any_more() -> None:
    (example,) = read_more_examples(MORE, "examples/spring.toml", programme(), VOCABULARY).require()
    assert example.name == "asked twice"


@pytest.mark.parametrize(
    ("code", "key", "old", "new"),
    [
        ("unknown_choice", "version", 'version = "1"', 'version = "2"'),
        ("unknown_choice", "programme", '"lentebries"', '"herfststorm"'),
        ("unknown_count", "examples[0].expect.counts", "asked =", "begged ="),
        ("bad_toml", "line 2", 'kind = "examples"', "kind ="),
        ("unknown_source", "examples[0].source", '"almanac"', '"rumour"'),
    ],
)
def test_each_mistake_in_examples_beside_a_file_is_named(code: str, key: str, old: str, new: str) -> None:
    reading = read_more_examples(changed(old, new, text=MORE), "spring.toml", programme(), VOCABULARY)
    assert (code, key) in [(fault.code, fault.key) for fault in reading.faults]
