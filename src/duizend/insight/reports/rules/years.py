# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a continuation sheet is written from: a programme's years beside each other, as its reader may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from duizend.catalogue.rules.deciding import ProgrammeDecision
from duizend.catalogue.rules.programme import Programme
from duizend.insight.reports.rules.account import Account
from duizend.insight.reports.rules.need import Expected, Saving
from duizend.insight.reports.rules.outcomes import Measured
from duizend.insight.trials.rules.telling import Effect


@dataclass(frozen=True, slots=True)
class YearCost:
    """What a programme cost in a year, in whole euros, and by family; none where not stated or not to be told."""

    cost: int | None = None
    per_started: int | None = None
    per_completed: int | None = None


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """The programme and its years until a day, oldest first: accounts of the place asked for and of the region, and costs by year.

    decision: the municipality's, or the region's, that holds today; none where nothing was decided.
    measured: by outcome, at one of its moments; only outcomes of which something was due in these years.
    effects: by outcome, of cards that were registered before their outcomes were opened.
    expected: by year, how many families are assumed to need it. savings: what a family is assumed to save.
    contacts: by year, how many were held; none where the number would tell of families that are kept back.
    """

    programme: Programme
    until: date
    accounts: tuple[Account, ...]
    region: tuple[Account, ...]
    costs: Mapping[int, YearCost]
    decision: ProgrammeDecision | None = None
    measured: Mapping[str, Measured] = field(default_factory=dict)
    effects: Mapping[str, Effect] = field(default_factory=dict)
    expected: Mapping[int, Expected] = field(default_factory=dict)
    savings: tuple[Saving, ...] = ()
    contacts: Mapping[int, int | None] = field(default_factory=dict)
