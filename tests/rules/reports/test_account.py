# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: S311
"""The municipal account: where trajectories stand, what is counted, and what each reader gets to see of it."""

from __future__ import annotations

import importlib.util
import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.insight.disclosure.rules import Hidden, ProtectionRefused, Shown, Small
from duizend.insight.reports.rules import (
    ENDINGS,
    MEASURES,
    REGION,
    STATES,
    Heading,
    Standing,
    StepSeen,
    as_csv_rows,
    as_json_dict,
    build_account,
    classify,
    definition_of,
    denominator_of,
    find_ending,
    label_of,
    plain_value,
    protect_region,
    ready_sentence,
    share_of,
    tally,
    threshold_for,
    wilson,
)
from duizend.insight.reports.rules.table import _one_group

# The attack lives with the tests of disclosure; test folders are no packages, so it is loaded from its file.
_found = importlib.util.spec_from_file_location("attack", Path(__file__).parents[1] / "disclosure" / "attack.py")
attack = importlib.util.module_from_spec(_found)
_found.loader.exec_module(attack)

DAY = date(2020, 6, 1)
NOTHING = tally([], endings=[])


def steps(*kinds):
    found = []
    for n, kind in enumerate(kinds):
        name, _, ending = kind.partition(":")
        found.append(StepSeen(name, DAY + timedelta(days=n), ending or None))
    return found


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["not_indicated"], None),
        (["indicated"], Standing("not_offered", offered=False, accepted=False)),
        (["indicated", "offered"], Standing("awaiting_answer", offered=True, accepted=False)),
        (["indicated", "offered", "not_yet"], Standing("not_yet", offered=True, accepted=False)),
        (["indicated", "offered", "not_yet", "offered"], Standing("not_yet", offered=True, accepted=False)),
        (["indicated", "offered", "no_answer"], Standing("no_answer", offered=True, accepted=False)),
        (["indicated", "not_yet", "accepted"], Standing("waiting", offered=True, accepted=True)),
        (["indicated", "offered", "accepted", "declined"], Standing("declined", offered=True, accepted=False)),
        (["indicated", "started"], Standing("started", offered=True, accepted=True)),
        (["indicated", "ended:moved"], Standing("ended_before_start", offered=False, accepted=False)),
        (["indicated", "accepted", "ended:moved"], Standing("ended_before_start", offered=True, accepted=True)),
        (["indicated", "started", "ended:out_of_home"], Standing("started", offered=True, accepted=True, ending="stopped")),
        (["indicated", "started", "ended"], Standing("started", offered=True, accepted=True, ending="completed")),
    ],
)  # fmt: skip
def test_state_follows_from_the_steps(kinds, expected):
    assert classify(steps(*kinds), on=date(2020, 12, 31)) == expected


def test_steps_after_the_day_do_not_count_yet():
    trajectory = steps("indicated", "offered", "accepted", "started")
    assert classify(trajectory, on=DAY + timedelta(days=2)).state == "waiting"
    assert classify(trajectory, on=DAY - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("kinds", "since", "until", "expected"),
    [
        (["indicated"], 0, 9, None),
        (["not_indicated"], 0, 9, None),
        (["indicated", "started", "ended:moved"], 2, 3, "moved"),
        (["indicated", "started", "ended:moved"], 0, 2, None),
        (["indicated", "started", "ended:moved"], 3, 9, None),
    ],
)
def test_an_ending_counts_in_the_period_in_which_it_happened(kinds, since, until, expected):
    found = find_ending(steps(*kinds), since=DAY + timedelta(days=since), until=DAY + timedelta(days=until))
    assert found == expected


KINDS = (
    "offered",
    "accepted",
    "not_yet",
    "declined",
    "no_answer",
    "started",
    "ended:moved",
    "ended:completed",
    "paused",
)
trajectories = st.lists(st.lists(st.sampled_from(KINDS), max_size=6), max_size=40)


def counted(all_kinds, *, children=1):
    standings = [classify(steps("indicated", *kinds), on=date(2021, 1, 1)) for kinds in all_kinds]
    endings = [(standing.ending, children) for standing in standings if standing.ending]
    return tally([(standing, children) for standing in standings], endings=endings)


@given(trajectories)
def test_the_eight_states_add_up_to_all_who_were_indicated(all_kinds):
    counts = counted(all_kinds, children=2)
    assert sum(counts[state][0] for state in STATES) == counts["indicated"][0] == len(all_kinds)
    assert counts["indicated"][1] == 2 * len(all_kinds)
    assert counts["not_or_not_yet"][0] == counts["indicated"][0] - counts["started"][0]
    assert counts["started"][0] <= counts["accepted"][0] <= counts["offered"][0]


