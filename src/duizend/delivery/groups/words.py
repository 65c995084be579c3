# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What groups and what happens in them are called, in the viewer's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duizend.catalogue.queries import get_programme_by_id
from duizend.delivery.contacts.words import text_of, weekday_date
from duizend.delivery.groups.rules.members import LEFT_BECAUSE as CAN_BE_UNDONE
from duizend.delivery.groups.rules.members import Stay
from duizend.ground.kernel import clock

__all__ = (
    "CAN_BE_UNDONE", "CLOSED_BECAUSE", "LEADS", "LEFT_BECAUSE", "MARKS", "PASSED_ON", "STATES", "born_or_due",
    "count_words", "first_name", "full_name", "lacking_words", "moment_of", "places_words", "proposed_name", "range_words",
    "session_words", "short_day", "stay_of", "step_words", "theme_words", "weekday_date", "when_words",
)  # fmt: skip

if TYPE_CHECKING:
    from datetime import date, timedelta

    from duizend.catalogue.rules.programme import ContactMoment, Programme
    from duizend.delivery.groups.models import Cohort, Membership, Session
    from duizend.delivery.groups.rules.cohorts import NextStep, State

# state -> (kind of chip, icon, words)
STATES = {
    "planned": ("noted", "calendar", gettext_lazy("Gepland")),
    "recruiting": ("offered", "", gettext_lazy("Zoekt nog gezinnen")),
    "running": ("running", "", gettext_lazy("Loopt")),
    "closed": ("completed", "", gettext_lazy("Afgesloten")),
}
LEADS = {"before_birth": gettext_lazy("voor de geboorte"), "after_birth": gettext_lazy("na de geboorte")}
LEFT_BECAUSE = {
    "moved": gettext_lazy("Verhuisd, of de buurt past niet meer"),
    "does_not_fit": gettext_lazy("Dag, tijd of groep past niet"),
    "other_group": gettext_lazy("Gaat naar een andere groep van de keten"),
    "individual": gettext_lazy("Gaat verder met eigen afspraken"),
    "stopped": gettext_lazy("Wil niet meer"),
    "completed": gettext_lazy("De groep is klaar"),
    "mistake": gettext_lazy("Stond er per ongeluk in"),
    "loss": gettext_lazy("Na een verlies"),
    "trajectory_ended": gettext_lazy("Het traject is beëindigd"),
    "group_closed": gettext_lazy("De groep is gestopt"),
}
CLOSED_BECAUSE = {
    "completed": gettext_lazy("De groep is klaar"),
    "too_small": gettext_lazy("Te weinig deelnemers"),
    "no_facilitator": gettext_lazy("Geen begeleider"),
    "other": gettext_lazy("Iets anders"),
}
PASSED_ON = {
    "nothing": gettext_lazy("Niets, zij vertelt het zelf"),
    "some": gettext_lazy("Een deel, namelijk:"),
    "all": gettext_lazy("Alles wat in de groep is besproken"),
}
MARKS = {
    "present": ("agreed", "check", gettext_lazy("Was er")),
    "absent": ("stopped", "dash", gettext_lazy("Was er niet")),
    "": ("todo", "question", gettext_lazy("Nog niet ingevuld")),
}
STEPS = {
    "join": gettext_lazy("Past in %(group)s, in de eigen buurt."),
    "join_near": gettext_lazy("Past in %(group)s, verder weg. De ouders kiezen of dat kan."),
    "wait_for_place": gettext_lazy("Past in %(group)s, die vol is. Komt er een plek vrij, dan eerst hier kijken."),
    "ask_due_date": gettext_lazy("De uitgerekende datum is niet bekend. Vraag die eerst."),
    "gather": gettext_lazy("Voor deze datum is er nog geen groep. Telt mee voor een nieuwe."),
}
AUTUMN = 9


def step_words(step: NextStep, names: dict[int, str]) -> str:
    """Say what comes next for a family that waits."""
    return str(STEPS[step.kind]) % {"group": names.get(step.cohort or 0, _("een groep"))}


