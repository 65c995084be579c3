# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table of counts over any number of dimensions, its margins and areas, read from rows and told as sums between cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from duizend.ground.kernel.rules.reading import Faults, Reading, Words
from duizend.insight.disclosure.rules.values import Equation, Key

ALL = "*"
COUNT = "count"
MOST_FAULTS = 20
Rows = Sequence[Mapping[str, str]]
# Per dimension: a value that stands for others together, and which (areas may overlap, and lie in each other).
Areas = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class LinkedTable:
    """Counts of people by dimension; a key holds one value per dimension, "*" for all of them together.

    cells: every published cell, margins included. sums: what any reader knows to add up. sensitive: dimensions whose values
    tell something about people (an answer, an outcome), so that "everybody" and "nobody" tell it of each of them.
    """

    dimensions: tuple[str, ...]
    cells: Mapping[Key, int]
    sums: tuple[Equation, ...]
    sensitive: frozenset[str] = field(default=frozenset())

    def named(self, key: Key) -> frozenset[tuple[str, str]]:
        """Name a cell apart from its table: a cell over fewer dimensions is the margin of a cell over more."""
        return frozenset(
            (dimension, value) for dimension, value in zip(self.dimensions, key, strict=True) if value != ALL
        )

    @property
    def inner(self) -> tuple[Key, ...]:
        """The cells that are no sum of others."""
        totals = {equation.total for equation in self.sums}
        return tuple(key for key in self.cells if key not in totals)


def read_areas(rows: Rows, file: str) -> Reading[Areas]:
    """Read which values of a dimension stand for which others: columns dimension, total, part."""
    faults = Faults(file)
    found: dict[str, dict[str, list[str]]] = {}
    for line, row in enumerate(rows, start=2):
        dimension, total, part = (str(row.get(name) or "").strip() for name in ("dimension", "total", "part"))
        if not (dimension and total and part):
            faults.add(
                "area_incomplete", f"line {line}", found=Words("an empty cell"), expected="dimension, total and part"
            )
        elif total == part or ALL in (total, part):
            faults.add("area_of_itself", f"line {line}", found=part, expected=f"another value than {total}, and not *")
        elif part in found.get(dimension, {}).get(total, ()):
            faults.add("area_twice", f"line {line}", found=part, expected=f"each part of {total} once")
        else:
            found.setdefault(dimension, {}).setdefault(total, []).append(part)
    for dimension, areas in found.items():
        if circle := next((area for area in areas if area in _all_parts(areas, area)), None):
            faults.add("area_in_itself", dimension, found=circle, expected="an area that does not hold itself")
    return faults.reading(
        {name: {total: tuple(parts) for total, parts in areas.items()} for name, areas in found.items()}
    )


def _all_parts(areas: Mapping[str, Sequence[str]], area: str) -> set[str]:
    seen: set[str] = set()
    left = list(areas[area])
    while left:
        one = left.pop()
        if one not in seen:
            seen.add(one)
            left += areas.get(one, ())
    return seen


def read_linked_table(
    header: Sequence[str], rows: Rows, file: str, *, areas: Areas | None = None, sensitive: Sequence[str] = ()
) -> Reading[LinkedTable]:
    """Read a table with a column for each dimension and one named "count"; "*" is the margin of a dimension.

    Every margin counts as published, also one that the file leaves out: readers can add up. A combination that is left out
    is nought, and known to be. Faults: no count, a cell that stands there twice, sums that do not add up.
    """
    faults = Faults(file)
    dimensions = tuple(name for name in header if name != COUNT)
    areas = areas or {}
    if COUNT not in header or not dimensions:
        faults.add(
            "no_columns", "line 1", found=", ".join(header), expected=f"a column for each dimension, and {COUNT}"
        )
        return faults.reading(LinkedTable((), {}, ()))
    for name in sorted({*areas, *sensitive} - set(dimensions)):
        faults.add("unknown_dimension", name, found=name, expected=f"one of {', '.join(dimensions)}")
    cells = _read_cells(dimensions, rows, faults)
    if not cells and not faults.found:
        faults.add("no_rows", "", found=Words("no rows"), expected="a row for every cell, below a line of column names")
    if faults.found:
        return faults.reading(LinkedTable((), {}, ()))
    _add_margins(dimensions, cells, areas)
    sums = tuple(_sums(dimensions, cells, areas))
    for equation in sums:
        added = sum(cells[part] for part in equation.parts)
        if added != cells[equation.total] and len(faults.found) < MOST_FAULTS:
            faults.add(
                "does_not_add_up",
                ", ".join(equation.total),
                found=cells[equation.total],
                expected=f"{added}, its parts together",
            )
    return faults.reading(LinkedTable(dimensions, cells, sums, frozenset(sensitive)))


def _read_cells(dimensions: Sequence[str], rows: Rows, faults: Faults) -> dict[Key, int]:
    cells: dict[Key, int] = {}
    for line, row in enumerate(rows, start=2):
        if len(faults.found) >= MOST_FAULTS:
            break
        key = tuple((row[name] or "").strip() for name in dimensions)
        text = (row[COUNT] or "").strip()
        if "" in key:
            faults.add(
                "empty_dimension",
                f"line {line}, {dimensions[key.index('')]}",
                found=Words("nothing"),
                expected="a value, or * for all",
            )
        elif not (text.isascii() and text.isdigit()):
            faults.add(
                "not_a_count", f"line {line}, {COUNT}", found=text, expected="a whole number of people, nought or more"
            )
        elif key in cells:
            faults.add("cell_twice", f"line {line}", found=", ".join(key), expected="every cell once")
        else:
            cells[key] = int(text)
    return cells


def _lines(dimensions: Sequence[str], cells: Mapping[Key, int], place: int) -> dict[Key, dict[str, Key]]:
    """Group the cells that differ in one dimension only: what stays the same -> value of that dimension -> cell."""
    lines: dict[Key, dict[str, Key]] = {}
    for key in cells:
        lines.setdefault((*key[:place], *key[place + 1 :]), {})[key[place]] = key
    return lines


def _add_margins(dimensions: Sequence[str], cells: dict[Key, int], areas: Areas) -> None:
    for place, dimension in enumerate(dimensions):
        totals = {ALL, *areas.get(dimension, ())}
        for rest, line in _lines(dimensions, cells, place).items():
            leaves = [key for value, key in line.items() if value not in totals]
            if ALL not in line and leaves:
                cells[(*rest[:place], ALL, *rest[place:])] = sum(cells[key] for key in leaves)


def _sums(dimensions: Sequence[str], cells: Mapping[Key, int], areas: Areas) -> Iterator[Equation]:
    for place, dimension in enumerate(dimensions):
        own = areas.get(dimension, {})
        for line in _lines(dimensions, cells, place).values():
            leaves = tuple(key for value, key in line.items() if value != ALL and value not in own)
            if ALL in line and leaves:
                yield Equation(line[ALL], leaves)
            for total, parts in own.items():
                known = tuple(line[part] for part in parts if part in line)
                if total in line and known:
                    yield Equation(line[total], known)


def groups_of_one_kind(table: LinkedTable) -> Iterator[tuple[Equation, Key]]:
    """Yield the sums along a sensitive dimension in which everybody is in one part: all of them, or none, did this."""
    places = [place for place, name in enumerate(table.dimensions) if name in table.sensitive]
    for equation in table.sums:
        along = any(equation.total[place] != part[place] for place in places for part in equation.parts[:1])
        if along and len(equation.parts) > 1 and table.cells[equation.total]:
            filled = [part for part in equation.parts if table.cells[part]]
            if len(filled) == 1:
                yield equation, filled[0]
