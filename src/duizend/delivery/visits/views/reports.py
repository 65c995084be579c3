# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a recorded visit comes out as: the summary to copy, who recorded it, and correcting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.delivery.contacts.queries import list_appointments_of, list_versions
from duizend.delivery.contacts.words import moment_words, text_of, weekday_date
from duizend.delivery.visits.actions import correct_visit, mark_taken_over, withdraw_visit
from duizend.delivery.visits.forms import TOPIC, VisitForm
from duizend.delivery.visits.permissions import open_contact
from duizend.delivery.visits.queries import find_visit
from duizend.delivery.visits.views.pages import Surroundings
from duizend.delivery.visits.words import write_summary
from duizend.ground.access.identity import acting, current, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families.queries import list_statements
from duizend.record.families.words import statement_rows

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from duizend.delivery.contacts.models import Appointment, Contact
    from duizend.delivery.visits.models import Topic, Visit

FIELD_OF_REFUSAL = dict.fromkeys(("day_in_the_future", "step_does_not_fit", "correction_does_not_fit"), "happened_on")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def summary(request: HttpRequest, contact_id: str) -> HttpResponse:
    """Show a recorded visit with its summary; record that the summary was taken over into the dossier."""
    contact = open_contact(contact_id)
    visit = find_visit(contact)
    if request.method == "POST":
        if "taken_over" in request.POST and visit is not None:
            visit.family = contact.family
            mark_taken_over(visit)
        return redirect("visits:summary", contact_id)
    versions = list_versions(contact)
    note_read("visit.read", [contact.family.public_id])
    return render(request, "visits/summary.html", _summary_page(contact, visit, versions))


def _summary_page(contact: Contact, visit: Visit | None, versions: list[Contact]) -> dict[str, object]:
    around = Surroundings(contact, contact.happened_on)
    following = _following(contact)
    themes = {theme.id: text_of(theme.text) for theme in around.programme.themes}
    standing = versions[-1]
    text = ""
    if visit is not None:
        named = [themes.get(theme, theme) for theme in visit.themes]
        text = write_summary(contact, visit, label=around.label(), themes=named, following=following)
    return {
        "contact": contact,
        "standing": None if standing.pk == contact.pk else standing,
        "summary": {"text": text, "taken_over": visit is not None and visit.taken_over_at is not None},
        "taken_over_label": _taken_over(visit),
        "next_label": moment_words(clock.local_time(following.starts_at)) if following else "",
        "versions": [_version(version, current_one=contact) for version in versions],
        "statements": statement_rows(
            list_statements(contact.family_id, "contact", ids=[version.public_id for version in versions])
        ),
        "visit": {
            "family_name": around.family_name(), "family_url": around.family_url(), "about": around.about(),
            "back_url": reverse("desk:today"), "happened_label": weekday_date(contact.happened_on),
            "by": contact.professional.name, "last": not following and not _more_to_come(around),
        },
    }  # fmt: skip


def _following(contact: Contact) -> Appointment | None:
    """Return the appointment that was planned after this contact, if any."""
    after = contact.appointment.starts_at if contact.appointment else contact.entered_at
    planned = list_appointments_of(contact.trajectory)
    return next((a for a in planned if a.starts_at > after and a.pk != contact.appointment_id), None)


def _more_to_come(around: Surroundings) -> bool:
    keys = [contact.key for contact in around.contacts]
    return around.may_plan and around.held.moment in keys[:-1]


def _taken_over(visit: Visit | None) -> str:
    if visit is None or visit.taken_over_at is None:
        return ""
    local = clock.local_time(visit.taken_over_at)
    return _("Overgenomen op %(day)s om %(time)s door %(name)s.") % {
        "day": weekday_date(local.date()), "time": f"{local:%H:%M}", "name": visit.taken_over_by.name,
    }  # fmt: skip


