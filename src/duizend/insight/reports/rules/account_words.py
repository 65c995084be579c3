# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every word and figure of an account on paper, as its page has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from duizend.insight.reports.rules.account import plain_value
from duizend.insight.reports.rules.codebook import COUNTED, about_rows, mark_rows, word

if TYPE_CHECKING:
    from duizend.catalogue.rules.deciding import ProgrammeDecision
    from duizend.insight.disclosure.rules import Protected
    from duizend.insight.reports.rules.account import Account
    from duizend.insight.reports.rules.measures import Language

_WORDS: Mapping[str, Mapping[Language, str]] = {
    "title": {"nl": "{name} in {year}, {place}", "en": "{name} in {year}, {place}"},
    "what": {"nl": "Wat", "en": "What"}, "table": {"nl": "De cijfers", "en": "The figures"},
    "definitions": {"nl": "Wat ze betekenen", "en": "What they mean"},
    "hidden": {"nl": "afgeschermd", "en": "suppressed"}, "printed": {"nl": "Gemaakt op {day}.", "en": "Made on {day}."},
    "decision": {"nl": "Besluit voor het jaar erna: {outcome}, vanaf {from_on} ({body}, {decided_on}). {grounds}",
                 "en": "Decision for the year after: {outcome}, from {from_on} ({body}, {decided_on}). {grounds}"},
    "instead": {"nl": " In plaats daarvan: {instead}", "en": " Instead: {instead}"},
    "none": {"nl": "Besluit voor het jaar erna: nog geen.", "en": "Decision for the year after: none yet."},
    "continue": {"nl": "gaat door", "en": "goes on"}, "adapt": {"nl": "wordt aangepast", "en": "is adapted"}, "stop": {"nl": "stopt", "en": "stops"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided for the year after an account; `decision` None: nothing was."""

    decision: ProgrammeDecision | None


class Told(TypedDict):
    """What a paper says. head and rows: the table; definitions: a label and its meaning."""

    language: str
    title: str
    sentence: str
    decision: str
    table: str
    head: list[str]
    rows: list[list[str]]
    definitions_head: str
    definitions: list[list[str]]
    notes: list[str]
    printed: str


def told_on_account(account: Account, name: str, decided: Decided | None, *, today: date, language: Language) -> Told:
    """Return every word of an account on paper; decided: None for who may not read decisions."""
    about = account.heading
    place = about.municipality or word("region", language)
    names = [one for one in COUNTED if any(getattr(row, one) is not None for row in account.rows)]
    told = [row for row in account.rows if any(getattr(row, one) is not None for one in names)]
    rows = [[row.label, *(_cell(getattr(row, one), language) for one in names)] for row in told]
    notes = [
        *account.notes,
        *(f"{one}: {what}" for one, what in (*about_rows(account, language), *mark_rows(account, language))),
    ]
    return {
        "language": language, "title": _WORDS["title"][language].format(name=name, year=about.year, place=place),
        "sentence": account.sentence, "decision": "" if decided is None else _decision(decided.decision, language),
        "table": _WORDS["table"][language], "head": [_WORDS["what"][language], *(word(one, language) for one in names)], "rows": rows,
        "definitions_head": _WORDS["definitions"][language],
        "definitions": [[row.label, row.definition] for row in told if row.definition], "notes": notes,
        "printed": _WORDS["printed"][language].format(day=_day(today, language)),
    }  # fmt: skip


def _cell(count: Protected | None, language: Language) -> str:
    value = plain_value(count)
    return "–" if value is None else _WORDS["hidden"][language] if value == "hidden" else str(value)


def _decision(made: ProgrammeDecision | None, language: Language) -> str:
    if made is None:
        return _WORDS["none"][language]
    said = _WORDS["decision"][language].format(
        outcome=_WORDS[made.outcome][language], body=made.body, grounds=made.grounds, from_on=_day(made.from_on, language),
        decided_on=_day(made.decided_on, language),
    )  # fmt: skip
    return said + (_WORDS["instead"][language].format(instead=made.instead) if made.instead else "")


def _day(day: date, language: Language) -> str:
    return day.isoformat() if language == "en" else f"{day:%d-%m-%Y}"
