# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend export region: the way out, for an organisation that stops with Duizend or changes supplier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, Command, acting_as, add_acting_argument, say

if TYPE_CHECKING:
    import argparse

    from duizend.doors.cli.leaving import Written

PRACTICE_ADMINISTRATOR = "beheer@maasland.example"
PRACTICE_SAFEGUARDING_LEAD = "tineke@maasland.example"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a new folder; one that exists is refused")
    parser.add_argument(
        "--guarded", action="store_true", help="only what the meldcode keeps, in a folder of its own; by the safeguarding lead"
    )  # fmt: skip
    add_acting_argument(parser)


def _export(args: argparse.Namespace) -> int:
    """Write one side of the ring, and log that it left before it gets its name: what is there was logged."""
    from duizend.doors.cli.leaving import export_region
    from duizend.ground.access.identity import check_may, note

    if args.guarded:
        deed, event, default = "region.export_guarded", "ring.region_exported", PRACTICE_SAFEGUARDING_LEAD
    else:
        deed, event, default = "region.export", "region.exported", PRACTICE_ADMINISTRATOR

    def log(written: Written) -> None:
        with acting_as(args.account, default=default):
            note(event, "E", detail=f"{written.tables} tables, {written.rows} rows, sha256 {written.sha256[:16]}")

    with acting_as(args.account, default=default):
        check_may(deed)
    written = export_region(args.folder, guarded=args.guarded, when_whole=log)
    say(f"{args.folder}: {written.tables} tables, {written.rows} rows; manifest.json has sha256 {written.sha256}.")
    say("It holds persons, and no secrets: encrypt it before it leaves this machine.")
    return DONE


COMMANDS = (Command(("export", "region"), "write the whole region as open files with a codebook", _arguments, _export),)
