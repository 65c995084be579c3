# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who decides about what is shared of somebody: by age, and by who holds authority."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

Who = tuple[str, str]
"""A person as the rules know her: "parent", "child" or "other", and an opaque key."""
REPRESENTATIVE: Who = ("other", "")
"""Who holds authority and is not in the file of this family: a guardian, or the parent of a young parent."""
OWN_VOICE_FROM = 12
"""Years: from here on a young person has a say beside who holds authority. Source: art. 7:450 lid 2 BW."""
ALONE_FROM = 16
"""Years: from here on a young person decides alone. Source: art. 7:447 lid 1 BW."""
OF_AGE_FROM = 18
"""Years: who is younger holds no authority, unless a court said so. Source: art. 1:246 and 1:253ha BW."""


@dataclass(frozen=True, slots=True)
class Deciders:
    """Whose yes is needed: that of the person herself, of one who holds authority while no other objects, or of both."""

    herself: Who | None
    authority: tuple[Who, ...] = ()

    @property
    def everyone(self) -> tuple[Who, ...]:
        """Return everybody who is asked, the person herself first."""
        return (*((self.herself,) if self.herself else ()), *self.authority)


def who_decides(age: int, authority: Iterable[Who], *, who: Who) -> Deciders:
    """Say who decides about what is shared of a person of so many whole years.

    `authority` are those who hold it over her; without anybody in the file, it is a representative outside it. Source:
    art. 7:447, 7:450 and 7:465 BW.
    """
    if age >= ALONE_FROM:
        return Deciders(who)
    holders = tuple(dict.fromkeys(authority)) or (REPRESENTATIVE,)
    return Deciders(who if age >= OWN_VOICE_FROM else None, holders)


def list_authority(
    child: Who, parents: Iterable[tuple[Who, int | None]], noted: Collection[tuple[Who, Who, bool]]
) -> tuple[Who, ...]:
    """List which parents hold authority over a child: (parent, age in whole years or None), (parent, child, holds).

    Not noted is not the same as none, so such a parent is asked. A parent who is not of age holds it only where that
    was noted. A birth date that was not noted counts as of age. Source: art. 1:245, 1:246 and 1:253ha BW.
    """
    said = {(parent, one): holds for parent, one, holds in noted}
    return tuple(
        parent for parent, age in parents
        if said.get((parent, child), age is None or age >= OF_AGE_FROM)
    )  # fmt: skip
