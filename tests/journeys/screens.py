# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every screen of the product: its address, the picture that is made of it, and whose screen it is then."""

from __future__ import annotations

import re
from dataclasses import dataclass

# As the ids in addresses are written; the house compares this list with the addresses of the product itself.
ALPHABET, LENGTH = "23456789bcdfghjkmnpqrstvwxz", 14
ID = re.compile(rf"(?<=/)[{ALPHABET}]{{{LENGTH}}}(?=/|$)")
KIND = re.compile(
    r"(?<=^/koppelen/stap/ID/)(?!ongedaan$)[a-z_]+$|(?<=^/meldcode/ID/vastleggen/)[a-z_]+$|(?<=^/team/)[a-z]{4,12}(?=/ID/(?:herstellen|terugnemen)$)"
)
NUMBER = re.compile(r"(?<=/zwangerschap/)\d+(?=/)|(?<=/vraag/)\d+$")

NURSE, OTHER_NURSE, COORDINATOR, SENDER, ANALYST = "Jolijn", "Wytske", "Rachida", "Anneke", "Pim"
MUNICIPALITY, LOG_KEEPER, ADMINISTRATOR, AMBASSADOR, LEAD = "Marloes", "Desi", "Koen", "Farida", "Tineke"
EVERYBODY = (
    NURSE,
    OTHER_NURSE,
    COORDINATOR,
    SENDER,
    ANALYST,
    MUNICIPALITY,
    LOG_KEEPER,
    ADMINISTRATOR,
    AMBASSADOR,
    LEAD,
)
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
    Screen("/afronden/ID", "winding-down", COORDINATOR),
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
    Screen("/monitor/regio", "monitor-region", ANALYST),
    Screen("/monitor/gepland-en-geweest", "monitor-fidelity", ANALYST),
    Screen("/monitor/doorgaan", "monitor-sheet", ANALYST),
    Screen("/monitor/indicatoren", "monitor-indicators", ANALYST),
    Screen("/monitor/besluiten", "monitor-decisions", MUNICIPALITY),
    Screen("/monitor/kaarten/", "cards", ANALYST),
    Screen("/monitor/kaarten/nieuw", "card-new", ANALYST),
    Screen("/monitor/kaarten/ID", "card", ANALYST),
    Screen("/monitor/kaarten/ID/wijzigen", "card-change", ANALYST),
    Screen("/logboek", "log", LOG_KEEPER),
    Screen("/", "start", ADMINISTRATOR),
    Screen("/afspraken/gepland-en-geweest", "fidelity-own", NURSE),
    Screen("/afspraken/traject/ID/gepland-en-geweest", "fidelity", NURSE),
    Screen("/afspraken/traject/ID/minder-of-meer", "dial", NURSE),
    Screen("/afspraken/minder-of-meer/ID/wijzigen", "dial-correct", NURSE),
    Screen("/gezinnen/ID/wegen/richtlijn", "guideline", NURSE),
    Screen("/gezinnen/ID/wegen/gesprek", "finding", NURSE),
    Screen("/groepen/", "groups", COORDINATOR),
    Screen("/groepen/ID", "group", COORDINATOR),
    Screen("/groepen/nieuw", "group-new", COORDINATOR),
    Screen("/groepen/ID/afsluiten", "group-close", COORDINATOR),
    Screen("/groepen/ID/begeleider", "group-facilitator", COORDINATOR),
    Screen("/groepen/ID/lijst", "group-list", OTHER_NURSE),
    Screen("/groepen/ID/wijzigen", "group-change", COORDINATOR),
    Screen("/groepen/bijeenkomst/ID", "group-session", OTHER_NURSE),
    Screen("/groepen/bijeenkomst/ID/verzetten", "group-session-move", COORDINATOR),
    Screen("/groepen/lid/ID/meegeven", "group-pass-on", OTHER_NURSE),
    Screen("/groepen/lid/ID/vertrek", "group-leave", COORDINATOR),
    Screen("/groepen/plek/ID", "group-place", COORDINATOR),
    Screen("/koppelen", "asking", COORDINATOR),
    Screen("/koppelen/ID", "match", COORDINATOR),
    Screen("/koppelen/ID/zoekt", "match-ask", COORDINATOR),
    Screen("/koppelen/stap/ID/KIND", "match-step", COORDINATOR),
    Screen("/steunouder", "volunteers", COORDINATOR),
    Screen("/steunouder/ID", "volunteer", COORDINATOR),
    Screen("/steunouder/nieuw", "volunteer-new", COORDINATOR),
    Screen("/steunouder/ID/dagdelen", "volunteer-times", COORDINATOR),
    Screen("/steunouder/ID/gegevens", "volunteer-details", COORDINATOR),
    Screen("/steunouder/ID/gezien", "volunteer-seen", COORDINATOR),
    Screen("/steunouder/ID/pauze", "volunteer-pause", COORDINATOR),
    Screen("/steunouder/ID/stoppen", "volunteer-stop", COORDINATOR),
    Screen("/opvang/", "places", COORDINATOR),
    Screen("/opvang/ID", "place", COORDINATOR),
    Screen("/opvang/ID/eigen-stem", "place-voice", COORDINATOR),
    Screen("/opvang/ID/plek", "place-arrange", COORDINATOR),
    Screen("/opvang/ID/plek/ID/beeindigen", "place-end", COORDINATOR),
    Screen("/opvang/ID/plek/ID/begonnen", "place-begun", COORDINATOR),
    Screen("/opvang/ID/steun", "place-support", COORDINATOR),
    Screen("/opvang/ID/steun/ID/beeindigen", "place-support-end", COORDINATOR),
    Screen("/video/traject/ID", "video", OTHER_NURSE),
    Screen("/video/traject/ID/opname", "video-new", OTHER_NURSE),
    Screen("/video/ID/in-beeld", "video-in-view", OTHER_NURSE),
    Screen("/video/ID/toestemming/ID", "video-consent", OTHER_NURSE),
    Screen("/video/ID/intrekken/ID", "video-withdraw", OTHER_NURSE),
    Screen("/video/ID/teruggekeken", "video-reviewed", OTHER_NURSE),
    Screen("/video/ID/meegegeven", "video-handed-over", OTHER_NURSE),
    Screen("/video/ID/vernietigd", "video-destroyed", OTHER_NURSE),
    Screen("/video/te-vernietigen", "video-still-there", COORDINATOR),
    Screen("/team", "staff", COORDINATOR),
    Screen("/team/ID", "staff-member", COORDINATOR),
    Screen("/team/ID/certificaat", "staff-certificate", COORDINATOR),
    Screen("/team/ID/gedaan", "staff-learning", COORDINATOR),
    Screen("/team/afspraak", "staff-agreement", COORDINATOR),
    Screen("/team/afspraak/ID/bekeken", "staff-agreement-seen", COORDINATOR),
    Screen("/team/licentie", "staff-licence", COORDINATOR),
    Screen("/kinderwens", "tally", AMBASSADOR),
    Screen("/kinderwens/cijfers", "tally-factsheet", COORDINATOR),
    Screen("/buurt", "neighbourhood", STRANGER),
    Screen("/buurt/ID", "activity", STRANGER),
    Screen("/buurt/bel-mij", "call-me", STRANGER),
    Screen("/buurt/voorstellen", "activity-propose", STRANGER),
    Screen("/buurt/wens", "activity-wish", STRANGER),
    Screen("/buurt/nakijken", "activities-check", COORDINATOR),
    Screen("/buurt/ID/nakijken", "activity-check", COORDINATOR),
    Screen("/buurt/aanbodkaart", "offer-map", COORDINATOR),
    Screen("/gezinnen/met-spoed", "glass", NURSE),
    Screen("/gezinnen/met-spoed/nakijken", "glass-list", COORDINATOR),
    Screen("/meldcode/", "trails", LEAD),
    Screen("/meldcode/gezin/ID", "trail-new", NURSE),
    Screen("/meldcode/ID", "trail", NURSE),
    Screen("/meldcode/ID/vastleggen/KIND", "trail-note", NURSE),
    Screen("/meldcode/ID/vraag/N", "trail-question", NURSE),
    Screen("/meldcode/ID/verbeteren/ID", "trail-correct", NURSE),
    Screen("/meldcode/ID/toelaten", "trail-let-in", NURSE),
    Screen("/meldcode/ID/sluiten", "trail-close", NURSE),
    Screen("/meldcode/ID/heropenen", "trail-reopen", LEAD),
    Screen("/meldcode/ID/weghalen", "trail-let-go", LEAD),
    Screen("/meldcode/ID/brief", "trail-letter", NURSE),
    Screen("/meldcode/ID/dossier", "trail-dossier", NURSE),
    Screen("/verwijzingen", "referrals", COORDINATOR),
    Screen("/verwijzingen/ID", "referral", COORDINATOR),
    Screen("/gezinnen/ID/verwijzen", "refer", COORDINATOR),
    Screen("/gezinnen/ID/verwijzen/ID", "refer-to", COORDINATOR),
    Screen("/gezinnen/ID/verwijzen/ID/afgeschermd", "refer-guarded", NURSE),
    Screen("/verwijzingen/afgeschermd", "referrals-guarded", LEAD),
    Screen("/verwijzingen/afgeschermd/ID", "referral-guarded", LEAD),
    Screen("/berichten", "messages", NURSE),
    Screen("/gezinnen/ID/toestemmingen", "consents", OTHER_NURSE),
    Screen("/gezinnen/ID/toestemmingen/vragen", "consent-ask", OTHER_NURSE),
    Screen("/gezinnen/toestemmingen/ID/intrekken", "consent-withdraw", OTHER_NURSE),
    Screen("/rechten", "rights", COORDINATOR),
    Screen("/gezinnen/ID/rechten", "rights-family", COORDINATOR),
    Screen("/rechten/verzoek/ID", "rights-request", COORDINATOR),
    Screen("/rechten/vernietigen/ID", "destruction", COORDINATOR),
    Screen("/afgeschermd", "kept-back", LEAD),
    Screen("/gezinnen/ID/afgeschermd", "kept-back-family", LEAD),
    Screen("/mijn-log", "log-own", NURSE),
    Screen("/sociale-kaart", "services", COORDINATOR),
    Screen("/sociale-kaart/nieuw", "service-new", COORDINATOR),
    Screen("/sociale-kaart/ID", "service", COORDINATOR),
    Screen("/sociale-kaart/ID/veranderen", "service-change", COORDINATOR),
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
    "objection",
    "objection-made",
    "receipt",
)

