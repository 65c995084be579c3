# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The machine a figure was measured on, and how results are written."""

from __future__ import annotations

import json
import os
import platform
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"


def describe() -> dict[str, object]:
    """Return date and size of the machine: cores, memory, Python."""
    return {
        "date": time.strftime("%Y-%m-%d"),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(psutil.virtual_memory().total / 2**30),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def write(name: str, figures: object) -> None:
    """Write a result beside the machine's size, and show it."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    content = {"machine": describe(), "figures": figures}
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
    print(text)


def tree_memory(pid: int) -> int:
    """Return the resident memory of a process and all its children, in bytes; shared pages count each time."""
    total = 0
    try:
        parent = psutil.Process(pid)
        for process in [parent, *parent.children(recursive=True)]:
            try:
                total += process.memory_info().rss
            except psutil.Error:
                continue
    except psutil.Error:
        return 0
    return total
