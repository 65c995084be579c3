# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making the large practice region: seconds, rows, size on disk, and memory of whoever makes it."""

from __future__ import annotations

import os
import threading
import time

import psycopg
from machine import tree_memory, write
from product import own_home

BUDGET_SECONDS = 240
BIGGEST = 12
MIB = 2**20
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


def measure(size: str) -> dict[str, object]:
    """Make a region of a size in a home of its own, and count what stands there."""
    with own_home(0) as cluster:
        from duizend.project.demo import Wanted, make_region

        peak, began = Peak(), time.perf_counter()
        make_region(cluster, Wanted(size))
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


def main() -> int:
    """Measure the large region, against its budget."""
    figures = measure("m")
    write("size_m", figures)
    return 0 if figures["seconds"] <= figures["budget seconds"] else 1