def short_day(day: date) -> str:
    """Write "28 januari 2027"."""
    return format_date(day, "j F Y")


def range_words(cohort: Cohort, one_day: timedelta) -> str:
    """Write a group's due dates, both ends in it: "25 januari 2027 tot en met 21 februari 2027"."""
    return _("%(first)s tot en met %(last)s") % {
        "first": short_day(cohort.due_from), "last": short_day(cohort.due_until - one_day),
    }  # fmt: skip


def moment_of(programme: Programme, key: str) -> ContactMoment | None:
    """Find what a programme says of a session."""
    return next((one for one in programme.contacts if one.id == key), None)


def session_words(cohort: Cohort, session: Session) -> str:
    """Name a session as the programme file does."""
    moment = moment_of(get_programme_by_id(cohort.version_id), session.moment)
    return text_of(moment.label) if moment else _("Bijeenkomst")


def theme_words(cohort: Cohort, session: Session) -> list[str]:
    """Name the themes of a session as the programme file does."""
    programme = get_programme_by_id(cohort.version_id)
    moment = moment_of(programme, session.moment)
    return [text_of(one.text) for one in programme.themes if moment and one.id in moment.themes]


def when_words(session: Session) -> str:
    """Write when a session is: "dinsdag 17 november, 19:00 tot 21:00"."""
    begin, end = clock.local_time(session.starts_at), clock.local_time(session.ends_at)
    return _("%(day)s, %(begin)s tot %(end)s") % {
        "day": weekday_date(begin.date()), "begin": f"{begin:%H:%M}", "end": f"{end:%H:%M}",
    }  # fmt: skip


def first_name(membership: Membership) -> str:
    """Give the first name of who comes; of the first parent where that was not said."""
    parent = membership.parent or next(iter(membership.family.parents.all()), None)
    return parent.given_name if parent else _("Naam niet bekend")


def full_name(membership: Membership) -> str:
    """Give the whole name of who comes; of the first parent where that was not said."""
    parent = membership.parent or next(iter(membership.family.parents.all()), None)
    return parent.full_name if parent else _("Naam niet bekend")


def born_or_due(membership: Membership) -> str:
    """Say when the child was born, or is expected."""
    pregnancy = membership.trajectory.pregnancy
    born = [
        child for child in membership.family.children.all()
        if pregnancy is None or child.pregnancy_id == pregnancy.pk
    ]  # fmt: skip
    if born:
        return _("geboren %(day)s") % {"day": short_day(born[-1].birth_date)}
    return _("uitgerekend %(day)s") % {"day": short_day(pregnancy.due_date)} if pregnancy else ""


def count_words(number: int) -> str:
    """Write "8 gezinnen"."""
    return ngettext("%(count)d gezin", "%(count)d gezinnen", number) % {"count": number}


def places_words(members: int, cohort: Cohort, state: State) -> str:
    """Say how many places are taken; of a group that is over, nothing."""
    said = {"members": members, "places": cohort.places}
    return "" if state == "closed" else _("%(members)d van %(places)d plekken bezet") % said


def lacking_words(short_by: int) -> str:
    """Say how many families a group still lacks."""
    return ngettext(
        "Nog %(count)d gezin nodig voor een groep.", "Nog %(count)d gezinnen nodig voor een groep.", short_by
    ) % {"count": short_by}


def proposed_name(where: str, due_from: date) -> str:
    """Propose a name for a group: its place and the season in which the children come."""
    months = {12: _("winter"), 1: _("winter"), 2: _("winter"), 3: _("lente"), 4: _("lente"), 5: _("lente")}
    season = months.get(due_from.month) or (_("zomer") if due_from.month < AUTUMN else _("herfst"))
    return _("Groep %(where)s, %(season)s %(year)d") % {"where": where, "season": season, "year": due_from.year}


def stay_of(membership: Membership) -> Stay:
    """Return a membership as the rules need it."""
    return Stay(membership.trajectory_id, membership.joined_on, membership.left_on)
