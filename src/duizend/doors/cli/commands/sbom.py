# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend sbom: what this version is made of, as CycloneDX 1.5, from the lock files alone."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from duizend.doors.cli.frame import DONE, Command, say_json

if TYPE_CHECKING:
    import argparse

ROOT = Path(__file__).resolve().parents[5]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
HASHED = re.compile(r"--hash=sha256:([0-9a-f]{64})")
DIGESTS = {"sha512": "SHA-512", "sha256": "SHA-256", "sha1": "SHA-1"}


def python_components(text: str) -> list[dict[str, Any]]:
    """List the pinned Python packages of a requirements file, each with its version and the number of its digests.

    A lock that serves every platform holds one digest for each file of a package, so they stand as properties: none
    of them is the digest of the package.
    """
    found: list[dict[str, Any]] = []
    for line in text.splitlines():
        if pinned := PINNED.match(line):
            name, version = pinned.groups()
            purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
            found.append(
                {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl, "properties": []}
            )
        for digest in HASHED.findall(line):
            found[-1]["properties"].append({"name": "duizend:file:sha256", "value": digest})
    return found  # fmt: skip


def node_components(text: str) -> list[dict[str, Any]]:
    """List the front-end packages of a package-lock.json with version, licence and digest."""
    found = []
    for path, package in json.loads(text)["packages"].items():
        if not path or package.get("link"):
            continue
        name, version = path.rpartition("node_modules/")[2], package["version"]
        purl = f"pkg:npm/{quote(name, safe='/')}@{version}"
        one = {"type": "library", "bom-ref": f"{purl}#{path}", "name": name, "version": version, "purl": purl}
        kind, _, digest = package.get("integrity", "").partition("-")
        if kind in DIGESTS:
            one["hashes"] = [{"alg": DIGESTS[kind], "content": b64decode(digest).hex()}]
        if "license" in package:
            one["licenses"] = [{"expression": package["license"]}]
        # What only builds the style sheet does not reach a browser.
        one["scope"] = "excluded" if package.get("dev") else "required"
        found.append(one)
    return found


def bill_of_materials(root: Path) -> dict[str, Any]:
    """Return the CycloneDX document of the version that lies in this folder; the same files give the same document."""
    version = re.search(r'^version = "([^"]+)"', (root / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    locks = root / "requirements"
    needed = python_components((locks / "base.txt").read_text(encoding="utf-8"))
    known = {one["bom-ref"] for one in needed}
    # What only `duizend facts` needs is not there until somebody asks for it.
    asked = [
        one | {"scope": "optional"}
        for one in python_components((locks / "scale.txt").read_text(encoding="utf-8"))
        if one["bom-ref"] not in known
    ]
    components = [
        *needed,
        *asked,
        *node_components((root / "assets/package-lock.json").read_text(encoding="utf-8")),
    ]
    product = {
        "type": "application",
        "bom-ref": "duizend",
        "name": "duizend",
        "version": version[1] if version else "0",
    }
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": product | {"licenses": [{"license": {"id": "EUPL-1.2"}}]}},
        "components": sorted(components, key=lambda one: one["bom-ref"]),
    }  # fmt: skip


def _arguments(parser: argparse.ArgumentParser) -> None:
    """Take no words: there is one document."""


def _sbom(args: argparse.Namespace) -> int:
    say_json(bill_of_materials(ROOT))
    return DONE


COMMANDS = (
    Command(("sbom",), "what this version is made of (CycloneDX), from the lock files", _arguments, _sbom, needs_database=False),
)  # fmt: skip
