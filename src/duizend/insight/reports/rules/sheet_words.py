# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every word and figure that stands on a continuation sheet, the same on paper, on the screen and in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from duizend.insight.reports.rules.account import plain_value
from duizend.insight.reports.rules.chart import YearBars, draw_bars
from duizend.insight.reports.rules.continuation import OUTCOME_WORDS, day_in, decision_in_words
from duizend.insight.reports.rules.effects import say_effect
from duizend.insight.reports.rules.years import YearCost

if TYPE_CHECKING:
    from duizend.insight.reports.rules.account import Account
    from duizend.insight.reports.rules.continuation import OutcomeLine, Sheet
    from duizend.insight.reports.rules.measures import Language

SHOWN = ("indicated", "started", "not_or_not_yet", "waiting", "completed", "stopped", "trained", "asked", "matched")
_WORDS: dict[str, dict[Language, str]] = {
    "title": {"nl": "{name}: doorgaan?", "en": "{name}: go on?"},
    "place": {"nl": "{place}, tot en met {until}", "en": "{place}, up to and including {until}"},
    "region": {"nl": "Hele regio", "en": "Whole region"},
    "reach": {"nl": "Bereik, uitvoering en kosten", "en": "Reach, delivery and cost"},
    "count": {"nl": "Gezinnen, tenzij anders vermeld", "en": "Families, unless said otherwise"},
    "outcomes": {"nl": "Uitkomsten die vooraf zijn vastgelegd", "en": "Outcomes registered beforehand"},
    "evidence": {"nl": "Bewijs van elders: {level}", "en": "Evidence from elsewhere: {level}"},
    "alt": {"nl": "Gezinnen die in aanmerking kwamen en die startten, per jaar: {years}.",
            "en": "Families who were eligible and who started, by year: {years}."},
    "year": {"nl": "{year}: {first} en {second}", "en": "{year}: {first} and {second}"},
    "started_cost": {"nl": "Kosten per gestart gezin (euro)", "en": "Cost per family that started (euros)"},
    "completed_cost": {"nl": "Kosten per afgerond gezin (euro)", "en": "Cost per family that completed (euros)"},
    "hidden": {"nl": "afgeschermd", "en": "suppressed"},
    "indicated": {"nl": "kwamen in aanmerking", "en": "were eligible"},
    "started": {"nl": "startten", "en": "started"},
    "for": {"nl": "Voor: ", "en": "For: "},
    "against": {"nl": "Tegen: ", "en": "Against: "},
    "neutral": {"nl": "Geen verschil: ", "en": "No difference: "},
    "continue": {"nl": "Advies: doorgaan", "en": "Advice: continue"},
    "adapt": {"nl": "Advies: aanpassen", "en": "Advice: adapt"},
    "stop": {"nl": "Advies: stoppen", "en": "Advice: stop"},
    "cannot be decided yet": {"nl": "Advies: nog niet te beslissen", "en": "Advice: cannot be decided yet"},
}  # fmt: skip


class Told(TypedDict):
    """What a sheet says. chart: SVG, of which `alt` is the words; rows: a label and a cell for each of `years`."""

    language: str
    title: str
    place: str
    advice: str
    sentence: str
    decision: str
    reach: str
    count: str
    years: list[str]
    chart: str
    alt: str
    rows: list[list[str]]
    outcomes_head: str
    outcomes: list[str]
    evidence_head: str
    evidence: list[str]
    notes: str


def told_on_sheet(sheet: Sheet, language: Language) -> Told:
    """Return every word of a sheet; each count as its reader may see it."""

    def word(key: str, **more: object) -> str:
        return _WORDS[key][language].format(**more)

    bars = [
        YearBars(str(one.heading.year), one.row("indicated").families, one.row("started").families)
        for one in sheet.accounts
    ]
    alt = ", ".join(
        word("year", year=bar.label, first=_value(plain_value(bar.first), language), second=_value(plain_value(bar.second), language))
        for bar in bars
    )  # fmt: skip
    latest = sheet.accounts[-1]
    return {
        "language": language, "title": word("title", name=sheet.name),
        "place": word("place", place=sheet.municipality or word("region"), until=day_in(sheet.until, language)),
        "advice": word(sheet.advice.state), "sentence": sheet.sentence, "decision": decision_in_words(sheet, language),
        "reach": word("reach"), "count": word("count"), "years": [bar.label for bar in bars],
        "chart": draw_bars(bars, first=word("indicated"), second=word("started"), kept_back=word("hidden")),
        "alt": word("alt", years=alt), "rows": _rows(sheet, language),
        "outcomes_head": word("outcomes"),
        "outcomes": [f"{one.text}: {_outcome(one, language)}" for one in sheet.outcomes],
        "evidence_head": word("evidence", level=sheet.evidence_level),
        "evidence": [word(one.direction) + one.text for one in sheet.evidence], "notes": " ".join(latest.notes),
    }  # fmt: skip


def _outcome(line: OutcomeLine, language: Language) -> str:
    counts = {key: _value(plain_value(count), language) for key, count in (line.measured or {}).items()}
    said = OUTCOME_WORDS[line.state][language].format(**counts)
    return said if line.effect is None else f"{said}; {say_effect(line.effect, language)}"


def _rows(sheet: Sheet, language: Language) -> list[list[str]]:
    rows = [
        [row.label, *(_value(_count(account, row.measure), language) for account in sheet.accounts)]
        for row in sheet.accounts[-1].rows
        if row.measure in SHOWN
    ]
    costs = [sheet.costs.get(account.heading.year, YearCost()) for account in sheet.accounts]
    rows.append([_WORDS["started_cost"][language], *(_value(one.per_started, language) for one in costs)])
    rows.append([_WORDS["completed_cost"][language], *(_value(one.per_completed, language) for one in costs)])
    return rows


def _count(account: Account, measure: str) -> int | str | None:
    row = account.row(measure)
    return plain_value(row.families if row.volunteers is None else row.volunteers)


def _value(value: int | str | None, language: Language) -> str:
    if value == "hidden":
        return _WORDS["hidden"][language]
    return "–" if value is None else str(value)


def as_plain_text(told: Told) -> str:
    """Set what a sheet says in lines, its table in columns."""
    width = max(len(row[0]) for row in told["rows"]) + 1
    table = [f"{label:<{width}}" + "".join(f"{cell:>12}" for cell in cells) for label, *cells in told["rows"]]
    return "\n".join([
        told["title"], told["place"], "", told["advice"], told["sentence"], told["decision"], "",
        told["reach"], f"{told['count']:<{width}}" + "".join(f"{year:>12}" for year in told["years"]), *table, "",
        told["outcomes_head"], *(f"- {line}" for line in told["outcomes"]), "",
        told["evidence_head"], *(f"- {line}" for line in told["evidence"]), "", told["notes"],
    ])  # fmt: skip
