# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan of the house, as its tests read it: which rooms there are and in what order they stand."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "duizend"
WINGS_WITH_ROOMS = ("ground", "record", "delivery", "safety", "insight", "doors")


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
    "ground.kernel": 0, "ground.region": 1, "ground.access": 2, "ground.workforce": 3, "ground.directory": 4, "catalogue": 5,
    "record.families": 6, "record.consents": 7, "record.instruments": 8, "record.signalling": 9, "record.trajectories": 10,
    "record.outcomes": 11,
    "delivery.contacts": 11, "delivery.visits": 12, "delivery.matching": 12, "delivery.places": 12, "delivery.groups": 12,
    "delivery.video": 12, "delivery.conversations": 12, "delivery.community": 12,
    "safety.meldcode": 13, "safety.referrals": 13, "insight.facts": 14, "insight.disclosure": 14, "insight.evaluation": 14, "insight.trials": 15,
    "insight.reports": 16,
    "doors.messaging": 17,
    "doors.imports": 17, "doors.senders": 17, "doors.desk": 18, "doors.rights": 19, "doors.practice": 20, "doors.cli": 21, "project": 22,
}  # fmt: skip
