# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why each room processes persons, in Dutch, for the register of processing activities (art. 30 GDPR).

What the code knows better is not said here: which fields there are, of which class and for how long comes from the
field ledger, who may reach them from the policy table. A room with persons that is missing here fails the house tests.
"""

from __future__ import annotations

from dataclasses import dataclass

CARE = (
    "Uitvoering van de behandelingsovereenkomst (art. 6 lid 1 b AVG; WGBO) of van een taak van algemeen belang"
    " (art. 6 lid 1 e AVG; art. 5 Wpg); bijzondere gegevens: zorg (art. 9 lid 2 h AVG) onder beroepsgeheim (art. 7:457 BW)"
)
CONSENT = "Toestemming (art. 6 lid 1 a en art. 9 lid 2 a AVG), per doel vastgelegd en in te trekken"
STAFF = "Gerechtvaardigd belang van de werkgever of uitvoering van de arbeidsovereenkomst (art. 6 lid 1 f of b AVG)"
DUTY = "Wettelijke plicht (art. 6 lid 1 c AVG)"

FAMILY = "ouders, zwangeren en kinderen"
PROFESSIONALS = "professionals die begeleiden"

ROLES_NL = {
    "nurse": "verpleegkundige", "coordinator": "coördinator", "sender": "aanmelder", "analyst": "analist",
    "municipality": "beleidsmedewerker gemeente", "administrator": "functioneel beheerder", "log_keeper": "logboekbeheerder",
    "ambassador": "ambassadeur", "safeguarding_lead": "aandachtsfunctionaris meldcode",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Processing:
    """One processing activity: `name`, `purpose` and `basis` in Dutch; `deeds` are those of the policy table."""

    name: str
    purpose: str
    basis: str
    whose: str
    what: str
    recipients: str = "Niemand buiten de organisatie."
    deeds: tuple[str, ...] = ()


PROCESSING = {
    "access": Processing(
        "Accounts en logboek", "Weten wie inlogt, wie wat mag, en wie wat heeft bekeken of vastgelegd.",
        f"{DUTY}: logging van toegang tot het dossier (NEN 7513); voor accounts: {STAFF[0].lower()}{STAFF[1:]}",
        "medewerkers en anderen met een account; in het logboek ook gezinnen, alleen als willekeurig nummer",
        "naam, zakelijk e-mailadres, functie en rollen; moment, handeling en onderwerp van elke toegang",
        "Het gezin zelf leest wie meekeek; de logboekbeheerder leest het logboek.",
        ("log.own", "log.read", "log.verify", "account.manage"),
    ),
    "workforce": Processing(
        "Professionals en bekwaamheid", "Alleen wie bekwaam is begeleidt; zien wie wanneer bijgeschoold moet worden.", STAFF,
        PROFESSIONALS, "naam, organisatie, certificaten, scholing en hun geldigheid", deeds=("workforce.read", "workforce.manage"),
    ),
    "families": Processing(
        "Gezinsdossier", "Een gezin kennen: wie erbij hoort, waar zij wonen, wie gezag heeft en wie hen begeleidt.", CARE, FAMILY,
        "namen, geboortedata, adres, bereikbaarheid, taal, zwangerschap, gezag en zorgrelatie",
        "Wie het gezin begeleidt. De gemeente ontvangt nooit een gezin, alleen beschermde aantallen.",
        ("family.list", "family.read", "family.update", "family.register"),
    ),
    "instruments": Processing(
        "Vragenlijsten", "De uitkomst van een vragenlijst met ouders bespreken en wegen.", CARE, FAMILY,
        "uitkomsten van vragenlijsten en van het gesprek erover; eigen antwoorden van een ouder", deeds=("weighing.read", "weighing.write"),
    ),
    "signalling": Processing(
        "Aanmelden en wegen", "Een aanmelding waarvan ouders weten ontvangen en samen wegen welke steun past.", CARE,
        f"{FAMILY}; degenen die aanmelden", "aanmelding, wat ouders vertellen, wat meeweegt, oordeel en gezamenlijk besluit",
        "De aanmelder hoort dat het ontvangen en afgehandeld is; de uitkomst alleen voor zover ouders dat goed vonden.",
        ("sign_up.send", "sign_up.handle", "weighing.read", "weighing.write"),
    ),
    "outcomes": Processing(
        "Metingen", "Weten wat er van gezinnen wordt op momenten die vooraf zijn vastgelegd, en van hoeveel dat niet bekend is.", CARE, FAMILY,
        "uitkomsten per meetmoment, antwoorden op de eerste vragen, weigeringen, oordeel van de professional",
        "Rapporten krijgen alleen pseudonieme feiten. Wie nee zei, wordt niets gevraagd.",
        deeds=("measurement.read", "measurement.write"),
    ),
    "trajectories": Processing(
        "Trajecten", "Bijhouden wat aangeboden is, wat ouders antwoordden en wie begeleidt.", CARE, FAMILY,
        "programma, stappen, antwoorden van elke ouder met hun redenen, toewijzing", deeds=("offer.list", "trajectory.decide", "trajectory.assign"),
    ),
    "contacts": Processing(
        "Afspraken en contacten", "Afspraken plannen, verzetten en vastleggen wat doorging.", CARE, FAMILY,
        "afspraken, contacten, wat niet doorging en waarom; concepten van verslagen", deeds=("visit.plan", "visit.record"),
    ),
    "visits": Processing(
        "Huisbezoeken", "Vastleggen wat ouders wilden bespreken, wat er gebeurde en wat is afgesproken.", CARE, FAMILY,
        "onderwerpen van ouders, kort verslag, afspraken",
        "Een samenvatting neemt de verpleegkundige zelf over in het digitale dossier JGZ.", ("visit.record",),
    ),
    "places": Processing(
        "Plekken buitenshuis", "Opvang en steun voor een kind en de mensen eromheen regelen en volgen.", CARE, FAMILY,
        "soort plek, dagdelen, begin en einde, de eigen stem van het kind", deeds=("place.arrange", "place.list"),
    ),
    "groups": Processing(
        "Groepen", "Groepen samenstellen en bijhouden wie erbij was.", CARE, f"{FAMILY}; begeleiders van groepen",
        "lidmaatschap, aanwezigheid, wat is doorgegeven",
        "De begeleiders van de groep, ook die van een andere organisatie.", ("group.read", "group.record", "group.manage"),
    ),
    "video": Processing(
        "Video-feedback", "Bijhouden wie toestemming gaf voor een opname en of die vernietigd is. De opname zelf staat hier nooit.",
        CONSENT, FAMILY, "wie in beeld was, toestemming per persoon met doel en vernietigingsdatum",
        deeds=("video.read", "video.record", "video.settle"),
    ),
    "matching": Processing(
        "Vrijwilligers en gezinnen koppelen", "Vrijwilligers en gezinnen bij elkaar brengen; nagaan wat van een vrijwilliger gezien is.",
        f"{CONSENT} (vrijwilliger); voor het gezin: {CARE[0].lower()}{CARE[1:]}", f"vrijwilligers; {FAMILY}",
        "contactgegevens en beschikbaarheid van vrijwilligers, wat van hen gezien is (zoals een VOG) en wanneer; vraag en koppeling van een gezin",
        "Een vrijwilliger leest op de eigen pagina alleen het eigen; van een gezin niets zonder hun keuze.",
        ("volunteer.manage", "volunteer.own", "match.manage"),
    ),
    "community": Processing(
        "In de buurt", "Laten zien wat er voor alle ouders is; terugbellen wie dat vraagt.", CONSENT,
        "ouders die een activiteit voorstellen, dragen of gebeld willen worden", "voornaam en telefoonnummer; naam van wie een activiteit draagt",
        "Iedereen leest de activiteit en, als diegene dat wil, de naam van wie haar draagt.", ("activity.tell", "activity.check"),
    ),
    "imports": Processing(
        "Lijsten inlezen", "Een lijst van buiten heel of helemaal niet inlezen, en niet dubbel.", CARE, FAMILY,
        "het nummer dat een gezin elders heeft", deeds=("intake.import",),
    ),
    "facts": Processing(
        "Cijfers", "Verantwoorden en leren: wat is aangeboden, gedaan en bereikt, zonder namen.",
        "Taak van algemeen belang (art. 6 lid 1 e AVG); statistiek met waarborgen (art. 89 AVG); bezwaar wordt geëerd",
        f"{FAMILY}; {PROFESSIONALS}; gepseudonimiseerd", "stappen, contacten en koppelingen onder een sleutel, met gemeente, periode en programma",
        "Gemeenten en het publiek: alleen aantallen boven de drempel. Analisten van de regio: exacte aantallen, geen personen.",
        ("report.exact", "report.partner", "report.public", "facts.export", "evaluation.register", "evaluation.read"),
    ),
    "consents": Processing(
        "Toestemmingen", "Bijhouden wie waarvoor toestemming gaf of introk, en wat op grond daarvan is gedeeld.",
        f"{DUTY}: toestemming moet aantoonbaar zijn (art. 7 lid 1 AVG)", FAMILY,
        "persoon, doel, ontvanger, tekst en versie, moment van geven en intrekken; wat gedeeld is",
        "Ontvangers staan per toestemming in het register van toestemmingen.", ("consent.read", "consent.write"),
    ),
    "meldcode": Processing(
        "Meldcode", "De stappen van de meldcode huiselijk geweld en kindermishandeling zorgvuldig zetten en kunnen verantwoorden.",
        "Wet verplichte meldcode; beroepsnorm. Zonder toestemming alleen waar de wet dat toestaat: door de organisatie te onderbouwen",
        f"{FAMILY}; anderen over wie zorgen zijn; geraadpleegde professionals",
        "stappen met dagen, overleg, weging, besluiten, wie is geïnformeerd, antwoord van Veilig Thuis",
        "Veilig Thuis, bij een melding. Binnen de organisatie alleen de eigen ring.", ("meldcode.list", "meldcode.read", "meldcode.write"),
    ),
    "directory": Processing(
        "Sociale kaart", "Weten welke hulp er in de regio is en hoe een gezin daar komt.", DUTY, "contactpunten van hulpaanbieders",
        "naam, aanbod, gebied, talen, telefoonnummer en e-mailadres van een organisatie", "Geen.",
        ("directory.read", "directory.check", "directory.write"),
    ),
    "referrals": Processing(
        "Verwijzingen", "Een gezin bij passende hulp brengen en horen of dat lukte.",
        f"{CONSENT}; bij een besluit volgens de meldcode: die grond", f"{FAMILY}; contactpersonen van hulpaanbieders",
        "waarheen, waarom, wanneer, en wat eruit kwam; contactgegevens van aanbieders",
        "De hulpaanbieder waarnaar verwezen wordt.", ("referral.list", "referral.read", "referral.write", "referral.guarded"),
    ),
    "messaging": Processing(
        "Berichten", "Een ouder die daarom vroeg, of een collega, laten weten dat er iets is. In het bericht staat niets over wie of wat.",
        CONSENT, f"{FAMILY}; {PROFESSIONALS}", "aan wie, over welke verwijzing, of het verstuurd is en waarom niet",
        "Wie berichten verstuurt, als de organisatie die heeft: nummer of adres en een tekst die voor iedereen gelijk is.",
        ("message.list", "message.settle", "message.send"),
    ),
    "rights": Processing(
        "Rechten van betrokkenen", "Verzoeken om inzage, kopie, correctie, bezwaar en vernietiging op tijd en zorgvuldig afhandelen.",
        f"{DUTY} (art. 12 tot en met 22 AVG; art. 7:455 en 7:456 BW)", FAMILY,
        "verzoek, beoordeling, besluit met reden; na vernietiging een bewijs zonder inhoud", "De verzoeker zelf.",
        ("rights.list", "rights.read", "rights.write"),
    ),
}  # fmt: skip
