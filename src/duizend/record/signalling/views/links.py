# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links for senders without an account: made here, their address shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.ground.access.identity import check_may
from duizend.ground.kernel import clock
from duizend.record.signalling import actions, words
from duizend.record.signalling.forms.sign_ups import LinkForm
from duizend.record.signalling.queries.sign_ups import get_link, list_open_links, list_organisations

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest) -> HttpResponse:
    """Make a link and show its address, this once; list the links that still can be used."""
    check_may("sign_up.link")
    form = LinkForm(request.POST if request.method == "POST" else None, organisations=list_organisations(clock.today()))
    made = None
    if form.is_valid():
        said = form.cleaned_data
        link, word = actions.make_link(said["source"], organisation=form.organisation_chosen(), days=said["days"])
        address = request.build_absolute_uri(reverse("senders:by_link", args=[word]))
        made = {"address": address, "who": words.link_for(link), "until": words.day(clock.local_day(link.expires_at))}
        form = LinkForm(organisations=form.by_id.values())
    rows = [
        {
            "id": link.public_id, "who": words.link_for(link), "source": words.SOURCES[link.source],
            "until": words.day(clock.local_day(link.expires_at)), "by": link.made_by.name,
        }
        for link in list_open_links()
    ]  # fmt: skip
    context = {"form": form, "made": made, "rows": rows}
    return render(request, "signalling/links.html", context, status=400 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let a link work no more."""
    check_may("sign_up.link", subjects=[public_id])
    actions.withdraw_link(get_link(public_id))
    messages.success(request, _("Ingetrokken. De link werkt niet meer."))
    return redirect("signalling:links")
