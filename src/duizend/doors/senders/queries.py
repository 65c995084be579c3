# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a sender may know of her sign-ups: one by one as far as parents agreed, and of all of them together in a yearly letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from duizend.doors.senders.rules.letters import Put
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.insight.facts.queries.withheld import which_objected
from duizend.record.signalling.models import SignUp
from duizend.record.signalling.queries.sign_ups import handlings_of
from duizend.record.signalling.rules.sign_ups import Told, told_to_sender
from duizend.record.trajectories.models import Step
from duizend.record.trajectories.rules.states import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from duizend.doors.senders.rules.letters import State


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


@dataclass(frozen=True, slots=True)
class Sender:
    """Who put families forward: an organisation of the chain, or somebody with an account of her own. id: for the name of a file."""

    public_id: str
    name: str


def list_put_forward(until_year: int) -> dict[Sender, list[Put]]:
    """List by sender the families of all sign-ups until the end of a year, and how far each came by now.

    A family that objected to being counted is left out. The number of queries does not depend on how many there are.
    """
    sign_ups = SignUp.objects.current().filter(withdrawn=False, happened_on__year__lte=until_year)
    found = list(sign_ups.select_related("organisation", "sender").prefetch_related("handlings").order_by("pk"))
    furthest = _furthest_of(found)
    objected = which_objected(one.family_id for one in found if one.family_id)
    by_sender: dict[Sender, list[Put]] = {}
    for one in found:
        who = one.organisation or one.sender
        if who is None or one.family_id in objected:
            continue
        state: State = furthest.get(one.pk) or ("other" if one.handlings.all() or one.family_id else "open")
        key = f"family {one.family_id}" if one.family_id else f"sign-up {one.pk}"
        by_sender.setdefault(Sender(who.public_id, who.name), []).append(Put(key, one.happened_on.year, state))
    return by_sender


_RANK: dict[str, State] = {
    "started": "started", "accepted": "accepted", "not_yet": "not_yet", "declined": "declined", "no_answer": "no_answer",
    "offered": "asked",
}  # fmt: skip


def _furthest_of(sign_ups: Sequence[SignUp]) -> dict[int, State]:
    """Read of each sign-up how far its family came since: started, else the latest answer, else that it was asked."""
    families = {one.family_id for one in sign_ups if one.family_id}
    steps = Step.objects.current().filter(family__in=families, withdrawn=False, kind__in=tuple(_RANK))
    by_family: dict[int, list[tuple[str, date, str]]] = {}
    rows = steps.order_by("happened_on", "place").values_list(
        "family_id", "kind", "happened_on", "trajectory__version__programme"
    )
    for family, *step in rows:
        by_family.setdefault(family, []).append(tuple(step))
    found: dict[int, State] = {}
    for one in sign_ups:
        kinds = [
            kind for kind, on, programme in by_family.get(one.family_id or 0, ())
            if on >= one.happened_on and one.programme in ("", programme)
        ]  # fmt: skip
        answers = [kind for kind in kinds if kind in ANSWERS]
        last = "started" if "started" in kinds else answers[-1] if answers else "offered" if kinds else ""
        if last:
            found[one.pk] = _RANK[last]
    return found
