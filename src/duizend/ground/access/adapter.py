# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How login works for staff: no sign-up by oneself, nothing that tells whether an address is known, all of it logged."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.crypto import salted_hmac

from duizend.ground.access.identity import acting, note
from duizend.ground.access.queries import find_account, identity_of, system_identity
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

    from duizend.ground.access.models import User

# Who typed the password this recently is not asked for it again before setting up the second factor.
FRESH_SECONDS = 300


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the region's administrator, never by whoever finds the page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        with acting(identity_of(user, purpose="login")):
            note("account.logged_in", "E", [user.public_id])

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            with acting(identity_of(request.user, purpose="login")):
                note("account.logged_out", "E", [request.user.public_id])
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: object) -> None:
        """Log the attempt: the account when there is one, never what was typed."""
        account = find_account(str(credentials.get("email", "")))
        with acting(system_identity("login")):
            note("account.login_failed", "E", [account.public_id] if account else [], outcome="refused")

    def reauthenticate(self, user: User, password: str) -> bool:
        # allauth looks the address up in its own table of confirmed addresses, which stays empty here.
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(context.request, context.request.user)
        return not (records and clock.real_now().timestamp() - records[-1]["at"] < FRESH_SECONDS)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor cannot be switched off by oneself, and its secret is not readable in a copy of the database."""

    def can_delete_authenticator(self, authenticator: object) -> bool:
        return False

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    key = salted_hmac("duizend.access.second-factor", "", secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
