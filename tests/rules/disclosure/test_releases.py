# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: S311
"""Linked tables and releases after one another: an attacker of our own writing gets no small count out of what is shown."""

from __future__ import annotations

import itertools
import random

import pytest

pytest.importorskip("scipy")

from scipy.optimize import linprog

from duizend.insight.disclosure.rules import ProtectionRefused
from duizend.insight.disclosure.rules.linked import read_areas, read_linked_table
from duizend.insight.disclosure.rules.releases import from_plain, release, to_plain
from duizend.insight.disclosure.rules.rounding import round_table, values_behind


def rows_of(dimensions, counts):
    return [{**dict(zip(dimensions, key, strict=True)), "count": str(count)} for key, count in counts.items()]


def table_of(dimensions, counts, **more):
    return read_linked_table([*dimensions, "count"], rows_of(dimensions, counts), "t.csv", **more).require()


def random_table(seed, *, shape=None, threshold=10):
    rng = random.Random(seed)
    shape = shape or rng.choice([(3, 4), (4, 5), (2, 3, 3), (5, 4), (2, 2, 2, 2)])
    dimensions = tuple(f"d{n}" for n in range(len(shape)))
    counts = {}
    for key in itertools.product(*(map(str, range(size)) for size in shape)):
        counts[key] = rng.choice(
            [0, rng.randrange(threshold), rng.randrange(3 * threshold), rng.randrange(6 * threshold)]
        )
    return table_of(dimensions, counts)


EXAMPLE = {
    ("x", "a"): 6, ("x", "b"): 2, ("x", "c"): 14, ("y", "a"): 11, ("y", "b"): 9, ("y", "c"): 3,
    ("z", "a"): 20, ("z", "b"): 8, ("z", "c"): 12,
}  # fmt: skip


class Reader:
    """Knows what releases show and nothing else; written apart from the product, and solves every cell by itself."""

    def __init__(self, releases):
        self.true, self.bounds, self.rows, self.latest = [], [], [], {}
        self.small = {}
        for one in releases:
            numbers = []
            for cell in one.cells:
                here = self.latest.get(cell.name)
                if here is None or self.true[here] != cell.count:
                    here = self.latest[cell.name] = len(self.true)
                    self.true.append(cell.count)
                    self.bounds.append((0, None))
                if cell.shown:
                    self.bounds[here] = (cell.count, cell.count)
                if 0 < cell.count < one.threshold:
                    self.small[here] = max(one.threshold, self.small.get(here, 0))
                numbers.append(here)
            self.rows += [(numbers[total], [numbers[part] for part in parts]) for total, parts in one.sums]

    def range_of(self, cell):
        matrix = [[0.0] * len(self.true) for _ in self.rows]
        for row, (total, parts) in zip(matrix, self.rows, strict=True):
            row[total] = 1.0
            for part in parts:
                row[part] -= 1.0
        ends = []
        for sign in (1, -1):
            aim = [0.0] * len(self.true)
            aim[cell] = sign
            found = linprog(aim, A_eq=matrix, b_eq=[0.0] * len(matrix), bounds=self.bounds, method="highs")
            ends.append(sign * found.fun if found.status == 0 else float("inf"))
        return ends

    def told(self):
        """The small counts of which this reader can tell more than he may."""
        found = []
        for cell, threshold in self.small.items():
            low, high = self.range_of(cell)
            if high < threshold - 1e-6 or high - low < threshold - 1 - 1e-6:
                found.append((self.true[cell], low, high))
        return found


def test_the_example_with_two_small_cells_takes_two_more_and_no_other_pair_will_do():
    made, attack = release(table_of(("row", "column"), EXAMPLE), name="one", threshold=5)
    hidden = {tuple(sorted(value for _, value in cell.name)): cell.reason for cell in made.cells if not cell.shown}
    assert hidden == {("b", "x"): "primary", ("c", "y"): "primary", ("c", "x"): "secondary", ("b", "y"): "secondary"}
    assert made.fewest
    assert (attack.checked, attack.recoverable, attack.narrowest) == (2, 0, 11)
    reader = Reader([made])
    places = {cell.name: n for n, cell in enumerate(made.cells)}
    assert reader.range_of(places[frozenset({("row", "x"), ("column", "b")})]) == [0, 11]
    assert reader.range_of(places[frozenset({("row", "y"), ("column", "c")})]) == [1, 12]


