# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend account make | list | roles | reset | close: who may log in, and in which roles.

The first account of an installation is made by the system itself, because there is nobody yet who could. That
adds no power: whoever can start this command holds the secrets and the database address already. It is logged
under the purpose "set-up", and from the second account on an administrator is named with --as.

An account with the role of nurse is a professional as well; a name that only an older list knew becomes hers.
What she is certified for is said with `duizend certificate grant`.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import DONE, BadInput, Command, acting_as, add_acting_argument, say, say_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from duizend.ground.access.models import User

PRACTICE_ADMINISTRATOR = "beheer@maasland.example"


@contextmanager
def _acting(args: argparse.Namespace) -> Iterator[None]:
    from duizend.ground.access.identity import acting
    from duizend.ground.access.queries import has_accounts, system_identity

    if args.account is None and not has_accounts():
        if "administrator" not in getattr(args, "roles", ("administrator",)):
            raise BadInput("--role: the first account is an administrator's, who then makes the others")
        with acting(system_identity("set-up")):
            yield
        return
    with acting_as(args.account, default=PRACTICE_ADMINISTRATOR):
        yield


def _about_one(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="e-mail address of the account")
    add_acting_argument(parser)


def _with_roles(parser: argparse.ArgumentParser) -> None:
    _about_one(parser)
    parser.add_argument("--role", dest="roles", action="append", required=True, metavar="ROLE", help="may be repeated")
    parser.add_argument("--municipality", default="", metavar="CODE", help="for the role municipality: code or name")


def _with_password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input instead of making one"
    )


def _make_arguments(parser: argparse.ArgumentParser) -> None:
    _with_roles(parser)
    _with_password(parser)
    parser.add_argument("--name", required=True, help="the person's name")
    parser.add_argument("--job-title", default="", help="as colleagues know it")


def _reset_arguments(parser: argparse.ArgumentParser) -> None:
    _about_one(parser)
    _with_password(parser)


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    add_acting_argument(parser)


def _password(args: argparse.Namespace) -> str:
    from duizend.ground.access.actions import new_password

    if not args.password_stdin:
        return new_password()
    typed = sys.stdin.readline().rstrip("\n")
    if not typed:
        raise BadInput("--password-stdin: standard input is empty; expected the password on one line")
    return typed


def _say_password(args: argparse.Namespace, account: User, password: str) -> None:
    if not args.password_stdin:
        say(f"Password of {account.email}, shown this once: {password}")
    say("The second factor is set up at the first log-in.")


def _make(args: argparse.Namespace) -> int:
    from duizend.ground.access.actions import make_account

    password = _password(args)
    with _acting(args):
        account = make_account(
            args.email, name=args.name, roles=args.roles, password=password, municipality=args.municipality,
            job_title=args.job_title,
        )  # fmt: skip
        _employ(account)
    _say_password(args, account, password)
    return DONE


def _employ(account: User) -> None:
    """Make who is a nurse a professional too, so that families can be assigned to her."""
    from duizend.ground.workforce.actions import employ

    if "nurse" in account.roles:
        employ(account)


def _list(args: argparse.Namespace) -> int:
    from duizend.ground.access.identity import check_may, note_read
    from duizend.ground.access.queries import list_accounts

    with _acting(args):
        check_may("account.manage")
        accounts = list_accounts()
        note_read("account.listed", [account.public_id for account in accounts])
    rows = [
        {
            "email": account.email, "name": account.name, "roles": account.roles,
            "municipality": account.municipality or None, "open": account.is_active, "practice": account.is_character,
        }
        for account in accounts
    ]  # fmt: skip
    if args.json:
        say_json({"accounts": rows})
        return DONE
    for row in rows:
        say(f"{row['email']}  {row['name']}  {', '.join(row['roles'])}{'' if row['open'] else '  (closed)'}")
    return DONE


def _roles(args: argparse.Namespace) -> int:
    from duizend.ground.access.actions import set_roles
    from duizend.ground.access.queries import get_account

    with _acting(args):
        account = get_account(args.email)
        set_roles(account, args.roles, municipality=args.municipality)
        _employ(account)
    return DONE


def _reset(args: argparse.Namespace) -> int:
    from duizend.ground.access.actions import reset_account
    from duizend.ground.access.queries import get_account

    password = _password(args)
    with _acting(args):
        account = get_account(args.email)
        reset_account(account, password=password)
    _say_password(args, account, password)
    return DONE


def _close(args: argparse.Namespace) -> int:
    from duizend.ground.access.actions import close_account
    from duizend.ground.access.queries import get_account

    with _acting(args):
        close_account(get_account(args.email))
    return DONE


COMMANDS = (
    Command(("account", "make"), "make an account and show its password once", _make_arguments, _make),
    Command(("account", "list"), "list who may log in, and in which roles", _list_arguments, _list),
    Command(("account", "roles"), "give an account these roles and no others", _with_roles, _roles),
    Command(("account", "reset"), "give a new password and take the second factor away", _reset_arguments, _reset),
    Command(("account", "close"), "close an account", _about_one, _close),
)
