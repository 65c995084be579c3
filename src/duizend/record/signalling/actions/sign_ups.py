# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of sign-ups: coming in from a sender, from a link, or from an older list."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from duizend.ground.access.identity import check_may, current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.families.permissions import check_family
from duizend.record.signalling.models import SenderLink, SignUp, SignUpDetails
from duizend.record.signalling.queries.sign_ups import find_link, find_same_today
from duizend.record.signalling.rules.sign_ups import check_agreement, check_child, sign_up_ends_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.ground.kernel.rules.decisions import Decision
    from duizend.ground.region.models import Municipality, Neighbourhood, Organisation
    from duizend.record.families.models import Family

SENDER = "sender"
# Two presses of one button of one sender wait for each other; another number would do as well.
TURN = 2_020_21


@dataclass(frozen=True, slots=True)
class SignUpWho:
    """Whom a sign-up is about, as its sender tells it."""

    given_name: str
    family_name: str = ""
    birth_date: date | None = None
    phone: str = ""
    safe_contact: str = ""
    language: str = ""
    needs_interpreter: bool = False
    municipality: Municipality | None = None
    neighbourhood: Neighbourhood | None = None
    due_date: date | None = None
    expected_children: int = 1
    child_name: str = ""
    child_birth_date: date | None = None
    parents_words: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class SignUpTold:
    """A sign-up as it comes in: who sends it, about whom, what for, and what the parents know and agreed to."""

    source: str
    who: SignUpWho
    purpose: str
    parents_know: str
    not_told_because: str = ""
    may_hear: str = "handled"
    programme: str = ""
    sender_name: str = ""
    sender_phone: str = ""
    organisation: Organisation | None = field(default=None)


@transaction.atomic
def receive_sign_up(told: SignUpTold, *, received_on: date) -> SignUp:
    """Take in a sign-up of whoever acts; sent twice on one day it is one.

    Raises ActionRefused when the parents' agreement lacks that this sender needs, or the child cannot be true.
    """
    check_may("sign_up.send")
    sender_id = current().account_id if SENDER in current().roles else None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [TURN, current().account_id])
    same = find_same_today(
        told.who.given_name, told.who.family_name, entered_by_id=current().account_id, on=received_on
    )
    return same or _receive(told, received_on=received_on, sender_id=sender_id, subjects=[])


@transaction.atomic
def receive_by_link(word: str, told: SignUpTold, *, received_on: date) -> SignUp:
    """Take in the one sign-up of a link, as the system; a second time gives the first one back.

    Raises ActionRefused for a word of no link, or of one that ended, and as receive_sign_up does.
    """
    check_may("sign_up.send")
    link = find_link(word, lock=True)
    if link is None or (link.sign_up_id is None and not link.is_open(clock.now())):
        raise ActionRefused("link_ended", _("Deze link werkt niet meer. Vraag de coördinator om een nieuwe."))
    if link.sign_up_id is not None:
        return SignUp.objects.get(pk=link.sign_up_id)
    sign_up = _receive(told, received_on=received_on, sender_id=None, subjects=[link.public_id])
    SenderLink.objects.filter(pk=link.pk).update(sign_up=sign_up)
    return sign_up


def _receive(told: SignUpTold, *, received_on: date, sender_id: int | None, subjects: list[str]) -> SignUp:
    who = told.who
    _require(
        check_agreement(told.source, told.parents_know, not_told_because=told.not_told_because, may_hear=told.may_hear)
    )
    _require(check_child(due_date=who.due_date, birth_date=who.child_birth_date, today=received_on))
    sign_up = SignUp.objects.create(
        happened_on=received_on, entered_by_id=current().account_id, sender_id=sender_id, source=told.source,
        purpose=told.purpose, programme=told.programme, ends_on=sign_up_ends_on(received_on),
        parents_know=told.parents_know, not_told_because=told.not_told_because, may_hear=told.may_hear,
        organisation=told.organisation, sender_name=told.sender_name, sender_phone=told.sender_phone,
    )  # fmt: skip
    SignUpDetails.objects.create(sign_up=sign_up, **{own.name: getattr(who, own.name) for own in fields(who)})
    note("sign_up.received", "C", [sign_up.public_id, *subjects], detail=told.source)
    return sign_up


def _require(decision: Decision) -> None:
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)


@transaction.atomic
def record_sign_up(
    family: Family, *, received_on: date, source: str, parents_know: str = "unknown", purpose: str = ""
) -> SignUp:
    """Record that somebody signed a family up, with what the parents know of it."""
    check_family("family.register", family)
    note("sign_up.recorded", "C", [family.public_id], detail=source)
    return SignUp.objects.create(
        family=family, happened_on=received_on, source=source, parents_know=parents_know, purpose=purpose,
        ends_on=sign_up_ends_on(received_on), entered_by_id=current().account_id,
    )  # fmt: skip


@transaction.atomic
def record_sign_ups(told: Sequence[tuple[Family, date, str]]) -> list[SignUp]:
    """Record many sign-ups at once from an older list: (family, day it came in, source)."""
    check_may("family.register")
    for family, _received_on, source in told:
        note("sign_up.recorded", "C", [family.public_id], detail=source)
    return SignUp.objects.bulk_create(
        SignUp(
            family=family, happened_on=received_on, source=source, ends_on=sign_up_ends_on(received_on),
            entered_by_id=current().account_id,
        )
        for family, received_on, source in told
    )  # fmt: skip
