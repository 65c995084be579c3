# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The policy at every door: what each role gets is what the register of doors says, asked for real.

The first tests compare the register with the product, so that a door that is added fails here until it has its cells;
the others try every cell.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from duizend.ground.access.rules.policy import ROLES
from rooms.doors import doors
from rooms.doors.register import COMMANDS, DOORS, Command
from rooms.doors.trying import letter_of_command, letter_without_row_security, try_door
from rooms.doors.world import COLUMNS, World, role_of

WHERE = "tests/rooms/doors/register.py"


# ── the register and the product ──


def test_the_register_has_every_address_of_the_product_and_no_other() -> None:
    there, written = {one.name: one for one in doors.find_addresses()}, {door.name for door in DOORS}
    missing = [
        f"{name} ({there[name].route}) is a new door: write in {WHERE} a row for each method it takes (GET, POST), with the"
        " letter of each role in the order of COLUMNS, the deed it asks for, and what its address is about"
        for name in sorted(set(there) - written)
    ]
    gone = [f"{name} is no door any more: take its rows out of {WHERE}" for name in sorted(written - set(there))]
    assert not missing + gone, "\n".join(missing + gone)


def test_the_register_has_every_command_and_no_other() -> None:
    there, written = set(doors.find_commands()), {command.words for command in COMMANDS}
    missing = [f"`duizend {words}` is a new door: write a row in COMMANDS of {WHERE}" for words in there - written]
    gone = [f"`duizend {words}` is no door any more: take its row out of {WHERE}" for words in written - there]
    assert not missing + gone, "\n".join(sorted(missing + gone))


def test_every_row_has_a_letter_for_every_role() -> None:
    letters = {doors.LET_IN, doors.REFUSED, doors.NO_RELATION, doors.OUT_OF_REACH, doors.NOT_THERE, doors.TO_LOGIN}
    assert {role_of(column) for column in COLUMNS} == {"", *ROLES}
    for row in (*DOORS, *COMMANDS):
        assert len(row.cells) == len(COLUMNS), f"{row.title}: {len(row.cells)} letters, expected {len(COLUMNS)}"
        assert set(row.cells) <= letters, f"{row.title}: unknown letters {set(row.cells) - letters}"


def test_what_a_door_says_of_its_ring_is_what_its_view_acts_for() -> None:
    views = {one.name: one.view for one in doors.find_addresses()}
    wrong = [
        f"{door.title}: the register says {door.purpose}, the view acts for {getattr(views[door.name], 'purpose', 'care')}"
        for door in DOORS
        if door.purpose != getattr(views[door.name], "purpose", "care")
    ]
    assert not wrong, "\n".join(wrong)


# ── every cell ──


def test_every_role_gets_at_every_address_what_the_register_says(world: World) -> None:
    wrong = [line for door in DOORS for line in try_door(world, door)]
    assert not wrong, "\n".join([f"{len(wrong)} cells are not what {WHERE} says:", *wrong[:80]])


@pytest.mark.slow
def test_the_policy_keeps_out_by_itself_where_the_database_would_show_everything(world: World) -> None:
    wrong = [
        f"{door.title}: {column} is let in when row security is taken away"
        for door in DOORS
        for column, letter in zip(COLUMNS, door.cells, strict=True)
        if letter in doors.BY_THE_DATABASE and letter_without_row_security(world, door, column) == doors.LET_IN
    ]
    assert not wrong, "\n".join(wrong)


def test_no_address_takes_more_methods_than_the_register_says(world: World) -> None:
    methods = {name: {door.method for door in DOORS if door.name == name} for name in {door.name for door in DOORS}}
    wrong = []
    for name, known in sorted(methods.items()):
        door = next(door for door in DOORS if door.name == name)
        asks = COLUMNS[max(door.cells.find(doors.LET_IN), 0)]
        for method in {"GET", "POST"} - known:
            answer = world.ask(asks, method, doors.address_of(world, name, door.about))
            if answer.status != 405:
                wrong.append(f"{name} takes {method} as well ({answer.status}): write its row in {WHERE}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS if one.arguments is not None], ids=lambda command: command.title
)
def test_every_role_gets_at_the_command_line_what_the_register_says(
    command: Command, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DUIZEND", replace(settings.DUIZEND, log_key=secrets.token_urlsafe(48)))
    with doors.watching() as deeds:
        found = {column: letter_of_command(world, command, column, tmp_path) for column in COLUMNS}
    expected = dict(zip(COLUMNS, command.cells, strict=True))
    assert found == expected
    assert deeds == set(command.deeds)
