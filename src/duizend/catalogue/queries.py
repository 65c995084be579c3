# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of programme files in their folders, and of the versions that were loaded from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from duizend.catalogue.models import Capacity, ProgrammeVersion
from duizend.catalogue.rules.factors import FactorVocabulary, read_factors
from duizend.catalogue.rules.reader import read_programme
from duizend.ground.kernel.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duizend.catalogue.rules.programme import Programme
    from duizend.ground.kernel.rules.reading import Fault

FACTORS_FILE = "factors.toml"


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """A programme file as it was read: the programme, or the faults in it."""

    path: Path
    text: str
    programme: Programme | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All programme files of some folders, with the words for factors they share."""

    vocabulary: FactorVocabulary
    files: tuple[ProgrammeFile, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        return tuple(fault for file in self.files for fault in file.faults)

    def find(self, programme_id: str) -> Programme | None:
        """Find the newest version of a programme by its id."""
        found = [file.programme for file in self.files if file.programme and file.programme.id == programme_id]
        return max(found, key=lambda programme: programme.valid_from, default=None)


def read_shelf(folders: Iterable[Path]) -> Shelf:
    """Read every programme file in these folders; raises FileRefusedError if the factors cannot be read."""
    folders = list(folders)
    vocabulary = _vocabulary(str(folders[0] / FACTORS_FILE))
    paths = sorted(path for folder in folders for path in folder.glob("*.toml") if path.name != FACTORS_FILE)
    return Shelf(vocabulary, tuple(read_programme_file(path, vocabulary) for path in paths))


def read_programme_file(path: Path, vocabulary: FactorVocabulary) -> ProgrammeFile:
    """Read one programme file; a byte that is no UTF-8 is shown as a fault of the text."""
    text = path.read_text(encoding="utf-8", errors="replace")
    reading = read_programme(text, path.name, vocabulary)
    return ProgrammeFile(path, text, reading.value, reading.faults)


@lru_cache(maxsize=4)
def _vocabulary(path: str) -> FactorVocabulary:
    return read_factors(Path(path).read_text(encoding="utf-8"), Path(path).name).require()


def get_vocabulary() -> FactorVocabulary:
    """Return the words for risk and protective factors that all programme files share."""
    return _vocabulary(str(settings.DUIZEND.programme_folders[0] / FACTORS_FILE))


@lru_cache(maxsize=128)
def _parsed(digest: str, text: str) -> Programme:
    return read_programme(text, digest[:12], get_vocabulary()).require()


def get_programme(version: ProgrammeVersion) -> Programme:
    """Return what a loaded version says; parsed once per process, since a loaded text never changes."""
    return _parsed(version.digest, version.text)


def find_current_version(programme_id: str) -> ProgrammeVersion | None:
    """Find the newest loaded version of a programme."""
    return ProgrammeVersion.objects.filter(programme=programme_id).order_by("-valid_from", "-id").first()


def get_current_version(programme_id: str) -> ProgrammeVersion:
    """Return the newest loaded version of a programme; raises NotFound."""
    version = find_current_version(programme_id)
    if version is None:
        raise NotFound("programme_not_found", f"Er is geen programma met de naam '{programme_id}'.")
    return version


def list_current_versions() -> list[ProgrammeVersion]:
    """List the newest version of every loaded programme, by id."""
    return list(ProgrammeVersion.objects.order_by("programme", "-valid_from", "-id").distinct("programme"))


def capacities_by_municipality(programme_id: str, year: int) -> dict[str, int]:
    """Return how many families a year each municipality bought, by municipality code."""
    rows = Capacity.objects.filter(programme=programme_id, year=year).values_list("municipality__code", "families")
    return dict(rows)
