# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend retention due: forgets what is kept for days only; run it every night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, Command, say, say_json

if TYPE_CHECKING:
    import argparse


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="write JSON")


def _due(args: argparse.Namespace) -> int:
    """Forget, as the system: nobody's work, and nothing is read of it but how many."""
    from duizend.delivery.community.actions import forget_what_is_over
    from duizend.ground.access.identity import acting
    from duizend.ground.access.queries import system_identity

    with acting(system_identity("retention")):
        forgotten = forget_what_is_over()
    if args.json:
        say_json({"neighbourhood": forgotten})
    else:
        say(f"neighbourhood: forgot {forgotten} name{'' if forgotten == 1 else 's'} whose term is over.")
    return DONE


COMMANDS = (
    Command(("retention", "due"), "forget the names whose term of days is over; for every night", _arguments, _due),
)
