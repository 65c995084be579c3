# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend backup and duizend restore: the whole database into a folder, and back into an empty one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, Command, say

if TYPE_CHECKING:
    import argparse


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder that gets a new folder with the backup")


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="BACKUP", type=Path, help="the folder that `duizend backup` named")


def _backup(args: argparse.Namespace) -> int:
    """Make a backup as the system, and log that there is one: whoever holds it holds everything."""
    from duizend.doors.cli.safekeeping import make_backup
    from duizend.ground.access.identity import acting, note
    from duizend.ground.access.queries import system_identity

    target, manifest = make_backup(args.folder)
    with acting(system_identity("backup")):
        note("backup.made", "E", detail=f"log {manifest.log_sequence}, sha256 {manifest.sha256[:16]}")
    say(f"{target}: {manifest.size} bytes, the log until line {manifest.log_sequence}.")
    say("It holds every person, and no secrets: encrypt it before it leaves this machine.")
    return DONE


def _restore(args: argparse.Namespace) -> int:
    from duizend.doors.cli.safekeeping import restore_backup

    manifest = restore_backup(args.folder)
    say(f"Put back: the database of {manifest.made_at}, the log until line {manifest.log_sequence}.")
    say(f"Check it: duizend log verify --known {manifest.log_sequence}:{manifest.log_digest}")
    return DONE


COMMANDS = (
    Command(("backup",), "write the whole database into a new folder, for its owner's eyes only", _backup_arguments, _backup),
    Command(("restore",), "put a backup into an empty database", _restore_arguments, _restore, up_to_date=False),
)  # fmt: skip
