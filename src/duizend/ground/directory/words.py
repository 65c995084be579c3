# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What kinds of help, languages and areas are called, in the viewer's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf.locale import LANG_INFO
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from datetime import date

    from duizend.ground.directory.models import Service

KIND_WORDS = {
    "lighter": gettext_lazy("Lichte hulp"), "medical": gettext_lazy("Medische zorg"),
    "early_help": gettext_lazy("Vroeghulp"), "youth_help": gettext_lazy("Jeugdhulp"),
    "healthy_weight": gettext_lazy("Gezond Gewicht"), "other": gettext_lazy("Anders"),
}  # fmt: skip
PARTICULAR_WORDS = {
    "debt_help": gettext_lazy("Schuldhulpverlening"), "social_work": gettext_lazy("Maatschappelijk werk"),
    "relationship_therapy": gettext_lazy("Relatietherapie"), "parenting_help": gettext_lazy("Hulp bij opvoeden"),
    "practical_help": gettext_lazy("Praktische hulp thuis"), "gp": gettext_lazy("Huisarts"),
    "midwife": gettext_lazy("Verloskundige"), "mental_health": gettext_lazy("GGZ"),
    "paediatrician": gettext_lazy("Kinderarts"), "physiotherapy": gettext_lazy("Fysiotherapie"),
    "early_help": gettext_lazy("Vroeghulp"), "youth_help": gettext_lazy("Jeugdhulp"),
    "local_team": gettext_lazy("Wijkteam"), "healthy_weight": gettext_lazy("Gezond Gewicht"),
    "other": gettext_lazy("Anders"),
}  # fmt: skip
CHECK_WORDS = {
    "added": gettext_lazy("Op de kaart gezet"), "changed": gettext_lazy("Veranderd"),
    "checked": gettext_lazy("Nagekeken: het klopt nog"), "closed": gettext_lazy("Gesloten"),
    "opened": gettext_lazy("Weer geopend"),
}  # fmt: skip
LANGUAGES = ("nl", "en", "ar", "tr", "pl", "ti", "uk", "fa", "so", "es", "fr", "de")
NAMED_HERE = {"ti": gettext_lazy("Tigrinya"), "so": gettext_lazy("Somalisch")}


def day_words(day: date) -> str:
    """Write "17 november 2026"."""
    return format_date(day, "j F Y")


def language_words(code: str) -> str:
    """Name a language; its code when it has no name here."""
    if code in NAMED_HERE:
        return str(NAMED_HERE[code])
    name = LANG_INFO.get(code, {}).get("name")
    return _(name) if name else code


def area_words(service: Service) -> str:
    """Say for whom a service is there: places by name, or the whole region."""
    towns = [one.name for one in service.municipalities.all()]
    quarters = [f"{one.name} ({one.municipality.name})" for one in service.neighbourhoods.all()]
    return ", ".join([*sorted(towns), *sorted(quarters)]) or _("Hele regio")
