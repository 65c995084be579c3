# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every answer shares: its figures, its guards and its advice, as plain data."""

from collections.abc import Sequence

from duizend.insight.evaluation.rules.deciding import Advice, Delivery, Finding, Need, Thresholds, advise
from duizend.insight.evaluation.rules.guarding import Guard
from duizend.insight.evaluation.rules.intervals import Interval, finite_or_none
from duizend.insight.evaluation.rules.spec import Spec
from duizend.insight.evaluation.rules.values import Estimate

DEFAULT_SMALLEST_SHARE = 0.05
Answer = dict[str, object]
_REASONS = {"counts_only": "fewer_than_ten", "balance": "not_alike"}


def as_figures(effect: Estimate, interval: Interval, spec: Spec) -> Answer:
    """The figures every answer begins with. No p value where guards say counts only (the caller's numbers decide)."""
    return {
        "estimate": effect.value, "se": effect.se, "df": finite_or_none(effect.df), "level": 1 - spec.alpha,
        "ci": interval.as_data(),
    }  # fmt: skip


def as_advice(finding: Finding, advice: Advice, guards: Sequence[Guard], spec: Spec) -> Answer:
    """Guards and advice as plain data, as every answer ends."""
    return {
        "guards": [guard.as_data() for guard in guards],
        "probability_any": finding.any_effect, "probability_worthwhile": finding.worthwhile,
        "smallest_worthwhile": spec.smallest_worthwhile, "better": spec.better,
        "decision": advice.state, "reasons": list(advice.reasons),
        "needed_per_arm": advice.need.needed if advice.need else None, "until": None,
        "card": spec.card or None, "seed": spec.seed,
    }  # fmt: skip


def smallest_worthwhile(spec: Spec, *, binary: bool) -> float | None:
    """The registered smallest worthwhile effect; for shares five points where none was; else nothing."""
    if spec.smallest_worthwhile is not None:
        return spec.smallest_worthwhile
    return DEFAULT_SMALLEST_SHARE if binary else None


def turned(effect: Estimate, interval: Interval, spec: Spec, smallest: float | None, arm: int) -> Finding:
    """Turn an effect so that more is better, and read the chances off it."""
    sign = 1 if spec.better == "higher" else -1
    limits = interval if sign > 0 else Interval(-interval.high, -interval.low)
    own = Estimate(sign * effect.value, effect.se, effect.df)
    return Finding(limits, own.probability_above(0.0), own.probability_above(smallest or 0.0), arm)


def decide(finding: Finding, smallest: float | None, need: Need, guards: Sequence[Guard]) -> Advice:
    """Give the advice; with a guard that stops, nothing is decided, and its code is the reason."""
    codes = sorted({guard.code for guard in guards if guard.level == "stop"})
    if codes:
        # More families help only where there were too few.
        missing = need if codes == ["counts_only"] else None
        return Advice("cannot be decided yet", tuple(_REASONS.get(code, code) for code in codes), missing)
    return advise(finding, Thresholds(smallest), Delivery(), need)
