# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of links: the address of a volunteer's own page, which opens without an account."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.delivery.matching.models import Volunteer, VolunteerEnd, VolunteerLink
from duizend.delivery.matching.permissions import MANAGE
from duizend.delivery.matching.queries import WORD_LENGTH, digest_of
from duizend.ground.access.identity import check_may, current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import ALPHABET
from duizend.ground.kernel.refusals import ActionRefused

if TYPE_CHECKING:
    from datetime import datetime

DAYS_OPEN = 180


@transaction.atomic
def renew_link(volunteer: Volunteer, *, days: int = DAYS_OPEN) -> tuple[VolunteerLink, str]:
    """Make the link of a volunteer's own page anew, and let the former one work no more.

    Returns it with the word of its address, which is kept nowhere. Raises ActionRefused for who stopped.
    """
    check_may(MANAGE, subjects=[volunteer.public_id])
    Volunteer.objects.select_for_update(of=("self",), no_key=True).get(pk=volunteer.pk)
    if VolunteerEnd.objects.current().filter(volunteer=volunteer, withdrawn=False).exists():
        raise ActionRefused("volunteer_stops", _("Deze vrijwilliger is gestopt en heeft geen eigen pagina meer."))
    now: datetime = clock.now()
    VolunteerLink.objects.filter(volunteer=volunteer, withdrawn_at=None).update(withdrawn_at=now)
    word = "".join(secrets.choice(ALPHABET) for _place in range(WORD_LENGTH))
    link = VolunteerLink.objects.create(
        volunteer=volunteer, digest=digest_of(word), made_by_id=current().account_id,
        expires_at=now + timedelta(days=days),
    )  # fmt: skip
    note("volunteer_link.made", "C", [volunteer.public_id, link.public_id])
    return link, word


@transaction.atomic
def withdraw_link(volunteer: Volunteer) -> None:
    """Let a volunteer's own page open no more; without a link nothing changes."""
    check_may(MANAGE, subjects=[volunteer.public_id])
    if VolunteerLink.objects.filter(volunteer=volunteer, withdrawn_at=None).update(withdrawn_at=clock.now()):
        note("volunteer_link.withdrawn", "U", [volunteer.public_id])
