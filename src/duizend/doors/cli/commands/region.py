# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend region load: make this installation the region that a file describes."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, BadInput, Command, acting_as, add_acting_argument, say, say_json

if TYPE_CHECKING:
    import argparse

    from duizend.ground.region.rules import RegionFile


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the region's file, such as those in regions/")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    add_acting_argument(parser)


def _load(args: argparse.Namespace) -> int:
    from duizend.catalogue.actions import load_region_file
    from duizend.ground.kernel.refusals import ActionRefused

    region = _read(args.file)
    _check_frameworks(region)
    try:
        with acting_as(args.account, default="beheer@maasland.example"):
            loaded, capacities = load_region_file(region, file=args.file.name)
    except ActionRefused as refusal:
        if refusal.code != "unknown_programme":
            raise
        raise BadInput(*refusal.reason.splitlines()) from refusal
    told = {"region": region.name, **dataclasses.asdict(loaded), "capacities_set": capacities}
    if args.json:
        say_json(told)
    else:
        say(
            f"{region.name}: {loaded.added} added, {loaded.changed} changed, {loaded.ended} ended, "
            f"{loaded.unchanged} as they were; {capacities} capacities set."
        )
    return DONE


def _check_frameworks(region: RegionFile) -> None:
    """Raise BadInput where the region chooses a framework of the meldcode that this installation does not have."""
    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.safety.meldcode.shelf import offered_frameworks

    try:
        offered_frameworks(region.meldcode.frameworks)
    except ActionRefused as refusal:
        raise BadInput(f"meldcode.frameworks: {refusal.reason}") from refusal


def _read(path: Path) -> RegionFile:
    """Read the region file; raises BadInput with every mistake in it."""
    from duizend.ground.region.rules import read_region

    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}), expected a region file") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: byte {error.start} is no UTF-8, expected a text in UTF-8") from error
    reading = read_region(text, path.name)
    if reading.value is None:
        raise BadInput(*(fault.message for fault in reading.faults))
    return reading.value


COMMANDS = (
    Command(("region", "load"), "load the region's places, organisations, thresholds and capacity", _arguments, _load),
)
