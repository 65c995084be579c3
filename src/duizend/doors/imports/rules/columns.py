# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The columns of the lists that come in and the words in them, Dutch and English, as data.

Names and words are compared without regard to capitals, accents, underscores and hyphens.
Source: the columns and words that the import promises; the endings of a trajectory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from duizend.doors.imports.rules.decoding import Record
from duizend.doors.imports.rules.errors import RowError, shown
from duizend.ground.kernel.rules.names import searchable

# The column's key (its English name) and the other names it goes by.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "external_id": ("extern_id", "kenmerk", "nummer"),
    "parent_given_name": ("voornaam_ouder",),
    "parent_family_name": ("achternaam_ouder",),
    "parent_birth_date": ("geboortedatum_ouder",),
    "child_given_name": ("voornaam_kind",),
    "child_birth_date": ("geboortedatum_kind",),
    "due_date": ("uitgerekende_datum", "a_terme_datum"),
    "municipality": ("gemeente",),
    "neighbourhood": ("buurt", "wijk", "neighborhood"),
    "language": ("taal",),
    "signal_date": ("datum_signaal", "signaaldatum", "datum_aanmelding"),
    "signal_source": ("herkomst_signaal", "bron_signaal", "aangemeld_door"),
    "programme": ("programma", "program"),
    "indicated_on": ("geindiceerd_op",),
    "offered_on": ("aangeboden_op",),
    "answer": ("antwoord",),
    "answer_on": ("antwoord_op",),
    "reason": ("reden",),
    "decided_by": ("besluit_van", "besloten_door"),
    "started_on": ("gestart_op",),
    "nurse": ("verpleegkundige", "jeugdverpleegkundige"),
    "ended_on": ("beeindigd_op",),
    "ended_how": ("wijze_van_einde", "hoe_beeindigd"),
}
REQUIRED: Final = ("external_id", "municipality", "signal_date", "signal_source")
ONE_OF: Final = ("child_birth_date", "due_date")
DATES: Final = (
    "parent_birth_date", "child_birth_date", "due_date", "signal_date", "indicated_on", "offered_on", "answer_on",
    "started_on", "ended_on",
)  # fmt: skip

ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    "accepted": ("ja", "akkoord", "geaccepteerd", "yes"),
    "not_yet": ("nog niet", "later"),
    "declined": ("nee", "afgezien", "geweigerd", "no"),
    "no_answer": ("geen antwoord", "geen reactie", "niet bereikt"),
}
SIGNAL_SOURCES: Final[Mapping[str, tuple[str, ...]]] = {
    "midwife": ("verloskundige",),
    "maternity_care": ("kraamzorg",),
    "gp": ("huisarts",),
    "nursery": ("kinderopvang", "kinderdagverblijf", "peuterspeelzaal", "peuteropvang"),
    "jgz": ("jeugdgezondheidszorg", "consultatiebureau", "jeugdverpleegkundige", "jeugdarts"),
    "social_team": ("sociaal team", "sociaal wijkteam", "wijkteam", "buurtteam", "cjg"),
    "school": ("basisschool",),
    "hospital": ("ziekenhuis",),
    "mental_health": ("ggz",),
    "addiction_care": ("verslavingszorg",),
    "disability_care": ("gehandicaptenzorg",),
    "veilig_thuis": (),
    "parent": ("ouder", "ouders", "ouder zelf", "parents"),
    "other": ("anders", "overig", "overige"),
}
DECIDERS: Final[Mapping[str, tuple[str, ...]]] = {
    "family": ("gezin", "ouder", "ouders"),
    "organisation": ("organisatie", "organization"),
    "fit": ("past niet", "aansluiting"),
    "capacity": ("capaciteit", "geen plek", "geen plaats"),
}
ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "completed": ("afgerond", "voltooid"),
    "stopped_by_family": ("gestopt door gezin", "gestopt door ouders", "gezin gestopt"),
    "stopped_by_organisation": ("gestopt door organisatie", "organisatie gestopt"),
    "ended_before_start": ("beeindigd voor start", "gestopt voor start", "niet gestart"),
    "moved": ("verhuisd", "verhuizing"),
    "child_or_pregnancy_lost": ("kind of zwangerschap verloren", "kind overleden", "zwangerschap verloren", "miskraam"),
    "out_of_home": ("uithuisplaatsing", "uit huis geplaatst", "uithuisgeplaatst"),
    "referred_on": ("doorverwezen", "verwezen"),
    "compulsory_framework": ("gedwongen kader", "jeugdbescherming"),
}


def _folded(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {searchable(word): key for key, words in table.items() for word in (key, *words)}


WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "answer": _folded(ANSWERS),
    "signal_source": _folded(SIGNAL_SOURCES),
    "decided_by": _folded(DECIDERS),
    "ended_how": _folded(ENDINGS),
}
CHOICES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "answer": ANSWERS, "signal_source": SIGNAL_SOURCES, "decided_by": DECIDERS, "ended_how": ENDINGS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """Which columns a list has: each by its key with the other names it goes by, and which cannot lack."""

    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    one_of: tuple[str, ...] = ()
    lacks_one_of: str = ""

    def keys_of(self, names: Iterable[str]) -> list[str | None]:
        """Return the columns that names stand for; None for a name that is none."""
        folded = _folded(self.columns)
        return [folded.get(searchable(name)) for name in names]


INTAKE: Final = Shape(COLUMNS, REQUIRED, ONE_OF, "a column with the birth date or the due date")


@dataclass(frozen=True, slots=True)
class Header:
    """Which cell of a row holds which column, and how the file names each."""

    number: int
    places: Mapping[str, int]
    names: Mapping[str, str]
    width: int

    def name_of(self, key: str) -> str:
        """Return the name a column has in this file; for a column the file lacks, its English name."""
        return self.names.get(key, key)


def read_header(record: Record, shape: Shape = INTAKE) -> tuple[Header | None, list[RowError]]:
    """Read which column stands where; returns the header, or every error in it.

    A column this list does not have is an error and not passed over: a misspelt name would lose its facts unseen.
    Source: the column names above.
    """
    known = shape.keys_of(record.cells)
    named = sum(1 for cell in record.cells if cell.strip())
    if 2 * sum(key is not None for key in known) < named or not any(known):
        # Probably a first row with a family in it; nothing of it is repeated.
        return None, [
            RowError(
                record.number,
                "",
                "no column names",
                f"a first row that names the columns: {', '.join(shape.required)}, …",
            )
        ]
    places, errors = _places(record, known, shape)
    errors += [
        RowError(record.number, key, "", f"a column {key} (or {', '.join(shape.columns[key])})")
        for key in shape.required
        if key not in places
    ]
    if shape.one_of and not any(key in places for key in shape.one_of):
        errors.append(RowError(record.number, " or ".join(shape.one_of), "", shape.lacks_one_of))
    names = {key: record.cells[place].strip() for key, place in places.items()}
    return (None if errors else Header(record.number, places, names, len(record.cells))), errors


def _places(record: Record, known: list[str | None], shape: Shape) -> tuple[dict[str, int], list[RowError]]:
    """Find where each column stands; a name that is none, or stands twice, is an error."""
    places: dict[str, int] = {}
    errors = []
    for place, (cell, key) in enumerate(zip(record.cells, known, strict=True)):
        name = shown("", cell.strip())
        if key is None and name:
            expected = f"a column of this list: {', '.join(shape.columns)}"
            errors.append(RowError(record.number, name, name, expected))
        elif key is not None and key in places:
            errors.append(RowError(record.number, name, name, f"the column {key} only once"))
        elif key is not None:
            places[key] = place
    return places, errors
