# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A second database beside a running product: it follows the first, and takes over when that is gone."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from duizend.project.cluster import SERVICE_ACCOUNT

if TYPE_CHECKING:
    from running import Product

WAITS = 30


class Standby:
    """A streaming replica of a product's database, by the binaries of `prefix`; stopped and thrown away at the end."""

    def __init__(self, product: Product, prefix: Path) -> None:
        self.prefix = prefix
        self.primary = product.data_folder().parent / "run"
        self.base = product.data_folder().parent.with_name(f"{product.data_folder().parent.name}-standby")
        self.server: subprocess.Popen[bytes] | None = None

    def follow(self, *, synchronous: bool) -> None:
        """Copy the primary and follow it; with `synchronous` the primary acknowledges only what is here as well."""
        self.base.mkdir(mode=0o700)
        if os.geteuid() == 0:
            shutil.chown(self.base, SERVICE_ACCOUNT, SERVICE_ACCOUNT)
        words = [
            "-h",
            str(self.primary),
            "-U",
            "postgres",
            "-D",
            str(self.base / "data"),
            "-R",
            "-X",
            "stream",
            "-c",
            "fast",
        ]
        subprocess.run(
            [str(self.prefix / "bin/pg_basebackup"), *words], check=True, capture_output=True, cwd="/", **_account()
        )
        self.server = subprocess.Popen(
            [str(self.prefix / "bin/postgres"), "-D", str(self.base / "data"), "-c", "listen_addresses=",
             "-c", f"unix_socket_directories={self.base}", "-c", "max_connections=60"],
            cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **_account(),
        )  # fmt: skip
        with psycopg.connect(host=str(self.primary), user="postgres", dbname="duizend", autocommit=True) as connection:
            if synchronous:
                connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
                connection.execute("SELECT pg_reload_conf()")
            wanted = "sync" if synchronous else "async"
            _wait_for(
                lambda: connection.execute(
                    "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = %s", [wanted]
                ).fetchone()
            )

    def promote(self) -> None:
        """Make this the database that is written to."""
        with self.connect() as connection:
            assert connection.execute("SELECT pg_promote(true, %s)", [WAITS]).fetchone()[0]

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self.base), user="postgres", dbname="duizend", autocommit=True)

    def address(self) -> str:
        return f"postgresql://duizend_app@{str(self.base).replace('/', '%2F')}/duizend"

    def throw_away(self) -> None:
        if self.server is not None:
            self.server.terminate()
            self.server.kill()
            self.server.wait()
        shutil.rmtree(self.base, ignore_errors=True)


def _account() -> dict[str, object]:
    """Return under which account PostgreSQL runs: never as root."""
    return {"user": SERVICE_ACCOUNT, "group": SERVICE_ACCOUNT, "extra_groups": []} if os.geteuid() == 0 else {}


def _wait_for(answers) -> None:
    deadline = time.monotonic() + WAITS
    while not answers():
        assert time.monotonic() < deadline, "the replica does not follow"
        time.sleep(0.1)
