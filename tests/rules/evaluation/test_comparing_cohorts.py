# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Matching, weights, errors by cluster and whole answers: what must hold for any rows, and what is refused."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.insight.evaluation.rules import balance, matching, regression, weighting
from duizend.insight.evaluation.rules.analysing import analyse
from duizend.insight.evaluation.rules.intervals import CannotEvaluate
from duizend.insight.evaluation.rules.outcome_models import predict_by_arm
from duizend.insight.evaluation.rules.spec import Term, read_spec
from duizend.insight.evaluation.rules.values import Estimate, as_vector
from rules.evaluation.reference import HERE, rows_of


def spec_of(text: str):
    return read_spec(text, "spec.toml")


def faults_of(text: str) -> list[str]:
    return [fault.message for fault in spec_of(text).faults]


def answer(rows: list[dict[str, str]], text: str) -> dict:
    found, faults = analyse(rows, list(rows[0]), spec_of(text).require(), "rows.csv")
    assert faults == ()
    return found


# --- matching ---------------------------------------------------------------------------------------------------------


def brute_force(scores: np.ndarray, treated: np.ndarray, width: float) -> tuple[int, float]:
    """Let each treated, highest score first, look at every free control: pairs and total distance."""
    free = {place: scores[place] for place in np.flatnonzero(~treated)}
    pairs, total = 0, 0.0
    for place in sorted(np.flatnonzero(treated), key=lambda one: -scores[one]):
        if not free:
            break
        near = min(free, key=lambda one: (abs(free[one] - scores[place]), -free[one]))
        if abs(free[near] - scores[place]) <= width:
            pairs, total = pairs + 1, total + abs(free.pop(near) - scores[place])
    return pairs, total


# Scores on a coarse grid, so that ties are the rule and not the exception.
groups = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=2, max_size=40).filter(
    lambda rows: 0 < sum(row[1] for row in rows) < len(rows)
)


@settings(max_examples=60, deadline=None)
@given(groups, st.sampled_from([math.inf, 0.1, 0.3]))
def test_matching_finds_the_pairs_that_looking_at_everybody_finds(rows, width: float) -> None:
    scores, treated = np.array([row[0] / 10 for row in rows]), np.array([row[1] for row in rows])
    pairs, total = brute_force(scores, treated, width + 1e-9)
    if not pairs:
        with pytest.raises(CannotEvaluate, match="within the caliper"):
            matching.match_nearest(scores, treated, width=width + 1e-9)
        return
    found = matching.match_nearest(scores, treated, width=width + 1e-9)
    assert found.pairs == pairs
    assert found.distance == pytest.approx(total)
    assert found.weights[treated].sum() == pytest.approx(pairs)
    assert found.weights[~treated].sum() == pytest.approx(pairs)
    assert found.weights.max() <= 1
    assert found.pairs + found.unmatched == treated.sum()


@settings(max_examples=50, deadline=None)
@given(groups, st.booleans(), st.randoms())
def test_no_order_of_rows_changes_a_weight(rows, replace: bool, chance) -> None:
    scores, treated = np.array([row[0] / 10 for row in rows]), np.array([row[1] for row in rows])
    places = list(range(len(rows)))
    chance.shuffle(places)
    one = matching.match_nearest(scores, treated, replace=replace)
    other = matching.match_nearest(scores[places], treated[places], replace=replace)
    assert other.weights == pytest.approx(one.weights[places])
    assert other.distance == pytest.approx(one.distance)


@settings(max_examples=40, deadline=None)
@given(groups)
def test_with_replacement_every_treated_gets_its_nearest(rows) -> None:
    scores, treated = np.array([row[0] / 10 for row in rows]), np.array([row[1] for row in rows])
    found = matching.match_nearest(scores, treated, replace=True)
    nearest = sum(np.abs(scores[~treated] - one).min() for one in scores[treated])
    assert found.distance == pytest.approx(nearest)
    assert found.weights[~treated].sum() == pytest.approx(treated.sum())
    gaps = matching.matched_effect(scores, found)
    assert gaps.value == pytest.approx(
        np.average(scores[treated]) - np.average(scores[~treated], weights=found.weights[~treated])
    )


def test_matching_refuses_an_empty_group_a_bad_caliper_and_the_wrong_error() -> None:
    scores, treated = np.array([0.1, 0.2]), np.array([True, True])
    with pytest.raises(CannotEvaluate, match="both groups"):
        matching.match_nearest(scores, treated)
    with pytest.raises(CannotEvaluate, match="larger than nought"):
        matching.caliper_width(scores, -0.2)
    with pytest.raises(CannotEvaluate, match="with replacement"):
        matching.matched_effect(scores, matching.match_nearest(scores, np.array([True, False])))


