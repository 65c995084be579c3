# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every word and figure that stands on a continuation sheet, the same on paper, on the screen and in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from duizend.insight.disclosure.rules import Shown
from duizend.insight.reports.rules.account import plain_value
from duizend.insight.reports.rules.chart import YearBars, draw_bars
from duizend.insight.reports.rules.continuation import OUTCOME_WORDS, day_in, decision_in_words
from duizend.insight.reports.rules.effects import say_effect
from duizend.insight.reports.rules.need import assumed_total, share_of_need
from duizend.insight.reports.rules.years import YearCost

if TYPE_CHECKING:
    from duizend.insight.reports.rules.account import Account
    from duizend.insight.reports.rules.continuation import OutcomeLine, Sheet
    from duizend.insight.reports.rules.measures import Language

# What went wrong for a family stands among what was delivered: that it was referred on, or came into a compulsory framework.
SHOWN = (
    "indicated", "started", "not_or_not_yet", "waiting", "completed", "stopped", "referred_on",
    "compulsory_framework", "trained", "asked", "matched",
)  # fmt: skip
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
    "contacts": {"nl": "Contacten met gezinnen", "en": "Contacts with families"},
    "per_started": {"nl": "Contacten per gestart gezin", "en": "Contacts per family that started"},
    "expected": {"nl": "Verwacht nodig te hebben (aanname)", "en": "Expected to need it (assumed)"},
    "share_of_need": {"nl": "Gestart van wie het nodig zou hebben (%)", "en": "Started of those expected to need it (%)"},
    "would_change": {"nl": "Wat dit advies zou veranderen: {what}.", "en": "What would change this advice: {what}."},
    "assumed_head": {"nl": "Aannames: niet geteld, wel van belang", "en": "Assumptions: not counted, but they matter"},
    "need_line": {"nl": "Behoefte: {share} op de 1.000 geboorten ({source}).", "en": "Need: {share} in 1,000 births ({source})."},
    "no_need": {"nl": "Hoeveel gezinnen dit nodig hebben is niet vastgelegd.", "en": "How many families need this was not stated."},
    "saving_started": {"nl": "Besparing: {euros} euro per gestart gezin{total} ({source}). Geen uitkomst.",
                       "en": "Saving: {euros} euros for each family that started{total} ({source}). Not an outcome."},
    "saving_completed": {"nl": "Besparing: {euros} euro per afgerond gezin{total} ({source}). Geen uitkomst.",
                         "en": "Saving: {euros} euros for each family that completed{total} ({source}). Not an outcome."},
    "saved_in": {"nl": ", in {year} samen {total} euro", "en": ", {total} euros together in {year}"},
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
    would_change: str
    assumed_head: str
    assumed: list[str]
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
        "would_change": word("would_change", what=sheet.would_change),
        "assumed_head": word("assumed_head"), "assumed": _assumed(sheet, language),
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
    years = [account.heading.year for account in sheet.accounts]
    held = [sheet.contacts.get(year) for year in years]
    if any(number is not None for number in held):
        rows.append([_WORDS["contacts"][language], *(_value(number, language) for number in held)])
        rows.append(
            [_WORDS["per_started"][language], *(_per_started(sheet, account, language) for account in sheet.accounts)]
        )
    if sheet.expected:
        needs = [sheet.expected.get(year) for year in years]
        shares = [
            share_of_need(account.row("started").families, need)
            for account, need in zip(sheet.accounts, needs, strict=True)
        ]
        rows.append(
            [_WORDS["expected"][language], *(_value(need.families if need else None, language) for need in needs)]
        )
        rows.append([_WORDS["share_of_need"][language], *(_value(share, language) for share in shares)])
    costs = [sheet.costs.get(account.heading.year, YearCost()) for account in sheet.accounts]
    rows.append([_WORDS["started_cost"][language], *(_value(one.per_started, language) for one in costs)])
    rows.append([_WORDS["completed_cost"][language], *(_value(one.per_completed, language) for one in costs)])
    return rows


def _per_started(sheet: Sheet, account: Account, language: Language) -> str:
    """Give the contacts held for each family that started, where both may be read."""
    held, started = sheet.contacts.get(account.heading.year), account.row("started").families
    if held is None or not isinstance(started, Shown) or not started.value:
        return _value(None, language)
    return as_figure(held / started.value, 1, language)


def _assumed(sheet: Sheet, language: Language) -> list[str]:
    """Say what was assumed, by whom; a total only where the number of families may be read."""
    needs = dict.fromkeys((one.share, one.source) for one in sheet.expected.values())
    lines = [_WORDS["need_line"][language].format(share=share, source=source) for share, source in needs]
    latest = sheet.accounts[-1]
    for saving in sheet.savings:
        total = assumed_total(saving, latest.row(saving.per).families)
        words = {"total": as_figure(total, 0, language), "year": latest.heading.year} if total is not None else {}
        told = _WORDS["saved_in"][language].format(**words) if words else ""
        line = _WORDS[f"saving_{saving.per}"][language]
        lines.append(line.format(euros=as_figure(saving.euros, 0, language), total=told, source=saving.source))
    return lines or [_WORDS["no_need"][language]]


def as_figure(number: float, digits: int, language: Language) -> str:
    """Write a number as its language does: 1.500,5 or 1,500.5."""
    text = f"{number:,.{digits}f}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


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
        told["title"], told["place"], "", told["advice"], told["sentence"], told["would_change"], told["decision"], "",
        told["reach"], f"{told['count']:<{width}}" + "".join(f"{year:>12}" for year in told["years"]), *table, "",
        told["outcomes_head"], *(f"- {line}" for line in told["outcomes"]), "",
        told["assumed_head"], *(f"- {line}" for line in told["assumed"]), "",
        told["evidence_head"], *(f"- {line}" for line in told["evidence"]), "", told["notes"],
    ])  # fmt: skip
