# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may read a card, who may register one and open its outcomes, and who sees exact numbers."""

from __future__ import annotations

from duizend.ground.access.identity import current
from duizend.ground.access.rules.policy import held_to, may
from duizend.ground.kernel.rules.decisions import Allowed

READ, REGISTER, EXACT = "evaluation.read", "evaluation.register", "report.exact"


def sees_exact() -> bool:
    """Say whether whoever acts may see numbers that are not protected."""
    return isinstance(may(current(), EXACT), Allowed)


def reads_figures_of(municipality: str) -> bool:
    """Say whether whoever acts may read what came out for a municipality (its code, "" for the region as a whole).

    Somebody of a municipality does not read that of another. The region's she reads: no place can be told from it.
    """
    own = held_to(current(), READ)
    return own is None or municipality in ("", own)