# --- weights, balance, errors -----------------------------------------------------------------------------------------


def drawn(n: int = 400, seed: int = 3):
    chance = np.random.default_rng(seed)
    x = chance.normal(size=(n, 3))
    treated = chance.uniform(size=n) < 1 / (1 + np.exp(-x @ [0.6, -0.4, 0.2]))
    return x, treated, x @ [1.0, 2.0, 0.0] + treated + chance.normal(size=n)


@pytest.mark.parametrize("estimand", ["att", "ate"])
def test_entropy_balance_makes_means_equal_to_the_last_digits(estimand: str) -> None:
    x, treated, y = drawn()
    weights = weighting.entropy_weights(x, treated, estimand=estimand)
    table = balance.balance_table(balance.Covariates(("a", "b", "c"), x, (False,) * 3), treated, weights=weights)
    assert max(abs(one.after) for one in table) < 1e-8
    assert balance.gate(table) == "alike"
    assert (weights > 0).all()
    assert weighting.weighted_difference(y, treated, weights).value == pytest.approx(1, abs=0.3)


def test_entropy_balance_refuses_a_group_that_lies_outside_the_other() -> None:
    x = np.array([[1.0], [2.0], [10.0], [11.0]])
    with pytest.raises(CannotEvaluate, match="outside"):
        weighting.entropy_weights(x, np.array([False, False, True, True]))


def test_a_family_without_any_chance_of_its_own_group_has_no_weight() -> None:
    with pytest.raises(CannotEvaluate, match="no chance"):
        weighting.inverse_weights(np.array([1.0, 0.5]), np.array([False, True]))


def test_balance_in_words_and_numbers() -> None:
    x, treated = np.array([1.0, 1.0, 0.0, 0.0]), np.array([True, True, False, False])
    columns = np.column_stack([x, np.ones(4), -x])
    assert balance.standardised_differences(columns, treated, np.zeros(3)).tolist() == [math.inf, 0, -math.inf]
    assert balance.spread_of(np.array([1.0, 0, 1, 0]), treated, level=True) == 0.5
    assert balance.spread_of(np.array([1.0, 3, 1, 5]), treated, estimand="ate") == pytest.approx(math.sqrt(5))
    for after, word in ((0.1, "alike"), (-0.2, "amber"), (0.21, "unlike")):
        assert balance.gate([balance.Balance("x", 1.0, after)]) == word
    assert balance.effective_number(np.array([2.0, 2.0, 0.0])) == 2
    assert balance.effective_number(np.zeros(2)) == 0
    common = balance.overlap(np.array([0.2, 0.9, 0.1, 0.3]), treated)
    assert (common.low, common.high, common.treated_inside) == (0.2, 0.3, 0.5)
    with pytest.raises(CannotEvaluate):
        balance.overlap(x, np.ones(4, dtype=bool))


def test_a_cluster_error_for_single_rows_is_the_bias_reduced_one_by_hand() -> None:
    _, treated, y = drawn(60)
    rows = np.column_stack([np.ones(60), treated.astype(float)])
    found = regression.clustered(rows, y, 1, np.arange(60))
    # CR2 with one row a cluster is HC2: for two means the sum of the two sample variances over their numbers.
    own = sum(y[arm].var(ddof=1) / arm.sum() for arm in (treated, ~treated))
    assert found.se == pytest.approx(math.sqrt(own))
    assert 40 < found.df < 60


def test_families_that_belong_together_widen_the_error_and_doubling_rows_does_not_narrow_it() -> None:
    _, treated, y = drawn(40)
    rows = np.column_stack([np.ones(40), treated.astype(float)])
    single = regression.clustered(rows, y, 1, np.arange(40))
    doubled = regression.clustered(np.repeat(rows, 2, axis=0), np.repeat(y, 2), 1, np.repeat(np.arange(40), 2))
    assert doubled.value == pytest.approx(single.value)
    assert doubled.se == pytest.approx(single.se)
    assert doubled.df == pytest.approx(single.df)
    with pytest.raises(CannotEvaluate, match="three clusters"):
        regression.clustered(rows, y, 1, treated)


