# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A programme's verdict on a case, as plain data for people and machines."""

from datetime import date

from duizend.catalogue.rules.case import Case
from duizend.catalogue.rules.eligibility import assess
from duizend.catalogue.rules.factors import FactorVocabulary
from duizend.catalogue.rules.programme import Programme
from duizend.catalogue.rules.schedule import due_contacts_of_case
from duizend.ground.kernel.rules.text import Language


def explain(
    programme: Programme, case: Case, on: date, *, vocabulary: FactorVocabulary, language: Language = "nl"
) -> dict[str, object]:
    """Explain what a programme means for a case on a day.

    Shape: programme (id), version, on, verdict, criteria (id, state, reason, source), deciding_unknowns and
    contacts (label, target, from, until, mode, obligatory); nothing but JSON's own types. A family that
    does not fit has no contacts.
    Units: days as ISO dates; windows are half-open.
    """
    verdict = assess(programme, case, on, vocabulary=vocabulary)
    contacts = () if verdict.word == "does_not_fit" else due_contacts_of_case(programme, case, on)
    return {
        "programme": programme.id,
        "version": programme.version,
        "on": on.isoformat(),
        "verdict": verdict.word,
        "criteria": [
            {
                "id": state.id,
                "state": state.state,
                "reason": state.reason.in_language(language),
                "source": state.source,
            }
            for state in verdict.criteria
        ],
        "deciding_unknowns": list(verdict.deciding_unknowns),
        "contacts": [
            {
                "label": contact.label.in_language(language),
                "target": contact.target_on.isoformat(),
                "from": contact.from_on.isoformat(),
                "until": contact.until_on.isoformat(),
                "mode": contact.mode,
                "obligatory": contact.obligatory,
            }
            for contact in contacts
        ],
    }
