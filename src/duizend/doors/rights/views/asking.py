# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a family asks of its file: noting it, the three looks, the answer, and the copy itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from duizend.doors.rights import actions, paper, words
from duizend.doors.rights.forms import (
    AnswerForm,
    CheckForm,
    EndForm,
    ExtendForm,
    ReceiptForm,
    RefuseForm,
    RequestForm,
    StatementForm,
)
from duizend.doors.rights.permissions import READ, WRITE
from duizend.doors.rights.queries.corrections import list_contacts, statements_of
from duizend.doors.rights.queries.due import files_together
from duizend.doors.rights.queries.requests import (
    DAYS_TO_FETCH,
    answered_by,
    get_request,
    list_requests_of,
    released_on,
    steps_of,
)
from duizend.doors.rights.rules.objections import holds
from duizend.doors.rights.rules.requests import (
    CORRECTION,
    DESTRUCTION,
    MOVING,
    OBJECTION,
    OTHER_PARENT,
    THIRD_PARTIES,
    WITH_FILE,
    is_open,
    left_out,
    may_hand_over,
    missing_checks,
)
from duizend.doors.rights.views.moving import move_on_page
from duizend.ground.access.identity import note_read
from duizend.ground.kernel import clock
from duizend.ground.region.queries import get_region
from duizend.record.families.models import Child
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import display_name, get_family
from duizend.record.families.words import day_words, statement_rows

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest

    from duizend.doors.rights.models import Request, RequestStep
    from duizend.record.families.models import Family

GET_OR_POST = ["GET", "HEAD", "POST"]
# Where it stands that can be disputed; the report of a contact is opened from there by whoever wrote it.
PAGES = {"file": "desk:family", "people": "families:people", "weighing": "signalling:weigh", "contact": "desk:family"}
FORMS = {
    "check": CheckForm, "extend": ExtendForm, "refuse": RefuseForm, "settle": AnswerForm, "uphold": AnswerForm, "end": EndForm,
    "grant": AnswerForm, "state": StatementForm, "receive": ReceiptForm,
}  # fmt: skip
ACTS = {
    "check": actions.note_check, "extend": actions.extend, "refuse": actions.refuse, "settle": actions.settle,
    "uphold": actions.uphold, "end": actions.end_objection,
    "grant": actions.grant_correction, "state": actions.add_statement, "receive": actions.note_receipt,
}  # fmt: skip


