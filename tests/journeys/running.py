# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A running demo for a journey: started as a person starts it, on a home that is a copy of one made once per run."""

from __future__ import annotations

import contextlib
import fcntl
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

START_SECONDS, STOP_SECONDS = 240, 120
# Where the processes of one run find the homes that they copy; set by the first of them.
ORIGINALS = "DUIZEND_JOURNEY_ORIGINALS"


class Product:
    """One running demo, started as a person starts it; may be killed and started again on the same home."""

    def __init__(self, home: Path, *words: str) -> None:
        self.home = home
        self.words = words
        self.process: subprocess.Popen[str] | None = None
        self.address = ""

    def start(self) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")}
        environment["DUIZEND_HOME"] = str(self.home)
        self.log = (self.home / "demo.log").open("a+")
        port = str(_free_port())
        self.process = subprocess.Popen(
            [sys.executable, "-m", "duizend.project.launch", "demo", "--port", port, *self.words],
            stdout=subprocess.PIPE, stderr=self.log, text=True, env=environment, start_new_session=True,
        )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            line = self.process.stdout.readline()
            found = re.search(r"http://localhost:\d+", line)
            if found:
                self.address = found.group(0)
                return
            if not line and self.process.poll() is not None:
                break
        self.process.send_signal(signal.SIGINT)
        pytest.fail("the demo did not start: " + (self.home / "demo.log").read_text()[-2000:])

    # The programme that the families of the practice region are in.
    programme = "stevig-ouderschap"

    @property
    def year(self) -> int:
        return int((self.home / "practice-date").read_text()[:4])

    def kill(self, order: random.Random | None = None) -> None:
        """Kill the web server, the database and the one who started them, all at once, with SIGKILL.

        Who goes first, by some microseconds, is left to `order` where there is one.
        """
        victims = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
        victims += self._database_processes()
        if order is not None:
            order.shuffle(victims)
        for victim in victims:
            with contextlib.suppress(psutil.NoSuchProcess):
                victim.send_signal(signal.SIGKILL)
        psutil.wait_procs(victims, timeout=10)
        self.process.wait()

    def _database_processes(self) -> list[psutil.Process]:
        pid_file = self.data_folder() / "postmaster.pid"
        postmaster = psutil.Process(int(pid_file.read_text().splitlines()[0]))
        return [postmaster, *postmaster.children(recursive=True)]

    def data_folder(self) -> Path:
        pointer = self.home / "postgres-folder"
        return (Path(pointer.read_text()) if pointer.exists() else self.home / "postgres") / "data"

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        # A busy disk may keep the database at writing what it has for a while.
        self.process.wait(timeout=STOP_SECONDS)
        self.log.close()

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the command line on this home, beside the demo."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")}
        environment["DUIZEND_HOME"] = str(self.home)
        return subprocess.run(
            [sys.executable, "-m", "duizend", *words], capture_output=True, text=True, env=environment, check=False
        )


@contextlib.contextmanager
def begin_product(*, families: int) -> Iterator[Product]:
    """Start a demo with so many families on a home of its own; stop it and throw the home away.

    Making a region takes longer than most journeys, so it is made once for each number of families and then copied.
    """
    words = ("--families", str(families))
    home = _copy(_original(words))
    running = Product(home, *words)
    try:
        running.start()
        yield running
        running.stop()
    finally:
        # What failed half-way would run on, on a home that is gone.
        if running.process is not None and running.process.poll() is None:
            running.kill()
        throw_away(home)


def make_room_for_originals() -> None:
    os.environ[ORIGINALS] = tempfile.mkdtemp(prefix="journeys-", dir=os.environ.get("DUIZEND_HOME"))


def throw_away_originals() -> None:
    folder = Path(os.environ.pop(ORIGINALS))
    for home in folder.iterdir():
        throw_away(home)
    folder.rmdir()


def throw_away(home: Path) -> None:
    shutil.rmtree(Product(home).data_folder().parent, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)


def _original(words: tuple[str, ...]) -> Path:
    """Return a home that a demo with these words was started on and stopped again; the first who asks makes it.

    Each PostgreSQL has its own: what one of them made, another does not read.
    """
    name = "".join((*words, os.environ.get("DUIZEND_POSTGRES", ""))).strip("-").replace("/", "-")
    home = Path(os.environ[ORIGINALS]) / name
    home.mkdir(exist_ok=True)
    with (home / "making.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "made").exists():
            demo = Product(home, *words)
            try:
                demo.start()
                demo.stop()
            except BaseException:
                # Left behind, it would run on beside everything that comes after.
                if demo.process is not None and demo.process.poll() is None:
                    demo.kill()
                raise
            (home / "made").touch()
    return home


def _copy(original: Path) -> Path:
    """Copy a stopped home with its database; as root that is a folder of the service account, which stays its owner."""
    home = Path(tempfile.mkdtemp(prefix="journey-", dir=os.environ.get("DUIZEND_HOME")))
    subprocess.run(["cp", "-a", f"{original}/.", str(home)], check=True)
    pointer = home / "postgres-folder"
    if pointer.exists():
        name = home.name.rpartition("-")[2]
        database = Path(pointer.read_text())
        subprocess.run(["cp", "-a", str(database), str(database.with_name(name))], check=True)
        pointer.write_text(str(database.with_name(name)))
        (home / "postgres-name").write_text(name)
    else:
        (home / "postgres-name").unlink()
    return home


def _free_port() -> int:
    """Return a port that nobody has, from the kernel's own range: two journeys that start at once get two."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
