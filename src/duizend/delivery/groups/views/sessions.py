# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The roster of a session, for on a telephone; and moving a session or calling it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.catalogue.queries import get_programme_by_id
from duizend.delivery.groups import actions, words
from duizend.delivery.groups.forms import MoveForm, RosterForm, initial_move
from duizend.delivery.groups.permissions import MANAGE, RECORD, check_cohort, may_manage, may_record, open_session
from duizend.delivery.groups.queries import is_facilitator, list_facilitators, list_to_hear, read_roster
from duizend.delivery.groups.rules.members import count_roster
from duizend.delivery.groups.views.cohort_page import gap_words
from duizend.delivery.groups.views.frame import GET_OR_POST, attempt, do_or_tell, show_form, to_cohort
from duizend.ground.access.identity import current, note_read
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.groups.models import Session


@never_cache
@require_http_methods(GET_OR_POST)
def roster(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the roster of a session, and fill it in for who leads the group."""
    session = open_session(public_id)
    cohort, today = session.cohort, clock.today()
    found = read_roster(session)
    moment = words.moment_of(get_programme_by_id(cohort.version_id), session.moment)
    form = RosterForm(
        request.POST or None, roster=found, leading=list_facilitators(cohort, today),
        has_check=bool(moment and moment.check),
    )  # fmt: skip
    note_read("group.read", [cohort.public_id, *(member.family.public_id for member, _known in found)])
    if request.method == "POST":
        check_cohort(RECORD, cohort)
        changed: list[int] = []
        if attempt(form, lambda: changed.append(actions.fill_in(session, form.marks()))):
            _tell(request, changed[0])
            return redirect("groups:session", session.public_id)
    return show_form(request, "groups/roster.html", _page(session, form))


def _page(session: Session, form: RosterForm) -> dict[str, object]:
    cohort, identity = session.cohort, current()
    day = clock.local_day(session.starts_at)
    leads = is_facilitator(cohort, identity.account_id, clock.today())
    stands = session.called_off_at is None
    counted = count_roster([known.mark if known else "" for _member, known in form.roster])
    rows = []
    for row in form.rows():
        known = row["known"]
        kind, icon, label = words.MARKS[known.mark if known else ""]
        rows.append(row | {"chip": {"kind": kind, "icon": icon, "label": str(label)}})
    return {
        "form": form, "cohort": cohort, "session": session, "label": words.session_words(cohort, session),
        "when": words.when_words(session), "themes": words.theme_words(cohort, session), "rows": rows, "counted": counted,
        "may_fill_in": may_record(identity, leads=leads) and stands and day <= clock.today(),
        "may_manage": may_manage(identity), "is_ahead": day > clock.today(), "stands": stands,
        "gaps": [gap_words(one) for one in list_to_hear(cohort, clock.today(), account_id=identity.account_id)] if leads else [],
        "urls": {name: reverse(f"groups:{name}", args=[session.public_id]) for name in ("settle", "move", "call_off")},
    }  # fmt: skip


def _tell(request: HttpRequest, changed: int) -> None:
    if not changed:
        messages.info(request, _("Er is niets veranderd."))
        return
    said = ngettext("Bewaard voor %(count)d gezin.", "Bewaard voor %(count)d gezinnen.", changed)
    messages.success(request, said % {"count": changed})


@require_POST
def done(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that the roster is done, or take that back; what is open stays open."""
    session = open_session(public_id, RECORD)
    if request.POST.get("undo"):
        do_or_tell(request, lambda: actions.unsettle(session), _("De lijst staat weer open."))
    else:
        do_or_tell(request, lambda: actions.settle(session), _("Afgesloten. Wat open bleef, telt niet als afwezig."))
    return redirect("groups:session", session.public_id)


@require_http_methods(GET_OR_POST)
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Move a session to another time, for everybody."""
    session = open_session(public_id, MANAGE)
    form = MoveForm(request.POST or None, initial=initial_move(session))

    def deed() -> object:
        starts_at, ends_at = form.times()
        return actions.move_session(session, starts_at=starts_at, ends_at=ends_at)

    if attempt(form, deed):
        messages.success(request, _("Verzet: %(when)s.") % {"when": words.when_words(session)})
        return to_cohort(session.cohort)
    context = {
        "form": form, "cohort": session.cohort, "label": words.session_words(session.cohort, session),
        "when": words.when_words(session),
    }  # fmt: skip
    return show_form(request, "groups/move.html", context)


@require_POST
def call_off(request: HttpRequest, public_id: str) -> HttpResponse:
    """Call off a session for everybody, or let it stand again."""
    session = open_session(public_id, MANAGE)
    if request.POST.get("undo"):
        do_or_tell(request, lambda: actions.restore_session(session), _("De bijeenkomst gaat weer door."))
    else:
        do_or_tell(request, lambda: actions.call_off_session(session), _("Afgezegd. Niemand telt als afwezig."))
    return redirect("groups:session", session.public_id)
