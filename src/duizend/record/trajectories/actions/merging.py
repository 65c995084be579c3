# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the way of taking two families together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.families.models import Family
from duizend.record.trajectories.actions.standing import refresh_families
from duizend.record.trajectories.queries import current_state, list_trajectories_of, programme_of

if TYPE_CHECKING:
    from duizend.catalogue.rules.programme import Programme
    from duizend.ground.kernel.announcements import FamiliesMerged, MergingChanged

CLOSED = ("ended", "not_indicated", "declined")


def refuse_two_in_one_programme(announcement: FamiliesMerged) -> None:
    """Refuse a merging while both families have an open trajectory in one programme: a person ends one of them first."""
    one, other = (_open_programmes(pk) for pk in (announcement.family_id, announcement.into_id))
    both = next((programme for key, programme in one.items() if key in other), None)
    if both is not None:
        reason = _("Beide gezinnen hebben een lopend traject in %(programme)s. Beëindig er eerst één.")
        name = both.name.in_language("en" if get_language() == "en" else "nl")
        raise ActionRefused("both_in_programme", reason % {"programme": name})


def follow_merging(announcement: MergingChanged) -> None:
    """Let what is to be asked follow from what all these files were asked, together or again each for itself."""
    refresh_families(announcement.family_ids)


def _open_programmes(family_id: int) -> dict[str, Programme]:
    found = [t for t in list_trajectories_of(Family(pk=family_id)) if current_state(t) not in CLOSED]
    return {programme.id: programme for programme in map(programme_of, found)}
