# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend log verify: does the chain of the log hold?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.doors.cli.frame import ANSWER_IS_NO, DONE, Command, acting_as, add_acting_argument, say, say_json

if TYPE_CHECKING:
    import argparse


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    add_acting_argument(parser)


def _verify(args: argparse.Namespace) -> int:
    from duizend.ground.access.identity import check_may, note
    from duizend.ground.access.queries import verify_log

    with acting_as(args.account, default="logboek@maasland.example"):
        check_may("log.verify")
        lines, breaks = verify_log()
        note("log.verified", "E", detail=f"{lines} lines, {len(breaks)} breaks")
    if args.json:
        say_json({"lines": lines, "breaks": [{"sequence": b.sequence, "problem": b.problem} for b in breaks]})
    elif breaks:
        for found in breaks:
            say(f"line {found.sequence}: {found.problem}")
    else:
        say(f"The log holds: {lines} lines, every one follows from the one before it.")
    return ANSWER_IS_NO if breaks else DONE


COMMANDS = (
    Command(("log", "verify"), "check that no line of the log was changed, moved or cut off", _arguments, _verify),
)
