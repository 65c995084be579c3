# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Give every process of a run side by side a database and a home of its own: `pytest -n 2 -p database_per_process`.

Loaded as the first plugin, because the settings read the environment once. A run in one process is left alone.
"""

from __future__ import annotations

import os
from pathlib import Path

import psycopg

# The migrated database that tests/with_database.py leaves behind for copies; nobody ever connects to it.
PRISTINE = "duizend_pristine"
DATABASE_VARIABLES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_REPORT_URL", "DATABASE_BACKUP_URL")


def copy_database(name: str, original: str = PRISTINE) -> dict[str, str]:
    """Make a database of this name as the original is; return the variables that lead to it."""
    with psycopg.connect(os.environ["DUIZEND_TEST_ADMIN_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} OWNER duizend_owner TEMPLATE {original}")
    return {variable: os.environ[variable].rpartition("/")[0] + f"/{name}" for variable in DATABASE_VARIABLES}


worker = os.environ.get("PYTEST_XDIST_WORKER")
if worker:
    os.environ.update(copy_database(f"duizend_{worker}"))
    home = Path(os.environ["DUIZEND_HOME"]) / f"test-{worker}"
    home.mkdir()
    os.environ["DUIZEND_HOME"] = os.environ["DUIZEND_TEST_HOME"] = str(home)
