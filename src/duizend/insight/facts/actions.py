# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes facts from what the rooms above announce. Nothing else writes them, and nothing here holds a name."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Exists, OuterRef

from duizend.delivery.contacts.models import Contact, Dialling
from duizend.delivery.contacts.queries.fidelity import how_received, list_planned
from duizend.delivery.matching.models import MatchStep, NoMatch, VolunteerCheck
from duizend.delivery.places.models import Arrangement
from duizend.ground.kernel import clock
from duizend.insight.facts.models import (
    ContactFact,
    MatchFact,
    PlaceFact,
    PlannedFact,
    ScreeningFact,
    StepFact,
    TrainingFact,
)
from duizend.record.signalling.models import ScreeningCount, ScreeningLine
from duizend.record.trajectories.models import Step, Trajectory
from duizend.record.trajectories.queries import count_children, with_course

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from duizend.delivery.contacts.queries.fidelity import Planned
    from duizend.ground.kernel.announcements import (
        ContactHeld,
        ContactsPlanned,
        MatchMade,
        NoMatchFound,
        PlaceChanged,
        ScreeningRecorded,
        StepsTaken,
        StepTaken,
        VolunteerTrained,
    )

KEY_LENGTH = 32
# The step of a match with which family and volunteer begin together.
BEGAN = "trial_started"
OF_TRAJECTORY = ("trajectory__version", "trajectory__municipality", "trajectory__neighbourhood")


def fact_key(kind: str, number: int | str | None) -> str:
    """Return the key of a row in facts: made with the region's secret, the same each time; "" for no row."""
    if number is None:
        return ""
    secret = settings.DUIZEND.fact_key.encode()
    return hmac.new(secret, f"{kind}:{number}".encode(), hashlib.sha256).hexdigest()[:KEY_LENGTH]


def note_step(announcement: StepTaken) -> None:
    """Write a step as a fact."""
    _fact_of(_steps_with_trajectory().get(pk=announcement.step_id)).save()


def note_steps(announcement: StepsTaken) -> None:
    """Write many steps as facts; the number of statements does not depend on how many."""
    steps = _steps_with_trajectory().filter(pk__in=announcement.step_ids).order_by("pk")
    StepFact.objects.bulk_create(_fact_of(step) for step in steps.prefetch_related("trajectory__for_children__child"))


def _steps_with_trajectory() -> QuerySet[Step]:
    return Step.objects.select_related(
        "trajectory__version", "trajectory__municipality", "trajectory__neighbourhood", "trajectory__pregnancy"
    )


def _fact_of(step: Step) -> StepFact:
    return StepFact(
        step_key=fact_key("step", step.pk), corrects_key=fact_key("step", step.corrects_id), withdrawn=step.withdrawn,
        place=step.place, kind=step.kind, ending=step.ending, happened_on=step.happened_on, entered_at=step.entered_at,
        children=count_children(step.trajectory), **_of_trajectory(step.trajectory),
    )  # fmt: skip


def note_contact(announcement: ContactHeld) -> None:
    """Write a contact as a fact."""
    dialled = Exists(Dialling.objects.filter(trajectory=OuterRef("trajectory")))
    contacts = Contact.objects.select_related(*OF_TRAJECTORY).annotate(is_dialled=dialled)
    contact = contacts.get(pk=announcement.contact_id)
    how = how_received(contact)
    ContactFact.objects.create(
        contact_key=fact_key("contact", contact.pk), corrects_key=fact_key("contact", contact.corrects_id),
        withdrawn=contact.withdrawn, moment=contact.moment, mode=contact.mode, happened_on=contact.happened_on,
        entered_at=contact.entered_at, by_own=how.by_own, was_trained=how.was_trained,
        **_of_trajectory(contact.trajectory),
    )  # fmt: skip
    # Where there are fewer contacts in a phase, which of them are asked depends on what took place before.
    if contact.is_dialled:
        _note_planned([contact.trajectory_id])


def note_planned(announcement: ContactsPlanned) -> None:
    """Write what is asked of trajectories' contacts, where that is other than it was written last."""
    if announcement.trajectory_ids:
        _note_planned(announcement.trajectory_ids)


def _note_planned(trajectory_ids: Sequence[int]) -> None:
    """The number of statements does not depend on how many trajectories there are."""
    trajectories = with_course(Trajectory.objects.select_related("version", "municipality", "neighbourhood"))
    found = [_planned(one) for one in list_planned(trajectories.filter(pk__in=trajectory_ids).order_by("pk"))]
    keys = [one.trajectory_key for one in found]
    last = PlannedFact.objects.filter(trajectory_key__in=keys).order_by("trajectory_key", "-id")
    known = {one.trajectory_key: _said(one) for one in last.distinct("trajectory_key")}
    nothing = _said(PlannedFact(moments=[], from_on=[], until_on=[], is_asked=[], is_usual=[], reasons=[]))
    PlannedFact.objects.bulk_create(one for one in found if _said(one) != known.get(one.trajectory_key, nothing))


