# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The specification of one evaluation: which columns of a table mean what, which method, for whom, and what was registered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from duizend.ground.kernel.rules.reading import Faults, Reading, Section, parse_toml
from duizend.insight.evaluation.rules.digest import digest_of

METHODS = ("crude", "match", "ipw", "entropy", "aipw", "gcomp", "did", "twfe")
ESTIMANDS = ("att", "ate")
BETTER = ("higher", "lower")
COMPARISONS = ("not_yet", "never")
TERM = re.compile(r"(?:factor\((?P<factor>[^()]+)\)|(?P<square>[^()^]+)\^2|(?P<plain>[^()^]+))")
TERM_FORM = 'a column, "column^2" or "factor(column)"'


@dataclass(frozen=True, slots=True)
class Term:
    """One covariate of the models: a column as it stands, squared, or as a category."""

    column: str
    form: str

    @property
    def name(self) -> str:
        """The term as the specification writes it."""
        return {"factor": f"factor({self.column})", "square": f"{self.column}^2"}.get(self.form, self.column)


@dataclass(frozen=True, slots=True)
class Spec:
    """One evaluation as it was asked.

    `treatment`, `outcome`, `cluster`, `unit`, `time`, `first_treated`, `time_zero`, `start`: names of columns, "" for none.
    `caliper`: in standard deviations of the score. `alpha`: 1 minus the level of the interval. `card`: digest of the target-trial
    card, "" for none. `seed` is kept with the answer; no method here draws by chance.
    """

    treatment: str
    outcome: str
    covariates: tuple[Term, ...]
    method: str
    estimand: str
    better: str
    caliper: float | None
    replace: bool
    interactions: tuple[Term, ...]
    cluster: str
    unit: str
    time: str
    first_treated: str
    time_zero: str
    start: str
    comparison: str
    smallest_worthwhile: float | None
    alpha: float
    card: str
    seed: int | None

    def columns(self) -> tuple[str, ...]:
        """List every column the table must have, each once."""
        named = (
            self.treatment,
            self.outcome,
            self.cluster,
            self.unit,
            self.time,
            self.first_treated,
            self.time_zero,
            self.start,
        )
        terms = tuple(term.column for term in (*self.covariates, *self.interactions))
        return tuple(dict.fromkeys(name for name in (*named, *terms) if name))


def read_spec(text: str, file: str) -> Reading[Spec]:
    """Read a specification; every mistake is a fault with its key and what was expected."""
    faults = Faults(file)
    table = parse_toml(text, faults)
    if table is None:
        return Reading(None, tuple(faults.found))
    top = Section(table, path="", faults=faults)
    method = top.choice("method", METHODS)
    over_time = method in ("did", "twfe")
    staggered = top.find_string("first_treated", required=method == "twfe") or ""
    spec = Spec(
        treatment=top.find_string("treatment", required=not (over_time and staggered)) or "",
        outcome=top.string("outcome"),
        covariates=_terms(top, "covariates", required=method in ("match", "ipw", "entropy", "aipw", "gcomp")),
        method=method,
        estimand=top.choice("estimand", ESTIMANDS, default="att"),
        better=top.choice("better", BETTER, default="higher"),
        caliper=_above_nought(top, "caliper"),
        replace=top.flag("replace", default=False),
        interactions=_terms(top, "interactions", required=False),
        cluster=top.find_string("cluster") or "",
        unit=top.find_string("unit", required=over_time and bool(staggered)) or "",
        time=top.find_string("time", required=over_time) or "",
        first_treated=staggered,
        time_zero=top.find_string("time_zero") or "",
        start=top.find_string("start") or "",
        comparison=top.choice("comparison", COMPARISONS, default="not_yet"),
        smallest_worthwhile=_above_nought(top, "smallest_worthwhile"),
        alpha=_alpha(top),
        card=_card(top),
        seed=top.find_whole("seed"),
    )
    _together(top, spec)
    top.finish()
    return faults.reading(spec)


def _above_nought(top: Section, key: str) -> float | None:
    value = top.find_number(key)
    if value is not None and not 0 < value < float("inf"):
        top.fault("bad_number", key, expected="a number above nought")
    return value


def _alpha(top: Section) -> float:
    value = top.find_number("alpha")
    if value is not None and not 0 < value < 1:
        top.fault("bad_number", "alpha", expected="a number between 0 and 1, such as 0.05")
    return 0.05 if value is None else value


def _terms(top: Section, key: str, *, required: bool) -> tuple[Term, ...]:
    terms = []
    for text in top.strings(key, required=required):
        found = TERM.fullmatch(text.strip())
        if found is None or not found[found.lastgroup or 0].strip():
            top.fault("bad_term", key, expected=TERM_FORM)
            continue
        terms.append(Term(found[found.lastgroup or 0].strip(), found.lastgroup or ""))
    if required and top.has(key) and not terms:
        top.fault("bad_term", key, expected=f"at least one covariate: {TERM_FORM}")
    return tuple(terms)


def _card(top: Section) -> str:
    """The digest of the card: as it stands, or worked out from the card's own table, whose words are free."""
    fields = top.table.get("card")
    if isinstance(fields, dict):
        top.known.add("card")
        return digest_of(fields)
    return top.find_string("card", expected="the digest of a card, or a table [card]") or ""


def _together(top: Section, spec: Spec) -> None:
    if spec.method == "match" and spec.estimand == "ate":
        top.fault(
            "not_together", "estimand", expected='"att" with method match; for everybody: ipw, entropy, aipw or gcomp'
        )
    if spec.caliper is not None and spec.method != "match":
        top.fault("not_together", "caliper", expected="nothing, unless method is match")
    if spec.interactions and spec.method != "gcomp":
        top.fault("not_together", "interactions", expected="nothing, unless method is gcomp")
    if spec.start and not spec.time_zero:
        top.fault("not_together", "start", expected="time_zero beside it: the day of indication, in both groups")


def missing_columns(spec: Spec, present: Sequence[str]) -> tuple[str, ...]:
    """Name the columns that the table lacks."""
    return tuple(name for name in spec.columns() if name not in present)
