# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of links: an address by which somebody without an account signs one family up."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from duizend.ground.access.identity import check_may, current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import ALPHABET
from duizend.record.signalling.models import SenderLink
from duizend.record.signalling.queries.sign_ups import WORD_LENGTH, digest_of

if TYPE_CHECKING:
    from duizend.ground.region.models import Organisation

DAYS_OPEN = 14


@transaction.atomic
def make_link(
    source: str, *, organisation: Organisation | None = None, days: int = DAYS_OPEN
) -> tuple[SenderLink, str]:
    """Make a link for one sign-up; returns it with the word of its address, which is kept nowhere."""
    check_may("sign_up.link")
    word = "".join(secrets.choice(ALPHABET) for _ in range(WORD_LENGTH))
    link = SenderLink.objects.create(
        digest=digest_of(word), source=source, organisation=organisation, made_by_id=current().account_id,
        expires_at=clock.now() + timedelta(days=days),
    )  # fmt: skip
    note("sender_link.made", "C", [link.public_id], detail=source)
    return link, word


@transaction.atomic
def withdraw_link(link: SenderLink) -> None:
    """Let a link work no more, also for reading what became of its sign-up; again is no change."""
    check_may("sign_up.link", subjects=[link.public_id])
    if SenderLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
        note("sender_link.withdrawn", "U", [link.public_id])
