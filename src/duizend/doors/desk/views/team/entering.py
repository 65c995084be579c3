# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entering certificates, licences, learning and agreements of the team; each can be taken back, and that again undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.doors.desk.views.team.asked import (
    TAKEN_BACK,
    AgreementForm,
    LearningForm,
    LicenceForm,
    PeriodForm,
    ReviewForm,
    list_required,
)
from duizend.ground.access.identity import acting, check_may, current
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound, NotPermitted
from duizend.ground.workforce import actions
from duizend.ground.workforce.models import Certificate, ChainAgreement, Competence, Learning, Licence
from duizend.ground.workforce.permissions import check_professional
from duizend.ground.workforce.queries import get_professional, get_row, list_organisations, list_team

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

MANAGE, GET_OR_POST = "workforce.manage", ["GET", "HEAD", "POST"]
KINDS = {
    "certificaat": (Certificate, actions.withdraw_certificate), "bekwaamheid": (Competence, actions.withdraw_competence),
    "licentie": (Licence, actions.withdraw_licence), "gedaan": (Learning, actions.withdraw_learning),
    "afspraak": (ChainAgreement, actions.withdraw_agreement),
}  # fmt: skip


@never_cache
@require_http_methods(GET_OR_POST)
def team_certificate(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for what a professional is certified, and record it; where no certificate is asked, that she can deliver it."""
    check_may(MANAGE)
    one, required = get_professional(public_id), list_required()
    form = PeriodForm(_typed(request), required=required, initial={"valid_from": clock.today()})

    def record() -> str:
        said = form.cleaned_data
        asked = next(each for each in required if each.competence == said["competence"])
        write = actions.grant_certificate if asked.needs_certificate else actions.record_competence
        write(one, competence=asked.competence, valid_from=said["valid_from"], valid_until=form.until)
        return _("Vastgelegd voor %(name)s. Je kunt dit op deze pagina terugnemen.") % {"name": one.name}

    titles = {"title": _("Certificaat vastleggen"), "intro": one.name}
    return _answer(request, form, record, titles=titles, back=reverse("desk:team_member", args=[public_id]))


@never_cache
@require_http_methods(GET_OR_POST)
def team_learning(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask what a professional attended or read, and record it; she may do so herself."""
    one = get_professional(public_id)
    check_professional("workforce.learn", one)
    form = LearningForm(_typed(request))

    def record() -> str:
        actions.record_learning(one, **form.cleaned_data)
        return _("Vastgelegd. Alleen dat het is gedaan en wanneer.")

    titles = {"title": _("Intervisie, supervisie of scholing vastleggen"), "intro": one.name}
    return _answer(request, form, record, titles=titles, back=reverse("desk:team_member", args=[public_id]))


@never_cache
@require_http_methods(GET_OR_POST)
def team_licence(request: HttpRequest) -> HttpResponse:
    """Ask for the licence of an organisation, and record it."""
    check_may(MANAGE)
    known = {one.public_id: one for one in list_organisations(clock.today())}
    form = LicenceForm(
        _typed(request), required=list_required(), organisations=[(key, one.name) for key, one in known.items()],
        initial={"valid_from": clock.today()},
    )  # fmt: skip

    def record() -> str:
        said = form.cleaned_data
        organisation = known[said["organisation"]]
        actions.record_licence(
            organisation, competence=said["competence"], valid_from=said["valid_from"], valid_until=form.until
        )
        return _("De licentie van %(name)s is vastgelegd.") % {"name": organisation.name}

    titles = {"title": _("Licentie vastleggen"), "intro": _("Van een organisatie.")}
    return _answer(request, form, record, titles=titles, back=reverse("desk:team"))


@never_cache
@require_http_methods(GET_OR_POST)
def team_agreement(request: HttpRequest) -> HttpResponse:
    """Ask what is agreed with a partner in the chain, and record it."""
    check_may(MANAGE)
    known = {one.public_id: one for one in list_team()}
    form = AgreementForm(
        _typed(request), team=[(key, one.name) for key, one in known.items()], initial={"agreed_on": clock.today()}
    )

    def record() -> str:
        said = dict(form.cleaned_data)
        owner = known[said.pop("owner")]
        actions.record_agreement(actions.AgreementSaid(**said), owner=owner)
        return _("De afspraak met %(name)s is vastgelegd.") % {"name": said["partner"]}

    titles = {"title": _("Afspraak met een ketenpartner vastleggen"), "intro": _("Over de samenwerking.")}
    return _answer(request, form, record, titles=titles, back=reverse("desk:team"))


@never_cache
@require_http_methods(GET_OR_POST)
def team_review(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask when an agreement was looked at and when it is looked at again, and record it."""
    check_may(MANAGE)
    row = get_row(ChainAgreement, public_id)
    form = ReviewForm(_typed(request), initial={"on": clock.today()})

    def record() -> str:
        actions.review_agreement(row, **form.cleaned_data)
        return _("Bekeken. De afspraak met %(name)s blijft staan.") % {"name": row.partner}

    titles = {"title": _("Afspraak bekeken"), "intro": f"{row.partner}: {row.about}"}
    return _answer(request, form, record, titles=titles, back=reverse("desk:team"))


@require_POST
def team_withdraw(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Take something of the team back, and say how to undo that."""
    model, withdraw = _kind(kind)
    row = get_row(model, public_id)
    withdraw(row)
    messages.success(request, _("Teruggenomen. Het blijft bewaard, maar telt niet meer."))
    return redirect(f"{_back(row)}?{TAKEN_BACK}={kind}.{public_id}")


@require_POST
def team_restore(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Let something that was taken back count again."""
    model, _withdraw = _kind(kind)
    row = get_row(model, public_id, withdrawn=True)
    actions.restore(row)
    messages.success(request, _("Het telt weer."))
    return redirect(_back(row))


def _kind(kind: str) -> tuple:
    if kind not in KINDS:
        raise NotFound("not_found_in_the_team", _("Dit is niet gevonden, of is al weggehaald."))
    return KINDS[kind]


def _back(row: Certificate | Competence | Learning | Licence | ChainAgreement) -> str:
    if isinstance(row, Licence | ChainAgreement):
        return reverse("desk:team")
    return reverse("desk:team_member", args=[row.professional.public_id])


def _answer(
    request: HttpRequest, form: forms.Form, record: Callable[[], str], *, titles: dict[str, str], back: str
) -> HttpResponse:
    """Record what was typed, or show the form: again with what was refused, and why."""
    if request.method == "POST" and form.is_valid():
        try:
            with acting(current()):
                said = record()
        except NotPermitted:
            raise
        except ActionRefused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, said)
            return redirect(back)
    context = titles | {"form": form, "back_url": back}
    return render(request, "desk/team_form.html", context, status=422 if form.errors else 200)


def _typed(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None
