# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What notes and steps of a trail are called, in the viewer's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from duizend.safety.meldcode.models import Trail

STEP_WORDS = {
    1: gettext_lazy("Signalen"),
    2: gettext_lazy("Overleg"),
    3: gettext_lazy("Gesprek"),
    4: gettext_lazy("Wegen"),
    5: gettext_lazy("Beslissen"),
}
# kind -> (title of the note, what is asked in words, what to think of)
KIND_WORDS = {
    "signals": (
        gettext_lazy("Signalen in kaart"),
        gettext_lazy("Wat zag, hoorde of las je"),
        gettext_lazy("Feiten met bron en dag. Wat je vermoedt, noem je een vermoeden."),
    ),
    "child_check": (
        gettext_lazy("Kindcheck"),
        gettext_lazy("Toelichting"),
        gettext_lazy(
            "Voor een volwassene in zorg: zijn er kinderen die van deze volwassene afhangen, en zijn zij veilig?"
        ),
    ),
    "consult": (
        gettext_lazy("Overleg met een deskundige"),
        gettext_lazy("Wat kwam eruit"),
        gettext_lazy("Advies vragen aan Veilig Thuis kan zonder de naam van het gezin."),
    ),
    "conversation": (
        gettext_lazy("Gesprek met ouders of kind"),
        gettext_lazy("Wat is besproken, en hoe kijken zij ernaar"),
        gettext_lazy("In hun eigen woorden waar dat kan."),
    ),
    "conversation_skipped": (
        gettext_lazy("Gesprek overgeslagen"),
        gettext_lazy("Waarom"),
        gettext_lazy("Alleen als de veiligheid van iemand in gevaar zou komen."),
    ),
    "attempt": (gettext_lazy("Poging om iemand te bereiken"), gettext_lazy("Hoe, en wat gebeurde er"), ""),
    "weighing": (
        gettext_lazy("Weging"),
        gettext_lazy("Hoe ernstig is het, en waaraan zie je dat"),
        gettext_lazy("Aard en ernst. Bij twijfel: overleg met Veilig Thuis."),
    ),
    "question": (
        gettext_lazy("Vraag uit het afwegingskader"),
        gettext_lazy("Waarop baseer je dit"),
        gettext_lazy(
            "Je weegt zelf, met je collega’s. Er is geen score. Een antwoord kan veranderen; het oude blijft staan."
        ),
    ),
    "decision_report": (gettext_lazy("Beslissing 1: is melden noodzakelijk"), gettext_lazy("Waarom"), ""),
    "decision_help": (gettext_lazy("Beslissing 2: is hulp mogelijk"), gettext_lazy("Waarom, en welke hulp"), ""),
    "term": (
        gettext_lazy("Termijn bij vraag 5"),
        gettext_lazy("Wat moet er dan bereikt zijn"),
        gettext_lazy("Op die dag beantwoord je vraag 5 opnieuw."),
    ),
    "follow_up": (
        gettext_lazy("Opvolging"),
        gettext_lazy("Hoe gaat het nu"),
        gettext_lazy("Een nieuwe dag is een nieuwe termijn."),
    ),
    "informed": (gettext_lazy("Wie weet van de melding"), gettext_lazy("Reactie, en wat je met bezwaren deed"), ""),
    "report": (
        gettext_lazy("Gemeld bij Veilig Thuis"),
        gettext_lazy("Wat is gemeld, en welke afspraken zijn gemaakt"),
        "",
    ),
    "reply": (gettext_lazy("Bericht van Veilig Thuis"), gettext_lazy("Wat lieten zij weten"), ""),
    "conflict": (
        gettext_lazy("Conflict van plichten"),
        gettext_lazy("Antwoord"),
        gettext_lazy("Als je zonder toestemming iets deelt."),
    ),
    "shield": (
        gettext_lazy("Afschermen voor een ouder"),
        gettext_lazy("Waarom"),
        gettext_lazy("Dit spoor komt nooit in inzage, afschrift of bericht aan deze ouder."),
    ),
    "note": (gettext_lazy("Notitie"), gettext_lazy("Notitie"), ""),
    "let_in": (gettext_lazy("Toegelaten"), "", ""),
    "let_out": (gettext_lazy("Van dit spoor af"), "", ""),
    "closed": (gettext_lazy("Gesloten"), "", ""),
    "reopened": (gettext_lazy("Weer geopend"), "", ""),
    "letter": (gettext_lazy("Brief geopend om af te drukken"), "", ""),
    "handed_over": (gettext_lazy("Tekst voor het dossier meegenomen"), "", ""),
}
CONFLICT_WORDS = {
    1: gettext_lazy("Welk zwaarwegend belang dien je?"),
    2: gettext_lazy("Is er een andere weg dan zonder toestemming delen?"),
    3: gettext_lazy("Waarom kun je geen toestemming vragen of krijgen?"),
    4: gettext_lazy("Weegt dit belang op tegen het zwijgen?"),
    5: gettext_lazy("Aan wie geef je welke informatie, en niet meer dan dat?"),
}
ANSWER_WORDS = {
    "no_children": gettext_lazy("Geen kinderen die afhankelijk zijn"),
    "safe": gettext_lazy("Kinderen, en zij zijn veilig"),
    "worries": gettext_lazy("Kinderen, en er zijn zorgen"),
    "colleague": gettext_lazy("Deskundige collega"),
    "safeguarding_lead": gettext_lazy("Aandachtsfunctionaris meldcode"),
    "veilig_thuis": gettext_lazy("Veilig Thuis"),
    "forensic_doctor": gettext_lazy("Forensisch arts of letseldeskundige"),
    "safety_of_child": gettext_lazy("Veiligheid van het kind"),
    "safety_of_adult": gettext_lazy("Veiligheid van een ouder"),
    "safety_of_professional": gettext_lazy("Mijn eigen veiligheid"),
    "yes": gettext_lazy("Ja"),
    "no": gettext_lazy("Nee"),
    "doubt": gettext_lazy("Twijfel, ik overleg eerst"),
    "report": gettext_lazy("Melden bij Veilig Thuis"),
    "no_report": gettext_lazy("Niet melden"),
    "give_help": gettext_lazy("Zelf hulp geven"),
    "organise_help": gettext_lazy("Hulp regelen"),
    "no_help": gettext_lazy("Geen hulp mogelijk"),
    "results": gettext_lazy("Het gaat goed genoeg"),
    "not_yet": gettext_lazy("Nog niet goed genoeg"),
    "unsafe_again": gettext_lazy("Weer onveilig"),
    "informed": gettext_lazy("Ingelicht"),
    "not_informed": gettext_lazy("Niet ingelicht"),
}
OBJECTION_WORDS = {
    "none": gettext_lazy("Geen bezwaar"),
    "met": gettext_lazy("Bezwaar, en daaraan kon ik tegemoetkomen"),
    "not_met": gettext_lazy("Bezwaar, en daaraan kon ik niet tegemoetkomen"),
}
# prompt -> (what is asked, kind to note it with)
PROMPT_WORDS = {
    "doubt": (
        gettext_lazy(
            "Je twijfelt bij een vraag. Overleg met een deskundige; daarna kun je de vraag opnieuw beantwoorden."
        ),
        "consult",
    ),
    "unsafe": (
        gettext_lazy(
            "Bij acute of structurele onveiligheid vraagt de beroepsnorm te melden bij Veilig Thuis. Leg je beslissing vast."
        ),
        "decision_report",
    ),
    "norm": (
        gettext_lazy(
            "Bij dit antwoord op vraag 3, 4 of 5 vraagt de beroepsnorm te melden bij Veilig Thuis. Leg je beslissing vast."
        ),
        "decision_report",
    ),
    "other_decision": (
        gettext_lazy(
            "Bij stap 5 horen altijd twee beslissingen: over melden en over hulp. De andere staat er nog niet."
        ),
        "decision_help",
    ),
    "set_term": (gettext_lazy("Spreek af op welke dag je vraag 5 (opnieuw) beantwoordt."), "term"),
    "term_over": (gettext_lazy("De termijn van vraag 5 is voorbij. Leidde de hulp tot wat nodig is?"), "follow_up"),
    "send": (gettext_lazy("Je besloot te melden. Leg vast wanneer je meldde en wat je afsprak."), "report"),
    "inform": (
        gettext_lazy("Leg vast wie van de melding weet, en wat zij ervan vinden; of waarom zij het niet weten."),
        "informed",
    ),
    "await_reply": (gettext_lazy("Veilig Thuis laat nog weten wat er met de melding gebeurt."), "reply"),
    "consult": (gettext_lazy("Je woog zonder vastgelegd overleg. Met wie overlegde je?"), "consult"),
}
# What can be noted at each step, in the order in which it is offered.
OFFERED = {
    1: ("signals", "child_check"),
    2: ("consult",),
    3: ("conversation", "attempt", "conversation_skipped"),
    4: ("weighing",),
    5: ("decision_report", "decision_help", "term", "follow_up", "report", "informed", "reply"),
    0: ("conflict", "shield", "note"),
}


def about_words(trail: Trail) -> str:
    """Say about whom a trail is."""
    if trail.child is not None:
        return trail.child.given_name or _("het kind")
    if trail.parent is not None:
        return trail.parent.given_name
    return _("het ongeboren kind")
