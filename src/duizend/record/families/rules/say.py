# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who has a say, by age and by parental authority. What follows from it is care; it is never a mark of risk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duizend.ground.kernel.rules.decisions import gettext_noop
from duizend.ground.kernel.rules.periods import years_old

# Ages in whole years at which the Act on the medical treatment agreement changes who decides.
TOGETHER_FROM, SELF_FROM, ADULT_FROM = 12, 16, 18
WGBO = "art. 7:447, 7:450 and 7:465 BW (WGBO)"
AUTHORITY = "art. 1:245, 1:246 and 1:253ha BW"


@dataclass(frozen=True, slots=True)
class Say:
    """Who decides about somebody's care: "parents", "together" or "self"; in words, and where that stands."""

    who: str
    words: str
    source: str


def say_about_care(age: int) -> Say:
    """Return who decides about the care of somebody of this age.

    Units: whole years. Under 12 those with parental authority; from 12 to 15 they and the child together; from 16
    the person alone. Source: WGBO.
    """
    if age < TOGETHER_FROM:
        return Say("parents", gettext_noop("Wie het gezag heeft, beslist."), WGBO)
    if age < SELF_FROM:
        return Say("together", gettext_noop("Beslist samen met wie over haar of hem het gezag heeft."), WGBO)
    return Say("self", gettext_noop("Beslist zelf over de eigen zorg en over wie er meekijkt."), WGBO)


@dataclass(frozen=True, slots=True)
class CarePoint:
    """Something to keep in mind for a young parent, with its source."""

    words: str
    source: str


def is_minor(birth_date: date | None, on: date) -> bool:
    """Say whether somebody is under 18 on a day; who gave no birth date is not taken for a minor."""
    return birth_date is not None and years_old(birth_date, on) < ADULT_FROM


def list_care_points(birth_date: date | None, on: date) -> tuple[CarePoint, ...]:
    """List what follows for the care of a parent under 18; nothing for an adult or an unknown age.

    Sources: WGBO for the own care, AUTHORITY for that of the child: who is under age has no parental authority yet,
    a guardian has; a mother of 16 or 17 may ask the court to be declared of age.
    """
    if birth_date is None or not is_minor(birth_date, on):
        return ()
    age = years_old(birth_date, on)
    points = [CarePoint((own := say_about_care(age)).words, own.source)]
    words = gettext_noop(
        "Heeft zelf nog geen gezag over het kind; de andere ouder of een voogd heeft dat. Vraag wie dat is."
    )
    points.append(CarePoint(words, AUTHORITY))
    if age >= SELF_FROM:
        words = gettext_noop("Een moeder van 16 of 17 kan de rechter vragen om zelf het gezag te krijgen.")
        points.append(CarePoint(words, AUTHORITY))
    return tuple(points)


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who decides about a child: the keys of who holds authority, and of whom it is not noted."""

    who: str
    holders: tuple[str, ...]
    unknown: tuple[str, ...]


def list_deciders(child_born: date, on: date, authority: Mapping[str, bool | None]) -> Deciders:
    """Return who decides about a child's care on a day, given per parent whether they hold authority.

    None means "not noted", which is not the same as none: those parents are listed apart. Source: WGBO.
    """
    return Deciders(
        who=say_about_care(years_old(child_born, on)).who,
        holders=tuple(key for key, holds in authority.items() if holds),
        unknown=tuple(key for key, holds in authority.items() if holds is None),
    )