def test_logit_stops_and_says_so_when_groups_are_told_apart_completely() -> None:
    x = np.column_stack([np.ones(8), np.arange(8.0)])
    found = regression.fit_logit(x, (np.arange(8) > 3).astype(float))
    assert found.separated
    assert np.isfinite(found.coefficients).all()
    with pytest.raises(CannotEvaluate, match="nought everywhere"):
        regression.fit_logit(np.column_stack([np.ones(8), np.zeros(8)]), np.ones(8))


def test_columns_that_say_the_same_are_left_out() -> None:
    x = np.column_stack([np.arange(5.0), 2 * np.arange(5.0), np.ones(5)])
    assert regression.design(x).shape == (5, 2)


def test_values_at_their_edges() -> None:
    assert Estimate(1.0, 0.0).probability_above(0.5) == 1
    assert Estimate(0.0, 0.0).p_value() == 1
    assert Estimate(1.96, 1.0).p_value() == pytest.approx(0.05, abs=1e-3)
    with pytest.raises(CannotEvaluate, match="leave such rows out"):
        as_vector([1, math.nan])
    x, _, y = drawn(6)
    with pytest.raises(CannotEvaluate, match="too few"):
        predict_by_arm(y, np.array([True, True, True, False, False, False]), x)


# --- the specification ------------------------------------------------------------------------------------------------

GOOD = 'treatment = "t"\noutcome = "y"\ncovariates = ["a", "a^2", "factor(b)"]\nmethod = "ipw"\n'


def test_a_specification_is_read_with_its_terms() -> None:
    spec = spec_of(GOOD).require()
    assert spec.covariates == (Term("a", "plain"), Term("a", "square"), Term("b", "factor"))
    assert [term.name for term in spec.covariates] == ["a", "a^2", "factor(b)"]
    assert spec.columns() == ("t", "y", "a", "b")
    assert (spec.estimand, spec.alpha, spec.card) == ("att", 0.05, "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('treatment = "t"\noutcome = "y"\nmethod = "magic"', 'method: found "magic", expected one of crude, match'),
        ('treatment = "t"\noutcome = "y"\nmethod = "ipw"', "covariates: found nothing, expected a list"),
        (GOOD + "caliper = 0.2", "caliper: found 0.2, expected nothing, unless method is match"),
        (GOOD.replace("ipw", "match") + 'estimand = "ate"', 'expected "att" with method match'),
        (GOOD.replace("ipw", "match") + "caliper = -1", "caliper: found -1, expected a number above nought"),
        (GOOD + "alpha = 5", "alpha: found 5, expected a number between 0 and 1"),
        (GOOD + 'start = "s"', "expected time_zero beside it"),
        (GOOD + 'interactions = ["a"]', "unless method is gcomp"),
        (GOOD + 'treatmant = "t"', 'did you mean "treatment"?'),
        (GOOD.replace('["a", "a^2", "factor(b)"]', "[]"), "covariates: found a list, expected at least one covariate"),
        (GOOD.replace('"a^2"', '"log(a)"'), "covariates: found a list, expected a column"),
        ('method = "did"\noutcome = "y"\nfirst_treated = "g"', "unit: found nothing"),
        ("covariates = [", "expected valid TOML"),
    ],
)
def test_a_mistake_in_a_specification_names_its_key_and_what_was_expected(text: str, told: str) -> None:
    assert any(told in message for message in faults_of(text)), faults_of(text)


def test_a_card_is_named_by_its_digest_or_written_out() -> None:
    assert spec_of(GOOD + 'card = "abc"').require().card == "abc"
    one = spec_of(GOOD + '[card]\nquestion = "q"\ngrace_days = 30').require().card
    assert len(one) == 64
    assert one == spec_of(GOOD + '[card]\ngrace_days = 30\nquestion = "q"').require().card
    assert one != spec_of(GOOD + '[card]\ngrace_days = 31\nquestion = "q"').require().card


# --- whole answers ----------------------------------------------------------------------------------------------------

REGISTRY = """treatment = "started"
outcome = "risk_decreased"
covariates = ["first_child", "single_parent", "low_education", "debts", "maternal_mental_health", "risk_score"]
"""


@pytest.fixture(scope="module")
def registry() -> list[dict[str, str]]:
    return rows_of(HERE / "registry.csv")


