# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a sender may know of her sign-ups, the parents' answer only where they agreed to share it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.record.signalling.queries.sign_ups import handlings_of
from duizend.record.signalling.rules.sign_ups import Told, told_to_sender
from duizend.record.trajectories.models import Step
from duizend.record.trajectories.rules.states import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from duizend.record.signalling.models import SignUp


@dataclass(frozen=True, slots=True)
class Sent:
    """A sign-up with what its sender is told, and the id of the family whose answer that holds ("" for none): for the log."""

    sign_up: SignUp
    told: Told
    answer_of: str = ""


def list_sent(sign_ups: Sequence[SignUp]) -> list[Sent]:
    """Return what is told of each sign-up. The number of queries does not depend on how many there are."""
    answers = _answers_of(sign_up.pk for sign_up in sign_ups if sign_up.may_hear == "answer" and sign_up.family_id)
    return [_sent(sign_up, answers.get(sign_up.pk)) for sign_up in sign_ups]


def _sent(sign_up: SignUp, answer: tuple[str, date, str] | None) -> Sent:
    told = told_to_sender(
        received_on=sign_up.happened_on, handlings=handlings_of(sign_up), may_hear=sign_up.may_hear,
        answer=answer[:2] if answer else None,
    )  # fmt: skip
    return Sent(sign_up, told, answer[2] if answer and told.answer else "")


def _answers_of(sign_up_ids: Iterable[int]) -> dict[int, tuple[str, date, str]]:
    """Read the latest answer to the offer that followed each sign-up, as the system: a sender reaches no family.

    Of its programme, or of any where the sender left that open; whoever else signed the family up hears it too.
    """
    ids = list(sign_up_ids)
    if not ids:
        return {}
    with acting(system_identity("answer_to_sender")):
        sign_up, programme = "family__sign_ups", "family__sign_ups__programme"
        steps = Step.objects.current().filter(
            Q(**{programme: ""}) | Q(trajectory__version__programme=F(programme)),
            happened_on__gte=F(f"{sign_up}__happened_on"), withdrawn=False, kind__in=ANSWERS, **{f"{sign_up}__in": ids},
        )  # fmt: skip
        rows = steps.order_by("happened_on", "place").values_list(sign_up, "kind", "happened_on", "family__public_id")
        return {sign_up_id: tuple(answer) for sign_up_id, *answer in rows}
