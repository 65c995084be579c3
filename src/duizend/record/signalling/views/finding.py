# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a talk came out by which families are found: the outcome and a sign-up, nothing of what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from duizend.catalogue.queries import get_programme, list_offered_programmes
from duizend.ground.access.identity import current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel.refusals import NotFound
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import display_name, get_family
from duizend.record.instruments.actions import withdraw_talk_outcome
from duizend.record.instruments.queries import get_talk_outcome, list_ways_of_finding, talk_outcomes_of
from duizend.record.instruments.rules.finding import find_outcome, leads_to
from duizend.record.signalling.actions.findings import keep_talk
from duizend.record.signalling.forms.guideline import TalkForm
from duizend.record.signalling.views.weighing_words import day, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.catalogue.rules.programme import Programme
    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.families.models import Family
    from duizend.record.instruments.models import TalkOutcome

PAGE = "signalling/weighing/finding.html"
ELSEWHERE = {
    "regular_care": gettext_lazy("De gewone contactmomenten"),
    "referral": gettext_lazy("Verwijzen buiten de jeugdgezondheidszorg"),
    "extra_contact": gettext_lazy("Een extra contact"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how talks came out for a family, and keep how one did."""
    family, version = _open(request, public_id)
    if request.method != "POST":
        return _page(request, family, version)
    if "withdraw" in request.POST:
        withdraw_talk_outcome(get_talk_outcome(family, request.POST["withdraw"]))
        messages.success(request, _("Ingetrokken. In het dossier blijft staan dat het er stond."))
        return redirect(_address(family, version))
    form = _form(family, version, request)
    if not form.is_valid():
        return _page(request, family, version, form, status=400)
    said = form.cleaned_data
    child = next((one for one in family.children.all() if one.public_id == said["child"]), None)
    keep_talk(family, version, said["outcome"], on=said["on"], child=child, sign_up_for=said["sign_up_for"])
    told = (
        _("De uitkomst is vastgelegd en het gezin is aangemeld.")
        if said["sign_up_for"]
        else _("De uitkomst is vastgelegd.")
    )
    messages.success(request, told)
    return redirect(_address(family, version))


def _again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    """Show the page once more after a refusal, with what was chosen and why it was not kept."""
    family, version = _open(request, public_id)
    form = _form(family, version, request)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _page(request, family, version, form, status=409)


finding.show_again = _again


def _open(request: HttpRequest, public_id: str) -> tuple[Family, ProgrammeVersion]:
    with within_reach("weighing.read", public_id):
        family = get_family(public_id)
    check_family("weighing.read", family)
    known = list_ways_of_finding()
    asked = request.GET.get("gesprek") or next(iter(known), "")
    if asked not in known:
        raise NotFound("way_of_finding_not_found", _("Dit gesprek is hier niet geladen."))
    return family, known[asked]


def _form(family: Family, version: ProgrammeVersion, request: HttpRequest | None = None) -> TalkForm:
    programme, offered = get_programme(version), list_offered_programmes()
    rules = programme.forms.finding
    led = dict.fromkeys(
        one for outcome in rules.outcomes for one in leads_to(rules, outcome.id, offered=offered).programmes
    )
    return TalkForm(
        request.POST if request is not None else None, outcomes=[(one.id, text_of(one.text)) for one in rules.outcomes],
        programmes=[(one, text_of(offered[one].name)) for one in led],
        children=[one for one in family.children.all() if one.died_on is None],
    )  # fmt: skip


def _page(
    request: HttpRequest, family: Family, version: ProgrammeVersion, form: TalkForm | None = None, *, status: int = 200
) -> HttpResponse:
    note_read("weighing.read", [family.public_id])
    programme, offered = get_programme(version), list_offered_programmes()
    context = {
        "family_name": display_name(family), "weighing_url": reverse("signalling:weigh", args=[family.public_id]),
        "name": text_of(programme.name), "summary": text_of(programme.summary), "owner": programme.owner,
        "ways": [
            {"label": text_of(get_programme(one).name), "url": _address(family, one), "current": one.pk == version.pk}
            for one in list_ways_of_finding().values()
        ],
        "outcomes": [_outcome(one, offered) for one in talk_outcomes_of(family)], "form": form or _form(family, version),
        "may_write": bool(may(current(), "weighing.write", related=True)),
    }  # fmt: skip
    return render(request, PAGE, context, status=status)


def _outcome(row: TalkOutcome, offered: Mapping[str, Programme]) -> dict[str, object]:
    programme = get_programme(row.version)
    rules = programme.forms.finding
    found, led = find_outcome(rules, row.outcome), leads_to(rules, row.outcome, offered=offered)
    return {
        "name": text_of(programme.name), "outcome": text_of(found.text) if found else row.outcome.replace("_", " "),
        "day": day(row.happened_on), "by": row.entered_by.name, "withdraw": row.public_id,
        "child": row.child.given_name if row.child else "",
        "leads_to": [*(str(ELSEWHERE[one]) for one in led.elsewhere), *(text_of(offered[one].name) for one in led.programmes)],
    }  # fmt: skip


def _address(family: Family, version: ProgrammeVersion) -> str:
    address = reverse("signalling:weigh_finding", args=[family.public_id])
    return f"{address}?{urlencode({'gesprek': version.programme})}"
