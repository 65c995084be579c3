# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A question that the analyst of the region registered; its outcomes are still closed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from duizend.catalogue.queries import list_bought_programmes, list_offered_programmes
from duizend.doors.practice.cast import ANALYST
from duizend.insight.trials.actions import register_card
from duizend.insight.trials.rules.card import Card

if TYPE_CHECKING:
    from duizend.doors.practice.beside.setting import Setting

REGISTERED, YEARS = 9, 3


def make(setting: Setting) -> None:
    """Register a card about the first outcome of a programme for which it was said which difference is worth having."""
    with setting.day(REGISTERED, ANALYST) as today:
        bought = list_bought_programmes()
        programmes = sorted(list_offered_programmes().items(), key=lambda one: (one[0] not in bought, one[0]))
        for key, programme in programmes:
            outcome = next((one for one in programme.outcomes if one.smallest_worthwhile is not None), None)
            if outcome is None:
                continue
            register_card(
                Card(
                    programme=key, municipality="", indicated_from=date(today.year - YEARS, 1, 1), indicated_until=today,
                    contrast="started", comparison="not_declined", grace_days=84, outcome=outcome.id,
                    assignment="Zolang er te weinig plekken waren, kon wie het eerst in aanmerking kwam het eerst beginnen.",
                    better="lower" if outcome.direction == "lower_is_better" else "higher", follow_up=(300, 730), method="aipw",
                    estimand="att", covariates=("first_score", "children"), subgroups=outcome.subgroups,
                    smallest_worthwhile=outcome.smallest_worthwhile, level=0.95, registered_on=today,
                )
            )  # fmt: skip
            return
