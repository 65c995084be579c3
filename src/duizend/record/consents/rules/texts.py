# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file with consent texts says: purposes, on what each rests, who may be told, and the words for parents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duizend.ground.kernel.rules.points import Point
from duizend.ground.kernel.rules.reading import Faults, Reading, Section, check_unique, parse_toml
from duizend.ground.kernel.rules.text import Text

BASES = ("agreement", "task", "consent")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody with whom may be shared, by kind: the general practitioner, the midwife."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Purpose:
    """For what something is shared, and what that rests on. `article`: where the law says so; `term`: how long a yes stands."""

    id: str
    name: Text
    text: Text
    basis: str
    article: str
    recipients: tuple[Recipient, ...]
    term: Point | None
    is_open: bool
    version: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class ConsentTexts:
    """One version of a file with consent texts."""

    id: str
    version: str
    valid_from: date
    purposes: tuple[Purpose, ...]


def read_texts(text: str, file: str) -> Reading[ConsentTexts]:
    """Read a file with consent texts: the texts, or every mistake in the file."""
    faults = Faults(file)
    table = parse_toml(text, faults)
    if table is None:
        return Reading(None, tuple(faults.found))
    top = Section(table, path="", faults=faults)
    top.choice("kind", ("consents",))
    identifier, version, valid_from = top.identifier(), top.string("version"), top.day("valid_from")
    known = {one.id: one for one in [_recipient(part) for part in top.sections("recipients", required=True)]}
    purposes = tuple(_purpose(part, known, version, valid_from) for part in top.sections("purposes", required=True))
    check_unique([(f"purposes[{number}].id", one.id) for number, one in enumerate(purposes)], faults)
    top.finish()
    return faults.reading(ConsentTexts(identifier, version, valid_from, purposes))


def _recipient(part: Section) -> Recipient:
    return Recipient(part.identifier(), part.text("name"))


def _purpose(part: Section, known: dict[str, Recipient], version: str, valid_from: date) -> Purpose:
    basis = part.choice("basis", BASES)
    recipients = part.strings("recipients")
    for name in recipients:
        if name not in known:
            part.fault("unknown_recipient", "recipients", expected="only ids of [[recipients]]: " + ", ".join(known))
    term, is_open = part.find_duration("term"), part.flag("open", default=False)
    if basis in BASES[:2] and part.has("term"):
        part.fault("term_without_consent", "term", expected='no term where the basis is not "consent"')
    return Purpose(
        part.identifier(), part.text("name"), part.text("text"), basis, part.string("article"),
        tuple(known[name] for name in recipients if name in known), term, is_open, version, valid_from,
    )  # fmt: skip
