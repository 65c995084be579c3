# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Volunteers, half-days, reasons and steps as people say them, in the viewer's language."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.delivery.contacts.words import text_of, weekday_date
from duizend.delivery.matching.rules.steps import STATE_WORDS, STEP_WORDS
from duizend.delivery.matching.rules.volunteers import DAYS, HALF_DAYS, PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.catalogue.rules.delivering import MatchRules
    from duizend.delivery.matching.models import MatchStep, Volunteer
    from duizend.delivery.matching.rules.candidates import Reason

DAY_WORDS = dict(zip(DAYS, (
    gettext_lazy("maandag"), gettext_lazy("dinsdag"), gettext_lazy("woensdag"), gettext_lazy("donderdag"),
    gettext_lazy("vrijdag"), gettext_lazy("zaterdag"), gettext_lazy("zondag"),
), strict=True))  # fmt: skip
PART_WORDS = dict(zip(PARTS, (gettext_lazy("ochtend"), gettext_lazy("middag"), gettext_lazy("avond")), strict=True))
NEED_WORDS = {
    "vog": gettext_lazy("VOG"), "references": gettext_lazy("Referenties"), "training": gettext_lazy("Training"),
    "home_visit": gettext_lazy("Kennismaking thuis"),
}  # fmt: skip
# What is done together, and not seen.
DONE = ("training", "home_visit")
# state -> (kind of chip, words)
STATES = {
    "registered": ("noted", gettext_lazy("Ingeschreven")),
    "checking": ("todo", gettext_lazy("Nog niet rond")),
    "lapsed": ("late", gettext_lazy("Iets verlopen")),
    "available": ("agreed", gettext_lazy("Beschikbaar")),
    "chosen": ("waiting", gettext_lazy("Gekozen, nog niet begonnen")),
    "matched": ("running", gettext_lazy("Ontvangt een kind")),
    "paused": ("not-yet", gettext_lazy("Heeft pauze")),
    "stopping": ("waiting", gettext_lazy("Wil stoppen")),
    "ended": ("stopped", gettext_lazy("Gestopt")),
}
MATCH_CHIPS = {
    "new": "noted", "proposed": "offered", "parent_chose": "waiting", "both_chose": "agreed", "introduced": "agreed",
    "trial": "running", "running": "running", "stopped": "stopped", "ended": "completed",
}  # fmt: skip
SHARED_WORDS = {
    "parent_name": gettext_lazy("Je voornaam"), "children_names": gettext_lazy("De voornaam van je kind"),
    "children_ages": gettext_lazy("Hoe oud je kind is"), "neighbourhood": gettext_lazy("In welke buurt je woont"),
    "half_days": gettext_lazy("Welke dagdelen je zoekt"), "words": gettext_lazy("Wat je zelf zei over wat je zoekt"),
    "phone": gettext_lazy("Je telefoonnummer"),
}  # fmt: skip
VOICE_WORDS = {
    "yes": gettext_lazy("Leuk"), "unsure": gettext_lazy("Weet ik nog niet"), "no": gettext_lazy("Liever niet"),
}  # fmt: skip
DECIDED_WORDS = {
    "parent": gettext_lazy("de ouder besloot"), "volunteer": gettext_lazy("de steunouder besloot"),
    "coordinator": gettext_lazy("de coördinator besloot"), "both": gettext_lazy("samen besloten"),
}  # fmt: skip
# What brings a search nearer, after "Nu eerst:".
SEARCH_WORDS = {
    "ask": gettext_lazy("vraag de ouder wat ze zoekt, en welke dagdelen"),
    "propose": gettext_lazy("leg de ouder iemand voor"),
    "parent": gettext_lazy("hoor van de ouder of ze iemand kiest"),
    "volunteer": gettext_lazy("vraag de steunouder of die ook ja zegt"),
    "introduce": gettext_lazy("spreek een kennismaking af"),
    "try": gettext_lazy("spreek af wanneer de proeftijd begint"),
}
SAID_WORDS = {"worry": gettext_lazy("Maakt zich zorgen"), "wants_to_stop": gettext_lazy("Wil stoppen")}


def need_words(need: str) -> str:
    """Name what a volunteer needs; what a file names otherwise as it stands there."""
    return str(NEED_WORDS.get(need, need))


def half_day_words(half_days: Iterable[str]) -> str:
    """Write half-days in the order of the week: "dinsdagochtend en vrijdagochtend"."""
    chosen = set(half_days)
    names = [half_day_name(half) for half in HALF_DAYS if half in chosen]
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def half_day_name(half_day: str) -> str:
    """Write one half-day: "dinsdagochtend"."""
    day, _sign, part = half_day.partition("_")
    return _("%(day)s%(part)s") % {"day": DAY_WORDS[day], "part": PART_WORDS[part]}


def reason_words(reason: Reason) -> str:
    """Put a reason for or against somebody in words."""
    values, text = dict(reason.values), reason.text
    if reason.code == "need" and values["need"] in DONE:
        text = _("%(need)s gedaan op %(day)s")
    if "half_days" in values:
        values["half_days"] = half_day_words(values["half_days"])
    if "need" in values:
        values["need"] = need_words(values["need"])
    if "day" in values:
        values["day"] = weekday_date(values["day"])
    return _(text) % values


def state_chip(state: str) -> dict[str, str]:
    """Return the chip of a volunteer's state."""
    kind, label = STATES[state]
    return {"kind": kind, "label": str(label)}


def match_chip(state: str) -> dict[str, str]:
    """Return the chip of a match's state."""
    return {"kind": MATCH_CHIPS[state], "label": _(STATE_WORDS[state])}


def asks_chip() -> dict[str, str]:
    """Return the chip of a match that waits for the volunteer, as she reads it herself."""
    return {"kind": "waiting", "label": _("Wacht op jouw antwoord")}


def step_words(step: MatchStep, rules: MatchRules) -> str:
    """Say a step with its reason and whose decision it was, the words of its file."""
    reason = next((text_of(one.text) for one in rules.reasons if one.id == step.reason), "")
    parts = [_(STEP_WORDS[step.kind]), reason]
    if step.kind == "stopped" and step.decided_by:
        parts.append(str(DECIDED_WORDS[step.decided_by]))
    return "; ".join(part for part in parts if part)


def search_words(step: str) -> str:
    """Say what brings a search nearer."""
    return str(SEARCH_WORDS[step])


def check_words(kind: str, seen_on: date, valid_until: date | None) -> str:
    """Say what was seen when, and until when it counts."""
    said = {"need": need_words(kind), "day": weekday_date(seen_on)}
    if kind in DONE:
        return _("%(need)s gedaan op %(day)s") % said
    if valid_until is None:
        return _("%(need)s gezien op %(day)s") % said
    last = weekday_date(valid_until - timedelta(days=1))
    return _("%(need)s gezien op %(day)s, telt tot en met %(last)s") % {**said, "last": last}


def place_words(volunteer: Volunteer) -> str:
    """Say where a volunteer lives: neighbourhood and municipality."""
    return ", ".join(str(place) for place in (volunteer.neighbourhood, volunteer.municipality) if place)


def initials(name: str) -> str:
    """Return the first letters of the first and last part of a name."""
    parts = name.split()
    return (parts[0][:1] + parts[-1][:1]).upper() if len(parts) > 1 else name[:2].upper()
