# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programme files in their folders, read as they are. No Django: commands without a database read them too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from duizend.catalogue.rules.delivering import LEADS_ELSEWHERE
from duizend.catalogue.rules.factors import FactorVocabulary, read_factors
from duizend.catalogue.rules.guideline_reader import read_guideline
from duizend.catalogue.rules.indicators import IndicatorSet, read_indicators
from duizend.catalogue.rules.more_examples import read_more_examples
from duizend.catalogue.rules.reader import read_programme
from duizend.ground.kernel.rules.reading import Fault, FileRefusedError, find_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from duizend.catalogue.rules.guideline import Guideline
    from duizend.catalogue.rules.programme import Programme

FACTORS_FILE = "factors.toml"
EXAMPLES_FOLDER = "examples"
INDICATORS_FOLDER = "indicators"


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """A file as it was read: the programme or guideline in it, or the faults. Never two of them."""

    path: Path
    text: str
    programme: Programme | None
    faults: tuple[Fault, ...]
    guideline: Guideline | None = None

    @property
    def definition(self) -> Programme | Guideline | None:
        """What the file defines, if it could be read."""
        return self.programme or self.guideline


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

    @property
    def guidelines(self) -> tuple[Guideline, ...]:
        """The guidelines that could be read."""
        return tuple(file.guideline for file in self.files if file.guideline)

    def newest(self) -> dict[str, Programme]:
        """Return the newest version of every programme, by id."""
        return {one.id: one for one in sorted(self.programmes, key=lambda one: one.valid_from)}

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
    more = more_examples_path(path)
    further = more.read_text(encoding="utf-8") if more.is_file() else None
    return replace(_read_text(text, path.name, further, vocabulary), path=path)


@lru_cache(maxsize=64)
def _read_text(text: str, name: str, further: str | None, vocabulary: FactorVocabulary) -> ProgrammeFile:
    # The same text gives the same programme: a set-up reads the shelf more than once, and reading it takes half a second.
    path = Path(name)
    if find_kind(text) == "guideline":
        found = read_guideline(text, name, vocabulary)
        return ProgrammeFile(path, text, None, found.faults, found.value)
    reading = read_programme(text, name, vocabulary)
    if reading.value is None:
        return ProgrammeFile(path, text, None, reading.faults)
    file = ProgrammeFile(path, text, reading.value, ())
    return file if further is None else _with_more_examples(file, reading.value, further, vocabulary)


def more_examples_path(programme_file: Path) -> Path:
    """Say where further examples of a programme file lie: under the same name in a folder beside it."""
    return programme_file.parent / EXAMPLES_FOLDER / programme_file.name


def _with_more_examples(
    file: ProgrammeFile, programme: Programme, further: str, vocabulary: FactorVocabulary
) -> ProgrammeFile:
    """Add the examples that stand beside a file that may not change any more."""
    more = read_more_examples(further, f"{EXAMPLES_FOLDER}/{file.path.name}", programme, vocabulary)
    if more.value is None:
        return replace(file, programme=None, faults=more.faults)
    return replace(file, programme=replace(programme, examples=(*programme.examples, *more.value)))


def read_vocabulary(path: Path) -> FactorVocabulary:
    """Read the words for factors that programme files share; raises FileRefusedError."""
    if not path.is_file():
        raise FileRefusedError([_missing(path, "a file with the words for factors")])
    return _vocabulary(str(path), path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _vocabulary(path: str, _changed_at: int) -> FactorVocabulary:
    return read_factors(Path(path).read_text(encoding="utf-8"), Path(path).name).require()


def read_indicator_sets(folder: Path) -> tuple[IndicatorSet, ...]:
    """Read the sets of indicators beside the programme files of a folder, by file name; raises FileRefusedError."""
    paths = sorted((folder / INDICATORS_FOLDER).glob("*.toml"))
    return tuple(_indicators(str(path), path.stat().st_mtime_ns) for path in paths)


@lru_cache(maxsize=8)
def _indicators(path: str, _changed_at: int) -> IndicatorSet:
    return read_indicators(Path(path).read_text(encoding="utf-8"), Path(path).name).require()


def find_doubles(files: Iterable[ProgrammeFile]) -> tuple[Fault, ...]:
    """List every file that holds a version which another file holds already."""
    seen: dict[tuple[str, str], Path] = {}
    faults = []
    for file in files:
        one = file.definition
        if one is None:
            continue
        first = seen.setdefault((one.id, one.version), file.path)
        if first != file.path:
            expected = f"another version than {one.id} {one.version}, which stands in {first}"
            faults.append(Fault("duplicate_version", file.path.name, "version", f'"{one.version}"', expected))
    return tuple(faults)


def find_misnamed(files: Iterable[ProgrammeFile]) -> tuple[Fault, ...]:
    """List every file that is not named after what is in it, `id` or `id-version`, so that people would not find it."""
    return tuple(
        Fault("file_name_differs", file.path.name, "id", f'"{one.id}"', f'"{file.path.stem}", as the file')
        for file in files
        if (one := file.definition) and file.path.stem not in (one.id, f"{one.id}-{one.version}")
    )


def find_dangling(shelf: Shelf) -> tuple[Fault, ...]:
    """List every programme to which a finding or a guideline leads and which is not on the shelf."""
    known, faults = shelf.ids(), []
    for file in shelf.files:
        for key, programme in _pointers(file):
            if programme not in known:
                expected = "one of " + ", ".join(known)
                faults.append(Fault("unknown_programme", file.path.name, key, f'"{programme}"', expected))
    return tuple(faults)


def _pointers(file: ProgrammeFile) -> Iterator[tuple[str, str]]:
    finding = file.programme.forms.finding if file.programme else None
    for index, outcome in enumerate(finding.outcomes if finding else ()):
        for leads_to in outcome.leads_to:
            if leads_to not in LEADS_ELSEWHERE:
                yield f"finding.outcomes[{index}].leads_to", leads_to
    for index, step in enumerate(file.guideline.steps if file.guideline else ()):
        for programme in step.programmes:
            yield f"steps[{index}].programmes", programme


def _missing(path: Path, expected: str) -> Fault:
    return Fault("missing_file", str(path), "", "nothing", expected)
