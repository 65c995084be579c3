# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can sign a family up, and until when a sign-up stands without a follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.periods import add_months

if TYPE_CHECKING:
    from datetime import date

SOURCES = (
    "midwife", "maternity_care", "gp", "nursery", "jgz", "social_team", "school", "hospital", "mental_health",
    "addiction_care", "disability_care", "veilig_thuis", "parent", "other",
)  # fmt: skip
MONTHS_WITHOUT_FOLLOW_UP = 12


def sign_up_ends_on(received_on: date) -> date:
    """Return the day on which a sign-up that nothing followed is no longer kept: a year after it came in."""
    return add_months(received_on, MONTHS_WITHOUT_FOLLOW_UP)
