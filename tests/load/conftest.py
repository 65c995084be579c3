# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loads: the running product under many hands at once, without a browser, on a home and database of its own."""

from __future__ import annotations

import pytest
from running import make_room_for_originals, throw_away_originals


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        make_room_for_originals()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        throw_away_originals()
