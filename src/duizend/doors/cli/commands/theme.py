# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend theme check: may this file of design tokens dress an installation?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, BadInput, Command, say, say_json

if TYPE_CHECKING:
    import argparse


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the style sheet that DUIZEND_THEME will name")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _check(args: argparse.Namespace) -> int:
    """Check a theme as a start does. Exit 0: it may be used. 2: it holds faults, one line for each."""
    from duizend.ground.kernel.rules.reading import FileRefusedError
    from duizend.ground.kernel.theme import load_theme

    root = Path(os.environ.get("DUIZEND_ROOT") or Path(__file__).resolve().parents[5])
    try:
        theme = load_theme(args.file, root=root)
    except FileRefusedError as error:
        raise BadInput(*(fault.message for fault in error.faults)) from error
    if args.json:
        say_json({"ok": True, "file": args.file.name, "tokens": len(theme.tokens), "digest": theme.digest})
    else:
        say(f"{args.file.name}: {len(theme.tokens)} tokens, contrast is enough. Use it with DUIZEND_THEME={args.file}")
    return DONE


COMMANDS = (
    Command(
        ("theme", "check"), "check a file of design tokens as a start would", _arguments, _check, needs_database=False
    ),
)
