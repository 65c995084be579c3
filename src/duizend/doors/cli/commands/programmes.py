# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend programmes check | explain: the programme files read, checked and explained, without a database.

The files lie in the product's own folder and in those that DUIZEND_PROGRAMMES names (folder:folder).
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import ANSWER_IS_NO, BAD_INPUT, DONE, BadInput, Command, say, say_json, tell

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from duizend.catalogue.rules.case import Case
    from duizend.catalogue.rules.examples import ExampleFailure
    from duizend.catalogue.rules.programme import Programme
    from duizend.catalogue.shelf import ProgrammeFile, Shelf
    from duizend.ground.kernel.rules.reading import Fault


def _folders() -> tuple[Path, ...]:
    from duizend.catalogue.shelf import list_folders

    root = Path(os.environ.get("DUIZEND_ROOT") or Path(__file__).resolve().parents[5])
    return list_folders(root, os.environ.get("DUIZEND_PROGRAMMES", ""))


@contextmanager
def _faults_as_problems() -> Iterator[None]:
    """Turn a file that cannot be used into one line for each mistake."""
    from duizend.ground.kernel.rules.reading import FileRefusedError

    try:
        yield
    except FileRefusedError as error:
        raise BadInput(*(fault.message for fault in error.faults)) from error


# --- check ------------------------------------------------------------------------------------------------------------


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", metavar="PATH", nargs="?", type=Path,
        help="one file, or a folder with programme files; without it the product's own and those of DUIZEND_PROGRAMMES",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _check(args: argparse.Namespace) -> int:
    """Check every file and work its examples. Exit 0: all good. 1: an example comes out otherwise. 2: a fault."""
    shelf, faults = _shelf_to_check(args.path)
    failures = _work_examples(shelf)
    if args.json:
        say_json({
            "ok": not faults and not any(failures.values()),
            "files": [_file_as_data(file, failures.get(file.path, ())) for file in shelf.files],
            "faults": [_fault_as_data(fault) for fault in faults],
        })  # fmt: skip
    for file in shelf.files:
        for failure in failures.get(file.path, ()):
            tell(f"{file.path.name}: {failure.message}")
        one = file.definition
        if one and not failures[file.path] and not args.json:
            told = f"{len(one.examples)} examples come out as they say"
            say(f"{file.path.name}: {one.id} {one.version}, {told}")
    if not shelf.files and not args.json:
        say(f"{args.path.name}: {len(shelf.vocabulary.ids())} words for factors")
    for fault in faults:
        tell(fault.message)
    if faults:
        return BAD_INPUT
    return ANSWER_IS_NO if any(failures.values()) else DONE


def _work_examples(shelf: Shelf) -> dict[Path, tuple[ExampleFailure, ...]]:
    """Work the examples of every file; those of a guideline with the newest version of each programme."""
    from duizend.catalogue.rules.examples import check_examples
    from duizend.catalogue.rules.guideline_examples import check_guideline_examples

    failures: dict[Path, tuple[ExampleFailure, ...]] = {}
    around = _programmes_around(shelf)
    for file in shelf.files:
        if file.programme:
            failures[file.path] = check_examples(file.programme, vocabulary=shelf.vocabulary)
        if file.guideline:
            failures[file.path] = check_guideline_examples(file.guideline, around, vocabulary=shelf.vocabulary)
    return failures


def _programmes_around(shelf: Shelf) -> dict[str, Programme]:
    """Return the programmes to which the guidelines of a shelf point: a guideline alone is read with those beside it."""
    from duizend.catalogue.shelf import FACTORS_FILE, read_shelf

    if not shelf.guidelines or len(shelf.files) > 1:
        return shelf.newest()
    folder = shelf.files[0].path.parent
    return read_shelf([folder if (folder / FACTORS_FILE).is_file() else _folders()[0]]).newest()


def _shelf_to_check(path: Path | None) -> tuple[Shelf, tuple[Fault, ...]]:
    """Read what is to be checked, with its faults; a single file may have any name, it may still be a draft."""
    from duizend.catalogue.shelf import (
        FACTORS_FILE,
        Shelf,
        find_dangling,
        find_misnamed,
        read_programme_file,
        read_shelf,
        read_vocabulary,
    )

    ours = _folders()[0] / FACTORS_FILE
    with _faults_as_problems():
        if path is not None and path.is_file():
            own = path.with_name(FACTORS_FILE)
            vocabulary = read_vocabulary(path if path.name == FACTORS_FILE else own if own.is_file() else ours)
            files = () if path.name == FACTORS_FILE else (read_programme_file(path, vocabulary),)
            return Shelf(vocabulary, files), tuple(fault for file in files for fault in file.faults)
        if path is not None:
            own = path / FACTORS_FILE
            shelf = read_shelf([path], factors=own if own.is_file() or not path.is_dir() else ours)
            if not shelf.files:
                raise BadInput(f"{path}: found no programme files, expected at least one .toml")
        else:
            shelf = read_shelf(_folders())
    return shelf, (*shelf.faults, *find_misnamed(shelf.files), *find_dangling(shelf))


