# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend report programme | continuation: the municipal account of a year, and the sheet on which a programme goes on or not."""

from __future__ import annotations

import csv
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, BadInput, Command, acting_as, add_acting_argument, say, say_json
from duizend.doors.cli.tables import use_one_thread

if TYPE_CHECKING:
    import argparse

    from duizend.insight.reports.queries import Question
    from duizend.insight.reports.rules import Account
    from duizend.insight.reports.rules.continuation import Sheet

FIRST_YEAR = 2000


def _asked_for(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--programme", metavar="P", required=True, help="the programme's id")
    parser.add_argument("--municipality", metavar="M", help="its name or code; without it the whole region")
    parser.add_argument(
        "--audience", choices=("public", "partner", "analyst"), default="public",
        help="who will read it: everybody, a municipality the region agreed this with, or the region's own analyst",
    )  # fmt: skip
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help="of definitions, notes and the sentence")
    parser.add_argument("--json", action="store_true", help="the same as --format json")
    add_acting_argument(parser)


def _arguments(parser: argparse.ArgumentParser) -> None:
    _asked_for(parser)
    parser.add_argument("--year", metavar="Y", required=True, help="the year of the account, such as 2020")
    parser.add_argument(
        "--basis", choices=("calendar_year", "intake_cohort"), default="calendar_year",
        help="the year as it stood, or the families of that year followed until --on",
    )  # fmt: skip
    parser.add_argument("--on", metavar="DATE", help="the day of the account; a year's last day, a cohort's today")
    parser.add_argument("--format", choices=("table", "json", "csv", "ods", "pdf"), default="table")
    parser.add_argument(
        "--out", metavar="FILE", type=Path, help="where csv (with its codebook beside it), ods or pdf is written to"
    )


def _report(args: argparse.Namespace) -> int:
    from duizend.insight.reports.queries import get_account
    from duizend.insight.reports.rules import as_csv_rows, as_json_dict

    form = "json" if args.json else args.format
    question = _question(args)
    if (args.out is None and form in ("ods", "pdf")) or (args.out is not None and form in ("table", "json")):
        raise BadInput("--out FILE belongs to --format csv, ods or pdf; ods and pdf go to a file only")
    with acting_as(args.account, default="analist@maasland.example"):
        account = get_account(question, language=args.language)
        files = _files(account, question, form, args)
    for path, content in files:
        try:
            path.write_bytes(content)
        except OSError as problem:
            raise BadInput(f"duizend: {path}: {problem.strerror}") from problem
        say(f"{path}: geschreven")
    if form == "json":
        say_json(as_json_dict(account))
    elif form == "csv" and not files:
        csv.writer(sys.stdout, lineterminator="\n").writerows(as_csv_rows(account))
    elif form == "table":
        say(_in_words(account))
    return DONE


def _files(account: Account, question: Question, form: str, args: argparse.Namespace) -> list[tuple[Path, bytes]]:
    """Write what goes to a file; lines of text have their codebook beside them."""
    from duizend.insight.reports.files import FORMS, write_account

    if args.out is None:
        return []
    beside = {"csv": [("codebook", args.out.with_suffix(".codebook.csv"))]}
    wanted = [(form, args.out), *beside.get(form, [])]
    return [
        (path, write_account(account, question, one, args.language))
        for kind, path in wanted
        for one in FORMS
        if one == kind
    ]


def _question(args: argparse.Namespace) -> Question:
    """Read what was asked for; raises BadInput with what was expected instead."""
    from duizend.insight.reports.queries import Question, default_day

    code, problems = _place_and_programme(args)
    year, on = _year(args.year), _day(args.on)
    if year is None:
        problems.append(f'--year: found "{args.year}", expected a year from {FIRST_YEAR} on, such as 2020')
    if args.on is not None and on is None:
        problems.append(f'--on: found "{args.on}", expected a date such as 2020-12-31')
    if problems or year is None:
        raise BadInput(*problems)
    return Question(args.programme, year, args.audience, args.basis, on or default_day(year, args.basis), code)


def _place_and_programme(args: argparse.Namespace) -> tuple[str | None, list[str]]:
    """Find the code of the municipality, and what is wrong with it or with the programme."""
    from duizend.catalogue.queries import list_offered_versions
    from duizend.ground.region.queries import read_places

    programmes = [version.programme for version in list_offered_versions()]
    places = read_places()
    place = places.find_municipality(args.municipality) if args.municipality else None
    problems = []
    if args.programme not in programmes:
        problems.append(f'--programme: found "{args.programme}", expected one of {", ".join(programmes) or "(none)"}')
    if args.municipality is not None and place is None:
        names = ", ".join(one.name for one in places.municipalities)
        problems.append(f'--municipality: found "{args.municipality}", expected one of {names or "(none)"}')
    return (place.code if place else None), problems


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


# --- continuation -----------------------------------------------------------------------------------------------------


def _continuation_arguments(parser: argparse.ArgumentParser) -> None:
    _asked_for(parser)
    parser.add_argument(
        "--until", metavar="DATE", required=True, help="the last day that counts; five years until then"
    )
    parser.add_argument("--format", choices=("table", "json", "pdf"), default="table")
    parser.add_argument("--out", metavar="FILE.pdf", type=Path, help="where --format pdf is written to")


def _continuation(args: argparse.Namespace) -> int:
    """Write the continuation sheet. Exit 0: written, whatever it advises."""
    use_one_thread()
    from duizend.insight.reports.queries.continuation import get_sheet_facts
    from duizend.insight.reports.rules.continuation import build_sheet
    from duizend.insight.reports.rules.sheet_data import sheet_as_json_dict
    from duizend.insight.reports.rules.sheet_words import as_plain_text, told_on_sheet

    code, problems = _place_and_programme(args)
    until = _day(args.until)
    if until is None:
        problems.append(f'--until: found "{args.until}", expected a date such as 2020-12-31')
    form = "json" if args.json else args.format
    if (form == "pdf") != (args.out is not None):
        problems.append("--out FILE.pdf belongs to --format pdf: where the paper is written to")
    if problems or until is None:
        raise BadInput(*problems)
    with acting_as(args.account, default="analist@maasland.example"):
        facts = get_sheet_facts(
            args.programme, until=until, audience=args.audience, municipality=code, language=args.language
        )
    sheet = build_sheet(facts, args.language)
    if form == "json":
        say_json(sheet_as_json_dict(sheet))
    elif form == "pdf":
        _write_pdf(sheet, args)
    else:
        say(as_plain_text(told_on_sheet(sheet, args.language)))
    return DONE


def _write_pdf(sheet: Sheet, args: argparse.Namespace) -> None:
    from duizend.insight.reports.paper import as_pdf
    from duizend.insight.reports.rules.sheet_words import told_on_sheet

    try:
        args.out.write_bytes(as_pdf(told_on_sheet(sheet, args.language)))
    except OSError as problem:
        raise BadInput(f"duizend: {args.out}: {problem.strerror}") from problem
    say(f"{args.out}: geschreven")


COMMANDS = (
    Command(("report", "programme"), "the municipal account of a programme's year", _arguments, _report),
    Command(
        ("report", "continuation"), "the sheet on which a programme goes on, changes or stops", _continuation_arguments,
        _continuation,
    ),
)  # fmt: skip
