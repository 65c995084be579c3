# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How each trajectory of a family stands now, what its parents said, and what can be done by whoever looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.delivery.groups.permissions import may_manage as may_manage_groups
from duizend.delivery.groups.words import when_words
from duizend.delivery.matching.permissions import may_match
from duizend.doors.desk import words
from duizend.doors.desk.views import course
from duizend.ground.access.identity import current
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import address_of
from duizend.record.trajectories.queries import (
    contacts_laid_out,
    current_assignment,
    current_state,
    find_window_until,
    place_in_queue,
    programme_of,
)
from duizend.record.trajectories.rules.seeing import DO_NOT_ASK_AGAIN
from duizend.record.trajectories.rules.standing import rests_on

if TYPE_CHECKING:
    from duizend.doors.desk.queries.told import Told
    from duizend.record.trajectories.models import Trajectory

RESTS = {"kind": "noted", "label": gettext_lazy("De vraag rust"), "icon": "pause"}


def build_course(told: Told, trajectory: Trajectory) -> dict[str, object]:
    """Say how a trajectory stands and what can be done now; nothing starts by itself."""
    state = current_state(trajectory)
    programme = words.text_of(programme_of(trajectory).name)
    if trajectory.pk in told.shielded:
        chip = {"kind": "declined", "label": words.capitalised(_(DO_NOT_ASK_AGAIN)), "icon": ""}
        return {"programme": programme, "chip": chip, "actions": [], "text": "", "answers": [], "undo": None}
    return {
        "programme": programme,
        "chip": RESTS if _rests(told, trajectory, state) else course.state_chip(trajectory, today=told.today),
        "actions": [
            *_asking(told, trajectory, state), *_delivering(told, trajectory, state), *_matching(trajectory, state),
            *_filming(trajectory, state), *_places(trajectory, state), *_grouped(told, trajectory, state),
            *_comparing(trajectory, state),
        ],
        "text": _now_words(told, trajectory, state), "answers": _answers(told, trajectory, state),
        "undo": _action(trajectory, "undo_end", _("Maak het einde ongedaan")) if state == "ended" else None,
    }  # fmt: skip


def _action(trajectory: Trajectory, name: str, label: str, *, is_main: bool = False) -> dict[str, object]:
    return {"url": address_of(f"trajectories:{name}", trajectory.public_id), "label": label, "is_main": is_main}


def _asking(told: Told, trajectory: Trajectory, state: str) -> list[dict[str, object]]:
    """List what can be done about the question to the parents; nothing is put to who wants to be asked nothing."""
    asked = sum(step.kind == "offered" and not step.withdrawn for step in trajectory.steps.all())
    may_ask = state in ("indicated", "not_yet", "no_answer") and asked < programme_of(trajectory).offer.cap
    is_left_alone = told.asks_nothing or told.is_grieving or _rests(told, trajectory, state)
    actions = []
    if may_ask and not is_left_alone:
        label = _("Bied aan") if state == "indicated" else _("Vraag opnieuw")
        actions.append(_action(trajectory, "offer", label, is_main=state == "indicated"))
    if state in ("offered", "not_yet", "no_answer", "declined"):
        label = _("Ouders kwamen er zelf op terug") if state == "declined" else _("Leg het antwoord vast")
        actions.append(_action(trajectory, "answer", label, is_main=state == "offered"))
    elif state in ("waiting", "running", "paused") and len(told.family.parents.all()) > 1:
        actions.append(_action(trajectory, "answer", _("Een ouder denkt er anders over")))
    return actions


def _delivering(told: Told, trajectory: Trajectory, state: str) -> list[dict[str, object]]:
    """List what can be done about who goes and when, by whoever looks."""
    if state not in ("waiting", "running", "paused"):
        return []
    assignment = current_assignment(trajectory)
    actions = [] if state == "paused" else _planning(told, trajectory, state, has_nurse=assignment is not None)
    if may(current(), "trajectory.assign"):
        if assignment is None:
            forms = programme_of(trajectory).forms
            is_main = forms.group is None and forms.match is None
            actions.append(_action(trajectory, "assign", _("Wijs toe"), is_main=is_main))
        else:
            actions.append(_action(trajectory, "hand_over", _("Draag over")))
    if state == "running":
        actions.append(_action(trajectory, "pause", _("Pauzeer")))
    elif state == "paused":
        actions.append(_action(trajectory, "resume", _("Hervat"), is_main=True))
    actions.append(_action(trajectory, "end", _("Beëindig")))
    return actions


def _grouped(told: Told, trajectory: Trajectory, state: str) -> list[dict[str, object]]:
    """Lead to the group of a trajectory, or to choosing one, where the programme is delivered in groups."""
    group = told.groups.get(trajectory.pk)
    if group is not None:
        url = address_of("groups:cohort", group.cohort.public_id)
        may_open = group.is_led_by_reader or may_manage_groups(current())
        return [{"url": url, "label": _("Naar de groep"), "is_main": False}] if may_open else []
    is_asked = programme_of(trajectory).forms.group is not None and state in ("waiting", "running")
    if not is_asked or not may_manage_groups(current()):
        return []
    return [
        {
            "url": address_of("groups:place", trajectory.public_id),
            "label": _("Kies een groep"),
            "is_main": state == "waiting",
        }
    ]


def _places(trajectory: Trajectory, state: str) -> list[dict[str, object]]:
    """Lead to the places of the children, where the programme has them."""
    if programme_of(trajectory).forms.place is None or state not in ("waiting", "running", "paused", "ended"):
        return []
    url = address_of("places:show", trajectory.public_id)
    return [{"url": url, "label": _("Opvang"), "is_main": state == "running"}]


