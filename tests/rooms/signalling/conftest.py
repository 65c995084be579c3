# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every test of signalling looks on the same Tuesday, in the practice region."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

import characters
from duizend.ground.access.models import LogHead, LogLine, User
from duizend.ground.kernel import clock


@pytest.fixture(autouse=True)
def _on_a_tuesday(_no_practice_date_left: None) -> None:
    clock.set_practice_date(characters.ON)
    cache.clear()
    characters.region()


@pytest.fixture
def browse() -> Callable[[User], Client]:
    """Return a browser in which an account is logged in."""

    def as_account(account: User) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return as_account


@pytest.fixture
def lines() -> Callable[[], list[LogLine]]:
    """Return the lines of the log since this fixture was asked for."""
    since = LogHead.objects.get().sequence

    def new_lines() -> list[LogLine]:
        return list(LogLine.objects.filter(sequence__gt=since).order_by("sequence"))

    return new_lines
