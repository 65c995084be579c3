# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is installed is what was looked at: every package is pinned with its digest, and stands in the bill of materials."""

from __future__ import annotations

import importlib.metadata
import json
import re
from pathlib import Path

import pytest

from duizend.doors.cli.commands.sbom import bill_of_materials, node_components, python_components
from duizend.doors.cli.main import main
from house.plan import ROOT

LOCKS = sorted(path for path in (ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_python_package_is_pinned_with_a_digest(lock: Path) -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert entries
    assert [
        entry.split()[0] for entry in entries if "==" not in entry.split()[0] or "--hash=sha256:" not in entry
    ] == []


def test_every_front_end_package_is_pinned_with_a_digest() -> None:
    packages = json.loads((ROOT / "assets/package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [path for path, one in packages.items() if path and not one.get("integrity", "").startswith("sha512-")] == []


def test_the_bill_of_materials_holds_what_is_installed_here() -> None:
    said = {one["name"].lower(): one["version"] for one in bill_of_materials(ROOT)["components"]}
    for name in ("django", "psycopg", "granian", "argon2-cffi"):
        assert said[name] == importlib.metadata.version(name)


def test_the_bill_of_materials_leaves_no_package_of_the_locks_out() -> None:
    components = bill_of_materials(ROOT)["components"]
    pinned = re.findall(r"^[A-Za-z0-9][^\s=]*==", (ROOT / "requirements/scale.txt").read_text(), re.MULTILINE)
    packages = json.loads((ROOT / "assets/package-lock.json").read_text())["packages"]
    assert len(components) == len(pinned) + len(packages) - 1
    assert len({one["bom-ref"] for one in components}) == len(components)
    scope = {one["name"]: one.get("scope", "required") for one in components}
    assert (scope["django"], scope["duckdb"]) == ("required", "optional")


def test_the_command_writes_it_as_json_without_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse() -> object:
        raise AssertionError("no database is needed for this")

    assert main(["sbom"], database=refuse) == 0
    assert json.loads(capsys.readouterr().out)["bomFormat"] == "CycloneDX"


def test_a_package_is_read_with_its_digests() -> None:
    (one,) = python_components(f"some-package==1.2 ; sys_platform == 'x' \\\n    --hash=sha256:{'a' * 64}\n    # via b")
    assert (one["purl"], one["properties"][0]["value"]) == ("pkg:pypi/some-package@1.2", "a" * 64)
    lock = {"packages": {"": {}, "node_modules/@a/b": {"version": "3.0", "integrity": "sha512-AAEC", "license": "MIT"}}}
    (one,) = node_components(json.dumps(lock))
    assert (one["purl"], one["hashes"]) == ("pkg:npm/%40a/b@3.0", [{"alg": "SHA-512", "content": "000102"}])