@pytest.mark.parametrize("method", ["crude", "match", 'match"\nreplace = true\n#', "ipw", "entropy", "aipw", "gcomp"])
@pytest.mark.parametrize("cluster", ["", 'cluster = "municipality"\n'])
def test_rows_in_another_order_give_the_same_answer_to_the_last_digit(registry, method: str, cluster: str) -> None:
    text = f'{REGISTRY}{cluster}method = "{method}"'
    other = list(registry)
    np.random.default_rng(8).shuffle(other)
    assert json.dumps(answer(registry, text)) == json.dumps(answer(other, text))


def test_an_answer_has_the_shape_that_was_promised(registry) -> None:
    found = answer(registry, REGISTRY + 'method = "ipw"\nsmallest_worthwhile = 0.05\nseed = 3\ncard = "abc"')
    promised = {"estimate", "se", "ci", "n_treated", "n_control", "dropped", "balance", "guards", "decision"}
    assert promised <= set(found)
    assert set(found["balance"][0]) == {"covariate", "smd_before", "smd_after"}
    assert found["decision"] == "continue"
    assert (found["card"], found["seed"], found["gate"]) == ("abc", 3, "alike")
    assert found["dropped"] == found["dropped_because"]["no_outcome"] > 0
    assert "missing_outcome" in {guard["code"] for guard in found["guards"]}
    json.dumps(found, allow_nan=False)


def test_municipalities_widen_the_interval_and_few_of_them_are_said(registry) -> None:
    alone = answer(registry, REGISTRY + 'method = "aipw"')
    together = answer(registry, REGISTRY + 'method = "aipw"\ncluster = "municipality"')
    assert together["estimate"] == pytest.approx(alone["estimate"])
    assert 5 < together["df"] < 20
    assert "few_clusters" in {guard["code"] for guard in together["guards"]}


def test_less_can_be_better(registry) -> None:
    turned = [{**row, "risk_decreased": {"1.0": "0", "0.0": "1"}.get(row["risk_decreased"], "")} for row in registry]
    found = answer(turned, REGISTRY + 'method = "ipw"\nbetter = "lower"\nsmallest_worthwhile = 0.05')
    assert found["estimate"] < 0
    assert found["decision"] == "continue"
    assert answer(turned, REGISTRY + 'method = "ipw"')["decision"] == "stop"


def codes(found: dict, level: str) -> set[str]:
    return {guard["code"] for guard in found["guards"] if guard["level"] == level}


def small(n: int, **more) -> list[dict[str, str]]:
    chance = np.random.default_rng(5)
    return [
        {
            "t": str(k % 2), "y": str(chance.integers(0, 2)), "x": f"{chance.normal():.3f}", "zero": "2026-01-01",
            "start": "2026-02-01" if k % 2 else "", **{name: value(k) for name, value in more.items()},
        }
        for k in range(n)
    ]  # fmt: skip


CRUDE = 'treatment = "t"\noutcome = "y"\nmethod = "crude"\n'


def test_below_ten_families_a_group_nothing_is_decided() -> None:
    found = answer(small(18), CRUDE)
    assert "counts_only" in codes(found, "stop")
    assert (found["decision"], found["reasons"]) == ("cannot be decided yet", ["fewer_than_ten"])
    assert "counts_only" not in codes(answer(small(20), CRUDE), "stop")


def test_groups_that_are_not_alike_take_the_advice_away() -> None:
    rows = small(80, x=lambda k: str(k % 2 * 3 + k % 3))
    found = answer(rows, CRUDE + 'covariates = ["x"]')
    assert codes(found, "stop") == {"balance"}
    assert found["reasons"] == ["not_alike"]
    assert found["gate"] == "unlike"
    assert codes(answer(rows, CRUDE.replace("crude", "gcomp") + 'covariates = ["x"]'), "amber") >= {"modelled"}


@pytest.mark.parametrize(
    ("start", "level", "code"),
    [
        (lambda k: "2026-02-01" if k % 2 else "", "note", "immortal_time"),
        (lambda k: "2026-01-01" if k % 2 else "", "stop", "immortal_time"),
        (lambda k: "2025-12-01" if k == 1 else "2026-02-01" if k % 2 else "", "stop", "immortal_time"),
    ],
)
def test_time_counts_from_indication_in_both_groups(start, level: str, code: str) -> None:
    found = answer(small(60, start=start), CRUDE + 'time_zero = "zero"\nstart = "start"')
    assert code in codes(found, level)
    assert (found["decision"] == "cannot be decided yet") or level == "note"


def test_a_family_without_a_time_zero_stops_and_no_time_zero_at_all_is_noted() -> None:
    rows = small(60, zero=lambda k: "" if k == 7 else "2026-01-01")
    assert "time_zero" in codes(answer(rows, CRUDE + 'time_zero = "zero"'), "stop")
    assert "time_zero" in codes(answer(rows, CRUDE), "note")


