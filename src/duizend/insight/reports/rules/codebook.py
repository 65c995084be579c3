# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in an account that goes out: what it is about, what each measure counts, and what the marks mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from duizend.insight.reports.rules.account import plain_value

if TYPE_CHECKING:
    from duizend.insight.reports.rules.account import Account
    from duizend.insight.reports.rules.measures import Language

MARKS = "=+-@\t\r"
"""With one of these a text could be taken for a formula by whoever opens it."""
COUNTED = ("families", "children", "volunteers")
_WORDS: Mapping[str, Mapping[Language, str]] = {
    "about": {"nl": "Waar dit over gaat", "en": "What this is about"},
    "marks": {"nl": "Wat de tekens betekenen", "en": "What the marks mean"},
    "programme": {"nl": "Programma", "en": "Programme"}, "year": {"nl": "Jaar", "en": "Year"},
    "place": {"nl": "Gemeente", "en": "Municipality"}, "region": {"nl": "hele regio", "en": "whole region"},
    "audience": {"nl": "Voor wie", "en": "For whom"}, "basis": {"nl": "Gerekend naar", "en": "Counted by"},
    "on": {"nl": "Stand op", "en": "As of"}, "capacity": {"nl": "Capaciteit (gezinnen in het jaar)", "en": "Capacity (families in the year)"},
    "threshold": {"nl": "Drempel", "en": "Threshold"}, "exact": {"nl": "geen: exacte aantallen", "en": "none: exact numbers"},
    "source": {"nl": "Bron", "en": "Source"},
    "source_is": {"nl": "eigen registratie van de regio, gepseudonimiseerd en afgeschermd",
                  "en": "the region's own records, pseudonymous and protected"},
    "calendar_year": {"nl": "kalenderjaar", "en": "calendar year"},
    "intake_cohort": {"nl": "instroomjaar, gevolgd tot de stand", "en": "year of intake, followed until that day"},
    "analyst": {"nl": "analist van de regio", "en": "the region's analyst"}, "partner": {"nl": "partner", "en": "partner"},
    "public": {"nl": "openbaar", "en": "public"},
    "measure": {"nl": "Maat", "en": "Measure"}, "label": {"nl": "Naam", "en": "Name"}, "definition": {"nl": "Definitie", "en": "Definition"},
    "counts": {"nl": "Telt", "en": "Counts"}, "families": {"nl": "Gezinnen", "en": "Families"}, "children": {"nl": "Kinderen", "en": "Children"},
    "volunteers": {"nl": "Vrijwilligers", "en": "Volunteers"}, "numerator": {"nl": "Teller", "en": "Numerator"},
    "denominator": {"nl": "Noemer", "en": "Denominator"},
    "hidden": {"nl": "niet getoond, omdat anders een klein aantal terug te rekenen is; zegt niets over de grootte",
               "en": "not shown, since a small number could be worked out from it; says nothing of its size"},
    "below": {"nl": "minder dan {threshold}, nul inbegrepen", "en": "fewer than {threshold}, nought included"},
    "empty": {"nl": "leeg", "en": "empty"},
    "never": {"nl": "niet geregistreerd; dat is iets anders dan nul", "en": "not recorded, which is not nought"},
}  # fmt: skip


def word(key: str, language: Language) -> str:
    """Give one of the words of an account's files."""
    return _WORDS[key][language]


def about_rows(account: Account, language: Language) -> list[tuple[str, str]]:
    """Say what an account is about: a name and what it is, line by line."""
    about, own = account.heading, word("exact", language) if account.threshold is None else str(account.threshold)
    capacity = "–" if about.capacity is None else str(about.capacity)
    return [
        (word("programme", language), about.programme), (word("year", language), str(about.year)),
        (word("place", language), about.municipality or word("region", language)),
        (word("audience", language), word(about.audience, language)), (word("basis", language), word(about.basis, language)),
        (word("on", language), about.on.isoformat()), (word("capacity", language), capacity), (word("threshold", language), own),
        (word("source", language), word("source_is", language)),
    ]  # fmt: skip


def mark_rows(account: Account, language: Language) -> list[tuple[str, str]]:
    """Say what each mark in the place of a number means; only those that can occur."""
    rows = [("", word("never", language))]
    if account.threshold is not None:
        rows = [
            (f"<{account.threshold}", word("below", language).format(threshold=account.threshold)),
            ("hidden", word("hidden", language)), *rows,
        ]  # fmt: skip
    return [(mark or word("empty", language), meaning) for mark, meaning in rows]


def codebook_rows(account: Account, language: Language) -> list[list[str]]:
    """Write the codebook in lines of cells: each measure with what it counts, then what it is about, then the marks."""
    lines = [[word(key, language) for key in ("measure", "label", "counts", "definition")]]
    for row in account.rows:
        counted = [word(name, language).lower() for name in COUNTED if getattr(row, name) is not None]
        lines.append([row.measure, row.label, ", ".join(counted), row.definition])
    lines += [[], [word("about", language)], *(list(one) for one in about_rows(account, language))]
    lines += [[], [word("marks", language)], *(list(one) for one in mark_rows(account, language))]
    return [*lines, [], *([note] for note in (account.sentence, *account.notes))]


def data_rows(account: Account, language: Language) -> list[list[int | str | None]]:
    """Write the account in lines of cells, the head first; a number is a number, a mark a text, and None never recorded."""
    names = [
        name for name in COUNTED if name != "volunteers" or any(row.volunteers is not None for row in account.rows)
    ]
    head: list[int | str | None] = [
        word(key, language) for key in ("measure", "label", *names, "numerator", "denominator")
    ]
    return [head] + [
        [row.measure, row.label, *(plain_value(getattr(row, name)) for name in names), row.numerator, row.denominator]
        for row in account.rows
    ]  # fmt: skip


def as_text(cell: str) -> str:
    """Keep a text from being taken for a formula: one that begins like one gets an apostrophe before it."""
    return f"'{cell}" if cell[:1] in MARKS and cell[:1] else cell
