# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A card as an epidemiologist would write one, to be changed where a test wants something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from duizend.insight.trials.rules.card import Card

DAY = date(2026, 11, 17)


def a_card(**other: object) -> Card:
    """Return a card about the risk of serious parenting problems, a year to a year and a half after indication."""
    card = Card(
        programme="stevig-ouderschap", municipality="", indicated_from=date(2019, 1, 1), indicated_until=date(2025, 12, 31),
        contrast="offered", comparison="not_declined", grace_days=42, assignment="Er was geen plek.", outcome="risk",
        better="lower", follow_up=(365, 550), method="aipw", estimand="att", covariates=("first_score", "children"),
        subgroups=("first_child",), smallest_worthwhile=0.1, level=0.95, registered_on=DAY,
    )  # fmt: skip
    return replace(card, **other)
