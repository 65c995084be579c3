# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one room tells the rooms below it: frozen values, wired in one place, run in the same transaction.

`project/wiring.py` lists per announcement which actions run, in order. There are no Django signals: a signal
is an import that nobody sees. A test asserts that every announcement is wired.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something that happened and that another room may need to know."""


@dataclass(frozen=True, slots=True)
class ScreeningRecorded(Announcement):
    """Children were screened, told a line each or as numbers; none of them by name."""

    line_ids: tuple[int, ...] = ()
    count_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StepTaken(Announcement):
    """A trajectory took a step: indicated, offered, answered, started, ended and so on."""

    step_id: int
    trajectory_id: int
    kind: str
    happened_on: date


@dataclass(frozen=True, slots=True)
class StepsTaken(Announcement):
    """Many trajectories took steps at once, as an older list tells of them."""

    step_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ContactHeld(Announcement):
    """A contact took place and was recorded."""

    contact_id: int
    trajectory_id: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class ContactsPlanned(Announcement):
    """What is asked of trajectories' contacts, or why one did not take place, may be otherwise from now on."""

    trajectory_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TrajectoryEnded(Announcement):
    """A trajectory ended, in whatever way; nothing planned for it goes on."""

    trajectory_id: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class TrajectoryReopened(Announcement):
    """The end of a trajectory was undone; what the end cancelled stands again."""

    trajectory_id: int


@dataclass(frozen=True, slots=True)
class TrajectoryHandedOver(Announcement):
    """Another professional delivers a trajectory from a day on; her predecessor's appointments are not hers yet."""

    trajectory_id: int
    from_professional_id: int | None
    to_professional_id: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class HouseholdClosed(Announcement):
    """A parent said no: nothing of this trajectory takes place in the household that this parent lives in."""

    trajectory_id: int
    household_id: int


@dataclass(frozen=True, slots=True)
class PlanMadeAnew(Announcement):
    """The contacts of a trajectory are counted from another day: a birth, another due date."""

    trajectory_id: int


@dataclass(frozen=True, slots=True)
class ChildBorn(Announcement):
    """A child was born."""

    child_id: int
    pregnancy_id: int | None
    family_id: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class DueDateChanged(Announcement):
    """A pregnancy is expected to end on another day than was thought."""

    pregnancy_id: int
    family_id: int


@dataclass(frozen=True, slots=True)
class PregnancyLost(Announcement):
    """A pregnancy ended without a living child. Nothing is sent and nothing planned goes on."""

    pregnancy_id: int
    family_id: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class ChildDied(Announcement):
    """A child died. Nothing is sent and nothing planned for this child goes on."""

    child_id: int
    family_id: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class HouseholdMoved(Announcement):
    """A household lives elsewhere from a day on."""

    family_id: int
    household_id: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class FamiliesMerged(Announcement):
    """A family turns out to be another one. A subscriber may object, by a refusal, before anything is written."""

    family_id: int
    into_id: int


@dataclass(frozen=True, slots=True)
class MergingChanged(Announcement):
    """Files became one family, or stand apart again: what one was asked counts for all, or no longer."""

    family_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LossUndone(Announcement):
    """A loss or a death was recorded by mistake: what ended with it goes on. One of the two ids is named."""

    family_id: int
    pregnancy_id: int | None = None
    child_id: int | None = None


@dataclass(frozen=True, slots=True)
class ProfessionalChanged(Announcement):
    """A professional was certified, or began to work here: until when she can deliver may be another day."""

    professional_id: int


@dataclass(frozen=True, slots=True)
class VolunteerTrained(Announcement):
    """The training of a volunteer was recorded, or that was taken back."""

    check_id: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class MatchMade(Announcement):
    """A family and a volunteer began together, or that was taken back."""

    match_id: int
    trajectory_id: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class NoMatchFound(Announcement):
    """No match came about for a family, for a reason of the programme file, or that was taken back."""

    no_match_id: int
    trajectory_id: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class PlaceChanged(Announcement):
    """A child's place outside the home was agreed, began, ended, or that was taken back; the row as it stands now."""

    arrangement_id: int
    trajectory_id: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class ReferralStepTaken(Announcement):
    """Something happened with a referral that rests on consent, or that was taken back; never one of the meldcode's ring."""

    step_id: int
    referral_id: int
    kind: str
    happened_on: date


@dataclass(frozen=True, slots=True)
class MeasurementChanged(Announcement):
    """A registered measurement was recorded, refused, put right or taken back."""

    trajectory_id: int


@dataclass(frozen=True, slots=True)
class MayBeAskedLater(Announcement):
    """Somebody answered whether the family may be approached later, or took that back."""

    family_id: int


def announce(announcement: Announcement) -> None:
    """Run every subscriber of this announcement, in the order of the wiring, in this transaction.

    Raises RuntimeError outside a transaction, and KeyError for an announcement nobody wired.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an announcement belongs to the transaction of the change it tells of")
    for subscriber in _subscribers()[type(announcement)]:
        import_string(subscriber)(announcement)


@cache
def _subscribers() -> dict[type[Announcement], tuple[str, ...]]:
    return import_string(settings.DUIZEND_WIRING)
