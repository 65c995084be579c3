# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping a family that objected out of every figure, and letting it count again when the objection ends (ADR 24)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Prefetch

from duizend.delivery.contacts.models import Contact
from duizend.delivery.matching.models import MatchStep, NoMatch
from duizend.delivery.places.models import Arrangement
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import new_public_id
from duizend.insight.facts.actions import (
    BEGAN,
    OF_TRAJECTORY,
    contact_fact,
    fact_key,
    match_fact,
    no_match_fact,
    note_left_out,
    place_fact,
    steps_with_trajectory,
    write_moments,
    write_planned,
    write_referral_steps,
    write_steps,
)
from duizend.insight.facts.models import ContactFact, MatchFact, PlaceFact, StepFact, Withheld
from duizend.insight.facts.queries.withheld import marks_of
from duizend.record.families.queries import group_together
from duizend.record.trajectories.models import Trajectory, TrajectoryChild
from duizend.safety.referrals.models import ReferralStep

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duizend.ground.kernel.announcements import MergingChanged


@transaction.atomic
def withhold(family_ids: Iterable[int]) -> None:
    """Take every fact of these families out, and write none from now on; what is counted of it is that one is left out.

    All files of a family are meant: they count as one, so each gets the same mark.
    """
    keys = [fact_key("family", family) for family in sorted(set(family_ids))]
    known = marks_of(keys)
    mark, today = next(iter(known.values()), new_public_id()), clock.today()
    Withheld.objects.bulk_create(Withheld(family_key=key, mark=mark, since=today) for key in keys if key not in known)
    # Noted before they go: the years in which they were indicated are read from the facts themselves.
    standing = StepFact.objects.filter(family_key__in=keys)
    corrected = set(standing.exclude(corrects_key="").values_list("corrects_key", flat=True))
    note_left_out(dict.fromkeys(keys, mark), [fact for fact in standing if fact.step_key not in corrected])
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts.withhold(%s)", [keys])


@transaction.atomic
def release(family_ids: Iterable[int]) -> None:
    """Let these families count again: their facts are written anew from the record, under the same keys as before."""
    ids = sorted(set(family_ids))
    keys = [fact_key("family", family) for family in ids]
    if not marks_of(keys):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts.count_again(%s)", [keys])
    Withheld.objects.filter(family_key__in=keys).delete()
    children = Prefetch("trajectory__for_children", TrajectoryChild.objects.select_related("child").order_by("id"))
    write_steps(steps_with_trajectory().filter(family__in=ids).order_by("pk").prefetch_related(children))
    contacts = Contact.objects.select_related(*OF_TRAJECTORY).filter(family__in=ids).order_by("pk")
    ContactFact.objects.bulk_create(contact_fact(contact) for contact in contacts)
    trajectories = list(Trajectory.objects.filter(family__in=ids).order_by("pk").values_list("pk", flat=True))
    write_planned(trajectories)
    write_moments(trajectories)
    places = Arrangement.objects.select_related(*OF_TRAJECTORY).filter(trajectory__family__in=ids).order_by("pk")
    PlaceFact.objects.bulk_create(place_fact(place) for place in places)
    began = MatchStep.objects.filter(match__trajectory__family__in=ids, kind=BEGAN).order_by("pk")
    none = NoMatch.objects.select_related(*OF_TRAJECTORY).filter(trajectory__family__in=ids).order_by("pk")
    MatchFact.objects.bulk_create(
        [match_fact(step) for step in began.select_related(*(f"match__{name}" for name in OF_TRAJECTORY))]
        + [no_match_fact(found) for found in none]
    )
    write_referral_steps(ReferralStep.objects.filter(family__in=ids))


@transaction.atomic
def forget(family_ids: Iterable[int]) -> None:
    """Forget the keys of families whose file is destroyed: nothing is written of them any more, so nothing need be kept out."""
    Withheld.objects.filter(family_key__in=[fact_key("family", family) for family in family_ids]).delete()


def follow_merging(announcement: MergingChanged) -> None:
    """Keep a family out of the figures in all its files, when it objected in one of them."""
    together = {one for group in group_together(announcement.family_ids).values() for one in group}
    if marks_of(fact_key("family", family) for family in together):
        withhold(together)
