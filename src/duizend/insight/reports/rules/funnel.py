# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""From indication to start as a drawing: bars whose widths come only from counts that are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.insight.disclosure.rules import Shown
from duizend.insight.reports.rules.measures import Language, label_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duizend.insight.reports.rules.account import Account

# In the order in which they fill the last bar, each with how it is drawn.
_PARTS = {
    "started": "started", "waiting": "waiting", "awaiting_answer": "waiting", "not_yet": "rest", "no_answer": "rest",
    "declined": "declined", "not_offered": "rest", "ended_before_start": "rest",
}  # fmt: skip
_WORDS: dict[str, dict[Language, str]] = {
    "indicated": {"nl": "Komt in aanmerking", "en": "Eligible"},
    "offered": {"nl": "Aangeboden", "en": "Offered"},
    "answer": {"nl": "Antwoord", "en": "Answer"},
    "of": {"nl": "van {n}", "en": "of {n}"},
    "families": {"nl": "gezinnen", "en": "families"},
    "other": {"nl": "overig", "en": "other"},
    "capacity": {"nl": "capaciteit {n}", "en": "capacity {n}"},
}
# Percent of the bar that a letter takes, and the room beside the words, where the bar is some 500 pixels wide.
_LETTER, _MARGIN = 1.5, 5.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar, in percent of its width; words_percent: where its words start, if not at its beginning."""

    from_percent: float
    width_percent: float
    value: str
    label: str
    kind: str
    words_percent: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the drawing; note: what no longer fitted in the bar, in words."""

    label: str
    segments: tuple[Segment, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The line of the capacity, in percent."""

    at_percent: float
    label: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """The whole drawing; text says the same in one sentence."""

    text: str
    rows: tuple[Bar, ...]
    capacity: Line | None


def draw_funnel(account: Account, *, language: Language = "nl") -> Funnel | None:
    """Draw an account, or nothing when the counts it needs may not all be read or nobody was indicated.

    Where neighbouring answers are kept back, started and "not or not yet" fill the last bar.
    """
    shown = {row.measure: row.families.value for row in account.rows if isinstance(row.families, Shown)}
    total = shown.get("indicated")
    parts = _parts(shown)
    if not total or parts is None:
        return None
    rows = [Bar(_WORDS["indicated"][language], (_whole(total, total, "indicated", language),))]
    if "offered" in shown:
        rows.append(Bar(_WORDS["offered"][language], (_whole(shown["offered"], total, "offered", language),)))
    line = None
    if account.heading.capacity and account.heading.capacity <= total:
        label = _WORDS["capacity"][language].format(n=account.heading.capacity)
        line = Line(round(100 * account.heading.capacity / total, 1), label)
    rows.append(_answers(parts, total, line, language))
    words = [f"{label_of(m, language=language)} {shown[m]}" for m in ("indicated", "offered", *parts) if m in shown]
    return Funnel(", ".join([*words, *([line.label] if line else [])]) + ".", tuple(rows), line)


def _parts(shown: dict[str, int]) -> dict[str, int] | None:
    for names in (tuple(_PARTS), ("started", "not_or_not_yet")):
        if all(name in shown for name in names):
            return {name: shown[name] for name in names if shown[name]}
    return None


def _whole(value: int, total: int, kind: str, language: Language) -> Segment:
    label = _WORDS["families" if kind == "indicated" else "of"][language].format(n=total)
    return Segment(0.0, round(100 * value / total, 1), str(value), label, kind)


def _answers(parts: dict[str, int], total: int, line: Line | None, language: Language) -> Bar:
    """Lay the answers side by side; those too narrow for their words go together at the end, named in the note."""
    wide: list[tuple[int, str, str]] = []
    narrow: list[tuple[int, str]] = []
    for measure, value in parts.items():
        label = label_of(measure, language=language).lower()
        if 100 * value / total >= _room_for(f"{value} {label}"):
            wide.append((value, label, _PARTS.get(measure, "rest")))
        else:
            narrow.append((value, label))
    if narrow:
        wide.append((sum(value for value, _ in narrow), _WORDS["other"][language], "rest"))
    note = ", ".join(f"{value} {label}" for value, label in narrow)
    return Bar(
        _WORDS["answer"][language],
        tuple(_side_by_side(wide, total, line)),
        f"{_WORDS['other'][language]}: {note}" if note else "",
    )


def _side_by_side(pieces: Iterable[tuple[int, str, str]], total: int, line: Line | None) -> Iterable[Segment]:
    before = 0
    for value, label, kind in pieces:
        start, width = 100 * before / total, 100 * value / total
        room = _room_for(f"{value} {label}")
        crossed = line is not None and start < line.at_percent < start + room
        after = line.at_percent if line is not None and crossed and line.at_percent + room <= start + width else None
        fits = width >= room
        yield Segment(
            round(start, 1), round(width, 1), str(value) if width >= _room_for(str(value)) else "", label if fits else "",
            kind, after,
        )  # fmt: skip
        before += value


def _room_for(words: str) -> float:
    return len(words) * _LETTER + _MARGIN
