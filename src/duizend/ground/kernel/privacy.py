# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every model field states of itself: its privacy class, how long it is kept, and which rooms read it.

A field without a statement fails `./run check`; docs/generated/fields.md is made from them.
"""

from __future__ import annotations

from dataclasses import dataclass

CLASSES = {
    "none": "says nothing about a person",
    "identifying": "says who somebody is, or how to reach them",
    "special": "says something about health, care or family life (art. 9 GDPR)",
    "free_text": "may hold anything a person typed",
    "pseudonymous": "about one family or professional, under a key that cannot be turned back without the secret",
}
RETENTION = {
    "definition": "as long as the region works with it: programme files, places, organisations",
    "care_file": "20 years from the last change (art. 7:454 BW)",
    "sign_up": "1 year when nothing follows; otherwise with the care file",
    "proposal": "until somebody looked at it, at most 30 days",
    "call_back": "until somebody called, at most 14 days",
    "draft": "until finished, at most 30 days",
    "account": "2 years after the account is closed",
    "volunteer": "2 years after a volunteer stopped",
    "log": "at least 5 years (NEN 7513)",
    "facts": "10 years after the year they belong to",
    "receipt": "as long as the region exists: it says nothing about a person",
    "import": "with the care file it points to",
}

# In Dutch, for the papers and the codebook; what says nothing about a person stands in no register.
CLASSES_NL = {
    "identifying": "wie iemand is, of hoe iemand te bereiken is",
    "special": "gezondheid, zorg of gezinsleven (bijzonder, art. 9 AVG)",
    "free_text": "vrije tekst: kan alles bevatten wat iemand typt",
    "pseudonymous": "over één gezin of één professional, onder een sleutel die zonder geheim niet terug te draaien is",
}
TERMS_NL = {
    "definition": "zolang de regio ermee werkt",
    "care_file": "20 jaar na de laatste wijziging (art. 7:454 BW)",
    "sign_up": "1 jaar als er niets op volgt; anders met het dossier mee",
    "proposal": "tot iemand ernaar keek, hoogstens 30 dagen",
    "call_back": "tot er gebeld is, hoogstens 14 dagen",
    "draft": "tot het af is, hoogstens 30 dagen",
    "account": "2 jaar na het sluiten van het account",
    "volunteer": "2 jaar nadat een vrijwilliger stopte",
    "log": "ten minste 5 jaar (NEN 7513)",
    "facts": "10 jaar na het jaar waarover het gaat",
    "import": "met het dossier mee waarnaar het wijst",
    "receipt": "zolang de regio bestaat: het zegt niets over een persoon",
}


@dataclass(frozen=True, slots=True)
class FieldStatement:
    """One field's class, retention term and readers (names of rooms)."""

    privacy: str
    retention: str
    read_by: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.privacy not in CLASSES or self.retention not in RETENTION:
            raise ValueError(f"unknown privacy class or retention term: {self.privacy}, {self.retention}")


def fields(names: str, privacy: str, *, kept: str, read_by: str) -> dict[str, FieldStatement]:
    """State the same of several fields: names and readers are separated by spaces."""
    statement = FieldStatement(privacy, kept, tuple(read_by.split()))
    return dict.fromkeys(names.split(), statement)
