# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend log verify: does the chain of the log hold?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.doors.cli.frame import (
    ANSWER_IS_NO,
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

PRACTICE_LOG_KEEPER = "logboek@maasland.example"
DIGEST_LENGTH = 64


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument(
        "--known", metavar="LINE:DIGEST", help="an end of the log that you kept elsewhere: it must still stand there"
    )
    add_acting_argument(parser)


def _known(text: str | None) -> tuple[int, str] | None:
    if text is None:
        return None
    line, _, digest = text.partition(":")
    if not line.isdecimal() or len(digest) != DIGEST_LENGTH:
        raise BadInput("--known: expected LINE:DIGEST, as an earlier `log verify` said it")
    return int(line), digest


def _verify(args: argparse.Namespace) -> int:
    from django.db import Error

    known = _known(args.known)
    answer: dict[str, object] = {}
    try:
        _look(args, known, answer)
    except Error:
        # A log that was spoilt may take no more lines, so not this one either; that is no reason for silence.
        if not answer.get("breaks"):
            raise
        tell("duizend: that the log was checked could not be added to it")
    found = answer["breaks"]
    if args.json:
        say_json(answer)
    else:
        for line in found:
            say(f"line {line['sequence']}: {line['problem']}")
        if not found:
            say(f"The log holds: {answer['lines']} lines, every one follows from the one before it.")
            say(f"Keep this end where the database's owner cannot reach it, for --known: {answer['end']}")
    return ANSWER_IS_NO if found else DONE


def _look(args: argparse.Namespace, known: tuple[int, str] | None, answer: dict[str, object]) -> None:
    """Check the log, put what was found into `answer`, and log that it was checked."""
    from duizend.ground.access.identity import check_may, note
    from duizend.ground.access.queries import find_log_digest, verify_log

    with acting_as(args.account, default=PRACTICE_LOG_KEEPER):
        check_may("log.verify")
        lines, breaks = verify_log()
        found = [{"sequence": b.sequence, "problem": b.problem} for b in breaks]
        if known and find_log_digest(known[0]) != known[1]:
            found.append({"sequence": known[0], "problem": "this is not the line that you kept the digest of"})
        answer.update(lines=lines, end=f"{lines}:{find_log_digest(lines) or ''}", breaks=found)
        note("log.verified", "E", detail=f"{lines} lines, {len(found)} breaks")


COMMANDS = (
    Command(("log", "verify"), "check that no line of the log was changed, moved or cut off", _arguments, _verify),
)
