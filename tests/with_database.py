# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run a command with a throw-away home and database: python tests/with_database.py COMMAND …

The cluster runs beside a demo and never touches it. Everything it made is gone afterwards.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from database_per_process import PRISTINE, copy_database
from duizend.project.cluster import DATABASE, Cluster
from duizend.project.installation import migrate, prepare_django


def main(words: list[str]) -> int:
    above = Path(os.environ["DUIZEND_HOME"])
    above.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="test-", dir=above))
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_REPORT_URL", "DATABASE_BACKUP_URL", "DUIZEND_MODE"):
        os.environ.pop(name, None)
    os.environ["DUIZEND_HOME"] = str(home)
    cluster = Cluster(home, durable=False)
    try:
        with cluster.running():
            os.environ.update(cluster.environment())
            os.environ["DUIZEND_TEST_ADMIN_URL"] = cluster.address("postgres", "postgres")
            prepare_django()
            migrate()
            copy_database(PRISTINE, DATABASE)
            os.environ["DUIZEND_TEST_HOME"] = str(home)
            # For `pytest -p database_per_process`: a plugin is looked for before pytest reads its own settings.
            os.environ["PYTHONPATH"] = os.pathsep.join((os.environ["PYTHONPATH"], str(Path(__file__).parent)))
            return subprocess.run(words, check=False).returncode
    finally:
        shutil.rmtree(cluster.base, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
