# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of families call things, in the viewer's language."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf.locale import LANG_INFO
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.periods import gestation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from duizend.record.families.models import Household, OwnStatement

# Spoken in the country's homes; the first are the most common. Serves the conversation only.
LANGUAGES = (
    "nl", "en", "ar", "ary", "tr", "pl", "rif", "ti", "so", "uk", "fa", "prs", "ps", "kmr", "ckb", "pap", "srn", "es", "pt", "fr",
    "de", "ru", "ro", "bg", "hu", "it", "el", "am", "ur", "hi", "bn", "vi", "th", "id", "zh", "ja",
)  # fmt: skip
NAMED_HERE = {
    "ti": gettext_lazy("Tigrinya"), "rif": gettext_lazy("Tarifit"), "so": gettext_lazy("Somalisch"),
    "prs": gettext_lazy("Dari"), "ckb": gettext_lazy("Sorani"), "kmr": gettext_lazy("Koerdisch"),
    "ps": gettext_lazy("Pasjtoe"), "pap": gettext_lazy("Papiaments"), "am": gettext_lazy("Amhaars"),
    "ary": gettext_lazy("Marokkaans Arabisch"), "zh": gettext_lazy("Chinees"),
    "srn": gettext_lazy("Sranantongo"), "tir": gettext_lazy("Tigrinya"), "som": gettext_lazy("Somalisch"),
    "ku": gettext_lazy("Koerdisch"), "kur": gettext_lazy("Koerdisch"), "zgh": gettext_lazy("Berbers"),
}  # fmt: skip
CONTACT_WORDS = {
    "any": gettext_lazy("Maakt niet uit"),
    "phone": gettext_lazy("Bellen"),
    "message": gettext_lazy("Een bericht"),
    "letter": gettext_lazy("Een brief"),
    "in_person": gettext_lazy("Alleen persoonlijk: niet bellen, niets sturen"),
}

GLASS_REASONS = {
    "danger": gettext_lazy("Gevaar, of iemand moet nu hulp krijgen"),
    "stand_in": gettext_lazy("Ik neem waar voor een collega die er niet is"),
    "asked_by_family": gettext_lazy("Het gezin vraagt mij nu om hulp"),
    "asked_by_colleague": gettext_lazy("Een collega vraagt mij mee te denken"),
    "other": gettext_lazy("Iets anders"),
}
GLASS_JUDGEMENTS = {"right": gettext_lazy("Terecht"), "not_right": gettext_lazy("Niet terecht")}


@lru_cache(maxsize=4096)
def _formatted(day: date, pattern: str, language: str | None) -> str:
    return format_date(day, pattern)


def day_words(day: date) -> str:
    """Write "17 november 2026"."""
    return _formatted(day, "j F Y", get_language())


def moment_words(at: datetime) -> str:
    """Write "17 november 2026 14:05"."""
    local = clock.local_time(at)
    return f"{day_words(local.date())} {local:%H:%M}"


def language_words(code: str) -> str:
    """Name a language; its code when it has no name here."""
    if code in NAMED_HERE:
        return str(NAMED_HERE[code])
    name = LANG_INFO.get(code, {}).get("name")
    return _(name) if name else code


def list_languages(present: str = "") -> list[tuple[str, str]]:
    """List the languages to choose from, with the one that stands now."""
    codes = [*LANGUAGES, *([present] if present and present not in LANGUAGES else [])]
    return [("", _("Niet bekend")), *((code, language_words(code)) for code in codes)]


def weeks_words(due_date: date, on: date) -> str:
    """Write how far a pregnancy is: "34 weken en 2 dagen"."""
    weeks, days = gestation(due_date, on)
    said = ngettext("%(count)d week", "%(count)d weken", weeks) % {"count": weeks}
    if not days:
        return said
    more = ngettext("%(count)d dag", "%(count)d dagen", days) % {"count": days}
    return _("%(first)s en %(last)s") % {"first": said, "last": more}


def home_words(home: Household) -> str:
    """Write where a household is: "Rietveld 4, Noord, Oudrade"; without a fixed address it says so."""
    street = home.street if home.has_fixed_address else _("Geen vast adres")
    parts = (street, home.neighbourhood.name if home.neighbourhood else "", home.municipality.name)
    return ", ".join(part for part in parts if part)


def statement_rows(statements: Iterable[OwnStatement]) -> list[dict[str, str]]:
    """Return statements of people's own as a page shows them: whose, of which day, and the words."""
    return [
        {"who": _("%(name)s, %(day)s") % {"name": (one.parent or one.child).given_name, "day": day_words(one.happened_on)}, "words": one.words}
        for one in statements
    ]  # fmt: skip