def _file_as_data(file: ProgrammeFile, failures: tuple[object, ...]) -> dict[str, object]:
    one = file.definition
    return {
        "file": file.path.name,
        "programme": one.id if one else None,
        "version": one.version if one else None,
        "examples": len(one.examples) if one else None,
        "failures": [
            {"example": failure.example, "key": failure.key, "expected": failure.expected, "got": failure.got}
            for failure in failures
        ],
    }


def _fault_as_data(fault: Fault) -> dict[str, object]:
    return {
        "code": fault.code, "file": fault.file, "key": fault.key, "found": fault.found, "expected": fault.expected,
        "message": fault.message,
    }  # fmt: skip


# --- explain ----------------------------------------------------------------------------------------------------------


def _explain_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", nargs="?", help="the programme's id")
    parser.add_argument("--all", action="store_true", help="explain every programme")
    parser.add_argument("--case", metavar="CASE.toml", type=Path, required=True, help="the family as a case on paper")
    parser.add_argument("--on", metavar="DATE", required=True, help="the day to judge, such as 2026-03-01")
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help="the language of reasons and labels")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _explain(args: argparse.Namespace) -> int:
    """Explain one programme or all. Exit 0: it fits, or may fit (unknown). 1: it does not; with --all: none does."""
    from duizend.catalogue.rules.explain import explain
    from duizend.catalogue.shelf import read_shelf

    if bool(args.id) == args.all:
        raise BadInput("programmes explain: expected either the ID of a programme or --all")
    on = _day(args.on)
    with _faults_as_problems():
        shelf = read_shelf(_folders())
    case = _case(args.case, shelf)
    ids = _ids_to_explain(shelf, args.id)
    found = [programme for programme in (shelf.find(one, on=on) for one in ids) if programme]
    told = [explain(one, case, on, vocabulary=shelf.vocabulary, language=args.language) for one in found]
    if args.json:
        say_json(told if args.all else told[0])
    else:
        names = [programme.name.in_language(args.language) for programme in found]
        say("\n\n".join(_in_words(name, one, args.language) for name, one in zip(names, told, strict=True)))
    return DONE if any(one["verdict"] != "does_not_fit" for one in told) else ANSWER_IS_NO


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise BadInput(f'--on: found "{words}", expected a date such as 2026-03-01') from error


def _case(path: Path, shelf: Shelf) -> Case:
    from duizend.catalogue.rules.case import read_case

    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"--case {path}: cannot be read ({error.strerror}), expected a case file") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"--case {path}: byte {error.start} is no UTF-8, expected a text in UTF-8") from error
    with _faults_as_problems():
        return read_case(text, shelf.vocabulary, path.name).require()


def _ids_to_explain(shelf: Shelf, wanted: str | None) -> tuple[str, ...]:
    """List what to explain; a file with faults matters only if it is, or may be, the one asked for."""
    if wanted in shelf.ids():
        return (wanted,)
    faults = [fault.message for file in shelf.files for fault in file.faults if wanted in (None, file.path.stem)]
    if faults:
        raise BadInput(*faults)
    if wanted is None:
        return shelf.ids()
    raise BadInput(f'ID: found "{wanted}", expected one of {", ".join(shelf.ids())}')


WORDS = {
    "nl": {
        "fits": "past", "does_not_fit": "kan nu niet", "unknown": "nog niet te zeggen", "met": "ja", "not_met": "nee",
        "version": "versie", "decides": "Dit zou het beslissen:", "contacts": "Contacten:", "none": "geen",
        "obligatory": "altijd", "optional": "mogelijk", "until": "tot", "state_unknown": "onbekend",
    },
    "en": {
        "fits": "fits", "does_not_fit": "cannot now", "unknown": "cannot say yet", "met": "yes", "not_met": "no",
        "version": "version", "decides": "This would decide it:", "contacts": "Contacts:", "none": "none",
        "obligatory": "always", "optional": "possible", "until": "until", "state_unknown": "unknown",
    },
}  # fmt: skip


def _in_words(name: str, told: dict[str, object], language: str) -> str:
    """Write an explanation as people read it: the verdict first, then why, then what would be due."""
    words = WORDS[language]
    lines = [
        f"{name} ({told['programme']}, {words['version']} {told['version']}), {told['on']}: {words[told['verdict']]}"
    ]
    for one in told["criteria"]:
        state = words["state_unknown"] if one["state"] == "unknown" else words[one["state"]]
        lines += [f"  {state:<9} {one['id']}: {one['reason']}", f"            {one['source']}"]
    if told["deciding_unknowns"]:
        lines.append(f"{words['decides']} {', '.join(told['deciding_unknowns'])}")
    lines.append(words["contacts"] if told["contacts"] else f"{words['contacts']} {words['none']}")
    for one in told["contacts"]:
        window = f"({one['from']} {words['until']} {one['until']})"
        obligation = words["obligatory" if one["obligatory"] else "optional"]
        lines.append(f"  {one['target']} {window} {one['mode']}, {obligation}: {one['label']}")
    return "\n".join(lines)


COMMANDS = (
    Command(
        ("programmes", "check"), "check every programme file and work its examples (exit 1: an example fails, 2: a fault)",
        _check_arguments, _check, needs_database=False,
    ),
    Command(
        ("programmes", "explain"), "who fits, why, and what is due when (exit 0: fits or unknown, 1: does not fit)",
        _explain_arguments, _explain, needs_database=False,
    ),
)  # fmt: skip
