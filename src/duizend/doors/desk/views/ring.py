# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the safeguarding ring keeps off a family's own list, released or looked at again; for the safeguarding lead alone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from duizend.doors.desk import words
from duizend.doors.desk.queries.ring import list_kept_families, read_guarded
from duizend.doors.desk.rules.queue import MOST_PAGES
from duizend.ground.access.actions import keep_ring, release_ring
from duizend.ground.access.identity import acting, check_may, current, note_read
from duizend.ground.access.queries import list_ring_decisions
from duizend.ground.access.rules.ring import KEPT, RELEASED
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import address_of
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families.permissions import within_reach
from duizend.record.families.queries import get_family

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.doors.desk.queries.ring import KeptFamily
    from duizend.ground.access.models import LogLine, RingDecision

DECISIONS = {
    (RELEASED, "family_informed"): gettext_lazy("Vrijgeven: de ouders weten ervan"),
    (RELEASED, "trail_closed"): gettext_lazy("Vrijgeven: de meldcode is afgesloten"),
    (RELEASED, "no_longer_needed"): gettext_lazy("Vrijgeven: er was geen zorg, of die is er niet meer"),
    (KEPT, "safety"): gettext_lazy("Nog afgeschermd: om de veiligheid van het kind"),
    (KEPT, "others_at_risk"): gettext_lazy("Nog afgeschermd: om de veiligheid van iemand anders"),
    (KEPT, "trail_open"): gettext_lazy("Nog afgeschermd: de meldcode loopt nog"),
}
PILL = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
DAY = {"class": "utrecht-textbox utrecht-textbox--html-input", "type": "date"}


class RingForm(forms.Form):
    """What is decided about the guarded lines, and up to which day they are released."""

    use_required_attribute = False

    decision = forms.ChoiceField(
        label=gettext_lazy("Wat besluit je?"), widget=forms.RadioSelect(attrs=PILL),
        choices=[(f"{kind}.{reason}", label) for (kind, reason), label in DECISIONS.items()],
        error_messages={"required": gettext_lazy("Kies er een.")},
    )  # fmt: skip
    until = forms.DateField(
        label=gettext_lazy("Vrijgeven tot en met"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        help_text=gettext_lazy("Niets ingevuld is tot en met nu."),
    )  # fmt: skip

    def clean_until(self) -> datetime:
        """Return the end of that day, or this moment when the day is not over."""
        day, now = self.cleaned_data["until"], clock.real_now()
        if day is None or day == clock.local_day(now):
            return now
        if day > clock.local_day(now):
            raise forms.ValidationError(_("Vrijgeven kan tot en met vandaag, niet vooruit."))
        return clock.at(day + timedelta(days=1), time()) - timedelta(microseconds=1)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guarded(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what is kept off this family's list, and release it or write down that it stays so."""
    check_may("log.guarded", subjects=[public_id])
    with within_reach("log.guarded", public_id):
        family = get_family(public_id)
    form = RingForm(request.POST if request.method == "POST" else None)
    here = address_of("desk:guarded", public_id)
    if form.is_valid():
        try:
            with acting(current()):
                said = _decide(public_id, form)
            messages.success(request, said)
            return redirect(here)
        except NotPermitted:
            raise
        except ActionRefused as refusal:
            form.add_error(None, refusal.reason)
    note_read("ring.read", [public_id])
    page = read_guarded(public_id, before=_before(request))
    context = {
        "title": words.family_title(family), "url": address_of("desk:family", public_id), "form": form,
        "rows": [_line(line, page.names.get(line.account, "")) for line in page.lines],
        "next_url": f"{here}?voor={page.next_before}" if page.next_before else "",
        "is_later": "voor" in request.GET, "first_url": here,
        "decisions": [_decision(one, page.names) for one in list_ring_decisions(public_id)],
    }  # fmt: skip
    return render(request, "desk/guarded.html", context, status=422 if form.errors else 200)


def _decide(public_id: str, form: RingForm) -> str:
    kind, _dot, reason = form.cleaned_data["decision"].partition(".")
    if kind == RELEASED:
        release_ring(public_id, until=form.cleaned_data["until"], reason=reason)
        return _("Vrijgegeven. Het staat nu op de lijst van het gezin.")
    keep_ring(public_id, reason=reason)
    return _("Vastgelegd. Over een half jaar staat dit gezin hier weer.")


@require_safe
def ring_due(request: HttpRequest) -> HttpResponse:
    """List the families of whom something is guarded, whose turn it is to be looked at first."""
    check_may("log.guarded")
    asked = request.GET.get("blad", "")
    number = min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    found, has_more = list_kept_families(number)
    note_read("ring.listed", [kept.family.public_id for kept in found])
    now, here = clock.real_now(), reverse("desk:ring_due")
    parts = [
        {"title": _("Nu bekijken"), "rows": [_kept(one) for one in found if one.lines.due_at <= now]},
        {"title": _("Later"), "rows": [_kept(one) for one in found if one.lines.due_at > now]},
    ]
    context = {
        "parts": [part for part in parts if part["rows"]],
        "before_url": f"{here}?blad={number - 1}" if number > 1 else "",
        "next_url": f"{here}?blad={number + 1}" if has_more else "",
    }  # fmt: skip
    return render(request, "desk/ring_due.html", context)


def _before(request: HttpRequest) -> int | None:
    asked = request.GET.get("voor", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else None


def _moment(at: datetime) -> str:
    local = clock.local_time(at)
    return f"{words.full_date(local.date())} {words.clock_time(local)}"


def _line(line: LogLine, name: str) -> dict[str, object]:
    return {
        "name": name or _("Onbekend account"), "when": _moment(line.at), "refused": line.outcome == "refused",
        "what": words.event_words(line.event),
    }  # fmt: skip


def _decision(one: RingDecision, names: dict[str, str]) -> dict[str, object]:
    return {
        "label": DECISIONS[one.kind, one.reason], "when": _moment(one.decided_at),
        "name": names.get(one.decided_by, "") or _("Onbekend account"), "until": _moment(one.until) if one.until else "",
    }  # fmt: skip


def _kept(one: KeptFamily) -> dict[str, object]:
    return {
        "title": words.family_title(one.family), "url": address_of("desk:guarded", one.family.public_id),
        "since": words.full_date(clock.local_day(one.lines.oldest_at)), "count": one.lines.count,
        "due": words.full_date(clock.local_day(one.lines.due_at)),
    }  # fmt: skip
