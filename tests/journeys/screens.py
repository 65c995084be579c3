# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every screen of the product: its address, the picture that is made of it, and whose screen it is then."""

from __future__ import annotations

import re
from dataclasses import dataclass

# As the ids in addresses are written; the house compares this list with the addresses of the product itself.
ALPHABET, LENGTH = "23456789bcdfghjkmnpqrstvwxz", 14
ID = re.compile(rf"(?<=/)[{ALPHABET}]{{{LENGTH}}}(?=/|$)")
NUMBER = re.compile(r"(?<=/zwangerschap/)\d+(?=/)")

NURSE, COORDINATOR, SENDER, ANALYST = "Jolijn", "Rachida", "Anneke", "Pim"
MUNICIPALITY, LOG_KEEPER, ADMINISTRATOR = "Marloes", "Desi", "Koen"
EVERYBODY = (NURSE, COORDINATOR, SENDER, ANALYST, MUNICIPALITY, LOG_KEEPER, ADMINISTRATOR)
STRANGER = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as somebody sees it. `address` has ID for every id; `name` is the name of its picture."""

    address: str
    name: str
    who: str


SCREENS = (
    Screen("/vandaag", "today", NURSE),
    Screen("/gezinnen", "families", NURSE),
    Screen("/gezinnen/ID", "family", NURSE),
    Screen("/gezinnen/ID/wie-keek-mee", "readers", NURSE),
    Screen("/gezinnen/ID/mensen", "people", NURSE),
    Screen("/gezinnen/ID/mensen/ouder-erbij", "parent-new", NURSE),
    Screen("/gezinnen/ID/mensen/ouder/ID", "parent", NURSE),
    Screen("/gezinnen/ID/mensen/kind/ID", "child", NURSE),
    Screen("/gezinnen/ID/zwangerschap", "pregnancy", NURSE),
    Screen("/gezinnen/ID/zwangerschap/N/uitgerekend", "due-date", COORDINATOR),
    Screen("/gezinnen/ID/geboorte", "birth", COORDINATOR),
    Screen("/gezinnen/ID/verlies", "loss", NURSE),
    Screen("/gezinnen/ID/verhuizing", "move", NURSE),
    Screen("/gezinnen/ID/huishoudens", "households", NURSE),
    Screen("/gezinnen/ID/niets-vragen", "ask-nothing", NURSE),
    Screen("/gezinnen/ID/wegen", "weighing", NURSE),
    Screen("/gezinnen/ID/wegen/uitkomst/ID", "weighing-correct", NURSE),
    Screen("/aanbod", "offers", NURSE),
    Screen("/bezoeken/ID/", "visit", NURSE),
    Screen("/bezoeken/ID/voorbereiden/", "visit-prepare", NURSE),
    Screen("/bezoeken/ID/onderwerp/", "visit-topic", NURSE),
    Screen("/bezoeken/verslag/ID/", "report", NURSE),
    Screen("/bezoeken/verslag/ID/wijzigen/", "report-correct", NURSE),
    Screen("/afspraken/ID", "appointment", NURSE),
    Screen("/afspraken/ID/verzetten", "appointment-move", NURSE),
    Screen("/afspraken/ID/annuleren", "appointment-cancel", NURSE),
    Screen("/afspraken/ID/ging-niet-door", "appointment-missed", NURSE),
    Screen("/afspraken/traject/ID/plannen", "appointment-plan", COORDINATOR),
    Screen("/trajecten/ID/pauzeren", "pause", NURSE),
    Screen("/trajecten/ID/hervatten", "resume", COORDINATOR),
    Screen("/trajecten/ID/beeindigen", "end", NURSE),
    Screen("/programmas", "programmes", NURSE),
    Screen("/onderdelen", "components", NURSE),
    Screen("/wachtrij", "queue", COORDINATOR),
    Screen("/gezinnen/nieuw", "family-new", COORDINATOR),
    Screen("/gezinnen/ID/samenvoegen", "merge", COORDINATOR),
    Screen("/aanmeldingen", "sign-ups", COORDINATOR),
    Screen("/aanmeldingen/ID", "sign-up", COORDINATOR),
    Screen("/aanmeldingen/links", "sign-up-links", COORDINATOR),
    Screen("/trajecten/gezin/ID/indiceren", "indicate", COORDINATOR),
    Screen("/trajecten/ID/aanbieden", "offer", COORDINATOR),
    Screen("/trajecten/ID/antwoord", "answer", COORDINATOR),
    Screen("/trajecten/ID/toewijzen", "assign", COORDINATOR),
    Screen("/trajecten/ID/overdragen", "hand-over", COORDINATOR),
    Screen("/aanmelden", "sign-up-send", SENDER),
    Screen("/monitor/", "monitor", ANALYST),
    Screen("/monitor/", "monitor-municipality", MUNICIPALITY),
    Screen("/logboek", "log", LOG_KEEPER),
    Screen("/", "start", ADMINISTRATOR),
    Screen("/programmas/PROGRAMME", "programme", STRANGER),
    Screen("/oefenen/", "practice", STRANGER),
    Screen("/inloggen/login/", "log-in", STRANGER),
)

# Seen on the way of a form, or instead of a page; the walk takes these pictures by hand.
ON_THE_WAY = (
    "sign-up-link-made",
    "sign-up-by-link",
    "sign-up-received",
    "link-closed",
    "not-found",
    "no-right",
    "visit-error",
)

# Addresses that only take what a form sends, or that give no page of their own.
NOT_A_PAGE = frozenset({
    "/gezond", "/monitor/csv", "/taal/setlang/", "/oefenen/inloggen/ID/", "/aanmelden/WORD",
    "/gezinnen/ID/verlies/ongedaan", "/gezinnen/ID/samenvoegen/ongedaan", "/afspraken/ID/ongedaan", "/bezoeken/ID/concept",
    "/bezoeken/verslag/ID/ging-niet-door/", "/aanmeldingen/links/ID/intrekken", "/aanmeldingen/ID/oppakken",
    "/aanmeldingen/ID/inschrijven", "/aanmeldingen/ID/koppelen", "/aanmeldingen/ID/afhandelen", "/trajecten/ID/einde-ongedaan",
})  # fmt: skip


def kind_of(address: str) -> str:
    """Return which screen an address is of: without question, and with ID for every id in it."""
    path = NUMBER.sub("N", ID.sub("ID", address.partition("?")[0].partition("#")[0]))
    return re.sub(r"^/programmas/.+$", "/programmas/PROGRAMME", path)


def screens_of(who: str) -> tuple[Screen, ...]:
    """Return the screens that are walked as this person and of which a picture is made."""
    return tuple(screen for screen in SCREENS if screen.who == who)
