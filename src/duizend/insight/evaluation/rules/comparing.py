# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two counts side by side: everything that may be said about them, as plain data for people and machines."""

import math
from dataclasses import asdict, dataclass, field
from datetime import date

from duizend.insight.evaluation.rules import exact, score
from duizend.insight.evaluation.rules import proportions as shares
from duizend.insight.evaluation.rules.deciding import (
    FEWEST_AN_ARM,
    Advice,
    Delivery,
    Finding,
    Need,
    Thresholds,
    advise,
)
from duizend.insight.evaluation.rules.intervals import LEVEL, Interval, finite_or_none
from duizend.insight.evaluation.rules.mover import number_needed
from duizend.insight.evaluation.rules.needed import Intake, day_that_decides, families_needed
from duizend.insight.evaluation.rules.power import power_of_fisher, smallest_detectable_fall, smallest_detectable_rise
from duizend.insight.evaluation.rules.proportions import Arms
from duizend.insight.evaluation.rules.sentences import say_arms
from duizend.insight.evaluation.rules.several import e_value

_LARGEST_EXACT = 4_000_000


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of two counts: whether more or less is better, from which difference it is worthwhile, and how families come in."""

    higher_is_better: bool = True
    thresholds: Thresholds = field(default_factory=Thresholds)
    intake: Intake | None = None
    on: date | None = None
    level: float = LEVEL


def compare_arms(arms: Arms, question: Question | None = None) -> dict[str, object]:
    """Compare two counts.

    Shape: p1, p2, rd, rr, or with intervals [low, high] (null: infinite or undefined), p values (null below ten families an
    arm), nnt, power, decision, guards, sentence; nothing but JSON's own types. Shares and differences are of 1, `nnt` in families.
    The difference is first minus second; the advice turns it where less is better. Raises: CannotEvaluate.
    """
    asked = question or Question()
    level, limits = asked.level, shares.newcombe(arms, level=asked.level)
    advice, finding = _advice(arms, asked)
    return {
        "a": arms.a, "n": arms.n, "b": arms.b, "m": arms.m, "level": level,
        "p1": arms.p1, "p1_wilson": shares.wilson(arms.a, arms.n, level=level).as_data(),
        "p2": arms.p2, "p2_wilson": shares.wilson(arms.b, arms.m, level=level).as_data(),
        "rd": arms.difference, "rd_newcombe": limits.as_data(), "rd_score": score.score_difference(arms, level=level).as_data(),
        **_ratios(arms, level),
        **_p_values(arms),
        **_needed_to_treat(arms, limits, higher_is_better=asked.higher_is_better),
        **_power(arms, asked),
        "probability_any": finding.any_effect, "probability_worthwhile": finding.worthwhile,
        "higher_is_better": asked.higher_is_better, "thresholds": asdict(asked.thresholds),
        "decision": advice.state, "reasons": list(advice.reasons),
        "until": advice.need.until.isoformat() if advice.need and advice.need.until else None,
        "guards": _guards(arms),
        "sentence": say_arms(arms, limits, advice),
    }  # fmt: skip


def _ratios(arms: Arms, level: float) -> dict[str, object]:
    ratio, limits = shares.ratio(arms), score.score_ratio(arms, level=level)
    strength = e_value(ratio, limits) if 0 < ratio < math.inf else None
    mid = exact.mid_p_odds(arms, level=level)
    return {
        "rr": finite_or_none(ratio), "rr_score": limits.as_data(),
        "or": finite_or_none(shares.odds_ratio(arms)), "or_conditional": finite_or_none(exact.conditional_odds_ratio(arms)),
        "or_exact": exact.exact_odds_interval(arms, level=level).as_data(), "or_midp": mid[1].as_data() if mid else None,
        "e_value": strength.estimate if strength else None, "e_value_limit": strength.limit if strength else None,
    }  # fmt: skip


def _p_values(arms: Arms) -> dict[str, object]:
    """No p value below ten families an arm; Boschloo's only where its table of tables stays small."""
    if arms.smallest < FEWEST_AN_ARM:
        return {"fisher_p": None, "boschloo_p": None}
    small = (arms.n + 1) * (arms.m + 1) <= _LARGEST_EXACT
    return {"fisher_p": exact.fisher_p(arms), "boschloo_p": exact.boschloo_p(arms) if small else None}


def _needed_to_treat(arms: Arms, limits: Interval, *, higher_is_better: bool) -> dict[str, object]:
    turned = limits if higher_is_better else Interval(-limits.high, -limits.low)
    needed = number_needed(arms.difference if higher_is_better else -arms.difference, turned)
    ends = [{"families": finite_or_none(number), "side": side} for number, side in (needed.from_, needed.to)]
    return {
        "nnt": finite_or_none(needed.value), "nnt_side": needed.side, "nnt_interval": ends,
        "nnt_spans_infinity": needed.spans_infinity, "nnt_text": needed.text,
    }  # fmt: skip


def _power(arms: Arms, asked: Question) -> dict[str, object]:
    seen = smallest_detectable_rise if asked.higher_is_better else smallest_detectable_fall
    return {
        "power": power_of_fisher(arms.p1, arms.p2, arms.n, arms.m, level=asked.level),
        "smallest_detectable": seen(arms.p2, arms.smallest, level=asked.level),
        "needed_per_arm": _needed_per_arm(arms, asked),
    }


def _needed_per_arm(arms: Arms, asked: Question) -> int | None:
    """Families an arm for 80 % power to see the difference as counted, or the smallest worthwhile one where that is larger."""
    smallest = asked.thresholds.smallest_worthwhile or 0.0
    sign = 1 if asked.higher_is_better else -1
    gap = max(sign * arms.difference, smallest)
    first = arms.p2 + sign * gap
    if gap <= 0 or not 0 <= first <= 1:
        return None
    return math.ceil(families_needed(first, arms.p2, level=asked.level))


def _advice(arms: Arms, asked: Question) -> tuple[Advice, Finding]:
    turned = arms if asked.higher_is_better else arms.swapped()
    smallest = asked.thresholds.smallest_worthwhile or 0.0
    finding = Finding(
        shares.newcombe(turned, level=asked.level),
        shares.probability_difference_above(turned, 0.0), shares.probability_difference_above(turned, smallest), arms.smallest,
    )  # fmt: skip
    needed, until = _needed_per_arm(arms, asked), None
    if needed is not None and asked.intake is not None and asked.on is not None:
        until = day_that_decides(needed, arms.smallest, asked.intake, asked.on)
    return advise(finding, asked.thresholds, Delivery(), Need(arms.smallest, needed, until)), finding


def _guards(arms: Arms) -> list[dict[str, str]]:
    guards = []
    if arms.smallest < FEWEST_AN_ARM:
        guards.append(
            {"code": "counts_only", "level": "stop", "text": "Minder dan tien gezinnen in een groep: alleen aantallen."}
        )
    guards.append({
        "code": "not_adjusted", "level": "note",
        "text": "De groepen zijn vergeleken zoals ze zijn. Of ze op elkaar lijken, staat hier niet.",
    })  # fmt: skip
    return guards
