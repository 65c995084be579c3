# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of accounts and of the log."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Exists, F, Func, Max, OuterRef, Q, Subquery

from duizend.ground.access.identity import SYSTEM_EMAIL
from duizend.ground.access.models import LogHead, LogLine, RingDecision, User
from duizend.ground.access.rules.chain import Break, ChainedLine, find_breaks
from duizend.ground.access.rules.policy import SAFEGUARDING, Identity, may
from duizend.ground.access.rules.ring import RELEASED, review_due_at
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

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


class _AmongSubjects(Func):
    """Whether an id is among the subjects of a line."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def _is_released(subjects: Iterable[str] | None = None) -> Exists:
    """Say of a guarded line whether it was released for one of its subjects, or for one of these."""
    released = RingDecision.objects.filter(kind=RELEASED, until__gte=OuterRef("at"))
    if subjects is not None:
        released = released.filter(subject__in=subjects)
    return Exists(released.filter(_AmongSubjects(F("subject"), OuterRef("subjects"))))


def lines_about(subjects: Iterable[str], *, viewer: Identity | None = None) -> QuerySet[LogLine]:
    """Return the lines of the log about any of these ids that a viewer may know of.

    `viewer` None is the family itself, and whoever looks at what the family sees: lines of the safeguarding ring are
    not there until they were released for this very family. Who is in that ring sees all of them.
    """
    asked = list(subjects)
    about = LogLine.objects.filter(subjects__overlap=asked)
    if viewer is not None and may(viewer, "log.guarded"):
        return about
    return about.filter(~Q(purpose=SAFEGUARDING) | _is_released(asked))


def open_lines() -> QuerySet[LogLine]:
    """Return the lines that are in no ring, or were released for a family on them."""
    return LogLine.objects.filter(~Q(purpose=SAFEGUARDING) | _is_released())


def guarded_lines(subject: str) -> QuerySet[LogLine]:
    """Return the guarded lines about a family that were not released, newest first. For who is in the ring."""
    kept = LogLine.objects.filter(subjects__contains=[subject], purpose=SAFEGUARDING)
    return kept.exclude(_is_released([subject])).order_by("-sequence")


def released_subjects(lines: Iterable[LogLine]) -> dict[int, set[str]]:
    """Tell of guarded lines, by number, for which of their subjects they were released; the others stay hidden."""
    guarded = [line for line in lines if line.purpose == SAFEGUARDING]
    if not guarded:
        return {}
    among = {subject for line in guarded for subject in line.subjects}
    decided = RingDecision.objects.filter(kind=RELEASED, subject__in=among).values_list("subject", "until")
    return {
        line.sequence: {subject for subject, until in decided if subject in line.subjects and until >= line.at}
        for line in guarded
    }


def list_ring_decisions(subject: str) -> list[RingDecision]:
    """List what was decided about the guarded lines of a family, newest first."""
    return list(RingDecision.objects.filter(subject=subject).order_by("-decided_at", "-id"))


@dataclass(frozen=True, slots=True)
class KeptLines:
    """How many guarded lines about an id are not released, since when, and when it was last decided about them."""

    subject: str
    count: int
    oldest_at: datetime
    last_decided_at: datetime | None

    @property
    def due_at(self) -> datetime:
        return review_due_at(oldest_kept_at=self.oldest_at, last_decided_at=self.last_decided_at)


def list_kept() -> list[KeptLines]:
    """List of every id with guarded lines that are not released, whose turn it is to be looked at first."""
    decided = RingDecision.objects.values("subject").annotate(
        last=Max("decided_at"), released=Max("until", filter=Q(kind=RELEASED))
    )
    known = {row["subject"]: (row["last"], row["released"]) for row in decided}
    found: dict[str, KeptLines] = {}
    guarded = LogLine.objects.filter(purpose=SAFEGUARDING).order_by("sequence").values_list("at", "subjects")
    for at, subjects in guarded.iterator(chunk_size=CHUNK):
        for subject in subjects:
            last, released_until = known.get(subject, (None, None))
            if released_until is not None and at <= released_until:
                continue
            before = found.get(subject)
            oldest = before.oldest_at if before else at
            found[subject] = KeptLines(subject, (before.count if before else 0) + 1, oldest, last)
    return sorted(found.values(), key=lambda one: (one.due_at, one.subject))


def find_log_digests(sequences: Iterable[int]) -> dict[int, str]:
    """Find the digests that these lines of the log carry, by number; a line that is not there is left out."""
    return dict(LogLine.objects.filter(sequence__in=list(sequences)).values_list("sequence", "digest"))


def _chained_lines() -> Iterator[tuple[ChainedLine, tuple[int, str]]]:
    names = list(ChainedLine.__dataclass_fields__)
    ends = {f"head_{name}": Subquery(LogHead.objects.values(name)[:1]) for name in ("sequence", "digest")}
    rows = LogLine.objects.annotate(**ends).order_by("sequence").values_list(*names, *ends)
    for *row, sequence, digest in rows.iterator(chunk_size=CHUNK):
        values = dict(zip(names, row, strict=True))
        values["subjects"] = tuple(values["subjects"])
        yield ChainedLine(**values), (sequence, digest)
