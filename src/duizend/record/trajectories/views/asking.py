# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Putting a programme to parents, and what each of them answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.trajectories import actions
from duizend.record.trajectories.forms import AnswerForm, OfferForm
from duizend.record.trajectories.forms.asking import TOGETHER
from duizend.record.trajectories.queries import (
    anchor_of,
    answers_of,
    count_attempts,
    current_state,
    is_asked_nothing,
    list_attempts,
    programme_of,
    steps_taken,
)
from duizend.record.trajectories.rules.asking import ENOUGH_ATTEMPTS, answer_due_on, list_ask_again, may_give_up
from duizend.record.trajectories.rules.states import STEP_WORDS
from duizend.record.trajectories.views.frame import GET_OR_POST, StepPage, to_family

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from duizend.record.families.models import Parent
    from duizend.record.trajectories.models import Trajectory


@require_http_methods(GET_OR_POST)
def make_offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that the programme was put to the parents."""
    trajectory = OFFER.open(public_id)
    form = OFFER.make_form(request, trajectory)
    if not form.is_valid():
        return OFFER.show(request, trajectory, form)
    actions.offer(trajectory, on=form.cleaned_data["on"], came_back=form.cleaned_data["came_back"])
    return to_family(request, trajectory.family.public_id, _("Het aanbod is vastgelegd. De ouders zijn aan zet."))


@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record what the parents answered, together or one of them; or that nobody could be reached."""
    trajectory = ANSWER.open(public_id)
    form = ANSWER.make_form(request, trajectory)
    if not form.is_valid():
        return ANSWER.show(request, trajectory, form)
    said = form.cleaned_data
    words = (
        _record_silence(trajectory, said) if said["answer"] == "no_answer" else _record_words(trajectory, said, form)
    )
    if said["ask_nothing"]:
        parents = _whose(said, form.parents)
        actions.ask_nothing(trajectory.family, parent=parents[0] if len(parents) == 1 else None, on=said["on"])
        words = f"{words} {_('We vragen dit gezin voorlopig niets.')}"
    return to_family(request, trajectory.family.public_id, words)


def _whose(said: Mapping[str, object], parents: list[Parent]) -> list[Parent]:
    return [parent for parent in parents if said["answered_by"] in (TOGETHER, parent.public_id)]


def _record_words(trajectory: Trajectory, said: Mapping[str, object], form: AnswerForm) -> str:
    """Record the answer of each parent who gave it; a decision that was not the parents' is nobody's answer."""
    decided_by = (said["decided_by"] or "family") if said["answer"] in ("declined", "not_yet") else ""
    parents = _whose(said, form.parents) if decided_by in ("", "family") else []
    for parent in parents or [None]:
        told = actions.AnswerSaid(
            reason=said["reason"], answered_by=parent, ask_again_on=said["ask_again_on"], decided_by=decided_by,
            ask_again_at=said["ask_again"],
        )  # fmt: skip
        actions.record_answer(trajectory, said["answer"], on=said["on"], said=told)
    return _("Het antwoord is vastgelegd.")


def _record_silence(trajectory: Trajectory, said: Mapping[str, object]) -> str:
    """Record an attempt; and that there is no answer, once parents had the time that the programme gives them."""
    offered = [step.happened_on for step in steps_taken(trajectory) if step.kind == "offered"]
    if current_state(trajectory) in ("offered", "no_answer"):
        actions.record_attempt(trajectory, how=said["how"] or "phone", on=said["on"], words=said["reason"][:200])
    term = programme_of(trajectory).offer.answer_term
    tried = count_attempts(trajectory, since=offered[-1], until=said["on"]) if offered else 0
    if current_state(trajectory) == "no_answer":
        return _("De poging is vastgelegd.")
    if offered and not may_give_up(offered_on=offered[-1], on=said["on"], term=term, attempts=tried):
        due = answer_due_on(offered[-1], term)
        return _("De poging is vastgelegd. Het antwoord mag tot %(day)s op zich laten wachten.") % {
            "day": f"{due:%d-%m-%Y}"
        }
    told = actions.AnswerSaid(reason=said["reason"], decided_by=said["decided_by"] if not offered else "")
    actions.record_answer(trajectory, "no_answer", on=said["on"], said=told)
    return _("Vastgelegd: geen antwoord. Dat telt nooit als nee.")


def _offer_form(request: HttpRequest, trajectory: Trajectory) -> OfferForm:
    return OfferForm(request.POST or None, initial={"on": clock.today()})


def _answer_form(request: HttpRequest, trajectory: Trajectory) -> AnswerForm:
    anchor = anchor_of(trajectory)
    moments = list_ask_again(
        programme_of(trajectory).offer.reoffer_at, birth_on=anchor.born_on or anchor.due_on, today=clock.today()
    )
    state = current_state(trajectory)
    if state in ("new", "not_indicated", "indicated", "ended"):
        raise ActionRefused("nothing_asked", _("Er is nu niets gevraagd waarop een antwoord kan komen."))
    return AnswerForm(
        request.POST or None, initial={"on": clock.today(), "decided_by": "family", "how": "phone"}, state=state,
        parents=list(trajectory.family.parents.all()), moments=moments,
    )  # fmt: skip


def _around_offer(trajectory: Trajectory) -> dict[str, object]:
    rules, asked = programme_of(trajectory).offer, sum(step.kind == "offered" for step in steps_taken(trajectory))
    wish = is_asked_nothing(trajectory.family_id, clock.today())
    words = _("Tot nu toe %(place)d keer gevraagd; na %(count)d keer stoppen we.")
    return {
        "asked": words % {"place": asked, "count": rules.cap}, "wish": wish,
        "reopens": current_state(trajectory) in ("declined", "not_yet"),
    }  # fmt: skip


def _around_answer(trajectory: Trajectory) -> dict[str, object]:
    said = answers_of(trajectory)
    rules, asked = programme_of(trajectory).offer, sum(step.kind == "offered" for step in steps_taken(trajectory))
    return {
        "said": [
            {"name": row.parent.given_name, "answer": _(STEP_WORDS[row.answer]), "on": row.happened_on, "reason": row.reason}
            for row in said.values()
        ],
        "attempts": list_attempts(trajectory), "enough": ENOUGH_ATTEMPTS,
        "asked": _("Tot nu toe %(place)d keer gevraagd; na %(count)d keer stoppen we.")
        % {"place": asked, "count": rules.cap},
    }  # fmt: skip


OFFER = StepPage("trajectories/offer.html", _offer_form, around=_around_offer)
ANSWER = StepPage("trajectories/answer.html", _answer_form, around=_around_answer)
make_offer.show_again = OFFER.again()
answer.show_again = ANSWER.again()
