# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house checks itself: these tests read the code, the models and the papers."""

import pytest


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """Use the database that tests/with_database.py made."""
