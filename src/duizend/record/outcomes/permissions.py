# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open what is measured of a family. Who may not leaves a trace, and is not told whether it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import get_family
from duizend.record.outcomes.queries import get_measurement

if TYPE_CHECKING:
    from duizend.record.families.models import Family
    from duizend.record.outcomes.models import Measurement

READ, WRITE = "measurement.read", "measurement.write"


def open_family(public_id: str, deed: str = READ) -> Family:
    """Return a family with its people, for whoever may do this; raises NotPermitted, which is logged."""
    with within_reach(deed, public_id):
        family = get_family(public_id)
    check_family(deed, family)
    return family


def open_measurement(public_id: str) -> Measurement:
    """Return a measurement, to take it back; raises NotPermitted, which is logged."""
    with within_reach(WRITE, public_id):
        row = get_measurement(public_id)
    check_family(WRITE, row.family)
    return row
