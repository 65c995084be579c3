# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The places of a family: per child, what supports the parents and the people around them, and who links it all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from duizend.delivery.contacts.words import text_of, weekday_date
from duizend.delivery.places.permissions import ARRANGE, open_trajectory
from duizend.delivery.places.queries import list_arrangements, list_supports, list_terms, list_voices
from duizend.delivery.places.rules import CAN_BE_ARRANGED, FOLLOWING_REASONS, asks_own_voice
from duizend.delivery.places.words import END_WORDS, FOR_WHOM_WORDS, VOICE_WORDS
from duizend.ground.access.identity import current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.record.families.queries import display_name
from duizend.record.trajectories.queries import current_assignment, current_state, programme_of

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.rules.delivering import PlaceRules
    from duizend.delivery.places.models import Arrangement, ChildVoice, PlaceTerm, Support
    from duizend.record.families.models import Child
    from duizend.record.trajectories.models import Trajectory

# From so long before the end the page says that the term is nearly over.
NEARLY_OVER = timedelta(days=92)


@never_cache
@require_safe
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the places of a trajectory, per child."""
    trajectory = open_trajectory(public_id)
    note_read(ARRANGE, [trajectory.family.public_id])
    place, state, ids = programme_of(trajectory).forms.place, current_state(trajectory), [trajectory.pk]
    voices = list_voices(ids)
    terms, rows = list_terms(ids), list_arrangements(ids)
    is_open = state in CAN_BE_ARRANGED
    context = heading(trajectory) | {
        "is_open": is_open,
        "children": [
            _child(child, place, [row for row in rows if row.child_id == child.pk],
                   [voice for voice in voices if voice.child_id == child.pk], terms.get((trajectory.pk, child.pk)))
            for child in children_of(trajectory)
        ],
        "supports": _supports(list_supports(ids)),
        "pins": _pins(trajectory), "needs_pin": place.linking_pin and current_assignment(trajectory) is None,
        "outflow": _outflow(trajectory) if state == "ended" else None,
        "urls": {
            name: reverse(f"places:{name}", args=[public_id]) for name in ("arrange", "add_support", "hear")
        } | {
            "end": reverse("trajectories:end", args=[public_id]) if is_open else "",
            "pin": _pin_url(trajectory) if is_open else "",
        },
        "term": text_of_term(place),
    }  # fmt: skip
    return render(request, "places/show.html", context)


def heading(trajectory: Trajectory) -> dict[str, object]:
    """Return what stands above every page of a trajectory's places."""
    return {
        "family_id": trajectory.family.public_id, "trajectory_id": trajectory.public_id,
        "family_name": display_name(trajectory.family) or _("Gezin zonder naam"),
        "programme": text_of(programme_of(trajectory).name),
    }  # fmt: skip


def children_of(trajectory: Trajectory) -> list[Child]:
    """List the children a trajectory is for; who died is not asked about."""
    return [link.child for link in trajectory.for_children.all() if link.child.died_on is None]


def child_name(child: Child) -> str:
    """Name a child, also one without a name."""
    return child.given_name or _("kind zonder naam")


def kind_words(place: PlaceRules, key: str) -> str:
    """Name a kind of place as the programme file does."""
    return next((text_of(kind.text) for kind in place.kinds if kind.id == key), key)


def text_of_term(place: PlaceRules) -> str:
    """Say how long a place is paid for: "2 jaar"."""
    years, months = divmod(place.term.months, 12)
    parts = [ngettext("%(count)d jaar", "%(count)d jaar", years) % {"count": years}] if years else []
    parts += [ngettext("%(count)d maand", "%(count)d maanden", months) % {"count": months}] if months else []
    parts += (
        [ngettext("%(count)d dag", "%(count)d dagen", place.term.days) % {"count": place.term.days}]
        if place.term.days
        else []
    )
    return _(" en ").join(parts)


def _child(
    child: Child, place: PlaceRules, rows: list[Arrangement], voices: list[ChildVoice], term: PlaceTerm | None
) -> dict[str, object]:
    asked = asks_own_voice(child.birth_date, clock.today(), place.own_voice_from)
    return {
        "name": child_name(child), "places": [_place(row, place) for row in rows],
        "voice": _voice(voices[0]) if voices else None, "is_asked": asked, "is_not_heard": asked and not voices,
        "term": _term(term) if term else None, "public_id": child.public_id,
    }  # fmt: skip


def _voice(voice: ChildVoice) -> dict[str, str]:
    return {
        "words": voice.words, "answer": str(VOICE_WORDS[voice.answer]), "when": weekday_date(voice.happened_on),
        "noted_by": voice.entered_by.name,
    }  # fmt: skip