def _planned(planned: Planned) -> PlannedFact:
    windows = planned.windows
    return PlannedFact(
        agreed_on=planned.since, moments=[one.moment for one in windows], from_on=[one.from_on for one in windows],
        until_on=[one.until_on for one in windows], is_asked=[one.obligatory for one in windows],
        is_usual=[one.obligatory for one in planned.plain],
        reasons=[planned.reasons.get(one.moment, "") for one in windows], entered_at=clock.now(),
        **_of_trajectory(planned.trajectory),
    )  # fmt: skip


def _said(fact: PlannedFact) -> tuple[object, ...]:
    return fact.agreed_on, fact.moments, fact.from_on, fact.until_on, fact.is_asked, fact.is_usual, fact.reasons


def note_screening(announcement: ScreeningRecorded) -> None:
    """Write screenings as facts, their keys made anew; the number of statements does not depend on how many."""
    places = ("municipality", "neighbourhood")
    lines = ScreeningLine.objects.select_related(*places).filter(pk__in=announcement.line_ids).order_by("pk")
    counts = ScreeningCount.objects.select_related(*places).filter(pk__in=announcement.count_ids).order_by("pk")
    ScreeningFact.objects.bulk_create(
        ScreeningFact(
            fact_key=fact_key("screening", line.pk), child_key=fact_key("screened", line.key), number=1,
            from_on=line.happened_on, until_on=line.happened_on + timedelta(days=1), **_of_screening(line),
        )
        for line in lines
    )  # fmt: skip
    ScreeningFact.objects.bulk_create(
        ScreeningFact(
            fact_key=fact_key("screening count", count.pk), number=count.number, from_on=count.from_on,
            until_on=count.until_on, **_of_screening(count),
        )
        for count in counts
    )  # fmt: skip


def note_place(announcement: PlaceChanged) -> None:
    """Write a child's place as it stands now as a fact; it replaces the fact of how it stood before."""
    place = Arrangement.objects.select_related(*OF_TRAJECTORY).get(pk=announcement.arrangement_id)
    PlaceFact.objects.create(
        fact_key=fact_key("place", place.pk), corrects_key=fact_key("place", place.corrects_id),
        withdrawn=place.withdrawn, child_key=fact_key("child", place.child_id), kind=place.kind,
        half_days=place.half_days, from_on=place.from_on, has_begun=place.has_begun, until_on=place.until_on,
        ended_because=place.ended_because, entered_at=place.entered_at, **_of_trajectory(place.trajectory),
    )  # fmt: skip


def note_training(announcement: VolunteerTrained) -> None:
    """Write that a volunteer was trained, or that this was taken back, as a fact."""
    check = VolunteerCheck.objects.select_related("volunteer__municipality").get(pk=announcement.check_id)
    TrainingFact.objects.create(
        fact_key=fact_key("volunteer check", check.pk), corrects_key=fact_key("volunteer check", check.corrects_id),
        withdrawn=check.withdrawn, volunteer_key=fact_key("volunteer", check.volunteer_id),
        programme=check.volunteer.programme, municipality=check.volunteer.municipality.code,
        happened_on=check.happened_on, entered_at=check.entered_at,
    )  # fmt: skip


def note_match(announcement: MatchMade) -> None:
    """Write that a family and a volunteer began together, or that this was taken back, as a fact."""
    began = MatchStep.objects.filter(match=announcement.match_id, kind=BEGAN).select_related(
        *(f"match__{name}" for name in OF_TRAJECTORY)
    )
    step = began.latest("pk")
    MatchFact.objects.create(
        fact_key=fact_key("match step", step.pk), corrects_key=fact_key("match step", step.corrects_id),
        withdrawn=step.withdrawn, volunteer_key=fact_key("volunteer", step.match.volunteer_id), result="matched",
        happened_on=step.happened_on, entered_at=step.entered_at, **_of_trajectory(step.match.trajectory),
    )  # fmt: skip


def note_no_match(announcement: NoMatchFound) -> None:
    """Write that no match came about and why, or that this was taken back, as a fact."""
    found = NoMatch.objects.select_related(*OF_TRAJECTORY).get(pk=announcement.no_match_id)
    MatchFact.objects.create(
        fact_key=fact_key("no match", found.pk), corrects_key=fact_key("no match", found.corrects_id),
        withdrawn=found.withdrawn, result="no_match", reason=found.reason, decided_by=found.decided_by,
        happened_on=found.happened_on, entered_at=found.entered_at, **_of_trajectory(found.trajectory),
    )  # fmt: skip


def _of_screening(screening: ScreeningLine | ScreeningCount) -> dict[str, object]:
    return {
        "programme": screening.programme, "municipality": screening.municipality.code,
        "neighbourhood": screening.neighbourhood.code if screening.neighbourhood else "", "result": screening.result,
        "entered_at": screening.entered_at,
    }  # fmt: skip


def _of_trajectory(trajectory: Trajectory) -> dict[str, str]:
    return {
        "trajectory_key": fact_key("trajectory", trajectory.pk),
        "family_key": fact_key("family", trajectory.family_id),
        "programme": trajectory.version.programme,
        "version": trajectory.version.version,
        "municipality": trajectory.municipality.code,
        "neighbourhood": trajectory.neighbourhood.code if trajectory.neighbourhood else "",
    }
