# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a log line is hashed, in Python: the same words in the same order as the database's trigger."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class ChainedLine:
    """A log line as it stands in the database."""

    sequence: int
    at: datetime
    event: str
    action: str
    outcome: str
    account: str
    roles: str
    purpose: str
    subjects: tuple[str, ...]
    detail: str
    previous: str
    digest: str
    door: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold: the sequence number, and what is wrong there."""

    sequence: int
    problem: str


def line_digest(line: ChainedLine) -> str:
    """Return the digest this line should carry: sha256, in hexadecimal, over its length-prefixed fields.

    Lines of before the log told through which door bear none, and their digest has a field less.
    """
    moment = line.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    parts = (
        line.previous, str(line.sequence), moment, line.event, line.action, line.outcome, line.account,
        line.roles, line.purpose, ",".join(line.subjects), line.detail, *([line.door] if line.door else []),
    )  # fmt: skip
    return hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()


def find_breaks(lines: Iterable[ChainedLine], *, head: tuple[int, str]) -> list[Break]:
    """List where the chain was changed, cut, reordered or cut off; empty when it holds.

    Shape: lines in order of sequence, each number once; `head` is the last sequence and digest that were
    written. It cannot see a chain that was made anew from some line to its end, head included: whoever owns
    the database can do that, and only a digest kept elsewhere shows it.
    """
    breaks: list[Break] = []
    expected, previous = 1, ""
    for line in lines:
        if line.sequence < expected:
            breaks.append(Break(line.sequence, "this line was never written: the first line is 1"))
            continue
        if line.sequence > expected:
            breaks.append(Break(expected, f"lines {expected} to {line.sequence - 1} are missing"))
        elif line.previous != previous:
            breaks.append(Break(line.sequence, "this line does not follow the line before it: changed or moved"))
        if line.digest != line_digest(line):
            breaks.append(Break(line.sequence, "the content of this line was changed"))
        expected, previous = line.sequence + 1, line.digest
    if expected - 1 < head[0]:
        breaks.append(Break(expected, f"the end is cut off: lines {expected} to {head[0]} are missing"))
    elif expected - 1 > head[0]:
        breaks.append(Break(head[0] + 1, f"lines {head[0] + 1} to {expected - 1} were put after the last one written"))
    elif previous != head[1]:
        breaks.append(Break(expected - 1, "the last line is not the one that was written last"))
    return breaks
