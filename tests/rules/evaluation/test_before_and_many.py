# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Power and dates, many questions, missing outcomes, small areas, the card, and the four states of advice."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.insight.evaluation.rules import needed, power, several, small_areas
from duizend.insight.evaluation.rules.comparing import Question, compare_arms
from duizend.insight.evaluation.rules.deciding import Advice, Delivery, Finding, Need, Thresholds, advise
from duizend.insight.evaluation.rules.intervals import CannotEvaluate, Interval
from duizend.insight.evaluation.rules.proportions import Arms
from duizend.insight.evaluation.rules.sentences import dutch, say_advice
from duizend.insight.evaluation.rules.values import Estimate
from rules.evaluation.reference import HERE, column, rows_of

# Words that would say that one thing comes from another.
CAUSAL = ("effect", "dankzij", "doordat", "daardoor", "zorgt", "werkt", "helpt", "leidt")


# --- beforehand -------------------------------------------------------------------------------------------------------


def test_families_needed_for_the_published_fall_lie_between_97_and_101() -> None:
    found = [round(needed.families_needed(0.22, 0.08, method=method)) for method in ("arcsine", "unpooled", "pooled")]
    assert found == [97, 98, 101]


@pytest.mark.parametrize(("n", "percent"), [(10, 2), (20, 14), (50, 39), (100, 76), (120, 83)])
def test_power_of_fishers_test_is_that_of_the_method_text(n: int, percent: int) -> None:
    assert round(100 * power.power_of_fisher(0.22, 0.08, n, n)) == percent


@pytest.mark.parametrize(("n", "points"), [(50, 18.5), (100, 14.1), (200, 10.4), (400, 7.6), (800, 5.5)])
def test_smallest_fall_that_can_be_seen_is_that_of_the_method_text(n: int, points: float) -> None:
    assert round(100 * power.smallest_detectable_fall(0.22, n), 1) == points


def test_where_no_number_of_families_could_fall_far_enough_nothing_can_be_seen() -> None:
    assert power.smallest_detectable_fall(0.05, 20) is None
    assert power.smallest_detectable_rise(1.0, 500) is None
    assert power.smallest_detectable_rise(0.08, 100) == pytest.approx(0.14, abs=0.005)


def test_above_four_million_tables_power_is_approximate_and_agrees() -> None:
    exact, approximate = power.power_of_fisher(0.22, 0.18, 1990, 1990), power.power_of_fisher(0.22, 0.18, 2010, 2010)
    assert approximate == pytest.approx(exact, abs=0.03)
    assert power.power_of_fisher(0.0, 0.0, 2010, 2010) == 0


@pytest.mark.parametrize("shares", [(0.2, 0.2), (1.2, 0.1)])
def test_shares_that_are_equal_or_no_shares_are_refused(shares: tuple[float, float]) -> None:
    with pytest.raises(CannotEvaluate):
        needed.families_needed(*shares)
    with pytest.raises(CannotEvaluate):
        power.power_of_fisher(0.1, -0.1, 5, 5)
    with pytest.raises(CannotEvaluate):
        power.smallest_detectable_fall(0.1, 0)
    with pytest.raises(CannotEvaluate):
        needed.families_that_decide_mean(1.0, 0.0)


def test_one_municipality_with_eight_starts_a_year_needs_twelve_years() -> None:
    day = needed.day_that_decides(97, 0, needed.Intake(8), date(2021, 1, 1))
    assert (day - date(2021, 1, 1)).days / 365.25 == pytest.approx(12.1, abs=0.1)


def test_the_deciding_day_waits_for_the_outcome_and_for_late_entry() -> None:
    on = date(2026, 1, 1)
    assert needed.day_that_decides(20, 10, needed.Intake(10, 180, 20), on) == date(2027, 7, 21)
    assert needed.day_that_decides(10, 10, needed.Intake(10, 180), on) == on
    assert needed.day_that_decides(20, 10, needed.Intake(0), on) is None
    assert needed.day_that_decides(10**9, 10, needed.Intake(1), on) is None
    with pytest.raises(CannotEvaluate):
        needed.day_that_decides(-1, 0, needed.Intake(1), on)


