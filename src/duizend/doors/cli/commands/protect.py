# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend protect: hide or round small counts in a table that is handed over, and try to work them out again.

Needs no database. With --book every release is kept in a file, exact counts and all, and the next is protected beside it.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duizend.doors.cli.frame import DONE, BadInput, Command, say, say_json
from duizend.doors.cli.tables import read_table, read_text, use_one_thread

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from duizend.insight.disclosure.rules.linked import LinkedTable
    from duizend.insight.disclosure.rules.releases import Release


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="TABLE.csv", type=Path,
        help='a column for each dimension and one named "count"; * is a margin, and every margin counts as published',
    )  # fmt: skip
    parser.add_argument(
        "--threshold", metavar="N", default="10", help="counts from 1 to N - 1 are hidden; 10 unless said"
    )
    parser.add_argument(
        "--sensitive", metavar="DIMENSION", action="append", default=[],
        help="a dimension that tells something about people: where everybody or nobody is in one of its values, that is hidden too",
    )  # fmt: skip
    parser.add_argument(
        "--areas", metavar="AREAS.csv", type=Path, help="values that stand for others together: columns dimension, total, part"
    )  # fmt: skip
    parser.add_argument("--round", metavar="N", dest="base", help="round to multiples of N instead of hiding")
    parser.add_argument(
        "--book", metavar="BOOK.json", type=Path,
        help="the releases until now: this one is protected beside them, and added. It holds exact counts",
    )  # fmt: skip
    parser.add_argument("--name", metavar="NAME", help="what this release is called in the book")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _protect(args: argparse.Namespace) -> int:
    """Protect a table. Exit 0: the attack failed, the table may go out. 2: no table, or it cannot be protected."""
    use_one_thread()
    from duizend.insight.disclosure.rules.values import ProtectionRefused

    table = _table_of(args)
    threshold = _whole("--threshold", args.threshold)
    try:
        base = None if args.base is None else _whole("--round", args.base)
        answer = _hidden(table, threshold, args) if base is None else _rounded(table, base, args)
    except ProtectionRefused as refusal:
        raise BadInput(f"duizend: {args.file.name}: {refusal}") from refusal
    if args.json:
        say_json(answer)
    else:
        for line in _told(answer, table.dimensions):
            say(line)
    return DONE


def _table_of(args: argparse.Namespace) -> LinkedTable:
    from duizend.insight.disclosure.rules.linked import read_areas, read_linked_table

    areas = None
    if args.areas is not None:
        reading = read_areas(read_table(args.areas)[1], args.areas.name)
        if reading.value is None:
            raise BadInput(*(fault.message for fault in reading.faults))
        areas = reading.value
    header, rows = read_table(args.file)
    table = read_linked_table(header, rows, args.file.name, areas=areas, sensitive=args.sensitive)
    if table.value is None:
        raise BadInput(*(fault.message for fault in table.faults))
    return table.value


def _whole(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise BadInput(f"duizend: {name}: found {text}, expected a whole number, such as 5 or 10")
    return int(text)


def _hidden(table: LinkedTable, threshold: int, args: argparse.Namespace) -> dict[str, Any]:
    from duizend.insight.disclosure.rules.releases import release

    if (args.book is None) != (args.name is None):
        raise BadInput("duizend: --book and --name belong together: a release is kept under a name")
    earlier = _read_book(args.book) if args.book is not None else ()
    made, attack = release(table, name=args.name or args.file.name, threshold=threshold, earlier=earlier)
    if args.book is not None:
        _write_book(args.book, (*earlier, made))
    cells = [
        {
            **dict(zip(table.dimensions, key, strict=True)),
            "count": cell.count if cell.shown else None,
            "reason": cell.reason,
        }
        for key, cell in zip(table.cells, made.cells, strict=True)
    ]
    return {"threshold": threshold, "cells": cells, "fewest": made.fewest, "attack": asdict(attack)}


def _rounded(table: LinkedTable, base: int, args: argparse.Namespace) -> dict[str, Any]:
    """Round a table; what the attacker knows of an innermost count is the range that rounds to it, whatever he solves."""
    from duizend.insight.disclosure.rules.rounding import round_table, values_behind

    if args.book is not None or args.sensitive:
        raise BadInput("duizend: --round stands alone: a rounded count hides neither a change nor a whole group")
    rounded = round_table(table, base)
    cells = [
        {**dict(zip(table.dimensions, key, strict=True)), "count": rounded[key], "reason": None} for key in table.cells
    ]
    ranges = [values_behind(rounded[key], base) for key in table.inner]
    narrowest = min((high - low for low, high in ranges), default=None)
    attack = {"checked": len(ranges), "recoverable": sum(high == low for low, high in ranges), "narrowest": narrowest}
    return {"round": base, "cells": cells, "attack": {**attack, "earlier_releases": 0}}


def _read_book(path: Path) -> tuple[Release, ...]:
    from duizend.insight.disclosure.rules.releases import from_plain

    if not path.exists():
        return ()
    try:
        return tuple(from_plain(one) for one in json.loads(read_text(path))["releases"])
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise BadInput(f"duizend: {path}: this is no book of releases ({problem})") from problem


def _write_book(path: Path, releases: Sequence[Release]) -> None:
    """Write the book whole or not at all; only its owner may read it."""
    from duizend.insight.disclosure.rules.releases import to_plain

    text = json.dumps({"releases": [to_plain(one) for one in releases]}, ensure_ascii=False, indent=1)
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(beside).replace(path)
    except OSError as problem:
        raise BadInput(f"duizend: {path}: {problem.strerror}; nothing was released") from problem


def _told(answer: Mapping[str, Any], dimensions: Sequence[str]) -> list[str]:
    wide = [max(len(name), *(len(cell[name]) for cell in answer["cells"])) + 2 for name in dimensions]
    lines = ["".join(f"{name:<{width}}" for name, width in zip(dimensions, wide, strict=True)) + f"{'aantal':>8}"]
    for cell in answer["cells"]:
        place = "".join(f"{cell[name]:<{width}}" for name, width in zip(dimensions, wide, strict=True))
        lines.append(place + f"{'x' if cell['count'] is None else cell['count']:>8}")
    attack = answer["attack"]
    lines += [
        "",
        f"x: niet getoond. Nagerekend: {attack['checked']} aantallen, {attack['recoverable']} te achterhalen.",
    ]
    return lines


COMMANDS = (
    Command(
        ("protect",), "hide or round small counts of a table, and try whether they can be worked out", _arguments, _protect,
        needs_database=False,
    ),
)  # fmt: skip
