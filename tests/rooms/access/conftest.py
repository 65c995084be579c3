# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of access share."""

from __future__ import annotations

import os
import secrets

import pytest


@pytest.fixture
def production() -> dict[str, str]:
    """Return the variables of a production installation on the database of the tests."""
    return {
        "DUIZEND_MODE": "production",
        "DUIZEND_SECRET_KEY": secrets.token_urlsafe(48),
        "DUIZEND_FACT_KEY": secrets.token_urlsafe(48),
        "DUIZEND_HOSTS": "duizend.example.org",
        "DUIZEND_ORIGINS": "https://duizend.example.org",
        **{name: os.environ[name] for name in ("DATABASE_URL", "DATABASE_REPORT_URL")},
    }
