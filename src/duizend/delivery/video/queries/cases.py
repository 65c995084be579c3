# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A recording with all that is decided from: who is in view, what everybody said, what happened, and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from duizend.delivery.video.models import InView, Recording, RecordingConsent, RecordingStep, StepWith
from duizend.delivery.video.rules.consents import (
    Said,
    Seen,
    find_standing,
    find_stop,
    list_agreed,
    list_asked,
    list_missing,
    list_without_voice,
)
from duizend.delivery.video.rules.course import Limits, StepDone, find_gone, find_made, stage_of
from duizend.delivery.video.rules.destroying import Destroy, Ended, Term, destroy_on
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.record.families.queries import list_authorities, read_children, read_parents
from duizend.record.trajectories.queries import get_trajectory, programme_of, steps_taken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from duizend.delivery.video.rules.consents import Who
    from duizend.record.families.models import Child, Parent
    from duizend.record.trajectories.models import Trajectory

# The purpose of a file that names none.
ONLY_PURPOSE = ""
WITH_LOSS = "child_or_pregnancy_lost"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose consent counts: one of the three is filled in."""

    who: Who
    name: str
    parent: Parent | None = None
    child: Child | None = None
    other: InView | None = None


@dataclass(frozen=True)
class Case:
    """One recording, its trajectory with course and family, and who was noted without authority over whom."""

    recording: Recording
    trajectory: Trajectory
    lacking: frozenset[tuple[Who, Who]]

    @property
    def rules(self) -> Any:
        return video_of(self.trajectory)

    @cached_property
    def purposes(self) -> tuple[str, ...]:
        """Return the purposes that are asked about; the first is what a recording is made for."""
        return tuple(purpose.id for purpose in self.rules.purposes) or (ONLY_PURPOSE,)

    # ── who ──

    @cached_property
    def in_view(self) -> list[InView]:
        return standing_of(self.recording.in_view.all())

    @cached_property
    def people(self) -> dict[Who, Person]:
        """Return everybody whose consent can be recorded: the parents, the children, and others in view."""
        family = self.trajectory.family
        found = [Person(("parent", one.public_id), one.given_name, parent=one) for one in family.parents.all()]
        found += [Person(("child", one.public_id), one.given_name, child=one) for one in family.children.all()]
        found += [Person(("other", one.public_id), one.words, other=one) for one in self.in_view if one.words]
        return {person.who: person for person in found}

    @cached_property
    def seen(self) -> list[Seen]:
        return [Seen(who_of(one), one.child.birth_date if one.child else None) for one in self.in_view]

    @property
    def _parents(self) -> list[Who]:
        return [who for who in self.people if who[0] == "parent"]

    def asked(self, on: date) -> tuple[Who, ...]:
        return list_asked(self.seen, parents=self._parents, lacking=self.lacking, on=on)

    def without_voice(self, on: date) -> tuple[Who, ...]:
        return list_without_voice(self.seen, parents=self._parents, lacking=self.lacking, on=on)

    def names(self, who: Sequence[Who]) -> list[str]:
        return [self.people[one].name for one in who if one in self.people]

    # ── what they said ──

    @cached_property
    def consents(self) -> list[RecordingConsent]:
        return standing_of(self.recording.consents.all())

    @cached_property
    def said(self) -> list[Said]:
        return [said_of(row) for row in self.consents]

    def missing(self, on: date) -> tuple[Who, ...]:
        return list_missing(self.said, self.asked(on), purpose=self.purposes[0], on=on)

    def agreed(self, on: date) -> tuple[str, ...]:
        return list_agreed(self.said, self.asked(on), self.purposes, on=on)

    def standing_answer(self, who: Who, on: date) -> RecordingConsent | None:
        """Find the row of what somebody said last, up to a day."""
        last = find_standing(self.said, who, on=on)
        return next((row for row in self.consents if last is not None and row.pk == last.order), None)

    # ── what happened ──

    @cached_property
    def step_rows(self) -> list[RecordingStep]:
        return sorted(standing_of(self.recording.steps.all()), key=lambda row: (row.happened_on, row.pk))

    @cached_property
    def steps(self) -> list[StepDone]:
        return [StepDone(row.kind, row.happened_on) for row in self.step_rows]

    @property
    def made_on(self) -> date | None:
        made = find_made(self.steps)
        return made.on if made else None

    @property
    def is_there(self) -> bool:
        return self.made_on is not None and find_gone(self.steps) is None

    @cached_property
    def ended(self) -> Ended | None:
        last = next((step for step in reversed(steps_taken(self.trajectory)) if step.kind == "ended"), None)
        return Ended(last.happened_on, with_loss=last.ending == WITH_LOSS) if last else None

    @property
    def stopped_on(self) -> date | None:
        return find_stop(self.said, purpose=self.purposes[0], made_on=self.made_on) if self.made_on else None

    @property
    def limits(self) -> Limits:
        return Limits(stopped_on=self.stopped_on, ended_on=self.ended.on if self.ended else None)

    def stage(self, on: date) -> str:
        return stage_of(
            self.steps, is_agreed=bool(self.asked(on)) and not self.missing(on) and not self.without_voice(on)
        )

    def destroy(self) -> Destroy | None:
        """Work out by when this recording has to be gone; None when it is not there."""
        if not self.is_there:
            return None
        term = Term(self.rules.destroy_within, self.purposes[0])
        return destroy_on(self.made_on, term=term, said=self.said, ended=self.ended)


def standing_of(rows: Sequence) -> list:
    """Keep the rows that stand: not corrected since, and not themselves the taking back of another."""
    rows = list(rows)
    corrected = {row.corrects_id for row in rows}
    return [row for row in rows if row.pk not in corrected and not row.withdrawn]


def who_of(row: InView | RecordingConsent) -> Who:
    """Return whom a row is about, as the rules know her."""
    if row.parent is not None:
        return "parent", row.parent.public_id
    if row.child is not None:
        return "child", row.child.public_id
    return "other", (row if isinstance(row, InView) else row.other).public_id


def said_of(row: RecordingConsent) -> Said:
    """Return what a row says, as the rules need it; the later of two of one day is the one entered later."""
    return Said(who_of(row), row.answer, row.happened_on, row.pk, frozenset(row.purposes), row.destroy_by)


def video_of(trajectory: Trajectory) -> Any:
    """Return what the programme says about recordings (VideoRules of the catalogue); None when it works without."""
    return programme_of(trajectory).forms.video


def get_case(public_id: str) -> Case:
    """Return a recording by public id with all that is decided from; raises NotFound."""
    found = _trajectory_of(public_id)
    if not found:
        raise NotFound("recording_not_found", "Deze opname is niet gevonden, of je begeleidt dit gezin niet.")
    return _pick(*found[0])


def read_case(recording: Recording) -> Case:
    """Read a recording afresh with all that is decided from."""
    return _pick(*_trajectory_of(recording.public_id)[0])


def _pick(recording_id: int, trajectory_id: str) -> Case:
    return next(case for case in list_cases(get_trajectory(trajectory_id)) if case.recording.pk == recording_id)


@prepared
def _trajectory_of(public_id: str) -> QuerySet[tuple[int, str]]:
    return Recording.objects.filter(public_id=public_id).values_list("id", "trajectory__public_id")


def list_cases(trajectory: Trajectory) -> list[Case]:
    """List the recordings of a trajectory that was fetched with its course, oldest first; fetches the family's people."""
    read_parents([trajectory.family])
    read_children([trajectory.family])
    keys: dict[int, Who] = {one.pk: ("parent", one.public_id) for one in trajectory.family.parents.all()}
    children: dict[int, Who] = {one.pk: ("child", one.public_id) for one in trajectory.family.children.all()}
    lacking = frozenset(
        (keys[parent], children[child])
        for (parent, child), row in list_authorities(trajectory.family).items()
        if not row.holds and row.valid_from <= clock.today() and parent in keys and child in children
    )
    recordings = _recordings_of([trajectory.pk])
    for recording in recordings:
        recording.trajectory = trajectory
    return [Case(recording, trajectory, lacking) for recording in recordings]


