# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Explaining a programme, and its worked examples."""

import json
from datetime import date

import pytest

from duizend.catalogue.rules.examples import check_examples
from duizend.catalogue.rules.explain import explain

from .invented import ON, PROGRAMME_TEXT, VOCABULARY, case, changed, programme

FAMILY = """
factors = ["rain", "fog"]
children = []
pregnancy = { due_date = 2026-07-01 }
parents = [{ birth_date = 2004-05-05, role = "mother" }]
"""


def test_an_explanation_is_plain_data_with_verdict_reasons_and_contacts() -> None:
    told = explain(programme(), case(FAMILY), ON, vocabulary=VOCABULARY)
    assert json.loads(json.dumps(told)) == told
    assert list(told) == [
        "programme",
        "version",
        "on",
        "verdict",
        "criteria",
        "deciding_unknowns",
        "contacts",
    ]
    assert (told["programme"], told["version"], told["on"]) == ("lentebries", "1", "2026-03-01")
    assert (told["verdict"], told["deciding_unknowns"]) == ("fits", [])
    criteria = told["criteria"]
    assert isinstance(criteria, list)
    assert criteria[4] == {
        "id": "wet",
        "state": "met",
        "reason": "Aanwezig: regen.",
        "source": "Almanak, De Weerkamer (2020), https://example.org/almanak",
    }
    contacts = told["contacts"]
    assert isinstance(contacts, list)
    assert contacts[0] == {
        "label": "Eerste",
        "target": "2026-02-11",
        "from": "2026-01-28",
        "until": "2026-03-11",
        "mode": "video_call",
        "obligatory": True,
    }


def test_an_explanation_is_given_in_english_too() -> None:
    told = explain(programme(), case(FAMILY), ON, vocabulary=VOCABULARY, language="en")
    assert "Present: rain." in json.dumps(told)
    assert '"label": "First"' in json.dumps(told)


def test_a_family_that_does_not_fit_has_no_contacts() -> None:
    told = explain(programme(), case("first_child = false\n" + FAMILY), ON, vocabulary=VOCABULARY)
    assert (told["verdict"], told["contacts"]) == ("does_not_fit", [])


def test_examples_that_come_out_as_they_say_give_no_failures() -> None:
    assert check_examples(programme(), vocabulary=VOCABULARY) == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('verdict = "fits"', 'verdict = "unknown"', "verdict: expected unknown, got fits"),
        ('unknown = ["far"]', 'met = ["far"]', "far: expected met, got unknown"),
        (
            "deciding_unknowns = []",
            'deciding_unknowns = ["far"]',
            "deciding_unknowns: expected far, got none",
        ),
        (
            "next_contact = 2026-02-11",
            "next_contact = 2026-02-12",
            "next_contact: expected 2026-02-12, got 2026-02-11",
        ),
        (
            "target = 2026-06-01",
            "target = 2026-06-02",
            "contact 2 target: expected 2026-06-02, got 2026-06-01",
        ),
        ("from = 2026-01-28", "from = 2026-01-29", "contact 1 from: expected 2026-01-29, got 2026-01-28"),
        ("until = 2026-03-11", "until = 2026-03-12", "contact 1 until: expected 2026-03-12, got 2026-03-11"),
        (
            'mode = "video_call"\nobligatory = true\n[[exam',
            'mode = "home"\nobligatory = true\n[[exam',
            "contact 1 mode",
        ),
        (
            "obligatory = true\n[[exam",
            "obligatory = false\n[[exam",
            "contact 1 obligatory: expected False, got True",
        ),
        ("[[examples.expect.contacts]]\ntarget = 2026-06-01\n", "", "number of contacts: expected 2, got 3"),
        ('"rain", "fog"', '"rain"', "verdict: expected fits, got unknown"),
        ("2004-05-05", "1990-05-05", "next_contact: expected 2026-02-11, got none"),
    ],
)
def test_an_example_that_comes_out_otherwise_is_named(old: str, new: str, message: str) -> None:
    text = changed('met = ["first", "young_mother", "wet"]\n', "")
    if 'met = ["far"]' not in new:
        text = changed('unknown = ["far"]\n', "", text=text)
    failures = check_examples(programme(changed(old, new, text=text)), vocabulary=VOCABULARY)
    assert any(message in failure.message for failure in failures), [failure.message for failure in failures]
    assert failures[0].message.startswith('example "a fitting family": ')


def test_an_example_may_leave_contacts_and_deciders_unsaid() -> None:
    start = PROGRAMME_TEXT.index("[[examples.expect.contacts]]")
    text = PROGRAMME_TEXT[:start] + PROGRAMME_TEXT[PROGRAMME_TEXT.index("[[sources]]") :]
    for line in ("deciding_unknowns = []\n", "next_contact = 2026-02-11\n"):
        text = changed(line, "", text=text)
    read = programme(text)
    assert read.examples[0].on == date(2026, 3, 1)
    assert check_examples(read, vocabulary=VOCABULARY) == ()
