# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The families who ask, and the page on which one of them is matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from duizend.delivery.contacts.words import text_of, weekday_date
from duizend.delivery.matching import words
from duizend.delivery.matching.forms import ReasonForm, VoiceForm
from duizend.delivery.matching.models.matches import TRAJECTORY_ENDED
from duizend.delivery.matching.permissions import MATCH, open_trajectory_to_match
from duizend.delivery.matching.queries import (
    children_of,
    find_asking,
    find_candidates,
    find_no_match,
    list_asking,
    list_matches,
    match_rules,
    voices_of,
    window_of,
)
from duizend.delivery.matching.rules.steps import CHOSEN, OPEN, next_steps
from duizend.ground.access.identity import check_may, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.periods import months_between, years_old
from duizend.record.families.queries import display_name, enumerate_names, read_parents
from duizend.record.trajectories.queries import current_state, programme_of

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.rules.delivering import MatchRules
    from duizend.delivery.matching.models import Match
    from duizend.delivery.matching.queries import AskingRow, Candidates
    from duizend.delivery.matching.rules.candidates import Candidate
    from duizend.record.families.models import Child
    from duizend.record.trajectories.models import Trajectory

SHOWN = 5
DO_WORDS = {
    "parent_yes": gettext_lazy("De ouder kiest deze steunouder"),
    "shares": gettext_lazy("De ouder past aan wat verteld mag worden"),
    "volunteer_yes": gettext_lazy("De steunouder zegt ja"),
    "introduced": gettext_lazy("Er is kennisgemaakt"),
    "trial_started": gettext_lazy("De proeftijd is begonnen"),
    "evaluated": gettext_lazy("Samen teruggekeken"),
    "continued": gettext_lazy("Samen verder"),
    "stopped": gettext_lazy("Geen match"),
    "ended": gettext_lazy("Afgerond"),
}


@require_safe
def asking(request: HttpRequest) -> HttpResponse:
    """List the families whose match waits or runs, who waits longest first."""
    check_may(MATCH)
    number = int(page) if (page := request.GET.get("blad", "1")).isdigit() and 0 < int(page) < 1000 else 1
    rows, has_next = list_asking(page=number)
    note_read("match.list", [row.standing.family.public_id for row in rows])
    today, address = clock.today(), reverse("matching:asking")
    context = {
        "rows": [_row(row, today) for row in rows], "register_url": reverse("matching:register"),
        "before_url": f"{address}?blad={number - 1}" if number > 1 else "",
        "next_url": f"{address}?blad={number + 1}" if has_next else "",
    }  # fmt: skip
    return render(request, "matching/asking.html", context)


def _row(row: AskingRow, today: date) -> dict[str, object]:
    under_way = next((match for match in row.matches if match.state in CHOSEN), None)
    put = [match for match in row.matches if match.state == "proposed"]
    if row.no_match is not None:
        chip, about = {"kind": "stopped", "label": _("Geen match")}, ""
    elif under_way is not None:
        chip, about = words.match_chip(under_way.state), _("met %(name)s") % {"name": under_way.volunteer.full_name}
    elif put:
        chip, about = words.match_chip("proposed"), enumerate_names([match.volunteer.full_name for match in put])
    else:
        chip, about = {"kind": "waiting", "label": _("Zoekt nog")}, ""
    children = children_of(row.standing.trajectory)
    return {
        "name": display_name(row.standing.family) or _("Gezin zonder naam"), "chip": chip, "about": about,
        "url": reverse("matching:family", args=[row.standing.trajectory.public_id]),
        "children": _children_words(children, today), "place": row.standing.municipality.name,
        "since": weekday_date(row.standing.since), "words": row.asking.words if row.asking else "",
    }  # fmt: skip


def _children_words(children: list[Child], today: date) -> str:
    return enumerate_names(
        [f"{child.given_name or _('kind')} ({age_words(child.birth_date, today)})" for child in children]
    )


def age_words(birth_date: date, today: date) -> str:
    """Say how old a child is, in months up to two years."""
    months = months_between(birth_date, today)
    if months < 24:
        return ngettext("%(count)d maand", "%(count)d maanden", months) % {"count": months}
    return _("%(count)d jaar") % {"count": years_old(birth_date, today)}


