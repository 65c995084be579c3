# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A funnel that is kept in a file of DuckDB: new facts touch the trajectories and cells they are of, and nothing else (ADR 35).

Kept are the steps, a trace for each trajectory, and the cells. New steps that replace nothing are merged into the traces of
their trajectories; only where something was replaced or taken back is a trajectory traced anew from its steps. Cells hold whole
numbers that add up, so what the families of those trajectories counted before is taken off and what they count now is added.

Steps and traces bear the hash of their trajectory, traces that of their family too: a number is found in ten million several
times as fast as a key. Two keys of one hash do no harm, since more is then taken up than was touched, and put back as it was.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import ibis

from duizend.insight.facts.pooled.funnel import (
    CELL,
    COLUMNS,
    COURSE,
    FIRSTS,
    LATEST,
    MEASURES,
    SCHEMA,
    STEP,
    as_sql,
    choose_families,
    count_cells,
    funnel_sql,
    merge_traces,
    read_cells,
    read_courses,
    steps_table,
    trace_steps,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection
    from ibis.expr.types import Table

    from duizend.insight.facts.pooled.funnel import Cell

STEPS = ", ".join(STEP)
OF_CELL, TOLD = ", ".join(CELL), ", ".join(COLUMNS)
OF_TRACE = ", ".join((*COURSE, *FIRSTS, *LATEST))
# What lives as long as the connection is found without naming a schema.
TEMPORARY = None
HASHED = "hash(trajectory_key) AS t"
NUMBERED = f"{HASHED}, hash(family_key) AS f"
# Of which trajectories steps are new; of which some step is replaced, taken back, or replaced by what came before it.
TOUCH = f"""
CREATE OR REPLACE TEMP TABLE added AS SELECT {HASHED}, {STEPS} FROM new_step;
CREATE OR REPLACE TEMP TABLE anew AS
    SELECT t FROM added WHERE corrects_key <> '' OR withdrawn
    UNION SELECT t FROM added SEMI JOIN facts.replaced ON added.step_key = replaced.corrects_key
    UNION SELECT t FROM facts.trace WHERE f IN (SELECT f FROM gone);
CREATE OR REPLACE TEMP TABLE touched AS SELECT t FROM added UNION SELECT t FROM anew;
CREATE OR REPLACE TEMP TABLE touched_family AS
    SELECT hash(family_key) AS f FROM new_step UNION SELECT f FROM facts.trace SEMI JOIN touched USING (t);
CREATE OR REPLACE TEMP TABLE seen AS SELECT * FROM facts.trace SEMI JOIN touched_family USING (f);
"""  # noqa: S608 - names of our own
ADD = f"""
INSERT INTO facts.step SELECT t, {STEPS} FROM added;
INSERT INTO facts.replaced SELECT corrects_key FROM added WHERE corrects_key <> '';
"""  # noqa: S608
TAKE_OUT = """
DELETE FROM facts.step WHERE hash(family_key) IN (SELECT f FROM gone);
DELETE FROM added WHERE hash(family_key) IN (SELECT f FROM gone);
"""
# The places of the few rows first: all their columns are then read of no other.
STEPS_ANEW = f"""
CREATE OR REPLACE TEMP TABLE place AS SELECT facts.step.rowid AS r FROM facts.step SEMI JOIN anew USING (t);
CREATE OR REPLACE TEMP TABLE step_anew AS SELECT {STEPS} FROM facts.step WHERE rowid IN (SELECT r FROM place);
"""  # noqa: S608
STEPS_ADDED = f"CREATE OR REPLACE TEMP TABLE step_added AS SELECT {STEPS} FROM added ANTI JOIN anew USING (t)"  # noqa: S608
RENEW = f"""
DELETE FROM facts.trace WHERE t IN (SELECT t FROM touched);
INSERT INTO facts.trace SELECT {NUMBERED}, {OF_TRACE} FROM renewed;
"""  # noqa: S608
SUMS = ", ".join(f"sum({name})::BIGINT AS {name}" for name in MEASURES)
LESS = ", ".join(f"-{name}" for name in MEASURES)
SETTLE = f"""
CREATE OR REPLACE TABLE facts.cell AS
SELECT {OF_CELL}, {SUMS}
FROM (
    SELECT {TOLD} FROM facts.cell
    UNION ALL SELECT {OF_CELL}, {LESS} FROM cells_before
    UNION ALL SELECT {TOLD} FROM cells_after
)
GROUP BY {OF_CELL} HAVING sum(indicated) > 0
"""  # noqa: S608


@cache
def _sql_of_traces(name: str, schema: str | None = TEMPORARY) -> str:
    return as_sql(trace_steps(steps_table(name, schema)), "duckdb")


@cache
def _sql_merged(name: str) -> str:
    return as_sql(merge_traces(_traces(name, TEMPORARY)), "duckdb")


@cache
def _sql_of_cells(name: str, schema: str | None = TEMPORARY) -> str:
    return as_sql(count_cells(choose_families(read_courses(_traces(name, schema)))), "duckdb")


def _traces(name: str, schema: str | None) -> Table:
    return ibis.table(trace_steps(steps_table()).schema(), name=name, database=schema)


def keep_funnel(engine: DuckDBPyConnection) -> None:
    """Begin to keep: take over the steps that the engine shows as `shown_step`, and count them in full."""
    engine.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    engine.execute("BEGIN")
    engine.execute(f"CREATE OR REPLACE TABLE facts.step AS SELECT {HASHED}, {STEPS} FROM shown_step")  # noqa: S608
    engine.execute(
        "CREATE OR REPLACE TABLE facts.replaced AS SELECT corrects_key FROM facts.step WHERE corrects_key <> ''"
    )
    engine.execute(
        f"CREATE OR REPLACE TABLE facts.trace AS SELECT {NUMBERED}, {OF_TRACE} FROM ({_sql_of_traces('step', SCHEMA)})"  # noqa: S608
    )
    engine.execute(f"CREATE OR REPLACE TABLE facts.cell AS {_sql_of_cells('trace', SCHEMA)}")
    engine.execute("COMMIT")


def refresh_funnel(engine: DuckDBPyConnection, *, gone: Sequence[str] = ()) -> None:
    """Add the steps that the engine shows as `new_step`, and take out families that objected; whole or not at all.

    A step that was added before must not be shown again. `gone`: the keys of families.
    """
    engine.execute("BEGIN")
    try:
        engine.execute("CREATE OR REPLACE TEMP TABLE gone AS SELECT hash(unnest(?::VARCHAR[])) AS f", [list(gone)])
        engine.execute(TOUCH)
        engine.execute(f"CREATE OR REPLACE TEMP TABLE cells_before AS {_sql_of_cells('seen')}")
        engine.execute(ADD)
        if gone:
            engine.execute(TAKE_OUT)
        _renew(engine)
        engine.execute(RENEW)
        engine.execute(
            f"CREATE OR REPLACE TEMP TABLE seen AS SELECT {OF_TRACE} FROM seen ANTI JOIN touched USING (t)"  # noqa: S608
            f" UNION ALL SELECT {OF_TRACE} FROM renewed"
        )
        engine.execute(f"CREATE OR REPLACE TEMP TABLE cells_after AS {_sql_of_cells('seen')}")
        engine.execute(SETTLE)
    except BaseException:
        engine.execute("ROLLBACK")
        raise
    engine.execute("COMMIT")


def _renew(engine: DuckDBPyConnection) -> None:
    """Work out the traces of all that was touched: merged where steps only came, traced anew where one went or was replaced."""
    engine.execute(STEPS_ANEW)
    engine.execute(STEPS_ADDED)
    engine.execute(
        f"CREATE OR REPLACE TEMP TABLE trace_of_all AS SELECT {OF_TRACE} FROM seen SEMI JOIN touched USING (t) ANTI JOIN anew USING (t)"  # noqa: S608
        f" UNION ALL SELECT {OF_TRACE} FROM ({_sql_of_traces('step_added')})"
        f" UNION ALL SELECT {OF_TRACE} FROM ({_sql_of_traces('step_anew')})"
    )
    engine.execute(f"CREATE OR REPLACE TEMP TABLE renewed AS {_sql_merged('trace_of_all')}")


def read_kept(engine: DuckDBPyConnection) -> list[Cell]:
    """Read the cells as they are kept."""
    return read_cells(engine.execute(f"SELECT {TOLD} FROM facts.cell").fetchall())  # noqa: S608


def count_in_full(engine: DuckDBPyConnection) -> list[Cell]:
    """Count the kept steps anew, from the first to the last: what is kept must be the same."""
    return read_cells(engine.execute(funnel_sql("duckdb")).fetchall())
