# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole region in a folder of open files, for whoever stops with Duizend or changes supplier (ADR 27).

Per table a file of lines of JSON, a codebook for people and one for machines, and a manifest with counts and digests.
The folder has mode 0700 and its files 0600, and it is there whole or not at all. It holds every person.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import BadInput
from duizend.ground.kernel.privacy import CLASSES_NL, TERMS_NL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from duizend.doors.rights.queries.leaving import Table

FORMAT = 1
OPEN, GUARDED = "open", "guarded"
CODEBOOK, READABLE, MANIFEST = "codebook.json", "LEESMIJ.md", "manifest.json"
SAYS = {
    OPEN: """Dit is alles wat de regio in Duizend vastlegde, behalve wat bij de meldcode hoort. Dat gaat alleen apart mee, met
`duizend export region MAP --guarded`, door de aandachtsfunctionaris meldcode.""",
    GUARDED: """Dit is alleen wat bij de meldcode hoort: afgeschermd, en uitsluitend voor wie dat in de nieuwe organisatie overneemt.
Het hoort bij de gewone export, en verwijst naar de rijen daarin.""",
}
HOW = """Elke regel van een bestand is één rij, als JSON (UTF-8). Leeg is `null`. Dagen zijn JJJJ-MM-DD, momenten hebben hun tijdzone. Een
kolom die naar een andere tabel wijst noemt daar het `id`. Een rij die een eerdere verbetert noemt die in `corrects`; de eerdere geldt dan niet meer.

De map is niet versleuteld: versleutel haar voordat zij de machine verlaat, en vernietig haar na ontvangst. Of alles er is: `manifest.json` zegt van
elk bestand hoeveel rijen het heeft en wat zijn sha256 is.
"""


@dataclass(frozen=True, slots=True)
class File:
    """One table's file: how many rows, how many bytes, and the digest (sha256) of those."""

    table: str
    file: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Written:
    """A finished export: how many rows, and the digest (sha256) of its manifest."""

    tables: int
    rows: int
    sha256: str


def export_region(folder: Path, *, guarded: bool, when_whole: Callable[[Written], None]) -> Written:
    """Write one side of the region into a new folder, as one snapshot. `when_whole` is called before it gets its name.

    Raises BadInput for a folder that exists or cannot be made; a broken attempt leaves nothing.
    """
    if folder.exists() or folder.is_symlink():
        raise BadInput(f"{folder}: exists already; name a new folder, nothing is written over")
    partial = folder.parent / f".making-{secrets.token_hex(4)}"
    try:
        partial.mkdir(mode=0o700)
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}") from error
    try:
        written = _write(partial, guarded=guarded)
        when_whole(written)
        partial.rename(folder)
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}; nothing was kept") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return written


def _write(folder: Path, *, guarded: bool) -> Written:
    from django.db import connection, transaction

    with transaction.atomic(durable=True):
        # One snapshot for every file and both counts, while others go on writing.
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return write_files(folder, guarded=guarded)


def write_files(folder: Path, *, guarded: bool) -> Written:
    """Write the files of one side into an empty folder, from the transaction that is open."""
    from duizend.doors.rights.queries.leaving import list_tables_to_export, read_rows
    from duizend.doors.rights.rules.leaving import LEFT_OUT
    from duizend.ground.kernel import clock

    part = GUARDED if guarded else OPEN
    files, leaving = [], []
    for table in list_tables_to_export():
        written = _write_rows(folder, table, read_rows(table, guarded=guarded))
        # Of what is guarded only tables that hold something: the others are in the ordinary export.
        if guarded and not written.rows:
            (folder / written.file).unlink()
            continue
        files.append(written)
        leaving.append(table)
    codebook = _bytes_of(
        {"format": FORMAT, "part": part, "tables": [asdict(table) for table in leaving], "left_out": dict(LEFT_OUT)}
    )
    readable = _readable(leaving, part, LEFT_OUT).encode()
    _write_closed(folder / CODEBOOK, [codebook])
    _write_closed(folder / READABLE, [readable])
    manifest = _bytes_of({
        "format": FORMAT, "part": part, "made_at": clock.real_now().isoformat(),
        "migrations": _migrations(), "files": [asdict(file) for file in files],
        "codebook": {CODEBOOK: _digest(codebook), READABLE: _digest(readable)},
    })  # fmt: skip
    _write_closed(folder / MANIFEST, [manifest])
    return Written(len(files), sum(file.rows for file in files), _digest(manifest))


def _write_rows(folder: Path, table: Table, lines: Iterable[str]) -> File:
    name = f"{table.name}.jsonl"
    digest, rows = hashlib.sha256(), 0

    def counted() -> Iterable[bytes]:
        nonlocal rows
        for line in lines:
            rows += 1
            piece = line.encode() + b"\n"
            digest.update(piece)
            yield piece

    size = _write_closed(folder / name, counted())
    return File(table.name, name, rows, size, digest.hexdigest())


def _migrations() -> dict[str, str]:
    """Return the last migration of each room: the shape of the tables that were written."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT app, max(name) FROM django_migrations GROUP BY app ORDER BY app")
        return dict(cursor.fetchall())


def _readable(tables: Sequence[Table], part: str, left_out: dict[str, str]) -> str:
    lines = ["# Een regio uit Duizend", "", SAYS[part], "", HOW]
    for table in tables:
        lines += [f"## {table.title}", "", f"`{table.name}.jsonl`. {table.about}".rstrip(), "",
                  "| kolom | betekenis | soort | gegevens | bewaard | waarden |", "| --- | --- | --- | --- | --- | --- |"]  # fmt: skip
        for one in table.columns:
            values = ", ".join(f"`{code}`" for code in one.codes) or (f"→ `{one.points_to}`" if one.points_to else "")
            kind = one.type + (", mag leeg" if one.may_be_empty else "")
            says = CLASSES_NL.get(one.privacy, "zegt niets over een persoon")
            lines.append(f"| {one.name} | {one.meaning} | {kind} | {says} | {TERMS_NL[one.retention]} | {values} |")
        lines += ["", *(f"Blijft achter: `{name}`, {why}." for name, why in table.secrets.items()), ""]
    lines += ["## Wat niet meegaat", "", *(f"- `{name}`: {why}" for name, why in left_out.items()), ""]
    return "\n".join(lines)


def _bytes_of(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write_closed(path: Path, pieces: Iterable[bytes]) -> int:
    """Write a file that only its owner can read from its first byte on, have it on the disk, and return its size."""
    size = 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for piece in pieces:
            size += file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return size