@never_cache
@require_http_methods(GET_OR_POST)
def family(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what was asked of a family's file, and note a new request."""
    with within_reach(READ, public_id):
        found = get_family(public_id)
    check_family(READ, found)
    form = _request_form(request, found)
    if request.method != "POST" or not form.is_valid():
        return _show_family(request, found, form)
    said, who = form.cleaned_data, form.people[form.cleaned_data["who"]]
    child = who if isinstance(who, Child) else None
    asked = actions.Asked(
        said["kind"], said["on"], said["identity_seen"], None if child else who, child, said["words"], said["scope"],
        said["about"], said["about_id"], said["recipient"],
    )  # fmt: skip
    made = actions.record_request(found, asked)
    messages.success(request, _("Vastgelegd. Hieronder staat wat er nog moet gebeuren."))
    return redirect("rights:request", made.public_id)


def _request_form(request: HttpRequest, found: Family) -> RequestForm:
    contacts = list_contacts(files_together(found.pk))
    return RequestForm(request.POST or None, family=found, contacts=contacts, initial={"on": clock.today()})


def _show_family(request: HttpRequest, found: Family, form: forms.Form, *, status: int = 200) -> HttpResponse:
    note_read("rights.family", [found.public_id])
    context = {
        "family_name": display_name(found) or _("Gezin zonder naam"), "family_id": found.public_id, "form": form,
        "rows": [row_of(one) for one in list_requests_of(found.pk)],
    }  # fmt: skip
    return render(request, "rights/family.html", context, status=422 if form.errors and status == 200 else status)


def _family_again(request: HttpRequest, refusal: object, public_id: str) -> HttpResponse:
    found = get_family(public_id)
    check_family(READ, found)
    form = _request_form(request, found)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _show_family(request, found, form, status=409)


family.show_again = _family_again


@never_cache
@require_http_methods(GET_OR_POST)
def request_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a request with what was done, and take the next step."""
    asked = _open(public_id)
    doing = request.POST.get("do", "")
    if request.method != "POST":
        return _show(request, asked)
    form = FORMS[doing](request.POST) if doing in FORMS else None
    if form is not None and not form.is_valid():
        return _show(request, asked, {doing: form}, status=422)
    if doing == "destroy":
        proposed = actions.propose_on_request(asked)
        return redirect("rights:destruction", proposed.public_id)
    if doing == "release":
        actions.release(asked)
    elif form is not None:
        ACTS[doing](asked, **form.cleaned_data)
    else:
        return _show(request, asked, status=422)
    messages.success(request, _("Vastgelegd."))
    return redirect("rights:request", asked.public_id)


def _request_again(request: HttpRequest, refusal: object, public_id: str) -> HttpResponse:
    return _show(request, _open(public_id), error=refusal.reason, status=409)


request_page.show_again = _request_again


@never_cache
@require_safe
def copy(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Hand over a released copy; made now from the record, and kept nowhere."""
    asked = _open(public_id, WRITE)
    parts = actions.hand_over(asked, form=kind)
    with override("nl"):
        title, lines = (
            f"{_TITLES.get(asked.kind, 'Afschrift van het dossier')}, {day_words(clock.today())}",
            _lines(asked),
        )
        made = paper.as_pdf(title, lines, parts) if kind == "pdf" else paper.as_json(title, lines, parts)
    answer = HttpResponse(made, content_type="application/pdf" if kind == "pdf" else "application/json")
    answer["Content-Disposition"] = f'attachment; filename="afschrift-{asked.public_id}.{kind}"'
    return answer


_TITLES = {MOVING: "Overdracht van een dossier"}


def _lines(asked: Request) -> list[str]:
    """Say on the copy whose it is, who looked, and what is left out on which ground. Of the meldcode it says nothing."""
    who = asked.parent or asked.child
    looked = [step for step in asked.steps.all() if step.kind == "checked"]
    out = left_out(steps_of(asked))
    grounds = [
        f"Niet in dit afschrift: {str(words.ABOUT_WORDS[step.about]).lower()}. Grond: {step.words}"
        for step in looked
        if step.about in out and step.about in (OTHER_PARENT, THIRD_PARTIES) and step.found == "left_out"
    ]
    names = ", ".join(sorted({step.entered_by.name for step in looked}))
    return [
        f"Gevraagd door {who.given_name} op {day_words(asked.asked_on)}. Verantwoordelijke: {get_region().controller}.",
        f"Bestemd voor {asked.recipient}, die het gezin verder helpt. Bevestig dat dit is aangekomen." if asked.recipient else "",
        f"Nagekeken door {names}." if names else "", *grounds,
        "Wie uw dossier bekeek, staat op de bladzijde Wie keek mee; vraag ernaar.",
        "Klopt er iets niet, of mist u iets? U kunt uw eigen verklaring laten toevoegen. U kunt ook een klacht indienen bij de "
        "Autoriteit Persoonsgegevens.",
    ]  # fmt: skip


def _open(public_id: str, deed: str = READ) -> Request:
    with within_reach(deed, public_id):
        asked = get_request(public_id)
    check_family(deed, asked.family)
    return asked


def _show(
    request: HttpRequest,
    asked: Request,
    given: dict[str, forms.Form] | None = None,
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    note_read("rights.request", [asked.family.public_id])
    steps = steps_of(asked)
    opened, with_file = is_open(steps), asked.kind in WITH_FILE
    made = {name: (given or {}).get(name) or form(auto_id=f"{name}_%s") for name, form in FORMS.items()}
    context = {
        **row_of(asked), **made, "family_name": display_name(asked.family) or _("Gezin zonder naam"),
        "family_id": asked.family.public_id, "identity": words.IDENTITY_WORDS[asked.identity_seen], "words": asked.words,
        "steps": [_step_row(step) for step in sorted(asked.steps.all(), key=lambda one: one.pk)],
        "missing": [words.ABOUT_WORDS[about] for about in missing_checks(steps)] if with_file else [],
        "with_file": with_file, "may_destroy": opened and asked.kind == DESTRUCTION, "error": error,
        "is_objection": asked.kind == OBJECTION, "holds": holds(asked.kind, steps), **_disputed(asked), **move_on_page(asked),
        **_file(asked),
    }  # fmt: skip
    return render(request, "rights/request.html", context, status=status)


def _file(asked: Request) -> dict[str, object]:
    """Say where a released file is fetched, as long as it can be."""
    released = released_on(asked)
    open_to_fetch = may_hand_over(steps_of(asked), today=clock.today(), released_on=released, days=DAYS_TO_FETCH)
    address = {kind: reverse("rights:copy", args=[asked.public_id, kind]) for kind in ("pdf", "json")}
    return {
        "is_released": released is not None, "pdf_url": address["pdf"] if open_to_fetch else "",
        "json_url": address["json"] if open_to_fetch else "",
    }  # fmt: skip


def _disputed(asked: Request) -> dict[str, object]:
    """Say of a request to correct where it stands that is disputed, and what they stated themselves."""
    if asked.kind != CORRECTION:
        return {"is_correction": False}
    return {
        "is_correction": True, "disputed_url": reverse(PAGES[asked.about], args=[asked.family.public_id]),
        "statements": statement_rows(statements_of(asked)),
    }  # fmt: skip


def row_of(asked: Request) -> dict[str, object]:
    """Return a request as a list shows it: what, by whom, when, and by when it is answered."""
    who, steps = asked.parent or asked.child, steps_of(asked)
    opened = is_open(steps)
    by = answered_by(asked)
    late = opened and by < clock.today()
    what = str(words.REQUEST_WORDS[asked.kind])
    of_what = words.SCOPE_WORDS.get(asked.scope) or words.DISPUTED_WORDS.get(asked.about)
    return {
        "what": f"{what}. {of_what}" if of_what else what,
        "who": who.given_name if who else "", "on": day_words(asked.asked_on),
        "by": day_words(by), "is_open": opened, "is_late": late, "url": reverse("rights:request", args=[asked.public_id]),
    }  # fmt: skip


def _step_row(step: RequestStep) -> dict[str, object]:
    return {
        "what": words.STEP_WORDS[step.kind], "about": words.ABOUT_WORDS.get(step.about, ""),
        "found": words.FOUND_WORDS.get(step.found, ""), "words": step.words, "by": step.entered_by.name,
        "on": day_words(step.happened_on), "until": day_words(step.until_on) if step.until_on else "",
    }  # fmt: skip
