# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole database in a folder, and back: PostgreSQL's own dump, and a manifest that says what belongs to it.

A backup is a folder of mode 0700 with `database.dump` (pg_dump's custom format) and `manifest.json`, both of mode
0600. It holds every person: encrypt it before it leaves the machine. The secrets are not in it (ADR 19).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import subprocess
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import BadInput

if TYPE_CHECKING:
    from psycopg import Connection

FORMAT = 1
DUMP, MANIFEST = "database.dump", "manifest.json"
CHUNK = 1 << 20
# The moment is the database's: the practice region's own day would give two backups one name.
SNAPSHOT = """SELECT pg_export_snapshot(), to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"')"""
LIBPQ = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
LIBPQ_OPTIONS = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What belongs to a dump: the digest of its bytes (sha256), the tables' state, and the end of the log in it."""

    format: int
    made_at: str
    mode: str
    postgresql: int
    migrations: list[str]
    log_sequence: int
    log_digest: str
    size: int
    sha256: str


def make_backup(above: Path) -> tuple[Path, Manifest]:
    """Write a backup into a new folder under `above`; a broken attempt leaves nothing that looks like one."""
    from django.conf import settings

    if settings.DUIZEND.backup_database is None:
        raise BadInput("DATABASE_BACKUP_URL is not set: a backup needs the role duizend_backup (docs/deployment.md)")
    above.mkdir(parents=True, exist_ok=True)
    partial = above / f".making-{secrets.token_hex(4)}"
    partial.mkdir(mode=0o700)
    try:
        with _connected(settings.DUIZEND.backup_database) as connection:
            # One snapshot for what the manifest says and for what the dump holds, while others go on writing.
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            snapshot, moment = connection.execute(SNAPSHOT).fetchone()
            _dump(settings.DUIZEND.backup_database, partial / DUMP, snapshot)
            size, digest = _measure(partial / DUMP)
            mode = settings.DUIZEND.mode
            manifest = Manifest(FORMAT, moment, mode, connection.info.server_version // 10000,
                                _migrations(connection), *_end_of_log(connection), size, digest)  # fmt: skip
        _write_closed(partial / MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
        target = above / f"duizend-{moment}"
        partial.rename(target)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return target, manifest


def restore_backup(folder: Path) -> Manifest:
    """Put a backup into an empty database, in one transaction; refuses, before anything is written, what cannot be."""
    from django.conf import settings

    manifest = read_manifest(folder)
    problems = _not_for_here(manifest)
    if _measure(folder / DUMP) != (manifest.size, manifest.sha256):
        problems.append(f"{folder / DUMP}: damaged or cut off, its digest is not the one in {MANIFEST}")
    if problems:
        raise BadInput(*problems)
    with _connected(settings.DUIZEND.owner_database) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchone()[0]
    if tables:
        raise BadInput(f"the database holds {tables} tables already: a backup is put into an empty database only")
    _load(settings.DUIZEND.owner_database, folder / DUMP)
    with _connected(settings.DUIZEND.owner_database) as connection:
        if _end_of_log(connection) != (manifest.log_sequence, manifest.log_digest):
            raise BadInput(f"{MANIFEST} tells of another end of the log than the dump holds: do not use this database")
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a backup; raises BadInput for anything that is not one."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise BadInput(f"{folder}: a backup of format {found['format']}; this version reads {FORMAT}")
        return Manifest(**{field.name: found[field.name] for field in fields(Manifest)})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{folder}: not a whole backup: expected a folder with {DUMP} and {MANIFEST}") from error


def _not_for_here(manifest: Manifest) -> list[str]:
    """List why this version or this mode cannot take a backup: it is newer, or it is a practice region."""
    from django.conf import settings
    from django.db.migrations.loader import MigrationLoader

    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    unknown = [name for name in manifest.migrations if name not in known]
    problems = []
    if unknown:
        problems.append(f"made by a newer version: {unknown[0]} is not known here; install that version first")
    if manifest.mode == "practice" and not settings.DUIZEND.is_practice:
        problems.append("a backup of a practice region: its accounts are nobody's, and production takes none of them")
    return problems


def _migrations(connection: Connection) -> list[str]:
    rows = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id").fetchall()
    return [name for (name,) in rows]


def _end_of_log(connection: Connection) -> tuple[int, str]:
    return connection.execute("SELECT sequence, digest FROM access_loghead").fetchone()


def _connected(database: dict[str, object]) -> Connection:
    import psycopg

    named = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
    words = {libpq: database[django] for django, libpq in named.items() if database[django]}
    return psycopg.connect(**words, **database["OPTIONS"])


def _dump(database: dict[str, object], path: Path, snapshot: str) -> None:
    _write_closed(path, b"")
    done = _run("pg_dump", database, "--format=custom", f"--snapshot={snapshot}", "--no-password", f"--file={path}")
    if done.returncode:
        raise BadInput(f"pg_dump failed: {done.stderr.strip()[-400:]}")


def _load(database: dict[str, object], path: Path) -> None:
    done = _run("pg_restore", database, "--single-transaction", "--exit-on-error", "--no-password",
                f"--dbname={database['NAME']}", str(path))  # fmt: skip
    if done.returncode:
        # PostgreSQL quotes the row it stumbles over; of its words only the place is repeated.
        places = re.findall(r"from TOC entry \d+; \d+ \d+ (.+)", done.stderr)
        where = f" at {places[0].strip()}" if places else ""
        raise BadInput(f"pg_restore failed{where}; nothing was kept. Is it as new as the one that made the dump?")


def _run(program: str, database: dict[str, object], *words: str) -> subprocess.CompletedProcess[str]:
    from django.conf import settings

    folder = settings.DUIZEND.postgres_programs
    path = str(Path(folder) / program) if folder else shutil.which(program)
    if path is None or not Path(path).exists():
        raise BadInput(f"{program} is not installed; it comes with PostgreSQL's client, or name its folder in DUIZEND_POSTGRES_PROGRAMS")  # fmt: skip
    # By names of the environment, so that the password stands in no list of processes.
    around = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {"LC_ALL": "C.UTF-8"}
    around |= {libpq: str(database[name]) for name, libpq in LIBPQ.items() if database[name]}
    around |= {libpq: str(database["OPTIONS"][name]) for name, libpq in LIBPQ_OPTIONS.items() if name in database["OPTIONS"]}  # fmt: skip
    return subprocess.run([path, *words], env=around, capture_output=True, text=True, check=False)  # noqa: S603


def _write_closed(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read from its first byte on, and have it on the disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _measure(path: Path) -> tuple[int, str]:
    """Return a file's size and sha256; (0, "") when it is not there."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                digest.update(piece)
                size += len(piece)
    except OSError:
        return 0, ""
    return size, digest.hexdigest()
