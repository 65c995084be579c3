# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database that is brought along: it stays in its own folders, is found again, and recovers."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest

from duizend.project.cluster import LONGEST_SOCKET_FOLDER, SERVICE_FOLDER, Cluster
from duizend.project.installation import home_folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home inside folders that nobody else may enter, as /root is."""
    for folder in (tmp_path, tmp_path / "closed", tmp_path / "closed/home"):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o700)
    yield tmp_path / "closed/home"
    cluster = Cluster(tmp_path / "closed/home")
    cluster.stop()
    shutil.rmtree(cluster.base, ignore_errors=True)


def modes_around(home: Path) -> dict[Path, int]:
    """Return the mode of the home and of every folder above it."""
    return {folder: folder.stat().st_mode for folder in (home, *home.parents)}


def answers(cluster: Cluster) -> bool:
    with psycopg.connect(cluster.address("postgres", "postgres")) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def test_no_mode_outside_our_own_folders_changes(home: Path) -> None:
    before = modes_around(home)
    with Cluster(home, durable=False).running() as cluster:
        assert answers(cluster)
    assert modes_around(home) == before


def test_data_and_socket_are_closed_to_everybody_else(home: Path) -> None:
    with Cluster(home, durable=False).running() as cluster:
        assert cluster.data.stat().st_mode & 0o077 == 0
        assert cluster.socket_folder.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_as_root_the_server_runs_as_a_user_of_its_own(home: Path) -> None:
    with Cluster(home, durable=False).running() as cluster:
        server = psutil.Process(cluster._server_pid())
        assert server.username() == "duizend"
        assert cluster.base.is_relative_to(SERVICE_FOLDER)


def test_the_path_of_the_socket_stays_short_however_deep_the_home_is(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-rather-long-folder-name"] * 8)
    cluster = Cluster(deep)
    assert len(str(cluster.socket_folder)) <= LONGEST_SOCKET_FOLDER < 100


def test_two_users_of_one_home_share_a_server_and_the_last_one_stops_it(home: Path) -> None:
    with Cluster(home, durable=False).running() as first:
        with Cluster(home, durable=False).running() as second:
            assert first._server_pid() == second._server_pid()
        assert answers(first)
    assert first._server_pid() is None


def test_what_was_committed_is_there_after_a_hard_kill(home: Path) -> None:
    with Cluster(home).running() as cluster:
        with psycopg.connect(cluster.address("postgres", "postgres"), autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        server = psutil.Process(cluster._server_pid())
        for process in [server, *server.children(recursive=True)]:
            process.send_signal(signal.SIGKILL)
        server.wait(10)
    with (
        Cluster(home).running() as again,
        psycopg.connect(again.address("postgres", "postgres")) as connection,
    ):
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_a_server_that_outlived_its_starter_is_found_and_stopped_in_the_end(home: Path) -> None:
    lines = "import sys, time; from pathlib import Path; from duizend.project.cluster import Cluster\n"
    lines += "with Cluster(Path(sys.argv[1]), durable=False).running(): print('up', flush=True); time.sleep(60)"
    starter = subprocess.Popen([sys.executable, "-c", lines, str(home)], stdout=subprocess.PIPE, text=True)
    assert starter.stdout.readline() == "up\n"
    starter.kill()
    starter.wait()
    orphan = Cluster(home, durable=False)
    pid = orphan._server_pid()
    assert pid is not None
    with orphan.running():
        assert orphan._server_pid() == pid
    assert orphan._server_pid() is None


def test_a_new_home_never_meets_the_data_of_an_old_one(tmp_path: Path) -> None:
    assert Cluster(tmp_path / "one").base != Cluster(tmp_path / "two").base


def test_the_tests_run_on_a_home_of_their_own() -> None:
    assert home_folder().name.startswith("test-")


def test_a_second_demo_on_one_home_says_where_the_first_is(tmp_path: Path) -> None:
    from duizend.project.demo import AlreadyRunning, only_demo

    with only_demo(tmp_path) as where:
        where.write_text("http://localhost:8000/", encoding="utf-8")
        with pytest.raises(AlreadyRunning, match="http://localhost:8000/"), only_demo(tmp_path):
            pass
    with only_demo(tmp_path):
        pass


def test_the_next_free_port_is_taken_and_a_wanted_one_is_insisted_on() -> None:
    lines = (
        "import socket; from duizend.project.server import ServerFailed, free_port\n"
        "first = free_port(None); taken = socket.socket(); taken.bind(('127.0.0.1', first)); taken.listen()\n"
        "assert free_port(None) != first\n"
        "try: free_port(first)\n"
        "except ServerFailed as problem: print(problem)\n"
    )
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert "choose another with --port" in done.stdout
