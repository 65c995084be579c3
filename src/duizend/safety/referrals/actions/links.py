# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of reply links: an address by which a partner without an account answers one referral, once."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.ground.access.identity import check_may, current, note
from duizend.ground.access.rules.policy import SAFEGUARDING
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import ALPHABET
from duizend.ground.kernel.refusals import ActionRefused, NotFound
from duizend.safety.referrals.actions.referring import add_step, lock_referral, refuse_step, subjects_of
from duizend.safety.referrals.models import ReplyLink
from duizend.safety.referrals.permissions import WRITE, check_referral
from duizend.safety.referrals.queries import WORD_LENGTH, digest_of, find_link, get_referral, walked
from duizend.safety.referrals.rules.steps import ANSWERS, WAITING

if TYPE_CHECKING:
    from datetime import date

    from duizend.safety.referrals.models import Referral

# A partner who answers a little after the term still can.
DAYS_OPEN = 28


@transaction.atomic
def make_reply_link(referral: Referral) -> tuple[ReplyLink, str]:
    """Make a link for one answer, and let the ones before it work no more; returns it with its word, kept nowhere.

    Raises ActionRefused where no answer is awaited, and for a referral that rests on the meldcode: such an answer comes
    by voice.
    """
    check_referral(WRITE, referral)
    if referral.ground == SAFEGUARDING:
        raise ActionRefused("no_link", _("Bij deze verwijzing bel je zelf: er gaat geen link naar buiten."))
    steps = walked(referral)
    if not steps or (steps[-1].kind not in WAITING and steps[-1].kind != "accepted"):
        raise ActionRefused("nothing_awaited", _("Er wordt nu geen antwoord verwacht."))
    ReplyLink.objects.filter(referral=referral, used_at=None, withdrawn_at=None).update(withdrawn_at=clock.now())
    word = "".join(secrets.choice(ALPHABET) for _sign in range(WORD_LENGTH))
    link = ReplyLink.objects.create(
        referral=referral, family_id=referral.family_id, digest=digest_of(word), made_by_id=current().account_id,
        expires_at=clock.now() + timedelta(days=DAYS_OPEN),
    )  # fmt: skip
    note("reply_link.made", "C", [*subjects_of(referral), link.public_id])
    return link, word


@transaction.atomic
def withdraw_reply_link(link: ReplyLink) -> None:
    """Let a link work no more; again is no change."""
    check_referral(WRITE, link.referral)
    if ReplyLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
        note("reply_link.withdrawn", "U", [*subjects_of(link.referral), link.public_id])


@transaction.atomic
def answer_by_link(word: str, kind: str, *, on: date, words: str = "") -> Referral:
    """Take in the one answer of a link, as the system: accepted, rejected or done; the link is used up by it.

    Raises NotFound for a word of no link or of one that ended, the same for each, and ActionRefused for an answer that
    cannot follow.
    """
    check_may(WRITE)
    if kind not in ANSWERS:
        raise ActionRefused("no_such_answer", _("Kies wat er met de verwijzing gebeurt."))
    found = find_link(word)
    if found is not None:
        # The referral before its link, in the order of whoever adds a step: neither waits for the other in a ring.
        lock_referral(found.referral)
    link = find_link(word, lock=True)
    if link is None or not link.is_open(clock.now()):
        raise NotFound("link_not_found", _("Deze link werkt niet meer."))
    referral = get_referral(link.referral.public_id)
    refuse_step(referral, kind, on)
    ReplyLink.objects.filter(pk=link.pk).update(used_at=clock.now())
    add_step(referral, kind, on=on, words=words, by_link=True)
    note("reply_link.used", "U", [*subjects_of(referral), link.public_id])
    return referral
