# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds the command that was typed, and turns what goes wrong into a line and an exit code."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
from typing import TYPE_CHECKING

from duizend.doors.cli import commands
from duizend.doors.cli.frame import ANSWER_IS_NO, BAD_INPUT, BadInput, Command, tell

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager


def all_commands() -> list[Command]:
    """Return every command of every module in `commands`, in the order of their names."""
    modules = [
        importlib.import_module(f"{commands.__name__}.{found.name}")
        for found in pkgutil.iter_modules(commands.__path__)
    ]
    return sorted((command for module in modules for command in module.COMMANDS), key=lambda command: command.words)


def build_parser() -> argparse.ArgumentParser:
    """Build the parser for all commands."""
    parser = argparse.ArgumentParser(prog="duizend", description="Duizend on the command line.")
    first = parser.add_subparsers(dest="word", required=True, metavar="COMMAND")
    groups: dict[str, argparse._SubParsersAction] = {}
    for command in all_commands():
        head, *tail = command.words
        place, word = first, head
        if tail:
            if head not in groups:
                group = first.add_parser(head, help=f"duizend {head} --help")
                groups[head] = group.add_subparsers(dest="second", required=True, metavar="COMMAND")
            place, word = groups[head], tail[0]
        sub = place.add_parser(word, help=command.about, description=command.about)
        command.add_arguments(sub)
        sub.set_defaults(command=command)
    return parser


def main(
    words: list[str],
    *,
    database: Callable[[], AbstractContextManager[None]],
    bare_database: Callable[[], AbstractContextManager[None]] | None = None,
) -> int:
    """Run one command; returns its exit code. `database` opens the database for commands that need it.

    `bare_database` opens it as it lies, for the one command that fills an empty one.
    """
    args = build_parser().parse_args(words)
    try:
        if not args.command.needs_database:
            return args.command.run(args)
        opened = database if args.command.up_to_date or bare_database is None else bare_database
        return _run_with_database(args, opened)
    except BadInput as problem:
        for line in problem.problems:
            tell(line)
        return BAD_INPUT


def _run_with_database(args: argparse.Namespace, database: Callable[[], AbstractContextManager[None]]) -> int:
    from duizend.ground.access.identity import through
    from duizend.ground.kernel.refusals import ActionRefused, NotPermitted

    try:
        with database(), through(f"command {' '.join(args.command.words)}"):
            return args.command.run(args)
    except NotPermitted as refusal:
        tell(f"duizend: {refusal.reason}")
        return ANSWER_IS_NO
    except ActionRefused as refusal:
        tell(f"duizend: {refusal.reason}")
        return BAD_INPUT
