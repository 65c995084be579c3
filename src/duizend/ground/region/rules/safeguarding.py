# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a region chooses about the meldcode: `[meldcode]` of its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duizend.ground.kernel.rules.points import Point
    from duizend.ground.kernel.rules.reading import Section

LONGEST_FRAMEWORK = 40


@dataclass(frozen=True, slots=True)
class MeldcodeChoice:
    """Which frameworks a trail may begin with, the usual one first, and how long a copy of a closed trail stays.

    No frameworks means all that are installed. No `copy_kept` means that the copy stays as long as the file.
    """

    frameworks: tuple[str, ...] = ()
    copy_kept: Point | None = None


NOTHING_CHOSEN = MeldcodeChoice()


def read_meldcode(root: Section) -> MeldcodeChoice:
    """Read `[meldcode]`: `frameworks = ["verpleegkundigen"]`, `copy_kept = "1y"` (a length of time); both may be left out."""
    part = root.find_section("meldcode")
    if part is None:
        return NOTHING_CHOSEN
    frameworks = part.strings("frameworks")
    if any(not name or len(name) > LONGEST_FRAMEWORK for name in frameworks) or len(set(frameworks)) != len(frameworks):
        part.fault(
            "bad_list",
            "frameworks",
            expected=f"ids of frameworks, each once, of at most {LONGEST_FRAMEWORK} characters",
        )
    return MeldcodeChoice(frameworks, part.find_duration("copy_kept"))
