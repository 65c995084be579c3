# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cohort funnel, written once: which families of a quarter came how far, for PostgreSQL and for DuckDB alike (ADR 35).

It counts as the report does (insight.facts.queries.COUNTS): a step stands when no other replaces it and it was not taken
back; a family counts once in a programme, municipality and quarter, with the trajectory that came furthest, else with the
latest. No figure rests on what a key looks like, so that it is the same after an export gave every key another one.
Nothing is protected yet: small numbers of people stand here as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ibis.expr.types import Table

SCHEMA = "facts"
# What the funnel asks of a step; the table has more.
STEP = {
    "id": "int64", "step_key": "string", "corrects_key": "string", "withdrawn": "boolean", "trajectory_key": "string",
    "family_key": "string", "programme": "string", "municipality": "string", "place": "int16", "kind": "string",
    "ending": "string", "happened_on": "date", "children": "int16",
}  # fmt: skip
COURSE = ["programme", "municipality", "trajectory_key", "family_key"]
FIRSTS, LATEST = ("indicated_on", "offered_on", "started_on", "ended_on"), ("answer", "ending", "children")
CELL = ["programme", "municipality", "quarter"]
# In the order of their letters, in which the report settles two answers with one place on one day.
ANSWERS = ("accepted", "declined", "no_answer", "not_yet")
ENDINGS_AS_MEANT = ("", "completed")
# More than a trajectory has steps on a day, than there are answers, and than it has children.
PLACES, CODES, MOST_CHILDREN = 100_000, 10, 65_536
EPOCH = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Cell:
    """Families of one programme and municipality that were indicated in the quarter that begins on `quarter`.

    Numbers of families, but `children` (of all those families) and `days_to_start`: the days from indication to the
    first contact, added up over the families that started, so that cells can be added and means follow.
    """

    programme: str
    municipality: str
    quarter: date
    indicated: int
    offered: int
    accepted: int
    waiting: int
    not_yet: int
    declined: int
    no_answer: int
    started: int
    ended: int
    completed: int
    children: int
    days_to_start: int

    @property
    def mean_days_to_start(self) -> float | None:
        """Return the mean number of days to the start; None when nobody started."""
        return self.days_to_start / self.started if self.started else None


COLUMNS = tuple(field.name for field in fields(Cell))
MEASURES = COLUMNS[len(CELL) :]


def steps_table(name: str = "step", schema: str | None = SCHEMA) -> Table:
    """Return the table of steps as every engine knows it; nothing is read."""
    return ibis.table(STEP, name=name, database=schema)


def standing_steps(steps: Table, *, on: date | None = None) -> Table:
    """Keep what stands of the steps, and happened by the end of `on`. A step is replaced within its own trajectory."""
    replaced = steps.filter(steps.corrects_key != "").select("trajectory_key", "corrects_key").distinct()
    current = steps.filter(~steps.withdrawn)
    if on is not None:
        current = current.filter(current.happened_on <= on)
    same = (current.trajectory_key == replaced.trajectory_key, current.step_key == replaced.corrects_key)
    return current.anti_join(replaced, same)


def trace_steps(steps: Table, *, on: date | None = None) -> Table:
    """Trace each trajectory: its first days, its latest answer, how it ended. A row for each, also of one not indicated yet.

    The latest is the greatest of [day, place, code], packed into one number: both engines compare those alike, and fast.
    Every figure is a least or a greatest, so that traces of two sets of steps that replace nothing of each other can be merged.
    """
    step = standing_steps(steps, on=on)
    day = step.happened_on.delta(ibis.date(EPOCH.isoformat()), unit="day").cast("int64") * PLACES + step.place

    def first(kind: str) -> ibis.Value:
        return step.happened_on.min(where=step.kind == kind)

    codes = ibis.cases(*((step.kind == kind, code) for code, kind in enumerate(ANSWERS)), else_=0).cast("int64")
    as_meant = ibis.ifelse(step.ending.isin(ENDINGS_AS_MEANT), 1, 0).cast("int64")
    return step.group_by(COURSE).aggregate(
        indicated_on=first("indicated"),
        offered_on=first("offered"),
        started_on=first("started"),
        ended_on=first("ended"),
        answer=(day * CODES + codes).max(where=step.kind.isin(ANSWERS)),
        ending=(day * CODES + as_meant).max(where=step.kind == "ended"),
        children=(step.id * MOST_CHILDREN + step.children).max(),
    )


