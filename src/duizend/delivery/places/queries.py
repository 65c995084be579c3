# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of places, support and children's own voices, as they stand; and counts of families and children apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from duizend.delivery.places.models import Arrangement, ChildVoice, PlaceTerm, Support
from duizend.delivery.places.rules import Counted, Stay, count_stays
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.record.families.models import Child, Parent
from duizend.record.trajectories.models import Step, Trajectory, TrajectoryChild
from duizend.record.trajectories.queries import with_state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class CountedIn:
    """Families and children of one programme in one municipality; `ending` only where ends are counted."""

    programme: str
    municipality: str
    counted: Counted
    ending: str = ""


def list_arrangements(trajectory_ids: Iterable[int]) -> list[Arrangement]:
    """List the places of trajectories as they stand, with the child, the earliest first."""
    return _arrangements(list(trajectory_ids))


@prepared
def _arrangements(trajectory_ids: list[int]) -> QuerySet[Arrangement]:
    standing = Arrangement.objects.current().filter(trajectory_id__any_of=trajectory_ids, withdrawn=False)
    return standing.select_related("child", "entered_by").order_by("from_on", "id")


def list_supports(trajectory_ids: Iterable[int]) -> list[Support]:
    """List the support around the children of trajectories as it stands, the earliest first."""
    return _supports(list(trajectory_ids))


@prepared
def _supports(trajectory_ids: list[int]) -> QuerySet[Support]:
    standing = Support.objects.current().filter(trajectory_id__any_of=trajectory_ids, withdrawn=False)
    return standing.select_related("entered_by").order_by("from_on", "id")


def list_voices(trajectory_ids: Iterable[int]) -> list[ChildVoice]:
    """List what children said of their places, the latest first."""
    return _voices(list(trajectory_ids))


@prepared
def _voices(trajectory_ids: list[int]) -> QuerySet[ChildVoice]:
    standing = ChildVoice.objects.current().filter(trajectory_id__any_of=trajectory_ids, withdrawn=False)
    return standing.select_related("child", "entered_by").order_by("-happened_on", "-id")


def list_terms(trajectory_ids: Iterable[int]) -> dict[tuple[int, int], PlaceTerm]:
    """Return by trajectory and child until when places are paid for."""
    return {(term.trajectory_id, term.child_id): term for term in _terms(list(trajectory_ids))}


@prepared
def _terms(trajectory_ids: list[int]) -> QuerySet[PlaceTerm]:
    return PlaceTerm.objects.filter(trajectory_id__any_of=trajectory_ids).order_by("id")


def get_arrangement(trajectory: Trajectory, key: str) -> Arrangement:
    """Return a place of a trajectory as it stands; raises NotFound."""
    found = Arrangement.objects.current().filter(trajectory=trajectory, key=key, withdrawn=False)
    one = found.select_related("child", "family").first()
    if one is None:
        raise NotFound("place_not_found", _("Deze plek is niet gevonden, of is weggehaald."))
    return one


def get_support(trajectory: Trajectory, key: str) -> Support:
    """Return support of a trajectory as it stands; raises NotFound."""
    one = Support.objects.current().filter(trajectory=trajectory, key=key, withdrawn=False).first()
    if one is None:
        raise NotFound("support_not_found", _("Deze steun is niet gevonden, of is weggehaald."))
    return one


def list_terms_ending(
    before: date, limit: int, *, municipality_id: int | None = None, professional_id: int | None = None
) -> list[PlaceTerm]:
    """List the terms of places that still run and are over before a day, soonest first, with whom they are about."""
    ending = PlaceTerm.objects.filter(is_open=True, until_on__lt=before)
    if municipality_id is not None:
        ending = ending.filter(trajectory__municipality_id=municipality_id)
    if professional_id is not None:
        ending = ending.filter(trajectory__standing__professional_id=professional_id)
    people = Prefetch("family__parents", Parent.objects.order_by("id"))
    trajectories = with_state(Trajectory.objects.select_related("family")).prefetch_related(people)
    found = ending.order_by("until_on", "id").select_related("child")
    return list(found.prefetch_related(Prefetch("trajectory", trajectories))[:limit])


def list_place_trajectories(programme_ids: Iterable[str], *, page: int, size: int) -> list[Trajectory]:
    """List the trajectories in these programmes that were agreed on and did not end, within reach, newest first.

    Returns one more than `size` when another page follows. They come with whom they are about, not with their course.
    """
    return _with_a_place(list(programme_ids), first=(page - 1) * size, size=size)


@prepared
def _with_a_place(programme_ids: list[str], *, first: int, size: int) -> QuerySet[Trajectory]:
    running = Trajectory.objects.filter(
        standing__programme__any_of=programme_ids, standing__state__in=("waiting", "running", "paused")
    )
    found = running.select_related("family", "municipality").prefetch_related(
        Prefetch("for_children", TrajectoryChild.objects.select_related("child").order_by("id")),
        Prefetch("family__parents", Parent.objects.order_by("id")),
        Prefetch("family__children", Child.objects.order_by("birth_date", "id")),
    )
    return found.order_by("-id")[first : first + size + 1]


def count_running() -> Counted:
    """Count the families and the children who have a place now, within reach."""
    found = _have_a_place()
    return Counted(len({family for family, _child in found}), len({child for _family, child in found}))


@prepared
def _have_a_place() -> QuerySet[tuple[int, int]]:
    return PlaceTerm.objects.filter(is_open=True).values_list("family_id", "child_id")


def count_taking_part(year: int) -> list[CountedIn]:
    """Count per programme and municipality the families and children who had a place in a calendar year."""
    since, until = date(year, 1, 1), date(year + 1, 1, 1)
    begun = Arrangement.objects.current().filter(
        Q(until_on=None) | Q(until_on__gt=since), withdrawn=False, has_begun=True, from_on__lt=until
    )
    groups: dict[tuple[str, str], list[Stay]] = {}
    for programme, place, *stay in begun.values_list(
        "trajectory__version__programme", "trajectory__municipality__code", "family_id", "child_id", "from_on", "until_on"
    ):  # fmt: skip
        groups.setdefault((programme, place), []).append(Stay(*stay))
    return [
        CountedIn(*key, count_stays(stays, since=since, until=until)) for key, stays in sorted(groups.items())
    ]  # fmt: skip


def count_outflow(year: int) -> list[CountedIn]:
    """Count per programme, municipality and ending the families with a place who left in a calendar year, and their children."""
    had_a_place = Arrangement.objects.current().filter(withdrawn=False, has_begun=True)
    ends = Step.objects.current().filter(
        kind="ended", withdrawn=False, happened_on__year=year, trajectory__in=had_a_place.values("trajectory_id")
    )
    ended = {
        trajectory: (programme, place, ending)
        for trajectory, programme, place, ending in ends.values_list(
            "trajectory_id", "trajectory__version__programme", "trajectory__municipality__code", "ending"
        )
    }
    stays = had_a_place.filter(trajectory_id__in=ended).values_list("trajectory_id", "family_id", "child_id")
    groups: dict[tuple[str, str, str], tuple[set[int], set[int]]] = {}
    for trajectory, family, child in stays:
        families, children = groups.setdefault(ended[trajectory], (set(), set()))
        families.add(family)
        children.add(child)
    return [
        CountedIn(programme, place, Counted(len(families), len(children)), ending)
        for (programme, place, ending), (families, children) in sorted(groups.items())
    ]
