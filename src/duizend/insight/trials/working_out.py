# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Has tables worked out beside the web worker, so that it never carries the libraries of statistics."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from duizend.insight.trials.rules.asking import HEADER, group_of, rows_for, specification_of
from duizend.insight.trials.rules.card import CONTRASTS
from duizend.insight.trials.rules.telling import Counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.insight.trials.rules.asking import Followed
    from duizend.insight.trials.rules.card import Card, Contrast

SECONDS = 60
MODULE = "duizend.insight.trials.beside"
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")


class NotWorkedOut(RuntimeError):
    """The process that works it out broke off or took too long; nothing was kept."""


def answer_card(card: Card, people: Sequence[Followed]) -> dict[str, Any]:
    """Work out what a card asks, and beside it the other contrast, which is never mixed with it.

    Shape: {contrast: {"groups": {"with", "without"}, "answer" or "cannot"}} for both of CONTRASTS; plain data. Scores of more than
    one instrument are not one outcome, and are refused. Raises NotWorkedOut.
    """
    instruments = sorted({one.instrument for one in people if one.instrument})
    counts = {contrast: _groups(card, people, contrast) for contrast in CONTRASTS}
    if len(instruments) > 1:
        cannot = (
            f"De uitkomst is met verschillende vragenlijsten gemeten ({', '.join(instruments)}); die tellen niet samen."
        )
        return {contrast: {"groups": counts[contrast], "cannot": cannot} for contrast in CONTRASTS}
    tables = {contrast: rows_for(people, card, contrast) for contrast in CONTRASTS}
    asked = [
        {"header": HEADER, "rows": rows, "specification": specification_of(card, rows)} for rows in tables.values()
    ]
    told = _beside(asked)
    return {contrast: {"groups": counts[contrast], **one} for contrast, one in zip(CONTRASTS, told, strict=True)}


def _groups(card: Card, people: Sequence[Followed], contrast: Contrast) -> dict[str, dict[str, int | None]]:
    values: dict[bool, list[float | None]] = {True: [], False: []}
    for one in people:
        group = group_of(one, card, contrast)
        if group is not None:
            values[group].append(one.value)
    is_score = any(value not in (None, 0.0, 1.0) for found in values.values() for value in found)

    def count(found: list[float | None]) -> dict[str, int | None]:
        measured = [value for value in found if value is not None]
        return asdict(Counts(len(measured), len(found), None if is_score or not measured else int(sum(measured))))

    return {"with": count(values[True]), "without": count(values[False])}


def _beside(asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    environment = {**os.environ, **dict.fromkeys(_THREADS, "1")}
    try:
        done = subprocess.run(  # noqa: S603 — our own module, and nothing of a user's in the command
            [sys.executable, "-m", MODULE], input=json.dumps(asked), capture_output=True, text=True, timeout=SECONDS,
            check=True, env=environment,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        # What it printed may quote a row; of what went wrong only the kind is told.
        raise NotWorkedOut(type(error).__name__) from None
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers
