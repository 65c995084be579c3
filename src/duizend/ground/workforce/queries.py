# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of professionals and their certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Count, Exists, OuterRef, Q

from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.region.models import Organisation
from duizend.ground.workforce.models import Certificate, ChainAgreement, Competence, Learning, Licence, Professional
from duizend.ground.workforce.rules import SOON, Held

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

# A certificate that lapsed is told for so long; by then it was decided about.
LAPSED_AND_STILL_TOLD = timedelta(days=90)
PAGE_SIZE = 25
Row = TypeVar("Row", Certificate, Competence, Licence, Learning, ChainAgreement)
Paged = TypeVar("Paged", Certificate, Professional)


def find_professional_of(account_id: int) -> Professional | None:
    """Find the professional that an account belongs to."""
    return next(iter(_of_account(account_id)), None)


@prepared
def _of_account(account_id: int) -> QuerySet[Professional]:
    return Professional.objects.filter(account_id=account_id).order_by("id")[:1]


def get_professional(public_id: str) -> Professional:
    """Return a professional by public id; raises NotFound."""
    found = Professional.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("professional_not_found", "Deze professional is niet gevonden.")
    return found


def has_certificate(professional_id: int, competence: str, on: date) -> bool:
    """Say whether a professional holds a valid certificate for a competence on a day."""
    return (
        Certificate.objects.filter(professional_id=professional_id, competence=competence, valid_from__lte=on)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on))
        .exists()
    )


def find_professional(public_id: str) -> Professional | None:
    """Find a professional who works here now by public id."""
    return Professional.objects.filter(is_active=True, public_id=public_id).first()


def list_active(limit: int | None = None) -> list[Professional]:
    """List everybody who works here now, by name; no more than `limit` where there is one."""
    return list(Professional.objects.filter(is_active=True).order_by("name")[:limit])


def list_certified(competence: str, on: date) -> list[Professional]:
    """List the active professionals who may deliver what asks for this competence, by name."""
    certified = Certificate.objects.filter(competence=competence, valid_from__lte=on).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    )
    return list(
        Professional.objects.filter(is_active=True, id__in=certified.values("professional_id")).order_by("name")
    )


def list_lapsing(today: date, until: date, limit: int) -> list[Certificate]:
    """List certificates of active professionals that lapse before a day while no later one follows, soonest first."""
    return _first_to_lapse(today, today - LAPSED_AND_STILL_TOLD, until, limit=limit)


@prepared
def _first_to_lapse(today: date, since: date, until: date, *, limit: int) -> QuerySet[Certificate]:
    lapsing = _lapsing(today, since=since, until=until)
    return lapsing.select_related("professional").order_by("valid_until", "id")[:limit]


def _lapsing(today: date, *, since: date, until: date) -> QuerySet[Certificate]:
    """Return the certificates that lapse between two days, both left out, while no later one follows.

    A later one follows when it begins no later than the other ends, or began by today: a gap that is over is past.
    """
    ends_later = Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until"))
    # Of two that end on one day the last that was recorded counts.
    ends_later |= Q(valid_until=OuterRef("valid_until"), pk__gt=OuterRef("pk"))
    later = Certificate.objects.filter(
        Q(valid_from__lte=OuterRef("valid_until")) | Q(valid_from__lte=today), ends_later,
        professional=OuterRef("professional"), competence=OuterRef("competence"),
    )  # fmt: skip
    return Certificate.objects.filter(
        ~Exists(later), professional__is_active=True, valid_until__gt=since, valid_until__lt=until
    )


@dataclass(frozen=True, slots=True)
class TeamAsked:
    """Whom of the team is asked for: words of a name, a competence that is or was held, an organisation; all of them without."""

    words: str = ""
    competence: str = ""
    organisation_id: int | None = None


def list_people(asked: TeamAsked, *, page: int = 1) -> tuple[list[Professional], bool]:
    """List a page of who works here now with her organisation, by name; and whether more come after."""
    found = _people(asked).select_related("organisation").order_by("name", "id")
    return _cut(found, page)


def list_lapsing_of(asked: TeamAsked, today: date, *, page: int = 1) -> tuple[list[Certificate], bool]:
    """List a page of the certificates that lapse soon while no later one follows, soonest first; and whether more come."""
    found = _lapsing_of(asked, today).select_related("professional").order_by("valid_until", "professional__name", "id")
    return _cut(found, page)


