# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making a referral: choosing who helps on the social map, and then of whom, what goes along, and what covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from duizend.ground.access.identity import current, note_read
from duizend.ground.access.rules.policy import SAFEGUARDING, may
from duizend.ground.directory.forms import SearchForm
from duizend.ground.directory.queries import get_service, list_services
from duizend.ground.directory.views import told
from duizend.ground.kernel import clock
from duizend.ground.region.queries import get_region, read_places
from duizend.record.families.queries import display_name
from duizend.safety.referrals import actions
from duizend.safety.referrals.forms import EVERYBODY, NOBODY, GuardedForm, ReferralForm
from duizend.safety.referrals.permissions import GUARDED, READ, WRITE, open_family
from duizend.safety.referrals.queries import find_ground
from duizend.safety.referrals.views.frame import GET_OR_POST, address_of, in_the_ring

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.directory.models import Service
    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.families.models import Family

SHOWN = 30


@never_cache
@require_safe
def choose(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose who helps: the social map, as far as it is open."""
    family, today = open_family(public_id, WRITE), clock.today()
    note_read(READ, [family.public_id])
    form = SearchForm(request.GET, places=read_places(), today=today)
    del form.fields["gesloten"]
    found, within = list_services(form.wanted(), size=SHOWN), get_region().service_check_days
    context = {
        **_around(family), "form": form, "rows": [told(one, within, today) for one in found.services],
        "has_more": found.has_more, "may_guarded": bool(may(current(), GUARDED, related=True)),
    }  # fmt: skip
    return render(request, "referrals/choose.html", context)


@never_cache
@require_http_methods(GET_OR_POST)
def make(request: HttpRequest, public_id: str, other_id: str) -> HttpResponse:
    """Write down a referral to a service; sending it is a step of its own, once consent covers it."""
    family, service = open_family(public_id, WRITE), get_service(other_id)
    form = _form(request, family)
    if not form.is_valid():
        return _page(request, family, service, form)
    made = actions.propose(family, form.said(service), on=clock.today())
    messages.success(request, _("Opgeschreven. Er is nog niets verstuurd."))
    return redirect(address_of(made))


def _again(request: HttpRequest, refusal: ActionRefused, public_id: str, other_id: str) -> HttpResponse:
    family, service = open_family(public_id, WRITE), get_service(other_id)
    form = _form(request, family)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _page(request, family, service, form, status=409)


make.show_again = _again


@in_the_ring
@require_http_methods(GET_OR_POST)
def make_guarded(request: HttpRequest, public_id: str, other_id: str) -> HttpResponse:
    """Write down a referral that the meldcode decided on; only its owner and the safeguarding lead see it."""
    family, service = open_family(public_id, GUARDED), get_service(other_id)
    form = GuardedForm(_sent(request), family=family, initial={"about": EVERYBODY})
    if not form.is_valid():
        return _page(request, family, service, form)
    made = actions.propose(family, form.said(service), on=clock.today())
    messages.success(request, _("Opgeschreven. Alleen jij en de aandachtsfunctionaris meldcode zien dit."))
    return redirect(address_of(made))


def _sent(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def _form(request: HttpRequest, family: Family) -> ReferralForm:
    first = next((one.public_id for one in family.parents.all()), EVERYBODY)
    return ReferralForm(
        _sent(request), family=family, initial={"about": first, "tells": NOBODY, "shares": ["name", "contact"]}
    )


def _around(family: Family) -> dict[str, object]:
    return {"family_id": family.public_id, "family_name": display_name(family) or _("Gezin zonder naam")}


def _page(
    request: HttpRequest, family: Family, service: Service, form: ReferralForm, *, status: int = 0
) -> HttpResponse:
    note_read(READ, [family.public_id])
    is_guarded = isinstance(form, GuardedForm)
    found = None if is_guarded else find_ground(family, service, clock.today())
    context = {
        **_around(family), "form": form, "service": told(service, get_region().service_check_days, clock.today()),
        "covered": bool(found), "lacks": list(getattr(found, "lacks", ())), "is_guarded": is_guarded,
        "purpose": SAFEGUARDING if is_guarded else "care",
    }  # fmt: skip
    return render(request, "referrals/make.html", context, status=status or (422 if form.errors else 200))
