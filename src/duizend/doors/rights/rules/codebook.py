# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes into a copy, and what everything in it is called: Dutch, as the parents' paper is.

A table that is not named here is not in a copy: a new room says first what its rows are called, and whether they may leave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES: Mapping[str, str] = {
    "families_family": "Gezin", "families_parent": "Ouders", "families_child": "Kinderen", "families_pregnancy": "Zwangerschap",
    "families_earlierduedate": "Eerdere uitgerekende datum", "families_household": "Waar jullie wonen",
    "families_parentalauthority": "Gezag", "families_carerelation": "Wie jullie begeleidt",
    "consents_consent": "Toestemming", "consents_sharing": "Wat met een ander gedeeld is",
    "consents_sharedunder": "Met welke toestemming gedeeld",
    "signalling_signup": "Aanmelding", "signalling_signupdetails": "Wat bij de aanmelding verteld is",
    "signalling_signuphandling": "Wat met de aanmelding gedaan is", "signalling_factornoted": "Wat genoteerd is",
    "signalling_judgement": "Oordeel van de professional", "signalling_shareddecision": "Samen besloten",
    "signalling_stepsaid": "Wat in het gesprek gezegd is", "instruments_result": "Uitkomst van een vragenlijst",
    "instruments_talkoutcome": "Uitkomst van een gesprek", "outcomes_measurement": "Meting", "trajectories_trajectory": "Programma",
    "trajectories_trajectorychild": "Voor welk kind", "trajectories_step": "Stap", "trajectories_parentanswer": "Antwoord",
    "trajectories_askattempt": "Geprobeerd te bereiken", "trajectories_asknothing": "Niets vragen",
    "trajectories_assignment": "Wie begeleidt", "contacts_appointment": "Afspraak", "contacts_contact": "Contact dat er was",
    "contacts_missedcontact": "Contact dat niet doorging", "contacts_dialling": "Minder of meer contacten",
    "visits_visit": "Verslag van een bezoek", "visits_topic": "Onderwerp dat jullie kozen",
    "visits_topicoutcome": "Wat met een onderwerp gedaan is", "places_arrangement": "Plek buitenshuis",
    "places_support": "Steun", "places_childvoice": "Wat een kind zelf zegt", "groups_membership": "In de groep",
    "groups_attendance": "Aanwezig in de groep", "groups_passedon": "Wat er meegaat", "groups_telling": "Verteld aan de groep",
    "video_recording": "Opname", "video_inview": "Wie in beeld was", "video_recordingconsent": "Toestemming voor een opname",
    "video_recordingstep": "Wat met een opname gedaan is", "video_stepwith": "Met wie", "matching_asking": "Waar steun voor gezocht is",
    "matching_childvoice": "Wat een kind van de koppeling vindt", "matching_match": "Koppeling",
    "matching_matchstep": "Stap in de koppeling", "matching_nomatch": "Geen koppeling",
    "referrals_referral": "Verwijzing", "referrals_referralstep": "Stap van een verwijzing",
    "rights_request": "Verzoek over het dossier", "families_ownstatement": "Eigen verklaring",
    "families_glassbreak": "Met spoed geopend", "families_glassreview": "Of het openen met spoed terecht was",
}  # fmt: skip

NOT_IN_A_COPY: Mapping[str, str] = {
    "contacts_appointmenttime": "the same times as the appointment, for the database to compare",
    "contacts_contactdue": "worked out from the plan, and thrown away with it",
    "contacts_draft": "unfinished words of a professional; it becomes a report or goes within days",
    "families_familyalias": "how files were put together: numbers only",
    "imports_intakelink": "the number of a row in an imported list",
    "messaging_message": "its words are the same for everybody, and why none went to a parent is hers alone",
    "places_placeterm": "worked out from the places",
    "referrals_replylink": "the address by which a partner answers",
    "rights_requeststep": "says that the meldcode was looked at; the copy itself tells the grounds that may be told",
    "rights_destruction": "a proposal about the file, not of the family",
    "signalling_senderlink": "the address of a sender",
    "trajectories_plan": "worked out from the dates that are in the copy",
    "trajectories_standing": "worked out from the steps that are in the copy",
    "video_recordingdue": "worked out from the consents that are in the copy",
}

NEVER = frozenset({"meldcode"})
"""Rooms whose rows are never in a copy made here: the safeguarding lead decides about those, in her own ring."""

# Only the keys and marks of the machine, never what is said of somebody.
FIELDS_LEFT_OUT = frozenset({
    "id", "public_id", "family", "corrects", "search_name", "key", "digest", "revision", "client", "external_id", "place_key",
    "times_asked", "content", "about_id",
})  # fmt: skip
OF_THIRD_PARTIES = frozenset(
    {"sender_name", "sender_phone", "remarks", "words_to_sender", "sender", "volunteer", "seen_by", "by_whom"}
)
OF_ANOTHER_PARENT = frozenset({
    "name_prefix", "family_name", "birth_date", "phone", "safe_contact", "contact_by", "language", "needs_interpreter", "household",
})  # fmt: skip
"""How to reach or recognise the other parent is hers: from her row only the first name is in somebody else's copy."""
OF_EITHER_PARENT = frozenset({"parents_words", "remarks"})
"""Of a sign-up, which names one parent without saying which of the family's: whose words they are nobody can tell."""

