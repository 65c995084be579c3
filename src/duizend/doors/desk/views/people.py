# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is in a family, where they live, and who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.doors.desk import words
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.periods import years_old

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.doors.desk.queries.work import Looked
    from duizend.record.families.models import Family, Household, Parent

TONES = ("parent", "second")
EVENTS = {
    "family.read": gettext_lazy("Gezin bekeken"),
    "family.readers": gettext_lazy("Deze lijst bekeken"),
    "family.list": gettext_lazy("In de lijst van gezinnen gezien"),
    "day.read": gettext_lazy("In het dagoverzicht gezien"),
    "visit.read": gettext_lazy("Bezoek bekeken"),
    "visit.record": gettext_lazy("Bezoek bekeken"),
    "visit.taken_over": gettext_lazy("Samenvatting overgenomen in het dossier"),
    "contact.recorded": gettext_lazy("Bezoek vastgelegd"),
    "draft.begun": gettext_lazy("Aan een verslag begonnen"),
    "topic.chosen": gettext_lazy("Onderwerp vastgelegd"),
    "appointment.planned": gettext_lazy("Afspraak gepland"),
    "appointment.cancelled": gettext_lazy("Afspraak vervallen"),
    "appointment.restored": gettext_lazy("Afspraak hersteld"),
    "trajectory.assigned": gettext_lazy("Gezin toegewezen"),
    "trajectory.decide": gettext_lazy("Aanbod of antwoord geopend"),
    "care_relation.opened": gettext_lazy("Toegang gekregen"),
    "care_relation.closed": gettext_lazy("Toegang beëindigd"),
    "sign_up.recorded": gettext_lazy("Aanmelding vastgelegd"),
    "family.registered": gettext_lazy("Gezin ingeschreven"),
    "parent.added": gettext_lazy("Ouder toegevoegd"),
    "pregnancy.registered": gettext_lazy("Zwangerschap vastgelegd"),
    "birth.registered": gettext_lazy("Geboorte vastgelegd"),
    "contact.withdrawn": gettext_lazy("Vastgelegd dat een bezoek niet doorging"),
    "household.moved": gettext_lazy("Verhuizing vastgelegd"),
    "household.opened": gettext_lazy("Adres vastgelegd"),
    "parent.completed": gettext_lazy("Gegevens van een ouder aangevuld"),
    "child.completed": gettext_lazy("Gegevens van een kind aangevuld"),
    "step.corrected": gettext_lazy("Stap verbeterd"),
    "step.indicated": gettext_lazy("Vastgelegd dat het gezin in aanmerking komt"),
    "step.not_indicated": gettext_lazy("Vastgelegd dat het gezin nu niet in aanmerking komt"),
    "step.paused": gettext_lazy("Pauze vastgelegd"),
    "step.resumed": gettext_lazy("Hervatting vastgelegd"),
    "step.handed_over": gettext_lazy("Overdracht vastgelegd"),
    "step.offered": gettext_lazy("Aanbod vastgelegd"),
    "step.started": gettext_lazy("Start vastgelegd"),
    "step.ended": gettext_lazy("Einde vastgelegd"),
}
ANSWER_EVENTS = ("step.accepted", "step.not_yet", "step.declined", "step.no_answer")


def build_homes(family: Family, today: date) -> dict[str, object]:
    """Build the households of now and the parents in them."""
    parents = list(family.parents.all())
    homes = {h.pk: h for h in family.households.all() if h.valid_until is None or h.valid_until > today}
    count = len({parent.household_id for parent in parents} & set(homes)) or 1
    titles = {1: _("Eén huishouden"), 2: _("Twee huishoudens")}
    return {
        "title": titles.get(count, _("%(count)d huishoudens") % {"count": count}),
        "people": [
            _person(parent, homes.get(parent.household_id), today, tone=TONES[min(index, 1)])
            for index, parent in enumerate(parents)
        ],
    }  # fmt: skip


def _person(parent: Parent, home: Household | None, today: date, *, tone: str) -> dict[str, object]:
    role = _("ouder")
    if parent.birth_date:
        role = _("ouder, %(age)d") % {"age": years_old(parent.birth_date, today)}
    lines = [_("Veilig contact: %(how)s") % {"how": parent.safe_contact}] if parent.safe_contact else []
    if home:
        places = (home.municipality.name, home.neighbourhood.name if home.neighbourhood else "", home.street)
        lines.append(", ".join(place for place in places if place))
    language = words.language_name(parent.language)
    if language:
        lines.append(_("Spreekt %(language)s.") % {"language": language})
    if parent.needs_interpreter:
        lines.append(_("Een tolk is nodig."))
    lines += [parent.phone] if parent.phone else []
    initials = (parent.given_name[:1] + parent.family_name[:1]).upper()
    return {"initials": initials, "tone": tone, "name": parent.full_name, "role": role, "lines": lines}


def build_readers(lines: Iterable[Looked], today: date) -> list[dict[str, str]]:
    """Say who looked, when and at what, newest first; the same thing on the same day by the same person is one line."""
    counted: dict[tuple[str, date, str], list[str]] = {}
    for line in lines:
        local = clock.local_time(line.at)
        name = ", ".join(part for part in (line.name, line.job_title) if part) or _("Onbekend account")
        counted.setdefault((name, local.date(), _what(line)), []).append(words.clock_time(local))
    return [{"name": name, "text": _when(day, times, today, what)} for (name, day, what), times in counted.items()]


def _when(day: date, times: list[str], today: date, what: str) -> str:
    shown = _("Vandaag") if day == today else words.capitalised(words.short_date(day, today))
    if len(times) == 1:
        return f"{shown} {times[0]}. {what}."
    said = {"day": shown, "time": times[0], "count": len(times)}
    return f"{_('%(day)s, %(count)d keer, laatst om %(time)s.') % said} {what}."


def _what(line: Looked) -> str:
    if line.refused:
        return _("Geprobeerd te openen; geen toegang")
    if line.event in ANSWER_EVENTS:
        return _("Antwoord vastgelegd")
    return str(EVENTS.get(line.event, _("Gelezen of vastgelegd")))