def test_means_need_families_by_the_square_of_their_spread() -> None:
    assert math.ceil(needed.families_that_decide_mean(10, 5)) == 63


# --- many questions, missing outcomes ---------------------------------------------------------------------------------


def test_holm_and_benjamini_hochberg_give_the_figures_of_the_method_text() -> None:
    p_values = (0.004, 0.018, 0.03, 0.20)
    assert several.holm(p_values) == pytest.approx((0.016, 0.054, 0.06, 0.20))
    assert several.benjamini_hochberg(p_values) == pytest.approx((0.016, 0.036, 0.04, 0.20))
    with pytest.raises(CannotEvaluate, match="between 0 and 1"):
        several.holm((0.1, 1.2))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.randoms())
def test_adjusted_p_values_never_fall_keep_their_order_and_follow_their_question(p_values, chance) -> None:
    for method in (several.holm, several.benjamini_hochberg):
        found = method(p_values)
        assert all(own <= one <= 1 for own, one in zip(p_values, found, strict=True))
        assert [one for _, one in sorted(zip(p_values, found, strict=True))] == sorted(found)
        places = list(range(len(p_values)))
        chance.shuffle(places)
        assert method([p_values[k] for k in places]) == pytest.approx([found[k] for k in places])
    pairs = zip(several.benjamini_hochberg(p_values), several.holm(p_values), strict=True)
    assert all(one <= other + 1e-15 for one, other in pairs)


def test_e_value_of_the_published_ratio() -> None:
    found = several.e_value(2.75, Interval(1.71, 4.43))
    assert (round(found.estimate, 1), round(found.limit, 1)) == (4.9, 2.8)
    below = several.e_value(1 / 2.75, Interval(1 / 4.43, 1 / 1.71))
    assert (below.estimate, below.limit) == pytest.approx((found.estimate, found.limit))
    assert several.e_value(1.2, Interval(0.9, 1.6)).limit == 1
    with pytest.raises(CannotEvaluate):
        several.e_value(0, Interval(0, 1))


def test_rubins_rules_by_hand() -> None:
    found = several.pool([1.0, 2.0, 3.0], [0.5, 0.5, 0.5])
    total = 0.25 + (1 + 1 / 3) * 1.0
    assert (found.estimate.value, found.estimate.se) == pytest.approx((2.0, math.sqrt(total)))
    share = (4 / 3) / total
    assert found.estimate.df == pytest.approx(2 / share**2)
    few = several.pool([1.0, 2.0, 3.0], [0.5, 0.5, 0.5], complete_df=20)
    observed = 21 / 23 * 20 * (1 - share)
    assert few.estimate.df == pytest.approx(1 / (share**2 / 2 + 1 / observed))
    same = several.pool([1.0, 1.0], [0.5, 0.5])
    assert (same.estimate.se, same.missing, same.estimate.df) == (0.5, 0.0, math.inf)
    assert several.pool([1.0, 1.0], [0.5, 0.5], complete_df=20).estimate.df <= 20
    with pytest.raises(CannotEvaluate, match="two completed sets"):
        several.pool([1.0], [0.5])


def test_bounds_suppose_nothing_of_who_was_not_measured() -> None:
    found = several.missing_bounds(Arms(30, 40, 20, 40), 10, 10)
    assert (found.worst, found.best) == pytest.approx((30 / 50 - 30 / 50, 40 / 50 - 20 / 50))
    with pytest.raises(CannotEvaluate):
        several.missing_bounds(Arms(1, 2, 1, 2), -1, 0)


# --- small areas ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def areas() -> dict[str, np.ndarray]:
    rows = rows_of(HERE / "municipalities.csv")
    return {name: column(rows, name) for name in ("n", "y", "true", "beta_binomial", "mixed_logistic")}


