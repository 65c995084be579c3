# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mixed load through the distribution's pooler in transaction mode: fewer connections than hands, and nobody is mixed up."""

from __future__ import annotations

import random
import sys
import time

import pytest
from ledger import DONE, contradictions
from mixed import Crowd, end, tables
from pooler import PROGRAM, Pooler, begin_pooler, begin_second_server
from running import Product, begin_product

FAMILIES = 20
# Each web server has six threads, so that they have to wait for each other.
CONNECTIONS = 2
PATIENCE, ENOUGH = 60, 40

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="there is no pgbouncer of the distribution here"),
]


def test_what_many_enter_through_a_few_shared_connections_is_there_and_the_log_holds() -> None:
    with begin_product(families=FAMILIES) as product, begin_pooler(product, connections=CONNECTIONS) as pooler:
        with begin_second_server(product, pooler) as second:
            acknowledged, shared = enter(second, pooler)
        sys.stderr.write(
            f"  · through the pooler: {acknowledged} acknowledged, {shared[0]} clients on {shared[1]} connections\n"
        )
        verified = product.command("log", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert acknowledged >= ENOUGH
    assert shared[0] > shared[1]
    assert 1 <= shared[1] <= CONNECTIONS


def enter(second: Product, pooler: Pooler) -> tuple[int, tuple[int, int]]:
    """Let everybody enter; returns how much was acknowledged, and the most clients and connections that were seen."""
    crowd = Crowd(second.home, random.SystemRandom().randrange(10**6))
    people = crowd.begin(second, 1)
    began, clients, connections = time.monotonic(), 0, 0
    while crowd.work.ledger.acknowledged() < ENOUGH and time.monotonic() < began + PATIENCE:
        clients = max(clients, _of_the_application(pooler, "SHOW CLIENTS"))
        connections = max(connections, _of_the_application(pooler, "SHOW SERVERS"))
        time.sleep(0.2)
    end(people, killed_at=time.monotonic() + PATIENCE)
    with tables(second) as connection:
        faults = crowd.work.ledger.look_back(connection) + contradictions(connection)
    assert faults == []
    return sum(n for (saying, _), n in crowd.work.ledger.counted.items() if saying == DONE), (clients, connections)


def _of_the_application(pooler: Pooler, question: str) -> int:
    """Count lines about the application's role at its database; the one that asks here is at another."""
    return sum(1 for row in pooler.ask(question) if "duizend_app" in row and "duizend" in row)
