# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A planted fault for each wall is refused, by the contract that is meant for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from house.plan import ROOT

# contract -> the file in which a line is planted, and the line
FAULTS = {
    "Wings look up only": ("catalogue/queries.py", "import duizend.record.families.models"),
    "Rooms of the ground look up only": ("ground/kernel/clock.py", "import duizend.ground.access.models"),
    "Rooms of the record look up only": (
        "record/families/queries/reading.py",
        "import duizend.record.trajectories.models",
    ),
    "Forms of delivery share contacts and do not see each other": (
        "delivery/contacts/queries/__init__.py",
        "import duizend.delivery.visits.models",
    ),
    "What is nameless cannot reach a family": (
        "delivery/community/models.py",
        "import duizend.record.families.models",
    ),
    "The rooms of safety do not see each other": (
        "safety/referrals/models.py",
        "import duizend.safety.meldcode.models",
    ),
    "Only the meldcode reads the meldcode": (
        "insight/facts/queries/fidelity.py",
        "import duizend.safety.meldcode.models",
    ),
    "Reports stand on facts, evaluation and disclosure": (
        "insight/facts/actions.py",
        "import duizend.insight.reports.rules",
    ),
    "Doors in their order": ("doors/imports/models.py", "import duizend.doors.cli.frame"),
    "Rules are pure: no framework, no input or output, no clock, no chance": (
        "record/signalling/rules/sign_ups.py",
        "import random",
    ),
    "Evaluation is pure statistics: no framework, no database, no input or output": (
        "insight/evaluation/rules/values.py",
        "import duizend.insight.facts.models",
    ),
    "No page loads a library of numbers": (
        "insight/reports/queries/__init__.py",
        "import duizend.insight.evaluation.rules.proportions",
    ),
    "Pooled facts need no database: no framework, no room that holds names": (
        "insight/facts/pooled/funnel.py",
        "import django.db",
    ),
    "Reports cannot reach a room that holds names": (
        "insight/reports/rules/__init__.py",
        "import duizend.record.families.models",
    ),
    "Shelves look down only: queries never write": (
        "record/families/queries/reading.py",
        "import duizend.record.families.actions",
    ),
    "Shelves look down only: actions do not know screens": (
        "delivery/visits/actions.py",
        "import duizend.delivery.visits.views",
    ),
    "Models know no reads": ("ground/access/models.py", "import duizend.ground.access.queries"),
    "No cycles between siblings": ("ground/region/models.py", "import duizend.ground.workforce.models"),
}


def lint(folder: Path) -> tuple[int, str]:
    result = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", str(folder / "pyproject.toml")],
        capture_output=True, text=True, check=False, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder / "src")},
    )  # fmt: skip
    return result.returncode, result.stdout + result.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "templates"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_house_keeps_its_own_walls(copy: Path) -> None:
    code, output = lint(copy)
    assert code == 0, output


@pytest.mark.parametrize("contract", FAULTS)
def test_a_planted_fault_is_refused_by_the_wall_meant_for_it(copy: Path, contract: str) -> None:
    place, line = FAULTS[contract]
    path = copy / "src/duizend" / place
    whole = path.read_text(encoding="utf-8")
    try:
        path.write_text(f"{whole}\n{line}  # noqa\n", encoding="utf-8")
        code, output = lint(copy)
    finally:
        path.write_text(whole, encoding="utf-8")
    assert code == 1
    assert f"{contract} BROKEN" in output


def test_every_wall_has_its_planted_fault() -> None:
    import tomllib

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    assert {contract["name"] for contract in contracts} == set(FAULTS)


def test_a_web_worker_does_not_carry_the_libraries_of_evaluation_and_of_pooled_facts() -> None:
    check = (
        "import django, sys; django.setup(); import duizend.project.urls, duizend.project.wsgi; "
        "heavy = {'numpy', 'scipy', 'pandas', 'pyarrow', 'ibis', 'duckdb', 'sqlglot'}; "
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    result = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_no_import_is_exempt_from_the_walls() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "ignore_imports =" not in text, "an exemption needs a decision record"
