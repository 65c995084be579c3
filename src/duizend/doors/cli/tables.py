# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables that are handed over as CSV, for commands that only calculate; and the numerical libraries they load."""

from __future__ import annotations

import csv
import os
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import BadInput

if TYPE_CHECKING:
    from pathlib import Path


def use_one_thread() -> None:
    """Keep BLAS to one thread: more only get in each other's way on problems as small as ours. Before numpy is loaded."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def read_text(path: Path) -> str:
    """Read a file as text. Raises BadInput, saying what is wrong with it."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise BadInput(f"duizend: {path}: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise BadInput(f"duizend: {path}: byte {problem.start + 1} is not UTF-8; save the file as UTF-8") from problem


def read_table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Read a table with comma or semicolon: the names of its columns, and a row per line. Raises BadInput."""
    lines = read_text(path).splitlines()
    header = next(csv.reader(lines[:1]), [])
    delimiter = ";" if len(header) == 1 and ";" in header[0] else ","
    reader = csv.DictReader(lines, delimiter=delimiter, strict=True)
    names = list(reader.fieldnames or [])
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadInput(f"{path.name}: line 1: the column {twice[0]} stands there twice")
    rows = []
    try:
        for row in reader:
            if None in row or None in row.values():
                raise BadInput(f"{path.name}: line {reader.line_num}: expected {len(names)} columns, as in line 1")
            rows.append(row)
    except csv.Error as problem:
        raise BadInput(f"{path.name}: line {reader.line_num}: {problem}") from problem
    return names, rows
