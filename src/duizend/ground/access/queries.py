# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of accounts and of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from duizend.ground.access.identity import SYSTEM_EMAIL
from duizend.ground.access.models import LogHead, LogLine, User
from duizend.ground.access.rules.chain import Break, ChainedLine, find_breaks
from duizend.ground.access.rules.policy import Identity

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 5_000


def identity_of(user: User, *, purpose: str = "care") -> Identity:
    """Return the identity that this account acts in."""
    return Identity(
        account_id=user.pk, public_id=user.public_id, roles=frozenset(user.roles), purpose=purpose,
        municipality=user.municipality,
    )  # fmt: skip


def get_system_account() -> User:
    """Return the account that imports and practice data are entered by; made by a migration."""
    return User.objects.get(email=SYSTEM_EMAIL)


def system_identity(purpose: str) -> Identity:
    """Return the system's own identity, for a purpose such as "import" or "practice"."""
    return identity_of(get_system_account(), purpose=purpose)


def find_account(email: str) -> User | None:
    """Find an active account by its e-mail address."""
    return User.objects.filter(email__iexact=email, is_active=True).first()


def list_characters() -> list[User]:
    """List the practice region's people that can be logged in as, in a fixed order."""
    return list(User.objects.filter(is_character=True, is_active=True).order_by("id"))


def verify_log() -> tuple[int, list[Break]]:
    """Count the log's lines and list the places where its chain does not hold.

    Reads in one snapshot, in chunks, so that a long log needs no more memory than a short one.
    """
    head = LogHead.objects.get()
    breaks = find_breaks(_chained_lines(head.sequence), head=(head.sequence, head.digest))
    return head.sequence, breaks


def _chained_lines(until: int) -> Iterator[ChainedLine]:
    # Lines after the head that was just read belong to whoever is writing now.
    names = [name for name in ChainedLine.__dataclass_fields__]
    rows = LogLine.objects.filter(sequence__lte=until) if connection.in_atomic_block else LogLine.objects.all()
    for row in rows.order_by("sequence").values_list(*names).iterator(chunk_size=CHUNK):
        values = dict(zip(names, row, strict=True))
        values["subjects"] = tuple(values["subjects"])
        yield ChainedLine(**values)
