# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which doors there are, found in the product itself; and what happened when one was tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from duizend.doors.cli.main import all_commands
from duizend.ground.access import identity
from duizend.ground.access.rules import policy
from duizend.ground.kernel.rules.decisions import Decision
from rooms.doors.world import Asked, World

# What is not ours to decide: the pages of logging in are tried in tests/rooms/access/test_login.py.
NOT_OURS = re.compile(r"^(?:account|mfa|socialaccount)_")


@dataclass(frozen=True, slots=True)
class Found:
    """An address of the product: its name and its pattern, such as "/gezinnen/<public_id>"."""

    name: str
    route: str
    view: object


def find_addresses() -> list[Found]:
    """Return every address of the product but those of logging in."""
    return [one for one in _walk(get_resolver().url_patterns, "/", "") if not NOT_OURS.match(one.name)]


def _walk(patterns: list[URLPattern | URLResolver], before: str, space: str) -> Iterator[Found]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, route, inner)
        else:
            yield Found(f"{space}{pattern.name or route}", route, pattern.callback)


def find_commands() -> list[str]:
    """Return every command of the command line, as it is typed."""
    return [" ".join(command.words) for command in all_commands()]


def address_of(world: World, name: str, about: str) -> str:
    """Return an address with its words filled in: a kind is something of that kind, "=word" the word itself."""
    parts = about.split()
    words = [part[1:] if part.startswith("=") else world.ids[part] for part in parts if not part.startswith("?")]
    return reverse(name, args=words) + "".join(part for part in parts if part.startswith("?"))


# ── what an answer says ──

LOGIN = "/inloggen/login/"
LET_IN, REFUSED, NO_RELATION, OUT_OF_REACH, NOT_THERE, TO_LOGIN, FAILED = "y", "n", "r", "o", "h", ">", "!"
# Answers that come from what the database shows, so that the policy behind it has to be tried apart.
BY_THE_DATABASE = (NOT_THERE, OUT_OF_REACH)
OF_REFUSALS = {"no_care_relation": NO_RELATION, "not_in_reach": OUT_OF_REACH}


def outcome_of(asked: Asked) -> str:
    """Return the letter of an answer: y let in, n refused (403), r refused for want of a relation, o refused as out of reach,
    h hidden (404), > sent to log in, ! it failed.
    """
    # 503 is what a machine that watches is told: not ready, which is an answer.
    if asked.status >= 500 and asked.status != 503:
        return FAILED
    if asked.status == 302 and asked.answer["Location"].startswith(LOGIN):
        return TO_LOGIN
    if asked.status == 403 and asked.lines:
        return OF_REFUSALS.get(asked.lines[-1].detail, REFUSED)
    return {403: REFUSED, 404: NOT_THERE}.get(asked.status, LET_IN)


@contextmanager
def watching() -> Iterator[set[str]]:
    """Remember which deeds are decided about meanwhile: those that a page or action asked for, not those of a menu."""
    asked: set[str] = set()
    usual = identity.may

    def may(who: policy.Identity, deed: str, *, related: bool = False) -> Decision:
        asked.add(deed)
        return usual(who, deed, related=related)

    identity.may = may
    try:
        yield asked
    finally:
        identity.may = usual
