# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family as a case on paper: dates and factors, without a name."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from duizend.catalogue.rules.factors import FactorVocabulary
from duizend.ground.kernel.rules.reading import Faults, Reading, Section, parse_toml

ParentRole = Literal["mother", "partner", "other"]


@dataclass(frozen=True, slots=True)
class Parent:
    """A parent's date of birth, and who she or he is to the child where that is known."""

    birth_date: date
    role: ParentRole | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What is known about a family. What is not in it is unknown, not absent.

    `pregnant` is true where a pregnancy is noted, with or without a due date; `children` is None where
    nothing is known about children and empty where there are none. `others_possible` is true where there may be
    older children than are noted: then the noted ones do not tell whether the youngest is the first.
    """

    due_date: date | None = None
    pregnant: bool = False
    children: tuple[date, ...] | None = None
    parents: tuple[Parent, ...] = ()
    factors: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    first_child: bool | None = None
    others_possible: bool = False


def read_case(text: str, vocabulary: FactorVocabulary, file: str = "CASE.toml") -> Reading[Case]:
    """Read a case from the text of its file.

    Shape: `[pregnancy] due_date`, `[[children]] birth_date` (or `children = []`), `[[parents]] birth_date`
    and `role`, `factors` (present), `absent`, `first_child`. What is in neither list is unknown.
    """
    faults = Faults(file)
    table = parse_toml(text, faults)
    if table is None:
        return Reading(None, tuple(faults.found))
    root = Section(table, path="", faults=faults)
    case = read_case_section(root, vocabulary)
    root.finish()
    return faults.reading(case)


def read_case_section(part: Section, vocabulary: FactorVocabulary) -> Case:
    """Read a case from an opened table: a case file, or the case of a worked example."""
    pregnancy = part.find_section("pregnancy")
    due_date = None if pregnancy is None else _read_due_date(pregnancy)
    children = tuple(_read_birth_date(child) for child in part.sections("children"))
    parents = tuple(Parent(_read_birth_date(parent), _role(parent)) for parent in part.sections("parents"))
    present = _read_factor_ids(part, "factors", vocabulary=vocabulary)
    absent = _read_factor_ids(part, "absent", vocabulary=vocabulary)
    for both in sorted(present & absent):
        part.fault("contradiction", "absent", expected=f'"{both}" in factors or in absent, not in both')
    first_child = part.flag("first_child") if part.has("first_child") else None
    part.known.add("first_child")
    return Case(
        due_date=due_date,
        pregnant=pregnancy is not None,
        children=children if part.has("children") else None,
        parents=parents,
        factors=present,
        absent=absent,
        first_child=first_child,
    )


def _read_due_date(pregnancy: Section) -> date | None:
    _check_placed(pregnancy)
    return pregnancy.find_day("due_date")


def _read_birth_date(person: Section) -> date:
    _check_placed(person)
    return person.day("birth_date")


def _check_placed(part: Section) -> None:
    """Name the family's own keys where they stand below a [table] and so have become part of it."""
    for key in ("factors", "absent", "first_child"):
        if part.has(key):
            part.known.add(key)
            part.fault("misplaced_key", key, expected=f"{key} above the first [table] of the file")


def _role(parent: Section) -> ParentRole | None:
    if not parent.has("role"):
        parent.known.add("role")
        return None
    return cast("ParentRole", parent.choice("role", get_args(ParentRole)))


def _read_factor_ids(part: Section, key: str, *, vocabulary: FactorVocabulary) -> frozenset[str]:
    found: set[str] = set()
    for index, word in enumerate(part.strings(key)):
        factor = vocabulary.find(word)
        if factor is None:
            part.faults.add(
                "unknown_factor",
                f"{part.key(key)}[{index}]",
                found=word,
                expected="one of " + ", ".join(vocabulary.ids()),
            )
        else:
            found.add(factor.id)
    return frozenset(found)
