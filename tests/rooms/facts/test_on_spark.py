# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same funnel on Spark, for whoever pools more than one machine can hold. With DUIZEND_LONG=1, where requirements/spark.txt is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from duizend.insight.facts.pooled.duck import count_funnel, open_engine, show_files
from duizend.insight.facts.pooled.funnel import as_sql, funnel_of, read_cells, steps_table
from rooms.facts.test_kept import as_rows

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [
    pytest.mark.slow,
    # Spark is spoken to on this machine itself.
    pytest.mark.enable_socket,
    pytest.mark.skipif(not os.environ.get("DUIZEND_LONG"), reason="starting Spark takes a gigabyte: with --long"),
]
FAMILIES = 3_000
KINDS = ("indicated", "offered", "accepted", "not_yet", "declined", "no_answer", "started", "ended")


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    sql = pytest.importorskip("pyspark.sql", reason="requirements/spark.txt is not installed")
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
    )
    running = (
        session.config("spark.sql.shuffle.partitions", "4").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    )
    yield running
    running.stop()


def steps_of(families: int) -> pa.Table:
    """Make families with two trajectories at most and up to six steps each; one step in twenty corrects an earlier one."""
    drawn = [
        {
            "trajectory_key": f"t{family}-{family * step % 2}", "family_key": f"f{family}", "programme": f"p{family % 3}",
            "municipality": f"GM{family % 7}", "kind": KINDS[(family * 7 + step * 3) % len(KINDS)] if step else "indicated",
            "ending": ("", "completed", "moved")[(family + step) % 3], "withdrawn": (family + step) % 40 == 7,
            "happened_on": date(2020, 1 + family % 12, 1 + (family * step) % 28), "children": family % 3,
            "corrects": 0.5 if (family + step) % 20 == 7 else None,
        }
        for family in range(families) for step in range(2 + family % 5)
    ]  # fmt: skip
    by_family: dict[str, list[dict]] = {}
    for one in drawn:
        by_family.setdefault(one["family_key"], []).append(one)
    tables = []
    for begin, rows in enumerate(by_family.values()):
        table = as_rows(rows, [])
        keys = [f"{key}-{begin}" for key in table["step_key"].to_pylist()]
        corrects = [f"{key}-{begin}" if key else "" for key in table["corrects_key"].to_pylist()]
        table = table.set_column(table.schema.get_field_index("step_key"), "step_key", pa.array(keys))
        tables.append(
            table.set_column(table.schema.get_field_index("corrects_key"), "corrects_key", pa.array(corrects))
        )
    return pa.concat_tables(tables)


@pytest.mark.parametrize("on", [None, date(2020, 9, 1)])
def test_spark_counts_what_duckdb_counts(spark: SparkSession, tmp_path: Path, on: date | None) -> None:
    file = tmp_path / "step.parquet"
    pq.write_table(steps_of(FAMILIES), file)
    with open_engine() as engine:
        show_files(engine, "step", [file])
        expected = count_funnel(engine, on=on)
    spark.read.parquet(str(file)).createOrReplaceTempView("step")
    asked = as_sql(funnel_of(steps_table(schema=None), on=on), "pyspark")
    found = read_cells([tuple(row) for row in spark.sql(asked).collect()])
    assert len(expected) > 50
    assert {cell.completed > 0 for cell in expected} == {True, False}
    assert found == expected