@pytest.mark.parametrize("seed", range(40))
def test_no_small_count_can_be_told_from_a_table_with_all_its_margins(seed):
    threshold = (10, 5, 3)[seed % 3]
    made, attack = release(random_table(seed, threshold=threshold), name="one", threshold=threshold)
    assert Reader([made]).told() == []
    assert attack.recoverable == 0
    assert all(cell.shown == (cell.reason is None) for cell in made.cells)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_nor_from_any_of_five_hundred(part):
    for seed in range(1_000 + 50 * part, 1_050 + 50 * part):
        made, _ = release(random_table(seed), name="one", threshold=10)
        assert Reader([made]).told() == [], seed


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_hidden_in_vain_as_far_as_that_can_be_counted(seed):
    table = random_table(seed, shape=(3, 3), threshold=5)
    made, _ = release(table, name="one", threshold=5)
    assert made.fewest
    extra = [n for n, cell in enumerate(made.cells) if cell.reason == "secondary"]
    choice = [n for n, cell in enumerate(made.cells) if cell.reason != "primary"]
    if not extra:
        return
    for fewer in itertools.combinations(choice, len(extra) - 1):
        reader = Reader([made])
        for n in choice:
            reader.bounds[n] = (0, None) if n in fewer else (reader.true[n], reader.true[n])
        assert reader.told(), fewer


def year_by_year(seed, years, threshold=10):
    """Ten years of the same table, each with a new year, and with corrections to the years before."""
    rng = random.Random(seed)
    counts, releases = {}, []
    for year in range(years):
        for key in list(counts):
            if rng.random() < 0.15:
                counts[key] = max(0, counts[key] + rng.choice([-2, -1, 1, 1, 2, 12]))
        for place, answer in itertools.product("AB", ("yes", "no")):
            counts[str(2020 + year), place, answer] = rng.choice([0, rng.randrange(10), rng.randrange(10, 40)])
        table = table_of(("year", "place", "answer"), counts)
        made, attack = release(table, name=f"report {2020 + year}", threshold=threshold, earlier=releases)
        assert attack.recoverable == 0
        releases.append(made)
    return releases


@pytest.mark.parametrize("seed", range(2))
def test_three_reports_in_a_row_with_corrections_tell_no_small_count(seed):
    assert Reader(year_by_year(seed, 3)).told() == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12])
def test_ten_years_of_reports_with_corrections_tell_no_small_count(seed):
    assert Reader(year_by_year(seed, 10)).told() == []


def test_what_one_table_shows_and_another_shows_together_is_not_told_by_their_difference():
    first, _ = release(table_of(("place",), {("A",): 20, ("C",): 30}), name="first", threshold=5)
    assert all(cell.shown for cell in first.cells)
    second, _ = release(
        table_of(("place",), {("A",): 20, ("B",): 3, ("*",): 23}), name="second", threshold=5, earlier=[first]
    )
    shown = {next((v for _, v in cell.name), "*"): cell.shown for cell in second.cells}
    assert shown == {"A": True, "B": False, "*": False}
    assert Reader([first, second]).told() == []


def test_a_count_that_was_corrected_by_one_is_not_shown_again():
    first, _ = release(table_of(("place",), {("A",): 19, ("B",): 40}), name="first", threshold=5)
    second, _ = release(table_of(("place",), {("A",): 20, ("B",): 40}), name="second", threshold=5, earlier=[first])
    shown = {next((v for _, v in cell.name), "*"): (cell.shown, cell.reason) for cell in second.cells}
    assert shown["A"] == (False, "primary")
    assert shown["*"] == (False, "primary"), "59 and 60 tell the same"
    assert shown["B"] == (True, None)
    third, _ = release(
        table_of(("place",), {("A",): 24, ("B",): 40}), name="third", threshold=5, earlier=[first, second]
    )
    assert all(cell.shown for cell in third.cells), "five more than was last shown"


def test_a_cell_that_was_hidden_stays_safe_when_a_later_table_shows_its_neighbours():
    first, _ = release(table_of(("place",), {("A",): 3, ("B",): 12, ("C",): 30}), name="first", threshold=5)
    later = table_of(("place",), {("B",): 12, ("C",): 30, ("D",): 50})
    second, _ = release(later, name="second", threshold=5, earlier=[first])
    assert Reader([first, second]).told() == []
    hidden = {next(iter(cell.name))[1] for cell in first.cells if not cell.shown and cell.name}
    again = {next(iter(cell.name))[1] for cell in second.cells if not cell.shown and cell.name}
    assert hidden - {"A"} == {"B"}
    assert "B" in again


