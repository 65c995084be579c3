# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan of the house, as its tests read it: which rooms there are and in what order they stand."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "duizend"
WINGS_WITH_ROOMS = ("ground", "record", "delivery", "insight", "doors")


def room_of(path: Path) -> str:
    """Return the dotted name of the room a file lies in: "record.families", "catalogue", "project"."""
    parts = path.relative_to(SRC).parts
    return ".".join(parts[:2]) if parts[0] in WINGS_WITH_ROOMS and len(parts) > 2 else parts[0]


def all_rooms() -> list[Path]:
    """List the folders of all rooms."""
    rooms = [SRC / "catalogue", SRC / "project"]
    for wing in WINGS_WITH_ROOMS:
        rooms += [folder for folder in sorted((SRC / wing).iterdir()) if (folder / "__init__.py").exists()]
    return rooms


def python_files() -> list[Path]:
    """List the product's own Python files, migrations left out."""
    return [path for path in sorted(SRC.rglob("*.py")) if "migrations" not in path.parts]


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


# Rooms from the top of the list to the bottom: what stands on nothing comes first. Siblings share a number.
ORDER = {
    "ground.kernel": 0, "ground.region": 1, "ground.access": 2, "ground.workforce": 3, "catalogue": 4,
    "record.families": 5, "record.instruments": 6, "record.signalling": 7, "record.trajectories": 8,
    "delivery.contacts": 9, "delivery.visits": 10, "delivery.matching": 10, "delivery.places": 10, "delivery.groups": 10,
    "delivery.video": 10, "delivery.conversations": 10, "delivery.community": 10,
    "insight.facts": 11, "insight.disclosure": 11, "insight.reports": 12,
    "doors.imports": 13, "doors.senders": 13, "doors.desk": 14, "doors.practice": 15, "doors.cli": 16, "project": 17,
}  # fmt: skip
