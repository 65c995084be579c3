# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ids that go into addresses and logs: random, so that they cannot be counted or guessed."""

from __future__ import annotations

import secrets
from functools import cache

from django.db import models
from django.urls import reverse

# Without vowels and look-alikes: no words arise, and one can be read out over the telephone.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 14
ANY_ID = ALPHABET[0] * LENGTH


def new_public_id() -> str:
    """Return a random id of 14 characters (about 66 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def address_of(page: str, public_id: str) -> str:
    """Return the address of a page about one public id: as `reverse`, which is asked once for each page."""
    return _address_with_any_id(page).replace(ANY_ID, public_id)


@cache
def _address_with_any_id(page: str) -> str:
    return reverse(page, args=[ANY_ID])


class PublicIdField(models.CharField):
    """The id by which addresses, log lines and exports name a row."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs = {"max_length": LENGTH, "unique": True, "editable": False, "default": new_public_id} | kwargs
        super().__init__(*args, **kwargs)
