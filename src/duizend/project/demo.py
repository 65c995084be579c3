# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The practice region in a browser, from nothing."""

from __future__ import annotations

import fcntl
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from duizend.project import installation
from duizend.project.cluster import Cluster, say
from duizend.project.server import free_port, wait_for_end, web_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEED = 1000
FRIDAY = 4
# Families of the cast, made through the actions; teams beside it, and families of each team, made by COPY.
SIZES = {"s": (300, 0, 0), "m": (60, 1065, 100)}
REGIONS = ("maasland", "waterkant")
USUAL_SIZE, USUAL_REGION = "s", "maasland"


class AlreadyRunning(Exception):
    """A demo runs on this home already; the message says where."""


@contextmanager
def only_demo(home: Path) -> Iterator[Path]:
    """Hold this home for one demo; the lock is the kernel's, so a killed demo leaves none behind."""
    home.mkdir(parents=True, exist_ok=True)
    where = home / "demo-address"
    with (home / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            address = where.read_text(encoding="utf-8") if where.exists() else "another address"
            raise AlreadyRunning(
                f"a demo already runs on this home, at {address}. Stop it first, or set DUIZEND_HOME."
            ) from error
        yield where
        where.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which practice region is wanted: of which region file, how large, or with so many families of the cast alone."""

    size: str = USUAL_SIZE
    region: str = USUAL_REGION
    families: int | None = None

    @property
    def cast_families(self) -> int:
        return SIZES[self.size][0] if self.families is None else self.families

    def home(self, usual: Path) -> Path:
        """Return the folder it is kept in: another size or region has one of its own inside the usual home."""
        if (self.size, self.region) == (USUAL_SIZE, USUAL_REGION):
            return usual
        return usual / f"practice-{self.region}-{self.size}"


def run_demo(wanted: Wanted, *, port: int | None) -> int:
    """Run the practice region until it is stopped; keeps its data for the next time."""
    os.environ["DUIZEND_HOME"] = str(wanted.home(installation.home_folder()))
    with only_demo(installation.home_folder()) as where, installation.own_database() as cluster:
        make_region(cluster, wanted)
        chosen = free_port(port)
        with web_server(chosen) as server:
            address = f"http://localhost:{chosen}/"
            where.write_text(address, encoding="utf-8")
            sys.stdout.write(
                f"\n  Duizend is ready: {address}\n"
                "  Log in with one click as one of the people of the practice region: everybody in it is invented.\n"
                "  Stop with Ctrl-C; what you changed is kept.\n\n"
            )
            sys.stdout.flush()
            code = wait_for_end(server)
            say("stopping")
    return code


def make_region(cluster: Cluster, wanted: Wanted) -> None:
    """Make the practice region when there is none; a half-made one is thrown away and made again.

    A home that already has a region of its own (loaded from a file, perhaps with an imported list) keeps it:
    the practice region's people are added, its families are not.
    """
    from duizend.doors.practice.actions import is_complete
    from duizend.doors.practice.queries import is_half_made
    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.ground.region.models import RegionSettings

    if is_complete():
        return
    if is_half_made():
        say("the practice region was left half made: making it again")
        installation.close_connections()
        cluster.recreate_database()
        installation.migrate()
        installation.load_programmes()
    if RegionSettings.objects.exists():
        say("this home has a region of its own: only people to log in as are added")
        try:
            _make(cluster, replace(wanted, size=USUAL_SIZE, families=0))
        except ActionRefused as refusal:
            say(f"no people to log in as: {refusal.reason} Make accounts with: ./run duizend account make")
    else:
        _make(cluster, wanted)
    installation.close_connections()


def _make(cluster: Cluster, wanted: Wanted) -> None:
    from duizend.doors.practice.actions import make_practice_region, mark_complete

    anchor, families = working_day(), wanted.cast_families
    _cast, teams, team_families = SIZES[wanted.size]
    if not teams or not families:
        make_practice_region(on=anchor, seed=SEED, families=families, region=wanted.region, progress=say)
    else:
        from duizend.doors.practice.large import Size, make_large_region

        size = Size(families, teams, team_families)
        with _in_a_hurry(cluster):
            make_large_region(
                on=anchor, seed=SEED, size=size, region=wanted.region, progress=say,
                address=cluster.address("postgres"),
            )  # fmt: skip
        families = size.families
    mark_complete(on=anchor, seed=SEED, families=families)


@contextmanager
def _in_a_hurry(cluster: Cluster) -> Iterator[None]:
    """Let the database write without waiting for the disk; a power cut then leaves a region that is half made."""
    installation.close_connections()
    cluster.stop()
    cluster.durable = False
    cluster.start()
    try:
        yield
    finally:
        installation.close_connections()
        cluster.stop()
        os.sync()
        cluster.durable = True
        cluster.start()


def working_day() -> date:
    """Return the day a new practice region is anchored on: today, or the Friday before in a weekend."""
    from duizend.ground.kernel import clock

    day = clock.local_day(clock.real_now())
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))