@settings(max_examples=25, deadline=None)
@given(st.lists(trajectories, min_size=1, max_size=4), st.sampled_from([2, 5, 10]), st.sampled_from(["calendar_year", "intake_cohort"]))  # fmt: skip
def test_any_region_can_be_protected_and_shows_no_small_count(region, threshold, basis):
    counts = {f"m{n}": counted(kinds, children=n + 1) for n, kinds in enumerate(region)}
    table = protect_region(counts, threshold=threshold, basis=basis)
    for row, measure, group in table:
        seen = table[row, measure, group]
        if isinstance(seen, Shown):
            assert seen.value >= threshold
            assert isinstance(table[row, measure, "families"], Shown)


def at_random(rng, rows, size):
    counts = {}
    for n in range(rows):
        standings, endings = [], []
        for _ in range(int(rng.expovariate(1 / size))):
            state = rng.choices(STATES, [1, 1, 1, 4, 3, 2, 1, 8])[0]
            ended = state == "ended_before_start"
            offered = state != "not_offered" and not (ended and rng.random() < 0.4)
            accepted = state in ("waiting", "started") or (ended and offered and rng.random() < 0.5)
            standings.append((Standing(state, offered, accepted), rng.choice([1, 1, 2])))
            if state == "started" and rng.random() < 0.5:
                endings.append((rng.choice(ENDINGS), 1))
        counts[f"m{n:02d}"] = tally(standings, endings=endings)
    return counts


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("basis", ["calendar_year", "intake_cohort"])
def test_attack_by_linear_programme_fails_on_a_region(seed, basis):
    threshold = 10 if seed % 2 else 5
    counts = at_random(random.Random(seed), 2, 40)
    table = protect_region(counts, threshold=threshold, basis=basis)
    for place, group in enumerate(("families", "children")):
        attack.assert_attack_fails(*_one_group(counts, group, place, basis), table, threshold)


def oudrade_2020(**more):
    counts = NOTHING | {"indicated": (19, 21), "offered": (19, 21), "started": (8, 9), "accepted": (8, 9)}
    return counts | {"not_yet": (7, 8), "declined": (4, 4), "not_or_not_yet": (11, 12)} | more


def heading(audience="public", *, municipality="Oudrade", basis="calendar_year", capacity=10):
    return Heading("a-programme", 2020, municipality, audience, basis, date(2020, 12, 31), capacity)


def account(audience, counts=None, **more):
    counts = counts or {"Oudrade": oudrade_2020(), "Lindehoven": NOTHING, "Sint-Rombout": NOTHING}
    language = more.pop("language", "nl")
    threshold = threshold_for(audience, settings={})
    return build_account(heading(audience, **more), counts=counts, threshold=threshold, language=language)


def families(found):
    return {row["measure"]: row["families"] for row in as_json_dict(found)["rows"]}


@pytest.mark.parametrize(
    "others",
    [{}, {"Lindehoven": NOTHING}, at_random(random.Random(3), 8, 60)],
    ids=["alone", "empty", "many"],
)
def test_account_of_2020_shows_each_audience_what_it_may_see(others):
    counts = {"Oudrade": oudrade_2020()} | others
    exact = families(account("analyst", counts))
    assert [exact[m] for m in ("indicated", "started", "not_yet", "declined")] == [19, 8, 7, 4]
    partner = families(account("partner", counts))
    assert [partner[m] for m in ("indicated", "started", "not_or_not_yet")] == [19, 8, 11]
    assert (partner["not_yet"], partner["declined"]) == ("hidden", "<5")
    public = families(account("public", counts))
    assert [public[m] for m in ("indicated", "started", "not_or_not_yet")] == [19, "<10", "hidden"]


