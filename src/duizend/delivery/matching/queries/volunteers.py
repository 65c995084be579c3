# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of volunteers with all that their state is derived from. The number of queries never depends on how many there are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext as _

from duizend.catalogue.queries import list_current_programmes
from duizend.delivery.matching.models import (
    Match,
    MatchStep,
    Volunteer,
    VolunteerCheck,
    VolunteerEnd,
    VolunteerLink,
    VolunteerPause,
    VolunteerSaid,
    VolunteerTimes,
)
from duizend.delivery.matching.rules.steps import CHOSEN, RECEIVING
from duizend.delivery.matching.rules.volunteers import Check, Pause, VolunteerFacts, state_of
from duizend.ground.kernel.prepared import prepared, rows_of
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.kernel.rules.names import searchable

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from duizend.catalogue.rules.programme import Programme

# 26 of 27 signs: about 123 bits.
WORD_LENGTH = 26
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class VolunteerPage:
    """Some volunteers with their state, in order of name; how many stand in each state; and whether more come after them.

    `needs` is what a volunteer of each programme needs.
    """

    rows: list[tuple[Volunteer, str]]
    counts: dict[str, int]
    number: int
    has_next: bool
    needs: dict[str, tuple[str, ...]]


def match_programmes() -> dict[str, Programme]:
    """Return the programmes of today in which families are matched with volunteers, by id."""
    return {key: one for key, one in list_current_programmes().items() if one.forms.match is not None}


def needs_of(programme_id: str) -> tuple[str, ...]:
    """Return what a volunteer of a programme needs, as its file says today; nothing for one that is no more."""
    programme = match_programmes().get(programme_id)
    return programme.forms.match.volunteer_needs if programme else ()


def with_facts(volunteers: QuerySet[Volunteer], *, is_signed: bool = False) -> QuerySet[Volunteer]:
    """Fetch volunteers with what was seen, told and agreed, as it stands after corrections; signed: with who entered it."""
    began = MatchStep.objects.current().filter(match=OuterRef("pk"), kind="trial_started", withdrawn=False)
    checks, said = _standing(VolunteerCheck), _standing(VolunteerSaid).select_related("handled")
    if is_signed:
        checks, said = checks.select_related("entered_by"), said.select_related("handled__entered_by")
    return volunteers.select_related("municipality", "neighbourhood").prefetch_related(
        Prefetch("checks", checks),
        Prefetch("times", _standing(VolunteerTimes)),
        Prefetch("pauses", _standing(VolunteerPause)),
        Prefetch("said", said),
        Prefetch("ends", _standing(VolunteerEnd)),
        Prefetch("matches", Match.objects.annotate(began=Exists(began)).order_by("id")),
    )


def _standing(model: type) -> QuerySet:
    return model.objects.current().filter(withdrawn=False).order_by("happened_on", "id")


def facts_of(volunteer: Volunteer) -> VolunteerFacts:
    """Return what the rules need to know of a volunteer that came with her facts."""
    times, ends, matches = rows_of(volunteer, "times"), rows_of(volunteer, "ends"), rows_of(volunteer, "matches")
    return VolunteerFacts(
        key=volunteer.pk, municipality=volunteer.municipality_id, neighbourhood=volunteer.neighbourhood_id,
        checks=tuple(Check(row.kind, row.happened_on, row.valid_until) for row in rows_of(volunteer, "checks")),
        # A pause that was called off on its first day is no pause.
        pauses=tuple(Pause(row.from_on, row.until_on) for row in rows_of(volunteer, "pauses") if row.until_on != row.from_on),
        half_days=frozenset(times[-1].half_days) if times else None,
        ages=(volunteer.age_from, volunteer.age_until), places=volunteer.places,
        open_matches=sum(match.state in CHOSEN for match in matches),
        receiving=sum(match.state in RECEIVING for match in matches),
        earlier_matches=sum(match.began and match.state not in CHOSEN for match in matches),
        wants_to_stop=any(said.kind == "wants_to_stop" and not is_handled(said) for said in rows_of(volunteer, "said")),
        ended_on=ends[-1].happened_on if ends else None,
    )  # fmt: skip


def is_handled(said: VolunteerSaid) -> bool:
    """Say whether somebody took up what a volunteer told."""
    return getattr(said, "handled", None) is not None


def standing_of(volunteer: Volunteer, on: date) -> str:
    """Return the state of a volunteer on a day."""
    return state_of(facts_of(volunteer), needs_of(volunteer.programme), on)


def list_volunteers(*, on: date, words: str = "", state: str = "", page: int = 1) -> VolunteerPage:
    """List volunteers by name, of one state where it is asked; who stopped only when that is asked."""
    needs = {key: one.forms.match.volunteer_needs for key, one in match_programmes().items()}
    rows, counts = [], {}
    for volunteer in _found(*searchable(words).split()):
        stands = state_of(facts_of(volunteer), needs.get(volunteer.programme, ()), on)
        counts[stands] = counts.get(stands, 0) + 1
        if stands == state or (not state and stands != "ended"):
            rows.append((volunteer, stands))
    begin = (page - 1) * PAGE_SIZE
    return VolunteerPage(rows[begin : begin + PAGE_SIZE], counts, page, len(rows) > begin + PAGE_SIZE, needs)


@prepared
def _found(*words: str) -> QuerySet[Volunteer]:
    found = Volunteer.objects.order_by("search_name", "id")
    for word in words:
        found = found.filter(search_name__contains=word)
    return with_facts(found)


def list_of_programme(programme_id: str) -> list[Volunteer]:
    """List all volunteers of a programme with their facts, in the order in which they came."""
    return _of_programme(programme_id)


@prepared
def _of_programme(programme_id: str) -> QuerySet[Volunteer]:
    return with_facts(Volunteer.objects.filter(programme=programme_id)).order_by("id")


def get_volunteer(public_id: str) -> Volunteer:
    """Return a volunteer with her facts; raises NotFound."""
    found = _by_public_id(public_id)
    if not found:
        raise NotFound("volunteer_not_found", _("Deze vrijwilliger is niet gevonden."))
    return found[0]


@prepared
def _by_public_id(public_id: str) -> QuerySet[Volunteer]:
    return with_facts(Volunteer.objects.filter(public_id=public_id), is_signed=True)


def read_facts(volunteer_id: int) -> VolunteerFacts:
    """Read afresh what is known of a volunteer."""
    return facts_of(with_facts(Volunteer.objects.filter(pk=volunteer_id)).get())


def digest_of(word: str) -> str:
    """Return what is kept of a link's word."""
    return hashlib.sha256(word.encode()).hexdigest()


def find_link(word: str) -> VolunteerLink | None:
    """Find the link that a word belongs to, also one that ended."""
    return VolunteerLink.objects.select_related("volunteer").filter(digest=digest_of(word)).first()


def find_open_link(volunteer: Volunteer) -> VolunteerLink | None:
    """Find the link of a volunteer's own page that was not withdrawn."""
    return next(iter(_open_links(volunteer.pk)), None)


@prepared
def _open_links(volunteer_id: int) -> QuerySet[VolunteerLink]:
    return VolunteerLink.objects.filter(volunteer_id=volunteer_id, withdrawn_at=None).order_by("id")
