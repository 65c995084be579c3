# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every command shares: its words, its exit code, how it speaks, and as whom it acts.

Exit 0: done, or the answer is yes. 1: the answer is no. 2: bad input; one clear line on stderr per problem,
and nothing was written.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DONE, ANSWER_IS_NO, BAD_INPUT = 0, 1, 2


class BadInput(Exception):
    """What was typed or handed over cannot be used; one line per problem, each saying where and what was expected."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Command:
    """One command: the words that call it, whether it needs the database (with its tables made), and what it does."""

    words: tuple[str, ...]
    about: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    needs_database: bool = True
    up_to_date: bool = True


def say(text: str) -> None:
    """Write an answer to standard output."""
    sys.stdout.write(text + "\n")


def tell(text: str) -> None:
    """Write about the work (progress, problems) to standard error."""
    sys.stderr.write(text + "\n")


def say_json(value: object) -> None:
    """Write a value as JSON, with Dutch letters as they are."""
    say(json.dumps(value, ensure_ascii=False, indent=2, default=str))


@contextmanager
def acting_as(email: str | None, *, default: str) -> Iterator[None]:
    """Act as an account; without one as the practice region's character by that e-mail, in practice mode only.

    Raises BadInput for an account that does not exist, and in production when none was named.
    """
    from django.conf import settings

    from duizend.ground.access.identity import acting
    from duizend.ground.access.queries import find_account, identity_of, system_identity

    if email is None and not settings.DUIZEND.is_practice:
        raise BadInput("--as ACCOUNT: say whose account acts; in production there is no default")
    account = find_account(email or default)
    if account is None and email is not None:
        raise BadInput(f"--as {email}: there is no active account with this e-mail address")
    # Before the practice region is made there are no characters yet; its own system account then does the work.
    identity = identity_of(account) if account else system_identity("practice")
    with acting(identity):
        yield


def add_acting_argument(parser: argparse.ArgumentParser) -> None:
    """Add --as to a command that reads persons or exact figures."""
    parser.add_argument("--as", dest="account", metavar="ACCOUNT", help="e-mail address of the account that acts")
