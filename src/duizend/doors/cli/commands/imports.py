# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend import intake | screening | counts: a list comes in, whole or not at all."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, BadInput, Command, acting_as, add_acting_argument, say, say_json, tell

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from duizend.doors.imports.actions.intake import Imported
    from duizend.doors.imports.rules.errors import Errors

    Progress = Callable[[str, int, int], None]

DOING = {"check": "checking", "write": "writing"}
MOST_SHOWN = 200
SECONDS_BETWEEN_LINES = 2.0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE.csv", help="the list: comma or semicolon, UTF-8 or Windows-1252"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="do everything, say what would come of it, and write nothing"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    add_acting_argument(parser)


def _intake(args: argparse.Namespace) -> int:
    from duizend.doors.imports.actions.intake import ListRefused, import_intake

    _check_file(args.file)
    try:
        with acting_as(args.account, default="coordinator@maasland.example"), _progress() as progress:
            done = import_intake(args.file, dry_run=args.dry_run, progress=progress)
    except ListRefused as refusal:
        if args.json:
            _say_errors(refusal.errors)
        raise BadInput(*_lines(refusal.errors)) from refusal
    except OSError as problem:
        raise BadInput(f"{args.file}: cannot be read: {problem.strerror or problem}; nothing was written") from problem
    _answer(done, as_json=args.json)
    return DONE


def _check_file(path: Path) -> None:
    """Refuse what is no file before anything else: the list is read twice, so a pipe will not do."""
    if not path.exists():
        raise BadInput(f"{path}: there is no such file")
    if not path.is_file():
        raise BadInput(f"{path}: not a file; expected a list saved as CSV")
    try:
        path.open("rb").close()
    except OSError as problem:
        raise BadInput(f"{path}: cannot be read: {problem.strerror}") from problem


def _say_errors(errors: Errors) -> None:
    say_json({"written": False, "error_count": errors.count, "errors": [asdict(error) for error in errors.kept]})


def _lines(errors: Errors) -> list[str]:
    lines = [error.message for error in errors.kept[:MOST_SHOWN]]
    if errors.count > len(lines):
        lines.append(f"and {errors.count - len(lines)} more")
    return [*lines, f"Nothing was written. Errors: {errors.count}."]


def _answer(done: Imported, *, as_json: bool) -> None:
    if as_json:
        say_json(asdict(done))
        return
    say(
        f"{_counted(done.rows, 'row', 'rows')}: {_counted(done.families, 'new family', 'new families')}, "
        f"{_counted(done.facts, 'fact', 'facts')} added, {done.unchanged} unchanged."
    )
    if done.professionals:
        say(
            f"{_counted(done.professionals, 'nurse was', 'nurses were')} not known yet and now stand in the list of professionals as inactive."
        )
    if not done.facts:
        say("No change.")
    if not done.written:
        say("This was a dry run: nothing was written.")


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show how far it is: a bar on a terminal, elsewhere a line every two seconds."""
    if not sys.stderr.isatty():
        yield _progress_in_lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, int] = {}

        def show(doing: str, done: int, of: int) -> None:
            if doing not in tasks:
                tasks[doing] = bars.add_task(DOING[doing], total=of)
            bars.update(tasks[doing], completed=done)

        yield show


def _progress_in_lines() -> Progress:
    last = monotonic()

    def show(doing: str, done: int, of: int) -> None:
        nonlocal last
        now = monotonic()
        if now - last >= SECONDS_BETWEEN_LINES:
            last = now
            tell(
                f"  {DOING[doing]} … {100 * done // max(of, 1)} %"
                + (f" ({done} of {of} rows)" if doing == "write" else "")
            )

    return show


def _screening_arguments(parser: argparse.ArgumentParser) -> None:
    _arguments(parser)
    parser.add_argument("--programme", metavar="ID", help="the programme that was screened for, when there are more")


def _screening(args: argparse.Namespace) -> int:
    from duizend.doors.imports.actions.intake import ListRefused
    from duizend.doors.imports.actions.screening import import_screening

    _check_file(args.file)
    try:
        with acting_as(args.account, default="coordinator@maasland.example"), _progress() as progress:
            done = import_screening(
                args.file, _programme_screened_for(args.programme), dry_run=args.dry_run, progress=progress
            )
    except ListRefused as refusal:
        if args.json:
            _say_errors(refusal.errors)
        raise BadInput(*_lines(refusal.errors)) from refusal
    except OSError as problem:
        raise BadInput(f"{args.file}: cannot be read: {problem.strerror or problem}; nothing was written") from problem
    if args.json:
        say_json(asdict(done))
        return DONE
    say(
        f"{_counted(done.rows, 'row', 'rows')}, {_counted(done.children, 'child', 'children')}: "
        f"{done.added} added, {done.unchanged} unchanged."
    )
    say(", ".join(f"{result} {number}" for result, number in sorted(done.results.items())) + ".")
    if not done.added:
        say("No change.")
    if not done.written:
        say("This was a dry run: nothing was written.")
    return DONE


def _programme_screened_for(asked: str | None) -> str:
    """Return the programme that was asked for, else the only one whose families are found by screening everyone."""
    from duizend.catalogue.queries import list_offered_programmes

    programmes = list_offered_programmes()
    if asked is not None:
        if asked in programmes:
            return asked
        raise BadInput(f'--programme: found "{asked}", expected one of {", ".join(programmes) or "(none)"}')
    screening = [key for key, found in programmes.items() if any(route.kind == "screening" for route in found.routes)]
    if len(screening) != 1:
        raise BadInput(
            f"--programme ID: say which; families are found by screening for {', '.join(screening) or 'none'}"
        )
    return screening[0]


def _counts(args: argparse.Namespace) -> int:
    from duizend.doors.imports.actions.counts import import_counts
    from duizend.doors.imports.actions.intake import ListRefused

    _check_file(args.file)
    try:
        with acting_as(args.account, default="coordinator@maasland.example"):
            done = import_counts(args.file, dry_run=args.dry_run)
    except ListRefused as refusal:
        if args.json:
            _say_errors(refusal.errors)
        raise BadInput(*_lines(refusal.errors)) from refusal
    except OSError as problem:
        raise BadInput(f"{args.file}: cannot be read: {problem.strerror or problem}; nothing was written") from problem
    if args.json:
        say_json(asdict(done))
        return DONE
    say(f"{_counted(done.rows, 'row', 'rows')}: {done.added} added, {done.unchanged} unchanged.")
    if not done.added:
        say("No change.")
    if not done.written:
        say("This was a dry run: nothing was written.")
    return DONE


COMMANDS = (
    Command(("import", "intake"), "bring in the list a coordinator keeps: all of it or nothing", _arguments, _intake),
    Command(
        ("import", "screening"),
        "bring in screening of everyone, a line for each child or as numbers; no names",
        _screening_arguments,
        _screening,
    ),
    Command(
        ("import", "counts"),
        "bring in what other registers count in neighbourhoods: vaccinations, screening of newborns",
        _arguments,
        _counts,
    ),
)
