# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sees which part of the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.access.rules.policy import may

if TYPE_CHECKING:
    from duizend.ground.access.rules.policy import Identity


def may_see_day(identity: Identity) -> bool:
    """Say whether this identity has a day of its own here."""
    return bool(may(identity, "day.read"))


def may_see_queue(identity: Identity) -> bool:
    """Say whether what asks for a decision is for this identity to decide."""
    return bool(may(identity, "queue.read"))


def may_see_families(identity: Identity) -> bool:
    """Say whether this identity may open the list of families."""
    return bool(may(identity, "family.list"))


def may_see_figures(identity: Identity) -> bool:
    """Say whether this identity has figures to look at."""
    return bool(may(identity, "report.public"))


def may_see_offers(identity: Identity) -> bool:
    """Say whether this identity has offers to follow."""
    return bool(may(identity, "offer.list"))


def may_see_log(identity: Identity) -> bool:
    """Say whether this identity keeps the log."""
    return bool(may(identity, "log.read"))


def may_see_guarded(identity: Identity) -> bool:
    """Say whether this identity is in the safeguarding ring, and decides what leaves it."""
    return bool(may(identity, "log.guarded"))


def may_register(identity: Identity) -> bool:
    """Say whether this identity may register a family that is not known yet."""
    return bool(may(identity, "family.register"))