# Addresses that only take what a form sends, or that give no page of their own.
NOT_A_PAGE = frozenset({
    "/gezond", "/klaar", "/metingen", "/afgedrukt", "/ingelogd", "/inloggen/overal-uit",
    "/logboek/csv", "/monitor/csv", "/monitor/codebook", "/monitor/ods", "/monitor/pdf",
    "/monitor/doorgaan/pdf", "/monitor/doorgaan/json", "/monitor/indicatoren/csv", "/monitor/indicatoren/json",
    "/monitor/kaarten/ID/openen", "/monitor/besluiten/ID/ongedaan",
    "/afronden/ID/gezin/ID/verteld", "/afronden/ID/gezin/ID/ongedaan",
    "/afronden/ID/vrijwilliger/ID/verteld", "/afronden/ID/vrijwilliger/ID/ongedaan",
    "/taal/setlang/", "/oefenen/inloggen/ID/", "/aanmelden/WORD",
    "/gezinnen/ID/verlies/ongedaan", "/gezinnen/ID/samenvoegen/ongedaan", "/afspraken/ID/ongedaan", "/bezoeken/ID/concept",
    "/bezoeken/verslag/ID/ging-niet-door/", "/aanmeldingen/links/ID/intrekken", "/aanmeldingen/ID/oppakken",
    "/aanmeldingen/ID/inschrijven", "/aanmeldingen/ID/koppelen", "/aanmeldingen/ID/afhandelen", "/trajecten/ID/einde-ongedaan",
    "/afspraken/minder-of-meer/ID/ongedaan", "/buurt/ID/gebeld", "/buurt/ID/ik-kom", "/buurt/ID/tellen", "/buurt/ID/weghalen",
    "/groepen/ID/heropenen", "/groepen/ID/wijzigen/terug",
    "/groepen/bijeenkomst/ID/afzeggen", "/groepen/bijeenkomst/ID/klaar", "/groepen/lid/ID/terug",
    "/groepen/verteld/ID", "/kinderwens/tellen", "/kinderwens/terugnemen", "/koppelen/ID/kind", "/koppelen/ID/toch-zoeken",
    "/koppelen/ID/voorleggen", "/koppelen/stap/ID/ongedaan", "/opvang/ID/plek/ID/toch-niet-gestopt", "/opvang/ID/plek/ID/weghalen",
    "/opvang/ID/steun/ID/toch-niet-gestopt", "/opvang/ID/steun/ID/weghalen", "/steunouder/ID/doe",
    "/rechten/voorstellen/ID", "/rechten/verzoek/ID/KIND",
    "/team/KIND/ID/herstellen", "/team/KIND/ID/terugnemen", "/video/ID/in-beeld/ID/toch-niet", "/video/stap/ID/ongedaan",
    "/video/toestemming/ID/ongedaan", "/meldcode/ID/vervalt/ID", "/meldcode/ID/toelaten/ID/eraf",
    # By a link of her own, which the journey of a volunteer follows.
    "/mijn/steunouder/WORD",
    "/gezinnen/met-spoed/ID/sluiten",
    # A page of their own only where what was sent could not be done: what sends to them stands on another page.
    "/video/ID/gemaakt", "/koppelen/ID/geen-match", "/buurt/ID/bel-mij",
    # Nobody opened a file with haste in the practice region; the journey of a broken glass passes here, with axe.
    "/gezinnen/met-spoed/nakijken/ID",
    # Nothing was destroyed in it yet; a picture of a receipt is made on the way.
    "/rechten/bewijs/ID",
    "/gezinnen/toestemmingen/ID/ongedaan", "/gezinnen/metingen/ID/ongedaan",
    # Nothing is measured in the practice region yet: the tests of the room open both, and a picture would show an empty list.
    "/gezinnen/ID/metingen", "/gezinnen/ID/metingen/vastleggen",
    "/berichten/ID/verteld", "/verwijzingen/ID/versturen", "/verwijzingen/ID/stap", "/verwijzingen/ID/stap/ID/ongedaan", "/verwijzingen/ID/overnemen",
    "/verwijzingen/ID/link", "/verwijzingen/link/ID/intrekken", "/verwijzingen/afgeschermd/ID/versturen", "/verwijzingen/afgeschermd/ID/stap",
    # By a link of their own, which the journey of a referral follows.
    "/antwoord/WORD",
    "/sociale-kaart/ID/nagekeken", "/sociale-kaart/ID/sluiten",
})  # fmt: skip


def kind_of(address: str) -> str:
    """Return which screen an address is of: without question, and with ID for every id in it."""
    path = NUMBER.sub("N", ID.sub("ID", address.partition("?")[0].partition("#")[0]))
    path = KIND.sub("KIND", path)
    return re.sub(r"^/programmas/.+$", "/programmas/PROGRAMME", path)


def screens_of(who: str) -> tuple[Screen, ...]:
    """Return the screens that are walked as this person and of which a picture is made."""
    return tuple(screen for screen in SCREENS if screen.who == who)
