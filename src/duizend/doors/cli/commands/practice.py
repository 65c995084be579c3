# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend practice date: which day it is in practice mode, and setting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, BadInput, Command, say, say_json

if TYPE_CHECKING:
    import argparse


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "day", nargs="?", metavar="YYYY-MM-DD|today|+DAYS",
        help="the day to set; 'today' gives the true day back; +7 moves a week on; without it the day is only shown",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _date(args: argparse.Namespace) -> int:
    from django.conf import settings

    from duizend.doors.practice.rules import find_practice_date
    from duizend.ground.kernel import clock

    if not settings.DUIZEND.is_practice:
        raise BadInput("practice date: the day can only be set in practice mode; in production it is the true day")
    if args.day == "today":
        clock.set_practice_date(None)
    elif args.day is not None:
        day = find_practice_date(args.day, now_set_to=clock.today())
        if day is None:
            raise BadInput(f'practice date: found "{args.day}", expected a date such as 2026-11-17, "today" or "+7"')
        clock.set_practice_date(day)
    is_set = clock.practice_date() is not None
    if args.json:
        say_json({"date": clock.today().isoformat(), "is_set": is_set})
    else:
        say(f"{clock.today().isoformat()} ({'set for practice' if is_set else 'the true day'})")
    return DONE


COMMANDS = (Command(("practice", "date"), "show or set the day it is in practice mode", _arguments, _date),)
