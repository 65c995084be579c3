# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""This installation: its home folder, its database with tables and programme files up to date."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from duizend.project.cluster import Cluster, say

if TYPE_CHECKING:
    from collections.abc import Iterator


def home_folder() -> Path:
    """Return the folder in which everything of this installation is kept."""
    return Path(os.environ.get("DUIZEND_HOME") or Path(__file__).resolve().parents[3] / "var")


@contextmanager
def database() -> Iterator[None]:
    """Have a database that is up to date: the one DATABASE_URL names, or the home's own cluster."""
    if os.environ.get("DATABASE_URL"):
        prepare_django()
        yield
        return
    with own_database():
        yield


@contextmanager
def own_database() -> Iterator[Cluster]:
    """Have the home's own cluster, with its tables and programme files up to date."""
    with Cluster(home_folder()).running() as cluster:
        os.environ.update(cluster.environment())
        prepare_django()
        migrate()
        load_programmes()
        try:
            yield cluster
        finally:
            close_connections()


@contextmanager
def bare_database() -> Iterator[None]:
    """Have the same database as it lies, empty perhaps: nothing is made in it."""
    if os.environ.get("DATABASE_URL"):
        prepare_django()
        yield
        return
    with Cluster(home_folder()).running() as cluster:
        os.environ.update(cluster.environment())
        prepare_django()
        try:
            yield
        finally:
            close_connections()


def prepare_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duizend.project.settings")
    django.setup()


def migrate() -> None:
    """Bring the tables up to date as the owner; says so when there is something to do."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("making the tables")
        call_command("migrate", database="owner", verbosity=0)
        # A table with persons that a room added, also one with a policy of its own, is let go with its family (ADR 17).
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT rights_open_tables()")
    connections["owner"].close()


def load_programmes() -> None:
    """Load the programme and instrument files that are new; one that changed under a known version stops the start."""
    from django.conf import settings

    from duizend.catalogue.actions import load_programmes as load
    from duizend.ground.access.identity import acting
    from duizend.ground.access.queries import system_identity
    from duizend.record.instruments.actions import load_instruments

    with acting(system_identity("set-up")):
        load(settings.DUIZEND.programme_folders)
        load_instruments(settings.DUIZEND.instrument_folders)


def close_connections() -> None:
    from django.db import connections

    connections.close_all()
