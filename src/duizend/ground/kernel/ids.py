# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ids that go into addresses and logs: random, so that they cannot be counted or guessed."""

from __future__ import annotations

import secrets

from django.db import models

# Without vowels and look-alikes: no words arise, and one can be read out over the telephone.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 14


def new_public_id() -> str:
    """Return a random id of 14 characters (about 66 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class PublicIdField(models.CharField):
    """The id by which addresses, log lines and exports name a row."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs = {"max_length": LENGTH, "unique": True, "editable": False, "default": new_public_id} | kwargs
        super().__init__(*args, **kwargs)
