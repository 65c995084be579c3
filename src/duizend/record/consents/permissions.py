# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open the consents of a family, and for what. Who may not leaves a trace, and is not told whether it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.record.consents.queries import get_consent
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import get_family

if TYPE_CHECKING:
    from duizend.record.consents.models import Consent
    from duizend.record.families.models import Family

READ, WRITE = "consent.read", "consent.write"


def open_family(public_id: str, deed: str = READ) -> Family:
    """Return a family with its people, for whoever may do this; raises NotPermitted, which is logged."""
    with within_reach(deed, public_id):
        family = get_family(public_id)
    check_family(deed, family)
    return family


def open_consent(public_id: str) -> Consent:
    """Return an answer, to correct it; raises NotPermitted, which is logged."""
    with within_reach(WRITE, public_id):
        consent = get_consent(public_id)
    check_family(WRITE, consent.family)
    return consent
