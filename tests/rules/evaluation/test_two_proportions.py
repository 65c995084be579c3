# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two shares: every reference figure, the edges, and what must hold for any counts."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from duizend.insight.evaluation.rules import exact, score
from duizend.insight.evaluation.rules import proportions as shares
from duizend.insight.evaluation.rules.intervals import CannotEvaluate, Interval
from duizend.insight.evaluation.rules.mover import mover_ratio, mover_sum, number_needed, rate_part
from duizend.insight.evaluation.rules.proportions import Arms
from rules.evaluation.reference import TWO_PROPORTIONS

METHODS = {
    "rd": lambda arms: arms.difference,
    "p1_wilson": lambda arms: shares.wilson(arms.a, arms.n),
    "p2_wilson": lambda arms: shares.wilson(arms.b, arms.m),
    "p1_wilson_cc": lambda arms: shares.wilson(arms.a, arms.n, corrected=True),
    "p1_clopper": lambda arms: shares.clopper_pearson(arms.a, arms.n),
    "p2_clopper": lambda arms: shares.clopper_pearson(arms.b, arms.m),
    "p1_jeffreys": lambda arms: shares.jeffreys(arms.a, arms.n),
    "p1_agresti_coull": lambda arms: shares.agresti_coull(arms.a, arms.n),
    "rd_newcombe": shares.newcombe,
    "rd_miettinen_nurminen": score.score_difference,
    "rd_agresti_caffo": shares.agresti_caffo,
    "rr": shares.ratio,
    "rr_katz": shares.katz,
    "rr_miettinen_nurminen": score.score_ratio,
    "or": shares.odds_ratio,
    "or_woolf": shares.woolf,
    "chi2_p": shares.chi_square_p,
    "chi2_yates_p": lambda arms: shares.chi_square_p(arms, corrected=True),
    "fisher_p": exact.fisher_p,
    "boschloo_p": exact.boschloo_p,
    "prob_p1_greater_p2_jeffreys": lambda arms: shares.probability_difference_above(arms, 0.0),
}
# R finds these by a search that stops early (uniroot, 1.2e-4 on its own scale), so its answers are that rough themselves;
# ours are held to their defining equations below.
SEARCHED = {
    "or_conditional_mle": lambda arms: exact.conditional_odds_ratio(arms),
    "or_exact": exact.exact_odds_interval,
    "or_midp": lambda arms: None if (found := exact.mid_p_odds(arms)) is None else (found[0], *found[1]),
}
CASES = [(name, figure) for name in TWO_PROPORTIONS for figure in METHODS if figure in TWO_PROPORTIONS[name]]


def arms_of(table: dict) -> Arms:
    return Arms(table["a"], table["n1"], table["b"], table["n2"])


def plain(found: object) -> list[float | None]:
    values = found if isinstance(found, tuple) else (found,)
    return [None if value is None or not math.isfinite(value) else value for value in values]


def listed(expected: object) -> list[float | None]:
    if isinstance(expected, dict):
        return [expected["estimate"], expected["lower"], expected["upper"]]
    return expected if isinstance(expected, list) else [expected]


@pytest.mark.parametrize(("name", "figure"), CASES, ids=lambda value: value)
def test_a_reference_figure_is_reproduced_to_the_sixth_decimal(name: str, figure: str) -> None:
    found, expected = plain(METHODS[figure](arms_of(TWO_PROPORTIONS[name]))), listed(TWO_PROPORTIONS[name][figure])
    assert [value is None for value in found] == [value is None for value in expected]
    for ours, theirs in zip(found, expected, strict=True):
        assert theirs is None or ours == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("figure", SEARCHED)
@pytest.mark.parametrize("name", TWO_PROPORTIONS)
def test_exact_odds_ratios_agree_with_r_as_far_as_r_searched(name: str, figure: str) -> None:
    expected = listed(TWO_PROPORTIONS[name][figure])
    for ours, theirs in zip(plain(SEARCHED[figure](arms_of(TWO_PROPORTIONS[name]))), expected, strict=False):
        assert (theirs is None and (ours is None or ours == 0)) or ours == pytest.approx(theirs, rel=0.008)


@pytest.mark.parametrize("name", TWO_PROPORTIONS)
def test_exact_odds_limits_leave_exactly_the_tails_they_should(name: str) -> None:
    arms = arms_of(TWO_PROPORTIONS[name])
    margins = exact._Margins(arms)
    limits = exact.exact_odds_interval(arms)
    if limits.low > 0:
        assert margins.at_least(math.log(limits.low)) == pytest.approx(0.025, abs=1e-9)
    if math.isfinite(limits.high):
        assert margins.at_most(math.log(limits.high)) == pytest.approx(0.025, abs=1e-9)
    middle = exact.conditional_odds_ratio(arms)
    if 0 < middle < math.inf:
        assert margins.mean(math.log(middle)) == pytest.approx(arms.a, abs=1e-8)


