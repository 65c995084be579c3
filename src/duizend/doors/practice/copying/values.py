# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Works out, for one team after another, what stands where a reading has a mark."""

from __future__ import annotations

from operator import itemgetter
from random import Random
from typing import TYPE_CHECKING

from duizend.doors.practice.retelling import particulars
from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.ground.kernel.rules.names import searchable
from duizend.insight.facts.keys import fact_key
from duizend.record.families.actions.registering import LONGEST_SEARCH_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from duizend.doors.practice.copying.reading import Mark, Piece, Reading
    from duizend.doors.practice.retelling import Team
    from duizend.ground.region.queries import Places

# Bytes become letters of an id, each as often as the others; what is left of 256 is passed over.
_ROUNDS = 256 // len(ALPHABET)
_LETTERS = bytes(ALPHABET[number % len(ALPHABET)].encode()[0] for number in range(256))
_PASSED_OVER = bytes(range(_ROUNDS * len(ALPHABET), 256))


class Marks:
    """Gives every mark a number, in the order in which they are met, so that a team's values are one list."""

    def __init__(self) -> None:
        self.numbers: dict[Mark, int] = {}

    def number(self, mark: Mark) -> int:
        return self.numbers.setdefault(mark, len(self.numbers))


class Form:
    """A text of many lines with places for values: written once, filled in for every team."""

    def __init__(self, lines: Iterable[Iterable[Piece]], marks: Marks) -> None:
        text, numbers = [], []
        for line in lines:
            for piece in line:
                if isinstance(piece, str):
                    text.append(piece.replace("%", "%%"))
                else:
                    text.append("%s")
                    numbers.append(marks.number(piece))
            text.append("\n")
        self._text = "".join(text)
        self._pick: Callable[[list[str]], tuple[str, ...]] = _picker(numbers)

    def fill(self, values: list[str]) -> str:
        """Fill in the values of a team."""
        return self._text % self._pick(values)


def _picker(numbers: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    if len(numbers) > 1:
        return itemgetter(*numbers)
    return lambda values: tuple(values[number] for number in numbers)


class ValuesOfTeams:
    """What stands at each mark for a team; the teams' ids follow each other without a gap, after those of the first."""

    def __init__(self, reading: Reading, marks: Marks, *, seed: int, bases: Mapping[str, int]) -> None:
        self._marks, self._seed, self._bases = marks, seed, bases
        self._counts = {label: len(ranks) for label, ranks in reading.ranks.items()}
        self._places, self._first = _around(reading.places), reading.team.number

    def of(self, team: Team, nth: int, *, kinds: tuple[str, ...] = ()) -> list[str]:
        """Work out the values of the nth team after the first, from 0; only these kinds of marks if any are named."""
        letters = self._letters(team.number)
        told = [particulars(story) for story in team.stories]
        bases = {label: self._bases[label] + nth * count + 1 for label, count in self._counts.items()}

        def value(mark: Mark) -> str:
            kind = mark[0]
            if kinds and kind not in kinds:
                return ""
            if kind == "id":
                return str(bases[mark[1]] + mark[2])
            if kind == "public":
                return next(letters)
            if kind == "who":
                return told[mark[1]][mark[2]]
            if kind == "fact":
                return fact_key(mark[1], bases[mark[2]] + mark[3])
            if kind == "search":
                return _search_name(mark[2], told)
            if kind == "place":
                return self._place(mark[1], mark[2], team.number - self._first)
            return getattr(team.members[mark[1]][1], mark[2])

        return [value(mark) for mark in self._marks.numbers]

    def _letters(self, number: int):
        rng = Random(f"{self._seed}/{number}/ids")  # noqa: S311 - of a practice region, where nothing is protected
        while True:
            letters = rng.randbytes(1 << 16).translate(_LETTERS, _PASSED_OVER).decode()
            for start in range(0, len(letters) - LENGTH, LENGTH):
                yield letters[start : start + LENGTH]

    def _place(self, what: str, text: str, by: int) -> str:
        """Give the neighbourhood so many further on in its municipality, as `retelling.shifted` does."""
        row = self._places[what, text]
        own = next(place for place, one in enumerate(row) if one[what] == text)
        return row[(own + by) % len(row)][what]


def _around(places: Places) -> dict[tuple[str, str], list[dict[str, str]]]:
    """Give for each neighbourhood, by id and by code, those of its municipality in order."""
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for municipality in places.municipalities:
        row = [
            {"id": str(own.pk), "code": own.code} for own in places.neighbourhoods
            if own.municipality_id == municipality.pk
        ]  # fmt: skip
        for own in row:
            found["id", own["id"]] = found["code", own["code"]] = row
    return found


def _search_name(pattern: tuple[Piece, ...], told: list[dict[str, str]]) -> str:
    words = [piece if isinstance(piece, str) else searchable(told[piece[1]][piece[2]]) for piece in pattern]
    return " ".join("".join(words).split())[:LONGEST_SEARCH_NAME]
