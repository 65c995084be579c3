# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What contacts and their times are called, in the viewer's language; every form of delivery shares these words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from duizend.delivery.contacts.rules import visit_number
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, time

    from duizend.catalogue.rules.programme import Programme
    from duizend.catalogue.rules.schedule import DueContact
    from duizend.delivery.contacts.rules import Proposal
    from duizend.ground.kernel.rules.text import Text


def text_of(text: Text) -> str:
    """Give a programme's text in the viewer's language."""
    return text.in_language("en" if get_language() == "en" else "nl")


def weekday_date(day: date) -> str:
    """Write "dinsdag 9 februari", with the year when it is not this year."""
    return _formatted(day, "l j F" if day.year == clock.today().year else "l j F Y", get_language())


@lru_cache(maxsize=4096)
def _formatted(day: date, pattern: str, language: str | None) -> str:
    # Django's own formatting is slow, and a page shows the same few days over and over.
    return format_date(day, pattern)


def moment_words(local: datetime) -> str:
    """Write "dinsdag 9 februari, 09:00"."""
    return f"{weekday_date(local.date())}, {local:%H:%M}"


def capitalised(text: str) -> str:
    """Begin with a capital, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def contact_words(programme: Programme, contacts: Sequence[DueContact], key: str) -> str:
    """Name a contact: "Bezoek 4 van 6", or its own label when it is not counted or no longer laid out."""
    place = visit_number([(contact.key, contact.obligatory) for contact in contacts], key)
    if place is not None:
        return _("Bezoek %(number)d van %(total)d") % {"number": place[0], "total": place[1]}
    base, _dot, number = key.partition(".")
    label = next((text_of(moment.label) for moment in programme.contacts if moment.id == base), "")
    return f"{label} {number}".strip() or _("Bezoek")


def label_words(programme: Programme, contacts: Sequence[DueContact], key: str) -> str:
    """Name a contact as the programme file does: "Huisbezoek 4 (9 maanden)"."""
    due = next((contact for contact in contacts if contact.key == key), None)
    return text_of(due.label) if due else contact_words(programme, contacts, key)


def proposal_reason(proposal: Proposal, like: time | None, *, whose: str = "") -> str:
    """Say why this time is proposed; `whose` names whoever goes, when that is not the one who looks."""
    days = (proposal.starts.date() - proposal.window.target_on).days
    if proposal.late:
        reasons = [_("zo snel als kan, het venster is voorbij")]
    elif days == 0:
        reasons = [_("de dag die het programma aanhoudt")]
    elif days < 0:
        before = ngettext(
            "%(count)d dag voor de dag van het programma", "%(count)d dagen voor de dag van het programma", -days
        )
        reasons = [before % {"count": -days}]
    else:
        after = ngettext(
            "%(count)d dag na de dag van het programma", "%(count)d dagen na de dag van het programma", days
        )
        reasons = [after % {"count": days}]
    if proposal.starts.time() == like:
        reasons.append(_("zelfde tijd als nu"))
    reasons.append(_("vrij in de agenda van %(name)s") % {"name": whose} if whose else _("vrij in jouw agenda"))
    return ", ".join(reasons)
