# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Matching, weights and outcome models against what R and statsmodels answered on public and on simulated data."""

from __future__ import annotations

import math

import numpy as np
import pytest

from duizend.insight.evaluation.rules.analysing import analyse
from duizend.insight.evaluation.rules.evidence import mantel_haenszel, pool_trials
from duizend.insight.evaluation.rules.intervals import CannotEvaluate
from duizend.insight.evaluation.rules.matching import caliper_width, match_nearest
from duizend.insight.evaluation.rules.outcome_models import regression_effect
from duizend.insight.evaluation.rules.proportions import Arms
from duizend.insight.evaluation.rules.regression import design, fit_logit, robust
from duizend.insight.evaluation.rules.spec import read_spec
from duizend.insight.evaluation.rules.table import read_cohort
from duizend.insight.evaluation.rules.weighting import inverse_weights, score_aware_att
from rules.evaluation.reference import HERE, rows_of, shared_answers, shared_rows

LALONDE = """treatment = "treat"
outcome = "re78"
covariates = ["age", "educ", "race", "married", "nodegree", "re74", "re75"]
"""
NHEFS = """treatment = "qsmk"
outcome = "wt82_71"
covariates = ["sex", "race", "age", "age^2", "factor(education)", "smokeintensity", "smokeintensity^2", "smokeyrs",
  "smokeyrs^2", "factor(exercise)", "factor(active)", "wt71", "wt71^2"]
estimand = "ate"
"""
REGISTRY = """treatment = "started"
outcome = "risk_decreased"
covariates = ["first_child", "single_parent", "low_education", "debts", "maternal_mental_health", "risk_score"]
"""
TRUE_ATT = 0.20148816318136287
EXPERIMENT = 1794


def answer(rows: list[dict[str, str]], text: str) -> dict:
    found, faults = analyse(rows, list(rows[0]), read_spec(text, "spec.toml").require(), "rows.csv")
    assert faults == ()
    return found


def cohort_of(rows: list[dict[str, str]], text: str):
    return read_cohort(rows, read_spec(text + 'method = "ipw"\n', "spec.toml").require(), "rows.csv")[0]


@pytest.fixture(scope="module")
def lalonde() -> list[dict[str, str]]:
    return shared_rows("lalonde.csv")


@pytest.fixture(scope="module")
def known() -> dict:
    return shared_answers("lalonde")


def test_scores_of_the_first_rows_are_those_of_r(lalonde, known) -> None:
    # In the order of the file, so not through the table, which sorts.
    names = ("age", "educ", "married", "nodegree", "re74", "re75")
    columns = [[float(row[name]) for row in lalonde] for name in names]
    columns += [[float(row["race"] == race) for row in lalonde] for race in ("black", "hispan")]
    treated = np.array([float(row["treat"]) for row in lalonde])
    fitted = fit_logit(design(np.column_stack(columns)), treated).fitted
    assert fitted[:10] == pytest.approx(list(known["ps_first10"].values()), abs=1e-8)


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ('method = "crude"', "crude"),
        ('method = "ipw"', "ipw_att"),
        ('method = "ipw"\nestimand = "ate"', "ipw_ate"),
        ('method = "entropy"', "entropy_balance_att"),
        ('method = "aipw"\nestimand = "ate"', "aipw_ate"),
    ],
)
def test_an_estimate_and_its_error_are_those_of_r(lalonde, known, words: str, reference: str) -> None:
    found, expected = answer(lalonde, LALONDE + words), known[reference]
    effect = expected.get("effect", expected)
    assert found["estimate"] == pytest.approx(effect["est"], abs=0.01)
    assert found["se"] == pytest.approx(effect["se"], rel=0.001)
    assert found["ci"] == pytest.approx([effect["lo"], effect["hi"]], abs=1)
    if "ess_c" in expected:
        assert found["effective_control"] == pytest.approx(expected["ess_c"], abs=1e-3)
    if "max_w" in expected:
        assert found["largest_weight"] == pytest.approx(expected["max_w"], rel=1e-5)


@pytest.mark.parametrize(("estimand", "name"), [("ate", "gcomp_ate"), ("att", "gcomp_att")])
def test_standardisation_is_that_of_r(lalonde, known, estimand: str, name: str) -> None:
    found = answer(lalonde, LALONDE + f'method = "gcomp"\nestimand = "{estimand}"')
    assert found["estimate"] == pytest.approx(known["aipw_ate"][name], abs=0.01)


