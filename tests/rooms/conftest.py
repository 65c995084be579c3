# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rooms are tested on real PostgreSQL, as the role `app`, on tables made by the real migrations."""

from __future__ import annotations

import pytest
from django.db import connections


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(databases="__all__"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object) -> None:
    """Use the database that tests/with_database.py made; one connection, so that a test can be rolled back."""
    with django_db_blocker.unblock():
        connections["report"] = connections["owner"] = connections["default"]


@pytest.fixture(autouse=True)
def _no_practice_date_left(tmp_path_factory: pytest.TempPathFactory) -> object:
    from duizend.ground.kernel import clock

    clock.set_practice_date(None)
    yield
    clock.set_practice_date(None)
