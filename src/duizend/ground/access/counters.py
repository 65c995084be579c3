# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the counters of log-in attempts are named: nobody's address stands in the table."""

from __future__ import annotations

from django.utils.crypto import salted_hmac


def hidden_key(key: str, key_prefix: str, version: int) -> str:
    """Return the name under which a counter is kept: allauth's own holds the sender's IP address."""
    return salted_hmac("duizend.access.counter", f"{key_prefix}:{version}:{key}", algorithm="sha256").hexdigest()
