# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What grounds, rooms, requests and their steps are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duizend.record.families.queries import display_name

if TYPE_CHECKING:
    from duizend.doors.rights.models import Destruction
    from duizend.doors.rights.queries.due import Due
    from duizend.ground.region.rules import RetentionEntry

GROUND_WORDS = {
    "care": gettext_lazy("Begeleiding gegeven"),
    "sign_up": gettext_lazy("Aanmelding zonder vervolg"),
    "declined": gettext_lazy("Nee gezegd op het aanbod, of gestopt voor het begin"),
    "unanswered": gettext_lazy("Aanbod zonder antwoord"),
    "volunteer_turned_down": gettext_lazy("Vrijwilliger die niet begon"),
    "request": gettext_lazy("Op verzoek van het gezin"),
}
ROOM_WORDS = {
    "families": gettext_lazy("Gezin en mensen"),
    "instruments": gettext_lazy("Vragenlijsten"),
    "signalling": gettext_lazy("Aanmelding en weging"),
    "trajectories": gettext_lazy("Aanbod en trajecten"),
    "outcomes": gettext_lazy("Metingen"),
    "contacts": gettext_lazy("Afspraken en contacten"),
    "visits": gettext_lazy("Bezoeken"),
    "places": gettext_lazy("Plekken buitenshuis"),
    "groups": gettext_lazy("Groepen"),
    "video": gettext_lazy("Opnames"),
    "matching": gettext_lazy("Koppelen"),
    "imports": gettext_lazy("Ingelezen lijsten"),
    "consents": gettext_lazy("Toestemmingen"),
    "meldcode": gettext_lazy("Meldcode"),
    "referrals": gettext_lazy("Verwijzingen"),
    "messaging": gettext_lazy("Berichten"),
    "rights": gettext_lazy("Rechten"),
}


REQUEST_WORDS = {
    "copy": gettext_lazy("Een afschrift"),
    "inspection": gettext_lazy("Inzage"),
    "correction": gettext_lazy("Iets verbeteren"),
    "objection": gettext_lazy("Bezwaar"),
    "destruction": gettext_lazy("Vernietigen"),
    "moving": gettext_lazy("Meegeven bij een verhuizing"),
}
SCOPE_WORDS = {
    "statistics": gettext_lazy("Statistiek: niet meetellen in cijfers"),
    "contact": gettext_lazy("Benaderd worden door een programma"),
    "processing": gettext_lazy("Alles wat we vastleggen"),
}
DISPUTED_WORDS = {
    "file": gettext_lazy("Het dossier als geheel"),
    "people": gettext_lazy("Gegevens van mensen"),
    "weighing": gettext_lazy("Wat samen gewogen is"),
    "contact": gettext_lazy("Het verslag van een contact"),
}
IDENTITY_WORDS = {
    "document": gettext_lazy("Paspoort, kaart of rijbewijs gezien"),
    "known": gettext_lazy("De professional kent deze persoon"),
    "account": gettext_lazy("Ingelogd met een eigen account"),
}
ABOUT_WORDS = {
    "other_parent": gettext_lazy("Woorden van de andere ouder"),
    "third_parties": gettext_lazy("Wat over of van anderen komt"),
    "meldcode": gettext_lazy("Meldcode"),
}
FOUND_WORDS = {
    "nothing": gettext_lazy("Nagekeken, alles mag mee"),
    "left_out": gettext_lazy("Nagekeken, er blijft iets uit"),
}
STEP_WORDS = {
    "checked": gettext_lazy("Nagekeken"),
    "extended": gettext_lazy("Verlengd"),
    "released": gettext_lazy("Vrijgegeven"),
    "handed_over": gettext_lazy("Meegegeven"),
    "refused": gettext_lazy("Geweigerd"),
    "settled": gettext_lazy("Afgehandeld"),
    "upheld": gettext_lazy("Gelijk gegeven"),
    "ended": gettext_lazy("Bezwaar teruggenomen"),
    "received": gettext_lazy("Aangekomen"),
}


def choices_of(told: dict[str, object]) -> list[tuple[str, str]]:
    """Return words as the choices of a field."""
    return [(key, str(value)) for key, value in told.items()]


def ground_words(ground: str) -> str:
    """Say why a file goes."""
    return str(GROUND_WORDS[ground])


def room_words(room: str) -> str:
    """Name a room as people know it; its own name when it has none here."""
    return str(ROOM_WORDS.get(room, room))


def term_words(entry: RetentionEntry) -> str:
    """Write a term: "20 jaar", "6 maanden", "28 dagen"."""
    years, months = divmod(entry.term.months, 12)
    parts = (
        (years, ngettext("%(count)d jaar", "%(count)d jaar", years)),
        (months, ngettext("%(count)d maand", "%(count)d maanden", months)),
        (entry.term.days, ngettext("%(count)d dag", "%(count)d dagen", entry.term.days)),
    )
    return " ".join(words % {"count": count} for count, words in parts if count)


def whose_words(due: Due | Destruction) -> str:
    """Name whom a file is of."""
    if due.family is not None:
        return display_name(due.family) or _("Gezin zonder naam")
    if due.sign_up is not None:
        details = due.sign_up.details
        return " ".join(part for part in (details.given_name, details.family_name) if part)
    volunteer = due.volunteer
    return " ".join(part for part in (volunteer.given_name, volunteer.name_prefix, volunteer.family_name) if part)
