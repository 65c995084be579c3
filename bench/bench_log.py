# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chained log with 8 writers at once, beside the same writers on a table without a chain, in the same run."""

from __future__ import annotations

import json
import threading
import time

from machine import write
from product import own_home

WRITERS = 8
SECONDS = 6


def lines_a_second(address: str, statement: str, parameters: list[object]) -> tuple[float, float]:
    """Let 8 connections commit one line per transaction; returns lines a second and the p95 in milliseconds."""
    import psycopg

    deadline = time.monotonic() + SECONDS
    durations: list[list[float]] = [[] for _ in range(WRITERS)]

    def work(mine: list[float]) -> None:
        with psycopg.connect(address, autocommit=False) as connection:
            while time.monotonic() < deadline:
                began = time.perf_counter()
                connection.execute("SELECT set_config('duizend.account', '1', true)")
                connection.execute(statement, parameters)
                connection.commit()
                mine.append(time.perf_counter() - began)

    threads = [threading.Thread(target=work, args=(mine,)) for mine in durations]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = sorted(one for mine in durations for one in mine)
    return len(every) / SECONDS, every[int(len(every) * 0.95)] * 1000


def main() -> int:
    line = {
        "at": "2026-01-01T00:00:00+00:00", "event": "bench", "action": "E", "outcome": "done", "account": "bench",
        "roles": "nurse", "purpose": "bench", "subjects": ["bcdfghjkmnpqrs"], "detail": "",
    }  # fmt: skip
    with own_home(0) as cluster:
        import psycopg

        with psycopg.connect(cluster.address("owner"), autocommit=True) as owner:
            owner.execute("CREATE TABLE bench_plain (id bigserial PRIMARY KEY, line jsonb)")
        runs = []
        for _ in range(3):
            chained = lines_a_second(
                cluster.address("app"), "SELECT access_append_log(%s::jsonb)", [json.dumps([line])]
            )
            plain = lines_a_second(
                cluster.address("app"), "INSERT INTO bench_plain (line) VALUES (%s::jsonb)", [json.dumps(line)]
            )
            runs.append({
                "chained lines a second": round(chained[0]), "chained p95 ms": round(chained[1], 1),
                "without a chain, lines a second": round(plain[0]), "without a chain p95 ms": round(plain[1], 1),
            })  # fmt: skip
        from duizend.ground.access.identity import acting
        from duizend.ground.access.queries import system_identity, verify_log

        began = time.perf_counter()
        with acting(system_identity("bench")):
            lines, breaks = verify_log()
        verify = time.perf_counter() - began
    write(
        "log",
        {
            "writers": WRITERS,
            "seconds each": SECONDS,
            "runs": runs,
            "lines verified": lines,
            "breaks": len(breaks),
            "verify seconds": round(verify, 2),
        },
    )
    return 1 if breaks else 0