def count_lapsing_of(asked: TeamAsked, today: date) -> int:
    """Count the certificates that lapse soon while no later one follows."""
    return _lapsing_of(asked, today).count()


def _lapsing_of(asked: TeamAsked, today: date) -> QuerySet[Certificate]:
    # What ends on the last of the days lapses on the day after.
    found = _lapsing(today, since=today, until=today + SOON + timedelta(days=1))
    if asked.competence:
        found = found.filter(competence=asked.competence)
    return found.filter(professional__in=_people(TeamAsked(asked.words, "", asked.organisation_id)))


def _people(asked: TeamAsked) -> QuerySet[Professional]:
    found = Professional.objects.filter(is_active=True)
    for word in asked.words.split():
        found = found.filter(name__icontains=word)
    if asked.organisation_id is not None:
        found = found.filter(organisation=asked.organisation_id)
    if asked.competence:
        own = {"professional": OuterRef("pk"), "competence": asked.competence}
        found = found.filter(Exists(Certificate.objects.filter(**own)) | Exists(Competence.objects.filter(**own)))
    return found


def _cut(found: QuerySet[Paged], page: int) -> tuple[list[Paged], bool]:
    begin = (page - 1) * PAGE_SIZE
    rows = list(found[begin : begin + PAGE_SIZE + 1])
    return rows[:PAGE_SIZE], len(rows) > PAGE_SIZE


def count_holders(model: type[Certificate] | type[Competence], on: date) -> dict[str, int]:
    """Count by competence the active professionals who hold it on a day; nobody's competence is not in it."""
    held = model.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on), valid_from__lte=on)
    rows = held.filter(professional__is_active=True).order_by().values("competence")
    return dict(rows.annotate(number=Count("professional", distinct=True)).values_list("competence", "number"))


def list_organisations(on: date) -> list[Organisation]:
    """List the organisations that take part in the chain on a day, by name."""
    now = Organisation.objects.filter(valid_from__lte=on).filter(Q(valid_until=None) | Q(valid_until__gt=on))
    return list(now.order_by("name"))


def list_team() -> list[Professional]:
    """List everybody who works here now with her organisation, by name."""
    return list(Professional.objects.filter(is_active=True).select_related("organisation").order_by("name", "id"))


def list_certificates(professional_ids: Iterable[int]) -> list[Certificate]:
    """List what professionals are certified for, the latest first."""
    held = Certificate.objects.filter(professional__in=list(professional_ids))
    return list(held.order_by("competence", "-valid_from", "-id"))


def list_competences(professional_ids: Iterable[int]) -> list[Competence]:
    """List what professionals can deliver without a certificate, the latest first."""
    held = Competence.objects.filter(professional__in=list(professional_ids))
    return list(held.order_by("competence", "-valid_from", "-id"))


def list_learning(professional_ids: Iterable[int], *, since: date) -> list[Learning]:
    """List what professionals attended and read since a day, the latest first."""
    done = Learning.objects.filter(professional__in=list(professional_ids), done_on__gte=since)
    return list(done.order_by("-done_on", "-id"))


def list_licences() -> list[Licence]:
    """List the licences of organisations, by organisation, the latest first."""
    return list(
        Licence.objects.select_related("organisation").order_by("organisation__name", "competence", "-valid_from")
    )


def list_agreements() -> list[ChainAgreement]:
    """List what is agreed with partners in the chain, what is to be looked at first on top."""
    return list(ChainAgreement.objects.select_related("owner").order_by("review_on", "id"))


def held_by(rows: Iterable[Certificate | Competence | Licence]) -> dict[tuple[int, str], list[Held]]:
    """Group periods by who holds them (a professional or an organisation) and the competence."""
    found: dict[tuple[int, str], list[Held]] = {}
    for row in rows:
        holder = row.organisation_id if isinstance(row, Licence) else row.professional_id
        found.setdefault((holder, row.competence), []).append(Held(row.valid_from, row.valid_until))
    return found


def get_row(model: type[Row], public_id: str, *, withdrawn: bool = False) -> Row:
    """Return one of the room's rows by public id, among those that stand or all of them; raises NotFound."""
    manager = model.including_withdrawn if withdrawn else model.objects
    found = manager.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("not_found_in_the_team", "Dit is niet gevonden, of is al weggehaald.")
    return found
