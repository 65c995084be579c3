# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One funnel, three ways: PostgreSQL and DuckDB count the same, and what the report counts; those that objected in none."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
from django.db import connection
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from duizend.doors.cli.pooling import count_here, write_facts
from duizend.doors.practice.actions import make_practice_region
from duizend.insight.facts.pooled.duck import count_funnel, open_engine, show_files
from duizend.insight.facts.pooled.files import check_exports
from duizend.insight.facts.pooled.funnel import Cell
from duizend.insight.facts.queries import counts_by_municipality
from duizend.insight.facts.queries.exported import list_tables_to_export
from duizend.insight.facts.rules.exported import SCHEMA_VERSION
from duizend.insight.facts.withholding import withhold
from duizend.record.trajectories.models import Trajectory
from rooms.facts.test_counts import Course, course, courses, steps_that_stand, write

FAR = date(2200, 1, 1)
HOWS = ("completed", "stopped", "referred_on", "moved", "compulsory_framework")
SAME = ("indicated", "offered", "accepted", "waiting", "not_yet", "declined", "no_answer", "started", "completed")


def count_exported(folder: Path) -> list[Cell]:
    """Export what there is, and count it with DuckDB over the files."""
    folder.mkdir(exist_ok=True)
    write_facts(folder, "test")
    (exported,) = check_exports([folder])
    with open_engine() as engine:
        show_files(engine, "step", [exported.folder / "step.parquet"])
        return count_funnel(engine)


def last_day(quarter: date) -> date:
    return (quarter + timedelta(days=95)).replace(day=1) - timedelta(days=1)


def as_the_report_counts(cells: list[Cell]) -> dict[Cell, dict[str, int]]:
    """Ask the report for the same quarters, as cohorts; returns of each cell what it says, 0 for what does not occur."""
    found = {}
    for cell in cells:
        counted = counts_by_municipality(
            cell.programme, first=cell.quarter, last=last_day(cell.quarter), on=FAR, cohort=True
        )[cell.municipality]
        found[cell] = {name: counted.get(name, (0, 0))[0] for name in SAME}
        found[cell]["ended"] = sum(counted.get(how, (0, 0))[0] for how in HOWS)
        found[cell]["children"] = counted["indicated"][1]
    return found


def two_began_on_one_day(found: list[Course]) -> bool:
    """Say whether a family has two trajectories of one day, of which the report takes the one with the lesser key."""
    days: dict[tuple[str, str, date], int] = defaultdict(int)
    for one in found:
        first = [step.on for step in steps_that_stand(one, known_at=None) if step.kind == "indicated"]
        if first:
            days[one.family, one.municipality, min(first)] += 1
    return any(number > 1 for number in days.values())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(courses(), max_size=8))
def test_both_engines_count_what_the_report_counts(found: list[Course]) -> None:
    assume(not two_began_on_one_day(found))
    programme = write(found)
    here = [cell for cell in count_here() if cell.programme == programme]
    with tempfile.TemporaryDirectory() as folder:
        assert [cell for cell in count_exported(Path(folder)) if cell.programme == programme] == here
    for cell, counted in as_the_report_counts(here).items():
        said = asdict(cell)
        assert {name: said[name] for name in counted} == counted
    indicated = {one.municipality for one in found if any(s.kind == "indicated" for s in steps_that_stand(one, known_at=None))}  # fmt: skip
    assert {cell.municipality for cell in here} == indicated


def test_days_to_the_start_are_those_of_the_trajectory_that_counts(tmp_path: Path) -> None:
    programme = write([
        course("indicated 2020-01-10", "offered 2020-01-11", "started 2020-01-30"),
        course("indicated 2020-02-01", "offered 2020-02-02"),
        course("indicated 2020-03-31", "started 2020-05-01", "ended:completed 2021-01-01", family="b", children=2),
        course("indicated 2020-04-01", "declined 2020-04-02", family="b"),
    ])  # fmt: skip
    first, second = [cell for cell in count_exported(tmp_path) if cell.programme == programme]
    assert (first.quarter, first.indicated, first.started, first.completed) == (date(2020, 1, 1), 2, 2, 1)
    assert (first.children, first.days_to_start, first.mean_days_to_start) == (3, 20 + 31, 25.5)
    assert (second.quarter, second.indicated, second.declined, second.started) == (date(2020, 4, 1), 1, 1, 0)
    assert second.mean_days_to_start is None