def test_regression_with_covariates_is_that_of_r(lalonde, known) -> None:
    cohort = cohort_of(lalonde, LALONDE)
    found = regression_effect(cohort.y, cohort.treated, cohort.covariates.values)
    assert (found.value, found.se) == pytest.approx((known["ols_hc1"]["est"], known["ols_hc1"]["se"]), abs=0.01)


def test_matching_with_replacement_averages_ties_as_r_does(lalonde, known) -> None:
    found = answer(lalonde, LALONDE + 'method = "match"\nreplace = true')
    expected = known["match_replace_ties_averaged"]
    assert found["estimate"] == pytest.approx(expected["est"], abs=0.01)
    assert found["se"] == pytest.approx(expected["se_AI"], rel=0.001)
    assert found["total_distance"] == pytest.approx(known["minimum_total_abs_ps_distance_with_replacement"], abs=1e-6)
    within = answer(lalonde, LALONDE + 'method = "match"\nreplace = true\ncaliper = 0.2')
    expected = known["match_replace_ties_averaged_caliper_0.2sd"]
    assert within["estimate"] == pytest.approx(expected["est"], abs=0.01)
    assert (within["dropped"], within["n_treated"]) == (expected["ndrops"], expected["treated_used"])
    # R takes the one who fell out along in part of its variance.
    assert within["se"] == pytest.approx(expected["se_AI"], rel=0.006)


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ("", "greedy_largest_first_no_replacement"),
        ("caliper = 0.2", "greedy_largest_first_no_replacement_caliper_0.2sd"),
    ],
)
def test_matching_without_replacement_has_the_pairs_the_distance_and_the_balance(
    lalonde, known, words, reference
) -> None:
    found, expected = answer(lalonde, LALONDE + f'method = "match"\n{words}'), known[reference]
    assert found["pairs"] == expected["pairs"]
    assert found["total_distance"] == pytest.approx(expected["total_abs_ps_dist"], abs=1e-6)
    after = {one["covariate"].removeprefix("race: "): one["smd_after"] for one in found["balance"]}
    assert after == {name: pytest.approx(smd, abs=1e-6) for name, smd in expected["smd_after"].items()}
    # Tied controls are averaged, so the effect lies inside what sixty orders of rows gave.
    assert expected["att_over_60_row_orders"]["min"] <= found["estimate"] <= expected["att_over_60_row_orders"]["max"]


def test_caliper_is_in_standard_deviations_of_the_score(lalonde, known) -> None:
    cohort = cohort_of(lalonde, LALONDE)
    scores = fit_logit(design(cohort.covariates.values), cohort.treated.astype(float)).fitted
    width = caliper_width(scores, 0.2)
    assert width == pytest.approx(known["caliper_0.2sd_absolute"], abs=1e-8)
    assert match_nearest(scores, cohort.treated, width=width).pairs == known["max_pairs_within_caliper"]


@pytest.mark.parametrize("method", ["match", "ipw", "entropy", "aipw", "gcomp"])
def test_adjusted_answers_lie_nearer_to_the_experiment_than_the_crude_one(lalonde, method: str) -> None:
    crude = answer(lalonde, LALONDE + 'method = "crude"')["estimate"]
    assert abs(answer(lalonde, LALONDE + f'method = "{method}"')["estimate"] - EXPERIMENT) < abs(crude - EXPERIMENT)


def test_weights_and_standardisation_of_the_textbook() -> None:
    rows, expected = shared_rows("nhefs_complete.csv"), shared_answers("nhefs")
    found = answer(rows, NHEFS + 'method = "ipw"')
    assert found["estimate"] == pytest.approx(expected["ipw_stabilised_robust_se"]["est"], abs=0.01)
    assert found["se"] == pytest.approx(expected["ipw_stabilised_robust_se"]["se"], rel=0.001)
    cohort = cohort_of(rows, NHEFS)
    scores = fit_logit(design(cohort.covariates.values), cohort.treated.astype(float)).fitted
    weights = inverse_weights(scores, cohort.treated, estimand="ate", stabilised=True)
    told = expected["stabilised_weights"]
    assert (weights.mean(), weights.min(), weights.max()) == pytest.approx(
        (told["mean"], told["min"], told["max"]), abs=1e-4
    )
    standardised = answer(rows, NHEFS + 'method = "gcomp"\ninteractions = ["smokeintensity"]')
    assert standardised["estimate"] == pytest.approx(expected["standardised"], abs=0.01)
    x = np.column_stack([np.ones(len(cohort.y)), cohort.treated.astype(float)])
    crude = robust(x, cohort.y, 1, kind="equal")
    assert (crude.value, crude.se) == pytest.approx((expected["crude"]["est"], expected["crude"]["se"]), abs=1e-6)
    assert len(cohort.y) == expected["n"]


