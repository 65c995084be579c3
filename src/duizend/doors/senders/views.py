# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form for senders, in about a minute, with an account or by a link; and what became of what they sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from duizend.catalogue.queries import list_offered_programmes
from duizend.doors.senders.queries import Sent, list_sent
from duizend.ground.access.counters import within_limit
from duizend.ground.access.identity import acting, check_may, current, note_read
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound
from duizend.ground.kernel.rules.names import split_prefix
from duizend.ground.region.queries import get_region, read_places
from duizend.record.signalling import words
from duizend.record.signalling.actions import receive_by_link, receive_sign_up
from duizend.record.signalling.forms.sign_ups import SignUpForm
from duizend.record.signalling.queries.sign_ups import find_link, get_sign_up, list_organisations, list_own
from duizend.record.signalling.rules.sign_ups import SOURCES, find_organisation

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.region.models import Organisation
    from duizend.record.signalling.models import SenderLink, SignUp

GET_OR_POST = ["GET", "HEAD", "POST"]
RATE = "sign_up_link"


@never_cache
@require_http_methods(GET_OR_POST)
def send(request: HttpRequest) -> HttpResponse:
    """Sign a family up with an account, and read what became of one's own sign-ups."""
    check_may("sign_up.send")
    own, works_at = _own(), _works_at(request)
    form = _form_of_account(request, own, works_at)
    if not form.is_valid():
        return _page_of_account(request, form, own, works_at)
    receive_sign_up(form.told(organisation=works_at), received_on=clock.today())
    messages.success(request, _("Ontvangen. Je leest hier wat ermee gebeurt."))
    return redirect("senders:send")


def _send_again(request: HttpRequest, refusal: ActionRefused) -> HttpResponse:
    """Show the form with what was typed, and why it was not sent."""
    own, works_at = _own(), _works_at(request)
    form = _form_of_account(request, own, works_at)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _page_of_account(request, form, own, works_at, status=409)


send.show_again = _send_again


@login_not_required
@never_cache
@require_http_methods(GET_OR_POST)
def by_link(request: HttpRequest, word: str) -> HttpResponse:
    """Sign one family up by a link, without an account; afterwards the same address says what the sender may know."""
    if not within_limit(request, RATE):
        return _closed(request, 429)
    form = None
    try:
        with acting(system_identity("sign_up_link")):
            link = _find_open(word)
            if link.sign_up_id is not None:
                return _sent(request, link)
            form = _form_of_link(request, link)
            if not form.is_valid():
                return _page_of_link(request, link, form, 400 if form.is_bound else 200)
            receive_by_link(word, form.told(organisation=link.organisation), received_on=clock.today())
    except NotFound:
        return _closed(request, 404)
    except ActionRefused as refusal:
        if form is None:
            raise
        form.add_error(None, refusal.reason)
        return _page_of_link(request, link, form, 409)
    return _private(redirect("senders:by_link", word))


# The link's own transaction, whoever is logged in: it is the word that opens this page.
by_link.acts_for_itself = True
by_link.open_without_second_factor = True


def _find_open(word: str) -> SenderLink:
    """Find the link of a word that still says something; raises NotFound, the same for each reason why not."""
    link = find_link(word)
    if link is None or link.withdrawn_at is not None or (link.sign_up_id is None and not link.is_open(clock.now())):
        raise NotFound("link_not_found", _("Deze link werkt niet meer."))
    if link.sign_up_id is not None and link.sign_up.ends_on <= clock.today():
        raise NotFound("link_not_found", _("Deze link werkt niet meer."))
    return link


def _own() -> list[Sent]:
    found = list_sent(list_own(current().account_id)) if "sender" in current().roles else []
    note_read("sign_up.own", [key for sent in found for key in (sent.sign_up.public_id, sent.answer_of) if key])
    return found


def _form_of_account(request: HttpRequest, own: list[Sent], works_at: Organisation | None) -> SignUpForm:
    initial = {"source": own[0].sign_up.source} if own else {}
    name = request.user.name if "sender" in current().roles else ""
    return SignUpForm(
        request.POST if request.method == "POST" else None, initial=initial, source=works_at.kind if works_at else "",
        sender_name=name, **_surroundings(),
    )  # fmt: skip


def _works_at(request: HttpRequest) -> Organisation | None:
    """Find where a sender works, as her account says it; None when it does not, or names who is no sender."""
    if "sender" not in current().roles:
        return None
    by_id = {one.public_id: one for one in list_organisations(clock.today()) if one.kind in SOURCES}
    return by_id.get(find_organisation(request.user.job_title, {key: one.name for key, one in by_id.items()}))


def _form_of_link(request: HttpRequest, link: SenderLink) -> SignUpForm:
    return SignUpForm(request.POST if request.method == "POST" else None, source=link.source, **_surroundings())


def _surroundings() -> dict[str, object]:
    language = "en" if get_language() == "en" else "nl"
    names = {found.id: found.name.in_language(language) for found in list_offered_programmes().values()}
    return {"places": read_places(), "programmes": names, "today": clock.today()}


def _page_of_account(
    request: HttpRequest, form: SignUpForm, own: list[Sent], works_at: Organisation | None, status: int = 200
) -> HttpResponse:
    rows = [
        {
            "name": _short(sent.sign_up), "purpose": sent.sign_up.purpose,
            "is_handled": sent.told.handled_on is not None, "lines": words.told_lines(sent.told),
        }
        for sent in own
    ]  # fmt: skip
    who = ", ".join([request.user.name, *([works_at.name] if works_at else [])])
    context = {"form": form, "rows": rows, "who": who, "controller": get_region().controller}
    return render(request, "senders/send.html", context, status=400 if form.errors and status == 200 else status)


def _short(sign_up: SignUp) -> str:
    details = sign_up.details
    prefix, name = split_prefix(details.family_name)
    return " ".join(part for part in (details.given_name, prefix, f"{name[:1]}." if name else "") if part)


def _page_of_link(request: HttpRequest, link: SenderLink, form: SignUpForm, status: int) -> HttpResponse:
    context = {
        "form": form, "who": words.link_for(link), "until": words.day(clock.local_day(link.expires_at)),
        "controller": get_region().controller,
    }  # fmt: skip
    return _private(render(request, "senders/by_link.html", context, status=status))


def _sent(request: HttpRequest, link: SenderLink) -> HttpResponse:
    """Show what became of it; nothing of the family stands on this page."""
    sign_up = get_sign_up(link.sign_up.public_id)
    (sent,) = list_sent([sign_up])
    note_read("sign_up.told_by_link", [key for key in (link.public_id, sign_up.public_id, sent.answer_of) if key])
    context = {
        "who": words.link_for(link), "lines": words.told_lines(sent.told), "ends_on": words.day(sign_up.ends_on),
        "is_handled": sent.told.handled_on is not None, "controller": get_region().controller,
    }  # fmt: skip
    return _private(render(request, "senders/sent.html", context))


def _closed(request: HttpRequest, status: int) -> HttpResponse:
    return _private(render(request, "senders/closed.html", {"too_often": status == 429}, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """Keep a page with a word in its address out of caches and search engines, and the word out of other sites' logs."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
