# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happened in a family itself, and what did not take place: births, losses, another due date, a missed visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.delivery.contacts.rules.not_held import REASON_WORDS
from duizend.doors.desk import words
from duizend.doors.desk.views.entries import BOTH, OFFER, VISIT, Entry, when_said
from duizend.record.trajectories.queries import contacts_laid_out, programme_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duizend.delivery.contacts.models import MissedContact
    from duizend.doors.desk.queries.told import Told
    from duizend.record.families.models import Child


def build_happenings(told: Told) -> Iterator[Entry]:
    """Build what happened in the family, in no order."""
    for child in told.family.children.all():
        yield _birth(child)
        if child.died_on:
            yield _loss(
                told, child.pk, child.died_on, _("%(name)s overleed") % {"name": child.given_name or _("Het kind")}
            )
    for pregnancy in told.family.pregnancies.all():
        if pregnancy.ended_how == "loss" and pregnancy.ended_on:
            yield _loss(told, pregnancy.pk, pregnancy.ended_on, _("De zwangerschap eindigde"))
    for number, (_pregnancy, due_on, replaced_on) in enumerate(told.earlier_due_dates):
        text = _("Eerder uitgerekend op %(day)s. Het plan is opnieuw gemaakt; wat al was afgesproken blijft te lezen.")
        yield Entry(
            replaced_on, (1, number), BOTH, "plain", "calendar", _("Nieuwe uitgerekende datum"),
            **when_said(told, replaced_on), notes=[text % {"day": words.full_date(due_on)}],
        )  # fmt: skip
    for missed in told.missed:
        if missed.trajectory_id not in told.shielded:
            yield _missed(told, missed)
    if told.asks_nothing is not None:
        wish = told.asks_nothing
        yield Entry(
            wish.happened_on, (2, wish.pk), OFFER, "plain", "pause", _("Voorlopig niets vragen"),
            **when_said(told, wish.happened_on),
            notes=[wish.parent.full_name] if wish.parent else [],
        )  # fmt: skip


def _birth(child: Child) -> Entry:
    said = {"day": words.full_date(child.birth_date), "name": child.given_name or _("kind")}
    title = _("%(day)s: %(name)s geboren") % said
    return Entry(child.birth_date, (1, child.pk), BOTH, "parent", "star", title, milestone=True)


def _loss(told: Told, number: int, day: object, title: str) -> Entry:
    return Entry(day, (1, number), BOTH, "plain", "dash", title, **when_said(told, day))


def _missed(told: Told, missed: MissedContact) -> Entry:
    """Tell that a contact did not take place: what was agreed next matters, not how often."""
    trajectory = next(one for one in told.trajectories if one.pk == missed.trajectory_id)
    moment = next((a.moment for a in told.appointments.get(trajectory.pk, []) if a.pk == missed.appointment_id), "")
    name = (
        words.contact_words(programme_of(trajectory), contacts_laid_out(trajectory), moment) if moment else _("Bezoek")
    )
    return Entry(
        missed.happened_on, (3, missed.pk), VISIT, "plain", "dash", _("%(visit)s ging niet door") % {"visit": name},
        **when_said(told, missed.happened_on),
        notes=[note for note in (_(REASON_WORDS[missed.reason]), missed.words) if note],
    )  # fmt: skip