@pytest.mark.parametrize(
    ("audience", "language", "sentence"),
    [
        ("analyst", "nl", "19 gezinnen kwamen in aanmerking, 8 zijn gestart, 11 niet of nog niet."),
        ("partner", "nl", "19 gezinnen kwamen in aanmerking, 8 zijn gestart, 11 niet of nog niet."),
        ("partner", "en", "19 families were eligible, 8 started, 11 did not or not yet."),
        ("public", "nl", "19 gezinnen kwamen in aanmerking, minder dan 10 startten."),
        ("public", "en", "19 families were eligible, fewer than 10 started."),
    ],
)
def test_the_account_has_its_sentence_ready(audience, language, sentence):
    assert account(audience, language=language).sentence == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((None, None, None), "Hoeveel gezinnen in aanmerking kwamen, is niet vastgelegd."),
        ((Shown(0), Shown(0), Shown(0)), "Er kwamen geen gezinnen in aanmerking."),
        ((Shown(1), Shown(1), Shown(0)), "1 gezin kwam in aanmerking, 1 is gestart, geen niet of nog niet."),
        ((Shown(2), Shown(0), Shown(2)), "2 gezinnen kwamen in aanmerking, geen is gestart, 2 niet of nog niet."),
        ((Small(10), Small(10), Small(10)), "Minder dan 10 gezinnen kwamen in aanmerking."),
        ((Hidden(), Shown(12), Small(10)),
         "Hoeveel gezinnen in aanmerking kwamen, is afgeschermd, 12 zijn gestart."),
        ((Shown(30), Hidden(), Small(10)), "30 gezinnen kwamen in aanmerking, hoeveel er startten, is afgeschermd."),
        ((Shown(30), None, None), "30 gezinnen kwamen in aanmerking."),
    ],
)  # fmt: skip
def test_the_sentence_says_no_more_than_the_protected_counts(counts, sentence):
    assert ready_sentence(*counts) == sentence


def test_json_has_the_agreed_shape_and_never_recorded_is_null_with_a_note():
    found = as_json_dict(account("public"))
    assert list(found) == [
        "programme", "year", "municipality", "audience", "basis", "on", "threshold", "capacity", "rows", "notes",
    ]  # fmt: skip
    assert (found["on"], found["threshold"], found["capacity"]) == ("2020-12-31", 10, 10)
    assert tuple(row["measure"] for row in found["rows"]) == MEASURES
    rows = {row["measure"]: row for row in found["rows"]}
    assert (rows["screened"]["families"], rows["screened"]["children"]) == (None, None)
    assert rows["started"] | {"definition": ""} == {
        "measure": "started", "families": "<10", "children": "<10", "definition": "", "numerator": None,
        "denominator": 19,
    }  # fmt: skip
    assert sum("niet vastgelegd" in note for note in found["notes"]) == 2
    assert any("zegt niets over de grootte" in note for note in found["notes"])
    assert as_json_dict(account("analyst"))["threshold"] is None


def test_screening_that_was_recorded_is_counted_also_when_only_for_some():
    counts = {"Oudrade": oudrade_2020(screened=(278, None)), "Lindehoven": NOTHING}
    found = account("public", counts, capacity=None, language="en")
    assert found.row("screened").families == Shown(278)
    assert found.row("screened").children is None
    assert found.row("indicated").denominator == 278
    assert len([note for note in found.notes if "not recorded" in note]) == 1
    assert not any("Capacity" in note for note in found.notes)


RESULTS = ("eligible", "not_eligible", "not_asked", "not_filled_in")


def screened(*numbers: int) -> dict[str, tuple[None, int]]:
    return {"screened": (None, sum(numbers)), **{m: (None, n) for m, n in zip(RESULTS, numbers, strict=True)}}


def test_screening_is_counted_per_child_with_shares_of_children_and_says_so():
    found = account("analyst", {"Oudrade": oudrade_2020() | screened(24, 190, 30, 34)})
    assert (found.row("screened").families, found.row("screened").children) == (None, Shown(278))
    assert (found.row("eligible").numerator, found.row("eligible").denominator) == (24, 278)
    assert (found.row("indicated").numerator, found.row("indicated").denominator) == (19, None)
    assert any("per kind geteld" in note for note in found.notes)
    assert not any("niet vastgelegd" in note for note in found.notes)


def test_a_municipality_without_screening_is_not_registered_and_never_nought():
    counts = {"Oudrade": oudrade_2020() | screened(24, 190, 30, 34), "Lindehoven": oudrade_2020()}
    assert account("analyst", counts, municipality="Lindehoven").row("screened").children is None
    assert account("analyst", counts, municipality=None).row("screened").children == Shown(278)


def test_screening_results_that_do_not_add_up_are_refused():
    wrong = screened(24, 190, 30, 34) | {"screened": (None, 279)}
    with pytest.raises(ProtectionRefused):
        account("public", {"Oudrade": oudrade_2020() | wrong})


