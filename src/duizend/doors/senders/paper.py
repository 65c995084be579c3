# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yearly letter to a sender on paper: PDF/UA-1, set by typst."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from duizend.doors.senders.rules.letters import Told

SETTING = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title + ", " + told.sender)
#set page(paper: "a4", margin: (x: 2.5cm, y: 2.5cm))
#set text(lang: told.language, size: 11pt)
#told.sender
= #told.title
#told.about
#for line in told.lines [#par(line)]
#if told.rows.len() > 0 [#table(
  columns: (1fr, auto), align: (left, right), stroke: 0.4pt, inset: 5pt,
  table.header(..told.head.map(one => [*#one*])),
  ..told.rows.flatten().map(cell => [#cell]),
)]
#text(size: 9pt, told.note)
"""


def as_pdf(told: Told) -> bytes:
    """Set a letter as PDF/UA-1."""
    return typst.compile(
        SETTING.encode(), format="pdf", pdf_standards="ua-1", sys_inputs={"told": json.dumps(told, ensure_ascii=False)}
    )