def test_shrunken_rates_are_the_reference_ones_and_nearer_to_the_truth_than_raw_or_pooled(areas) -> None:
    y, n, true = areas["y"], areas["n"], areas["true"]
    found, mixed = small_areas.shrink(y, n), small_areas.shrink_mixed(y, n)
    assert found.rates == pytest.approx(areas["beta_binomial"], abs=1e-5)
    assert (found.weight, found.mean) == pytest.approx((47.82684590112177, 0.2572244310154465), rel=1e-5)
    assert mixed.rates == pytest.approx(areas["mixed_logistic"], abs=1e-4)
    assert mixed.weight == pytest.approx(0.3443731636637, abs=1e-4)

    def error(rates) -> float:
        return float(np.sqrt(np.mean((np.asarray(rates) - true) ** 2)))

    assert round(error(y / n), 3) == 0.161
    assert round(error(np.full(len(y), y.sum() / n.sum())), 3) == 0.101
    assert error(found.rates) <= 0.085
    assert error(mixed.rates) <= 0.085


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 80), st.floats(0, 1)), min_size=3, max_size=12), st.randoms())
def test_a_shrunken_rate_lies_between_its_own_and_the_common_one_in_any_order(areas_, chance) -> None:
    n = [one[0] for one in areas_]
    y = [round(one[0] * one[1]) for one in areas_]
    found = small_areas.shrink(y, n)
    for a, b, rate in zip(y, n, found.rates, strict=True):
        assert min(a / b, found.mean) - 1e-9 <= rate <= max(a / b, found.mean) + 1e-9
    places = list(range(len(n)))
    chance.shuffle(places)
    other = small_areas.shrink([y[k] for k in places], [n[k] for k in places])
    assert other.rates == pytest.approx([found.rates[k] for k in places], abs=1e-4)


def test_areas_without_any_difference_all_get_the_common_rate() -> None:
    assert small_areas.shrink([0, 0, 0], [5, 6, 7]).rates == (0.0, 0.0, 0.0)
    assert small_areas.shrink_mixed([5, 6, 7], [5, 6, 7]).rates == (1.0, 1.0, 1.0)
    with pytest.raises(CannotEvaluate, match="three areas"):
        small_areas.shrink([1, 2], [5, 6])


@pytest.mark.parametrize(
    ("n", "limits"),
    [
        (5, (0, 0.6, 0, 0.8)), (10, (0, 0.5, 0, 0.7)), (20, (0.1, 0.45, 0, 0.55)), (50, (0.14, 0.38, 0.08, 0.44)),
        (100, (0.17, 0.34, 0.12, 0.39)), (300, (0.2, 0.3, 53 / 300, 0.33)),
    ],
)  # fmt: skip
def test_funnel_limits_are_the_exact_whole_counts(n: int, limits: tuple[float, ...]) -> None:
    found = small_areas.funnel_limits(0.2496561210454, n)
    assert (found.low95, found.high95, found.low998, found.high998) == pytest.approx(limits)


def test_smooth_funnel_limits_are_those_of_the_method_text_and_stay_between_0_and_1() -> None:
    found = small_areas.funnel_limits(0.25, 100, smooth=True)
    shown = [round(100 * one, 1) for one in (found.low95, found.high95, found.low998, found.high998)]
    assert shown == [16.2, 33.2, 12.0, 38.6]
    assert small_areas.funnel_limits(0.02, 3, smooth=True).low95 == 0
    with pytest.raises(CannotEvaluate):
        small_areas.funnel_limits(1.0, 5)


def test_overdispersion_is_seen_and_widens_the_funnel() -> None:
    chance = np.random.default_rng(4)
    n = np.full(60, 200)
    calm = small_areas.overdispersion(chance.binomial(n, 0.3), n)
    wild = small_areas.overdispersion(chance.binomial(n, chance.beta(6, 14, 60)), n)
    assert calm.p_value > 0.01
    assert wild.p_value < 1e-6
    assert wild.factor > 2 > calm.factor
    limits = small_areas.funnel_limits(0.3, 200)
    wider = small_areas.widened(limits, 0.3, wild.factor)
    assert wider.low95 < limits.low95 < limits.high95 < wider.high95
    assert small_areas.overdispersion([0, 0, 0], [5, 5, 5]).factor == 1


# --- advice --------------------------------------------------------------------------------------------------------


