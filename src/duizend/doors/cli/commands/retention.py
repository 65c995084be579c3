# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend retention due: forgets what is kept for days only, and counts whose term is over; run it every night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, Command, say, say_json

if TYPE_CHECKING:
    import argparse


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="write JSON")


def _due(args: argparse.Namespace) -> int:
    """Forget, as the system, and count the files that two people may destroy; nothing is read but how many."""
    from duizend.delivery.community.actions import forget_what_is_over
    from duizend.doors.rights.actions import count_what_is_due
    from duizend.ground.access.identity import acting
    from duizend.ground.access.queries import system_identity
    from duizend.ground.kernel import clock

    with acting(system_identity("retention")):
        forgotten = forget_what_is_over()
        due = count_what_is_due(clock.today())
    if args.json:
        say_json({"neighbourhood": forgotten, "due": due})
    else:
        say(f"neighbourhood: forgot {forgotten} name{'' if forgotten == 1 else 's'} whose term is over.")
        for kind, number in due.items():
            say(f"due: {kind} {number}")
        say("Nothing of these was destroyed: a coordinator proposes it on /rechten, and another confirms.")
    return DONE


COMMANDS = (
    Command(
        ("retention", "due"),
        "forget names after their days, and count the files whose term is over; for every night",
        _arguments,
        _due,
    ),
)
