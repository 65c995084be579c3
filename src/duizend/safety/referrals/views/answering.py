# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a reply link: a partner without an account answers one referral, once. Nobody's name stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from duizend.ground.access.counters import within_limit
from duizend.ground.access.identity import acting, note_read
from duizend.ground.access.queries import system_identity
from duizend.ground.directory.words import PARTICULAR_WORDS
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound
from duizend.ground.region.queries import get_region
from duizend.record.families.words import day_words
from duizend.safety.referrals.actions import answer_by_link
from duizend.safety.referrals.forms import ReplyForm
from duizend.safety.referrals.queries import find_link, get_referral, walked
from duizend.safety.referrals.rules.steps import FOLLOWS
from duizend.safety.referrals.views.frame import GET_OR_POST
from duizend.safety.referrals.words import reference_of, shares_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.safety.referrals.models import Referral, ReplyLink

RATE = "reply_link"


@login_not_required
@never_cache
@require_http_methods(GET_OR_POST)
def by_link(request: HttpRequest, word: str) -> HttpResponse:
    """Answer one referral by a link, without an account; afterwards the same address opens nothing."""
    if not within_limit(request, RATE):
        return _closed(request, 429)
    try:
        return _answer(request, word)
    except NotFound:
        return _closed(request, 404)
    except ActionRefused as refusal:
        return _answer_again(request, word, refusal)


# The link's own transaction, whoever is logged in: it is the word that opens this page.
by_link.acts_for_itself = True
by_link.open_without_second_factor = True


def _answer(request: HttpRequest, word: str) -> HttpResponse:
    with acting(system_identity("reply_link")):
        link, referral = _find_open(word)
        form = _form(request, referral)
        if not form.is_valid():
            return _page(request, link, referral, form, 422 if form.is_bound else 200)
        said = form.cleaned_data
        answer_by_link(word, said["kind"], on=said["on"], words=said["words"])
        return _private(render(request, "referrals/answered.html", {"controller": get_region().controller}))


def _answer_again(request: HttpRequest, word: str, refusal: ActionRefused) -> HttpResponse:
    """Show what was typed and why it was not taken in, as the referral stands by now; it may have ended meanwhile."""
    try:
        with acting(system_identity("reply_link")):
            link, referral = _find_open(word)
            form = _form(request, referral)
            if form.is_valid():
                form.add_error(None, refusal.reason)
            return _page(request, link, referral, form, 409)
    except NotFound:
        return _closed(request, 404)


def _form(request: HttpRequest, referral: Referral) -> ReplyForm:
    typed = request.POST if request.method == "POST" else None
    return ReplyForm(typed, kinds=FOLLOWS[walked(referral)[-1].kind])


def _find_open(word: str) -> tuple[ReplyLink, Referral]:
    """Find the link of a word that can be answered; raises NotFound, the same for each reason why not."""
    link = find_link(word)
    if link is None or not link.is_open(clock.now()):
        raise NotFound("link_not_found", _("Deze link werkt niet meer."))
    return link, get_referral(link.referral.public_id)


def _page(request: HttpRequest, link: ReplyLink, referral: Referral, form: ReplyForm, status: int) -> HttpResponse:
    note_read("reply_link.read", [referral.family.public_id, referral.public_id, link.public_id])
    sent = next(one for one in referral.steps.all() if one.kind == "sent")
    context = {
        "form": form, "reference": reference_of(link.public_id), "service": referral.service.organisation,
        "kind": PARTICULAR_WORDS[referral.service.kind], "sent_on": day_words(sent.happened_on),
        "shares": shares_words(referral.shares), "until": day_words(clock.local_day(link.expires_at)),
        "controller": get_region().controller,
    }  # fmt: skip
    return _private(render(request, "referrals/by_link.html", context, status=status))


def _closed(request: HttpRequest, status: int) -> HttpResponse:
    return _private(render(request, "referrals/closed.html", {"too_often": status == 429}, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """Keep a page with a word in its address out of caches and search engines, and the word out of other sites' logs."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
