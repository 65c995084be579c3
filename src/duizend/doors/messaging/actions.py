# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of messages: one waits when a referral is answered or its term is over, and goes out when it may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.doors.messaging.models import Message
from duizend.doors.messaging.permissions import SEND, SETTLE
from duizend.doors.messaging.providers import Letter, ProviderFailed
from duizend.doors.messaging.rules import ANSWERED, LATE, MOST_ATTEMPTS, TO_TELL, is_decent_hour, why_not, write_text
from duizend.ground.access.identity import acting, check_may, current, note
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.region.queries import get_region
from duizend.record.families.permissions import check_family
from duizend.safety.referrals.models import ReferralStep
from duizend.safety.referrals.queries import list_to_chase

if TYPE_CHECKING:
    from datetime import date

    from duizend.doors.messaging.providers import Provider
    from duizend.ground.kernel.announcements import ReferralStepTaken

TOLD_OF = ("accepted", "rejected")
MOST_LATE = 500


@dataclass(frozen=True, slots=True)
class Sent:
    """How many messages went out, how many were kept back for somebody to tell, and how many wait."""

    sent: int = 0
    kept: int = 0
    waiting: int = 0


def follow_referral_step(announcement: ReferralStepTaken) -> None:
    """Let a message wait for the parent who asked to hear of an answer; one about what is not so any more is dropped."""
    step = ReferralStep.objects.select_related("referral__tells").get(pk=announcement.step_id)
    waiting = Message.objects.filter(referral_id=step.referral_id, state="waiting")
    if step.withdrawn:
        waiting.filter(step_id=step.corrects_id).update(state="dropped", settled_at=clock.now())
        return
    waiting.filter(kind=LATE).update(state="dropped", settled_at=clock.now())
    if step.kind in TOLD_OF and step.referral.tells is not None:
        Message.objects.create(
            family_id=step.family_id, referral_id=step.referral_id, step=step, kind=ANSWERED, parent=step.referral.tells,
            way="sms",
        )  # fmt: skip


@transaction.atomic
def note_late_referrals(today: date) -> int:
    """Let a message wait for whoever goes after an answer that is late, once for each term; returns how many are new."""
    check_may(SEND)
    late = list_to_chase(today, MOST_LATE)
    noted = Message.objects.filter(kind=LATE, referral__in=late)
    known = set(noted.values_list("referral_id", "colleague_id", "due_on"))
    new = [one for one in late if (one.pk, one.owner_id, one.due_on) not in known]
    Message.objects.bulk_create(
        Message(
            family_id=one.family_id, referral=one, kind=LATE, colleague_id=one.owner_id, due_on=one.due_on, way="email"
        )
        for one in new
    )  # fmt: skip
    return len(new)


def send_waiting(provider: Provider | None) -> Sent:
    """Send what waits, as the system, each in a transaction of its own; a parent is not disturbed at night.

    Whether a parent may get one is looked at again now: what was agreed about safe contact may be newer than the message.
    One that a provider does not take waits on, and after MOST_ATTEMPTS somebody tells it herself. Two of these at once
    do not send a message twice; after a crash between sending and writing so it is tried again under the same key.
    """
    counted = {"sent": 0, "kept": 0, "waiting": 0}
    last = 0
    while True:
        with acting(system_identity("messages")):
            check_may(SEND)
            done = _send_next(provider, after=last)
        if done is None:
            return Sent(**counted)
        last, outcome = done
        counted[outcome] += 1


@transaction.atomic
def note_told(message: Message) -> None:
    """Record that somebody told it herself; raises ActionRefused for one that went out or is still to go."""
    check_family(SETTLE, message.family)
    told = Message.objects.filter(pk=message.pk, state__in=TO_TELL)
    if not told.update(state="told", settled_at=clock.now(), settled_by_id=current().account_id):
        raise ActionRefused("nothing_to_tell", _("Dit bericht hoef je niet zelf te vertellen."))
    note("message.told", "U", [message.family.public_id, message.public_id])


def _send_next(provider: Provider | None, *, after: int) -> tuple[int, str] | None:
    """Send the next message that waits; returns its number and what became of it, None when there is none."""
    waiting = Message.objects.filter(state="waiting", pk__gt=after).select_related("family", "parent", "colleague")
    message = waiting.order_by("pk").select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    if message is None:
        return None
    because = _kept_because(message, provider)
    if because:
        return message.pk, _settle(message, "kept", because)
    if message.parent is not None and not is_decent_hour(clock.local_time(clock.now()).time()):
        return message.pk, "waiting"
    try:
        provider.send(_letter(message))
    except ProviderFailed:
        return message.pk, _try_later(message)
    return message.pk, _settle(message, "sent")


def _kept_because(message: Message, provider: Provider | None) -> str:
    if message.parent is not None:
        parent = message.parent
        because = why_not(safe_contact=parent.safe_contact, contact_by=parent.contact_by, address=parent.phone)
        if because:
            return because
    return "" if provider is not None else "no_provider"


def _letter(message: Message) -> Letter:
    address = message.parent.phone if message.parent is not None else message.colleague.email
    language = message.parent.language if message.parent is not None else "nl"
    return Letter(message.public_id, message.way, address, write_text(message.kind, language, get_region().controller))


def _try_later(message: Message) -> str:
    message.attempts += 1
    if message.attempts >= MOST_ATTEMPTS:
        return _settle(message, "failed", "failed")
    message.save(update_fields=["attempts"])
    return "waiting"


def _settle(message: Message, state: str, because: str = "") -> str:
    """Write what became of a message; returns how it is counted."""
    message.state, message.because, message.settled_at = state, because, clock.now()
    message.save(update_fields=["state", "because", "settled_at", "attempts"])
    note(f"message.{state}", "U", [message.family.public_id, message.public_id], detail=because)
    return "sent" if state == "sent" else "kept"