@pytest.fixture(scope="module")
def registry() -> list[dict[str, str]]:
    return rows_of(HERE / "registry.csv")


@pytest.mark.parametrize(
    ("words", "estimate", "error"),
    [
        ('method = "ipw"', 0.21413752600411307, 0.020902864226493484),
        ('method = "gcomp"', 0.21129389398736032, None),
        ('method = "aipw"', 0.21252173117164563, 0.020930134322630148),
        ('method = "aipw"\nestimand = "ate"', 0.20031293616441392, 0.021101916096686133),
    ],
)  # fmt: skip
def test_a_registration_with_a_known_effect_gives_the_reference_answers(registry, words, estimate, error) -> None:
    found = answer(registry, REGISTRY + words)
    assert found["estimate"] == pytest.approx(estimate, abs=1e-4)
    assert error is None or found["se"] == pytest.approx(error, abs=1e-4)
    assert found["dropped_because"]["no_outcome"] == pytest.approx(0.122 * len(registry), abs=1)


def test_every_adjusted_answer_covers_the_truth_and_the_naive_one_is_shown_as_it_is(registry) -> None:
    for method in ("match", "ipw", "entropy", "aipw", "gcomp"):
        found = answer(registry, REGISTRY + f'method = "{method}"')
        assert abs(found["estimate"] - TRUE_ATT) < 1.96 * found["se"], method
    naive = answer(registry, REGISTRY + 'method = "crude"')
    assert naive["estimate"] == pytest.approx(0.17588240545749595, abs=1e-6)
    assert naive["se"] == pytest.approx(0.02068743764696151, abs=1e-4)
    assert naive["decision"] == "cannot be decided yet"


def test_an_error_that_knows_that_the_score_was_estimated_differs_little(registry) -> None:
    cohort = cohort_of(registry, REGISTRY)
    x = design(cohort.covariates.values)
    found = score_aware_att(cohort.y, cohort.treated, fit_logit(x, cohort.treated.astype(float)).fitted, x)
    assert (found.value, found.se) == pytest.approx((0.21413752600411307, 0.02074154353545667), abs=1e-4)


def bcg() -> list[Arms]:
    def sizes(row: dict[str, str], arm: str) -> tuple[int, int]:
        return int(row[f"{arm}pos"]), int(row[f"{arm}pos"]) + int(row[f"{arm}neg"])

    return [Arms(*sizes(row, "t"), *sizes(row, "c")) for row in shared_rows("dat_bcg.csv")]


def test_trials_are_pooled_as_metafor_pools_them() -> None:
    trials, expected = bcg(), shared_answers("bcg")["log_rr"]
    together, told = pool_trials(trials), expected["REML"]
    figures = (together.effect.value, together.effect.se, together.tau2, together.i2, together.q)
    assert figures == pytest.approx((told["b"], told["se"], told["tau2"], told["I2"], told["Q"]), abs=1e-4)
    assert together.trials == pytest.approx(expected["blup_REML"], abs=1e-4)
    laird, told = pool_trials(trials, method="DL"), expected["DL"]
    assert (laird.effect.value, laird.effect.se, laird.tau2) == pytest.approx(
        (told["b"], told["se"], told["tau2"]), abs=1e-4
    )
    few, told = pool_trials(trials, knapp_hartung=True).effect, expected["knha"]
    assert (few.se, *few.interval()) == pytest.approx((told["se"], told["lo"], told["hi"]), abs=1e-4)
    common = mantel_haenszel(trials)
    assert (common.value, common.se) == pytest.approx((expected["MH"]["b"], expected["MH"]["se"]), abs=1e-4)


def test_trials_that_agree_have_nothing_between_them_and_one_trial_is_no_pool() -> None:
    alike = pool_trials([Arms(10, 100, 20, 100)] * 4)
    assert (alike.tau2, alike.i2) == (0.0, 0.0)
    assert alike.effect.value == pytest.approx(math.log(0.5))
    with pytest.raises(CannotEvaluate, match="two trials"):
        pool_trials([Arms(1, 2, 1, 2)])
    with pytest.raises(CannotEvaluate, match="without events"):
        mantel_haenszel([Arms(0, 2, 1, 2), Arms(1, 2, 1, 2)])
