# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The continuation sheet on paper: PDF/UA-1, set by typst, with a chart that has its words and a table with heads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typst

from duizend.insight.reports.rules.sheet_words import told_on_sheet

if TYPE_CHECKING:
    from duizend.insight.reports.rules import Language
    from duizend.insight.reports.rules.continuation import Sheet

SETTING = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set page(paper: "a4", margin: (x: 1.9cm, y: 1.6cm), numbering: "1 / 1")
#set text(lang: told.language, size: 9.5pt)
#set par(leading: 0.55em)
#show heading.where(level: 2): set block(above: 1.1em, below: 0.5em)
= #told.title
#told.place
#block(width: 100%, inset: 8pt, stroke: 1pt, above: 0.8em)[*#told.advice* \\ #told.sentence]
#block(width: 100%, inset: 8pt, stroke: 0.5pt)[#told.decision]
== #told.reach
#figure(image(bytes(told.chart), format: "svg", width: 82%, alt: told.alt), caption: told.alt, supplement: none, numbering: none)
#table(
  columns: (1fr, ..told.years.map(_ => auto)), align: (left, ..told.years.map(_ => right)), stroke: 0.4pt, inset: 4pt,
  table.header([*#told.count*], ..told.years.map(year => [*#year*])),
  ..told.rows.flatten().map(cell => [#cell]),
)
== #told.outcomes_head
#for line in told.outcomes [- #line
]
== #told.evidence_head
#for line in told.evidence [- #line
]
#text(size: 8pt, told.notes)
"""


def as_pdf(sheet: Sheet, language: Language = "nl") -> bytes:
    """Set a sheet as PDF/UA-1; every number comes from its protected accounts."""
    return typst.compile(
        SETTING.encode(), format="pdf", pdf_standards="ua-1",
        sys_inputs={"told": json.dumps(told_on_sheet(sheet, language), ensure_ascii=False)},
    )  # fmt: skip