@pytest.mark.parametrize("name", TWO_PROPORTIONS)
def test_number_needed_is_one_over_the_difference(name: str) -> None:
    table = TWO_PROPORTIONS[name]
    arms = arms_of(table)
    assert number_needed(arms.difference, shares.newcombe(arms)).value == pytest.approx(table["nnt"], abs=1e-6)


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((11, 50, 4, 50), "NNTB 3.6 to infinity to NNTH 406"),
        ((55, 250, 20, 250), "NNTB 5.0 to 12.8"),
        ((12, 236, 26, 265), "NNTH 10.6 to 3403"),
        ((5, 10, 5, 10), "NNTB 2.7 to infinity to NNTH 2.7"),
    ],
)
def test_number_needed_is_never_a_finite_pair_around_nought(counts: tuple[int, ...], text: str) -> None:
    arms = Arms(*counts)
    assert number_needed(arms.difference, shares.newcombe(arms)).text == text


def test_a_difference_that_may_be_nought_takes_infinitely_many_families() -> None:
    assert number_needed(0.0, Interval(0.0, 0.1)).text == "NNTB 10.0 to infinity"
    assert number_needed(-0.05, Interval(-0.1, 0.0)).text == "NNTH 10.0 to infinity"


def test_one_family_an_arm_at_an_extreme_level_still_has_limits_that_turn_over() -> None:
    limits = score.score_ratio(Arms(1, 1, 1, 1), level=1 - 1e-12)
    assert 1 < limits.high < math.inf
    assert limits.low == pytest.approx(1 / limits.high)


def test_published_fall_of_risk_at_three_sizes_has_the_intervals_of_the_method_text() -> None:
    for counts, low, high in (((55, 250, 20, 250), 7.8, 20.2), ((11, 50, 4, 50), -0.2, 28.1)):
        limits = shares.newcombe(Arms(*counts))
        assert (round(100 * limits.low, 1), round(100 * limits.high, 1)) == (low, high)


@pytest.mark.parametrize(("a", "n", "low", "high"), [(8, 19, 23, 64), (8, 10, 49, 94), (1, 5, 4, 62), (5, 20, 11, 47)])
def test_wilson_gives_the_rounded_figures_of_the_method_text(a: int, n: int, low: int, high: int) -> None:
    limits = shares.wilson(a, n)
    assert (round(100 * limits.low), round(100 * limits.high)) == (low, high)


def test_mover_gives_the_checks_of_the_method_text() -> None:
    parts = [rate_part(18, 100), rate_part(30, 100, weight=-1), rate_part(25, 100, weight=-1), rate_part(28, 100)]
    value, limits = mover_sum(parts)
    assert [round(100 * one, 1) for one in (value, *limits)] == [-9.0, -25.7, 7.9]
    value, limits = mover_ratio(rate_part(55, 250), rate_part(20, 250))
    assert [round(one, 2) for one in (value, *limits)] == [2.75, 1.71, 4.43]
    value, limits = mover_ratio(rate_part(12, 236), rate_part(26, 265))
    assert [round(one, 3) for one in (value, *limits)] == [0.518, 0.270, 0.996]


def test_mover_ratio_has_no_upper_limit_where_the_lower_part_may_be_nought() -> None:
    assert mover_ratio(rate_part(5, 10), rate_part(1, 10))[1].high < math.inf
    assert mover_ratio(rate_part(5, 10), rate_part(1, 1))[1].low > 0
    with pytest.raises(CannotEvaluate, match="above nought"):
        mover_ratio(rate_part(5, 10), rate_part(0, 10))
    with pytest.raises(CannotEvaluate, match="at least one part"):
        mover_sum([])


def test_trap_of_the_ratio_of_no_report() -> None:
    # The published "RR 0.91" is the ratio of no report; that of a report over all randomised is 0.58 (0.37 to 0.92).
    arms = Arms(26, 237, 42, 223)
    limits = shares.katz(arms)
    assert [round(one, 2) for one in (shares.ratio(arms), limits.low, limits.high)] == [0.58, 0.37, 0.92]
    assert round(shares.chi_square_p(arms), 3) == 0.018


@pytest.mark.parametrize(("a", "n"), [(-1, 5), (6, 5), (0, 0)])
def test_what_is_no_count_is_refused(a: int, n: int) -> None:
    with pytest.raises(CannotEvaluate, match="no count"):
        Arms(a, n, 1, 2)


def test_a_level_outside_nought_to_one_is_refused() -> None:
    with pytest.raises(CannotEvaluate, match=r"0\.95"):
        shares.wilson(1, 2, level=95)


