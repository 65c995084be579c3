# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a trajectory stands and what happened in it, in words without alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.doors.desk import words
from duizend.ground.kernel.prepared import rows_of
from duizend.record.trajectories.queries import current_state

if TYPE_CHECKING:
    from datetime import date

    from duizend.record.trajectories.models import Step, Trajectory

# state -> (kind of chip, words)
STATES = {
    "new": ("noted", gettext_lazy("Nog niets vastgelegd")),
    "not_indicated": ("noted", gettext_lazy("Komt nu niet in aanmerking")),
    "indicated": ("noted", gettext_lazy("Komt in aanmerking")),
    "offered": ("offered", gettext_lazy("Aangeboden")),
    "not_yet": ("not-yet", gettext_lazy("Nog niet")),
    "declined": ("declined", gettext_lazy("Nee")),
    "no_answer": ("waiting", gettext_lazy("Geen antwoord")),
    "waiting": ("agreed", gettext_lazy("Akkoord, nog niet gestart")),
    "running": ("running", gettext_lazy("Loopt")),
    "paused": ("waiting", gettext_lazy("Gepauzeerd")),
}
ENDINGS = {
    "completed": gettext_lazy("Afgerond"),
    "stopped_by_family": gettext_lazy("Gestopt door het gezin"),
    "stopped_by_organisation": gettext_lazy("Gestopt door de organisatie"),
    "ended_before_start": gettext_lazy("Beëindigd voor de start"),
    "moved": gettext_lazy("Verhuisd"),
    "child_or_pregnancy_lost": gettext_lazy("Kind of zwangerschap verloren"),
    "out_of_home": gettext_lazy("Kind woont niet meer thuis"),
    "referred_on": gettext_lazy("Verder met andere hulp"),
    "compulsory_framework": gettext_lazy("Verder met jeugdbescherming"),
}
SOURCES = {
    "midwife": gettext_lazy("verloskundige"), "maternity_care": gettext_lazy("kraamzorg"), "gp": gettext_lazy("huisarts"),
    "nursery": gettext_lazy("kinderopvang"), "jgz": gettext_lazy("jeugdgezondheidszorg"),
    "social_team": gettext_lazy("wijkteam"), "school": gettext_lazy("school"), "hospital": gettext_lazy("ziekenhuis"),
    "mental_health": gettext_lazy("ggz"), "addiction_care": gettext_lazy("verslavingszorg"),
    "disability_care": gettext_lazy("gehandicaptenzorg"), "veilig_thuis": gettext_lazy("Veilig Thuis"),
    "parent": gettext_lazy("ouder zelf"), "other": gettext_lazy("iemand anders"),
}  # fmt: skip
PARENTS_KNOW = {
    "agreed": ("agreed", gettext_lazy("Afgesproken met de ouders")),
    "told": ("noted", gettext_lazy("Verteld aan de ouders")),
    "not_yet_told": ("waiting", gettext_lazy("Nog niet verteld")),
}
DECIDED_BY = {
    "organisation": gettext_lazy("Besluit van de organisatie"),
    "fit": gettext_lazy("Kon niet, omdat het nu niet aansloot"),
    "capacity": gettext_lazy("Kon niet, omdat er geen plek was"),
}


def state_chip(trajectory: Trajectory, *, today: date) -> dict[str, str]:
    """Return how a trajectory stands, as a chip: icon and word."""
    state = current_state(trajectory)
    last = next((step for step in reversed(rows_of(trajectory, "steps")) if not step.withdrawn), None)
    if state == "ended" and last is not None:
        return _ending_chip(last)
    if state == "not_yet" and last is not None:
        return {"kind": "not-yet", "label": not_yet_words(last, today), "icon": ""}
    kind, label = STATES[state]
    return {"kind": kind, "label": str(label), "icon": ""}


def not_yet_words(step: Step, today: date) -> str:
    """Write "Nog niet, vraag na 3 mei"."""
    if step.ask_again_on is None:
        return _("Nog niet")
    return _("Nog niet, vraag vanaf %(day)s") % {"day": words.short_date(step.ask_again_on, today)}


def step_chip(step: Step, *, awaits_answer: bool, today: date) -> dict[str, str] | None:
    """Return the chip of one step; a "no" looks as calm as a "yes"."""
    if step.withdrawn:
        return {"kind": "noted", "label": _("Teruggenomen"), "icon": "undo"}
    if step.kind == "offered":
        return {"kind": "waiting", "label": _("Wacht op antwoord"), "icon": ""} if awaits_answer else None
    chips = {
        "accepted": ("agreed", _("Akkoord")), "not_yet": ("not-yet", not_yet_words(step, today)),
        "declined": ("declined", _("Nee")), "no_answer": ("noted", _("Geen antwoord")),
    }  # fmt: skip
    if step.kind == "ended":
        return _ending_chip(step)
    kind, label = chips.get(step.kind, ("", ""))
    return {"kind": kind, "label": label, "icon": "question" if step.kind == "no_answer" else ""} if kind else None


def step_title(step: Step, programme: str) -> str:
    """Say a step in the words people use for it."""
    titles = {
        "indicated": _("Komt in aanmerking voor %(programme)s"),
        "not_indicated": _("Komt nu niet in aanmerking voor %(programme)s"),
        "offered": _("%(programme)s aangeboden"),
        "accepted": _("Antwoord op %(programme)s"), "not_yet": _("Antwoord op %(programme)s"),
        "declined": _("Antwoord op %(programme)s"), "no_answer": _("Gevraagd naar een antwoord op %(programme)s"),
        "started": _("%(programme)s gestart"), "paused": _("%(programme)s gepauzeerd"),
        "resumed": _("%(programme)s hervat"), "handed_over": _("%(programme)s overgedragen"),
        "ended": _("%(programme)s beëindigd"),
    }  # fmt: skip
    return titles[step.kind] % {"programme": programme}


def _ending_chip(step: Step) -> dict[str, str]:
    kind = "completed" if step.ending == "completed" else "stopped"
    return {"kind": kind, "label": str(ENDINGS[step.ending]), "icon": ""}
