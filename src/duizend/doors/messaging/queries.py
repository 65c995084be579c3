# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of messages: those within reach a page at a time, and those that somebody has to tell herself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.doors.messaging.models import Message
from duizend.doors.messaging.rules import TO_TELL
from duizend.ground.kernel.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

PAGE = 25
FILTERS: dict[str, tuple[str, ...]] = {"to_tell": TO_TELL, "waiting": ("waiting",), "done": ("sent", "told", "dropped")}


@dataclass(frozen=True, slots=True)
class MessagePage:
    """Some messages, newest first, and whether more follow."""

    messages: list[Message]
    has_more: bool


def list_messages(state: str = "", *, referral: str = "", page: int = 1, size: int = PAGE) -> MessagePage:
    """List messages a page at a time, counted from 1; `state`: one of FILTERS, `referral`: the id of one. "" is all."""
    found = _told(Message.objects.all()).order_by("-id")
    found = found.filter(state__in=FILTERS[state]) if state in FILTERS else found
    found = found.filter(referral__public_id=referral) if referral else found
    first = (page - 1) * size
    rows = list(found[first : first + size + 1])
    return MessagePage(rows[:size], len(rows) > size)


def list_to_tell(limit: int, *, owners: Iterable[int]) -> list[Message]:
    """List the messages to parents that did not go out, the oldest first, about referrals that these accounts go after."""
    found = Message.objects.filter(state__in=TO_TELL, parent__isnull=False, referral__owner_id__in=owners)
    return list(found.select_related("family", "parent", "referral").order_by("id")[:limit])


def get_message(public_id: str) -> Message:
    """Return a message with whom it is to; raises NotFound."""
    found = _told(Message.objects.filter(public_id=public_id)).first()
    if found is None:
        raise NotFound("message_not_found", _("Dit bericht is niet gevonden, of je begeleidt dit gezin niet."))
    return found


def _told(messages: QuerySet[Message]) -> QuerySet[Message]:
    whole = messages.select_related("family", "parent", "colleague", "referral__service", "settled_by")
    return whole.prefetch_related("family__parents", "family__children")
