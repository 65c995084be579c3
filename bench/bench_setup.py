# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long each step takes from nothing to a page, and again; and how much memory. Package caches start empty."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from machine import ROOT, tree_memory, write

READY = "Duizend is ready"


def start_until_ready(home: Path, words: list[str]) -> dict[str, object]:
    """Run ./run demo until its page answers; returns seconds and peak memory per step. Raises RuntimeError if it does not."""
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("DUIZEND_", "DATABASE_", "UV_", "PYTHON", "VIRTUAL"))
    }
    environment["DUIZEND_HOME"] = str(home)
    began = time.monotonic()
    process = subprocess.Popen(
        [str(ROOT / "run"), "demo", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    )
    steps: list[dict[str, object]] = [{"step": "start", "at": 0.0, "peak_mib": 0}]
    stop = threading.Event()

    def sample() -> None:
        while not stop.is_set():
            steps[-1]["peak_mib"] = max(steps[-1]["peak_mib"], tree_memory(process.pid) // 2**20)
            time.sleep(0.05)

    sampler = threading.Thread(target=sample)
    sampler.start()
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("  · "):
            steps.append({"step": line.strip(" ·…\n"), "at": round(time.monotonic() - began, 2), "peak_mib": 0})
        if READY in line:
            break
    total = round(time.monotonic() - began, 2)
    time.sleep(0.3)
    stop.set()
    sampler.join()
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)
    if not said or READY not in said[-1]:
        raise RuntimeError(
            "the demo did not come up, so there is nothing to measure; it said last:\n" + "".join(said[-5:])
        )
    ends = [step["at"] for step in steps[1:]] + [total]
    for step, end in zip(steps, ends, strict=True):
        step["seconds"] = round(end - step.pop("at"), 2)
    return {"seconds": total, "steps": steps}


def main() -> int:
    home = Path(tempfile.mkdtemp(prefix="duizend-bench-"))
    try:
        cold = start_until_ready(home, [])
        warm = start_until_ready(home, [])
    finally:
        folder = home / "postgres-folder"
        if folder.exists():
            shutil.rmtree(folder.read_text(encoding="utf-8"), ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)
    write(
        "setup",
        {"from nothing, as " + ("root" if os.geteuid() == 0 else "an ordinary user"): cold, "second start": warm},
    )
    return 0
