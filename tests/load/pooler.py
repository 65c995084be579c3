# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The distribution's pooler in front of a running product's database, and a second web server that goes through it."""

from __future__ import annotations

import http.client
import os
import shutil
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import psycopg
from running import Product

from duizend.project.cluster import SERVICE_ACCOUNT
from duizend.project.server import free_port, server_words

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
WAITS = 30
PORT = 6432


@dataclass(frozen=True, slots=True)
class Pooler:
    """A pooler in transaction mode with so many connections for each role, on a socket in a folder of its own."""

    folder: Path
    connections: int

    def address(self, role: str, database: str = "duizend") -> str:
        return f"postgresql://{role}@{str(self.folder).replace('/', '%2F')}:{PORT}/{database}"

    def ask(self, question: str) -> list[tuple]:
        """Ask the pooler about itself: SHOW CLIENTS, SHOW SERVERS."""
        with psycopg.connect(self.address("duizend_app", "pgbouncer"), autocommit=True) as connection:
            return psycopg.ClientCursor(connection).execute(question).fetchall()


@contextmanager
def begin_pooler(product: Product, *, connections: int) -> Iterator[Pooler]:
    """Run the pooler in front of a product's database until the block ends."""
    folder = product.data_folder().parent / "pooler"
    folder.mkdir(mode=0o700)
    (folder / "users.txt").write_text('"duizend_app" ""\n"duizend_report" ""\n', encoding="ascii")
    (folder / "pooler.ini").write_text(
        f"[databases]\nduizend = host={product.data_folder().parent / 'run'}\n"
        f"[pgbouncer]\npool_mode = transaction\ndefault_pool_size = {connections}\nauth_type = trust\n"
        f"auth_file = {folder / 'users.txt'}\nadmin_users = duizend_app\nlisten_port = {PORT}\nunix_socket_dir = {folder}\n"
        f"logfile = {folder / 'log'}\npidfile = {folder / 'pid'}\n",
        encoding="utf-8",
    )
    words = [PROGRAM, str(folder / "pooler.ini")]
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, SERVICE_ACCOUNT, SERVICE_ACCOUNT)
        words[1:1] = ["-u", SERVICE_ACCOUNT]
    server = subprocess.Popen(words, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        found = Pooler(folder, connections)
        _wait_for(lambda: found.ask("SHOW VERSION"))
        yield found
    finally:
        server.terminate()
        server.wait(WAITS)


@contextmanager
def begin_second_server(product: Product, pooler: Pooler) -> Iterator[Product]:
    """Run another web server of the same product through the pooler; it bears its own address."""
    web = next(
        one for one in psutil.Process(product.process.pid).children(recursive=True) if "granian" in one.cmdline()
    )
    around = web.environ() | {
        "DATABASE_URL": pooler.address("duizend_app"), "DATABASE_REPORT_URL": pooler.address("duizend_report"),
        "DUIZEND_POOLED": "true",
    }  # fmt: skip
    port = free_port(None)
    with (product.home / "second.log").open("w") as log:
        server = subprocess.Popen(
            server_words(port, "127.0.0.1"), env=around, stdout=log, stderr=log, start_new_session=True
        )
        try:
            _wait_for(lambda: _answers(port))
            second = Product(product.home, *product.words)
            second.address = f"http://localhost:{port}"
            yield second
        finally:
            server.terminate()
            server.wait(WAITS)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", "/klaar")
    return connection.getresponse().status == 200


def _wait_for(answers) -> None:
    deadline = time.monotonic() + WAITS
    while time.monotonic() < deadline:
        with suppress(OSError, psycopg.Error, http.client.HTTPException):
            if answers():
                return
        time.sleep(0.1)
    raise AssertionError("it does not answer")
