# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a region keeps what it has of a family or a volunteer, each with its legal basis: `[retention]` of its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.points import Point

if TYPE_CHECKING:
    from duizend.ground.kernel.rules.reading import Section

LONGEST_BASIS = 200
CARE_MONTHS = 240
"""Twenty years from the last change: art. 7:454 BW. A region may keep longer, never shorter."""


@dataclass(frozen=True, slots=True)
class RetentionEntry:
    """One term, counted from the last change, and the basis on which it is that long."""

    key: str
    term: Point
    basis: str


DEFAULTS = (
    RetentionEntry("care", Point("birth", CARE_MONTHS, 0), "art. 7:454 BW"),
    RetentionEntry("sign_up", Point("birth", 12, 0), "art. 5 lid 1 onder e AVG"),
    RetentionEntry("declined", Point("birth", 12, 0), "art. 5 lid 1 onder e AVG"),
    RetentionEntry("unanswered", Point("birth", 12, 0), "art. 5 lid 1 onder e AVG"),
    RetentionEntry("volunteer_turned_down", Point("birth", 0, 28), "art. 5 lid 1 onder e AVG"),
)
"""What holds where a region's file says nothing."""

RETENTION_KEYS = tuple(entry.key for entry in DEFAULTS)


def read_retention(root: Section) -> tuple[RetentionEntry, ...]:
    """Read `[retention.care]` and the like: `term = "20y", basis = "art. 7:454 BW"`; what is left out is as DEFAULTS.

    Shape: every term once, in the order of DEFAULTS. Units: calendar months and days. A term for care given below
    twenty years is a fault (art. 7:454 BW).
    """
    part = root.find_section("retention")
    if part is None:
        return DEFAULTS
    return tuple(_read_one(part, entry) for entry in DEFAULTS)


def _read_one(part: Section, standard: RetentionEntry) -> RetentionEntry:
    own = part.find_section(standard.key)
    if own is None:
        return standard
    term, basis = own.duration("term"), own.string("basis").strip()
    if len(basis) > LONGEST_BASIS:
        own.fault("too_long", "basis", expected=f"a legal basis of at most {LONGEST_BASIS} characters")
    if standard.key == "care" and term.months < CARE_MONTHS:
        own.fault("bad_age", "term", expected="twenty years or longer (art. 7:454 BW)")
    return RetentionEntry(standard.key, term, basis)
