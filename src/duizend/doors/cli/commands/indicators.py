# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend report indicators: the figures of this region on the indicators on which regions are compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, BadInput, Command, acting_as, add_acting_argument, say, say_json

if TYPE_CHECKING:
    import argparse

    from duizend.insight.reports.queries.indicators import Asked
    from duizend.insight.reports.rules.indicators import IndicatorTable

FIRST_YEAR = 2000


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", metavar="Y", required=True, help="the year, such as 2025")
    parser.add_argument("--municipality", metavar="M", help="its name or code; without it the whole region")
    parser.add_argument("--set", metavar="S", default="", help="the id of a set; without it the first")
    parser.add_argument(
        "--audience", choices=("public", "partner", "analyst"), default="public", help="who will read it"
    )
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help="of the words")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.add_argument("--out", metavar="FILE", type=Path, help="where csv is written to")
    parser.add_argument("--json", action="store_true", help="the same as --format json")
    add_acting_argument(parser)


def _indicators(args: argparse.Namespace) -> int:
    """Write the indicators. Exit 0: written, also where little is registered."""
    from duizend.insight.reports.files import write_indicators
    from duizend.insight.reports.queries.indicators import get_indicators
    from duizend.insight.reports.rules.indicators import as_json_dict

    form, asked = "json" if args.json else args.format, _asked(args)
    if (args.out is not None) != (form == "csv"):
        raise BadInput("--out FILE belongs to --format csv: where the lines are written to")
    with acting_as(args.account, default="analist@maasland.example"):
        table = get_indicators(asked)
    if form == "json":
        say_json(as_json_dict(table, args.language))
    elif form == "csv":
        try:
            args.out.write_bytes(write_indicators(table, args.language))
        except OSError as problem:
            raise BadInput(f"duizend: {args.out}: {problem.strerror}") from problem
        say(f"{args.out}: geschreven")
    else:
        say(_in_words(table, args))
    return DONE


def _asked(args: argparse.Namespace) -> Asked:
    """Read what was asked for; raises BadInput with what was expected instead."""
    from duizend.catalogue.queries import list_indicator_sets
    from duizend.ground.kernel import clock
    from duizend.ground.region.queries import read_places
    from duizend.insight.reports.queries.indicators import Asked

    places, sets, problems = read_places(), [one.id for one in list_indicator_sets()], []
    year = int(args.year) if len(args.year) == 4 and args.year.isascii() and args.year.isdigit() else 0
    if not FIRST_YEAR <= year <= clock.today().year:
        problems.append(f'--year: found "{args.year}", expected a year from {FIRST_YEAR} until now, such as 2025')
    place = places.find_municipality(args.municipality) if args.municipality else None
    if args.municipality and place is None:
        names = ", ".join(one.name for one in places.municipalities)
        problems.append(f'--municipality: found "{args.municipality}", expected one of {names or "(none)"}')
    if args.set not in ("", *sets):
        problems.append(f'--set: found "{args.set}", expected one of {", ".join(sets) or "(none)"}')
    if problems:
        raise BadInput(*problems)
    return Asked(year, args.audience, place.code if place else None, args.set, args.language)


def _in_words(table: IndicatorTable, args: argparse.Namespace) -> str:
    from duizend.insight.reports.rules.indicators import as_rows

    rows = as_rows(table, args.language)
    width = max((len(row["indicator"]) for row in rows), default=0) + 2
    lines = [
        f"{table.name} {table.version}, {table.municipality or 'hele regio'} {table.year} ({table.on.isoformat()}, {table.audience})",
        "",
    ]
    for row in rows:
        cells = ["–" if cell is None else "afgeschermd" if cell == "hidden" else str(cell)
                 for cell in (row["numerator"], row["denominator"], row["percentage"])]  # fmt: skip
        lines.append(f"{row['indicator']:<{width}}{cells[0]:>12}{cells[1]:>12}{cells[2]:>8}  {row['holder']}".rstrip())
    return "\n".join([*lines, "", *dict.fromkeys(row["source"] for row in rows)])


COMMANDS = (
    Command(
        ("report", "indicators"), "the figures on which regions are compared, with sources", _arguments, _indicators
    ),
)
