# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keys under which rows stand in facts: made with the region's secret, and of no meaning without it."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

KEY_LENGTH = 32


def fact_key(kind: str, number: int | str | None) -> str:
    """Return the key of a row in facts: made with the region's secret, the same each time; "" for no row."""
    if number is None:
        return ""
    secret = settings.DUIZEND.fact_key.encode()
    return hmac.new(secret, f"{kind}:{number}".encode(), hashlib.sha256).hexdigest()[:KEY_LENGTH]
