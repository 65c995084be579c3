# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend messages send: notes which answers are late and sends what waits; run it every quarter of an hour."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, Command, say, say_json

if TYPE_CHECKING:
    import argparse


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="write JSON")


def _send(args: argparse.Namespace) -> int:
    """Send what waits, as the system; only numbers are said."""
    from duizend.doors.messaging.actions import note_late_referrals, send_waiting
    from duizend.doors.messaging.providers import chosen_provider
    from duizend.ground.access.identity import acting
    from duizend.ground.access.queries import system_identity
    from duizend.ground.kernel import clock

    with acting(system_identity("messages")):
        late = note_late_referrals(clock.today())
    done = send_waiting(chosen_provider())
    if args.json:
        say_json({"late": late, **asdict(done)})
    else:
        say(f"late: {late}, sent: {done.sent}, kept for somebody to tell: {done.kept}, waiting: {done.waiting}")
    return DONE


COMMANDS = (
    Command(
        ("messages", "send"),
        "note which answers are late and send what waits; for every quarter of an hour",
        _arguments,
        _send,
    ),
)
