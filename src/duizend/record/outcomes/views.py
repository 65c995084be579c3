# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is measured of a family: what can be now, what was, what would rather not be; and recording one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.ground.access.identity import current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.families.queries import display_name
from duizend.record.instruments.queries import list_current_instruments
from duizend.record.instruments.rules.instrument import plain
from duizend.record.outcomes import actions
from duizend.record.outcomes.forms import BaselineForm, MeasurementForm
from duizend.record.outcomes.permissions import WRITE, open_family, open_measurement
from duizend.record.outcomes.queries import is_baseline, lay_out_family, person_key
from duizend.record.outcomes.rules.measuring import LOST, REFUSED, Found
from duizend.record.outcomes.rules.moments import BASELINE, CHILD, PARENT, find_outcome, state_of_slot
from duizend.record.outcomes.words import CATEGORY_WORDS, OFFERED, STATE_WORDS, day, moment_words, text_of
from duizend.record.trajectories.queries import programme_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.record.families.models import Family
    from duizend.record.outcomes.models import Measurement
    from duizend.record.outcomes.queries import Laid
    from duizend.record.outcomes.rules.moments import Slot

GET_OR_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(GET_OR_POST)
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what is measured of a family in every programme; offer the first questions, or note that it would rather not."""
    if request.method == "POST":
        family = open_family(public_id, WRITE)
        found = _find(family, request.POST)
        if found is None:
            return _gone(request, public_id)
        _do(*found, request.POST)
        messages.success(request, _("Vastgelegd."))
        return redirect("outcomes:page", public_id)
    return _page(request, open_family(public_id))


def _do(laid: Laid, slot: Slot, said: Mapping[str, str]) -> None:
    today, do = clock.today(), said.get("do", "")
    if do == "offer" and is_baseline(slot):
        actions.offer_baseline(laid.trajectory, on=today)
    elif do == "refuse" and is_baseline(slot):
        actions.refuse_baseline(laid.trajectory, on=today)
    elif do in ("refuse", "lost") and not is_baseline(slot):
        how, checked = REFUSED if do == "refuse" else LOST, bool(said.get("contact_checked"))
        actions.record_measurement(laid.trajectory, slot.key, Found(how, contact_checked=checked), on=today)
    else:
        raise ActionRefused("no_such_deed", _("Dit kan hier niet."))


def _gone(request: HttpRequest, public_id: str) -> HttpResponse:
    """Go back to the page: what somebody wanted to record is not registered for this family, or no longer."""
    messages.error(request, _("Deze meting staat er niet (meer)."))
    return redirect("outcomes:page", public_id)


def _page(request: HttpRequest, family: Family, status: int = 200) -> HttpResponse:
    note_read("measurement.read", [family.public_id])
    writes = bool(may(current(), WRITE, related=True))
    context = {
        "family_id": family.public_id, "family_name": display_name(family) or _("Gezin zonder naam"),
        "programmes": [_programme(family, laid, writes=writes) for laid in lay_out_family(family)],
    }  # fmt: skip
    return render(request, "outcomes/page.html", context, status=status)


def _page_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    messages.error(request, refusal.reason)
    return _page(request, open_family(public_id), 409)


page.show_again = _page_again


def _programme(family: Family, laid: Laid, *, writes: bool) -> dict[str, object]:
    """Tell of one programme: what can be measured now, what came out, and how many are still to come."""
    today, names = clock.today(), _names(family)
    lines = [_line(laid, slot, today, names, writes=writes) for slot in laid.slots]
    return {
        "id": laid.trajectory.public_id, "name": text_of(programme_of(laid.trajectory).name),
        "open": [one for one in lines if one["state"] == "open"],
        "done": [one for one in lines if one["state"] not in ("open", "not_due")],
        "to_come": sum(1 for one in lines if one["state"] == "not_due"),
        "is_quiet": any(slot.is_quiet(today) for slot in laid.slots if not slot.is_far),
    }  # fmt: skip


def _names(family: Family) -> dict[str, tuple[str, str]]:
    """Return of everybody in a family the public id and the first name, by the key of the rules."""
    people = {person_key(PARENT, one.pk): one for one in family.parents.all()}
    people |= {person_key(CHILD, one.pk): one for one in family.children.all()}
    return {key: (one.public_id, one.given_name or _("het kind")) for key, one in people.items()}


def _line(laid: Laid, slot: Slot, today: date, names: dict[str, tuple[str, str]], *, writes: bool) -> dict[str, object]:
    state, row = state_of_slot(slot, today), laid.rows.get(slot.key)
    whose, name = names.get(slot.who, ("", ""))
    to_offer = is_baseline(slot) and laid.offered is None
    chip = OFFERED if state == "open" and is_baseline(slot) and laid.offered else STATE_WORDS[state]
    about = {"programme": laid.trajectory.public_id, "outcome": slot.outcome, "moment": slot.moment, "whose": whose}
    return {
        "state": state, "name": _name(laid, slot), "whose": name, "moment": moment_words(slot.moment),
        "chip": {"kind": chip[0], "label": chip[1]}, "about": about, "to_offer": writes and to_offer,
        "until": day(slot.window.until_on) if slot.window and state == "open" else "",
        "record_url": f"{reverse('outcomes:record', args=[laid.trajectory.family.public_id])}?{urlencode(about)}",
        "is_far": slot.is_far, "writes": writes and not to_offer, "is_baseline": is_baseline(slot), "found": _found(row) if row else "",
        "judgement": row.judgement if row else "", "when": day(row.happened_on) if row else "",
        "by": row.entered_by.name if row else "", "undo_id": row.public_id if row and writes else "",
    }  # fmt: skip


def _name(laid: Laid, slot: Slot) -> str:
    outcome = find_outcome(programme_of(laid.trajectory), slot.outcome)
    return text_of(outcome.text) if outcome else _("Eerste vragen")


def _found(row: Measurement) -> str:
    """Put what came out in words; "" where nothing did."""
    if row.score is not None:
        return _("%(score)s op %(instrument)s") % {"score": plain(row.score), "instrument": row.instrument}
    if row.answers:
        return _("%(count)d antwoorden") % {"count": len(row.answers)}
    return str(CATEGORY_WORDS.get(row.category, ""))


def _find(family: Family, said: Mapping[str, str]) -> tuple[Laid, Slot] | None:
    """Find the measurement that a page names by programme, outcome, moment and whose it is; None for one that is not there."""
    keys = {public_id: key for key, (public_id, _given) in _names(family).items()}
    who = keys.get(said.get("whose", ""), "")
    for laid in lay_out_family(family):
        slot = laid.find(said.get("outcome", ""), said.get("moment", ""), who)
        if laid.trajectory.public_id == said.get("programme") and slot is not None:
            return laid, slot
    return None


@never_cache
@require_http_methods(GET_OR_POST)
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record what came out of one measurement, or what was answered to the first questions."""
    family = open_family(public_id, WRITE)
    found = _find(family, request.GET)
    if found is None:
        return _gone(request, public_id)
    laid, slot = found
    form = _form(request, laid, slot)
    if not form.is_valid():
        return _record_page(request, family, laid, slot, form, 422 if form.is_bound else 200)
    if isinstance(form, BaselineForm):
        actions.answer_baseline(laid.trajectory, form.answers(), on=form.cleaned_data["on"])
    else:
        said = {"on": form.cleaned_data["on"], "instrument": form.version()}
        actions.record_measurement(laid.trajectory, slot.key, form.found(), **said)
    messages.success(request, _("De meting is vastgelegd."))
    return redirect("outcomes:page", public_id)


