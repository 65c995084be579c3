# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The social map: looking for help, one service with its looks, and the forms of whoever keeps the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duizend.ground.access.identity import check_may, current
from duizend.ground.access.rules.policy import may
from duizend.ground.directory import actions
from duizend.ground.directory.forms import SearchForm, ServiceForm, initial_of
from duizend.ground.directory.permissions import CHECK, READ, WRITE
from duizend.ground.directory.queries import get_service, list_services
from duizend.ground.directory.rules import is_stale
from duizend.ground.directory.words import CHECK_WORDS, PARTICULAR_WORDS, area_words, day_words, language_words
from duizend.ground.kernel import clock
from duizend.ground.region.queries import get_region, read_places

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.ground.directory.models import Service
    from duizend.ground.kernel.refusals import ActionRefused

GET_OR_POST = ["GET", "HEAD", "POST"]
MOST_PAGES = 500


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Look for help by words, kind, place and language; what was looked at too long ago says so."""
    check_may(READ)
    today = clock.today()
    form = SearchForm(request.GET, places=read_places(), today=today)
    wanted, page = form.wanted(), _page_of(request)
    found, within = list_services(wanted, page=page), get_region().service_check_days
    context = {
        "form": form, "rows": [told(one, within, today) for one in found.services], "is_later": page > 1,
        "next_url": _address(request, page + 1) if found.has_more else "", "first_url": _address(request, 1),
        "is_filtered": any((wanted.words, wanted.kind, wanted.place, wanted.language, wanted.closed)),
        "writes": bool(may(current(), WRITE)), "printed_on": f"{today:%d-%m-%Y}",
    }  # fmt: skip
    return render(request, "directory/overview.html", context)


def _page_of(request: HttpRequest) -> int:
    asked = request.GET.get("blad", "")
    return min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1


def _address(request: HttpRequest, page: int) -> str:
    asked = request.GET.copy()
    asked.pop("blad", None)
    if page > 1:
        asked["blad"] = str(page)
    return reverse("directory:overview") + (f"?{asked.urlencode()}" if asked else "")


def told(service: Service, within: int, today: date) -> dict[str, object]:
    """Say in words what the map holds of a service; `within`: after how many days somebody looks again."""
    said = {"day": day_words(service.checked_on), "name": service.checked_by.name}
    return {
        "id": service.public_id, "name": service.organisation, "offers": service.offers,
        "kind": PARTICULAR_WORDS[service.kind], "area": area_words(service), "owner": service.owner,
        "languages": ", ".join(language_words(one) for one in service.languages), "phone": service.phone,
        "email": service.email, "website": service.website, "reach": service.reach,
        "checked": _("Nagekeken op %(day)s door %(name)s.") % said, "is_closed": service.closed_on is not None,
        "is_stale": service.closed_on is None and is_stale(service.checked_on, within, today),
    }  # fmt: skip


@require_safe
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a service, how to reach it, and who looked at it when."""
    check_may(READ)
    service, identity = get_service(public_id), current()
    context = {
        "one": told(service, get_region().service_check_days, clock.today()),
        "checks": [
            {"words": CHECK_WORDS[one.result], "when": day_words(one.checked_on), "name": one.entered_by.name}
            for one in service.checks.all()
        ],
        "checks_it": service.closed_on is None and bool(may(identity, CHECK)), "writes": bool(may(identity, WRITE)),
        "printed_on": f"{clock.today():%d-%m-%Y}",
    }  # fmt: skip
    return render(request, "directory/show.html", context)


@require_http_methods(GET_OR_POST)
def add(request: HttpRequest) -> HttpResponse:
    """Put a service on the map."""
    check_may(WRITE)
    form = _form(request)
    if not form.is_valid():
        return _form_page(request, form)
    made = actions.add_service(form.told())
    messages.success(request, _("%(name)s staat op de sociale kaart.") % {"name": made.organisation})
    return redirect("directory:show", made.public_id)


def _add_again(request: HttpRequest, refusal: ActionRefused) -> HttpResponse:
    form = _form(request)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _form_page(request, form, status=409)


add.show_again = _add_again


@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say anew what the map says of a service."""
    check_may(WRITE)
    service = get_service(public_id)
    form = _form(request, service)
    if not form.is_valid():
        return _form_page(request, form, service)
    actions.change_service(service, form.told())
    messages.success(request, _("Veranderd, en daarmee nagekeken."))
    return redirect("directory:show", public_id)


def _change_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    service = get_service(public_id)
    form = _form(request, service)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _form_page(request, form, service, status=409)


change.show_again = _change_again


def _form(request: HttpRequest, service: Service | None = None) -> ServiceForm:
    initial = initial_of(service) if service else {"languages": ["nl"]}
    sent = request.POST if request.method == "POST" else None
    return ServiceForm(sent, initial=initial, places=read_places(), today=clock.today())


def _form_page(
    request: HttpRequest, form: ServiceForm, service: Service | None = None, *, status: int = 0
) -> HttpResponse:
    context = {
        "form": form,
        "one_id": service.public_id if service else "",
        "name": service.organisation if service else "",
    }
    return render(request, "directory/form.html", context, status=status or (422 if form.errors else 200))


@require_POST
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that somebody looked and that it is still so."""
    check_may(CHECK)
    actions.check_service(get_service(public_id))
    messages.success(request, _("Nagekeken. Dank je wel."))
    return redirect("directory:show", public_id)


@require_POST
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close a service, or open it again."""
    check_may(WRITE)
    service = get_service(public_id)
    if request.POST.get("weer_open"):
        actions.open_service(service)
        messages.success(request, _("Staat weer op de sociale kaart."))
    else:
        actions.close_service(service)
        messages.success(request, _("Gesloten. Hierheen verwijzen kan niet meer; weer openen kan wel."))
    return redirect("directory:show", public_id)
