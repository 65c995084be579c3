# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is logged in, found again for every page by a query that is written once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.auth_backends import AuthenticationBackend

from duizend.ground.access.models import User
from duizend.ground.kernel.prepared import prepared

if TYPE_CHECKING:
    from django.db.models import QuerySet


class StaffBackend(AuthenticationBackend):
    """Passwords are checked as allauth does it."""

    def get_user(self, user_id: int) -> User | None:
        found = _account(user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None


@prepared
def _account(key: int) -> QuerySet[User]:
    return User.objects.filter(pk=key)
