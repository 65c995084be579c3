# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Destroying a file: one person proposes, another confirms, and the database takes it out whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from duizend.doors.rights.models import Destruction, Receipt
from duizend.doors.rights.queries.due import files_together, find_due
from duizend.doors.rights.rules.requests import DESTRUCTION
from duizend.doors.rights.rules.terms import GOING_ON, ON_REQUEST, may_confirm
from duizend.ground.access.identity import check_may, current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import new_public_id
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.region.queries import read_retention_terms
from duizend.insight.facts.withholding import forget
from duizend.record.trajectories.models import Standing

if TYPE_CHECKING:
    from duizend.doors.rights.models import Request

BASIS_ON_REQUEST = "art. 7:455 BW, art. 17 AVG"


@transaction.atomic
def propose_destruction(public_id: str) -> Destruction:
    """Propose to destroy what this id is of (a family, a sign-up or a volunteer), because its term is over.

    Raises ActionRefused when it is not over, or not any more, and when it was proposed already.
    """
    check_may("rights.destroy", subjects=[public_id])
    due = find_due(clock.today(), public_id=public_id)
    if due is None:
        raise ActionRefused(
            "not_due", _("De termijn van dit dossier is niet voorbij, of er is intussen iets bijgekomen.")
        )
    _refuse_second(family=due.family, sign_up=due.sign_up, volunteer=due.volunteer)
    proposed = Destruction.objects.create(
        family=due.family, sign_up=due.sign_up, volunteer=due.volunteer, ground=due.ground,
        basis=read_retention_terms()[due.ground].basis, proposed_by_id=current().account_id,
    )  # fmt: skip
    note("rights.destruction_proposed", "C", [public_id], detail=due.ground)
    return proposed


@transaction.atomic
def propose_on_request(request: Request) -> Destruction:
    """Propose to destroy a family's file because a parent or young person asked for it.

    Raises ActionRefused while the family is helped, and when it was proposed already.
    """
    check_may("rights.destroy", subjects=[request.family.public_id])
    if request.kind != DESTRUCTION:
        raise ActionRefused("other_request", _("Dit verzoek gaat niet over vernietigen."))
    _refuse_second(family=request.family)
    _refuse_while_helped(request.family_id)
    proposed = Destruction.objects.create(
        family=request.family, request=request, ground=ON_REQUEST, basis=BASIS_ON_REQUEST,
        proposed_by_id=current().account_id,
    )  # fmt: skip
    note("rights.destruction_proposed", "C", [request.family.public_id], detail=ON_REQUEST)
    return proposed


@transaction.atomic
def withdraw_destruction(proposed: Destruction) -> None:
    """Take a proposal back: the file stays. It may be proposed again."""
    check_may("rights.destroy", subjects=[subject_of(proposed)])
    standing = _lock(proposed)
    standing.withdrawn_at, standing.withdrawn_by_id = clock.now(), current().account_id
    standing.save(update_fields=["withdrawn_at", "withdrawn_by"])
    note("rights.destruction_withdrawn", "U", [subject_of(proposed)])


@transaction.atomic
def confirm_destruction(proposed: Destruction) -> Receipt:
    """Confirm what another proposed: every row of every room goes, and a receipt without content stays.

    Pseudonymous facts stay as they are; with the family goes the number that they were made from, so nobody can say
    any more of whom they are. The log keeps its lines, with opaque ids only.

    Raises ActionRefused for one's own proposal, and when something came in between.
    """
    subject = subject_of(proposed)
    check_may("rights.destroy", subjects=[subject])
    standing = _lock(proposed)
    account = current().account_id
    decision = may_confirm(
        proposed_by=standing.proposed_by_id, confirmed_by=account, is_withdrawn=standing.withdrawn_at is not None
    )
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    _refuse_what_changed(standing, subject)
    standing.confirmed_by_id = account
    standing.save(update_fields=["confirmed_by"])
    if standing.family_id is not None:
        forget(files_together(standing.family_id))
    with connection.cursor() as cursor:
        cursor.execute("SELECT rights_destroy(%s, %s)", [standing.pk, new_public_id()])
        (kept,) = cursor.fetchone()
    receipt = Receipt.objects.get(pk=kept)
    note("rights.destroyed", "E", [subject], detail=receipt.number)
    return receipt


def subject_of(proposed: Destruction) -> str:
    """Return the opaque id of what a proposal is about."""
    return next(one.public_id for one in (proposed.family, proposed.sign_up, proposed.volunteer) if one is not None)


def _lock(proposed: Destruction) -> Destruction:
    found = Destruction.objects.select_for_update(no_key=True).filter(pk=proposed.pk).first()
    if found is None:
        raise ActionRefused("gone", _("Dit dossier is al vernietigd."))
    return found


def _refuse_second(**subject: object) -> None:
    if Destruction.objects.filter(**subject, withdrawn_at__isnull=True).exists():
        raise ActionRefused("proposed_before", _("Er ligt al een voorstel om dit te vernietigen."))


def _refuse_while_helped(family_id: int) -> None:
    if Standing.objects.filter(family__in=files_together(family_id), state__in=GOING_ON).exists():
        raise ActionRefused(
            "still_helped", _("Dit gezin wordt nu begeleid of wacht op de start. Beëindig eerst de begeleiding.")
        )


def _refuse_what_changed(proposed: Destruction, subject: str) -> None:
    """Refuse when the file woke up between the two pairs of eyes."""
    if proposed.ground == ON_REQUEST:
        _refuse_while_helped(proposed.family_id)
    elif find_due(clock.today(), public_id=subject) is None:
        raise ActionRefused(
            "changed_since", _("Er is sinds het voorstel iets bijgekomen. Trek het voorstel in en bekijk het dossier.")
        )
