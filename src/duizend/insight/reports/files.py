# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms in which an account goes out: lines of text with a codebook beside them, a spreadsheet, and paper; all of one protected account."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

from duizend.catalogue.permissions import READ
from duizend.catalogue.queries import list_offered_programmes, read_decisions
from duizend.catalogue.rules.deciding import WHOLE_REGION
from duizend.ground.access.identity import current
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.decisions import Allowed
from duizend.insight.reports.rules import as_csv_rows
from duizend.insight.reports.rules.account_words import Decided, told_on_account
from duizend.insight.reports.rules.codebook import as_text, codebook_rows
from duizend.insight.reports.rules.indicators import as_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duizend.insight.reports.queries import Question
    from duizend.insight.reports.rules import Account, Language
    from duizend.insight.reports.rules.indicators import IndicatorTable

FileForm = Literal["csv", "codebook", "ods", "pdf"]
FORMS: tuple[FileForm, ...] = get_args(FileForm)
KINDS: dict[FileForm, tuple[str, str]] = {
    "csv": ("text/csv; charset=utf-8", "csv"), "codebook": ("text/csv; charset=utf-8", "codebook.csv"),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", "ods"), "pdf": ("application/pdf", "pdf"),
}  # fmt: skip
"""Of each form what it is for a browser, and how its name ends."""


def write_account(account: Account, question: Question, form: FileForm, language: Language) -> bytes:
    """Write a protected account in one of the forms."""
    if form == "ods":
        from duizend.insight.reports.spreadsheet import as_ods

        return as_ods(account, language)
    if form == "pdf":
        from duizend.insight.reports.paper import account_as_pdf

        name = list_offered_programmes()[question.programme].name.in_language(language)
        return account_as_pdf(
            told_on_account(account, name, _decided(question), today=clock.today(), language=language)
        )
    return _lines(as_csv_rows(account) if form == "csv" else codebook_rows(account, language))


def write_indicators(table: IndicatorTable, language: Language) -> bytes:
    """Write a line for each indicator, under the names that the data has."""
    rows = as_rows(table, language)
    head: list[str] = list(rows[0]) if rows else []
    return _lines([head, *(["" if cell is None else str(cell) for cell in row.values()] for row in rows)])


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([as_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _decided(question: Question) -> Decided | None:
    """Find what holds from the first day after the account's year; None for who may not read decisions."""
    if not isinstance(may(current(), READ), Allowed):
        return None
    place, next_year = question.municipality or WHOLE_REGION, date(question.year + 1, 1, 1)
    return Decided(read_decisions().find(question.programme, place, next_year))
