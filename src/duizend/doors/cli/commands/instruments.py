# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend instruments check | load: the organisation's own questionnaires: scale, cut-offs and words, never questions.

The files lie in the product's own folder and in those that DUIZEND_INSTRUMENTS names (folder:folder).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import (
    BAD_INPUT,
    DONE,
    BadInput,
    Command,
    acting_as,
    add_acting_argument,
    say,
    say_json,
    tell,
)

if TYPE_CHECKING:
    import argparse

    from duizend.record.instruments.shelf import InstrumentFile


def _folders() -> tuple[Path, ...]:
    from duizend.record.instruments.shelf import list_folders

    root = Path(os.environ.get("DUIZEND_ROOT") or Path(__file__).resolve().parents[5])
    return list_folders(root, os.environ.get("DUIZEND_INSTRUMENTS", ""))


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", metavar="PATH", nargs="?", type=Path,
        help="one file, or a folder with instrument files; without it the product's own and those of DUIZEND_INSTRUMENTS",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _check(args: argparse.Namespace) -> int:
    """Check every file. Exit 0: all good. 2: a fault."""
    from duizend.record.instruments.shelf import list_faults

    files = _files(args.path)
    faults = list_faults(files)
    if args.json:
        say_json({
            "ok": not faults,
            "files": [
                {
                    "file": file.path.name,
                    "instrument": file.instrument.id if file.instrument else None,
                    "version": file.instrument.version if file.instrument else None,
                }
                for file in files
            ],
            "faults": [
                {"code": one.code, "file": one.file, "key": one.key, "found": one.found, "expected": one.expected}
                for one in faults
            ],
        })  # fmt: skip
    else:
        for file in files:
            if file.instrument:
                say(f"{file.path.name}: {file.instrument.id} {file.instrument.version}, the bands cover the scale")
    for fault in faults:
        tell(fault.message)
    return BAD_INPUT if faults else DONE


def _files(path: Path | None) -> tuple[InstrumentFile, ...]:
    from duizend.ground.kernel.rules.reading import FileRefusedError
    from duizend.record.instruments.shelf import read_file, read_folders

    if path is not None and path.is_file():
        return (read_file(path),)
    try:
        files = read_folders(_folders() if path is None else [path])
    except FileRefusedError as error:
        raise BadInput(*(fault.message for fault in error.faults)) from error
    if path is not None and not files:
        raise BadInput(f"{path}: found no instrument files, expected at least one .toml")
    return files


def _load_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="FOLDER", nargs="?", type=Path, help="a folder with instrument files")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    add_acting_argument(parser)


def _load(args: argparse.Namespace) -> int:
    """Load the versions that are not loaded yet. Exit 0: done. 2: a fault, and nothing was loaded."""
    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.instruments.actions import load_instruments

    folders = _folders() if args.path is None else (args.path,)
    try:
        with acting_as(args.account, default="beheer@maasland.example"):
            fresh = load_instruments(folders)
    except ActionRefused as refusal:
        if not refusal.code.startswith("instrument_"):
            raise
        raise BadInput(*refusal.reason.splitlines()) from refusal
    if args.json:
        say_json({"loaded": [{"instrument": one.instrument, "version": one.version} for one in fresh]})
    else:
        say("\n".join(f"{one} is loaded" for one in fresh) or "every version was loaded already")
    return DONE


COMMANDS = (
    Command(
        ("instruments", "check"), "check every instrument file (exit 2: a fault)", _check_arguments, _check, needs_database=False
    ),
    Command(("instruments", "load"), "load the instrument versions that are new", _load_arguments, _load),
)  # fmt: skip
