# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How attempts are counted, and how their counters are named: nobody's address stands in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core.internal import ratelimit
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from django.http import HttpRequest


def hidden_key(key: str, key_prefix: str, version: int) -> str:
    """Return the name under which a counter is kept: allauth's own holds the sender's IP address."""
    return salted_hmac("duizend.access.counter", f"{key_prefix}:{version}:{key}", algorithm="sha256").hexdigest()


def within_limit(request: HttpRequest, action: str) -> bool:
    """Count one attempt at an action of ACCOUNT_RATE_LIMITS and say whether it is within its limit; looking counts too.

    allauth's public function passes over GET; where the address itself is the secret, looking is the attempt.
    """
    return bool(ratelimit.consume(request, app="allauth.account", action=action, limit_get=True))
