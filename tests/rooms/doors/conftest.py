# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One region for all tests of the doors: made once, in a transaction that is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from duizend.ground.kernel import clock
from rooms.doors.world import ON, World, make_world

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests with one worker, so that the region is made once."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("doors"))


@pytest.fixture(scope="package")
def made_world(django_db_setup: None, django_db_blocker: object) -> Iterator[World]:
    """Make the region once."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(made_world: World, _no_practice_date_left: None) -> World:
    """Return the region, on its day."""
    clock.set_practice_date(ON)
    return made_world
