# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages for recording and correcting a visit share: the form and everything that stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.delivery.contacts.words import contact_words, label_words, text_of, weekday_date
from duizend.delivery.visits.forms import TOPIC, VisitForm
from duizend.delivery.visits.queries import find_previous_visit, list_open_topics
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import address_of
from duizend.record.families.queries import display_name
from duizend.record.trajectories.queries import contacts_laid_out, current_state, programme_of

if TYPE_CHECKING:
    from datetime import date

    from duizend.catalogue.rules.programme import Programme
    from duizend.catalogue.rules.schedule import DueContact
    from duizend.delivery.contacts.models import Appointment, Contact
    from duizend.delivery.visits.models import Topic
    from duizend.record.trajectories.models import Trajectory

STEPS = (
    ("#onderwerpen", ("new_topic", "themes")),
    ("#verslag", ("goes_well", "talked_about")),
    ("#afspraken", ("agreements",)),
    ("#vervolg", ("next",)),
)


@dataclass
class Surroundings:
    """A visit among the rest of its trajectory: programme, contacts, open topics, the visit before."""

    held: Appointment | Contact
    day: date

    @cached_property
    def trajectory(self) -> Trajectory:
        return self.held.trajectory

    @cached_property
    def programme(self) -> Programme:
        return programme_of(self.trajectory)

    @cached_property
    def contacts(self) -> tuple[DueContact, ...]:
        return contacts_laid_out(self.trajectory)

    @cached_property
    def open_topics(self) -> list[Topic]:
        return list_open_topics([self.trajectory.pk]).get(self.trajectory.pk, [])

    @property
    def may_plan(self) -> bool:
        return current_state(self.trajectory) in ("waiting", "running")

    def themes(self) -> list[tuple[str, str]]:
        """List the programme's themes, those of this contact first."""
        first = self.themes_of_this()
        themes = sorted(self.programme.themes, key=lambda theme: theme.id not in first)
        return [(theme.id, text_of(theme.text)) for theme in themes]

    def themes_of_this(self) -> tuple[str, ...]:
        """Return the themes that the programme file names with this contact, by their keys."""
        due = next((contact for contact in self.contacts if contact.key == self.held.moment), None)
        return due.themes if due else ()

    def label(self, key: str = "") -> str:
        return label_words(self.programme, self.contacts, key or self.held.moment)

    def place(self, key: str = "") -> str:
        return contact_words(self.programme, self.contacts, key or self.held.moment)

    def about(self) -> str:
        return f"{text_of(self.programme.name)}, {self.place()[:1].lower()}{self.place()[1:]}"

    def source(self) -> str:
        """Say where what stands beside a visit is written: the programme's name and the version this family is on."""
        said = {"programme": text_of(self.programme.name), "version": self.programme.version}
        return _("programmabestand %(programme)s, versie %(version)s") % said

    def family_name(self) -> str:
        return display_name(self.trajectory.family) or _("Gezin zonder naam")

    def family_url(self) -> str:
        return address_of("desk:family", self.trajectory.family.public_id)

    def previous(self, appointment: Appointment) -> dict[str, object] | None:
        """Return what was agreed and what went well at the visit before, in the words of then."""
        visit = find_previous_visit(self.trajectory, before=self.day, besides=appointment)
        if visit is None:
            return None
        return {
            "title": _("Vorige keer, %(day)s") % {"day": weekday_date(visit.contact.happened_on)},
            "agreements": visit.agreements, "goes_well": visit.goes_well, "talked_about": visit.talked_about,
            "later": [topic.words for topic in self.open_topics if topic.last_outcome == "later"],
        }  # fmt: skip


def steps_of(form: VisitForm) -> list[dict[str, str]]:
    """List the parts of the form, and which hold something already."""
    labels = (_("Onderwerpen"), _("Verslag"), _("Afspraken"), _("Vervolg"))
    steps, current = [], False
    for (url, names), label in zip(STEPS, labels, strict=True):
        if url == "#onderwerpen":
            names = (*names, *(name for name in form.fields if name.startswith(TOPIC)))
        if any(form.typed(name) not in ("", "[]") for name in names):
            state = "done"
        else:
            state, current = ("todo" if current else "current"), True
        steps.append({"label": label, "url": url, "state": state})
    return steps


def first_day(appointment: Appointment) -> date:
    """Return the day a visit is taken to have happened on until somebody says otherwise: planned, never to come."""
    return min(clock.local_day(appointment.starts_at), clock.today())