@prepared
def _recordings_of(trajectory_ids: list[int]) -> QuerySet[Recording]:
    parents = Prefetch("with_parents", StepWith.objects.select_related("parent").order_by("id"))
    steps = RecordingStep.objects.select_related("professional", "entered_by").prefetch_related(parents).order_by("id")
    consents = RecordingConsent.objects.select_related("parent", "child", "other", "text_version", "entered_by")
    # Of the version only which one it is: its text is the whole programme file.
    consents = consents.defer("text_version__text")
    return (
        Recording.objects.filter(trajectory_id__any_of=trajectory_ids)
        .prefetch_related(
            Prefetch("in_view", InView.objects.select_related("parent", "child").order_by("id")),
            Prefetch("consents", consents.order_by("id")),
            Prefetch("steps", steps),
        )
        .order_by("id")
    )  # fmt: skip


def get_step(public_id: str) -> RecordingStep:
    """Return a step with its recording and family; raises NotFound."""
    found = RecordingStep.objects.select_related("recording", "family").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("step_not_found", "Dit is niet gevonden, of je begeleidt dit gezin niet.")
    return found


def get_consent(public_id: str) -> RecordingConsent:
    """Return an answer with its recording and family; raises NotFound."""
    rows = RecordingConsent.objects.select_related("recording", "family", "parent", "child", "other")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("consent_not_found", "Dit is niet gevonden, of je begeleidt dit gezin niet.")
    return found
