# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The continuation sheet and the account of a year on paper: PDF/UA-1, set by typst, each table with heads, each chart with words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duizend.insight.reports.rules.account_words import Told

SETTING = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set page(paper: "a4", margin: (x: 1.7cm, top: 1.2cm, bottom: 1.5cm), numbering: "1 / 1")
#set text(lang: told.language, size: 8.6pt)
#set par(leading: 0.5em)
#set list(spacing: 0.5em)
#show heading.where(level: 2): set block(above: 0.9em, below: 0.45em)
= #told.title
#told.place
#grid(
  columns: (3fr, 2fr), column-gutter: 8pt,
  block(width: 100%, inset: 7pt, stroke: 1pt)[*#told.advice* \\ #told.sentence \\ #told.would_change],
  block(width: 100%, inset: 7pt, stroke: 0.5pt)[#told.decision],
)
== #told.reach
#figure(image(bytes(told.chart), format: "svg", width: 66%, alt: told.alt))
#table(
  columns: (1fr, ..told.years.map(_ => auto)), align: (left, ..told.years.map(_ => right)), stroke: 0.4pt, inset: 3pt,
  table.header([*#told.count*], ..told.years.map(year => [*#year*])),
  ..told.rows.flatten().map(cell => [#cell]),
)
== #told.outcomes_head
#for line in told.outcomes [- #line
]
== #told.evidence_head
#for line in told.evidence [- #line
]
== #told.assumed_head
#for line in told.assumed [- #line
]
#text(size: 7.5pt, told.notes)
"""

ACCOUNT = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set page(paper: "a4", margin: (x: 1.9cm, y: 1.8cm), numbering: "1 / 1")
#set text(lang: told.language, size: 9.5pt)
#show heading.where(level: 2): set block(above: 1.2em, below: 0.6em)
= #told.title
#block(width: 100%, inset: 8pt, stroke: 1pt, above: 0.8em)[*#told.sentence*]
#if told.decision != "" [#block(width: 100%, inset: 8pt, stroke: 0.5pt)[#told.decision]]
== #told.table
#table(
  columns: (1fr, ..told.head.slice(1).map(_ => auto)), align: (left, ..told.head.slice(1).map(_ => right)), stroke: 0.4pt, inset: 4pt,
  table.header(..told.head.map(one => [*#one*])),
  ..told.rows.flatten().map(cell => [#cell]),
)
== #told.definitions_head
#for line in told.definitions [/ #line.at(0): #line.at(1)
]
#for line in told.notes [#text(size: 8pt, line) \\
]
#text(size: 8pt, told.printed)
"""


def as_pdf(told: Mapping[str, object]) -> bytes:
    """Set what a continuation sheet says as PDF/UA-1; see told_on_sheet, which a page cannot load and a command does."""
    return _set(SETTING, told)


def account_as_pdf(told: Told) -> bytes:
    """Set the account of a year as PDF/UA-1."""
    return _set(ACCOUNT, told)


def _set(setting: str, told: Mapping[str, object]) -> bytes:
    return typst.compile(
        setting.encode(), format="pdf", pdf_standards="ua-1", sys_inputs={"told": json.dumps(told, ensure_ascii=False)}
    )
