# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be told of an answer to somebody who may not see exact numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

FEWEST = 10


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one group: how many were measured, of how many it could have been, and of those measured how many yes (None: a score)."""

    measured: int
    people: int
    yes: int | None


def may_tell(groups: Mapping[str, Counts], threshold: int) -> bool:
    """Say whether an effect and its interval may be told outside: from them and the size of a group its counts follow.

    Every count that would follow has to reach the threshold: measured, and where the outcome is yes or no, each of the two.
    """
    told = [group.measured for group in groups.values()]
    for group in groups.values():
        if group.yes is not None:
            told += [group.yes, group.measured - group.yes]
    return all(count >= threshold for count in told)


def read_counts(answer: Mapping[str, Any]) -> dict[str, Counts]:
    """Read the counts of both groups from what was kept of an answer."""
    return {name: Counts(**counts) for name, counts in answer["groups"].items()}