def _form(request: HttpRequest, laid: Laid, slot: Slot) -> MeasurementForm | BaselineForm:
    typed = request.POST if request.method == "POST" else None
    initial = {"on": clock.today()}
    if slot.outcome == BASELINE:
        return BaselineForm(typed, questions=programme_of(laid.trajectory).questions, initial=initial)
    return MeasurementForm(typed, instruments=list_current_instruments(), initial=initial, is_far=slot.is_far)


def _record_page(
    request: HttpRequest, family: Family, laid: Laid, slot: Slot, form: MeasurementForm | BaselineForm, status: int
) -> HttpResponse:  # fmt: skip
    note_read("measurement.read", [family.public_id])
    _whose, name = _names(family).get(slot.who, ("", ""))
    context = {
        "family_id": family.public_id, "family_name": display_name(family) or _("Gezin zonder naam"), "form": form,
        "name": _name(laid, slot), "whose": name, "moment": moment_words(slot.moment), "is_baseline": is_baseline(slot),
        "programme": text_of(programme_of(laid.trajectory).name), "is_far": slot.is_far,
        "safe_contacts": [(parent.given_name, parent.safe_contact) for parent in family.parents.all() if parent.safe_contact],
    }  # fmt: skip
    return render(request, "outcomes/record.html", context, status=status)


def _record_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    family = open_family(public_id, WRITE)
    found = _find(family, request.GET)
    if found is None:
        return _gone(request, public_id)
    laid, slot = found
    form = _form(request, laid, slot)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _record_page(request, family, laid, slot, form, 409)


record.show_again = _record_again


@never_cache
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back a measurement that was a wrong click."""
    row = open_measurement(public_id)
    actions.withdraw_measurement(row)
    messages.success(request, _("Ongedaan gemaakt."))
    return redirect("outcomes:page", row.family.public_id)