def _term(term: PlaceTerm) -> dict[str, object]:
    last = term.until_on - timedelta(days=1)
    said = {"day": weekday_date(last)}
    days = (term.until_on - clock.today()).days
    if not term.is_open:
        text = _("De plek kon worden betaald tot en met %(day)s.")
    elif days <= 0:
        text = _("De termijn was voorbij na %(day)s. Spreek af hoe het verdergaat.")
    else:
        text = _("De plek wordt betaald tot en met %(day)s.")
    return {"text": text % said, "is_near": term.is_open and term.until_on - NEARLY_OVER <= clock.today()}


def _place(row: Arrangement, place: PlaceRules) -> dict[str, object]:
    half_days = ngettext("%(count)d dagdeel per week", "%(count)d dagdelen per week", row.half_days)
    return {
        "key": row.key, "kind": kind_words(place, row.kind), "where": row.where, "wish": row.wish,
        "half_days": half_days % {"count": row.half_days}, "state": _state(row), "period": _period(row),
        "because": str(END_WORDS.get(row.ended_because, "")), "said": _said(row),
        "may_undo_end": row.until_on is not None and row.ended_because not in FOLLOWING_REASONS,
    }  # fmt: skip


def _state(row: Arrangement) -> str:
    if row.until_on is not None:
        return "ended"
    if row.has_begun:
        return "running"
    return "to_record" if row.from_on <= clock.today() else "agreed"


def _period(row: Arrangement) -> str:
    since = weekday_date(row.from_on)
    if row.until_on is None:
        return (_("Sinds %(since)s") if row.has_begun else _("Eerste dag: %(since)s")) % {"since": since}
    if row.until_on <= row.from_on:
        return _("Zou beginnen op %(since)s") % {"since": since}
    return _("Van %(since)s tot en met %(last)s") % {"since": since, "last": _last(row.until_on)}


def _last(until_on: date) -> str:
    return weekday_date(until_on - timedelta(days=1))


def _said(row: Arrangement) -> str:
    said = {"day": weekday_date(row.happened_on), "name": row.entered_by.name}
    return _("Vastgelegd op %(day)s door %(name)s.") % said


def _supports(rows: list[Support]) -> list[dict[str, object]]:
    """Group support by whom it is for, parents first."""
    return [
        {
            "title": str(words),
            "rows": [
                {
                    "key": row.key, "what": row.what, "by_whom": row.by_whom, "is_over": row.until_on is not None,
                    "period": (_("Sinds %(since)s") % {"since": weekday_date(row.from_on)} if row.until_on is None else
                               _("Van %(since)s tot en met %(last)s") % {"since": weekday_date(row.from_on), "last": _last(row.until_on)}),
                }
                for row in rows if row.for_whom == whom
            ],
        }
        for whom, words in FOR_WHOM_WORDS.items()
    ]  # fmt: skip


def _pins(trajectory: Trajectory) -> list[dict[str, object]]:
    """List who linked it all, the one of now first: whoever delivers the trajectory."""
    return [
        {
            "name": one.professional.name, "is_now": one.valid_until is None,
            "period": _("Sinds %(since)s") % {"since": weekday_date(one.valid_from)} if one.valid_until is None
            else _("Van %(since)s tot %(until)s") % {"since": weekday_date(one.valid_from), "until": weekday_date(one.valid_until)},
        }
        for one in reversed(trajectory.assignments.all())
    ]  # fmt: skip


def _pin_url(trajectory: Trajectory) -> str:
    if not may(current(), "trajectory.assign"):
        return ""
    name = "hand_over" if current_assignment(trajectory) else "assign"
    return reverse(f"trajectories:{name}", args=[trajectory.public_id])


def _outflow(trajectory: Trajectory) -> dict[str, str]:
    """Say how a family left, as it happened: not hidden and not blamed."""
    ended = [step for step in trajectory.steps.all() if step.kind == "ended" and not step.withdrawn][-1]
    texts = {
        "completed": _("Afgerond."), "stopped_by_family": _("Het gezin is gestopt."),
        "stopped_by_organisation": _("De organisatie is gestopt."), "moved": _("Het gezin is verhuisd."),
        "referred_on": _("Het gezin ging verder met andere hulp."),
        "compulsory_framework": _("Het gezin ging verder met jeugdbescherming. Meedoen kon dat niet voorkomen."),
        "out_of_home": _("Een kind woont niet meer thuis."), "ended_before_start": _("Beëindigd voor de start."),
    }  # fmt: skip
    return {"text": texts.get(ended.ending, _("Beëindigd.")), "day": weekday_date(ended.happened_on)}
