# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: S311
"""What a form of delivery adds to an account: places outside the home, volunteers, and families that asked for one."""

from __future__ import annotations

import importlib.util
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.insight.disclosure.rules import Cell, Equation, Hidden, Shown, Small, protect
from duizend.insight.reports.rules import (
    MEASURES,
    Form,
    Heading,
    Volunteers,
    as_csv_rows,
    as_json_dict,
    build_account,
    protect_region,
    tally,
    threshold_for,
)
from duizend.insight.reports.rules.table import _one_group

# The attack lives with the tests of disclosure; test folders are no packages, so it is loaded from its file.
_found = importlib.util.spec_from_file_location("attack", Path(__file__).parents[1] / "disclosure" / "attack.py")
attack = importlib.util.module_from_spec(_found)
_found.loader.exec_module(attack)

NOTHING = tally([], endings=[])
WHY = {
    "too_heavy": {"nl": "Te zwaar", "en": "Too heavy"},
    "rather_not": {"nl": "Ouder ziet af", "en": "The parent declines"},
}
PLACES, MATCHES = Form(has_places=True), Form(has_matches=True, reasons=WHY)
ALL_STARTED = dict.fromkeys(("indicated", "offered", "accepted", "started"), (5, 10))
HELPED = NOTHING | ALL_STARTED | {"compulsory_framework": (1, 2), "in_place": (5, 10), "of_year": (5, 10)}
ALL_WAIT = dict.fromkeys(("indicated", "offered", "accepted", "waiting", "not_or_not_yet"), (6, 9))
ASKED = NOTHING | ALL_WAIT | {
    "asked": (6, 9), "of_year": (6, 9), "no_match": (6, 9), "no_match:too_heavy": (4, 6), "no_match:rather_not": (2, 3),
}  # fmt: skip
TRAINED = {"Oudrade": {"trained": 4, "matched": 0}}


def account(audience, form, counts, *, volunteers=None, municipality="Oudrade", language="nl", basis="calendar_year"):
    heading = Heading("a-programme", 2020, municipality, audience, basis, date(2020, 12, 31), None)
    told = None if volunteers is None else Volunteers(volunteers, exact=audience != "public")
    threshold = threshold_for(audience, settings={})
    return build_account(heading, counts=counts, threshold=threshold, form=form, volunteers=told, language=language)


def values(found, group="families"):
    return {row["measure"]: row[group] for row in as_json_dict(found)["rows"] if group in row}


@pytest.mark.parametrize("others", [{}, {"Lindehoven": NOTHING}, {"Lindehoven": HELPED}])
def test_families_and_children_with_a_place_are_counted_apart_and_one_that_left_is_small(others):
    counts = {"Oudrade": HELPED} | others
    exact, partner = (account(audience, PLACES, counts) for audience in ("analyst", "partner"))
    assert [values(exact)[m] for m in ("in_place", "outflow", "compulsory_framework")] == [5, 1, 1]
    assert values(exact, "children")["in_place"] == 10
    assert [values(partner)[m] for m in ("in_place", "outflow", "compulsory_framework")] == [5, "<5", "<5"]
    assert values(partner, "children")["in_place"] == 10
    assert values(account("public", PLACES, counts))["in_place"] == "<10"


@pytest.mark.parametrize("others", [{}, {"Lindehoven": NOTHING}, {"Lindehoven": ASKED}])
@pytest.mark.parametrize("basis", ["calendar_year", "intake_cohort"])
def test_who_was_trained_and_who_asked_and_why_nobody_was_matched(others, basis):
    counts = {"Oudrade": ASKED} | others
    exact, partner = (
        account(audience, MATCHES, counts, volunteers=TRAINED, basis=basis) for audience in ("analyst", "partner")
    )
    assert [values(exact)[m] for m in ("asked", "no_match", "no_match:too_heavy", "no_match:rather_not")] == [
        6,
        6,
        4,
        2,
    ]
    assert values(exact)["searching"] == 0
    for found in (exact, partner):
        assert values(found, "volunteers") == {"trained": 4, "matched": 0}
        assert values(found)["asked"] == 6
    assert [values(partner)[m] for m in ("no_match:too_heavy", "no_match:rather_not", "searching")] == ["<5"] * 3
    assert values(partner)["no_match"] == "hidden", "with six who asked and none matched it would tell who still waits"


