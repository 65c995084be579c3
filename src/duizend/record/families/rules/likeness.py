# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether two families may be the same, and why, in words. There is no score: a person looks and decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duizend.ground.kernel.rules.decisions import gettext_noop
from duizend.ground.kernel.rules.names import searchable, split_prefix

# Words shorter than this are only alike when they are the same: "Bo" and "Jo" are two people.
SHORTEST_ALIKE = 4
# "Sam" may be Samira.
SHORTEST_SHORTENED = 3

SAME_PHONE = gettext_noop("Zelfde telefoonnummer.")
SAME_BIRTH_AND_NAME = gettext_noop("Zelfde geboortedatum van een ouder, en een naam die erop lijkt.")
SWAPPED_BIRTH_AND_NAME = gettext_noop(
    "Geboortedatum van een ouder met dag en maand verwisseld, en een naam die erop lijkt."
)
SAME_DUE_AND_NAME = gettext_noop("Zelfde uitgerekende datum, en een naam die erop lijkt.")
SAME_CHILD_AND_NAME = gettext_noop("Kind op dezelfde dag geboren, en een ouder met een naam die erop lijkt.")
SAME_NAME = gettext_noop("Zelfde voornaam en achternaam.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a family that somebody is about to register: one parent, a child or a due date, a phone."""

    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    child_birth_date: date | None = None
    due_date: date | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class KnownParent:
    """A parent as the record has it. `phone` is written as `write_phone` does."""

    given_name: str
    family_name: str
    birth_date: date | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class KnownFamily:
    """A family as the record has it."""

    parents: tuple[KnownParent, ...]
    due_dates: tuple[date, ...] = ()
    child_birth_dates: tuple[date, ...] = ()


def swap_day_and_month(day: date) -> date | None:
    """Return the date with day and month exchanged; None when that is no date, or the same one."""
    if day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def is_alike_word(one: str, other: str) -> bool:
    """Say whether two words of names are the same but for one letter: changed, left out, added, or two exchanged.

    Words of fewer than four letters must be the same. Both are written as `names.searchable` does.
    """
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST_ALIKE or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    exchanged = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or exchanged == long[at:]


def is_alike_given_name(one: str, other: str) -> bool:
    """Say whether two given names may be one person's: alike in their first word, or one is short for the other.

    An unknown name may be anybody's.
    """
    a, b = searchable(one).split()[:1], searchable(other).split()[:1]
    if not a or not b:
        return True
    if 1 in (len(a[0]), len(b[0])):
        return a[0][0] == b[0][0]
    short, long = sorted((a[0], b[0]), key=len)
    return is_alike_word(short, long) or (len(short) >= SHORTEST_SHORTENED and long.startswith(short))


def is_alike_family_name(one: str, other: str) -> bool:
    """Say whether two family names may be one person's: without prefix, one part of a double name is enough.

    "van den Berg" is like "Berg", "El Idrissi" like "Idrissi", "Haddou-Meijer" like "Meijer". An unknown name is like none.
    """
    return any(is_alike_word(a, b) for a in _parts(one) for b in _parts(other))


def _parts(family_name: str) -> list[str]:
    """Return the parts of a double name, each without its prefix and as one word."""
    parts = (searchable(split_prefix(part)[1]).replace(" ", "") for part in family_name.split("-"))
    return [part for part in parts if part]


def is_alike(asked: Asked, parent: KnownParent) -> bool:
    """Say whether the parent who is asked for and this one may be the same person, by their names."""
    if not asked.family_name or not parent.family_name:
        named = bool(searchable(asked.given_name) and searchable(parent.given_name))
        return named and is_alike_given_name(asked.given_name, parent.given_name)
    return is_alike_family_name(asked.family_name, parent.family_name) and is_alike_given_name(
        asked.given_name, parent.given_name
    )


def list_reasons(asked: Asked, family: KnownFamily) -> tuple[str, ...]:
    """List why a family may be the one that is asked for, strongest first; empty when nothing points to it.

    `asked.phone` is written as `write_phone` does. The reasons are sentences to be translated.
    """
    alike = [parent for parent in family.parents if is_alike(asked, parent)]
    swapped = swap_day_and_month(asked.birth_date) if asked.birth_date else None
    found = [
        (bool(asked.phone) and any(parent.phone == asked.phone for parent in family.parents), SAME_PHONE),
        (
            bool(asked.birth_date) and any(parent.birth_date == asked.birth_date for parent in alike),
            SAME_BIRTH_AND_NAME,
        ),
        (bool(swapped) and any(parent.birth_date == swapped for parent in alike), SWAPPED_BIRTH_AND_NAME),
        (bool(alike) and asked.due_date in family.due_dates, SAME_DUE_AND_NAME),
        (bool(alike) and _is_a_day_of(asked.child_birth_date, family.child_birth_dates), SAME_CHILD_AND_NAME),
        (any(_has_same_name(asked, parent) for parent in family.parents), SAME_NAME),
    ]
    return tuple(reason for holds, reason in found if holds)


def _is_a_day_of(day: date | None, days: tuple[date, ...]) -> bool:
    return day is not None and (day in days or swap_day_and_month(day) in days)


def _has_same_name(asked: Asked, parent: KnownParent) -> bool:
    if not searchable(asked.given_name) or not searchable(asked.family_name):
        return False
    same_given = searchable(asked.given_name) == searchable(parent.given_name)
    return same_given and _plain(asked.family_name) == _plain(parent.family_name)


def _plain(family_name: str) -> str:
    return searchable(split_prefix(family_name)[1])
