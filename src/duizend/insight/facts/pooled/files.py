# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A folder of exported facts: a file of Parquet per table, a codebook, and a manifest by which it is known to be whole.

Keys are made anew with a secret that lives as long as the writing: what left cannot be led back to a family by whoever
holds the region's secret, nor joined to an earlier export.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from duizend.insight.facts.rules.exported import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from duizend.insight.facts.rules.exported import Column, Table

FORMAT = "duizend-facts"
STEP_TABLE = "step"
CODEBOOK, MANIFEST = "codebook.json", "manifest.json"
KEY_BYTES, SECRET_BYTES, PIECE = 12, 32, 1 << 20
ARROW = {
    "key": pa.string(), "text": pa.string(), "whole number": pa.int64(), "number": pa.decimal128(8, 2),
    "yes or no": pa.bool_(), "day": pa.date32(),
}  # fmt: skip


class NotUsable(Exception):
    """A folder is not an export that can be counted; one line per problem, each with what was expected."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Exported:
    """A folder that was written or checked: of which region, how many rows each table has, and its manifest's digest."""

    folder: Path
    region: str
    rows: dict[str, int]
    sha256: str


def make_rekey() -> Callable[[str], str]:
    """Return what gives a key another one, the same each time; its secret is kept nowhere. No key stays no key."""
    secret = secrets.token_bytes(SECRET_BYTES)

    def rekey(key: str) -> str:
        return hashlib.blake2b(key.encode(), digest_size=KEY_BYTES, key=secret).hexdigest() if key else ""

    return rekey


def write_export(
    folder: Path, tables: Sequence[tuple[Table, Iterable[Sequence[tuple]]]], *, region: str, made_on: date
) -> Exported:
    """Write tables, each with its rows in pieces, into an empty folder. The manifest is written last."""
    rekey, files = make_rekey(), []
    for table, pieces in tables:
        path = folder / f"{table.name}.parquet"
        rows = _write_table(path, table, pieces, rekey)
        files.append({"table": table.name, "file": path.name, "rows": rows, "sha256": digest_of(path)})
    codebook = {"format": FORMAT, "schema": SCHEMA_VERSION, "tables": [asdict(table) for table, _ in tables]}
    (folder / CODEBOOK).write_bytes(_bytes_of(codebook))
    manifest = {
        "format": FORMAT, "schema": SCHEMA_VERSION, "region": region, "made_on": made_on.isoformat(), "files": files,
        "codebook": {"file": CODEBOOK, "sha256": digest_of(folder / CODEBOOK)},
    }  # fmt: skip
    (folder / MANIFEST).write_bytes(_bytes_of(manifest))
    return Exported(folder, region, {str(one["table"]): int(str(one["rows"])) for one in files}, digest_of(folder / MANIFEST))  # fmt: skip


def _write_table(path: Path, table: Table, pieces: Iterable[Sequence[tuple]], rekey: Callable[[str], str]) -> int:
    schema = pa.schema([
        pa.field(one.name, pa.list_(ARROW[one.type]) if one.is_list else ARROW[one.type], one.may_be_empty)
        for one in table.columns
    ])  # fmt: skip
    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for piece in pieces:
            found = [_values(column, values, rekey) for column, values in zip(table.columns, zip(*piece, strict=True), strict=True)]  # fmt: skip
            arrays = [pa.array(values, field.type) for values, field in zip(found, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            rows += len(piece)
    return rows


def _values(column: Column, values: Sequence[object], rekey: Callable[[str], str]) -> Sequence[object]:
    return [rekey(str(value)) for value in values] if column.type == "key" else values


def check_exports(folders: Sequence[Path]) -> list[Exported]:
    """Check that every folder is whole, of this version, and of a region of its own. Raises NotUsable with all problems."""
    problems: list[str] = []
    found: list[Exported] = []
    for folder in folders:
        try:
            found.append(_check_export(folder))
        except NotUsable as wrong:
            problems += wrong.problems
    by_region: dict[str, list[str]] = {}
    for one in found:
        by_region.setdefault(one.region, []).append(str(one.folder))
    problems += [
        f'{", ".join(same)}: all of region "{region}", whose families would count more than once; name one'
        for region, same in by_region.items() if len(same) > 1
    ]  # fmt: skip
    if problems:
        raise NotUsable(*problems)
    return found


def _check_export(folder: Path) -> Exported:
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotUsable(f"{path}: {error.strerror}; expected a folder that `duizend facts export` wrote") from error
    try:
        manifest = json.loads(content)
        said, version, region = manifest["format"], manifest["schema"], str(manifest["region"])
        files = {
            str(one["file"]): (str(one["table"]), int(one["rows"]), str(one["sha256"])) for one in manifest["files"]
        }
    except (ValueError, KeyError, TypeError) as error:
        raise NotUsable(f"{path}: not a manifest of exported facts ({error})") from error
    if (said, version) != (FORMAT, SCHEMA_VERSION):
        raise NotUsable(
            f"{path}: {said} of schema version {version}, expected {FORMAT} of {SCHEMA_VERSION}; export anew with this version"
        )
    problems = [problem for name, (_, _, sha256) in files.items() if (problem := _wrong_with(folder, name, sha256))]
    if problems:
        raise NotUsable(*problems)
    rows = {table: number for table, number, _ in files.values()}
    if STEP_TABLE not in rows:
        raise NotUsable(f"{path}: names no file for the table {STEP_TABLE}")
    return Exported(folder, region, rows, hashlib.sha256(content).hexdigest())


def _wrong_with(folder: Path, name: str, sha256: str) -> str:
    if "/" in name or name.startswith("."):
        return f'{folder / MANIFEST}: "{name}" is no name of a file in this folder'
    try:
        found = digest_of(folder / name)
    except OSError as error:
        return f"{folder / name}: {error.strerror}; the manifest names it"
    return (
        ""
        if found == sha256
        else f"{folder / name}: changed since it was exported: its sha256 is not the one in {MANIFEST}"
    )


def digest_of(path: Path) -> str:
    """Return the sha256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _bytes_of(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
