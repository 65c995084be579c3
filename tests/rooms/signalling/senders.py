# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What senders type and send, for the tests of sign-ups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import characters
from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import identity_of
from duizend.record.signalling.actions import SignUpTold, SignUpWho, receive_sign_up
from duizend.record.signalling.models import SignUp

DUE = characters.ON + timedelta(weeks=16)


def midwife(email: str = "verloskundige@brug.example") -> User:
    return characters.account(email, "sender", name="Hanneke de Vries")


def typed(**other: str) -> dict[str, str]:
    """Return the form of a midwife as she fills it in: the five things that are asked."""
    place = characters.region().find_municipality("Oudrade")
    return {
        "source": "midwife", "parents_know": "agreed", "given_name": "Samira", "family_name": "Osman",
        "stage": "pregnant", "day": f"{DUE:%d-%m-%Y}", "municipality": place.code, "programme": "together",
        **other,
    }  # fmt: skip


def told(given_name: str = "Samira", **other: object) -> SignUpTold:
    place = characters.region().find_municipality("Oudrade")
    who = SignUpWho(given_name, "Osman", municipality=place, due_date=DUE, phone="06-00123456")
    made = SignUpTold("midwife", who, purpose="Kijk samen wat past", parents_know="agreed", sender_name="Hanneke")
    return replace(made, **other)


def sent(by: User, given_name: str = "Samira", *, on: date = characters.ON, **other: object) -> SignUp:
    """Send a sign-up as an account, on a day."""
    with acting(identity_of(by)):
        return receive_sign_up(told(given_name, **other), received_on=on)
