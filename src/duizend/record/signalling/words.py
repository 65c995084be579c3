# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How sign-ups are spoken of on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duizend.record.families.words import language_words
from duizend.record.signalling.rules.sign_ups import Told

if TYPE_CHECKING:
    from datetime import date

    from duizend.record.signalling.models import SenderLink, SignUp, SignUpDetails

SOURCES = {
    "midwife": gettext_lazy("Verloskundige"),
    "maternity_care": gettext_lazy("Kraamzorg"),
    "gp": gettext_lazy("Huisarts"),
    "nursery": gettext_lazy("Kinderopvang"),
    "jgz": gettext_lazy("JGZ"),
    "social_team": gettext_lazy("Sociaal team"),
    "school": gettext_lazy("School"),
    "hospital": gettext_lazy("Ziekenhuis"),
    "mental_health": gettext_lazy("GGZ"),
    "addiction_care": gettext_lazy("Verslavingszorg"),
    "disability_care": gettext_lazy("Gehandicaptenzorg"),
    "veilig_thuis": gettext_lazy("Veilig Thuis"),
    "parent": gettext_lazy("Ouder zelf"),
    "other": gettext_lazy("Anders"),
}
PARENTS_KNOW = {
    "agreed": gettext_lazy("Afgesproken"),
    "told": gettext_lazy("Verteld"),
    "not_yet_told": gettext_lazy("Nog niet verteld"),
    "unknown": gettext_lazy("Niet bekend"),
}
# The same where a sender chooses, short enough to stand side by side on a telephone.
TO_CHOOSE = {
    "agreed": gettext_lazy("Afgesproken"),
    "told": gettext_lazy("Verteld"),
    "not_yet_told": gettext_lazy("Nog niet"),
}
OUTCOMES = {
    "taken_up": gettext_lazy("Opgepakt"),
    "registered": gettext_lazy("Ingeschreven als gezin"),
    "linked": gettext_lazy("Gekoppeld aan een gezin"),
    "not_for_us": gettext_lazy("Niet voor ons"),
    "double": gettext_lazy("Dubbel"),
    "withdrawn": gettext_lazy("Ingetrokken door de ouders"),
}
ANSWERS = {
    "accepted": gettext_lazy("De ouders zeiden ja op het aanbod."),
    "not_yet": gettext_lazy("De ouders zeiden: nog niet."),
    "declined": gettext_lazy("De ouders kozen er nu niet voor."),
    "no_answer": gettext_lazy("Het lukte nog niet om een antwoord te krijgen."),
}


def language(details: SignUpDetails) -> str:
    """Name the language of the conversation, and whether an interpreter is needed; empty when neither was told."""
    name = language_words(details.language) if details.language else ""
    return " · ".join(filter(None, (name, _("tolk nodig") if details.needs_interpreter else "")))


def day(value: date) -> str:
    """Write a day as "3 maart 2026"."""
    return date_format(value, "j F Y")


def person(details: SignUpDetails) -> str:
    """Write the name that the sender told."""
    return " ".join(part for part in (details.given_name, details.family_name) if part)


def child(details: SignUpDetails) -> str:
    """Write which child it is about, born or expected."""
    if details.due_date is not None:
        return _("uitgerekend op %(day)s") % {"day": day(details.due_date)}
    if details.child_birth_date is not None:
        words = {"name": details.child_name, "day": day(details.child_birth_date)}
        return _("%(name)s, geboren op %(day)s") % words if details.child_name else _("kind geboren op %(day)s") % words
    return ""


def place(details: SignUpDetails) -> str:
    """Write where the family lives."""
    found = (details.neighbourhood, details.municipality)
    return ", ".join(where.name for where in found if where is not None)


def sender(sign_up: SignUp) -> str:
    """Write who sent a sign-up: the name, from where."""
    name = sign_up.sender_name or (sign_up.sender.name if sign_up.sender else "")
    where = sign_up.organisation.name if sign_up.organisation else str(SOURCES[sign_up.source])
    return ", ".join(part for part in (name, where) if part)


def overdue(days: int) -> str:
    """Write how long a sign-up waits too long; empty when it does not."""
    return ngettext("%(days)d dag te laat", "%(days)d dagen te laat", days) % {"days": days} if days else ""


def link_for(link: SenderLink) -> str:
    """Write for whom a link was made."""
    return link.organisation.name if link.organisation else str(SOURCES[link.source])


def told_lines(told: Told) -> list[dict[str, str]]:
    """Write what a sender is told, a line for each: {icon, title, text}; the last line says what is next."""
    lines = [{"icon": "check", "title": _("Ontvangen"), "text": day(told.received_on)}]
    if told.taken_up_on:
        lines.append({"icon": "check", "title": _("Opgepakt"), "text": day(told.taken_up_on)})
    if told.handled_on is None:
        lines.append(
            {
                "icon": "hourglass",
                "title": _("Nog niet afgehandeld"),
                "text": _("Je leest het hier zodra het zover is."),
            }
        )
        return lines
    lines.append(
        {
            "icon": "check",
            "title": _("Afgehandeld"),
            "text": " · ".join(filter(None, (day(told.handled_on), told.words))),
        }
    )
    if told.answer and told.answered_on:
        text = f"{ANSWERS[told.answer]} {day(told.answered_on)}"
        lines.append({"icon": "speech", "title": _("Antwoord van de ouders"), "text": text})
    elif told.awaits_answer:
        text = _("Dat lees je hier zodra het er is; zo spraken jullie het af.")
        lines.append({"icon": "hourglass", "title": _("Antwoord van de ouders"), "text": text})
    elif told.parents_tell:
        text = _("Dat vertellen de ouders zelf als ze dat willen.")
        lines.append({"icon": "speech", "title": _("Wat ervan kwam"), "text": text})
    return lines
