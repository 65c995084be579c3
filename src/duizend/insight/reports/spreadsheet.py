# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The account as a spreadsheet (OpenDocument): its numbers on one sheet, what they mean on another."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from odfdo import Cell, Document, Row, Table

from duizend.insight.reports.rules.codebook import codebook_rows, data_rows, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duizend.insight.reports.rules import Account, Language


def as_ods(account: Account, language: Language = "nl") -> bytes:
    """Write a protected account as an ODS file. Texts stand in it as texts, whatever they begin with."""
    document = Document("spreadsheet")
    document.body.clear()
    document.body.append(_table(account.heading.programme, data_rows(account, language)))
    document.body.append(_table({"nl": "Codeboek", "en": "Codebook"}[language], codebook_rows(account, language)))
    document.meta.title = (
        f"{account.heading.programme} {account.heading.year} {account.heading.municipality or word('region', language)}"
    )
    document.meta.language = language
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _table(name: str, lines: Iterable[Sequence[int | str | None]]) -> Table:
    table = Table(name)
    for line in lines:
        row = Row()
        for place, value in enumerate(line):
            if value is not None:
                row.set_cell(place, Cell(value, cell_type="float" if isinstance(value, int) else "string"))
        table.append_row(row)
    return table
