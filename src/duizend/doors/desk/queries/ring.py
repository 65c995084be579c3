# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the safeguarding ring keeps, with the families that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import KeptLines, guarded_lines, list_kept, list_ring_decisions
from duizend.record.families.models import Family
from duizend.record.families.queries.reading import with_people

PAGE = 50

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class GuardedPage:
    """Guarded lines about one family, newest first, names by account, and where the next page begins."""

    lines: list[LogLine]
    names: dict[str, str]
    next_before: int | None


@dataclass(frozen=True, slots=True)
class KeptFamily:
    """A family and what is kept off its list."""

    family: Family
    lines: KeptLines


def read_guarded(public_id: str, *, before: int | None) -> GuardedPage:
    """Read a page of the guarded lines about a family that were not released."""
    lines = guarded_lines(public_id)
    if before is not None:
        lines = lines.filter(sequence__lt=before)
    found = list(lines[: PAGE + 1])
    shown = found[:PAGE]
    decided = [one.decided_by for one in list_ring_decisions(public_id)]
    names = _names([*(line.account for line in shown), *decided])
    return GuardedPage(shown, names, shown[-1].sequence if len(found) > PAGE else None)


def list_kept_families(page: int) -> tuple[list[KeptFamily], bool]:
    """List a page of families with guarded lines, whose turn comes first; and whether there are more.

    A line may be about an account or a trajectory too: those are no family, and nobody's list shows them.
    """
    kept = {one.subject: one for one in list_kept()}
    known = set(Family.objects.filter(public_id__in=kept).values_list("public_id", flat=True))
    in_order = [subject for subject in kept if subject in known]
    asked = in_order[(page - 1) * PAGE : page * PAGE]
    families = {one.public_id: one for one in with_people(Family.objects.filter(public_id__in=asked))}
    return [KeptFamily(families[subject], kept[subject]) for subject in asked], len(in_order) > page * PAGE


def _names(public_ids: Iterable[str]) -> dict[str, str]:
    return dict(User.objects.filter(public_id__in=set(public_ids)).values_list("public_id", "name"))
