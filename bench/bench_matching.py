# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Matching at 10,000 and 100,000 families, beside plain loops in the same run, and beside R's MatchIt.

pandas and R are no part of the product: where one is not installed, its figure is left out.
Eight covariates, 30 % treated, medians of five, seconds of the processor (./run keeps BLAS in one thread). One round is the whole
of it: score by logit, nearest matching within a caliper, and the balance table.
"""

from __future__ import annotations

import importlib.util
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from machine import ROOT, write

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(ROOT / "src"))
ROUNDS, COVARIATES = 5, 8
MOST_BESIDE_LOOP, MOST_GROWTH, MOST_BESIDE_R = 0.1, 15, 0.03
IN_R = """
suppressMessages(library(MatchIt)); d <- read.csv(commandArgs(TRUE)[1])
f <- as.formula(paste("t ~", paste(grep("^x", names(d), value = TRUE), collapse = "+")))
took <- sapply(1:as.integer(commandArgs(TRUE)[2]), function(i) system.time({
  m <- matchit(f, d, method = "nearest", caliper = 0.2); s <- summary(m)})[["user.self"]])
cat(median(took))
"""


def families(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw covariates (n, 8) and who is treated (n,), 30 %; the same families each time."""
    chance = np.random.default_rng(n)
    x = chance.normal(size=(n, COVARIATES))
    lean = x @ np.linspace(0.5, -0.3, COVARIATES)
    return x, chance.uniform(size=n) < 1 / (1 + np.exp(1.05 - lean))


def median_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    took = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return statistics.median(took)


def ours(x: np.ndarray, treated: np.ndarray, *, replace: bool = False) -> object:
    """Score, match within 0.2 standard deviations, balance."""
    from duizend.insight.evaluation.rules.balance import Covariates, balance_table
    from duizend.insight.evaluation.rules.matching import caliper_width, match_nearest
    from duizend.insight.evaluation.rules.regression import design, fit_logit

    scores = fit_logit(design(x), treated.astype(float)).fitted
    matched = match_nearest(scores, treated, width=caliper_width(scores, 0.2), replace=replace)
    names = tuple(f"x{k}" for k in range(x.shape[1]))
    return balance_table(Covariates(names, x, (False,) * x.shape[1]), treated, weights=matched.weights)


def plain_loop(scores: np.ndarray, treated: np.ndarray, width: float) -> tuple[int, float]:
    """Match as one writes it at first: each treated looks at the whole column of controls; pairs and total distance."""
    free, taken = scores[~treated], np.zeros(int((~treated).sum()))
    pairs, total = 0, 0.0
    for score in np.sort(scores[treated])[::-1]:
        distance = np.abs(free - score) + taken
        nearest = int(distance.argmin())
        if distance[nearest] <= width:
            taken[nearest] = np.inf
            pairs, total = pairs + 1, total + float(distance[nearest])
    return pairs, total


def pandas_loop(scores: np.ndarray, treated: np.ndarray, width: float) -> tuple[int, float]:
    """Match the way a notebook does: look up the nearest in a column, and drop it."""
    import pandas

    free = pandas.Series(scores[~treated])
    pairs, total = 0, 0.0
    for score in np.sort(scores[treated])[::-1]:
        distance = (free - score).abs()
        nearest = distance.idxmin()
        if distance[nearest] <= width:
            free = free.drop(nearest)
            pairs, total = pairs + 1, total + float(distance[nearest])
    return pairs, total


def beside_loops(n: int) -> dict[str, object]:
    """Time matching alone and plain loops on the same scores; all must find the same pairs."""
    from duizend.insight.evaluation.rules.matching import caliper_width, match_nearest
    from duizend.insight.evaluation.rules.regression import design, fit_logit

    x, treated = families(n)
    scores = np.round(fit_logit(design(x), treated.astype(float)).fitted, 12)
    width = caliper_width(scores, 0.2)
    matched = match_nearest(scores, treated, width=width)
    own = median_seconds(lambda: match_nearest(scores, treated, width=width))
    figures: dict[str, object] = {"pairs": matched.pairs, "seconds": round(own, 4)}
    loops = {"numpy": plain_loop} | ({"pandas": pandas_loop} if importlib.util.find_spec("pandas") else {})
    for name, loop in loops.items():
        pairs, total = loop(scores, treated, width)
        assert (pairs, round(total, 6)) == (matched.pairs, round(matched.distance, 6)), "not the same pairs"
        took = median_seconds(lambda loop=loop: loop(scores, treated, width))
        figures[name] = {"seconds": round(took, 3), "ratio": round(own / took, 4)}
    return figures


def in_r(n: int, rounds: int) -> float | None:
    """Seconds of R's MatchIt for the same round; nothing where R or MatchIt is not installed. Never in CI."""
    if not shutil.which("Rscript"):
        return None
    x, treated = families(n)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "families.csv"
        header = ",".join(["t", *(f"x{k}" for k in range(COVARIATES))])
        np.savetxt(table, np.column_stack([treated, x]), delimiter=",", header=header, comments="", fmt="%.10g")
        script = Path(folder) / "match.R"
        script.write_text(IN_R, encoding="utf-8")
        done = subprocess.run(
            ["Rscript", str(script), str(table), str(rounds)], capture_output=True, text=True, check=False
        )
    return float(done.stdout) if done.returncode == 0 else None


def main() -> int:
    figures: dict[str, object] = {"families": {}, "rounds": ROUNDS}
    seconds = {}
    for n in (10_000, 100_000):
        x, treated = families(n)
        seconds[n] = median_seconds(lambda x=x, treated=treated: ours(x, treated))
        again = median_seconds(lambda x=x, treated=treated: ours(x, treated, replace=True))
        peer = in_r(n, ROUNDS if n == 10_000 else 1)
        figures["families"][n] = {
            "seconds": round(seconds[n], 4), "with replacement": round(again, 4),
            "R MatchIt": None if peer is None else round(peer, 3), "ratio": None if peer is None else round(seconds[n] / peer, 4),
        }  # fmt: skip
    figures["growth"] = round(seconds[100_000] / seconds[10_000], 1)
    figures["beside plain loops at 10,000"] = loops = beside_loops(10_000)
    figures["goals"] = {"pandas": MOST_BESIDE_LOOP, "growth": MOST_GROWTH, "R MatchIt": MOST_BESIDE_R}
    write("matching", figures)
    in_pandas, beside_r = loops.get("pandas", {}).get("ratio"), figures["families"][100_000]["ratio"]
    met = figures["growth"] <= MOST_GROWTH and (in_pandas or 0) <= MOST_BESIDE_LOOP and (beside_r or 0) <= MOST_BESIDE_R
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
