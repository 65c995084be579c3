# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before and after, beside others: known effects come back, and what is no contrast is refused."""

from __future__ import annotations

import numpy as np
import pytest

from duizend.insight.evaluation.rules import differences as did
from duizend.insight.evaluation.rules.analysing import analyse
from duizend.insight.evaluation.rules.intervals import CannotEvaluate
from duizend.insight.evaluation.rules.spec import read_spec

PERIODS = 12


def rollout(starts: list[int], *, noise: float = 0.0, slope: float = 0.05, seed: int = 1):
    """60 municipalities in twelve periods; the effect grows by `slope` a period since the start (99: never)."""
    chance = np.random.default_rng(seed)
    begun = np.array([starts[k % len(starts)] for k in range(60)], dtype=float)
    unit, period = np.divmod(np.arange(60 * PERIODS), PERIODS)
    since = period - begun[unit] + 1
    effect = np.where(since > 0, slope * since, 0.0)
    y = chance.normal(size=60)[unit] + 0.1 * period + effect + noise * chance.normal(size=len(unit))
    first = np.where(begun == 99, np.nan, begun)[unit]
    return y, unit, period, first, float(effect[effect > 0].mean())


@pytest.mark.parametrize("comparison", ["never", "not_yet"])
def test_a_staggered_start_gives_the_known_truth_within_a_hundredth(comparison: str) -> None:
    *rows, truth = rollout([4, 7, 10, 99], noise=0.02)
    found = did.group_time(did.make_panel(*rows), comparison=comparison)
    assert found.overall.value == pytest.approx(truth, abs=0.01)
    for moment, effect in found.by_time:
        assert effect.value == pytest.approx(max(0, 0.05 * (moment + 1)), abs=0.03)
    assert found.overall.interval().holds(truth)


def test_two_way_fixed_effects_would_have_halved_it_and_are_refused() -> None:
    y, unit, period, first, truth = rollout([2, 5, 8, 8])
    panel = did.make_panel(y, unit, period, first)
    with pytest.raises(CannotEvaluate, match="two-way fixed effects are refused"):
        did.two_way_fixed_effects(panel)
    # What would have come out: unit and period means taken away from outcome and programme.
    served = (period >= np.nan_to_num(first, nan=99)).astype(float)

    def within(x: np.ndarray) -> np.ndarray:
        table = x.reshape(60, PERIODS)
        return (table - table.mean(1, keepdims=True) - table.mean(0) + table.mean()).reshape(-1)

    refused = float(within(served) @ within(y) / (within(served) @ within(served)))
    assert refused < 0.6 * truth
    assert did.group_time(panel).overall.value == pytest.approx(did.group_time(panel).overall.value)


def test_with_one_start_fixed_effects_and_group_time_agree_with_the_truth() -> None:
    *rows, truth = rollout([6, 99], noise=0.02)
    panel = did.make_panel(*rows)
    fixed = did.two_way_fixed_effects(panel)
    assert fixed.value == pytest.approx(truth, abs=0.02)
    assert did.group_time(panel).overall.value == pytest.approx(truth, abs=0.02)
    assert 20 < fixed.df < 61


def test_an_error_of_group_time_covers_the_truth_as_often_as_it_says() -> None:
    covered = 0
    for seed in range(100):
        *rows, truth = rollout([4, 8, 99], noise=0.5, seed=seed)
        covered += did.group_time(did.make_panel(*rows)).overall.interval().holds(truth)
    assert 0.88 <= covered / 100 <= 0.99


def test_two_groups_and_two_periods_by_hand() -> None:
    y = np.array([1.0, 2, 5, 6, 1, 1, 2, 4])
    treated = np.array([True] * 4 + [False] * 4)
    after = np.array([False, False, True, True] * 2)
    found = did.two_by_two(y, treated, after)
    assert found.value == pytest.approx((5.5 - 1.5) - (3 - 1))
    paired = did.two_by_two(y, treated, after, clusters=np.array([0, 1, 0, 1, 2, 3, 2, 3]))
    assert paired.value == pytest.approx(found.value)
    with pytest.raises(CannotEvaluate, match="before-after without a comparison"):
        did.two_by_two(y, np.ones(8, dtype=bool), after)


def test_no_start_an_always_served_unit_and_two_starts_of_one_unit_are_refused() -> None:
    y, unit, period, first, _ = rollout([4, 99])
    with pytest.raises(CannotEvaluate, match="no unit starts"):
        did.group_time(did.make_panel(y, unit, period, np.full(len(y), np.nan)))
    with pytest.raises(CannotEvaluate, match="there is no before"):
        did.make_panel(y, unit, period, np.where(unit == 3, 0.0, first))
    with pytest.raises(CannotEvaluate, match="more than one first period"):
        did.make_panel(y, unit, period, np.where(period == 3, 7.0, first))
    with pytest.raises(CannotEvaluate, match="never start"):
        did.two_way_fixed_effects(did.make_panel(y, unit, period, np.full(len(y), 5.0)))
    with pytest.raises(CannotEvaluate, match="has a comparison"):
        did.group_time(did.make_panel(y, unit, period, np.full(len(y), 5.0)))


