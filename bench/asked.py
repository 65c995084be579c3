# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is counted without a web server: the queries of every page, and the cost of a save."""

from __future__ import annotations

import re
import time
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from listed import list_pages, visits_of_today, who_browses

if TYPE_CHECKING:
    from duizend.ground.access.models import User

MOST_SAVES, EMPTY_ASKED = 40, 200
FOUND, REFUSED, NO_CERTIFICATE = 302, 422, "geen geldig certificaat"


def count_queries() -> dict[str, int]:
    """Count the queries of every page, and of the first save of a visit, through the whole middleware."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    def count(ask: object) -> int:
        with ExitStack() as stack:
            seen = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]
            ask()
        return sum(len(one) for one in seen)

    counted = {}
    for name, ask in _asks():
        ask()
        counted[name] = count(ask)
    client, path, form = next(_saves(1))
    counted["visit save"] = count(partial(client.post, path, form))
    return counted


def profile_pages(names: set[str]) -> dict[str, object]:
    """Profile the pages with these names."""
    from profiled import profile_page

    return {name: profile_page(ask) for name, ask in _asks() if name in names}


def _asks():
    """Yield the name of every page and what asks it, without a web server."""
    for who, pages in list_pages().items():
        client = who_browses(_account(who) if who else None)
        for page in pages:
            if page.searched:
                yield page.name, partial(client.post, page.path, {"words": page.searched})
            else:
                yield page.name, partial(client.get, page.path)


def measure_saves() -> dict[str, float]:
    """Record visits of today, one after another; returns CPU milliseconds each, and as a multiple of the empty page."""
    from django.test import Client

    spent, clocked = [], []
    for client, path, form in _saves(MOST_SAVES):
        cpu, wall = time.process_time(), time.perf_counter()
        answer = client.post(path, form)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        if answer.status_code == REFUSED and NO_CERTIFICATE in answer.content.decode():
            # A nurse whose certificate lapses cannot be planned for the next visit: refused, as it should be.
            continue
        assert answer.status_code == FOUND, (path, answer.status_code)
        assert answer["Location"].startswith("/bezoeken/"), answer["Location"]
        spent.append(cpu)
        clocked.append(wall)
    nobody = Client(headers={"host": "localhost"})
    nobody.get("/leeg")
    cpu = time.process_time()
    for _ in range(EMPTY_ASKED):
        nobody.get("/leeg")
    empty = (time.process_time() - cpu) / EMPTY_ASKED
    clocked.sort()
    return {
        "saves": len(spent), "cpu_ms": round(sum(spent) / len(spent) * 1000, 1),
        "p95_ms": round(clocked[int(len(clocked) * 0.95)] * 1000, 1),
        "times_empty": round(sum(spent) / len(spent) / empty, 1),
    }  # fmt: skip


def _saves(most: int):
    """Yield, for visits of today that are not recorded yet, who goes there, the address and the filled-in form."""
    from duizend.ground.access.identity import acting
    from duizend.ground.access.queries import system_identity
    from duizend.ground.kernel import clock

    with acting(system_identity("bench")):
        # Who is no character of the practice region would first be asked for a second factor.
        visits = list(visits_of_today(professional__account__is_character=True)[:most])
        today = clock.today()
    for visit in visits:
        client, path = who_browses(visit.professional.account), f"/bezoeken/{visit.public_id}/"
        page = client.get(path).content.decode()
        proposed = re.search(r'name="next" value="(20[^"]+)"', page)
        form = {
            "goes_well": "Er wordt veel gelachen.", "talked_about": "De nachten.", "agreements": "Oma komt helpen.",
            "happened_on": today.isoformat(), **({"next": proposed.group(1)} if proposed else {}),
        }  # fmt: skip
        yield client, path, form


def _account(public_id: str) -> User:
    from duizend.ground.access.identity import acting
    from duizend.ground.access.models import User
    from duizend.ground.access.queries import system_identity

    with acting(system_identity("bench")):
        return User.objects.get(public_id=public_id)
