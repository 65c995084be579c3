# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures that other software gave, and the data they were computed from.

What may be copied lies in `figures/`; the rest is read from the folder of shared data beside the clone, and skipped without it.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

HERE = Path(__file__).parent / "figures"
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "evaluation"
TWO_PROPORTIONS = json.loads((HERE / "two_proportions.json").read_text(encoding="utf-8"))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shared_rows(name: str) -> list[dict[str, str]]:
    if not (SHARED / name).exists():
        pytest.skip(f"the reference data {name} are not beside this clone (shared/data/evaluation)")
    return rows_of(SHARED / name)


def shared_answers(part: str) -> dict:
    if not (SHARED / "references.json").exists():
        pytest.skip("the reference answers are not beside this clone (shared/data/evaluation/references.json)")
    return json.loads((SHARED / "references.json").read_text(encoding="utf-8"))[part]


def column(rows: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([float(row[name] or "nan") for row in rows])
