# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether two families may be taken together, and who then sees which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop


@dataclass(frozen=True, slots=True)
class Merging:
    """What stands of two families: by number, into which each was taken, and which were taken into the first."""

    family: int
    into: int
    family_is_part_of: int | None = None
    into_is_part_of: int | None = None
    absorbed_by_family: int = 0


def may_merge(asked: Merging) -> Decision:
    """Decide whether a family may be taken into another; never itself, and never a chain of three.

    A chain would hide which family was meant; end the other merging first, or choose its last family.
    """
    if asked.family == asked.into:
        return Refused("same_family", gettext_noop("Dit is hetzelfde gezin."))
    if asked.family_is_part_of is not None:
        return Refused(
            "merged_before", gettext_noop("Dit gezin is al samengevoegd met een ander. Maak dat eerst ongedaan.")
        )
    if asked.into_is_part_of is not None:
        reason = gettext_noop("Het andere gezin is zelf samengevoegd. Kies het gezin waar het nu bij hoort.")
        return Refused("into_is_merged", reason)
    if asked.absorbed_by_family:
        reason = gettext_noop("In dit gezin is al een ander opgegaan. Voeg andersom samen, of maak dat eerst ongedaan.")
        return Refused("has_absorbed", reason)
    return Allowed()


def group_families(families: Iterable[int], aliases: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    """Return for each family all files that are one family with it, itself included.

    Shape: `aliases` holds (family, into) of the mergings that stand, at least all around these families; never chains.
    """
    into = dict(aliases)
    parts: dict[int, set[int]] = {}
    for family, other in into.items():
        parts.setdefault(other, {other}).add(family)
    return {family: frozenset(parts.get(into.get(family, family), {family})) for family in families}


def lend_relations(group: Set[int], own: Mapping[int, Set[int]]) -> frozenset[tuple[int, int]]:
    """Return which care relations a merging lends: (family, professional), for families that are one.

    `own` gives per professional the families she cares for by herself. Whoever cares for one family of the group sees
    them all, and again only her own once the merging ends.
    """
    return frozenset(
        (family, professional)
        for professional, families in own.items()
        if group & families
        for family in group - families
    )