def test_overlapping_areas_are_one_table():
    areas = read_areas(
        [
            {"dimension": "place", "total": area, "part": part}
            for area, parts in {"north": "AB", "young": "BC"}.items() for part in parts
        ],
        "areas.csv",
    ).require()  # fmt: skip
    counts = {("A",): 14, ("B",): 3, ("C",): 12, ("D",): 40, ("north",): 17, ("young",): 15}
    table = table_of(("place",), counts, areas=areas)
    assert table.cells[("*",)] == 69
    made, _ = release(table, name="one", threshold=5)
    assert Reader([made]).told() == []
    assert {cell.count for cell in made.cells if not cell.shown} > {3}


def test_where_everybody_gave_one_answer_neither_everybody_nor_nobody_is_shown():
    counts = {("A", "yes"): 0, ("A", "no"): 12, ("B", "yes"): 20, ("B", "no"): 30}
    plain, _ = release(table_of(("place", "answer"), counts), name="one", threshold=10)
    assert all(cell.shown for cell in plain.cells)
    made, _ = release(table_of(("place", "answer"), counts, sensitive=["answer"]), name="one", threshold=10)
    by_name = {tuple(sorted(value for _, value in cell.name)): cell for cell in made.cells}
    assert by_name["A", "yes"].reason == "primary"
    assert not by_name["A", "no"].shown
    reader = Reader([made])
    place = [cell.name for cell in made.cells].index(frozenset({("place", "A"), ("answer", "yes")}))
    low, high = reader.range_of(place)
    assert low == 0
    assert high >= 10


def test_a_release_that_was_kept_is_read_as_it_was():
    made, _ = release(random_table(3), name="one", threshold=10)
    assert from_plain(to_plain(made)) == made


def test_a_name_is_used_once_and_a_threshold_below_two_protects_nobody():
    table = table_of(("place",), {("A",): 19, ("B",): 40})
    made, _ = release(table, name="one", threshold=5)
    with pytest.raises(ProtectionRefused, match="by the name of one"):
        release(table, name="one", threshold=5, earlier=[made])
    with pytest.raises(ProtectionRefused, match="protects nobody"):
        release(table, name="two", threshold=1)


@pytest.mark.parametrize("base", [3, 5, 10])
def test_rounded_counts_leave_every_value_open_that_rounds_to_them_and_margins_add_up(base):
    table = random_table(base)
    rounded = round_table(table, base)
    for equation in table.sums:
        assert rounded[equation.total] == sum(rounded[part] for part in equation.parts)
    for key in table.inner:
        low, high = values_behind(rounded[key], base)
        assert low <= table.cells[key] <= high
        assert rounded[key] % base == 0
        assert {base * ((2 * one + base) // (2 * base)) for one in range(low, high + 1)} == {rounded[key]}


def test_rounding_to_twos_is_no_protection():
    with pytest.raises(ProtectionRefused, match="take 5"):
        round_table(random_table(1), 2)


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        (["place"], [{"place": "A"}], "no_columns"),
        (["place", "count"], [], "no_rows"),
        (["place", "count"], [{"place": "A", "count": "-1"}], "line 2, count: found \"-1\""),
        (["place", "count"], [{"place": "A", "count": "1,5"}], "not_a_count"),
        (["place", "count"], [{"place": "", "count": "1"}], "line 2, place: found nothing"),
        (["place", "count"], [{"place": "A", "count": "1"}, {"place": "A", "count": "2"}], "line 3: found \"A\""),
        (["place", "count"], [{"place": "A", "count": "1"}, {"place": "*", "count": "2"}], "found 2, expected 1, its parts together"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_said_with_its_place(header, rows, expected):
    reading = read_linked_table(header, rows, "t.csv")
    assert reading.value is None
    assert expected in "\n".join(fault.message for fault in reading.faults)


def test_a_dimension_that_the_table_lacks_and_an_area_in_itself_are_refused():
    reading = read_linked_table(["place", "count"], [{"place": "A", "count": "1"}], "t.csv", sensitive=["answer"])
    assert "unknown_dimension" in reading.faults[0].message
    circle = [{"dimension": "place", "total": a, "part": b} for a, b in (("N", "M"), ("M", "N"))]
    assert "area_in_itself" in read_areas(circle, "areas.csv").faults[0].message
    assert "area_of_itself" in read_areas([{"dimension": "p", "total": "A", "part": "A"}], "a.csv").faults[0].message
    assert "area_incomplete" in read_areas([{"dimension": "p", "total": "A", "part": ""}], "a.csv").faults[0].message


def test_a_part_that_is_listed_twice_is_named_with_its_line():
    rows = [{"dimension": "place", "total": "N", "part": part} for part in ("A", "B", "A")]
    (fault,) = read_areas(rows, "areas.csv").faults
    assert "area_twice" in fault.message
    assert "line 4" in fault.message
