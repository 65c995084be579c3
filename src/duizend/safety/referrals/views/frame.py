# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the screens of referrals share: acting for the meldcode where one rests on it, and a referral in words."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from duizend.ground.access.middleware import PURPOSE
from duizend.ground.access.rules.policy import SAFEGUARDING
from duizend.ground.directory.words import KIND_WORDS
from duizend.record.families.queries import display_name
from duizend.record.families.words import day_words
from duizend.safety.referrals.queries import standing_steps, walked
from duizend.safety.referrals.rules.steps import answer_due
from duizend.safety.referrals.words import STEP_WORDS, about_words, chip_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpResponse

    from duizend.safety.referrals.models import Referral

GET_OR_POST = ["GET", "HEAD", "POST"]


def in_the_ring(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view act for the meldcode, so that what it reads and writes stays in its ring; no browser keeps it."""
    inner = never_cache(view)

    @wraps(inner)
    def page(*args: object, **words: object) -> HttpResponse:
        return inner(*args, **words)

    setattr(page, PURPOSE, SAFEGUARDING)
    return page


def address_of(referral: Referral, page: str = "show") -> str:
    """Return the address of a page about a referral, in its own ring."""
    guarded = "_guarded" if referral.ground == SAFEGUARDING else ""
    return reverse(f"referrals:{page}{guarded}", args=[referral.public_id])


def row_of(referral: Referral, today: date) -> dict[str, object]:
    """Say in words where a referral stands."""
    steps = standing_steps(referral)
    last, path = steps[-1], walked(referral)
    due = answer_due(path, referral.answer_days)
    return {
        "url": address_of(referral), "service": referral.service.organisation,
        "family": display_name(referral.family) or _("Gezin zonder naam"), "about": about_words(referral),
        "kind": KIND_WORDS[referral.kind], "chip": chip_of(path, referral.answer_days, today),
        "when": _("%(step)s op %(day)s.") % {"step": STEP_WORDS[last.kind][1], "day": day_words(last.happened_on)},
        "due": _("Antwoord verwacht tot en met %(day)s.") % {"day": day_words(due)} if due else "",
        "owner": _("%(name)s gaat erachteraan.") % {"name": referral.owner.name} if due else "",
    }  # fmt: skip