def _version(version: Contact, *, current_one: Contact) -> dict[str, object]:
    local = clock.local_time(version.entered_at)
    words = {"day": weekday_date(local.date()), "time": f"{local:%H:%M}", "name": version.entered_by.name}
    if version.withdrawn:
        text = _("Ingetrokken op %(day)s om %(time)s door %(name)s: ging niet door.") % words
    elif version.corrects_id:
        text = _("Gewijzigd op %(day)s om %(time)s door %(name)s.") % words
    else:
        text = _("Vastgelegd op %(day)s om %(time)s door %(name)s.") % words
    shown = version.pk == current_one.pk
    return {"text": text, "url": "" if shown else reverse("visits:summary", args=[version.public_id])}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, contact_id: str) -> HttpResponse:
    """Correct a recorded visit: the form as it was filled in; saving adds a version, nothing is overwritten."""
    if request.method != "POST":
        return show_correction(request, contact_id)
    contact = open_contact(contact_id)
    around = Surroundings(contact, contact.happened_on)
    form = _make_form(around, _written(contact), data=request.POST)
    if form.is_valid():
        try:
            with acting(current()):
                visit = correct_visit(contact, form.said())
        except NotPermitted:
            raise
        except ActionRefused as refusal:
            form.add_error(FIELD_OF_REFUSAL.get(refusal.code), refusal.reason)
        else:
            messages.success(request, _("De wijziging is vastgelegd. De vorige versie blijft bewaard."))
            return redirect("visits:summary", visit.contact.public_id)
    return _show_form(request, form, around=around, status=422)


def show_correction(request: HttpRequest, contact_id: str, *, typed: QueryDict | None = None) -> HttpResponse:
    """Show the form of a correction, with what was recorded, or with what somebody typed after it was."""
    contact = open_contact(contact_id)
    around = Surroundings(contact, contact.happened_on)
    visit = _written(contact)
    if typed is None:
        return _show_form(request, _make_form(around, visit, initial=_initial(contact, visit)), around=around)
    form = _make_form(around, visit, data=typed)
    form.add_error(None, _("Dit bezoek was al afgerond. Wat jij typte staat hieronder: sla het op als wijziging."))
    return _show_form(request, form, around=around, status=409)


def _written(contact: Contact) -> Visit | None:
    """Return what was written of a contact, or of the one it withdrew."""
    visit = find_visit(contact)
    return visit if visit or contact.corrects is None else find_visit(contact.corrects)


def _make_form(around: Surroundings, visit: Visit | None, **words: object) -> VisitForm:
    topics: dict[str, Topic] = {row.topic.public_id: row.topic for row in visit.topic_outcomes.all()} if visit else {}
    topics |= {topic.public_id: topic for topic in around.open_topics}
    return VisitForm(topics=list(topics.values()), themes=around.themes(), window=None, **words)


def _initial(contact: Contact, visit: Visit | None) -> dict[str, object]:
    initial: dict[str, object] = {"happened_on": contact.happened_on}
    if visit is not None:
        initial |= {TOPIC + row.topic.public_id: row.outcome for row in visit.topic_outcomes.all()}
        initial |= {"goes_well": visit.goes_well, "talked_about": visit.talked_about, "agreements": visit.agreements}
        initial["themes"] = visit.themes
    return initial


def _show_form(request: HttpRequest, form: VisitForm, *, around: Surroundings, status: int = 200) -> HttpResponse:
    contact = around.held
    note_read("visit.read", [contact.family.public_id])
    address = [contact.public_id]
    page = {
        "form": form,
        "topics": form.topic_fields,
        "visit": {
            "family_name": around.family_name(), "about": around.about(), "url": reverse("visits:correct", args=address),
            "back_url": reverse("visits:summary", args=address), "topics_title": _("Onderwerpen"),
            "withdraw_url": "" if contact.withdrawn else reverse("visits:withdraw", args=address),
        },
    }  # fmt: skip
    return render(request, "visits/correct.html", page, status=status)


@never_cache
@require_POST
def withdraw(request: HttpRequest, contact_id: str) -> HttpResponse:
    """Record that a visit did not take place after all; what was written stays readable."""
    contact = open_contact(contact_id)
    if contact.withdrawn:
        return redirect("visits:summary", contact_id)
    try:
        with acting(current()):
            withdrawn = withdraw_visit(contact)
    except NotPermitted:
        raise
    except ActionRefused as refusal:
        messages.error(request, refusal.reason)
        return redirect("visits:summary", contact_id)
    messages.success(
        request, _("Vastgelegd dat dit bezoek niet doorging. Het telt niet mee; wat er stond blijft bewaard.")
    )
    return redirect("visits:summary", withdrawn.public_id)
