# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When what the safeguarding ring keeps to itself must be looked at again, and for which reasons it is released or kept."""

from __future__ import annotations

from datetime import datetime, timedelta

# Lines are kept from a family as long as there is a reason, and somebody looks each half year whether there still is.
# Source: art. 7:457 and art. 15 GDPR with art. 41 UAVG (not informing is for as long as safety asks it).
HALF_YEAR = timedelta(days=182)

RELEASED, KEPT = "released", "kept"
# Codes and no sentences: why a trail was kept silent is told in the trail itself, not in a table beside the log.
REASONS = {
    KEPT: ("safety", "trail_open", "others_at_risk"),
    RELEASED: ("family_informed", "trail_closed", "no_longer_needed"),
}


def review_due_at(*, oldest_kept_at: datetime, last_decided_at: datetime | None) -> datetime:
    """Return the moment from which somebody must look again whether lines may be released.

    Shape: when the oldest line was written that is not released, and when it was last decided about this family.
    """
    return max(oldest_kept_at, last_decided_at or oldest_kept_at) + HALF_YEAR
