# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The web server as a child process: found a port, answers, stops when asked."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from duizend.project.cluster import say

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKERS = 2
THREADS_A_WORKER = 3
FIRST_PORT, LAST_PORT = 8000, 8099
START_SECONDS = 60


class ServerFailed(Exception):
    """The web server did not start; the message says what to do."""


def free_port(wanted: int | None) -> int:
    """Return the wanted port, or the first free one from 8000 on; raises ServerFailed when none is free."""
    for port in [wanted] if wanted else range(FIRST_PORT, LAST_PORT + 1):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise ServerFailed(
        f"port {wanted} is taken; choose another with --port" if wanted else "no free port from 8000 to 8099"
    )


def server_words(port: int, host: str) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(WORKERS), "--blocking-threads", str(THREADS_A_WORKER), "--no-ws", "--http", "1",
        "--log-level", "warning", "--no-access-log", "--respawn-failed-workers", "--workers-kill-timeout", "10",
        "duizend.project.wsgi:application",
    ]  # fmt: skip


@contextlib.contextmanager
def web_server(port: int, host: str = "127.0.0.1") -> Iterator[subprocess.Popen[bytes]]:
    """Run the web server until the block ends; it answers when the block begins."""
    held = _hold(port)
    server = subprocess.Popen(server_words(port, host), start_new_session=True)  # noqa: S603 - our own words
    try:
        _wait_until_it_answers(server, port)
        yield server
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        held.close()


def _hold(port: int) -> socket.socket:
    """Hold a port without listening on it.

    The web server shares its port among its workers (SO_REUSEPORT), and so would a second product that looked for a
    free port in the same second: each would get half of the other's visitors.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        held.bind(("127.0.0.1", port))
    except OSError as error:
        held.close()
        raise ServerFailed(f"port {port} was taken at this very moment; start again") from error
    return held


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise ServerFailed(f"the web server stopped at once, with code {server.returncode}")
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/gezond")
            if connection.getresponse().status < 500:
                return
        time.sleep(0.1)
    raise ServerFailed(f"the web server did not answer on port {port} within {START_SECONDS} seconds")


def wait_for_end(server: subprocess.Popen[bytes]) -> int:
    """Wait until somebody stops the product, or the web server stops by itself; returns its code."""
    stopping = []
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda number, frame: stopping.append(number))
    while not stopping:
        if server.poll() is not None:
            say(f"the web server stopped, with code {server.returncode}")
            return 1
        time.sleep(0.2)
    return 0
