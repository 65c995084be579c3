# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording what was measured, putting it right, and offering the baseline: once, and free to refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import MeasurementChanged, announce
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.families.permissions import check_family
from duizend.record.instruments.queries import get_instrument
from duizend.record.outcomes.models import Measurement
from duizend.record.outcomes.queries import lay_out_one, who_of
from duizend.record.outcomes.rules.measuring import (
    ASKED,
    MEASURED,
    OFFERED,
    REFUSED,
    Found,
    check_answers,
    check_found,
    check_moment,
)
from duizend.record.outcomes.rules.moments import AT_INDICATION, BASELINE, CHILD, PARENT
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import programme_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from duizend.ground.kernel.rules.decisions import Decision
    from duizend.record.instruments.models import InstrumentVersion
    from duizend.record.outcomes.rules.moments import Key

WRITE = "measurement.write"


@transaction.atomic
def record_measurement(
    trajectory: Trajectory, key: Key, found: Found, *, on: date, way: str = ASKED,
    instrument: InstrumentVersion | None = None,
) -> Measurement:  # fmt: skip
    """Record what came out of a registered measurement, or that it was refused or could not be.

    `key`: outcome, moment, and whose it is ("" for nobody's in particular), as `Slot.key`. Raises ActionRefused for a
    day to come or outside the moment's days, a measurement that nobody registered or that stands already, an outcome
    the instrument does not have, for asking who said no (`way` REGULAR is what was measured anyway), and for asking long
    after the end without having seen again how the family can be reached safely.
    """
    check_family(WRITE, trajectory.family)
    _lock(trajectory)
    _refuse_day_to_come(on)
    outcome, moment, who = key
    if outcome == BASELINE:
        raise ActionRefused("not_a_baseline", _("De eerste vragen worden aangeboden, niet gemeten."))
    _check(check_moment(lay_out_one(trajectory).find(*key), found, on=on, way=way))
    _check(check_found(found, instrument=get_instrument(instrument) if instrument else None, who=who))
    made = Measurement.objects.create(
        family_id=trajectory.family_id, trajectory=trajectory, outcome=outcome, moment=moment, how=found.how, way=way,
        instrument=instrument, score=found.score, category=found.category, judgement=found.judgement.strip(),
        happened_on=on, entered_by_id=current().account_id, **_person(who),
    )  # fmt: skip
    detail = "safe contact checked" if found.contact_checked else ""
    note(f"measurement.{found.how}", "C", [trajectory.family.public_id], detail=detail)
    announce(MeasurementChanged(trajectory.pk))
    return made


@transaction.atomic
def correct_measurement(
    row: Measurement, found: Found, *, on: date, instrument: InstrumentVersion | None = None
) -> Measurement:
    """Record what a measurement should have been; the earlier one stays. Raises ActionRefused as recording does."""
    check_family(WRITE, row.family)
    _lock(row.trajectory)
    _refuse_day_to_come(on)
    _refuse_what_no_longer_stands(row)
    slot = lay_out_one(row.trajectory).find(row.outcome, row.moment, who_of(row))
    if row.outcome == BASELINE or slot is None or slot.window is None or not slot.window.has(on):
        raise ActionRefused("outside_window", _("Die dag valt buiten de dagen van dit meetmoment."))
    _check(check_found(found, instrument=get_instrument(instrument) if instrument else None, who=who_of(row)))
    return _put_right(row, found, on=on, instrument=instrument)


@transaction.atomic
def withdraw_measurement(row: Measurement) -> Measurement:
    """Record that a measurement was entered by mistake; raises ActionRefused if it no longer stands."""
    check_family(WRITE, row.family)
    _lock(row.trajectory)
    _refuse_what_no_longer_stands(row)
    found = Found(row.how, row.score, row.category, row.judgement)
    return _put_right(row, found, on=row.happened_on, instrument=row.instrument, withdrawn=True)


def _put_right(
    row: Measurement, found: Found, *, on: date, instrument: InstrumentVersion | None, withdrawn: bool = False
) -> Measurement:
    made = Measurement.objects.create(
        family_id=row.family_id, trajectory_id=row.trajectory_id, outcome=row.outcome, moment=row.moment,
        parent_id=row.parent_id, child_id=row.child_id, how=found.how, way=row.way, instrument=instrument,
        score=found.score, category=found.category, judgement=found.judgement.strip(),
        answers=row.answers if withdrawn else {}, happened_on=on, entered_by_id=current().account_id, corrects=row,
        withdrawn=withdrawn,
    )  # fmt: skip
    note("measurement.withdrawn" if withdrawn else "measurement.corrected", "U", [row.family.public_id])
    announce(MeasurementChanged(row.trajectory_id))
    return made


