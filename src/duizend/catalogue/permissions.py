# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may read and record what was decided about a programme, and for which municipality."""

from __future__ import annotations

from duizend.ground.access.identity import check_may, current
from duizend.ground.access.rules.policy import held_to
from duizend.ground.kernel.refusals import NotPermitted

READ, DECIDE = "programme.decisions", "programme.decide"


def check_may_decide(municipality: str | None) -> None:
    """Raise NotPermitted, which is logged, unless whoever acts may record what this municipality decided; None: the region."""
    check_may(DECIDE)
    own = held_to(current(), DECIDE)
    if own is not None and municipality != own:
        refusal = NotPermitted("other_municipality", "Je legt alleen besluiten van je eigen gemeente vast.")
        refusal.deed = DECIDE
        raise refusal
