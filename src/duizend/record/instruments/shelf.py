# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The instrument files in their folders, read as they are. No Django: the command that checks them needs no database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.reading import Fault, FileRefusedError
from duizend.record.instruments.rules.reader import read_instrument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duizend.record.instruments.rules.instrument import Instrument


@dataclass(frozen=True, slots=True)
class InstrumentFile:
    """An instrument file as it was read: the instrument, or the faults in it."""

    path: Path
    text: str
    instrument: Instrument | None
    faults: tuple[Fault, ...]


def list_folders(root: Path, extra: str) -> tuple[Path, ...]:
    """List where instrument files lie: the product's own folder, and the extra ones of DUIZEND_INSTRUMENTS (a:b)."""
    return (root / "instruments", *(Path(folder) for folder in extra.split(":") if folder))


def read_folders(folders: Iterable[Path]) -> tuple[InstrumentFile, ...]:
    """Read every instrument file in these folders; raises FileRefusedError if a folder is not there."""
    folders = list(dict.fromkeys(folder.resolve() for folder in folders))
    missing = [
        Fault("missing_file", str(folder), "", "nothing", "a folder with instrument files")
        for folder in folders
        if not folder.is_dir()
    ]
    if missing:
        raise FileRefusedError(missing)
    return tuple(read_file(path) for folder in folders for path in sorted(folder.glob("*.toml")))


def read_file(path: Path) -> InstrumentFile:
    """Read one instrument file; a byte that is no UTF-8 is a fault of the text."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        fault = Fault("bad_encoding", path.name, "", f"byte {error.start} that is no UTF-8", "a text in UTF-8")
        return InstrumentFile(path, "", None, (fault,))
    reading = read_instrument(text, path.name)
    return InstrumentFile(path, text, reading.value, reading.faults)


def list_faults(files: Iterable[InstrumentFile]) -> tuple[Fault, ...]:
    """List every fault of every file, and every version that stands in two files."""
    faults: list[Fault] = []
    seen: dict[tuple[str, str], Path] = {}
    for file in files:
        faults += file.faults
        if file.instrument is None:
            continue
        version = (file.instrument.id, file.instrument.version)
        first = seen.setdefault(version, file.path)
        if first != file.path:
            expected = f"another version than {' '.join(version)}, which stands in {first}"
            faults.append(Fault("duplicate_version", file.path.name, "version", f'"{version[1]}"', expected))
    return tuple(faults)
