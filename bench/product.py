# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The product on a home of its own, for measuring: durable PostgreSQL, the practice region, the real web server."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own_home(families: int, size: str = "s"):
    """Have a home with a practice region of so many families, or of a size (0 families of "s": only tables).

    Yields its cluster.
    """
    home = Path(tempfile.mkdtemp(prefix="duizend-bench-"))
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_REPORT_URL", "DATABASE_BACKUP_URL", "DUIZEND_MODE"):
        os.environ.pop(name, None)
    os.environ["DUIZEND_HOME"] = str(home)
    from duizend.project import installation
    from duizend.project.demo import USUAL_SIZE, Wanted, make_region

    try:
        with installation.own_database() as cluster:
            if size != USUAL_SIZE:
                make_region(cluster, Wanted(size))
            elif families:
                make_region(cluster, Wanted(families=families))
            yield cluster
    finally:
        folder = home / "postgres-folder"
        if folder.exists():
            shutil.rmtree(folder.read_text(encoding="utf-8"), ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)