def test_a_small_screening_result_is_kept_back_with_what_would_tell_it():
    found = account("public", {"Oudrade": oudrade_2020() | screened(3, 190, 30, 34)})
    assert found.row("eligible").children == Small(10)
    shown = [r for r in (*RESULTS, "screened") if isinstance(found.row(r).children, Shown)]
    assert len(shown) < len(RESULTS)
    assert found.row("eligible").denominator in (None, 257)
    assert found.row("eligible").numerator is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 40)] * 4), min_size=1, max_size=4), st.sampled_from([5, 10]))
def test_results_add_up_to_screened_and_eligible_need_not_be_indicated(numbers, threshold):
    counts = {f"M{n}": oudrade_2020() | screened(*given_numbers) for n, given_numbers in enumerate(numbers)}
    exact = protect_region(counts, threshold=None, basis="calendar_year")
    for place in (*counts, REGION):
        parts = [exact.find((place, result, "children")).value for result in RESULTS]
        assert sum(parts) == exact.find((place, "screened", "children")).value
    kept = protect_region(counts, threshold=threshold, basis="calendar_year")
    for place in counts:
        cells = [kept.find((place, result, "children")) for result in (*RESULTS, "screened")]
        small = [c for c in cells if not isinstance(c, Shown)]
        assert all(c.value >= threshold for c in cells if isinstance(c, Shown))
        assert len(small) != 1


def test_children_are_kept_back_wherever_their_families_are():
    counts = NOTHING | dict.fromkeys(("indicated", "offered", "accepted", "started"), (8, 14))
    found = account("public", {"Oudrade": counts})
    assert (found.row("started").families, found.row("started").children) == (Small(10), Hidden())


def test_an_account_of_the_region_is_cut_from_the_same_table():
    counts = {"Oudrade": oudrade_2020(), "Lindehoven": oudrade_2020()}
    assert account("partner", counts, municipality=None).row("indicated").families == Shown(38)
    assert account("public", counts, municipality=None).row("started").families == Hidden()


def test_no_exact_count_can_be_reached_from_an_account_that_hides_it():
    found = account("public", {"Oudrade": oudrade_2020()})
    assert not hasattr(found.row("started").families, "value")
    assert "value" not in repr(found.row("started").children)


def test_csv_lines_repeat_the_account():
    lines = as_csv_rows(account("public"))
    assert lines[0] == ["measure", "families", "children", "numerator", "denominator", "definition"]
    assert lines[1][:5] == ["screened", "", "", "", ""]
    assert lines[6][:3] == ["indicated", "19", "21"]
    assert plain_value(Hidden()) == "hidden"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("basis", ["calendar_year", "intake_cohort"])
def test_each_measure_is_defined_in_words(language, basis):
    said = [definition_of(m, year=2020, on="31-12-2020", basis=basis, language=language) for m in MEASURES]
    assert len(set(said)) == len(MEASURES)
    assert all("2020" in text and text.endswith(".") for text in said)
    assert all(label_of(m, language=language) for m in MEASURES)


def test_endings_of_a_calendar_year_have_no_denominator():
    assert denominator_of("completed", basis="calendar_year") is None
    assert denominator_of("completed", basis="intake_cohort") == "started"


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({REGION: NOTHING}, "stands for the region"),
        ({"Oudrade": {}}, "no count of"),
        ({"Oudrade": NOTHING | {"started": (5, 5)}}, "below nought"),
        ({"Oudrade": NOTHING | {"indicated": (5, 5), "offered": (5, 5)}}, "add up"),
    ],
)
def test_counts_that_contradict_each_other_are_refused(counts, words):
    with pytest.raises(ProtectionRefused, match=words):
        protect_region(counts, threshold=None, basis="calendar_year")


def test_a_region_without_municipalities_has_an_empty_table():
    assert len(protect_region({}, threshold=5, basis="calendar_year")) == 0


def test_thresholds_of_audiences_may_be_raised_only():
    assert threshold_for("analyst", settings={"analyst": 3}) is None
    assert threshold_for("partner", settings={}) == 5
    assert threshold_for("public", settings={"public": 15}) == 15
    with pytest.raises(ProtectionRefused):
        threshold_for("public", settings={"public": 5})


def test_a_share_needs_both_counts_to_be_shown():
    assert share_of(Shown(8), Shown(16)) == 0.5
    assert share_of(Small(10), Shown(19)) is None
    assert share_of(Shown(0), Shown(0)) is None


def test_wilson_interval_agrees_with_the_published_formula():
    assert wilson(8, 19) == pytest.approx((0.2314, 0.6372), abs=1e-4)
    assert wilson(0, 10)[0] == 0.0
    assert wilson(10, 10)[1] == 1.0
    with pytest.raises(ValueError, match="a share needs"):
        wilson(3, 2)
