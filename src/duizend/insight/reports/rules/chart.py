# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A chart of counts by year as SVG: two bars a year, told apart by filling and by place, never by colour alone.

A count that is kept back has no bar and is marked as such; the table beside a chart says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from duizend.insight.disclosure.rules import Protected, Shown

_WIDTH, _HEIGHT, _BASE, _TOP = 640, 170, 145, 10
_INK, _FULL, _OPEN = "#1b1b1b", "#154273", "#ffffff"


@dataclass(frozen=True, slots=True)
class YearBars:
    """A year with its two counts; none where never recorded."""

    label: str
    first: Protected | None
    second: Protected | None


def draw_bars(years: Sequence[YearBars], *, first: str, second: str, kept_back: str) -> str:
    """Draw two counts by year, with the number on every bar. first, second, kept_back: the words for them."""
    counts = [one.value for year in years for one in (year.first, year.second) if isinstance(one, Shown)]
    most = max([*counts, 1])
    step = (_WIDTH - 40) / max(len(years), 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="13">',
        f'<line x1="20" y1="{_BASE}" x2="{_WIDTH - 20}" y2="{_BASE}" stroke="{_INK}"/>',
        *_legend(first, second),
    ]
    for n, year in enumerate(years):
        middle = 20 + step * (n + 0.5)
        parts.append(_words(middle, _BASE + 18, year.label))
        for count, left, fill in ((year.first, middle - 32, _OPEN), (year.second, middle + 2, _FULL)):
            parts += _bar(count, left, fill, most, kept_back)
    return "".join([*parts, "</svg>"])


def _bar(count: Protected | None, left: float, fill: str, most: int, kept_back: str) -> list[str]:
    if not isinstance(count, Shown):
        return [_words(left + 15, _BASE - 6, "–" if count is None else kept_back)]
    high = (_BASE - _TOP - 30) * count.value / most
    box = f'<rect x="{left:.1f}" y="{_BASE - high:.1f}" width="30" height="{high:.1f}" fill="{fill}" stroke="{_INK}"/>'
    return [box, _words(left + 15, _BASE - high - 5, str(count.value))]


def _legend(first: str, second: str) -> list[str]:
    return [
        f'<rect x="20" y="4" width="14" height="12" fill="{_OPEN}" stroke="{_INK}"/>', _words(40, 15, first, "start"),
        f'<rect x="240" y="4" width="14" height="12" fill="{_FULL}" stroke="{_INK}"/>', _words(260, 15, second, "start"),
    ]  # fmt: skip


def _words(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_INK}">{escape(text)}</text>'
