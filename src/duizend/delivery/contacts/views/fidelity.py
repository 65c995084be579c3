# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was planned beside what took place: of one family, and of one's own families. No grade, and of no colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from duizend.delivery.contacts.actions.dialling import GOES_ON
from duizend.delivery.contacts.permissions import PLAN, open_trajectory_to_compare
from duizend.delivery.contacts.queries import list_all_diallings
from duizend.delivery.contacts.queries.fidelity import list_own_fidelity, read_fidelity
from duizend.delivery.contacts.rules.fidelity import NOTHING_RECORDED, PAUSED, Share, add_up
from duizend.delivery.contacts.rules.not_held import REASON_WORDS
from duizend.delivery.contacts.words import DIRECTION_WORDS, phase_words, text_of, weekday_date
from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.workforce.queries import find_professional_of
from duizend.record.families.queries import display_name
from duizend.record.trajectories.queries import current_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.rules.programme import Programme
    from duizend.delivery.contacts.models import Dialling
    from duizend.delivery.contacts.queries.fidelity import Fidelity
    from duizend.delivery.contacts.rules.fidelity import Kept

Rows = list[dict[str, object]]
LIST = "family.list"


@never_cache
@require_safe
def fidelity(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show of one trajectory what was planned and what took place, and in which phases there are fewer or more."""
    trajectory = open_trajectory_to_compare(public_id)
    found = read_fidelity([trajectory])[0]
    note_read("fidelity.read", [trajectory.family.public_id])
    rules = found.programme.forms.dialling
    may_dial = rules is not None and bool(may(current(), PLAN, related=True)) and current_state(trajectory) in GOES_ON
    page = {
        "family_id": trajectory.family.public_id, "family_name": display_name(trajectory.family) or _("Gezin zonder naam"),
        "programme": text_of(found.programme.name), "until": weekday_date(found.on),
        "phases": _phases(found), "total": _total(found.kept),
        "measures": _measures(found.programme, add_up(found.kept)), "reasons": _reasons(found.kept),
        "diallings": [_dialling(row, found.programme, may_change=may_dial) for row in reversed(found.diallings)],
        "allowed": [text_of(phase.text) for phase in rules.phases] if rules else [],
        "own_url": reverse("contacts:own_fidelity") if "nurse" in current().roles else "",
        "dial_url": reverse("contacts:dial", args=[public_id]) if may_dial else "",
        "history": [_told(row) for row in list_all_diallings(trajectory)] if rules else [],
        "printed_on": f"{clock.today():%d-%m-%Y}",
    }  # fmt: skip
    return render(request, "contacts/fidelity.html", page)


@never_cache
@require_safe
def own_fidelity(request: HttpRequest) -> HttpResponse:
    """Show of one's own families, per programme, what was planned and what took place; of nobody else's."""
    check_may(LIST)
    professional = find_professional_of(current().account_id)
    found = list_own_fidelity(professional) if professional else []
    note_read("fidelity.read", list(dict.fromkeys(one.trajectory.family.public_id for one in found)))
    by_programme: dict[str, list[Fidelity]] = {}
    for one in found:
        by_programme.setdefault(text_of(one.programme.name), []).append(one)
    page = {
        "programmes": [_programme(name, own) for name, own in sorted(by_programme.items())],
        "until": weekday_date(clock.today()),
    }
    return render(request, "contacts/own_fidelity.html", page)


def _programme(name: str, own: Sequence[Fidelity]) -> dict[str, object]:
    """Tell of one programme; versions of it are taken together, the measures are those of the newest."""
    kept = [row for one in own for row in one.kept]
    newest = max((one.programme for one in own), key=lambda programme: programme.valid_from)
    families = [
        {
            "name": display_name(one.trajectory.family) or _("Gezin zonder naam"),
            "url": reverse("contacts:fidelity", args=[one.trajectory.public_id]), **_total(one.kept),
            "fewer": any(row.direction == "fewer" for row in one.diallings),
            "more": any(row.direction == "more" for row in one.diallings),
        }
        for one in own
    ]  # fmt: skip
    return {
        "name": name, "families": sorted(families, key=lambda row: str(row["name"])), "total": _total(kept),
        "measures": _measures(newest, add_up(kept)), "reasons": _reasons(kept),
    }  # fmt: skip


def _total(kept: Iterable[Kept]) -> dict[str, object]:
    total = add_up(kept)
    return {"received": total.received, "asked": total.asked, "had": total.had} | {"range": _range(total)}


def _range(kept: Kept) -> str:
    least, most = kept.allowed.least, kept.allowed.most
    return str(most) if least == most else f"{least}–{most}"


def _phases(found: Fidelity) -> Rows:
    """Tell per phase what was asked and what took place, with what was chosen of fewer or more that holds now."""
    holds = {row.phase: row for row in found.diallings if row.from_on <= found.on}
    rows: Rows = []
    for kept in found.kept:
        row = holds.get(kept.phase or "")
        dialled = row if row is not None and row.direction != "usual" else None
        rows.append({
            "name": phase_words(kept.phase), "received": kept.received, "asked": kept.asked, "had": kept.had,
            "range": _range(kept),
            "dialled": _direction_words(dialled) if dialled else "", "direction": dialled.direction if dialled else "",
        })  # fmt: skip
    return rows


def _direction_words(row: Dialling) -> str:
    said = {"what": str(DIRECTION_WORDS[row.direction]), "day": weekday_date(row.from_on)}
    return _("%(what)s vanaf %(day)s") % said


def _measures(programme: Programme, total: Kept) -> Rows:
    """Tell each measure of the programme file as so many of so many; enough or not only where the file says what is."""
    shares = {
        "received": Share(total.had, total.asked), "timing": total.on_time, "same_professional": total.by_own,
        "valid_training": total.trained,
    }  # fmt: skip
    rows: Rows = []
    for measure in programme.forms.fidelity:
        share = shares[measure.kind]
        ratio, least = share.ratio, measure.least
        rows.append({
            "text": text_of(measure.text), "part": share.part, "of": share.of,
            "percent": None if ratio is None else round(ratio * 100),
            "least": None if least is None else round(least * 100),
            "is_enough": None if least is None or ratio is None else ratio >= least,
        })  # fmt: skip
    return rows


def _reasons(kept: Iterable[Kept]) -> list[str]:
    """Tell why what was asked did not take place, the most frequent first."""
    words = {NOTHING_RECORDED: _("Er is niets over vastgelegd"), PAUSED: _("De begeleiding was gepauzeerd")}
    return [
        ngettext("%(count)d bezoek: %(why)s", "%(count)d bezoeken: %(why)s", number)
        % {"count": number, "why": (words.get(reason) or _(REASON_WORDS[reason])).lower()}
        for reason, number in add_up(kept).reasons
    ]


def _dialling(row: Dialling, programme: Programme, *, may_change: bool) -> dict[str, object]:
    return {
        "phase": phase_words(row.phase), "direction": row.direction, "words": _direction_words(row),
        "why": _why(row, programme),
        "told": _("Vastgelegd op %(day)s door %(name)s.") % {"day": weekday_date(clock.local_day(row.entered_at)), "name": row.entered_by.name},
        "change_url": reverse("contacts:correct_dial", args=[row.public_id]) if may_change else "",
        "undo_url": reverse("contacts:undo_dial", args=[row.public_id]) if may_change else "",
    }  # fmt: skip


def _why(row: Dialling, programme: Programme) -> str:
    rules = programme.forms.dialling
    return next((text_of(one.text) for one in rules.reasons if one.id == row.reason), "") if rules else ""


def _told(row: Dialling) -> str:
    """Tell one line of the history; what was taken back is told too."""
    said = {
        "phase": phase_words(row.phase), "what": _direction_words(row), "name": row.entered_by.name,
        "day": weekday_date(clock.local_day(row.entered_at)),
    }  # fmt: skip
    if row.withdrawn:
        return _("Ongedaan gemaakt: %(phase)s, %(what)s (%(day)s, %(name)s).") % said
    if row.corrects_id:
        return _("Gewijzigd: %(phase)s, %(what)s (%(day)s, %(name)s).") % said
    return _("%(phase)s: %(what)s (%(day)s, %(name)s).") % said
