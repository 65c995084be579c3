# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One referral with its steps, and what can be done with it: send, chase, note an answer, take over, make a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from duizend.ground.access.identity import current, note_read
from duizend.ground.access.rules.policy import SAFEGUARDING
from duizend.ground.directory.views import told
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.region.queries import get_region
from duizend.record.families.queries import display_name
from duizend.record.families.words import day_words
from duizend.safety.referrals import actions
from duizend.safety.referrals.forms import StepForm
from duizend.safety.referrals.permissions import READ, WRITE, open_referral
from duizend.safety.referrals.queries import about_of, find_ground, get_link, standing_steps, walked
from duizend.safety.referrals.rules.steps import ENDS, FOLLOWS, WAITING
from duizend.safety.referrals.views.frame import address_of, in_the_ring, row_of
from duizend.safety.referrals.words import STEP_WORDS, reference_of, shares_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.safety.referrals.models import Referral, ReferralStep


@never_cache
@require_safe
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a referral: where it stands, what covers it, what happened, and what can be done now."""
    return _page(request, open_referral(public_id, READ))


@never_cache
@require_POST
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that a referral was sent, or sent again."""
    referral = open_referral(public_id, WRITE)
    actions.send(referral, on=clock.today())
    messages.success(request, _("Verstuurd. Je krijgt het hier terug als er geen antwoord komt."))
    return redirect(address_of(referral))


def _send_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    return _page(request, open_referral(public_id, WRITE), refusal=refusal.reason, status=409)


send.show_again = _send_again


@never_cache
@require_POST
def step(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record what happened: called after, no answer, or an answer that came by telephone or letter."""
    referral = open_referral(public_id, WRITE)
    form = _step_form(request, referral)
    if not form.is_valid():
        return _page(request, referral, form=form, status=422)
    said = form.cleaned_data
    actions.record_step(referral, said["kind"], on=said["on"], words=said["words"])
    messages.success(request, _("Vastgelegd."))
    return redirect(address_of(referral))


def _step_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    return _page(request, open_referral(public_id, WRITE), refusal=refusal.reason, status=409)


step.show_again = _step_again

# The same pages for a referral that rests on the meldcode, in its ring.
show_guarded, send_guarded, step_guarded = in_the_ring(show), in_the_ring(send), in_the_ring(step)


@never_cache
@require_POST
def undo(request: HttpRequest, public_id: str, other_id: str) -> HttpResponse:
    """Take the last step back, when it was a wrong click."""
    referral = open_referral(public_id, WRITE)
    found = next((one for one in standing_steps(referral) if one.public_id == other_id), None)
    if found is None:
        raise NotFound("step_not_found", _("Deze stap is niet gevonden, of is al ongedaan gemaakt."))
    actions.take_back(found)
    messages.success(request, _("Ongedaan gemaakt."))
    return redirect(address_of(referral))


@never_cache
@require_POST
def take_over(request: HttpRequest, public_id: str) -> HttpResponse:
    """Go after the answer oneself from now on."""
    referral = open_referral(public_id, WRITE)
    actions.take_over(referral)
    messages.success(request, _("Jij gaat nu achter het antwoord aan."))
    return redirect(address_of(referral))


@never_cache
@require_POST
def link(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make a link for the partner's answer; its address is shown this once."""
    referral = open_referral(public_id, WRITE)
    made, word = actions.make_reply_link(referral)
    note_read(READ, [referral.family.public_id, referral.public_id])
    context = {
        "back_url": address_of(referral), "service": referral.service.organisation, "email": referral.service.email,
        "address": request.build_absolute_uri(f"/antwoord/{word}"), "until": day_words(clock.local_day(made.expires_at)),
        "reference": reference_of(made.public_id),
    }  # fmt: skip
    response = render(request, "referrals/link.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@require_POST
def withdraw_link(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let a link work no more."""
    found = get_link(public_id)
    referral = open_referral(found.referral.public_id, WRITE)
    actions.withdraw_reply_link(found)
    messages.success(request, _("De link werkt niet meer."))
    return redirect(address_of(referral))


def _step_form(request: HttpRequest, referral: Referral) -> StepForm:
    steps = walked(referral)
    return StepForm(
        request.POST if request.method == "POST" and request.POST.get("kind") is not None else None,
        kinds=FOLLOWS[steps[-1].kind], initial={"on": clock.today()},
    )  # fmt: skip


def _page(
    request: HttpRequest, referral: Referral, *, form: StepForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    note_read(READ, [referral.family.public_id, referral.public_id])
    today, steps, guarded = clock.today(), standing_steps(referral), referral.ground == SAFEGUARDING
    ahead, last = FOLLOWS[steps[-1].kind], steps[-1].kind
    found = (
        None
        if guarded or "sent" not in ahead
        else find_ground(referral.family, referral.service, today, about=about_of(referral))
    )
    context = {
        "row": row_of(referral, today), "id": referral.public_id, "is_guarded": guarded, "refusal": refusal,
        "family_id": referral.family.public_id, "family_name": display_name(referral.family) or _("Gezin zonder naam"),
        "service": told(referral.service, get_region().service_check_days, today), "shares": shares_words(referral.shares),
        "question": referral.question, "tells": referral.tells.given_name if referral.tells else "", "ground_words": referral.ground_words,
        "ground_on": day_words(referral.ground_on) if referral.ground_on else "",
        "may_send": "sent" in ahead, "is_again": last in WAITING, "covered": guarded or bool(found),
        "lacks": list(getattr(found, "lacks", ())), "form": form or (_step_form(request, referral) if last not in ENDS else None),
        "send_url": address_of(referral, "send"), "step_url": address_of(referral, "step"),
        "steps": [_step_line(referral, one, is_last=one is steps[-1]) for one in reversed(steps)],
        "makes_link": not guarded and (last in WAITING or last == "accepted"), "links": _links(referral),
        "is_mine": referral.owner_id == current().account_id, "owner": referral.owner.name,
        "list_name": "referrals:guarded_overview" if guarded else "referrals:overview",
    }  # fmt: skip
    return render(request, "referrals/show.html", context, status=status)


def _step_line(referral: Referral, step: ReferralStep, *, is_last: bool) -> dict[str, object]:
    can = is_last and step.kind not in ("proposed", "sent") and referral.ground == "consent"
    return {
        "words": STEP_WORDS[step.kind][1], "when": day_words(step.happened_on), "text": step.words, "id": step.public_id,
        "who": _("De organisatie, met de link") if step.by_link else step.entered_by.name, "can_undo": can,
    }  # fmt: skip


def _links(referral: Referral) -> list[dict[str, object]]:
    now = clock.now()
    return [
        {
            "id": one.public_id, "reference": reference_of(one.public_id), "is_open": one.is_open(now),
            "until": day_words(clock.local_day(one.expires_at)), "is_used": one.used_at is not None,
        }
        for one in referral.links.all()
    ]  # fmt: skip
