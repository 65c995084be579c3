# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Beginning about a recording: for which contact, and who will be in view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.delivery.video.actions.due import lock, lock_and_read, refuse_days_to_come, refuse_files
from duizend.delivery.video.models import InView, Recording
from duizend.delivery.video.queries import video_of
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.families.permissions import check_family
from duizend.record.trajectories.queries import contacts_laid_out, programme_of, read_steps
from duizend.record.trajectories.rules.states import state_of

if TYPE_CHECKING:
    from datetime import date

    from duizend.record.families.models import Child, Parent
    from duizend.record.trajectories.models import Trajectory

MAY_BEGIN = ("waiting", "running")
FILMED = ("made", "both")


@dataclass(frozen=True, slots=True)
class InViewSaid:
    """Who will be in view: parents and children of the family, and others by what they are to the child ("oma")."""

    parents: tuple[Parent, ...] = ()
    children: tuple[Child, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.parents or self.children or self.others)


@transaction.atomic
def open_recording(trajectory: Trajectory, *, moment: str, in_view: InViewSaid) -> Recording:
    """Begin about a recording for a contact of the programme; consent comes next, per person.

    Raises ActionRefused when the programme has no recordings or none in that contact, when the trajectory does not
    go on, and when nobody would be in view.
    """
    check_family("video.record", trajectory.family)
    if video_of(trajectory) is None:
        raise ActionRefused("no_recordings", _("Dit programma werkt niet met opnames."))
    if moment not in _filmed_moments(trajectory):
        raise ActionRefused("not_filmed_then", _("Bij dit bezoek wordt niet gefilmd. Kies een bezoek met een opname."))
    lock(trajectory.pk)
    if state_of(read_steps(trajectory.pk)) not in MAY_BEGIN:
        raise ActionRefused("does_not_go_on", _("Filmen kan zodra de ouders akkoord zijn en zolang het traject loopt."))
    if in_view.is_empty:
        raise ActionRefused("nobody_in_view", _("Kies wie er in beeld komt."))
    recording = Recording.objects.create(
        family_id=trajectory.family_id, trajectory=trajectory, moment=moment, entered_by_id=current().account_id
    )
    _put(recording, in_view, on=clock.today())
    note("recording.opened", "C", [trajectory.family.public_id])
    return recording


def _filmed_moments(trajectory: Trajectory) -> set[str]:
    """Return the contacts in which the file says that is filmed: by their key, also of one that is not laid out."""
    keys = {contact.key for contact in contacts_laid_out(trajectory) if contact.recording in FILMED}
    return keys | {contact.id for contact in programme_of(trajectory).contacts if contact.recording in FILMED}


@transaction.atomic
def put_in_view(recording: Recording, in_view: InViewSaid, *, on: date) -> None:
    """Record that more people are in view; whoever is in view already is passed over. Their consent is asked too."""
    check_family("video.record", recording.trajectory.family)
    refuse_days_to_come(on)
    case = lock_and_read(recording)
    if case.made_on is not None:
        raise ActionRefused("already_made", _("De opname is al gemaakt. Begin een nieuwe opname."))
    known_parents = {row.parent_id for row in case.in_view}
    known_children = {row.child_id for row in case.in_view}
    known_words = {row.words.casefold() for row in case.in_view}
    _put(
        recording,
        InViewSaid(
            tuple(one for one in in_view.parents if one.pk not in known_parents),
            tuple(one for one in in_view.children if one.pk not in known_children),
            tuple(words for words in in_view.others if words.casefold() not in known_words),
        ),
        on=on,
    )
    note("recording.in_view", "C", [case.trajectory.family.public_id])


@transaction.atomic
def take_out_of_view(row: InView) -> InView:
    """Record that somebody is not in view after all: a new fact that says so. Not once the recording was made."""
    check_family("video.record", row.family)
    case = lock_and_read(row.recording)
    if case.made_on is not None:
        raise ActionRefused("already_made", _("De opname is al gemaakt. Begin een nieuwe opname."))
    if row.pk not in {one.pk for one in case.in_view}:
        raise ActionRefused("taken_back_before", _("Dit is intussen al gewijzigd."))
    if len(case.in_view) == 1:
        raise ActionRefused("nobody_in_view", _("Er moet iemand in beeld zijn. Voeg eerst iemand anders toe."))
    note("recording.in_view", "U", [row.family.public_id])
    return InView.objects.create(
        recording_id=row.recording_id, family_id=row.family_id, parent_id=row.parent_id, child_id=row.child_id,
        words=row.words, happened_on=row.happened_on, corrects=row, withdrawn=True, entered_by_id=current().account_id,
    )  # fmt: skip


def _put(recording: Recording, in_view: InViewSaid, *, on: date) -> None:
    people = [
        *({"parent": one} for one in in_view.parents), *({"child": one} for one in in_view.children),
        *({"words": words.strip()} for words in in_view.others if words.strip()),
    ]  # fmt: skip
    for person in people:
        refuse_files(person.get("words", ""))
    if any(one.family_id != recording.family_id for one in (*in_view.parents, *in_view.children)):
        raise ActionRefused("other_family", _("Kies mensen van dit gezin."))
    InView.objects.bulk_create(
        InView(
            recording=recording,
            family_id=recording.family_id,
            happened_on=on,
            entered_by_id=current().account_id,
            **person,
        )
        for person in people
    )
