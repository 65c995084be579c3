# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trying a door for real, and reading what it gave as a letter of the register."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from unittest import mock

from duizend.doors.cli.main import main
from duizend.ground.access.models import LogLine
from duizend.ground.access.rules.policy import GUARDED_REACH, REACH, SAFEGUARDING
from rooms.doors import doors
from rooms.doors.register import Command, Door
from rooms.doors.world import COLUMNS, NOBODY, Asked, World, role_of, taken_back


def ask_at(world: World, door: Door, column: str) -> Asked:
    """Ask at a door as an account, with what its form must hold to get as far as the question."""
    address = doors.address_of(world, door.name, door.about)
    return world.ask(column, door.method, address, world.typed(door.name) if door.method == "POST" else None)


def letter_at(world: World, door: Door, column: str) -> str:
    """Return the letter of what somebody gets at a door."""
    return doors.outcome_of(ask_at(world, door, column))


def letter_without_row_security(world: World, door: Door, column: str) -> str:
    """Return the letter of what somebody gets if the database lets her role through to everything: the policy alone."""
    role = role_of(column)
    with mock.patch.dict(REACH, {role: "region"}), mock.patch.dict(GUARDED_REACH, {role: "region"}):
        return letter_at(world, door, column)


def try_door(world: World, door: Door) -> list[str]:
    """Return a line for each cell of a door that is not as it should be; what was asked for and logged counts too."""
    wrong, deeds = [], set()
    for column, expected in zip(COLUMNS, door.cells, strict=True):
        with doors.watching() as seen:
            asked = ask_at(world, door, column)
        deeds |= seen
        found = doors.outcome_of(asked)
        if found != expected:
            wrong.append(f"{door.title}: {column} gets {found} ({asked.status}), the register says {expected}")
        # All that the lead does is guarded, wherever she goes.
        purpose = SAFEGUARDING if column == "safeguarding_lead" else door.purpose
        strange = {line.purpose for line in asked.lines} - {purpose}
        if strange and found in (doors.REFUSED, doors.NO_RELATION, *doors.BY_THE_DATABASE):
            wrong.append(f"{door.title}: {column} was refused, kept in the log under {strange} and not under {purpose}")
    if deeds != set(door.deeds):
        wrong.append(f"{door.title}: asks for {sorted(deeds)}, the register says {sorted(door.deeds)}")
    return wrong


def letter_of_command(world: World, command: Command, column: str, folder: Path) -> str:
    """Return the letter of what somebody gets: exit 1 is refused; 0 and 2 (what was typed was wrong) are let in.

    A refusal for want of a relation has its own letter, as at an address: which it was stands in the log.
    """
    (folder / "empty.csv").touch()
    words = command.typed(world, folder)
    if command.acts:
        words += ["--as", "niemand@example.org" if column == NOBODY else world.accounts[column].email]
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()), taken_back():
        code = main(words, database=contextlib.nullcontext)
        last = LogLine.objects.order_by("sequence").last()
    if "there is no active account" in said.getvalue():
        return doors.TO_LOGIN
    if code != 1:
        return doors.LET_IN
    return doors.OF_REFUSALS.get(last.detail, doors.REFUSED)
