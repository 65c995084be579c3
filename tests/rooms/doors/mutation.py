# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes the policy one cell at a time, and looks whether a door or a sentence notices.

What is written about the policy as a table (tests/rules/access/test_policy.py) does not count: a change must be seen by
somebody who asks for something. `./run test rooms --long -- tests/rooms/doors/test_mutation.py -s` tries all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from django.db import transaction

from duizend.ground.access.rules import policy
from duizend.ground.access.rules.policy import ALWAYS, GUARDED_REACH, POLICY, REACH, REACHES, ROLES, WITH_RELATION
from rooms.doors import doors, test_sentences
from rooms.doors.register import COMMANDS, DOORS
from rooms.doors.trying import letter_at, letter_of_command, letter_without_row_security
from rooms.doors.world import COLUMNS, World, role_of

NO = "no"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed cell: of the policy for a deed, or how far a role reaches ("reach", "guarded reach")."""

    what: str
    role: str
    was: str
    becomes: str

    def __str__(self) -> str:
        return f"{self.what} of {self.role}: {self.was} -> {self.becomes}"

    @contextmanager
    def planted(self) -> Iterator[None]:
        """Let the change hold for a while."""
        table = {"reach": REACH, "guarded reach": GUARDED_REACH}.get(self.what) or POLICY[self.what]
        with mock.patch.dict(table):
            if self.becomes == NO:
                del table[self.role]
            else:
                table[self.role] = self.becomes
            yield


def all_mutants() -> list[Mutant]:
    """Return every change of one cell that makes a difference.

    A condition "with a relation" is another one than "no" only where a relation is looked up: for nurses, and for a deed
    that has this condition for somebody.
    """
    found = []
    for deed, cells in POLICY.items():
        for role in ROLES:
            was = cells.get(role, NO)
            other = {NO, ALWAYS, WITH_RELATION} if role == "nurse" and WITH_RELATION in cells.values() else {NO, ALWAYS}
            found += [Mutant(deed, role, was, becomes) for becomes in sorted(other - {was})]
    for what, table in (("reach", REACH), ("guarded reach", GUARDED_REACH)):
        for role in ROLES:
            was = table.get(role, "none")
            found += [Mutant(what, role, was, becomes) for becomes in REACHES if becomes != was]
    return found


@dataclass
class Run:
    """What came of it: who noticed each change, and which nobody did."""

    by_doors: int = 0
    by_sentences: int = 0
    survived: list[Mutant] = field(default_factory=list)

    @property
    def tried(self) -> int:
        return self.by_doors + self.by_sentences + len(self.survived)

    def __str__(self) -> str:
        return (
            f"{self.tried} cells changed: {self.by_doors} noticed at a door, {self.by_sentences} by a sentence, "
            f"{len(self.survived)} by nobody"
        )


def run(world: World, mutants: list[Mutant], folder: Path, told: Callable[[str], object]) -> Run:
    """Plant each change, and ask at the doors that it is about, then the sentences, until one of them notices."""
    done = Run()
    # Before anything is changed: each sentence must be true as things are.
    sentences_with_deeds(world)
    for mutant in mutants:
        with mutant.planted():
            if noticed_at_a_door(world, mutant, folder):
                done.by_doors += 1
            elif noticed_by_a_sentence(world, mutant):
                done.by_sentences += 1
            else:
                done.survived.append(mutant)
                told(f"survived: {mutant}")
    return done


def noticed_at_a_door(world: World, mutant: Mutant, folder: Path) -> bool:
    """Say whether some door gives this role another answer than the register says."""
    columns = [column for column in COLUMNS if role_of(column) == mutant.role]
    reaches = mutant.what not in POLICY
    for door in DOORS:
        if not (reaches and door.about) and mutant.what not in door.deeds:
            continue
        for column in columns:
            letter = door.cells[COLUMNS.index(column)]
            if letter_at(world, door, column) != letter:
                return True
            hidden = letter in doors.BY_THE_DATABASE and mutant.becomes in (ALWAYS, WITH_RELATION)
            if hidden and letter_without_row_security(world, door, column) == doors.LET_IN:
                return True
    for command in COMMANDS:
        if mutant.what in command.deeds:
            for column in columns:
                if letter_of_command(world, command, column, folder) != command.cells[COLUMNS.index(column)]:
                    return True
    return False


def noticed_by_a_sentence(world: World, mutant: Mutant) -> bool:
    """Say whether some sentence is not true any more; those that do not ask for the deed are passed over."""
    return any(
        not holds(sentence, world)
        for sentence, deeds in sentences_with_deeds(world).items()
        if mutant.what not in POLICY or mutant.what in deeds
    )


_deeds: dict[Callable[[World], None], set[str]] = {}


def sentences_with_deeds(world: World) -> dict[Callable[[World], None], set[str]]:
    """Return every sentence with the deeds that the policy is asked about while it is tried."""
    if not _deeds:
        for name, sentence in vars(test_sentences).items():
            if name.startswith("test_"):
                with _table_watched() as deeds:
                    assert holds(sentence, world), f"{name} is not true as things are"
                _deeds[sentence] = deeds
    return _deeds


@contextmanager
def _table_watched() -> Iterator[set[str]]:
    asked: set[str] = set()

    class Watched(dict):
        def __getitem__(self, deed: str) -> dict[str, str]:
            asked.add(deed)
            return super().__getitem__(deed)

    with mock.patch.object(policy, "POLICY", Watched(POLICY)):
        yield asked


def holds(sentence: Callable[[World], None], world: World) -> bool:
    """Say whether a sentence is true."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                sentence(world)
        except Exception:
            return False
        finally:
            transaction.set_rollback(True)
    return True
