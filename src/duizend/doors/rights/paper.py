# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The copy as a file: one to read (PDF/UA, set by typst) and one for a machine (JSON with its codebook)."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import typst

from duizend.doors.rights.rules.codebook import FIELDS, TABLES
from duizend.record.families.words import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.doors.rights.queries.collecting import Part

SETTING = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set page(paper: "a4", margin: 2.2cm, numbering: "1 / 1")
#set text(lang: "nl", size: 10.5pt)
#show heading.where(level: 2): set block(above: 1.6em, below: 0.8em)
= #told.title
#for line in told.lines [#par(line)]
#for part in told.parts [
  == #part.title
  #for row in part.rows [
    #block(breakable: true, above: 0.9em, below: 0.9em)[
      #for item in row [/ #item.at(0): #item.at(1)
      ]
    ]
  ]
]
"""


def as_pdf(title: str, lines: Sequence[str], parts: Sequence[Part]) -> bytes:
    """Set a copy as one readable PDF that a screen reader can read too (PDF/UA-1)."""
    told = {
        "title": title, "lines": list(lines),
        "parts": [
            {"title": part.title, "rows": [[(FIELDS[name], _shown(value)) for name, value in row.items()] for row in part.rows]}
            for part in parts
        ],
    }  # fmt: skip
    return typst.compile(
        SETTING.encode(), format="pdf", pdf_standards="ua-1", sys_inputs={"told": json.dumps(told, ensure_ascii=False)}
    )


def as_json(title: str, lines: Sequence[str], parts: Sequence[Part]) -> bytes:
    """Write a copy for a machine: what is told of it, its codebook, and the rows by table."""
    used = sorted({name for part in parts for row in part.rows for name in row})
    told = {
        "title": title, "about": list(lines), "language": "nl",
        "codebook": {
            "tables": {part.table: TABLES[part.table] for part in parts}, "fields": {name: FIELDS[name] for name in used},
            "units": {"dates": "ISO 8601, a day", "true": "ja; wat er niet staat is nee of niet ingevuld"},
        },
        "file": {part.table: part.rows for part in parts},
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2, default=str).encode()


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value)
    text = str(value)
    try:
        return day_words(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text
