# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A funnel that is kept in a file of DuckDB: new facts touch the trajectories and cells they are of, and nothing else (ADR 35).

Kept are the steps, a row for each trajectory that was indicated, and the cells. What is worked out is the same expression
as in a full run, over fewer rows: the trajectories that a new step is of, and the families of those. Cells hold whole numbers
that add up, so what those families counted before is taken off and what they count now is added.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import ibis

from duizend.insight.facts.pooled.funnel import (
    CELL,
    COLUMNS,
    MEASURES,
    SCHEMA,
    STEP,
    as_sql,
    choose_families,
    count_cells,
    funnel_sql,
    read_cells,
    steps_table,
    trace_courses,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from duizend.insight.facts.pooled.funnel import Cell

STEPS = ", ".join(STEP)
OF_CELL, TOLD = ", ".join(CELL), ", ".join(COLUMNS)
# What lives as long as the connection is found without naming a schema.
TEMPORARY = None
OF_FAMILY = "programme, municipality, family_key"
# Whose steps are new or go, and whose courses may count otherwise because of it: of a family in a place all of them.
TOUCH = f"""
CREATE OR REPLACE TEMP TABLE touched AS
    SELECT trajectory_key FROM new_step
    UNION SELECT trajectory_key FROM facts.step WHERE family_key IN (SELECT family_key FROM gone_family);
CREATE OR REPLACE TEMP TABLE touched_family AS
    SELECT {OF_FAMILY} FROM new_step
    UNION SELECT {OF_FAMILY} FROM facts.course SEMI JOIN touched USING (trajectory_key);
"""  # noqa: S608 - names of our own
ASIDE = f"CREATE OR REPLACE TEMP TABLE seen_course AS SELECT * FROM facts.course SEMI JOIN touched_family USING ({OF_FAMILY})"  # noqa: S608
RENEW = f"""
INSERT INTO facts.step SELECT {STEPS} FROM new_step;
DELETE FROM facts.step WHERE family_key IN (SELECT family_key FROM gone_family);
CREATE OR REPLACE TEMP TABLE touched_step AS SELECT * FROM facts.step SEMI JOIN touched USING (trajectory_key);
DELETE FROM facts.course WHERE trajectory_key IN (SELECT trajectory_key FROM touched);
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
def _sql_of_courses(name: str, schema: str | None) -> str:
    return as_sql(trace_courses(steps_table(name, schema)), "duckdb")


@cache
def _sql_of_cells(name: str, schema: str | None) -> str:
    courses = ibis.table(trace_courses(steps_table()).schema(), name=name, database=schema)
    return as_sql(count_cells(choose_families(courses)), "duckdb")


def keep_funnel(engine: DuckDBPyConnection) -> None:
    """Begin to keep: take over the steps that the engine shows as `shown_step`, and count them in full."""
    engine.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    engine.execute("BEGIN")
    engine.execute(f"CREATE OR REPLACE TABLE facts.step AS SELECT {STEPS} FROM shown_step")  # noqa: S608
    engine.execute(f"CREATE OR REPLACE TABLE facts.course AS {_sql_of_courses('step', SCHEMA)}")
    engine.execute(f"CREATE OR REPLACE TABLE facts.cell AS {_sql_of_cells('course', SCHEMA)}")
    engine.execute("COMMIT")


def refresh_funnel(engine: DuckDBPyConnection, *, gone: Sequence[str] = ()) -> None:
    """Add the steps that the engine shows as `new_step`, and take out families that objected; whole or not at all.

    A step that was added before must not be shown again. `gone`: the keys of families.
    """
    engine.execute("BEGIN")
    try:
        engine.execute(
            "CREATE OR REPLACE TEMP TABLE gone_family AS SELECT unnest(?::VARCHAR[]) AS family_key", [list(gone)]
        )
        engine.execute(TOUCH)
        engine.execute(ASIDE)
        engine.execute(f"CREATE OR REPLACE TEMP TABLE cells_before AS {_sql_of_cells('seen_course', TEMPORARY)}")
        engine.execute(RENEW)
        engine.execute(f"INSERT INTO facts.course BY NAME {_sql_of_courses('touched_step', TEMPORARY)}")
        engine.execute(ASIDE)
        engine.execute(f"CREATE OR REPLACE TEMP TABLE cells_after AS {_sql_of_cells('seen_course', TEMPORARY)}")
        engine.execute(SETTLE)
    except BaseException:
        engine.execute("ROLLBACK")
        raise
    engine.execute("COMMIT")


def read_kept(engine: DuckDBPyConnection) -> list[Cell]:
    """Read the cells as they are kept."""
    return read_cells(engine.execute(f"SELECT {TOLD} FROM facts.cell").fetchall())  # noqa: S608


def count_in_full(engine: DuckDBPyConnection) -> list[Cell]:
    """Count the kept steps anew, from the first to the last: what is kept must be the same."""
    return read_cells(engine.execute(funnel_sql("duckdb")).fetchall())
