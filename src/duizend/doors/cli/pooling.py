# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts between the database and files: an export that is there whole or not at all, and the funnel of one's own region (ADR 35)."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import unicodedata
from typing import TYPE_CHECKING

from duizend.doors.cli.frame import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from duizend.insight.facts.pooled.files import Exported
    from duizend.insight.facts.pooled.funnel import Cell

REGION_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
INSTALL = "duizend facts needs the packages of requirements/scale.txt; ./run duizend facts installs them by itself"


def need_libraries() -> None:
    """Raise BadInput where the packages that count over files are not installed."""
    from importlib.util import find_spec

    missing = [name for name in ("ibis", "duckdb", "pyarrow") if find_spec(name) is None]
    if missing:
        raise BadInput(f"{INSTALL} (missing here: {', '.join(missing)})")


def code_of(name: str) -> str:
    """Return a region's name as a code: small letters without accents, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def export_facts(folder: Path, *, region: str, when_whole: Callable[[Exported], None]) -> Exported:
    """Write every table of facts into a folder, as one snapshot. `when_whole` is called before it gets its name.

    Raises BadInput for a folder that holds something or cannot be made; a broken attempt leaves nothing.
    """
    if not REGION_CODE.fullmatch(region):
        raise BadInput(
            f'--region-code: found "{region}", expected small letters, digits and hyphens, such as ggd-maasland'
        )
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise BadInput(f"{folder}: there is something already; name a new or an empty folder, nothing is written over")
    partial = folder.parent / f".making-{secrets.token_hex(4)}"
    try:
        partial.mkdir(mode=0o700)
        before = os.umask(0o077)
        try:
            exported = _write(partial, region)
        finally:
            os.umask(before)
        when_whole(exported)
        partial.rename(folder)
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}; nothing was kept") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return exported


def _write(folder: Path, region: str) -> Exported:
    from django.db import connections, transaction

    from duizend.insight.facts.queries import REPORT_CONNECTION

    with transaction.atomic(using=REPORT_CONNECTION, durable=True):
        # One snapshot for every file, while others go on writing.
        with connections[REPORT_CONNECTION].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return write_facts(folder, region)


def write_facts(folder: Path, region: str) -> Exported:
    """Write the files into an empty folder, from the transaction that is open."""
    from duizend.ground.kernel import clock
    from duizend.insight.facts.pooled.files import write_export
    from duizend.insight.facts.queries.exported import list_tables_to_export, read_rows

    tables = [(table, read_rows(table)) for table in list_tables_to_export()]
    return write_export(folder, tables, region=region, made_on=clock.real_now().date())


def count_here(*, on: date | None = None) -> list[Cell]:
    """Count the funnel of this region on its own database, as the role that sees nothing but facts."""
    from duizend.insight.facts.pooled.funnel import funnel_sql, read_cells
    from duizend.insight.facts.queries import fetch_rows

    # The driver reads a percent sign as the place of a value.
    return read_cells(fetch_rows(funnel_sql("postgres", on=on).replace("%", "%%"), {}))
