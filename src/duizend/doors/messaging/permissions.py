# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see which messages: those about families one cares for, or all of the region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.doors.messaging.queries import get_message
from duizend.record.families.permissions import check_family, within_reach

if TYPE_CHECKING:
    from duizend.doors.messaging.models import Message

LIST, SETTLE, SEND = "message.list", "message.settle", "message.send"


def open_message(public_id: str) -> Message:
    """Return a message for whoever may say that it was told; raises NotPermitted, which is logged."""
    with within_reach(SETTLE, public_id):
        message = get_message(public_id)
    check_family(SETTLE, message.family)
    return message
