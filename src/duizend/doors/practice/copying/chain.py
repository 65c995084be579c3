# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lines of the log of every team, chained one after another as the database does it."""

from __future__ import annotations

import hashlib
from datetime import UTC
from typing import TYPE_CHECKING

from duizend.doors.practice.copying.values import Form
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duizend.doors.practice.copying.reading import Piece, Reading
    from duizend.doors.practice.copying.values import Marks

SUBJECTS, DOOR = 6, 8
LOG_COLUMNS = "sequence, at, event, action, outcome, account, roles, purpose, subjects, detail, door, previous, digest"
# What a public id counts for in the length of a field: all are as long.
STAND_IN = "x" * 14


class Chain:
    """The log from a sequence number and digest on."""

    def __init__(self, reading: Reading, marks: Marks, *, sequence: int, digest: str) -> None:
        lines = reading.log()
        self._shown = Form((_joined(line, "\t") for line in lines), marks)
        self._sealed = Form((_sealed(line) for line in lines), marks)
        self.sequence, self.digest = sequence, digest

    def lines(self, values: list[str]) -> Iterator[str]:
        """Give the lines of one team as COPY reads them, each sealed to the one before it."""
        moment = clock.real_now().astimezone(UTC)
        at, written = moment.isoformat(), f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}"
        stamp = f"{len(written)}:{written}"
        previous, sequence = self.digest, self.sequence
        shown = self._shown.fill(values).split("\n")
        for body, text in zip(self._sealed.fill(values).split("\n")[:-1], shown, strict=False):
            sequence += 1
            number = str(sequence)
            sealed = f"{len(previous)}:{previous}{len(number)}:{number}{stamp}{body}"
            digest = hashlib.sha256(sealed.encode()).hexdigest()
            yield f"{number}\t{at}\t{text}\t{previous}\t{digest}\n"
            previous = digest
        self.digest, self.sequence = previous, sequence


def _joined(line: tuple[tuple[Piece, ...], ...], between: str) -> list[Piece]:
    pieces: list[Piece] = []
    for place, column in enumerate(line):
        pieces += [between, *column] if place else column
    return pieces


def _sealed(line: tuple[tuple[Piece, ...], ...]) -> list[Piece]:
    """Give the fields of a line with their lengths, as they are sealed; the braces of the list of subjects are not.

    A line that bears no door has a field less, as in ground/access/rules/chain.py.
    """
    pieces: list[Piece] = []
    for place, column in enumerate(line):
        own = list(column)
        if place == SUBJECTS:
            own[0] = own[0].removeprefix("{") if isinstance(own[0], str) else own[0]
            own[-1] = own[-1].removesuffix("}") if isinstance(own[-1], str) else own[-1]
        length = sum(len(piece) if isinstance(piece, str) else len(STAND_IN) for piece in own)
        if place == DOOR and not length:
            continue
        pieces += [f"{length}:", *own]
    return pieces
