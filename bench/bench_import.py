# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Importing a coordinator's list of 10,000 rows: time, rows a second and the memory it adds."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
from intake_file import write_intake_file
from machine import ROOT, write
from product import own_home

ROWS = 10_000
MOST_ADDED_MIB = 100


def import_once(file: Path, words: list[str]) -> dict[str, object]:
    """Run one import; returns seconds and the peak of its own memory."""
    process = subprocess.Popen(
        [sys.executable, "-m", "duizend", "import", "intake", str(file), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    peak, stop = [0], threading.Event()

    def sample() -> None:
        watched = psutil.Process(process.pid)
        while not stop.is_set():
            try:
                peak[0] = max(peak[0], watched.memory_info().rss)
            except psutil.Error:
                return
            time.sleep(0.02)

    began = time.perf_counter()
    sampler = threading.Thread(target=sample)
    sampler.start()
    output, problems = process.communicate()
    stop.set()
    sampler.join()
    if process.returncode:
        raise SystemExit(problems.decode()[-2000:])
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "peak_mib": peak[0] // 2**20,
        "answer": output.decode().strip()[-300:],
    }


def main() -> int:
    with own_home(0), tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "duizend", "region", "load", str(ROOT / "regions/maasland.toml")],
            check=True,
            env=os.environ,
        )
        small, large = Path(folder) / "small.csv", Path(folder) / "large.csv"
        write_intake_file(small, rows=10, seed=2)
        write_intake_file(large, rows=ROWS, seed=1)
        base = import_once(small, ["--dry-run"])
        first = import_once(large, [])
        again = import_once(large, [])
    added = first["peak_mib"] - base["peak_mib"]
    write("import", {
        "rows": ROWS, "10 rows": base, "10,000 rows": first, "the same file again": again,
        "memory added MiB": added, "rows a second": round(ROWS / first["seconds"]),
    })  # fmt: skip
    return 0 if added <= MOST_ADDED_MIB else 1
