# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Referrals in words: late ones for the queue and the day of whoever goes after them, all of a family's for its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from duizend.doors.desk import words
from duizend.doors.desk.views.day import family_url
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import address_of
from duizend.record.families.queries import display_name
from duizend.safety.referrals.queries import walked
from duizend.safety.referrals.words import about_words, chip_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duizend.doors.desk.queries.told import Told
    from duizend.doors.messaging.models import Message
    from duizend.safety.referrals.models import Referral


def describe_chase(referral: Referral) -> dict[str, object]:
    """Tell that no answer came, to which service, and who goes after it."""
    said = {"service": referral.service.organisation, "name": referral.owner.name}
    return {
        "chip": {"kind": "late", "icon": "phone", "label": _("Nabellen")},
        "title": display_name(referral.family) or _("Gezin zonder naam"), "title_url": family_url(referral.family),
        "why": _("nog geen antwoord van %(service)s.") % said, "also": _("%(name)s gaat erachteraan.") % said,
        "label": _("Bekijk de verwijzing"), "url": address_of("referrals:show", referral.public_id),
    }  # fmt: skip


def errands_of_referrals(referrals: Iterable[Referral]) -> list[dict[str, object]]:
    """Build which services to call after on this day."""
    return [
        {
            "title": _("Bel na over een verwijzing"), "url": address_of("referrals:show", one.public_id), "on": one.due_on,
            "text": _("%(family)s. Nog geen antwoord van %(service)s.")
            % {"family": words.short_name(one.family), "service": one.service.organisation},
        }
        for one in referrals
    ]  # fmt: skip


def errands_of_messages(messages: Iterable[Message]) -> list[dict[str, object]]:
    """Build which parents to tell of an answer oneself, because no message went out."""
    return [
        {
            "title": _("Vertel zelf wat het antwoord is"), "url": f"{reverse('messaging:overview')}?stand=to_tell",
            "on": clock.local_day(one.made_at),
            "text": _("%(family)s. Er ging geen bericht uit naar %(name)s.")
            % {"family": words.short_name(one.family), "name": one.parent.given_name},
        }
        for one in messages
    ]  # fmt: skip


def build_referrals(told: Told) -> list[dict[str, object]]:
    """Build to whom a family was brought and where each referral stands, newest first."""
    return [
        {
            "url": address_of("referrals:show", one.public_id), "service": one.service.organisation,
            "about": about_words(one), "chip": chip_of(walked(one), one.answer_days, told.today),
        }
        for one in told.referrals
    ]  # fmt: skip