def test_for_everybody_volunteers_are_people_too():
    public = account("public", MATCHES, {"Oudrade": ASKED}, volunteers=TRAINED)
    assert values(public, "volunteers") == {"trained": "<10", "matched": "<10"}
    many = {"Oudrade": {"trained": 14, "matched": 11}}
    found = account("public", MATCHES, {"Oudrade": ASKED}, volunteers=many)
    assert values(found, "volunteers") == {"trained": 14, "matched": "hidden"}
    assert values(account("public", MATCHES, {"Oudrade": ASKED, "B": NOTHING}, volunteers=many, municipality=None), "volunteers") == {
        "trained": "hidden", "matched": "hidden",
    }  # fmt: skip


def test_the_region_s_volunteers_are_those_of_its_municipalities_together():
    told = {**TRAINED, "Lindehoven": {"trained": 3, "matched": 2}}
    counts = {"Oudrade": ASKED, "Lindehoven": NOTHING}
    whole = account("partner", MATCHES, counts, volunteers=told, municipality=None)
    assert values(whole, "volunteers") == {"trained": 7, "matched": 2}


def test_a_few_known_matches_do_not_give_away_who_did_not_start():
    """Two matches are told, so two started are known: with six indicated four did not start, and that is small."""
    two = dict.fromkeys(("started",), (2, 2))
    counts = NOTHING | dict.fromkeys(("indicated", "offered", "accepted"), (6, 6)) | two
    counts |= {"waiting": (4, 4), "not_or_not_yet": (4, 4), "asked": (6, 6), "of_year": (6, 6), "going": (2, 2)}
    counts |= {"searching": (4, 4)}
    found = values(
        account("partner", MATCHES, {"Oudrade": counts}, volunteers={"Oudrade": {"trained": 3, "matched": 2}})
    )
    assert found["started"] == "<5"
    assert found["indicated"] != 6
    assert found["asked"] != 6


def test_the_ready_sentence_tells_of_the_form_and_no_more_than_may_be_read():
    said = account("analyst", MATCHES, {"Oudrade": ASKED}, volunteers=TRAINED).sentence
    assert "4 vrijwilligers werden opgeleid, 6 gezinnen vroegen om een vrijwilliger, 0 werden gekoppeld." in said
    said = account("partner", PLACES, {"Oudrade": HELPED}).sentence
    assert "5 gezinnen hadden een plek buiten huis, voor 10 kinderen, minder dan 5 gezinnen stroomden uit." in said
    said = account("public", PLACES, {"Oudrade": HELPED}, language="en").sentence
    assert "Fewer than 10 families had a place outside the home, fewer than 10 families left." in said
    assert " voor " not in account("public", PLACES, {"Oudrade": HELPED}).sentence


def test_a_reason_is_told_in_the_words_of_the_file_with_its_denominator():
    found = account("analyst", MATCHES, {"Oudrade": ASKED}, volunteers=TRAINED)
    row = found.row("no_match:too_heavy")
    assert (row.label, row.numerator, row.denominator) == ("Geen match: te zwaar", 4, 6)
    assert "2020" in row.definition
    assert account("analyst", MATCHES, {"Oudrade": ASKED}, volunteers=TRAINED, language="en").row(
        "no_match:rather_not"
    ).label == "No match: the parent declines"  # fmt: skip
    assert [row.measure for row in found.form_rows] == [
        "trained", "asked", "matched", "no_match", "no_match:too_heavy", "no_match:rather_not", "searching",
    ]  # fmt: skip


def test_the_lines_for_a_spreadsheet_have_a_column_of_volunteers_only_where_there_are():
    head, *lines = as_csv_rows(account("analyst", MATCHES, {"Oudrade": ASKED}, volunteers=TRAINED))
    assert head[-1] == "volunteers"
    assert {line[0]: line[-1] for line in lines if line[-1]} == {"trained": "4", "matched": "0"}
    assert "volunteers" not in as_csv_rows(account("analyst", PLACES, {"Oudrade": HELPED}))[0]
    assert len(account("analyst", Form(), {"Oudrade": NOTHING}).rows) == len(MEASURES)


