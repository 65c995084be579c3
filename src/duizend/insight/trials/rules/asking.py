# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a card asks of a table: which families stand in which group, and the specification by which they are held beside each other."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from duizend.insight.trials.rules.card import Card, Contrast

HEADER = (
    "family", "group", "value", "time_zero", "start", "first_score", "children", "indicated_year", "municipality",
)  # fmt: skip
_TERMS = {"indicated_year": "factor(indicated_year)", "municipality": "factor(municipality)"}


@dataclass(frozen=True, slots=True)
class Followed:
    """One person of one indicated family: what the family did, and what was measured of this person.

    Units: offered_after, started_after and declined_after in days from indication, None for never. value, first: a score, or 1
    for yes and 0 for no; None where nothing was measured. family: a number within one table, of no meaning outside it.
    """

    family: int
    municipality: str
    indicated_year: int
    children: int
    offered_after: int | None
    started_after: int | None
    declined_after: int | None
    value: float | None
    first: float | None
    instrument: str = ""


def group_of(one: Followed, card: Card, contrast: Contrast) -> bool | None:
    """Say in which group somebody counts: True with, False without, None in neither.

    Decided by what happened within the days of grace; whoever came later counts as without, as on the day it was decided.
    """

    def within(days: int | None) -> bool:
        return days is not None and days <= card.grace_days

    if contrast == "offered":
        return within(one.offered_after)
    if within(one.started_after):
        return True
    if card.comparison == "not_declined" and within(one.declined_after):
        return None
    return False


def rows_for(people: Iterable[Followed], card: Card, contrast: Contrast) -> list[dict[str, str]]:
    """Write the table for a contrast, texts by column of HEADER, as evaluation reads it; "" is not known."""
    rows = []
    for one in people:
        group = group_of(one, card, contrast)
        if group is None:
            continue
        rows.append({
            "family": str(one.family), "group": str(int(group)), "value": _text(one.value), "time_zero": "0",
            "start": _text(one.started_after if group else None), "first_score": _text(one.first), "children": str(one.children),
            "indicated_year": str(one.indicated_year), "municipality": one.municipality,
        })  # fmt: skip
    return rows


def _text(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def specification_of(card: Card, rows: Sequence[Mapping[str, str]]) -> str:
    """Write the specification of a card in TOML; a covariate that is the same for everybody measured tells nothing and is left out."""
    measured = [row for row in rows if row["value"]]
    covariates = [one for one in card.covariates if len({row[one] for row in measured}) > 1]
    method = card.method if covariates else "crude"
    said: dict[str, object] = {
        "treatment": "group", "outcome": "value", "method": method, "estimand": card.estimand, "better": card.better,
        "cluster": "family", "time_zero": "time_zero", "start": "start", "alpha": round(1 - card.level, 6), "card": card.digest,
    }  # fmt: skip
    if method != "crude":
        said["covariates"] = [_TERMS.get(one, one) for one in covariates]
    if card.smallest_worthwhile is not None:
        said["smallest_worthwhile"] = card.smallest_worthwhile
    # Of what stands here TOML and JSON write every value alike: plain texts, numbers and lists of texts.
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in said.items())
