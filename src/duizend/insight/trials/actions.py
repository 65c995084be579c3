# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registering a card, changing it while its outcomes are closed, and opening them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from duizend.catalogue.queries import list_offered_programmes
from duizend.ground.access.actions import note
from duizend.ground.access.identity import check_may, current
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.region.queries import list_municipalities
from duizend.insight.trials.models import OutcomesOpened, TrialCard
from duizend.insight.trials.permissions import REGISTER
from duizend.insight.trials.queries import get_card, list_followed
from duizend.insight.trials.rules.card import COVARIATES, may_be_changed, may_be_registered
from duizend.insight.trials.working_out import NotWorkedOut, answer_card

if TYPE_CHECKING:
    from duizend.ground.kernel.rules.decisions import Decision
    from duizend.insight.trials.queries import Registered
    from duizend.insight.trials.rules.card import Card

# One at a time: opening a card and changing it must never both succeed.
TURN = 7_310_036


def register_card(card: Card) -> Registered:
    """Register a card before its outcomes are opened; it counts from now, under its hash.

    Raises NotPermitted, and ActionRefused for what is no answerable question.
    """
    check_may(REGISTER)
    with transaction.atomic():
        return _keep(card, follows=None)


def change_card(public_id: str, card: Card) -> Registered:
    """Register a next version; the one before stays to be read. Raises ActionRefused once its outcomes were opened."""
    check_may(REGISTER)
    with transaction.atomic():
        found = _in_turn(public_id)
        row = TrialCard.objects.get(public_id=public_id)
        return _keep(card, follows=row, version=found.card.version + 1)


def open_outcomes(public_id: str) -> Registered:
    """Work out what a card asks and keep the answer beside it; from now on the plan does not change. It may be done anew later.

    Raises ActionRefused for a version that another took the place of, or when it could not be worked out: then nothing was opened.
    """
    check_may(REGISTER)
    with transaction.atomic():
        found = _in_turn(public_id, to_change=False)
        try:
            answer = answer_card(found.card, list_followed(found.card))
        except NotWorkedOut as error:
            raise ActionRefused(
                "not_worked_out", _("Het uitrekenen lukte niet; er is niets geopend. Probeer het opnieuw.")
            ) from error
        card = TrialCard.objects.get(public_id=public_id)
        OutcomesOpened.objects.create(
            card=card, answer={"on": clock.today().isoformat(), **answer}, entered_by_id=current().account_id
        )
        note("evaluation.opened", "R", detail=str(card))
    return get_card(public_id)


def _in_turn(public_id: str, *, to_change: bool = True) -> Registered:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
    found = get_card(public_id)
    _check(may_be_changed(opened=to_change and bool(found.openings), replaced=bool(found.followed_by)))
    return found


def _keep(card: Card, *, follows: TrialCard | None, version: int = 1) -> Registered:
    _check_known(card)
    _check(may_be_registered(card, today=clock.today()))
    if card.version != version or card.follows != (follows.digest if follows else ""):
        raise ActionRefused("card_replaced", _("Er is al een nieuwere versie van deze kaart. Ga daarmee verder."))
    if TrialCard.objects.filter(digest=card.digest).exists():
        raise ActionRefused("card_known", _("Precies deze kaart is er al."))
    row = TrialCard.objects.create(
        digest=card.digest, content=card.as_data(), programme=card.programme, follows=follows,
        entered_by_id=current().account_id,
    )  # fmt: skip
    note("evaluation.registered", "C", detail=str(row))
    return get_card(row.public_id)


def _check_known(card: Card) -> None:
    programme = list_offered_programmes().get(card.programme)
    if programme is None:
        raise ActionRefused("unknown_programme", _("Dit programma is er niet, of wordt niet aan gezinnen aangeboden."))
    if card.outcome not in {one.id for one in programme.outcomes}:
        raise ActionRefused("unknown_outcome", _("Deze uitkomst hoort niet bij dit programma."))
    if card.municipality and card.municipality not in {one.code for one in list_municipalities()}:
        raise ActionRefused("unknown_municipality", _("Deze gemeente hoort niet bij de regio."))
    if not set(card.covariates) <= set(COVARIATES):
        raise ActionRefused("unknown_covariate", _("Dit kenmerk is niet bekend op de dag van indicatie."))


def _check(decision: Decision) -> None:
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
