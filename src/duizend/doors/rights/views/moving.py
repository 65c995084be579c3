# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A move on the page of its request: who takes over, whether the file arrived, and what still runs here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language

from duizend.doors.rights.queries.moving import list_open_referrals, list_running, lives_here
from duizend.doors.rights.queries.requests import released_on, steps_of
from duizend.doors.rights.rules.moving import ask_after, awaits_receipt
from duizend.doors.rights.rules.requests import MOVING
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import address_of
from duizend.record.families.words import day_words
from duizend.record.trajectories.queries import programme_of

if TYPE_CHECKING:
    from duizend.doors.rights.models import Request


def move_on_page(asked: Request) -> dict[str, object]:
    """Say of a request to hand a file over how far that is, and what people here still have to end."""
    if asked.kind != MOVING:
        return {"is_move": False}
    today, family = clock.today(), asked.family
    language = "en" if get_language() == "en" else "nl"
    return {
        "is_move": True, "recipient": asked.recipient, **receipt_row(asked),
        "running": [
            {
                "name": programme_of(one).name.in_language(language),
                "url": reverse("trajectories:end", args=[one.public_id]),
            }
            for one in list_running(family.pk)
        ],
        "referrals": [
            {"name": one.service.organisation, "url": address_of("referrals:show", one.public_id)}
            for one in list_open_referrals(family.pk, today)
        ],
        "lives_here": lives_here(family.pk, today), "homes_url": reverse("families:people", args=[family.public_id]),
    }  # fmt: skip


def receipt_row(asked: Request) -> dict[str, object]:
    """Say whether it is still to be heard that a file arrived, and whether that takes too long."""
    released = released_on(asked)
    waits = released is not None and awaits_receipt(asked.kind, steps_of(asked))
    return {
        "awaits_receipt": waits, "sent_on": day_words(released) if released else "",
        "receipt_is_late": waits and ask_after(released) < clock.today(),
    }  # fmt: skip
