# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting with DuckDB over exported files: no database, no network, within the memory it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from duizend.insight.facts.pooled.funnel import SCHEMA, Cell, funnel_sql, read_cells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from duckdb import DuckDBPyConnection


def open_engine(path: Path | None = None) -> DuckDBPyConnection:
    """Open DuckDB in memory, or on a file of its own. It loads no extension and fetches nothing."""
    return duckdb.connect(
        ":memory:" if path is None else str(path),
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False},
    )


def show_files(engine: DuckDBPyConnection, table: str, files: Sequence[Path]) -> None:
    """Show files of Parquet together as one table of facts, under the name it has in the database."""
    engine.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    # A view takes no parameters: the names of the files stand in it as texts.
    names = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
    engine.execute(f'CREATE OR REPLACE VIEW {SCHEMA}."{table}" AS SELECT * FROM read_parquet([{names}])')  # noqa: S608


def count_funnel(engine: DuckDBPyConnection, *, on: date | None = None) -> list[Cell]:
    """Count the funnel over the steps that the engine shows."""
    return read_cells(engine.execute(funnel_sql("duckdb", on=on)).fetchall())
