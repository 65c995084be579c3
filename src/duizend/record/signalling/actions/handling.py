# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of what is done with a sign-up: taking it up, making it a family, or ending it. Its sender hears of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.ground.access.identity import check_may, current, note
from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.families.actions import (
    NewParent,
    Residence,
    register_birth,
    register_family,
    register_pregnancy,
)
from duizend.record.signalling.models import SignUp, SignUpHandling
from duizend.record.signalling.rules.sign_ups import BECAME_A_FAMILY, HANDLINGS, is_end

if TYPE_CHECKING:
    from datetime import date

    from duizend.record.families.models import Family


@transaction.atomic
def take_up(sign_up: SignUp) -> SignUpHandling:
    """Say that somebody took a sign-up up; again is no change."""
    check_may("sign_up.handle", subjects=[sign_up.public_id])
    last = _lock(sign_up)
    if last is not None and last.outcome == "taken_up":
        return last
    _refuse_handled(last)
    note("sign_up.taken_up", "U", [sign_up.public_id])
    return SignUpHandling.objects.create(sign_up=sign_up, outcome="taken_up", entered_by_id=current().account_id)


@transaction.atomic
def handle_sign_up(
    sign_up: SignUp, outcome: str, *, family: Family | None = None, words_to_sender: str = ""
) -> SignUpHandling:
    """End a sign-up in one of the ways of HANDLINGS; its sender hears that it was handled, and what is said to her.

    Raises ActionRefused when it was handled before, and ValueError for a way that is none or lacks its family.
    """
    if outcome not in HANDLINGS or not is_end(outcome):
        raise ValueError(f"no way to end a sign-up: {outcome}")
    if (outcome in BECAME_A_FAMILY) != (family is not None):
        raise ValueError("registered and linked have a family; the other ways have none")
    subjects = [sign_up.public_id, *([family.public_id] if family else [])]
    check_may("sign_up.handle", subjects=subjects)
    _refuse_handled(_lock(sign_up))
    if family is not None:
        SignUp.objects.filter(pk=sign_up.pk).update(family=family)
        sign_up.family = family
    note("sign_up.handled", "U", subjects, detail=outcome)
    return SignUpHandling.objects.create(
        sign_up=sign_up, outcome=outcome, family=family, words_to_sender=words_to_sender.strip(),
        entered_by_id=current().account_id,
    )  # fmt: skip


@transaction.atomic
def register_from_sign_up(sign_up: SignUp, *, on: date) -> Family:
    """Register the family that a sign-up tells of, with its pregnancy or child, and end the sign-up by it."""
    check_may("sign_up.handle", subjects=[sign_up.public_id])
    _refuse_handled(_lock(sign_up))
    told = sign_up.details
    if told.municipality is None:
        raise ActionRefused("no_municipality", _("De gemeente staat er niet bij; vraag haar na bij de afzender."))
    parent = NewParent(
        told.given_name, told.family_name, birth_date=told.birth_date, language=told.language,
        needs_interpreter=told.needs_interpreter, phone=told.phone, safe_contact=told.safe_contact,
    )  # fmt: skip
    residence = Residence(told.municipality, told.neighbourhood, sign_up.happened_on)
    family = register_family(on=on, residence=residence, parents=(parent,))
    if told.due_date is not None:
        register_pregnancy(family, due_date=told.due_date, expected_children=told.expected_children)
    if told.child_birth_date is not None:
        register_birth(family, birth_date=told.child_birth_date, given_name=told.child_name)
    handle_sign_up(sign_up, "registered", family=family)
    return family


def _lock(sign_up: SignUp) -> SignUpHandling | None:
    """Let one person handle a sign-up at a time; returns what was done with it last."""
    SignUp.objects.select_for_update(no_key=True).only("pk").get(pk=sign_up.pk)
    return SignUpHandling.objects.filter(sign_up=sign_up).order_by("-pk").first()


def _refuse_handled(last: SignUpHandling | None) -> None:
    if last is not None and is_end(last.outcome):
        raise ActionRefused("already_handled", _("Deze aanmelding is al afgehandeld. Ververs de pagina."))
