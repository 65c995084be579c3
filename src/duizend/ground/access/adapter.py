# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How login works for staff: no sign-up by oneself, and nothing that tells whether an address is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter

if TYPE_CHECKING:
    from django.http import HttpRequest


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the region's administrator, never by whoever finds the page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