def test_two_shares_as_they_are_get_newcombes_interval_and_not_walds() -> None:
    rows = [{"t": "1", "y": str(int(k < 11))} for k in range(50)] + [
        {"t": "0", "y": str(int(k < 4))} for k in range(50)
    ]
    assert answer(rows, CRUDE)["ci"] == pytest.approx([-0.0024611, 0.2809], abs=1e-3)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"t": "maybe"}, 'line 2, t: found "maybe", expected 0 or 1'),
        ({"y": "much"}, 'line 2, y: found "much", expected a number'),
    ],
)
def test_what_cannot_be_read_names_its_line(change: dict[str, str], told: str) -> None:
    rows = small(30)
    rows[0].update(change)
    found, faults = analyse(rows, list(rows[0]), spec_of(CRUDE).require(), "rows.csv")
    assert found is None
    assert any(told in fault.message for fault in faults)


def test_a_column_that_is_not_there_and_an_empty_table_are_refused() -> None:
    spec = spec_of(CRUDE + 'cluster = "town"').require()
    found, (fault,) = analyse(small(30), list(small(1)[0]), spec, "rows.csv")
    assert found is None
    assert "town" in fault.message
    assert "expected one of t, y" in fault.message
    assert "no rows" in analyse([], ["t", "y"], spec_of(CRUDE).require(), "rows.csv")[1][0].message


def test_one_group_alone_is_no_comparison() -> None:
    with pytest.raises(CannotEvaluate, match="both groups"):
        answer([row for row in small(30) if row["t"] == "1"], CRUDE)


def test_a_category_of_many_texts_and_a_squared_category_are_refused() -> None:
    rows = small(60, name=lambda k: f"n{k}")
    for term, told in (("factor(name)", "different texts"), ("name^2", "to be squared")):
        spec = spec_of(f'treatment = "t"\noutcome = "y"\nmethod = "ipw"\ncovariates = ["{term}"]').require()
        assert any(told in fault.message for fault in analyse(rows, list(rows[0]), spec, "r.csv")[1])


def test_rows_without_a_covariate_or_cluster_are_left_out_and_counted() -> None:
    rows = small(60, x=lambda k: "" if k < 4 else str(k % 5), town=lambda k: "" if k == 9 else f"g{k % 7}")
    found = answer(rows, CRUDE + 'covariates = ["x"]\ncluster = "town"')
    assert found["dropped_because"] == {"no_outcome": 0, "no_covariate": 5}
    assert found["n_treated"] + found["n_control"] == 55


def test_of_many_mistakes_the_first_twenty_are_told() -> None:
    rows = [{"t": "?", "y": "?"} for _ in range(60)]
    told = analyse(rows, ["t", "y"], spec_of(CRUDE).require(), "r.csv")[1]
    assert len(told) == 22
    rows = [{"t": str(k % 2), "y": "?"} for k in range(60)]
    assert len(analyse(rows, ["t", "y"], spec_of(CRUDE).require(), "r.csv")[1]) == 21


def test_a_model_that_tells_groups_apart_and_few_families_who_carry_much_are_said() -> None:
    rows = small(200, x=lambda k: f"{k % 2 * 3 + (k % 100) / 40:.3f}")
    found = answer(rows, CRUDE.replace("crude", "ipw") + 'covariates = ["x"]')
    assert codes(found, "amber") >= {"overlap", "effective_number"}
    apart = small(200, x=lambda k: str(k % 2 * 30 + k % 7))
    assert "separated" in codes(answer(apart, CRUDE.replace("crude", "match") + 'covariates = ["x"]'), "amber")
    few = small(24, x=lambda k: str(k % 5), z=lambda k: str(k % 7))
    assert "events" in codes(answer(few, CRUDE.replace("crude", "ipw") + 'covariates = ["x", "z"]'), "amber")


def test_newtons_step_is_halved_where_the_likelihood_would_fall() -> None:
    # Far-away columns: from nought a whole step leads past the top.
    chance = np.random.default_rng(11)
    x = np.column_stack([np.ones(60), np.where(np.arange(60) < 2, 400.0, chance.normal(size=60))])
    y = (chance.uniform(size=60) < 0.5).astype(float)
    found = regression.fit_logit(x, y)
    assert x.T @ (y - found.fitted) == pytest.approx(np.zeros(2), abs=1e-6)