def merge_traces(traces: Table) -> Table:
    """Make one trace of those that a trajectory has: the least of what is first, the greatest of what is latest."""
    firsts = {name: traces[name].min() for name in FIRSTS}
    return traces.group_by(COURSE).aggregate(**firsts, **{name: traces[name].max() for name in LATEST})


def read_courses(traces: Table) -> Table:
    """Read the course of each trajectory that was indicated from its trace."""
    found = traces.filter(traces.indicated_on.notnull())
    return found.mutate(
        answer=(found.answer % CODES).fill_null(-1).cast("int64"),
        as_meant=((found.ending % CODES) == 1).fill_null(False),
        quarter=ibis.date(found.indicated_on.year(), (found.indicated_on.quarter() - 1) * 3 + 1, 1),
        children=(found.children % MOST_CHILDREN).cast("int64"),
    ).drop("ending")


def choose_families(courses: Table) -> Table:
    """Keep of each family in a cell the trajectory that came furthest, else the latest: one row that counts once."""
    started, ended = courses.started_on.notnull(), courses.ended_on.notnull()
    before = ~started & ~ended
    placed = courses.mutate(
        offered=started | courses.offered_on.notnull() | (courses.answer >= 0),
        accepted=started | (courses.answer == ANSWERS.index("accepted")),
        waiting=before & (courses.answer == ANSWERS.index("accepted")),
        not_yet=before & (courses.answer == ANSWERS.index("not_yet")),
        declined=before & (courses.answer == ANSWERS.index("declined")),
        no_answer=before & (courses.answer == ANSWERS.index("no_answer")),
        started=started,
        ended=started & ended,
        completed=started & ended & courses.as_meant,
        days_to_start=ibis.ifelse(started, courses.started_on.delta(courses.indicated_on, unit="day"), 0).cast("int64"),
    )
    # What stands behind the day decides between two trajectories of one day, so that whichever is taken counts the same.
    furthest = [
        placed[name].desc() for name in ("started", "indicated_on", "accepted", "offered", "completed", "ended")
    ]
    rest = [placed.days_to_start, placed.answer, placed.ended_on.notnull().desc(), placed.children.desc()]
    place = ibis.row_number().over(group_by=[*CELL, "family_key"], order_by=[*furthest, *rest])
    ranked = placed.mutate(place_of_family=place)
    return ranked.filter(ranked.place_of_family == 0)


def count_cells(families: Table) -> Table:
    """Add up the families of each cell; whole numbers only, so that no order of adding changes anything."""
    told = [name for name in MEASURES if name not in {"indicated", "children", "days_to_start"}]
    return families.group_by(CELL).aggregate(
        indicated=families.count(),
        **{name: families.count(where=families[name]) for name in told},
        children=families.children.sum(),
        days_to_start=families.days_to_start.sum(),
    )[list(COLUMNS)]


def funnel_of(steps: Table, *, on: date | None = None) -> Table:
    """Return the whole funnel over a table of steps, in order of programme, municipality and quarter."""
    return count_cells(choose_families(read_courses(trace_steps(steps, on=on)))).order_by(CELL)


def as_sql(expression: Table, dialect: str) -> str:
    """Return the statement for "postgres" or "duckdb"."""
    return str(ibis.to_sql(expression, dialect=dialect))


@cache
def funnel_sql(dialect: str, *, on: date | None = None) -> str:
    """Return the statement of the whole funnel over the table of steps; working it out takes longer than a small region's count."""
    return as_sql(funnel_of(steps_table(), on=on), dialect)


def read_cells(rows: Iterable[Sequence[object]]) -> list[Cell]:
    """Read rows of either engine as cells, in their order; PostgreSQL adds up whole numbers as decimals."""
    width = len(CELL)
    return sorted(
        (Cell(*row[:width], *map(int, row[width:])) for row in rows),
        key=lambda cell: (cell.programme, cell.municipality, cell.quarter),
    )
