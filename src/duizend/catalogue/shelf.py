# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programme files in their folders, read as they are. No Django: commands without a database read them too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from duizend.catalogue.rules.factors import FactorVocabulary, read_factors
from duizend.catalogue.rules.reader import read_programme
from duizend.ground.kernel.rules.reading import Fault, FileRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.catalogue.rules.programme import Programme

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
        """Every fault of every file, and every version that stands in two files."""
        return (*(fault for file in self.files for fault in file.faults), *find_doubles(self.files))

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes that could be read."""
        return tuple(file.programme for file in self.files if file.programme)

    def ids(self) -> tuple[str, ...]:
        """List the ids of the programmes that could be read, in order."""
        return tuple(sorted({programme.id for programme in self.programmes}))

    def find(self, programme_id: str, *, on: date | None = None) -> Programme | None:
        """Find a programme by its id: the newest version, or the one that held on a day.

        Before the first version held, the first one is given: a family may be explained ahead of the start.
        """
        found = sorted((one for one in self.programmes if one.id == programme_id), key=lambda one: one.valid_from)
        held = [one for one in found if on is None or one.valid_from <= on]
        return held[-1] if held else next(iter(found), None)


def list_folders(root: Path, extra: str) -> tuple[Path, ...]:
    """List where programme files lie: the product's own folder, and the extra ones of DUIZEND_PROGRAMMES (a:b)."""
    return (root / "programmes", *(Path(folder) for folder in extra.split(":") if folder))


def read_shelf(folders: Iterable[Path], *, factors: Path | None = None) -> Shelf:
    """Read every programme file in these folders, with the factors of the first folder unless said otherwise.

    Raises FileRefusedError if a folder is not there or the factors cannot be read.
    """
    folders = list(dict.fromkeys(folder.resolve() for folder in folders))
    missing = [_missing(folder, "a folder with programme files") for folder in folders if not folder.is_dir()]
    if missing:
        raise FileRefusedError(missing)
    vocabulary = read_vocabulary(factors or folders[0] / FACTORS_FILE)
    paths = [path for folder in folders for path in sorted(folder.glob("*.toml")) if path.name != FACTORS_FILE]
    return Shelf(vocabulary, tuple(read_programme_file(path, vocabulary) for path in paths))


def read_programme_file(path: Path, vocabulary: FactorVocabulary) -> ProgrammeFile:
    """Read one programme file; a byte that is no UTF-8 is a fault of the text."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        fault = Fault("bad_encoding", path.name, "", f"byte {error.start} that is no UTF-8", "a text in UTF-8")
        return ProgrammeFile(path, "", None, (fault,))
    reading = read_programme(text, path.name, vocabulary)
    return ProgrammeFile(path, text, reading.value, reading.faults)


def read_vocabulary(path: Path) -> FactorVocabulary:
    """Read the words for factors that programme files share; raises FileRefusedError."""
    if not path.is_file():
        raise FileRefusedError([_missing(path, "a file with the words for factors")])
    return _vocabulary(str(path), path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _vocabulary(path: str, _changed_at: int) -> FactorVocabulary:
    return read_factors(Path(path).read_text(encoding="utf-8"), Path(path).name).require()


def find_doubles(files: Iterable[ProgrammeFile]) -> tuple[Fault, ...]:
    """List every file that holds a version which another file holds already."""
    seen: dict[tuple[str, str], Path] = {}
    faults = []
    for file in files:
        if file.programme is None:
            continue
        programme = file.programme
        first = seen.setdefault((programme.id, programme.version), file.path)
        if first != file.path:
            expected = f"another version than {programme.id} {programme.version}, which stands in {first}"
            faults.append(Fault("duplicate_version", file.path.name, "version", f'"{programme.version}"', expected))
    return tuple(faults)


def find_misnamed(files: Iterable[ProgrammeFile]) -> tuple[Fault, ...]:
    """List every file that is not named after the programme in it, so that people would not find it."""
    return tuple(
        Fault("file_name_differs", file.path.name, "id", f'"{file.programme.id}"', f'"{file.path.stem}", as the file')
        for file in files
        if file.programme and file.programme.id != file.path.stem
    )


def _missing(path: Path, expected: str) -> Fault:
    return Fault("missing_file", str(path), "", "nothing", expected)
