# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of accounts and of the log."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import Subquery

from duizend.ground.access.identity import SYSTEM_EMAIL
from duizend.ground.access.models import LogHead, LogLine, User
from duizend.ground.access.rules.chain import Break, ChainedLine, find_breaks
from duizend.ground.access.rules.policy import Identity
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

CHUNK = 5_000


def identity_of(user: User, *, purpose: str = "care") -> Identity:
    """Return the identity that this account acts in."""
    return Identity(
        account_id=user.pk, public_id=user.public_id, roles=frozenset(user.roles), purpose=purpose,
        municipality=user.municipality,
    )  # fmt: skip


def get_system_account() -> User:
    """Return the account that imports and practice data are entered by; made by a migration."""
    found = _by_email(SYSTEM_EMAIL)
    if not found:
        raise User.DoesNotExist("the migrations have not made the system's account")
    return found[0]


@prepared
def _by_email(email: str) -> QuerySet[User]:
    return User.objects.filter(email=email)


def system_identity(purpose: str) -> Identity:
    """Return the system's own identity, for a purpose such as "import" or "practice"."""
    return identity_of(get_system_account(), purpose=purpose)


def find_account(email: str) -> User | None:
    """Find an active account by its e-mail address."""
    return User.objects.filter(email__iexact=email, is_active=True).first()


def list_characters() -> list[User]:
    """List the practice region's people that can be logged in as, in a fixed order."""
    return list(User.objects.filter(is_character=True, is_active=True).order_by("id"))


def list_accounts() -> list[User]:
    """List every account of a person, closed ones too, in order of name."""
    return list(User.objects.exclude(email=SYSTEM_EMAIL).order_by("name", "id"))


def get_account(email: str) -> User:
    """Return an account, active or closed, by its e-mail address, or raise NotFound."""
    account = User.objects.filter(email__iexact=email).exclude(email=SYSTEM_EMAIL).first()
    if account is None:
        raise NotFound("account_not_found", "Er is geen account met dit e-mailadres.")
    return account


def has_accounts() -> bool:
    """Say whether anybody has an account yet, besides the system itself."""
    return User.objects.exclude(email=SYSTEM_EMAIL).exists()


def verify_log() -> tuple[int, list[Break]]:
    """Count the log's lines and list the places where its chain does not hold.

    Lines and head are read by one statement, so they belong together while others write; in chunks, so that a
    long log needs no more memory than a short one.
    """
    lines = _chained_lines()
    first = next(lines, None)
    if first is None:
        head, read = LogHead.objects.values_list("sequence", "digest").first(), ()
    else:
        head, read = first[1], chain([first[0]], (line for line, _ in lines))
    if head is None or head[0] is None:
        return 0, [Break(0, "the record of the last line is gone")]
    return head[0], find_breaks(read, head=head)


def find_log_digest(sequence: int) -> str | None:
    """Find the digest that a line of the log carries."""
    return LogLine.objects.filter(sequence=sequence).values_list("digest", flat=True).first()


def _chained_lines() -> Iterator[tuple[ChainedLine, tuple[int, str]]]:
    names = list(ChainedLine.__dataclass_fields__)
    ends = {f"head_{name}": Subquery(LogHead.objects.values(name)[:1]) for name in ("sequence", "digest")}
    rows = LogLine.objects.annotate(**ends).order_by("sequence").values_list(*names, *ends)
    for *row, sequence, digest in rows.iterator(chunk_size=CHUNK):
        values = dict(zip(names, row, strict=True))
        values["subjects"] = tuple(values["subjects"])
        yield ChainedLine(**values), (sequence, digest)
