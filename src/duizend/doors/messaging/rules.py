# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a message says, to whom none may go, and at which hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import time

# About an answer, to a parent who asked to hear of it; about a late one, to the colleague who goes after it.
ANSWERED, LATE = "referral_answered", "referral_late"
KINDS = (ANSWERED, LATE)
WAYS = ("sms", "email")
STATES = ("waiting", "sent", "kept", "failed", "dropped", "told")
# Of these somebody has to tell it herself.
TO_TELL = ("kept", "failed")
REASONS = ("safe_contact", "other_way", "no_address", "no_provider", "failed")
MOST_ATTEMPTS = 5
FIRST_HOUR, LAST_HOUR = 9, 20

# Who reads this over somebody's shoulder learns that an organisation wants to be called, and nothing else.
_TEXTS = {
    ANSWERED: {
        "nl": "Er is nieuws over een vraag die je ons stelde. Bel of spreek degene die je bij ons kent. {controller}",
        "en": "There is news about a question you asked us. Call or speak to the person you know with us. {controller}",
    },
    LATE: {
        "nl": "Er wacht iets op je in Duizend. Log in en kijk op je dag. {controller}",
        "en": "Something waits for you in Duizend. Log in and look at your day. {controller}",
    },
}


def write_text(kind: str, language: str, controller: str) -> str:
    """Write a message: the same for everybody, with nothing of anybody in it. Dutch for a language it is not written in."""
    texts = _TEXTS[kind]
    return texts.get(language, texts["nl"]).format(controller=controller)


def why_not(*, safe_contact: str, contact_by: str, address: str) -> str:
    """Return why a parent gets no message, one of REASONS; "" when she may.

    Anything that was said about contacting her safely stops every message: whoever knows how tells it herself.
    """
    if safe_contact.strip():
        return "safe_contact"
    if contact_by not in ("any", "message"):
        return "other_way"
    return "" if address else "no_address"


def is_decent_hour(moment: time) -> bool:
    """Say whether a parent's telephone may sound at this local time."""
    return FIRST_HOUR <= moment.hour < LAST_HOUR
