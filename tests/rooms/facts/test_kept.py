# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A funnel that is kept says after every batch what a full run says, whatever comes late, is corrected or goes."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.insight.facts.pooled.duck import open_engine
from duizend.insight.facts.pooled.funnel import STEP
from duizend.insight.facts.pooled.kept import count_in_full, keep_funnel, read_kept, refresh_funnel

KINDS = ("indicated", "offered", "accepted", "not_yet", "declined", "no_answer", "started", "ended")
SHAPE = {
    "id": pa.int64(),
    "withdrawn": pa.bool_(),
    "place": pa.int16(),
    "happened_on": pa.date32(),
    "children": pa.int16(),
}
SCHEMA = pa.schema([(name, SHAPE.get(name, pa.string())) for name in STEP])


@st.composite
def steps(draw: st.DrawFn) -> dict:
    """Draw a step of one of nine trajectories of three families; which earlier step it corrects is a share of those."""
    number = draw(st.integers(0, 8))
    return {
        "trajectory_key": f"t{number}", "family_key": f"f{number % 3}", "programme": f"p{number % 2}", "municipality": "GM1",
        "kind": draw(st.sampled_from(KINDS)), "ending": draw(st.sampled_from(("", "completed", "moved"))),
        "happened_on": date(2020, 1, 1) + timedelta(days=draw(st.integers(0, 400))), "withdrawn": draw(st.booleans()),
        "children": draw(st.integers(0, 2)), "corrects": draw(st.none() | st.floats(0, 0.999)),
    }  # fmt: skip


def as_rows(drawn: list[dict], known: list[dict]) -> pa.Table:
    """Give steps their keys and what they correct: a step of the same trajectory that came before, if there is one."""
    rows = []
    for one in drawn:
        earlier = [row["step_key"] for row in known if row["trajectory_key"] == one["trajectory_key"]]
        share = one["corrects"]
        corrects = earlier[int(share * len(earlier))] if earlier and share is not None else ""
        number = len(known) + 1
        row = {name: one[name] for name in STEP if name in one} | {
            "id": number, "step_key": f"s{number}", "corrects_key": corrects, "place": number,
            "withdrawn": bool(corrects) and one["withdrawn"],
        }  # fmt: skip
        known.append(row)
        rows.append(row)
    return pa.Table.from_pylist(rows, schema=SCHEMA)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(steps(), max_size=12), st.none() | st.sampled_from(("f0", "f1"))), min_size=1, max_size=4
    )
)
def test_what_is_kept_is_what_a_full_run_says(batches: list[tuple[list[dict], str | None]]) -> None:
    known: list[dict] = []
    with open_engine() as engine:
        engine.register("shown_step", as_rows(batches[0][0], known))
        keep_funnel(engine)
        assert read_kept(engine) == count_in_full(engine)
        for drawn, gone in batches[1:]:
            engine.register("new_step", as_rows(drawn, known))
            refresh_funnel(engine, gone=[gone] if gone else [])
            assert read_kept(engine) == count_in_full(engine)


def test_a_batch_that_breaks_changes_nothing() -> None:
    known: list[dict] = []
    step = {"trajectory_key": "t", "family_key": "f", "programme": "p", "municipality": "GM1", "kind": "indicated", "ending": "",
            "happened_on": date(2020, 1, 1), "withdrawn": False, "children": 1, "corrects": None}  # fmt: skip
    with open_engine() as engine:
        engine.register("shown_step", as_rows([step], known))
        keep_funnel(engine)
        before = read_kept(engine)
        assert [cell.indicated for cell in before] == [1]
        engine.register(
            "new_step", as_rows([step | {"family_key": "g", "trajectory_key": "u"}], known).drop_columns(["ending"])
        )
        with pytest.raises(duckdb.Error):
            refresh_funnel(engine)
        assert read_kept(engine) == before == count_in_full(engine)
        engine.register("new_step", as_rows([], known))
        refresh_funnel(engine, gone=["f"])
        assert read_kept(engine) == []


def test_a_correction_that_comes_before_what_it_corrects_still_replaces_it() -> None:
    known: list[dict] = []
    of = {"family_key": "f", "programme": "p", "municipality": "GM1", "ending": "", "withdrawn": False, "children": 1, "corrects": None,
          "trajectory_key": "t", "happened_on": date(2020, 1, 1)}  # fmt: skip
    with open_engine() as engine:
        rows = as_rows([of | {"kind": "indicated"}, of | {"kind": "offered"}, of | {"kind": "started"}], known)
        indicated, correction, started = (rows.slice(place, 1) for place in range(3))
        corrects = pa.array([known[2]["step_key"]])
        correction = correction.set_column(correction.schema.get_field_index("corrects_key"), "corrects_key", corrects)
        engine.register("shown_step", pa.concat_tables([indicated, correction]))
        keep_funnel(engine)
        engine.register("new_step", started)
        refresh_funnel(engine)
        assert read_kept(engine) == count_in_full(engine)
        assert [(cell.offered, cell.started) for cell in read_kept(engine)] == [(1, 0)]


def test_a_family_that_objects_in_the_batch_that_brings_it_counts_nowhere() -> None:
    known: list[dict] = []
    of = {"programme": "p", "municipality": "GM1", "ending": "", "withdrawn": False, "children": 1, "corrects": None,
          "kind": "indicated", "happened_on": date(2020, 1, 1)}  # fmt: skip
    with open_engine() as engine:
        engine.register("shown_step", as_rows([of | {"trajectory_key": "t", "family_key": "f"}], known))
        keep_funnel(engine)
        engine.register("new_step", as_rows([of | {"trajectory_key": "u", "family_key": "g"}], known))
        refresh_funnel(engine, gone=["g"])
        assert [cell.indicated for cell in read_kept(engine)] == [1]
        assert read_kept(engine) == count_in_full(engine)