def test_of_two_trajectories_of_one_day_no_key_decides(tmp_path: Path) -> None:
    programme = write([
        course("indicated 2020-01-10", "offered 2020-01-11"),
        course("indicated 2020-01-10", "offered 2020-01-11", "accepted 2020-01-12"),
    ])  # fmt: skip
    (cell,) = [cell for cell in count_exported(tmp_path) if cell.programme == programme]
    assert (cell.indicated, cell.waiting) == (1, 1)
    assert cell in count_here()


def test_the_practice_region_counts_the_same_three_ways_and_leaves_out_who_objected(tmp_path: Path) -> None:
    make_practice_region(on=date(2026, 11, 17), seed=5, families=12, progress=lambda line: None)
    before = count_here()
    assert sum(cell.started for cell in before) > 5
    assert count_exported(tmp_path / "before") == before
    for cell, counted in as_the_report_counts(before).items():
        assert {name: asdict(cell)[name] for name in counted} == counted, cell

    withhold([Trajectory.objects.order_by("pk").first().family_id])
    after = count_here()
    assert sum(cell.indicated for cell in after) < sum(cell.indicated for cell in before)
    assert count_exported(tmp_path / "after") == after

    check_that_nothing_leads_back(tmp_path)


def check_that_nothing_leads_back(tmp_path: Path) -> None:
    """Compare every exported table with what is inside: the same facts, other keys in each export, no moment, no neighbourhood."""
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
        write_facts(folder, "test")
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = 'facts'::regnamespace AND relkind = 'r'")
        there = {name for (name,) in cursor.fetchall()}
    manifest = json.loads((folders[0] / "manifest.json").read_text())
    assert {one["table"] for one in manifest["files"]} == there
    codebook = {one["name"]: one for one in json.loads((folders[0] / "codebook.json").read_text())["tables"]}
    for table in there:
        file = pq.read_table(folders[0] / f"{table}.parquet")
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM facts."{table}" ORDER BY id')
            names = [column.name for column in cursor.description]
            inside = {
                name: list(values) for name, values in zip(names, zip(*cursor.fetchall(), strict=True), strict=False)
            }
        columns = {column["name"]: column for column in codebook[table]["columns"]}
        assert list(columns) == file.schema.names
        assert all(column["meaning"] and column["privacy"] == "pseudonymous" for column in columns.values())
        assert not {"entered_at", "neighbourhood"} & set(columns)
        for name, column in columns.items():
            outside = file[name].to_pylist()
            if column["type"] == "key":
                assert not set(outside) & set(inside.get(name, ())) - {""}, (table, name)
                again = pq.read_table(folders[1] / f"{table}.parquet")[name].to_pylist()
                assert not set(outside) & set(again) - {""}, (table, name)
                # The same keys within the export: as many of them, in the same places.
                known = dict(zip(inside.get(name, ()), outside, strict=True))
                assert len(set(known.values())) == len(known)
            elif name not in ("id", "entered_on"):
                assert outside == inside.get(name, []), (table, name)


def test_a_changed_shape_has_a_changed_version() -> None:
    shape = {
        table.name: [(one.name, one.type + "[]" * one.is_list, one.may_be_empty) for one in table.columns]
        for table in list_tables_to_export()
    }
    known = json.loads((Path(__file__).parent / "schema_of_export.json").read_text())
    assert {"version": SCHEMA_VERSION, "tables": shape} == {
        "version": known["version"], "tables": {name: [tuple(one) for one in columns] for name, columns in known["tables"].items()},
    }, "the export has another shape: count SCHEMA_VERSION one up, and write the new shape into schema_of_export.json"  # fmt: skip
