# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What contacts and their times are called, in the viewer's language; every form of delivery shares these words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf.locale import LANG_INFO
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from duizend.delivery.contacts.rules.windows import visit_number
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, time

    from duizend.catalogue.rules.programme import Programme
    from duizend.catalogue.rules.schedule import DueContact
    from duizend.delivery.contacts.models import Appointment
    from duizend.delivery.contacts.rules.windows import Proposal
    from duizend.ground.kernel.rules.text import Text
    from duizend.record.families.models import Household, Parent

MODE_WORDS = {
    "home": gettext_lazy("Thuis"), "clinic": gettext_lazy("Op het consultatiebureau"),
    "elsewhere": gettext_lazy("Ergens anders"), "video_call": gettext_lazy("Beeldbellen"), "phone": gettext_lazy("Telefoon"),
    "group": gettext_lazy("In een groep"),
}  # fmt: skip
BECAUSE_WORDS = {
    "trajectory_ended": gettext_lazy("Het traject is beëindigd."),
    "replaced": gettext_lazy("Verzet naar een ander moment."),
    "called_off": gettext_lazy("Van tevoren geannuleerd."),
    "missed": gettext_lazy("Ging niet door."),
    "plan_changed": gettext_lazy("Het plan is opnieuw gemaakt; dit moment past er niet meer in."),
    "handed_over": gettext_lazy("Iemand anders begeleidt dit gezin nu, en kon op dat moment niet."),
    "household_closed": gettext_lazy("In dit huishouden zei een ouder nee; daar komen we niet."),
}

PHASE_WORDS = {
    "before_pregnancy": gettext_lazy("Voor de zwangerschap"), "pregnancy": gettext_lazy("In de zwangerschap"),
    "around_birth": gettext_lazy("Rond de geboorte"), "after_birth": gettext_lazy("Na de geboorte"),
    "baby": gettext_lazy("In het eerste jaar"), "first_year": gettext_lazy("In het eerste jaar"),
    "toddler": gettext_lazy("In het tweede jaar"), "second_year": gettext_lazy("In het tweede jaar"),
}  # fmt: skip
DIRECTION_WORDS = {
    "fewer": gettext_lazy("Minder bezoeken"), "usual": gettext_lazy("Weer zoals het programma aangeeft"),
    "more": gettext_lazy("Meer bezoeken"),
}  # fmt: skip

# Spoken here, and not in Django's list.
MORE_LANGUAGES = {
    "ti": gettext_lazy("Tigrinya"), "tir": gettext_lazy("Tigrinya"), "rif": gettext_lazy("Tarifit"),
    "so": gettext_lazy("Somalisch"), "som": gettext_lazy("Somalisch"), "prs": gettext_lazy("Dari"),
    "ku": gettext_lazy("Koerdisch"), "kur": gettext_lazy("Koerdisch"), "kmr": gettext_lazy("Koerdisch"),
    "ckb": gettext_lazy("Sorani"), "ps": gettext_lazy("Pasjtoe"), "pap": gettext_lazy("Papiaments"),
    "am": gettext_lazy("Amhaars"), "zgh": gettext_lazy("Berbers"), "ary": gettext_lazy("Marokkaans Arabisch"),
}  # fmt: skip


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


def home_words(home: Household, parents: Sequence[Parent]) -> str:
    """Name a household by its street and who lives there: "Veerstoep 7 (Yasmin)"."""
    names = ", ".join(parent.given_name for parent in parents if parent.household_id == home.pk)
    street = home.street or _("Adres niet bekend")
    return f"{street} ({names})" if names else street


def phase_words(phase: str | None) -> str:
    """Name a phase of a programme; one without a name of its own is the programme as a whole."""
    return str(PHASE_WORDS.get(phase or "", _("Het hele programma")))


def place_words(appointment: Appointment) -> str:
    """Say where an appointment is: "Thuis, Veerstoep 7", or how it is held."""
    mode = str(MODE_WORDS.get(appointment.mode, appointment.mode))
    home = appointment.household
    return f"{mode}, {home.street}" if home is not None and home.street else mode


def language_name(code: str) -> str:
    """Name a language, or nothing when it has no name here."""
    if code in MORE_LANGUAGES:
        return str(MORE_LANGUAGES[code])
    name = LANG_INFO.get(code, {}).get("name")
    return _(name) if name else ""
