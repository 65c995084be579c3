# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads what the actions wrote for one team, and finds in it what differs between one telling of a story and the next.

What differs is a mark: the id of a row, a random public id, a key of the facts, a neighbourhood, a name. Every other
value is the same in each telling. Marks are plain tuples, so that two readings can be compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import CharField, ForeignKey, JSONField, TextField

from duizend.doors.practice.copying.tables import LOG_LINES, list_tables, read_after, table_of, target_of
from duizend.doors.practice.retelling import particulars
from duizend.ground.access.models import LogLine
from duizend.ground.kernel.ids import ALPHABET, LENGTH, PublicIdField
from duizend.ground.kernel.rules.names import searchable
from duizend.insight.facts.keys import fact_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import psycopg
    from django.db.models import Field

    from duizend.doors.practice.copying.tables import Table
    from duizend.doors.practice.retelling import Team
    from duizend.doors.practice.working_together import Told
    from duizend.ground.region.queries import Places

Mark = tuple[object, ...]
Piece = str | Mark
NOTHING = r"\N"
FAMILY, SIGN_UP, PARENT = "families.Family", "signalling.SignUp", "families.Parent"
NEIGHBOURHOOD = "region.Neighbourhood"
# Of which rows the facts hold keys, by the word the keys are made with.
FACT_KEYS = {
    "family": FAMILY, "trajectory": "trajectories.Trajectory", "step": "trajectories.Step", "contact": "contacts.Contact",
}  # fmt: skip
PUBLIC_ID = re.compile(f"(?<![A-Za-z0-9])[{ALPHABET}]{{{LENGTH}}}(?![A-Za-z0-9])")
NAMES_OF_PARENTS = ("given_name", "name_prefix", "family_name", "phone")
# The columns of a log line that are sealed as they stand, and those that are made anew.
SEALED = ("event", "action", "outcome", "account", "roles", "purpose", "subjects", "detail", "door")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table: each is a piece of text or a mark for every column, or several where a text names people."""

    table: Table
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


@dataclass
class Reading:
    """Everything that the actions wrote after the marks for a team, with its marks found."""

    team: Team
    marks: dict[str, int]
    told: Sequence[Told]
    places: Places
    tables: list[Table] = field(default_factory=list)
    raw: dict[str, list[list[str]]] = field(default_factory=dict)
    ranks: dict[str, dict[str, int]] = field(default_factory=dict)
    _stories: dict[tuple[str, int], int | None] = field(default_factory=dict)

    @classmethod
    def of(
        cls, team: Team, *, marks: dict[str, int], told: Sequence[Told], places: Places, database: psycopg.Connection
    ) -> Reading:
        """Read all tables after the marks; `told` says which story each family is of."""
        reading = cls(team, marks, told, places)
        for table in list_tables():
            rows = read_after(table, marks, database)
            if rows:
                reading.tables.append(table)
                reading.raw[table.label] = rows
        reading.raw[LOG_LINES] = read_after(table_of(LogLine), marks, database)
        for table in reading.tables:
            if table.has_own_ids:
                place = table.fields.index(table.key)
                ids = [row[place] for row in reading.raw[table.label]]
                reading.ranks[table.label] = {number: rank for rank, number in enumerate(ids)}
        return reading

    def count(self, label: str) -> int:
        """Count the rows of a table."""
        return len(self.raw.get(label, ()))

    def rows(self) -> list[Rows]:
        """Give the rows of every table with the marks in them; those of the log are apart."""
        found = []
        for table in self.tables:
            readers = [self._reader(table, own) for own in table.fields]
            rows = []
            for rank, row in enumerate(self.raw[table.label]):
                story = self._story_of(table, rank, row)
                rows.append(tuple(read(text, rank, story) for read, text in zip(readers, row, strict=True)))
            found.append(Rows(table, tuple(rows)))
        return found

    def log(self) -> list[tuple[tuple[Piece, ...], ...]]:
        """Give the lines of the log, in order, with the marks in the columns that are sealed."""
        columns = [own.column for own in table_of(LogLine).fields]
        places = [columns.index(column) for column in SEALED]
        return [tuple(self._with_public_ids((line[place],)) for place in places) for line in self.raw[LOG_LINES]]

    # -- one column ----------------------------------------------------------------------------------------

    def _reader(self, table: Table, own: Field):
        if own is table.key and table.has_own_ids:
            return lambda text, rank, story: (("id", table.label, rank),)
        if isinstance(own, ForeignKey):
            return self._reader_of_key(target_of(own))
        if isinstance(own, PublicIdField):
            return lambda text, rank, story: (("public", table.label, rank),)
        if table.label.startswith("facts.") and own.column.endswith("_key"):
            return lambda text, rank, story: (self._fact(text),) if text else ("",)
        if own.column == "neighbourhood":
            return lambda text, rank, story: (("place", "code", text),) if text else ("",)
        if isinstance(own, (CharField, TextField, JSONField)):
            return self._reader_of_words(table, own)
        return lambda text, rank, story: (text,)

    def _reader_of_key(self, target: str):
        ranks = self.ranks.get(target, {})

        def read(text: str, rank: int, story: int | None) -> tuple[Piece, ...]:
            if target == NEIGHBOURHOOD and text != NOTHING:
                return (("place", "id", text),)
            return (("id", target, ranks[text]),) if text in ranks else (text,)

        return read

    def _fact(self, text: str) -> Mark:
        return self._facts[text]

    @cached_property
    def _facts(self) -> dict[str, Mark]:
        return {
            fact_key(kind, int(number)): ("fact", kind, label, rank)
            for kind, label in FACT_KEYS.items()
            for number, rank in self.ranks.get(label, {}).items()
        }

    # -- names ---------------------------------------------------------------------------------------------

    def _reader_of_words(self, table: Table, own: Field):
        if table.label == PARENT and own.column in NAMES_OF_PARENTS:
            return lambda text, rank, story: (("who", story, f"parent{self._places_of_parents[rank]}.{own.column}"),)
        if table.label == FAMILY and own.column == "search_name":
            return lambda text, rank, story: (("search", story, self._search_pattern(story, text)),)

        def read(text: str, rank: int, story: int | None) -> tuple[Piece, ...]:
            if not text or text == NOTHING:
                return (text,)
            pieces = self._split(text, *self._members) if story is None else self._split(text, *self._people[story])
            return self._with_public_ids(pieces)

        return read

    @cached_property
    def _places_of_parents(self) -> list[int]:
        """The place of every parent in its household, by rank: parents are made in the household's order."""
        table = next(table for table in self.tables if table.label == PARENT)
        place = [own.column for own in table.fields].index("family_id")
        seen: dict[str, int] = {}
        places = []
        for row in self.raw[PARENT]:
            places.append(seen.get(row[place], 0))
            seen[row[place]] = places[-1] + 1
        return places

    @cached_property
    def _people(self) -> list[tuple[re.Pattern[str], dict[str, Mark]]]:
        found = []
        for number, story in enumerate(self.team.stories):
            values: dict[str, Mark] = {}
            for key, text in particulars(story).items():
                if text and not key.endswith((".name_prefix", ".family_name")):
                    values.setdefault(text, ("who", number, key))
            found.append((_any_of(values), values))
        return found

    @cached_property
    def _members(self) -> tuple[re.Pattern[str], dict[str, Mark]]:
        values: dict[str, Mark] = {}
        for place, (_original, member) in enumerate(self.team.members):
            values |= {member.email: ("member", place, "email"), member.name: ("member", place, "name")}
        return _any_of(values), values

    def _search_pattern(self, story: int | None, text: str) -> tuple[Piece, ...]:
        """Find the names in what search looks in: given names, and surnames with what stands before them."""
        values: dict[str, Mark] = {}
        for key, value in particulars(self.team.stories[story]).items():
            if key.startswith("child") or key.endswith(("given_name", "full_name")):
                values.setdefault(searchable(value), ("who", story, key))
        return self._split(text, _any_of(values), values)

    @staticmethod
    def _split(text: str, pattern: re.Pattern[str], values: Mapping[str, Mark]) -> tuple[Piece, ...]:
        pieces: list[Piece] = [
            piece if number % 2 == 0 else values[piece] for number, piece in enumerate(pattern.split(text))
        ]
        return tuple(piece for piece in pieces if piece != "") or ("",)

    # -- public ids in a text, as the log and drafts hold them ------------------------------------------------

    @cached_property
    def _publics(self) -> dict[str, Mark]:
        found: dict[str, Mark] = {}
        for table in self.tables:
            for place, own in enumerate(table.fields):
                if isinstance(own, PublicIdField):
                    rows = enumerate(self.raw[table.label])
                    found |= {row[place]: ("public", table.label, rank) for rank, row in rows}
        return found

    def _with_public_ids(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        if not any(isinstance(piece, str) and PUBLIC_ID.search(piece) for piece in pieces):
            return pieces
        found: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, str):
                found += _public_ids_in(piece, self._publics)
            else:
                found.append(piece)
        return tuple(found)

    # -- whose row it is -----------------------------------------------------------------------------------

    def _story_of(self, table: Table, rank: int, row: Sequence[str]) -> int | None:
        """Find the story that a row belongs to, by its family or whatever it points to; none for what is the team's."""
        own = self._roots.get((table.label, row[table.fields.index(table.key)]))
        if own is not None:
            return own
        for place, column in enumerate(table.fields):
            target_rank = (
                self.ranks.get(target_of(column), {}).get(row[place]) if isinstance(column, ForeignKey) else None
            )
            if target_rank is not None:
                story = self._story_at(target_of(column), target_rank)
                if story is not None:
                    return story
        return None

    def _story_at(self, label: str, rank: int) -> int | None:
        if (label, rank) not in self._stories:
            self._stories[label, rank] = None  # against going round in a circle
            table = next(table for table in self.tables if table.label == label)
            self._stories[label, rank] = self._story_of(table, rank, self.raw[label][rank])
        return self._stories[label, rank]

    @cached_property
    def _roots(self) -> dict[tuple[str, str], int]:
        roots = {(FAMILY, str(told.family)): told.number for told in self.told if told.family}
        return roots | {(SIGN_UP, str(told.sign_up)): told.number for told in self.told if told.sign_up}


def _any_of(values: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(values, key=lambda value: (-len(value), value))
    # A new line is written as \n by COPY: a name after it begins a word all the same.
    return re.compile(rf"(?:(?<!\w)|(?<=\\n))({'|'.join(map(re.escape, longest_first))})(?!\w)")


def _public_ids_in(text: str, known: Mapping[str, Mark]) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for match in PUBLIC_ID.finditer(text):
        if match.group() in known:
            pieces += [text[end : match.start()], known[match.group()]]
            end = match.end()
    return [piece for piece in [*pieces, text[end:]] if piece != ""]
