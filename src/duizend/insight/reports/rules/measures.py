# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a municipal account counts, in the order it is read, and what each count means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Language = Literal["nl", "en"]
Basis = Literal["calendar_year", "intake_cohort"]

MEASURES = (
    "screened",
    "eligible",
    "not_eligible",
    "not_asked",
    "not_filled_in",
    "indicated",
    "not_offered",
    "offered",
    "awaiting_answer",
    "accepted",
    "not_yet",
    "declined",
    "no_answer",
    "not_or_not_yet",
    "waiting",
    "ended_before_start",
    "started",
    "completed",
    "stopped",
    "referred_on",
    "moved",
    "compulsory_framework",
)
# Every family indicated is in exactly one of these on the day of the account.
STATES = (
    "not_offered",
    "awaiting_answer",
    "no_answer",
    "not_yet",
    "declined",
    "waiting",
    "ended_before_start",
    "started",
)
NOT_STARTED = STATES[:-1]
ENDINGS = ("completed", "stopped", "referred_on", "moved", "compulsory_framework")
# Counted elsewhere, per child, and brought in; without it they are "not recorded", never nought. Every child screened
# has exactly one result. Eligible by the answers is not indicated: a professional judges that, and others sign up too.
SCREENING_RESULTS = ("eligible", "not_eligible", "not_asked", "not_filled_in")
BROUGHT_IN = ("screened", *SCREENING_RESULTS)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a measure counts, and out of which other measure (its denominator), if any."""

    text: Mapping[Language, str]
    out_of: str | None = None


def _meaning(nl: str, en: str, out_of: str | None = None) -> Meaning:
    return Meaning(MappingProxyType({"nl": nl, "en": en}), out_of)


_MEANINGS: Mapping[str, Meaning] = MappingProxyType(
    {
        "screened": _meaning(
            "kinderen die aan de beurt waren voor de vraag of extra ondersteuning past, met welke uitkomst ook",
            "children whose turn it was for the question whether extra support would suit, whatever came of it",
        ),
        "eligible": _meaning(
            "gescreende kinderen bij wie de antwoorden op extra ondersteuning wijzen",
            "screened children whose answers point to extra support",
            "screened",
        ),
        "not_eligible": _meaning(
            "gescreende kinderen bij wie de antwoorden daar niet op wijzen",
            "screened children whose answers do not point to it",
            "screened",
        ),
        "not_asked": _meaning(
            "kinderen bij wie de vragen niet zijn voorgelegd",
            "children for whom the questions were not put",
            "screened",
        ),
        "not_filled_in": _meaning(
            "kinderen bij wie de vragen wel zijn voorgelegd en niet ingevuld",
            "children for whom the questions were put and not filled in",
            "screened",
        ),
        "indicated": _meaning(
            "gezinnen die volgens de professional in aanmerking komen",
            "families a professional judged to be eligible",
            "screened",
        ),
        "not_offered": _meaning("in aanmerking, nog geen aanbod gedaan", "eligible, no offer made yet", "indicated"),
        "offered": _meaning(
            "in aanmerking en aanbod gedaan, met of zonder antwoord",
            "eligible and an offer made, answered or not",
            "indicated",
        ),
        "awaiting_answer": _meaning(
            "aanbod gedaan, antwoord nog niet binnen", "offer made, answer not in yet", "indicated"
        ),
        "accepted": _meaning(
            "laatste antwoord is akkoord, ook wie daarna startte of ophield",
            "latest answer is yes, also who started or ended since",
            "offered",
        ),
        "not_yet": _meaning("laatste antwoord is nog niet", "latest answer is not yet", "indicated"),
        "declined": _meaning(
            "laatste antwoord is nee, van het gezin of omdat het niet kon of paste",
            "latest answer is no, by the family or for want of place or fit",
            "indicated",
        ),
        "no_answer": _meaning(
            "na pogingen geen antwoord; geldt niet als nee",
            "no answer after attempts; not counted as no",
            "indicated",
        ),
        "not_or_not_yet": _meaning(
            "niet of nog niet gestart, om welke reden ook",
            "not started, or not yet, for whatever reason",
            "indicated",
        ),
        "waiting": _meaning(
            "akkoord, wacht op een plek of op het eerste contact",
            "accepted, waiting for a place or the first contact",
            "indicated",
        ),
        "ended_before_start": _meaning(
            "geëindigd voor het eerste contact, om welke reden ook",
            "ended before the first contact, for whatever reason",
            "indicated",
        ),
        "started": _meaning(
            "het eerste contact is geweest, ook als het daarna eindigde",
            "the first contact took place, also if it ended since",
            "indicated",
        ),
        "completed": _meaning("na de start helemaal afgerond", "completed after starting", "started"),
        "stopped": _meaning(
            "na de start eerder opgehouden: door het gezin, door de organisatie, "
            "door verlies van kind of zwangerschap, of omdat het kind elders ging wonen",
            "ended early after starting: by the family, by the organisation, by the loss of a "
            "child or pregnancy, or because the child went to live elsewhere",
            "started",
        ),
        "referred_on": _meaning(
            "na de start verder geholpen door een ander", "passed on to other help after starting", "started"
        ),
        "moved": _meaning("na de start verhuisd", "moved away after starting", "started"),
        "compulsory_framework": _meaning(
            "na de start verder in een gedwongen kader (jeugdbescherming)",
            "went on in a compulsory framework after starting",
            "started",
        ),
    }
)

_OF_YEAR = {"nl": "in {year}", "en": "in {year}"}
_BROUGHT_IN = {"nl": "gescreend in {year}", "en": "screened in {year}"}
_STATE = {
    "nl": "in aanmerking gekomen in {year}, stand op {on}",
    "en": "eligible in {year}, as it stood on {on}",
}
_ENDED = {
    "nl": "geëindigd in {year}, ook wie eerder in aanmerking kwam",
    "en": "ended in {year}, whenever they became eligible",
}
_WORDS = {
    "nl": "Teller: {text}. Noemer: {out_of}. Periode: {period}.",
    "en": "Numerator: {text}. Denominator: {out_of}. Period: {period}.",
}
_NONE = {"nl": "geen", "en": "none"}
_LABELS: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {
        "screened": {"nl": "Gescreend", "en": "Screened"},
        "eligible": {"nl": "Voldoet aan de criteria", "en": "Meets the criteria"},
        "not_eligible": {"nl": "Voldoet niet aan de criteria", "en": "Does not meet the criteria"},
        "not_asked": {"nl": "Niet gevraagd", "en": "Not asked"},
        "not_filled_in": {"nl": "Niet ingevuld", "en": "Not filled in"},
        "indicated": {"nl": "Komt in aanmerking", "en": "Eligible"},
        "not_offered": {"nl": "Nog niet aangeboden", "en": "Not offered yet"},
        "offered": {"nl": "Aangeboden", "en": "Offered"},
        "awaiting_answer": {"nl": "Wacht op antwoord", "en": "Awaiting an answer"},
        "accepted": {"nl": "Akkoord", "en": "Accepted"},
        "not_yet": {"nl": "Nog niet", "en": "Not yet"},
        "declined": {"nl": "Nee", "en": "No"},
        "no_answer": {"nl": "Geen antwoord", "en": "No answer"},
        "not_or_not_yet": {"nl": "Niet of nog niet gestart", "en": "Not started, or not yet"},
        "waiting": {"nl": "Wacht op een plek", "en": "Waiting for a place"},
        "ended_before_start": {"nl": "Geëindigd voor de start", "en": "Ended before the start"},
        "started": {"nl": "Gestart", "en": "Started"},
        "completed": {"nl": "Afgerond", "en": "Completed"},
        "stopped": {"nl": "Eerder gestopt", "en": "Ended early"},
        "referred_on": {"nl": "Verwezen", "en": "Referred on"},
        "moved": {"nl": "Verhuisd", "en": "Moved"},
        "compulsory_framework": {"nl": "Gedwongen kader", "en": "Compulsory framework"},
    }
)


def label_of(measure: str, *, language: Language = "nl") -> str:
    """Give the short name of a measure as it stands on the screen."""
    return _LABELS[measure][language]


def denominator_of(measure: str, *, basis: Basis) -> str | None:
    """Give the measure this one is a part of, or none.

    Endings of a calendar year have no denominator: who ended in a year mostly started in another.
    """
    if measure in ENDINGS and basis == "calendar_year":
        return None
    return _MEANINGS[measure].out_of


def definition_of(measure: str, *, year: int, on: str, basis: Basis, language: Language = "nl") -> str:
    """Write out what a measure counts: numerator, denominator and period in words.

    `on`: the reference day as the reader should see it.
    """
    out_of = denominator_of(measure, basis=basis)
    if measure in BROUGHT_IN:
        period = _BROUGHT_IN
    elif measure == "indicated":
        period = _OF_YEAR
    elif measure in ENDINGS and basis == "calendar_year":
        period = _ENDED
    else:
        period = _STATE
    return _WORDS[language].format(
        text=_MEANINGS[measure].text[language],
        out_of=_MEANINGS[out_of].text[language] if out_of else _NONE[language],
        period=period[language].format(year=year, on=on),
    )
