# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The framework files in their folders: the product's own, and those that an organisation adds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from duizend.ground.kernel.refusals import ActionRefused, NotFound
from duizend.ground.kernel.rules.reading import Fault, FileRefusedError
from duizend.safety.meldcode.rules.framework import read_framework

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from duizend.safety.meldcode.rules.framework import Framework


def read_folders(folders: tuple[Path, ...]) -> tuple[Framework, ...]:
    """Read every framework in these folders, by name of file; raises FileRefusedError with every fault of all files."""
    faults: list[Fault] = []
    found: dict[tuple[str, str], Framework] = {}
    for folder in folders:
        if not folder.is_dir():
            faults.append(Fault("missing_file", str(folder), "", "nothing", "a folder with framework files"))
            continue
        for path in sorted(folder.glob("*.toml")):
            reading = read_framework(path.read_text(encoding="utf-8"), path.name)
            faults += reading.faults
            if reading.value is not None:
                key = (reading.value.id, reading.value.version)
                if key in found:
                    faults.append(
                        Fault("duplicate_version", path.name, "version", reading.value.version, "another version")
                    )
                found[key] = reading.value
    if faults:
        raise FileRefusedError(faults)
    return tuple(found.values())


@cache
def list_frameworks() -> tuple[Framework, ...]:
    """List the frameworks of this installation, older versions too."""
    return read_folders(settings.DUIZEND.framework_folders)


def offered_frameworks(chosen: Sequence[str] = ()) -> tuple[Framework, ...]:
    """List what a new trail can begin with: of each framework that the region chose its newest version, in that order.

    No choice means every framework that is installed. Raises ActionRefused for a choice that is not installed.
    """
    newest: dict[str, Framework] = {}
    for one in list_frameworks():
        if one.id not in newest or newest[one.id].valid_from < one.valid_from:
            newest[one.id] = one
    missing = [name for name in chosen if name not in newest]
    if missing:
        said = {"missing": ", ".join(missing), "installed": ", ".join(newest)}
        raise ActionRefused(
            "framework_not_installed",
            _(
                "Het bestand van de regio kiest een afwegingskader dat hier niet is: %(missing)s. Wel zijn er: "
                "%(installed)s. Vraag de beheerder."
            )
            % said,
        )
    return tuple(newest[name] for name in chosen or newest)


def get_framework(framework: str, version: str) -> Framework:
    """Return the framework that a trail works by, in the version it began with; raises NotFound when it is gone."""
    for one in list_frameworks():
        if (one.id, one.version) == (framework, version):
            return one
    raise NotFound("framework_not_found", "Het afwegingskader van dit spoor is niet meer in deze installatie.")
