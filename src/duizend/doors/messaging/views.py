# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of messages: what went out, what waits, and what somebody has to tell herself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duizend.doors.messaging import actions
from duizend.doors.messaging.forms import FilterForm
from duizend.doors.messaging.permissions import LIST, open_message
from duizend.doors.messaging.queries import list_messages
from duizend.doors.messaging.rules import TO_TELL
from duizend.doors.messaging.words import REASON_WORDS, STATE_WORDS
from duizend.ground.access.identity import check_may, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import ALPHABET, LENGTH, address_of
from duizend.record.families.queries import display_name
from duizend.record.families.words import day_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.doors.messaging.models import Message

MOST_PAGES = 500
_ID = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """List the messages about families within reach, newest first."""
    check_may(LIST)
    form, page = FilterForm(request.GET), _page_of(request)
    state, asked = form.asked(), request.GET.get("verwijzing", "")
    referral = asked if _ID.fullmatch(asked) else ""
    found = list_messages(state, referral=referral, page=page)
    note_read(LIST, [key for one in found.messages for key in (one.family.public_id, one.public_id)])
    context = {
        "form": form, "rows": [_row(one) for one in found.messages], "is_later": page > 1, "is_filtered": bool(state or referral),
        "referral": referral, "next_url": _address(request, page + 1) if found.has_more else "", "first_url": _address(request, 1),
    }  # fmt: skip
    return render(request, "messaging/overview.html", context)


@require_POST
def told(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that somebody told it herself."""
    message = open_message(public_id)
    actions.note_told(message)
    messages.success(request, _("Vastgelegd: je hebt het zelf verteld."))
    return redirect("messaging:overview")


def _row(message: Message) -> dict[str, object]:
    kind, icon, label = STATE_WORDS[message.state]
    to_parent = message.parent is not None
    return {
        "id": message.public_id, "to": message.parent.given_name if to_parent else message.colleague.name,
        "family": display_name(message.family) or _("Gezin zonder naam"), "service": message.referral.service.organisation,
        "url": address_of("referrals:show", message.referral.public_id), "chip": {"kind": kind, "icon": icon, "label": label},
        "about": _("er is een antwoord") if to_parent else _("er kwam nog geen antwoord"),
        "why": REASON_WORDS.get(message.because, ""), "may_tell": to_parent and message.state in TO_TELL,
        "when": day_words(clock.local_day(message.settled_at or message.made_at)),
        "who": message.settled_by.name if message.settled_by else "",
    }  # fmt: skip


def _page_of(request: HttpRequest) -> int:
    asked = request.GET.get("blad", "")
    return min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1


def _address(request: HttpRequest, page: int) -> str:
    asked = request.GET.copy()
    asked.pop("blad", None)
    if page > 1:
        asked["blad"] = str(page)
    return reverse("messaging:overview") + (f"?{asked.urlencode()}" if asked else "")