def some_asked(rng):
    """Make one municipality of families that were indicated, of which some asked and some of these are settled."""
    going, heavy, rather_not, searching, quiet = (rng.choice([0, 0, 1, 3, 6, 12]) for _ in range(5))
    earlier = rng.choice([0, 0, 2, 5])
    started, waiting = going, heavy + rather_not + searching
    indicated = started + waiting + quiet
    counts = {
        "indicated": indicated, "offered": indicated, "accepted": started + waiting, "started": started,
        "waiting": waiting, "declined": quiet, "not_or_not_yet": indicated - started,
        "asked": started + waiting + earlier, "of_year": started + waiting, "going": going,
        "no_match": heavy + rather_not, "no_match:too_heavy": heavy, "no_match:rather_not": rather_not,
        "searching": searching + earlier,
    }  # fmt: skip
    return NOTHING | {measure: (count, count + rng.choice([0, 0, count])) for measure, count in counts.items()}


def children_add_up(counts):
    """Give every measure as many children as families: sums of children add up as those of families do."""
    return {row: {m: (f, f if c is not None else None) for m, (f, c) in given.items()} for row, given in counts.items()}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("basis", ["calendar_year", "intake_cohort"])
def test_attack_by_linear_programme_fails_also_for_who_knows_the_matches(seed, basis):
    rng = random.Random(seed)
    counts = children_add_up({f"m{n}": some_asked(rng) for n in range(3)})
    told = Volunteers({row: {"trained": 2, "matched": given["going"][0]} for row, given in counts.items()}, exact=True)
    table = protect_region(counts, threshold=5, basis=basis, form=MATCHES, volunteers=told)
    cells, sums = _one_group(counts, "families", 0, basis, MATCHES, known=5)
    attack.assert_attack_fails(cells, sums, table, 5)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([5, 10]), st.sampled_from(["calendar_year", "intake_cohort"]))
def test_any_region_with_matching_can_be_protected_and_shows_no_small_count(seed, threshold, basis):
    rng = random.Random(seed)
    counts = children_add_up({f"m{n}": some_asked(rng) for n in range(rng.randint(1, 4))})
    told = {row: {"trained": rng.randint(0, 12), "matched": given["going"][0]} for row, given in counts.items()}
    for exact in (True, False):
        table = protect_region(
            counts, threshold=threshold, basis=basis, form=MATCHES, volunteers=Volunteers(told, exact=exact)
        )
        for row, measure, group in table:
            seen = table[row, measure, group]
            if isinstance(seen, Shown) and (group != "volunteers" or not exact):
                assert seen.value >= threshold, (row, measure, group)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 3)), min_size=1, max_size=4))
def test_any_region_with_places_can_be_protected(rows):
    counts = {}
    for n, (started, waiting, earlier) in enumerate(rows):
        indicated = started + waiting
        found = dict.fromkeys(("indicated", "offered", "accepted"), (indicated, 2 * indicated))
        found |= {"started": (started, 2 * started), "waiting": (waiting, 2 * waiting)}
        found |= {"not_or_not_yet": (waiting, 2 * waiting), "of_year": (started, 2 * started)}
        found |= {"in_place": (started + earlier, 2 * (started + earlier)), "completed": (earlier, 2 * earlier)}
        counts[f"m{n}"] = NOTHING | found
    for basis in ("calendar_year",):
        table = protect_region(counts, threshold=5, basis=basis, form=PLACES)
        for key in table:
            assert not isinstance(table[key], Shown) or table[key].value >= 5
        attack.assert_attack_fails(*_one_group(counts, "families", 0, basis, PLACES), table, 5)


def test_what_is_known_is_never_hidden_and_nothing_hangs_on_it():
    cells = [Cell(("all",), 6), Cell(("known",), 2, known=True), Cell(("rest",), 4)]
    table = protect(cells, [Equation(("all",), (("known",), ("rest",)))], threshold=5)
    assert table[("known",)] == Small(5)
    assert (table[("all",)], table[("rest",)]) == (Hidden(), Small(5))
    held = protect(cells, [Equation(("all",), (("known",), ("rest",)))], threshold=5, hidden=[("known",)])
    assert held[("known",)] == Hidden()
    large = protect([Cell(("known",), 7, known=True)], [], threshold=5)
    assert large[("known",)] == Shown(7)