@transaction.atomic
def offer_baseline(trajectory: Trajectory, *, on: date) -> Measurement:
    """Record that the few first questions were offered; once in a trajectory, also to who may say no to the programme.

    Raises ActionRefused when they were offered before, when the programme has none, for who was not indicated by that
    day, and for parents who lost their child.
    """
    check_family(WRITE, trajectory.family)
    _lock(trajectory)
    _refuse_day_to_come(on)
    laid = lay_out_one(trajectory)
    slot = laid.find(BASELINE, AT_INDICATION)
    if slot is None or slot.window is None or on < slot.window.from_on:
        raise ActionRefused("no_baseline", _("Dit programma heeft hier geen eerste vragen om aan te bieden."))
    if Measurement.objects.filter(trajectory=trajectory, outcome=BASELINE).exists():
        raise ActionRefused("offered_before", _("De eerste vragen zijn al een keer aangeboden. Dat gebeurt één keer."))
    if slot.is_quiet(on):
        raise ActionRefused("not_asked", _("Dit gezin wordt hier niets gevraagd."))
    return _note_baseline(trajectory, OFFERED, on=on, event="baseline.offered")


@transaction.atomic
def answer_baseline(trajectory: Trajectory, answers: Mapping[str, int], *, on: date) -> Measurement:
    """Record what was answered to the first questions: question id -> number of the answer, counted from 0.

    Raises ActionRefused when they were not offered, when they were answered or refused before, for a day before the
    offer, and for an answer that the file does not have.
    """
    _take_baseline(trajectory, on)
    _check(check_answers(programme_of(trajectory), answers))
    return _note_baseline(trajectory, MEASURED, on=on, event="baseline.answered", answers=dict(answers))


@transaction.atomic
def refuse_baseline(trajectory: Trajectory, *, on: date) -> Measurement:
    """Record that parents would rather not answer: counted, and free. Raises ActionRefused as `answer_baseline` does."""
    _take_baseline(trajectory, on)
    return _note_baseline(trajectory, REFUSED, on=on, event="baseline.refused")


def _take_baseline(trajectory: Trajectory, on: date) -> None:
    check_family(WRITE, trajectory.family)
    _lock(trajectory)
    _refuse_day_to_come(on)
    laid = lay_out_one(trajectory)
    if laid.offered is None or on < laid.offered.happened_on:
        raise ActionRefused("not_offered", _("De eerste vragen zijn op die dag nog niet aangeboden."))
    if (BASELINE, AT_INDICATION, "") in laid.rows:
        raise ActionRefused("recorded_before", _("Dit is al vastgelegd. Pas het daar aan."))


def _note_baseline(
    trajectory: Trajectory, how: str, *, on: date, event: str, answers: dict[str, int] | None = None
) -> Measurement:
    made = Measurement.objects.create(
        family_id=trajectory.family_id, trajectory=trajectory, outcome=BASELINE, moment=AT_INDICATION, how=how, way=ASKED,
        answers=answers or {}, happened_on=on, entered_by_id=current().account_id,
    )  # fmt: skip
    note(event, "C", [trajectory.family.public_id])
    announce(MeasurementChanged(trajectory.pk))
    return made


def _person(who: str) -> dict[str, int]:
    """Return the column and number of whose a measurement is: {"parent_id": 12}."""
    kind, _mark, number = who.partition(":")
    return {f"{kind}_id": int(number)} if kind in (PARENT, CHILD) and number else {}


def _check(decision: Decision) -> None:
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)


def _lock(trajectory: Trajectory) -> None:
    Trajectory.objects.select_for_update(of=("self",), no_key=True).get(pk=trajectory.pk)


def _refuse_day_to_come(on: date) -> None:
    if on > clock.today():
        raise ActionRefused("day_to_come", _("Deze dag is nog niet geweest."))


def _refuse_what_no_longer_stands(row: Measurement) -> None:
    if row.withdrawn or Measurement.objects.filter(corrects=row).exists():
        raise ActionRefused("no_longer_stands", _("Dit is al aangepast of ingetrokken. Ververs de pagina."))
