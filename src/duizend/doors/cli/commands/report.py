# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend report programme: the municipal account of a year, as one audience may see it."""

from __future__ import annotations

import csv
import sys
from datetime import date
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, BadInput, Command, acting_as, add_acting_argument, say, say_json

if TYPE_CHECKING:
    import argparse

    from duizend.insight.reports.queries import Question
    from duizend.insight.reports.rules import Account

FIRST_YEAR = 2000


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--programme", metavar="P", required=True, help="the programme's id")
    parser.add_argument("--year", metavar="Y", required=True, help="the year of the account, such as 2020")
    parser.add_argument("--municipality", metavar="M", help="its name or code; without it the whole region")
    parser.add_argument(
        "--audience", choices=("public", "partner", "analyst"), default="public",
        help="who will read it: everybody, a municipality the region agreed this with, or the region's own analyst",
    )  # fmt: skip
    parser.add_argument(
        "--basis", choices=("calendar_year", "intake_cohort"), default="calendar_year",
        help="the year as it stood, or the families of that year followed until --on",
    )  # fmt: skip
    parser.add_argument("--on", metavar="DATE", help="the day of the account; a year's last day, a cohort's today")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.add_argument("--json", action="store_true", help="the same as --format json")
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help="of definitions, notes and the sentence")
    add_acting_argument(parser)


def _report(args: argparse.Namespace) -> int:
    from duizend.insight.reports.queries import get_account
    from duizend.insight.reports.rules import as_csv_rows, as_json_dict

    with acting_as(args.account, default="analist@maasland.example"):
        account = get_account(_question(args), language=args.language)
    if args.json or args.format == "json":
        say_json(as_json_dict(account))
    elif args.format == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerows(as_csv_rows(account))
    else:
        say(_in_words(account))
    return DONE


def _question(args: argparse.Namespace) -> Question:
    """Read what was asked for; raises BadInput with what was expected instead."""
    from duizend.catalogue.queries import list_offered_versions
    from duizend.ground.region.queries import read_places
    from duizend.insight.reports.queries import Question, default_day

    programmes = [version.programme for version in list_offered_versions()]
    places = read_places()
    place = places.find_municipality(args.municipality) if args.municipality else None
    year, on, problems = _year(args.year), _day(args.on), []
    if args.programme not in programmes:
        problems.append(f'--programme: found "{args.programme}", expected one of {", ".join(programmes) or "(none)"}')
    if args.municipality is not None and place is None:
        names = ", ".join(one.name for one in places.municipalities)
        problems.append(f'--municipality: found "{args.municipality}", expected one of {names or "(none)"}')
    if year is None:
        problems.append(f'--year: found "{args.year}", expected a year from {FIRST_YEAR} on, such as 2020')
    if args.on is not None and on is None:
        problems.append(f'--on: found "{args.on}", expected a date such as 2020-12-31')
    if problems or year is None:
        raise BadInput(*problems)
    return Question(
        args.programme,
        year,
        args.audience,
        args.basis,
        on or default_day(year, args.basis),
        place.code if place else None,
    )


def _year(words: str) -> int | None:
    is_year = len(words) == 4 and words.isascii() and words.isdigit()
    return int(words) if is_year and int(words) >= FIRST_YEAR else None


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        return None


def _in_words(account: Account) -> str:
    from duizend.insight.reports.rules import plain_value

    about = account.heading
    width = max(32, *(len(row.label) + 1 for row in account.rows))
    lines = [
        f"{about.programme} {about.year}, {about.municipality or 'hele regio'} "
        f"({about.basis}, {about.on.isoformat()}, {about.audience})",
        account.sentence,
        f"Capaciteit: {'niet vastgelegd' if about.capacity is None else about.capacity}",
        "",
        f"{'':<{width}}{'gezinnen':>11}{'kinderen':>12}",
    ]
    for row in account.rows:
        cells = [plain_value(count) for count in (row.families, row.children)]
        shown = ["–" if cell is None else "afgeschermd" if cell == "hidden" else str(cell) for cell in cells]
        if row.volunteers is None:
            lines.append(f"{row.label:<{width}}{shown[0]:>11}{shown[1]:>12}")
    volunteers = [row for row in account.rows if row.volunteers is not None]
    lines += (
        ["", *(f"{row.label:<{width}}{plain_value(row.volunteers):>11}" for row in volunteers)] if volunteers else []
    )
    return "\n".join([*lines, "", *account.notes])


COMMANDS = (Command(("report", "programme"), "the municipal account of a programme's year", _arguments, _report),)