def finding(low: float, high: float, **more: object) -> Finding:
    own = Estimate((low + high) / 2, (high - low) / 3.92)
    told = {"any_effect": own.probability_above(0), "worthwhile": own.probability_above(0.05), "smallest_arm": 60}
    return Finding(Interval(low, high), **{**told, **more})


NEED = Need(60, 101, date(2031, 5, 2))


@pytest.mark.parametrize(
    ("found", "delivery", "state", "reasons"),
    [
        (finding(0.08, 0.20), Delivery(), "continue", ("worthwhile",)),
        (finding(0.08, 0.20), Delivery(missed=("reach",)), "adapt", ("missed:reach",)),
        (finding(-0.01, 0.20), Delivery(missed=("dose", "waiting")), "adapt", ("missed:dose", "missed:waiting")),
        (finding(-0.01, 0.20), Delivery(), "cannot be decided yet", ("interval_too_wide",)),
        (finding(-0.15, 0.16), Delivery(missed=("reach",)), "cannot be decided yet", ("interval_too_wide",)),
        (finding(-0.04, 0.03), Delivery(), "stop", ("below_smallest_worthwhile",)),
        (finding(-0.20, -0.02), Delivery(), "stop", ("harm",)),
        (finding(0.08, 0.20), Delivery(cannot="0 of 6"), "stop", ("cannot_be_delivered",)),
        (None, Delivery(cannot="0 of 6"), "stop", ("cannot_be_delivered",)),
        (None, Delivery(), "cannot be decided yet", ("no_outcomes_yet",)),
        (finding(0.3, 0.9, smallest_arm=9), Delivery(), "cannot be decided yet", ("fewer_than_ten",)),
        (finding(0.3, 0.9, gate="unlike"), Delivery(), "cannot be decided yet", ("not_alike",)),
    ],
)
def test_advice_is_the_first_state_that_applies(found, delivery, state: str, reasons: tuple[str, ...]) -> None:
    advice = advise(found, Thresholds(), delivery, NEED)
    assert (advice.state, advice.reasons) == (state, reasons)
    assert (advice.need is not None) == (reasons[0] in ("interval_too_wide", "no_outcomes_yet", "fewer_than_ten"))


def test_without_a_registered_smallest_effect_nothing_is_decided() -> None:
    assert advise(finding(0.3, 0.9), Thresholds(None), Delivery(), NEED).reasons == (
        "smallest_worthwhile_not_registered",
    )


def test_the_sentence_says_what_is_missing_and_when() -> None:
    told = say_advice(Advice("cannot be decided yet", ("interval_too_wide",), NEED))
    assert "101 gezinnen per groep; nu zijn het er 60" in told
    assert "2-5-2031" in told
    assert say_advice(Advice("adapt", ("missed:bereik",))) == "Advies: aanpassen. Niet zoals afgesproken: bereik."
    assert dutch(-0.04) == "0,0"


@pytest.mark.parametrize(("n", "state"), [(50, "cannot be decided yet"), (250, "continue")])
def test_the_published_fall_cannot_be_decided_at_fifty_and_is_decided_at_250(n: int, state: str) -> None:
    found = compare_arms(Arms(round(0.22 * n), n, round(0.08 * n), n))
    assert found["decision"] == state
    assert found["needed_per_arm"] == 101


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_no_sentence_says_that_one_thing_comes_from_another(n: int, m: int, p1: float, p2: float, higher: bool) -> None:
    found = compare_arms(Arms(round(p1 * n), n, round(p2 * m), m), Question(higher))
    assert not any(word in found["sentence"].lower() for word in CAUSAL)
    if min(n, m) < 10:
        assert found["fisher_p"] is found["boschloo_p"] is None
        assert found["decision"] == "cannot be decided yet"
        assert "procentpunt" not in found["sentence"]


def test_turning_arms_and_direction_together_gives_the_same_advice() -> None:
    one = compare_arms(Arms(55, 250, 20, 250))
    other = compare_arms(Arms(20, 250, 55, 250), Question(higher_is_better=False))
    assert one["decision"] == other["decision"] == "continue"
    assert one["nnt_text"] == other["nnt_text"]
    assert one["probability_worthwhile"] == pytest.approx(other["probability_worthwhile"])
