# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend facts export | own | funnel: facts as files, and the cohort funnel of one region or of several together."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, BadInput, Command, acting_as, add_acting_argument, say, say_json
from duizend.doors.cli.tables import use_one_thread

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from duizend.insight.facts.pooled.files import Exported
    from duizend.insight.facts.pooled.funnel import Cell

PRACTICE_ADMINISTRATOR = "beheer@maasland.example"
PRACTICE_ANALYST = "analist@maasland.example"
NOT_PROTECTED = "Exact numbers, for analysts: protect them (duizend protect) before they leave the region."
SHOWN = ("indicated", "offered", "accepted", "started", "completed")


def _of_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="a new or an empty folder")
    parser.add_argument("--region-code", metavar="X", help="by what the region is known; without it the region's name")
    add_acting_argument(parser)


def _export(args: argparse.Namespace) -> int:
    """Write the folder, and log that it left before it gets its name: what is there was logged."""
    from duizend.doors.cli.pooling import code_of, export_facts, need_libraries
    from duizend.ground.access.identity import check_may, note
    from duizend.ground.region.queries import get_region

    def log(exported: Exported) -> None:
        with acting_as(args.account, default=PRACTICE_ADMINISTRATOR):
            said = f"{len(exported.rows)} tables, {sum(exported.rows.values())} rows, sha256 {exported.sha256[:16]}"
            note("facts.exported", "E", detail=said)

    with acting_as(args.account, default=PRACTICE_ADMINISTRATOR):
        check_may("facts.export")
        region = args.region_code or code_of(get_region().name)
    need_libraries()
    use_one_thread()
    exported = export_facts(args.out, region=region, when_whole=log)
    rows = sum(exported.rows.values())
    say(
        f"{args.out}: {len(exported.rows)} tables, {rows} rows of {region}; manifest.json has sha256 {exported.sha256}."
    )
    say("It holds no names, but rows of families one by one: encrypt it before it leaves this machine.")
    return DONE


def _of_own(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")
    add_acting_argument(parser)


def _own(args: argparse.Namespace) -> int:
    from duizend.doors.cli.pooling import count_here, need_libraries
    from duizend.ground.access.identity import check_may, note

    need_libraries()
    use_one_thread()
    with acting_as(args.account, default=PRACTICE_ANALYST):
        check_may("report.exact")
        cells = count_here()
        note("facts.funnel", "R", detail=f"{len(cells)} cells, exact")
    _answer(cells, (), as_json=args.json)
    return DONE


def _of_funnel(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folders", metavar="DIR", type=Path, nargs="+", help="what `duizend facts export` wrote; one per region"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")


def _funnel(args: argparse.Namespace) -> int:
    from duizend.doors.cli.pooling import need_libraries

    need_libraries()
    use_one_thread()
    from duizend.insight.facts.pooled.duck import count_funnel, open_engine, show_files
    from duizend.insight.facts.pooled.files import NotUsable, check_exports

    try:
        exports = check_exports(args.folders)
    except NotUsable as wrong:
        raise BadInput(*wrong.problems) from wrong
    with open_engine() as engine:
        show_files(engine, "step", [one.folder / "step.parquet" for one in exports])
        _answer(count_funnel(engine), exports, as_json=args.json)
    return DONE


def _answer(cells: list[Cell], exports: Iterable[Exported], *, as_json: bool) -> None:
    if as_json:
        told = [asdict(cell) | {"mean_days_to_start": _rounded(cell.mean_days_to_start)} for cell in cells]
        said = {"regions": [{"region": one.region, "steps": one.rows["step"], "sha256": one.sha256} for one in exports]}
        say_json({"protected": False, "note": NOT_PROTECTED, **said, "cells": told})
        return
    say(NOT_PROTECTED)
    say(
        f"{'programme':<28} {'place':<7} {'quarter':<8} " + " ".join(f"{name:>9}" for name in SHOWN) + "  days to start"
    )
    for cell in cells:
        quarter = f"{cell.quarter.year} Q{(cell.quarter.month + 2) // 3}"
        numbers = " ".join(f"{getattr(cell, name):>9}" for name in SHOWN)
        mean = cell.mean_days_to_start
        say(
            f"{cell.programme:<28} {cell.municipality:<7} {quarter:<8} {numbers}  {'-' if mean is None else f'{mean:.1f}':>13}"
        )


def _rounded(mean: float | None) -> float | None:
    return None if mean is None else round(mean, 4)


COMMANDS = (
    Command(("facts", "export"), "write the facts as Parquet, without a key that leads back to a family", _of_export, _export),
    Command(("facts", "own"), "the cohort funnel of this region, from its own database", _of_own, _own),
    Command(
        ("facts", "funnel"), "the cohort funnel of one or several exported regions together", _of_funnel, _funnel,
        needs_database=False,
    ),
)  # fmt: skip
