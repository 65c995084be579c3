# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of what a list may refer to, and of what stands for the keys in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from duizend.catalogue.queries import get_programme, list_offered_versions
from duizend.doors.imports.models import IntakeLink
from duizend.doors.imports.rules.plan import Standing, StandingChild, StandingParent, StandingStep
from duizend.doors.imports.rules.rows import Place, Surroundings
from duizend.ground.kernel.rules.names import searchable
from duizend.ground.region.queries import read_places
from duizend.ground.workforce.models import Professional
from duizend.record.families.models import Child, Family, Household, Parent, Pregnancy
from duizend.record.trajectories.models import Assignment, Step, Trajectory
from duizend.record.trajectories.rules.states import StepTaken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True)
class Linked:
    """A key that an earlier list brought, with its family's rows and what they add up to."""

    link: IntakeLink
    trajectory: Trajectory | None
    standing: Standing


def read_surroundings(today: date) -> Surroundings:
    """Return what a row may refer to: the region's places by name and code, the programmes on offer, the day."""
    places = read_places()
    found: dict[str, Place] = {}
    for municipality in places.municipalities:
        own = [n for n in places.neighbourhoods if n.municipality_id == municipality.pk]
        words = {searchable(word): n.code for n in own for word in (n.code, n.name)}
        place = Place(municipality.code, municipality.name, words, tuple(n.name for n in own))
        found |= {searchable(municipality.name): place, searchable(municipality.code): place}
    caps = {version.programme: get_programme(version).offer.cap for version in list_offered_versions()}
    return Surroundings(found, caps, today)


def read_professionals() -> dict[str, Professional]:
    """Return all professionals by folded name; of two with one name the active one, else the oldest."""
    found: dict[str, Professional] = {}
    for professional in Professional.objects.order_by("-is_active", "id"):
        found.setdefault(searchable(professional.name), professional)
    return found


def read_linked(external_ids: Iterable[str]) -> dict[str, Linked]:
    """Return what stands for these keys. The number of queries does not depend on how many there are."""
    links = (
        IntakeLink.objects.filter(external_id__in=list(external_ids))
        .select_related("family", "sign_up")
        .prefetch_related(
            Prefetch("family__parents", Parent.objects.order_by("id")),
            Prefetch("family__children", Child.objects.select_related("pregnancy").order_by("id")),
            Prefetch("family__pregnancies", Pregnancy.objects.order_by("id")),
            Prefetch(
                "family__households", Household.objects.select_related("municipality", "neighbourhood").order_by("id")
            ),
            Prefetch("family__trajectories", _with_steps()),
        )
    )
    return {link.external_id: _linked(link) for link in links}


def _with_steps() -> object:
    return Trajectory.objects.select_related("version").order_by("id").prefetch_related(
        Prefetch("steps", Step.objects.current().filter(withdrawn=False).order_by("happened_on", "place")),
        Prefetch("assignments", Assignment.objects.select_related("professional").order_by("id")),
        "for_children",
    )  # fmt: skip


def _linked(link: IntakeLink) -> Linked:
    family: Family = link.family
    trajectories = list(family.trajectories.all())
    own = [t for t in trajectories if t.pk == link.trajectory_id]
    # A list that brought no indication does not know yet that somebody indicated the family on screen since.
    trajectory = next(iter(own or [t for t in trajectories if t.sign_up_id == link.sign_up_id] or trajectories), None)
    return Linked(link, trajectory, _standing(link, family, trajectory))


def _standing(link: IntakeLink, family: Family, trajectory: Trajectory | None) -> Standing:
    included = {own.child_id for own in trajectory.for_children.all()} if trajectory else set()
    households = list(family.households.all())
    return Standing(
        municipalities=tuple(dict.fromkeys(h.municipality.code for h in households)),
        neighbourhoods=tuple(dict.fromkeys(h.neighbourhood.code for h in households if h.neighbourhood)),
        signal_date=link.sign_up.happened_on,
        signal_source=link.sign_up.source,
        parents=tuple(
            StandingParent(
                p.given_name, " ".join(filter(None, (p.name_prefix, p.family_name))), p.birth_date, p.language
            )
            for p in family.parents.all()
        ),
        children=tuple(
            StandingChild(c.birth_date, c.given_name, c.pregnancy.due_date if c.pregnancy else None, c.pk in included)
            for c in family.children.all()
        ),
        due_dates=tuple(p.due_date for p in family.pregnancies.all()),
        programme=trajectory.version.programme if trajectory else "",
        steps=tuple(
            StandingStep(StepTaken(s.kind, s.happened_on, s.place, s.ending), s.reason, s.decided_by)
            for s in (trajectory.steps.all() if trajectory else ())
        ),
        nurses=tuple(a.professional.name for a in (trajectory.assignments.all() if trajectory else ())),
    )
