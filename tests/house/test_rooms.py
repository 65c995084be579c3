# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every line knows its room: plates, order, sizes and names."""

from __future__ import annotations

import ast
import re

import pytest

from house.plan import ORDER, ROOT, SRC, all_rooms, parse, python_files, room_of

PLATE = ("Holds:", "Asks:", "Never:", "Dutch:", "Personal data:")
SHELVES = {
    "rules", "models", "queries", "permissions", "actions", "forms", "views", "tasks", "urls", "templates", "migrations",
    "templatetags",
    "words",
}  # fmt: skip
DRAWERS = (
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "service",
    "services",
    "tools",
    "shared",
)
LONGEST_FILE, LONGEST_FUNCTION, MOST_ARGUMENTS = 400, 40, 6
# These may only go down. Each is a place to mend, not a norm.
LONG_FILES, LONG_FUNCTIONS, FUNCTIONS_WITH_MANY_ARGUMENTS = 0, 0, 0


@pytest.mark.parametrize("room", all_rooms(), ids=lambda room: room.name)
def test_a_room_says_at_its_door_what_it_is_and_imports_nothing_there(room) -> None:
    tree = parse(room / "__init__.py")
    plate = ast.get_docstring(tree) or ""
    assert [word for word in PLATE if word not in plate] == []
    assert len(tree.body) == 1, "a door plate imports nothing and does nothing"


def test_every_room_has_its_place_in_the_order() -> None:
    names = {
        room_of(room / "__init__.py") if room.parent == SRC else f"{room.parent.name}.{room.name}"
        for room in all_rooms()
    }
    assert names == set(ORDER)


def _own_shelves(room) -> list[str]:
    return [
        path.stem
        for path in room.iterdir()
        if path.stem not in SHELVES and not path.name.startswith("__") and path.name != "__pycache__"
    ]


@pytest.mark.parametrize("room", [r for r in all_rooms() if r.name != "project"], ids=lambda room: room.name)
def test_a_shelf_beyond_the_fixed_ones_has_its_reason_on_the_plate(room) -> None:
    plate = ast.get_docstring(parse(room / "__init__.py")) or ""
    assert [name for name in _own_shelves(room) if name not in plate] == []


def test_no_module_is_named_after_a_drawer() -> None:
    assert [str(path.relative_to(SRC)) for path in SRC.rglob("*") if path.stem in DRAWERS] == []


def _functions():
    for path in python_files():
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def test_files_stay_short() -> None:
    long = [
        f"{p.relative_to(SRC)}"
        for p in python_files()
        if len(p.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    ]
    assert len(long) == LONG_FILES, long


def test_functions_stay_short() -> None:
    long = [f"{p.relative_to(SRC)}:{n.name}" for p, n in _functions() if n.end_lineno - n.lineno + 1 > LONGEST_FUNCTION]
    assert len(long) == LONG_FUNCTIONS, long


def test_functions_take_few_arguments() -> None:
    many = []
    for path, node in _functions():
        names = [
            a.arg for a in node.args.posonlyargs + node.args.args + node.args.kwonlyargs if a.arg not in ("self", "cls")
        ]
        if len(names) > MOST_ARGUMENTS:
            many.append(f"{path.relative_to(SRC)}:{node.name} ({len(names)})")
    assert len(many) == FUNCTIONS_WITH_MANY_ARGUMENTS, many


def test_public_rules_say_what_they_do() -> None:
    silent = []
    for path in python_files():
        if "rules" not in path.parts and path.name != "rules.py":
            continue
        for node in parse(path).body:
            if (
                isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ):
                silent.append(f"{path.relative_to(SRC)}:{node.name}")
    assert silent == []


def test_nothing_is_left_to_do_without_an_issue() -> None:
    marked = re.compile(r"\b(TODO|FIXME|XXX)\b(?! \(#\d+\))")
    found = [
        str(path.relative_to(ROOT))
        for folder in ("src", "tests", "assets", "bench", "docs", "programmes", "regions")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix in {".py", ".html", ".css", ".js", ".toml", ".md", ".sh"}
        if path.name != "test_rooms.py" and marked.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_clock_is_asked_in_one_place() -> None:
    asks = re.compile(r"timezone\.now|date\.today\(|datetime\.now|time\.time\(|CURRENT_TIMESTAMP|Now\(\)")
    assert [
        str(p.relative_to(SRC)) for p in python_files() if p.name != "clock.py" and asks.search(p.read_text("utf-8"))
    ] == []


def test_imports_below_functions_are_as_one_way_as_those_above() -> None:
    wrong = []
    for path in python_files():
        own = room_of(path)
        if own not in ORDER:
            continue
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("duizend."):
                parts = node.module.split(".")[1:]
                other = ".".join(parts[:2]) if parts[0] not in ("catalogue", "project") else parts[0]
                if other in ORDER and other != own and ORDER[other] >= ORDER[own]:
                    wrong.append(f"{path.relative_to(SRC)} imports {node.module}")
    assert wrong == []