@require_safe
def family(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what a family asks for, who could be asked with the reasons, and how each match stands."""
    return show_family(request, open_trajectory_to_match(public_id))


def show_family(request: HttpRequest, trajectory: Trajectory, voice_form: VoiceForm | None = None) -> HttpResponse:
    """Show the matching page of a family; `voice_form` is a child's words that came back."""
    today, rules = clock.today(), match_rules(trajectory)
    asked, none, matches = find_asking(trajectory), find_no_match(trajectory), list_matches(trajectory)
    children = children_of(trajectory)
    found = find_candidates(trajectory, on=today, asking=asked)
    known = {match.volunteer_id for match in matches if match.state in OPEN}
    note_read("match.read", [trajectory.family.public_id, *(who.public_id for who in found.volunteers.values())])
    can = [_candidate(one, found) for one in found.can if one.key not in known]
    cannot = [_candidate(one, found) for one in found.cannot if one.key not in known]
    chosen = any(match.state in CHOSEN for match in matches)
    read_parents([trajectory.family])
    parents = enumerate_names([parent.given_name for parent in trajectory.family.parents.all()]) or _("De ouder")
    voices = _voices(trajectory, children, rules, voice_form)
    context = {
        "trajectory": trajectory, "programme": text_of(programme_of(trajectory).name), "parents": parents,
        "children": _children_words(children, today), "first_parent": parents, "asked": asked,
        "asked_times": words.half_day_words(asked.half_days) if asked else "",
        "dose": {"least": rules.half_days[0], "most": rules.half_days[1]}, "voices": voices, "may_propose": all(one["agrees"] for one in voices),
        "can": can[:SHOWN], "more": can[SHOWN:], "cannot": cannot, "chosen": chosen,
        "matches": [_match(match, rules) for match in matches], "none": _none(none, rules),
        "is_open": current_state(trajectory) in ("waiting", "running", "paused"), "no_match_form": _reason_form(rules, today),
    }  # fmt: skip
    status = 422 if voice_form is not None and voice_form.errors else 200
    return render(request, "matching/family.html", context, status=status)


def _reason_form(rules: MatchRules, today: date) -> ReasonForm:
    return ReasonForm(reasons=rules.reasons, initial={"on": today})


def _candidate(one: Candidate, found: Candidates) -> dict[str, object]:
    who = found.volunteers[one.key]
    return {
        "id": who.public_id, "name": who.full_name, "initials": words.initials(who.full_name), "about": who.about,
        "place": words.place_words(who), "url": reverse("matching:volunteer", args=[who.public_id]),
        "speaks_for": [words.reason_words(reason) for reason in one.speaks_for],
        "speaks_against": [words.reason_words(reason) for reason in one.speaks_against],
        "falls_away": [words.reason_words(reason) for reason in one.falls_away],
    }  # fmt: skip


def _voices(
    trajectory: Trajectory, children: list[Child], rules: MatchRules, returned: VoiceForm | None
) -> list[dict[str, object]]:
    """List the children that are old enough to be asked, with what they said."""
    today, said = clock.today(), voices_of(trajectory)
    window, rows = window_of(rules), []
    for child in children:
        if not (window.has_own_voice(child.birth_date, today) and window.includes(child.birth_date, today)):
            continue
        voice = said.get(child.pk)
        form = returned if returned is not None and returned.data.get("child") == child.public_id else None
        rows.append(
            {
                "name": child.given_name or _("Het kind"), "said": str(words.VOICE_WORDS[voice.voice]) if voice else "",
                "agrees": voice is not None and voice.voice != "no", "words": voice.words if voice else "",
                "on": weekday_date(voice.happened_on) if voice else "",
                "form": form or VoiceForm(initial={"child": child.public_id}, auto_id=f"id_{child.public_id}_%s"),
            }
        )  # fmt: skip
    return rows


def _match(match: Match, rules: MatchRules) -> dict[str, object]:
    steps = list(match.steps.all())
    last = steps[-1] if steps else None
    address = match.public_id
    return {
        "id": match.public_id, "name": match.volunteer.full_name, "chip": words.match_chip(match.state),
        "url": reverse("matching:volunteer", args=[match.volunteer.public_id]),
        "steps": [{"on": weekday_date(step.happened_on), "text": words.step_words(step, rules), "words": step.words} for step in steps],
        "hears_nothing": match.state == "proposed",
        "look_back": weekday_date(match.look_back_on) if match.look_back_on else "",
        "actions": [
            {"kind": kind, "label": str(DO_WORDS[kind]), "url": reverse("matching:step", args=[address, kind])}
            for kind in next_steps(match.state) if kind in DO_WORDS and (kind != "ended" or match.state in ("trial", "running"))
        ],
        "undo": last.pk if len(steps) > 1 and last.reason != TRAJECTORY_ENDED else None, "undo_url": reverse("matching:undo", args=[address]),
    }  # fmt: skip


def _none(none: object, rules: MatchRules) -> dict[str, str] | None:
    if none is None:
        return None
    reason = next((text_of(one.text) for one in rules.reasons if one.id == none.reason), none.reason)
    return {
        "reason": reason, "decided": str(words.DECIDED_WORDS[none.decided_by]), "on": weekday_date(none.happened_on),
        "words": none.words,
    }  # fmt: skip