FIELDS: Mapping[str, str] = {
    "account": "door wie", "relation": "welke begeleiding", "glass": "welke keer", "opened_at": "geopend op het tijdstip",
    "opened_on": "geopend op", "reviewed_at": "nagekeken op", "reviewed_by": "nagekeken door", "until_at": "open tot",
    "about": "over", "about_child": "over welk kind", "about_parent": "over welke ouder",
    "answers": "antwoorden op de eerste vragen, als nummers vanaf 0", "category": "ja of nee", "instrument": "vragenlijst",
    "way": "gevraagd of al gemeten",
    "agreements": "afspraken", "answer": "antwoord", "answered_by": "wie antwoordde", "appointment": "afspraak",
    "ask_again_at": "opnieuw vragen bij", "ask_again_on": "opnieuw vragen op", "asked_on": "gevraagd op", "basis": "grondslag", "because": "waarom",
    "birth_date": "geboren op", "by_child": "door welk kind", "by_parent": "door welke ouder", "by_words": "door wie",
    "by_whom": "door wie", "cancelled_at": "afgezegd op", "cancelled_because": "afgezegd door",
    "cancelled_reason": "waarom afgezegd", "checked_by": "nagekeken door", "child": "kind", "child_birth_date": "geboren op",
    "child_name": "naam van het kind", "chosen_on": "gekozen op", "cohort": "groep", "consent": "toestemming", "contact": "contact",
    "contact_by": "hoe bereiken", "decided_by": "wie besloot", "decision": "besluit", "destroy_by": "vernietigen voor",
    "deviation": "afwijking", "died_on": "overleden op", "direction": "minder of meer", "due_date": "uitgerekend op",
    "ended_because": "waarom gestopt", "ended_how": "hoe geëindigd", "ended_on": "geëindigd op", "ending": "hoe geëindigd",
    "ends": "wat eindigt", "ends_at": "tot", "ends_on": "loopt tot", "entered_at": "vastgelegd op", "entered_by": "vastgelegd door",
    "expected_children": "aantal kinderen verwacht", "factor": "wat meespeelt", "family_name": "achternaam", "for_whom": "voor wie",
    "found": "uitkomst", "from_on": "vanaf", "given_name": "voornaam", "goes_well": "wat goed gaat", "ground": "grond",
    "half_days": "dagdelen", "happened_on": "datum", "has_begun": "begonnen", "has_fixed_address": "vast adres",
    "historical": "uit een oudere lijst", "holds": "heeft gezag", "household": "adres", "how": "hoe",
    "identity_seen": "identiteit gezien", "introduced_on": "kennisgemaakt op", "joined_on": "erbij sinds", "judgement": "oordeel",
    "kind": "soort", "language": "taal", "lapsed_on": "vervallen op", "left_because": "waarom weg", "left_on": "weg sinds",
    "look_back_on": "terugkijken op", "mark": "aanwezig", "match": "koppeling", "may_hear": "wat de afzender mag horen",
    "measured_self": "mat zelf", "membership": "in de groep", "missing_because": "waarom geen uitkomst", "mode": "vorm",
    "moment": "welk contact", "moved_from": "verzet van", "municipality": "gemeente", "name_prefix": "tussenvoegsel",
    "needs_interpreter": "tolk nodig", "neighbourhood": "wijk", "not_told_because": "waarom niet verteld",
    "organisation": "organisatie", "other": "iemand anders", "outcome": "uitkomst", "parent": "ouder",
    "parents_know": "wat de ouders weten", "parents_words": "woorden van de ouders", "phase": "fase", "phone": "telefoon",
    "place": "plaats in de dag", "pregnancy": "zwangerschap", "professional": "professional", "programme": "programma",
    "purpose": "waarvoor", "purposes": "waarvoor", "reason": "reden", "recipient": "met wie",
    "recording": "opname", "registered_on": "ingeschreven op",
    "remarks": "opmerkingen", "replaced_on": "vervangen op", "request": "verzoek", "safe_contact": "veilig contact",
    "said_by": "wie het zei", "scope": "waartegen", "score": "uitkomst", "sender": "afzender", "sender_name": "naam van de afzender",
    "sender_phone": "telefoon van de afzender", "session": "bijeenkomst", "shared": "wat gedeeld is", "sharing": "wat gedeeld is",
    "sign_up": "aanmelding",
    "answer_days": "dagen voor een antwoord", "by_link": "met de link geantwoord", "ground_on": "besloten op", "ground_words": "waarop dit rust",
    "owner": "wie erachteraan gaat", "question": "wat gevraagd is", "referral": "verwijzing", "service": "organisatie",
    "shares": "wat meegaat", "tells": "wie een bericht wil",
    "since": "sinds", "source": "wie aanmeldde", "starts_at": "van", "state": "stand", "step": "stap", "street": "straat",
    "taken_over_at": "overgenomen op", "taken_over_by": "overgenomen door", "talked_about": "waarover gesproken is",
    "text_version": "versie van de tekst", "themes": "thema’s", "told_by": "verteld door", "told_on": "verteld op",
    "topic": "onderwerp", "trajectory": "programma", "until": "tot", "until_on": "tot", "valid_from": "vanaf", "valid_until": "tot",
    "version": "versie", "visit": "bezoek", "voice": "wat het kind zegt", "volunteer": "vrijwilliger", "what": "wat",
    "where": "waar", "wish": "wens", "withdrawn": "teruggenomen", "words": "woorden", "words_to_sender": "antwoord aan de afzender",
}  # fmt: skip
