# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of accounts (made, given roles, closed) and of what the safeguarding ring releases. Each is logged, about opaque ids."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext

from duizend.ground.access.identity import check_may, current, note
from duizend.ground.access.models import RingDecision, User
from duizend.ground.access.rules.policy import GRANTED_ROLES
from duizend.ground.access.rules.ring import KEPT, REASONS, RELEASED
from duizend.ground.access.sessions import end_sessions_of
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.region.queries import read_places

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

PASSWORD_BYTES = 15


def new_password() -> str:
    """Return a password that nobody chose: 20 letters and digits' worth of chance."""
    return secrets.token_urlsafe(PASSWORD_BYTES)


@transaction.atomic
def make_account(
    email: str, *, name: str, roles: Iterable[str], password: str, municipality: str = "", job_title: str = ""
) -> User:  # fmt: skip
    """Make an account for somebody who works with Duizend.

    Raises ActionRefused when the address is not one or has an account already, when a role or municipality is
    unknown, or when the password is too weak.
    """
    check_may("account.manage")
    address = _checked_address(email)
    if User.objects.filter(email__iexact=address).exists():
        raise ActionRefused("account_exists", "Er is al een account met dit e-mailadres.")
    held = _checked_roles(roles)
    account = User(
        email=address, name=" ".join(name.split()), roles=held, job_title=job_title,
        municipality=_checked_municipality(held, municipality),
    )  # fmt: skip
    _give_password(account, password)
    account.save()
    note("account.made", "C", [account.public_id], detail=",".join(held))
    return account


@transaction.atomic
def set_roles(account: User, roles: Iterable[str], *, municipality: str = "") -> None:
    """Give an account these roles and no others; they hold from its next request on."""
    check_may("account.manage")
    held = _checked_roles(roles)
    if "administrator" not in held:
        _refuse_without_administrator(account)
    account.municipality = _checked_municipality(held, municipality or account.municipality)
    account.roles = held
    account.save(update_fields=["roles", "municipality"])
    note("account.roles_set", "U", [account.public_id], detail=",".join(held))


@transaction.atomic
def reset_account(account: User, *, password: str) -> None:
    """Give an account a new password and take away its second factor: for who lost a password or a telephone."""
    check_may("account.manage")
    _give_password(account, password)
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user=account).delete()
    note("account.reset", "U", [account.public_id])


@transaction.atomic
def close_account(account: User) -> None:
    """Close an account: whoever is logged in with it is out at the next request. Again is no change."""
    check_may("account.manage")
    if not account.is_active:
        return
    _refuse_without_administrator(account)
    account.is_active = False
    account.set_unusable_password()
    account.save(update_fields=["is_active", "password"])
    Authenticator.objects.filter(user=account).delete()
    note("account.closed", "U", [account.public_id])


@transaction.atomic
def end_own_sessions() -> int:
    """End every session of whoever acts, wherever she is logged in; returns how many there were."""
    identity = current()
    ended = end_sessions_of(identity.account_id)
    note("account.sessions_ended", "U", [identity.public_id], detail=str(ended))
    return ended


@transaction.atomic
def release_ring(subject: str, *, until: datetime, reason: str) -> RingDecision:
    """Release the guarded log lines about a family that were written until a moment, for the family to see.

    Raises ActionRefused for a reason that is none, or a moment that is still to come: what was not read yet by
    anybody cannot be released.
    """
    check_may("log.release", subjects=[subject])
    if until > clock.real_now():
        raise ActionRefused("release_in_future", gettext("Vrijgeven kan tot en met nu, niet vooruit."))
    return _decide(RELEASED, subject, reason, until)


@transaction.atomic
def keep_ring(subject: str, *, reason: str) -> RingDecision:
    """Write down that somebody looked, and that the guarded lines about a family stay so for another half year."""
    check_may("log.release", subjects=[subject])
    return _decide(KEPT, subject, reason, None)


def _decide(kind: str, subject: str, reason: str, until: datetime | None) -> RingDecision:
    if reason not in REASONS[kind]:
        raise ActionRefused("unknown_reason", gettext("Kies waarom."))
    made = RingDecision.objects.create(
        subject=subject,
        kind=kind,
        until=until,
        reason=reason,
        decided_at=clock.real_now(),
        decided_by=current().public_id,
    )
    note(f"ring.{kind}", "C", [subject])
    return made


def _checked_address(email: str) -> str:
    address = email.strip().casefold()
    try:
        validate_email(address)
    except ValidationError as error:
        raise ActionRefused("not_an_address", "Dit is geen e-mailadres.") from error
    return address


def _checked_roles(roles: Iterable[str]) -> list[str]:
    asked = set(roles)
    unknown = sorted(asked - set(GRANTED_ROLES))
    if unknown or not asked:
        wrong = f"Onbekende rol: {', '.join(unknown)}." if unknown else "Een account heeft ten minste één rol."
        raise ActionRefused("unknown_role", f"{wrong} Kies uit: {', '.join(GRANTED_ROLES)}.")
    return [role for role in GRANTED_ROLES if role in asked]


def _checked_municipality(roles: list[str], code: str) -> str:
    """Return the code to keep: only somebody of a municipality has one."""
    if "municipality" not in roles:
        return ""
    place = read_places().find_municipality(code) if code else None
    if place is None:
        raise ActionRefused("unknown_municipality", "Noem bij de rol municipality een gemeente van de regio.")
    return place.code


def _give_password(account: User, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise ActionRefused("weak_password", " ".join(error.messages)) from error
    account.set_password(password)


def _refuse_without_administrator(account: User) -> None:
    """Keep at least one administrator: without one nobody could make or open an account again."""
    if not account.is_active or "administrator" not in account.roles:
        return
    administrators = User.objects.select_for_update(no_key=True).filter(
        is_active=True, roles__contains=["administrator"]
    )
    if not [other for other in administrators if other.pk != account.pk]:
        raise ActionRefused("last_administrator", "Dit is de laatste beheerder. Maak eerst een andere beheerder.")
