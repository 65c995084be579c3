# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The continuation sheet as data: every figure and word of it, for a program to read."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from duizend.insight.reports.rules.account import as_json_dict, plain_value
from duizend.insight.reports.rules.years import YearCost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duizend.catalogue.rules.deciding import ProgrammeDecision
    from duizend.insight.reports.rules.continuation import OutcomeLine, Sheet


def sheet_as_json_dict(sheet: Sheet) -> dict[str, Any]:
    """Give the sheet as it stands in JSON; counts as in the account, days as text."""
    return {
        "programme": sheet.programme,
        "name": sheet.name,
        "municipality": sheet.municipality,
        "until": sheet.until.isoformat(),
        "years": [
            {**as_json_dict(account), "cost": asdict(sheet.costs.get(account.heading.year, YearCost()))}
            for account in sheet.accounts
        ],
        "outcomes": [_outcome(one) for one in sheet.outcomes],
        "evidence": {"level": sheet.evidence_level, "findings": [asdict(one) for one in sheet.evidence]},
        "contacts": {str(year): held for year, held in sheet.contacts.items()},
        "expected_need": {str(year): asdict(one) for year, one in sheet.expected.items()},
        "assumed_savings": [asdict(one) for one in sheet.savings],
        "advice": sheet.advice.state,
        "reasons": list(sheet.advice.reasons),
        "would_change": sheet.would_change,
        "when": None if sheet.when is None else _plain(asdict(sheet.when)),
        "sentence": sheet.sentence,
        "decision": None if sheet.decision is None else _decision(sheet.decision),
    }


def _outcome(line: OutcomeLine) -> dict[str, Any]:
    measured = None if line.measured is None else {key: plain_value(count) for key, count in line.measured.items()}
    effect = None if line.effect is None else _plain(asdict(line.effect))
    return _plain({**asdict(replace(line, measured=None, effect=None)), "measured": measured, "effect": effect})


def _decision(decided: ProgrammeDecision) -> dict[str, Any]:
    """Write a decision as it is read: what, by whom, when, why, and from when until when."""
    words = ("outcome", "body", "decided_on", "grounds", "from_on", "until_on", "instead")
    return _plain({word: getattr(decided, word) for word in words})


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in data.items()}
