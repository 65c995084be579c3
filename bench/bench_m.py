# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The large practice region: making it, and what its pages then cost; the same pages at the usual size and ten times that.

Seconds, rows, size on disk and memory of whoever makes it; per page CPU, p95 and queries; memory of a web worker;
whether the log of so many families is whole.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time

import psycopg
from asked import count_queries
from bench_pages import measure_pages, prepare
from machine import tree_memory, write
from product import own_home

BUDGET_SECONDS, BUDGET_WORKER_MIB, BUDGET_P95_MS = 240, 250, 100
BIGGEST = 12
MIB = 2**20
# Families of the cast, and teams of a hundred families beside it: the usual size, and ten times that.
SMALLER = {"s": (300, 0), "10 x s": (300, 27)}
COUNTED = {
    "families": "families_family", "contacts": "contacts_contact", "steps": "trajectories_step",
    "log lines": "access_logline", "topics": "visits_topic", "appointments": "contacts_appointment",
}  # fmt: skip


class Peak:
    """The most memory that this process and its children held; the database's own is apart."""

    def __init__(self) -> None:
        self.bytes, self._over = 0, threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while not self._over.wait(0.5):
            self.bytes = max(self.bytes, tree_memory(os.getpid()))

    def stop(self) -> float:
        """Return the peak in MiB."""
        self._over.set()
        return round(self.bytes / MIB)


def make_large(cluster: object) -> dict[str, object]:
    """Make the large region, and count what stands there."""
    from duizend.project.demo import Wanted, make_region

    peak, began = Peak(), time.perf_counter()
    make_region(cluster, Wanted("m"))
    seconds = time.perf_counter() - began
    with psycopg.connect(cluster.address("postgres")) as database:
        counted = {
            name: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for name, table in COUNTED.items()
        }
        tables = database.execute(
            "SELECT relid::regclass::text, pg_total_relation_size(relid) / 1048576 FROM pg_stat_user_tables"
            " ORDER BY 2 DESC LIMIT %s",
            [BIGGEST],
        ).fetchall()
        on_disk = database.execute("SELECT pg_database_size(current_database()) / 1048576").fetchone()[0]
    return {
        "seconds": round(seconds, 1), "budget seconds": BUDGET_SECONDS, "rows": counted, "on disk MiB": on_disk,
        "largest tables MiB": dict(tables), "peak MiB of the makers": peak.stop(),
    }  # fmt: skip


def verify() -> dict[str, object]:
    """Follow the chain of the whole log; returns lines, breaks and seconds."""
    from duizend.ground.access.identity import acting
    from duizend.ground.access.queries import system_identity, verify_log

    began = time.perf_counter()
    with acting(system_identity("bench")):
        lines, breaks = verify_log()
    return {"lines": lines, "breaks": len(breaks), "seconds": round(time.perf_counter() - began, 1)}


def count_at(size: str) -> dict[str, int]:
    """Count the queries of every page on a region of a smaller size; in a process of its own."""
    cast, teams = SMALLER[size]
    prepare()
    with own_home(cast if not teams else 0) as cluster:
        if teams:
            from duizend.doors.practice.actions import mark_complete
            from duizend.doors.practice.large import Size, make_large_region
            from duizend.project.demo import SEED, working_day

            wanted, day = Size(cast, teams, 100), working_day()
            make_large_region(on=day, seed=SEED, size=wanted, address=cluster.address("postgres"), progress=print)
            mark_complete(on=day, seed=SEED, families=wanted.families)
        return count_queries()


def _count_apart(size: str) -> dict[str, int]:
    code = "import json, sys; sys.path.insert(0, sys.argv[1]); import bench_m; print(json.dumps(bench_m.count_at(sys.argv[2])))"
    here = os.path.dirname(__file__)
    out = subprocess.run([sys.executable, "-c", code, here, size], check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(out.splitlines()[-1])


def main() -> int:
    """Measure the large region and its pages against their budgets; the code says whether all were kept."""
    queries = {size: _count_apart(size) for size in SMALLER}
    prepare()
    with own_home(0) as cluster:
        figures = {"making": make_large(cluster)}
        figures |= measure_pages()
        figures["log"] = verify()
    pages = {name: figure for name, figure in figures["pages"].items() if "queries" in figure}
    queries["m"] = {name: figure["queries"] for name, figure in pages.items()}
    figures["queries"] = queries
    over = [f"making: {figures['making']['seconds']} s"] if figures["making"]["seconds"] > BUDGET_SECONDS else []
    over += [f"{name}: {page['times_empty']} x empty" for name, page in pages.items() if not page["within_budget"]]
    over += [f"{name}: p95 {page['p95_ms']} ms" for name, page in pages.items() if page["p95_ms"] > BUDGET_P95_MS]
    over += [f"a worker: {one} MiB" for one in figures["worker memory MiB"] if one > BUDGET_WORKER_MIB]
    over += [
        f"{name}: {sorted({own[name] for own in queries.values()})} queries"
        for name in pages
        if len({own[name] for own in queries.values()}) > 1
    ]
    figures["over budget"] = over
    write("size_m", figures)
    return 1 if over or figures["log"]["breaks"] else 0