def test_clusters_of_units_and_holes_in_the_panel() -> None:
    y, unit, period, first, truth = rollout([4, 8, 99], noise=0.02)
    kept = ~((unit == 5) & (period == 3))
    panel = did.make_panel(y[kept], unit[kept], period[kept], first[kept])
    regions = np.arange(60) // 4
    assert did.group_time(panel, clusters=regions).overall.df == 14
    assert did.group_time(panel).overall.value == pytest.approx(truth, abs=0.02)
    with pytest.raises(CannotEvaluate, match="three units"):
        did.group_time(panel, clusters=regions > 7)


def as_rows(y, unit, period, first) -> list[dict[str, str]]:
    return [
        {
            "town": f"g{u:02}",
            "year": str(2010 + p),
            "y": f"{value:.6f}",
            "from": "" if np.isnan(f) else str(2010 + int(f)),
        }
        for value, u, p, f in zip(y, unit, period, first, strict=True)
    ]


SPEC = 'outcome = "y"\nunit = "town"\ntime = "year"\nfirst_treated = "from"\nsmallest_worthwhile = 0.05\n'


def ask(rows: list[dict[str, str]], text: str):
    return analyse(rows, list(rows[0]), read_spec(text, "s.toml").require(), "r.csv")


def test_a_table_with_several_starts_is_answered_with_its_cells_in_any_order() -> None:
    *rows, truth = rollout([4, 7, 99], noise=0.02)
    table = as_rows(*rows)
    found, _ = ask(table, SPEC + 'method = "did"')
    assert found["estimate"] == pytest.approx(truth, abs=0.01)
    assert (found["n_treated"], found["n_control"], found["decision"]) == (40, 20, "continue")
    assert {cell["start"] for cell in found["cells"]} == {2014, 2017}
    assert "regression_to_the_mean" in {guard["code"] for guard in found["guards"]}
    np.random.default_rng(2).shuffle(table)
    assert ask(table, SPEC + 'method = "did"')[0] == found
    never, _ = ask(table, SPEC + 'method = "did"\ncomparison = "never"')
    assert never["estimate"] == pytest.approx(truth, abs=0.01)


def test_two_way_fixed_effects_are_asked_for_and_refused_or_answered() -> None:
    table = as_rows(*rollout([4, 7, 99])[:4])
    with pytest.raises(CannotEvaluate, match="refused"):
        ask(table, SPEC + 'method = "twfe"')
    *rows, truth = rollout([6, 99], noise=0.02)
    assert ask(as_rows(*rows), SPEC + 'method = "twfe"')[0]["estimate"] == pytest.approx(truth, abs=0.02)


def test_nought_is_never_where_periods_begin_later() -> None:
    table = as_rows(*rollout([6, 99])[:4])
    other = [{**row, "from": row["from"] or "0"} for row in table]
    assert ask(other, SPEC + 'method = "did"')[0]["estimate"] == pytest.approx(
        ask(table, SPEC + 'method = "did"')[0]["estimate"]
    )


def test_two_periods_with_treatment_alone() -> None:
    rows = [
        {
            "t": str(k % 2),
            "when": "2025-01-01" if k < 40 else "2026-01-01",
            "y": str(k % 2 * (k >= 40) * 2 + k % 40 % 3),
            "id": f"{k % 40}",
        }
        for k in range(80)
    ]
    text = 'treatment = "t"\noutcome = "y"\ntime = "when"\nmethod = "did"\n'
    found, _ = ask(rows, text)
    assert found["estimate"] == pytest.approx(2, abs=0.2)
    assert "no_unit" in {guard["code"] for guard in found["guards"]}
    by_unit, _ = ask(rows, text + 'unit = "id"')
    assert (by_unit["n_treated"], by_unit["n_control"]) == (20, 20)
    assert by_unit["se"] < found["se"]
    with pytest.raises(CannotEvaluate, match="3 periods"):
        ask([*rows, {**rows[0], "when": "2027-01-01"}], text)


def test_what_cannot_be_read_over_time_names_its_line() -> None:
    rows = as_rows(*rollout([6, 99])[:4])
    rows[0]["y"], rows[1]["from"], rows[2]["y"] = "much", "soon", ""
    found, faults = ask(rows, SPEC + 'method = "did"')
    assert found is None
    told = [fault.message for fault in faults]
    assert any('line 2, y: found "much"' in one for one in told)
    assert any('line 3, from: found "soon"' in one for one in told)
    rows[0]["y"], rows[1]["from"] = "1", rows[3]["from"]
    found, faults = ask(rows, SPEC + 'method = "did"')
    assert (found["dropped"], faults) == (1, ())
    assert "missing_outcome" in {guard["code"] for guard in found["guards"]}
    empty = analyse([], ["y", "town", "year", "from"], read_spec(SPEC + 'method = "did"', "s").require(), "r.csv")
    assert "no rows" in empty[1][0].message