def test_where_everybody_or_nobody_has_the_event_limits_stay_right() -> None:
    everybody = score.score_ratio(Arms(20, 20, 30, 30))
    assert everybody.low < 1 < everybody.high
    assert score.score_ratio(Arms(0, 20, 0, 30)) == Interval(0.0, math.inf)
    assert score.score_ratio(Arms(0, 20, 3, 30)).low == 0
    assert score.score_difference(Arms(0, 20, 20, 20)).low == -1
    assert shares.katz(Arms(0, 5, 1, 5)) is None
    assert shares.woolf(Arms(5, 5, 1, 5)) is None
    assert exact.mid_p_odds(Arms(5, 5, 1, 5)) is None
    assert math.isnan(shares.ratio(Arms(0, 5, 0, 5)))
    assert math.isnan(shares.odds_ratio(Arms(0, 5, 0, 5)))
    assert math.isnan(exact.conditional_odds_ratio(Arms(0, 5, 0, 5)))
    assert exact.conditional_odds_ratio(Arms(0, 5, 2, 5)) == 0
    assert shares.chi_square_p(Arms(0, 5, 0, 5)) is None


counts = st.tuples(st.integers(1, 60), st.integers(1, 60), st.floats(0, 1), st.floats(0, 1)).map(
    lambda found: Arms(round(found[2] * found[0]), found[0], round(found[3] * found[1]), found[1])
)


@settings(max_examples=50, deadline=None)
@given(counts)
def test_intervals_hold_the_difference_stay_in_bounds_and_turn_with_the_arms(arms: Arms) -> None:
    for method in (shares.newcombe, score.score_difference):
        limits, other = method(arms), method(arms.swapped())
        assert -1 <= limits.low <= arms.difference + 1e-9
        assert arms.difference - 1e-9 <= limits.high <= 1
        assert other.low == pytest.approx(-limits.high, abs=1e-7)
        assert other.high == pytest.approx(-limits.low, abs=1e-7)


@settings(max_examples=50, deadline=None)
@given(counts)
def test_the_limits_of_a_ratio_turn_over_with_the_arms(arms: Arms) -> None:
    limits, other = score.score_ratio(arms), score.score_ratio(arms.swapped())
    assert limits.low == pytest.approx(0 if math.isinf(other.high) else 1 / other.high, rel=1e-6)
    assert 0 <= limits.low <= limits.high
    if arms.a and arms.b:
        assert limits.holds(shares.ratio(arms))


@settings(max_examples=50, deadline=None)
@given(counts)
def test_difference_and_ratio_agree_on_whether_there_is_one(arms: Arms) -> None:
    # Both ask under the same likeliest common share, so they cannot disagree about equality.
    assume(arms.a + arms.b not in (0, arms.n + arms.m))
    difference, ratio = score.score_difference(arms), score.score_ratio(arms)
    assume(min(abs(difference.low), abs(difference.high)) > 1e-6)
    assert difference.holds(0.0) == ratio.holds(1.0)


@settings(max_examples=12, deadline=None)
@given(counts)
def test_exact_p_values_are_shares_and_boschloo_never_exceeds_twice_fishers_tail(arms: Arms) -> None:
    fisher = exact.fisher_p(arms)
    assert 0 < fisher <= 1
    assert exact.fisher_p(arms.swapped()) == pytest.approx(fisher)
    tail = exact.fisher_tails(arms.n, arms.m)[arms.a, arms.b]
    mirrored = exact.fisher_tails(arms.m, arms.n)[arms.b, arms.a]
    assert exact.boschloo_p(arms) <= min(1.0, 2 * min(tail, mirrored)) * (1 + 1e-6)


@settings(max_examples=60, deadline=None)
@given(counts, st.floats(-1, 1), st.floats(-1, 1))
def test_the_chance_of_a_difference_falls_as_more_is_asked(arms: Arms, one: float, other: float) -> None:
    low, high = sorted((one, other))
    more, less = shares.probability_difference_above(arms, low), shares.probability_difference_above(arms, high)
    assert 0 <= less <= more + 1e-9 <= 1 + 1e-9
    mirrored = shares.probability_difference_above(arms.swapped(), -low)
    assert more + mirrored == pytest.approx(1, abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 200), st.floats(0, 1), st.sampled_from([0.8, 0.95, 0.99]))
def test_one_share_lies_in_all_its_intervals_and_exact_is_widest(n: int, share: float, level: float) -> None:
    a = round(share * n)
    wilson, clopper = shares.wilson(a, n, level=level), shares.clopper_pearson(a, n, level=level)
    corrected = shares.wilson(a, n, level=level, corrected=True)
    assert wilson.holds(a / n)
    assert clopper.holds(a / n)
    assert corrected.low <= wilson.low + 1e-12
    assert corrected.high >= wilson.high - 1e-12
    assert clopper.low <= shares.jeffreys(a, n, level=level).low + 1e-12
