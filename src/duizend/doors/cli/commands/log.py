# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend log verify and log anchor: does the chain of the log hold, and what is kept elsewhere to see that it was not made anew?"""

from __future__ import annotations

import os
from pathlib import Path
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

    from duizend.ground.access.rules.anchors import Anchor

PRACTICE_LOG_KEEPER = "logboek@maasland.example"
DIGEST_LENGTH = 64
SHORTEST_SECRET = 40


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument(
        "--known", metavar="LINE:DIGEST", help="an end of the log that you kept elsewhere: it must still stand there"
    )
    parser.add_argument(
        "--anchors", metavar="FILE", help="anchors that `log anchor` wrote: the log must fit each of them"
    )
    parser.add_argument(
        "--key", metavar="PUBLIC_KEY", help="the public key that `log anchor` said; else that of DUIZEND_LOG_KEY"
    )
    add_acting_argument(parser)


def _anchor_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE", help="add the anchor to this file; else it goes to standard output")
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

    known, anchors = _known(args.known), _anchors(args)
    answer: dict[str, object] = {}
    try:
        _look(args, known, anchors, answer)
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


def _anchors(args: argparse.Namespace) -> tuple[list[Anchor], str]:
    """Read the file of anchors and the key that they are checked with; none where no file was named."""
    from django.conf import settings

    from duizend.ground.access.rules.anchors import public_key, read

    if args.anchors is None:
        return [], ""
    secret = settings.DUIZEND.log_key
    key = args.key or (public_key(secret) if secret else "")
    if not key:
        raise BadInput("--key PUBLIC_KEY: which key the anchors were signed with; DUIZEND_LOG_KEY is not set here")
    try:
        return read(Path(args.anchors).read_text(encoding="utf-8")), key
    except (OSError, ValueError) as error:
        raise BadInput(f"--anchors {args.anchors}: {getattr(error, 'strerror', None) or error}") from error


def _anchor(args: argparse.Namespace) -> int:
    """Sign the end of the log as it is now, if it holds."""
    from django.conf import settings

    from duizend.ground.access.identity import check_may, note
    from duizend.ground.access.queries import find_log_digest, verify_log
    from duizend.ground.access.rules.anchors import public_key, sign, written
    from duizend.ground.kernel import clock

    secret = settings.DUIZEND.log_key
    if len(secret) < SHORTEST_SECRET:
        raise BadInput(
            f"DUIZEND_LOG_KEY: set a secret of at least {SHORTEST_SECRET} random characters from your own store"
        )
    with acting_as(args.account, default=PRACTICE_LOG_KEEPER):
        check_may("log.verify")
        lines, breaks = verify_log()
        if breaks:
            tell(
                f"duizend: the log does not hold at line {breaks[0].sequence}: what is spoilt is not signed; see `log verify`"
            )
            return ANSWER_IS_NO
        anchor = sign(lines, find_log_digest(lines) or "", clock.real_now().isoformat(), secret=secret)
        _keep(written(anchor), args.out)
        note("log.anchored", "E", detail=f"line {lines}")
    tell(f"Line {lines} is anchored. Keep the file elsewhere; check it with --key {public_key(secret)}")
    return DONE


def _keep(text: str, path: str | None) -> None:
    """Add a line to a file, on the disk before anything is said, or say it."""
    if path is None:
        say(text)
        return
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise BadInput(f"--out {path}: {error.strerror}") from error


def _look(
    args: argparse.Namespace,
    known: tuple[int, str] | None,
    anchors: tuple[list[Anchor], str],
    answer: dict[str, object],
) -> None:
    """Check the log, put what was found into `answer`, and log that it was checked."""
    from duizend.ground.access.identity import check_may, note
    from duizend.ground.access.queries import find_log_digest, find_log_digests, verify_log
    from duizend.ground.access.rules.anchors import find_misfits

    kept, key = anchors
    with acting_as(args.account, default=PRACTICE_LOG_KEEPER):
        check_may("log.verify")
        lines, breaks = verify_log()
        if kept:
            breaks += find_misfits(kept, find_log_digests(one.line for one in kept), key=key)
        found = [{"sequence": b.sequence, "problem": b.problem} for b in breaks]
        if known and find_log_digest(known[0]) != known[1]:
            found.append({"sequence": known[0], "problem": "this is not the line that you kept the digest of"})
        answer.update(lines=lines, end=f"{lines}:{find_log_digest(lines) or ''}", breaks=found)
        note("log.verified", "E", detail=f"{lines} lines, {len(found)} breaks")


COMMANDS = (
    Command(
        ("log", "anchor"),
        "sign the end of the log, to keep where its owner cannot reach it",
        _anchor_arguments,
        _anchor,
    ),
    Command(("log", "verify"), "check that no line of the log was changed, moved or cut off", _arguments, _verify),
)