def _filming(trajectory: Trajectory, state: str) -> list[dict[str, object]]:
    """Lead to what is known of recordings, where the programme works with them."""
    if programme_of(trajectory).forms.video is None or state not in ("waiting", "running", "paused", "ended"):
        return []
    url = address_of("video:course", trajectory.public_id)
    return [{"url": url, "label": _("Opnames"), "is_main": False}]


def _comparing(trajectory: Trajectory, state: str) -> list[dict[str, object]]:
    """Lead to what was planned and what took place, where the programme says how to look at that."""
    if not programme_of(trajectory).forms.fidelity or state not in ("waiting", "running", "paused", "ended"):
        return []
    url = address_of("contacts:fidelity", trajectory.public_id)
    return [{"url": url, "label": _("Gepland en geweest"), "is_main": False}]


def _matching(trajectory: Trajectory, state: str) -> list[dict[str, object]]:
    """Lead whoever may match to the page where that is done, where the programme matches."""
    if (
        programme_of(trajectory).forms.match is None
        or state not in ("waiting", "running", "paused")
        or not may_match(current())
    ):
        return []
    url = address_of("matching:family", trajectory.public_id)
    return [{"url": url, "label": _("Koppelen"), "is_main": state == "waiting"}]


def _planning(told: Told, trajectory: Trajectory, state: str, *, has_nurse: bool) -> list[dict[str, object]]:
    coming = told.coming(trajectory)
    if coming is not None:
        pages = (
            ("visits:prepare", _("Bereid het bezoek voor")), ("contacts:move", _("Verzet het bezoek")),
            ("contacts:missed", _("Ging niet door")), ("contacts:cancel", _("Annuleer het bezoek")),
        )  # fmt: skip
        return [{"url": address_of(name, coming.public_id), "label": label, "is_main": False} for name, label in pages]
    if has_nurse and told.has_more_to_plan(trajectory):
        url = address_of("contacts:plan", trajectory.public_id)
        return [{"url": url, "label": _("Plan bezoek"), "is_main": state == "waiting"}]
    return []


def _answers(told: Told, trajectory: Trajectory, state: str) -> list[dict[str, str]]:
    """Tell what each parent answered where they differ; a parent who said no is not visited."""
    said = told.answers.get(trajectory.pk, {})
    if len({answer.answer for answer in said.values()}) < 2 or state in ("declined", "ended"):
        return []
    texts = {
        "accepted": _("%(name)s zei ja."), "not_yet": _("%(name)s zei: nog niet."),
        "declined": _("%(name)s zei nee. Daar thuis komt niemand langs."),
    }  # fmt: skip
    return [texts[answer.answer] % {"name": answer.parent.given_name} for answer in said.values()]


def _now_words(told: Told, trajectory: Trajectory, state: str) -> str:
    """Say where a trajectory stands, and what is planned."""
    coming = told.coming(trajectory) if state in ("waiting", "running") else None
    if coming is None:
        return " ".join(
            part for part in (_state_words(told, trajectory, state), _group_words(told, trajectory)) if part
        )
    local = clock.local_time(coming.starts_at)
    said = {
        "moment": f"{words.weekday_date(local.date())}, {words.clock_time(local)}", "name": coming.professional.name,
    }  # fmt: skip
    return f"{_state_words(told, trajectory, state)} " + _("Gepland: %(moment)s, met %(name)s.") % said


def _group_words(told: Told, trajectory: Trajectory) -> str:
    """Say in which group a family is, and when that comes together next."""
    group = told.groups.get(trajectory.pk)
    if group is None:
        return ""
    session = group.next_from(clock.now())
    if session is None:
        return _("Zit in %(group)s.") % {"group": group.cohort.name}
    return _("Zit in %(group)s. Eerstvolgende bijeenkomst: %(when)s.") % {
        "group": group.cohort.name, "when": when_words(session),
    }  # fmt: skip


def _rests(told: Told, trajectory: Trajectory, state: str) -> bool:
    """Say whether a question that was never answered rests: the programme is no longer for this child."""
    return rests_on(state, told.today, window_until=find_window_until(trajectory))


def _state_words(told: Told, trajectory: Trajectory, state: str) -> str:
    if _rests(told, trajectory, state):
        said = {"day": words.short_date(find_window_until(trajectory), told.today)}
        return _("Sinds %(day)s is dit kind te oud voor dit programma. Er hoeft niets meer gevraagd te worden.") % said
    held = len(told.contacts.get(trajectory.pk, []))
    if state in ("running", "paused") and held:
        last = told.contacts[trajectory.pk][-1]
        name = words.contact_words(programme_of(trajectory), contacts_laid_out(trajectory), last.moment)
        return _("%(visit)s was op %(day)s.") % {"visit": name, "day": words.short_date(last.happened_on, told.today)}
    if state == "waiting" and trajectory.pk in told.groups:
        return _("De eerste bijeenkomst moet nog komen.")
    if state == "waiting" and current_assignment(trajectory) is None:
        if programme_of(trajectory).forms.group is not None:
            return _("Wacht op een groep. Tot die er is, gaan de gewone controles door zoals altijd.")
        place = place_in_queue(trajectory)
        if place is not None and place.of > 1:
            said = {"place": place.place, "of": place.of}
            return _("Nog niemand begeleidt het gezin. Plek %(place)d van %(of)d in de wachtrij.") % said
        return _("Nog niemand begeleidt het gezin. De coördinator wijst toe.")
    texts = {
        "indicated": _("Nog niet aangeboden."), "offered": _("De ouders zijn aan zet."),
        "no_answer": _("Geen antwoord is geen nee."), "declined": _("De vraag is gesloten."),
        "waiting": _("Het eerste bezoek moet nog komen."),
    }  # fmt: skip
    return texts.get(state, "")
