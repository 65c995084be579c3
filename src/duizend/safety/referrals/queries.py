# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of referrals: where each stands, which wait for an answer and which are to be chased, and what covers a sending."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, DateField, ExpressionWrapper, F, OuterRef, Prefetch, Q, Subquery, When
from django.utils.translation import gettext as _

from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.record.consents.queries import find_cover
from duizend.safety.referrals.models import Referral, ReferralStep, ReplyLink
from duizend.safety.referrals.rules.grounds import asked_recipients
from duizend.safety.referrals.rules.steps import ENDS, WAITING, Step

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from duizend.ground.directory.models import Service
    from duizend.record.consents.queries import Cover, Lacking
    from duizend.record.families.models import Child, Family, Parent

PAGE, MOST_OF_A_FAMILY = 20, 12
PURPOSE = "referral"
# 26 of 27 signs: about 123 bits.
WORD_LENGTH = 26
STATES = ("open", "waiting", "to_chase", "done")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which referrals: in a state of STATES ("" for all), of a kind, of one family (a key), on a ground."""

    state: str = ""
    kind: str = ""
    family_id: int | None = None
    ground: str = "consent"


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """Some referrals in order, and whether more follow."""

    referrals: list[Referral]
    has_more: bool


def get_referral(public_id: str) -> Referral:
    """Return a referral with its people, its steps and its links; raises NotFound."""
    links = Prefetch("links", ReplyLink.objects.select_related("made_by").order_by("-id"))
    found = _told(Referral.objects.filter(public_id=public_id)).prefetch_related(links).first()
    if found is None:
        raise NotFound("referral_not_found", _("Deze verwijzing is niet gevonden, of je begeleidt dit gezin niet."))
    return found


def list_referrals(asked: Asked, *, today: date, page: int = 1, size: int = PAGE) -> ReferralPage:
    """List referrals a page at a time, counted from 1: what was due longest ago first, then newest first."""
    first = (page - 1) * size
    rows = _told(_asked(asked, today)).order_by(F("due_on").asc(nulls_last=True), "-id")
    found = list(rows[first : first + size + 1])
    return ReferralPage(found[:size], len(found) > size)


def list_to_chase(
    today: date, limit: int, *, owners: QuerySet | Iterable[int] | None = None, families: QuerySet | None = None
) -> list[Referral]:
    """List the referrals whose term for an answer is over, the longest ago first; each has the day `due_on`.

    `owners`, `families`: keys, to see only theirs. Their parents are read along; steps are not.
    """
    late = _asked(Asked("to_chase"), today).select_related("family", "service", "owner")
    late = late if owners is None else late.filter(owner_id__in=owners)
    late = late if families is None else late.filter(family_id__in=families)
    return list(late.prefetch_related("family__parents").order_by("due_on", "id")[:limit])


def list_of_files(family_ids: list[int]) -> list[Referral]:
    """List the referrals of a family's files that rest on consent, newest first, for its page; no more than fit there.

    Reads whom it is about, the service and the steps along.
    """
    return _of_files(family_ids, most=MOST_OF_A_FAMILY)


@prepared
def _of_files(family_ids: list[int], *, most: int) -> QuerySet[Referral]:
    told = Referral.objects.filter(family_id__any_of=family_ids, ground="consent").select_related(
        "service", "parent", "child"
    )
    return told.prefetch_related(Prefetch("steps", ReferralStep.objects.order_by("id"))).order_by("-id")[:most]


def standing_steps(referral: Referral) -> list[ReferralStep]:
    """List the steps that stand, in the order in which they were written."""
    rows = list(referral.steps.all())
    corrected = {row.corrects_id for row in rows}
    return sorted((row for row in rows if row.pk not in corrected and not row.withdrawn), key=lambda row: row.pk)


def walked(referral: Referral) -> list[Step]:
    """Return the steps that stand as the rules read them."""
    return [Step(row.kind, row.happened_on) for row in standing_steps(referral)]


def about_of(referral: Referral) -> list[Parent | Child] | None:
    """Return of whom is told something; None for everybody of the family."""
    return [one for one in (referral.parent, referral.child) if one is not None] or None


def find_ground(
    family: Family, service: Service, on: date, *, about: Iterable[Parent | Child] | None = None
) -> Cover | Lacking:
    """Say whether consent covers a referral to a service: asked about its name, or else about its kind of help.

    A no about its name stands, whatever was said of its kind.
    """
    whom = list(about) if about is not None else None
    found: Cover | Lacking | None = None
    for recipient in asked_recipients(service.organisation, service.kind):
        found = find_cover(family, PURPOSE, recipient, on, about=whom)
        if found or any(lack.against for lack in found.lacks):
            break
    return found


def digest_of(word: str) -> str:
    """Return what is kept of a link's word."""
    return hashlib.sha256(word.encode()).hexdigest()


def find_link(word: str, *, lock: bool = False) -> ReplyLink | None:
    """Find the link that a word belongs to, also one that ended; `lock` makes others who use it wait."""
    links = ReplyLink.objects.select_for_update(no_key=True) if lock else ReplyLink.objects.all()
    return links.filter(digest=digest_of(word)).first()


def get_link(public_id: str) -> ReplyLink:
    """Return a link by its id; raises NotFound."""
    found = ReplyLink.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("link_not_found", _("Deze link is er niet."))
    return found


def _told(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    steps = ReferralStep.objects.select_related("entered_by").order_by("id")
    whole = referrals.select_related("family", "parent", "child", "service", "owner", "entered_by", "tells")
    return whole.prefetch_related(Prefetch("steps", steps), "family__parents", "family__children")


def _asked(asked: Asked, today: date) -> QuerySet[Referral]:
    standing = ReferralStep.objects.current().filter(referral=OuterRef("pk"), withdrawn=False).order_by("-id")
    waits = ExpressionWrapper(F("last_on") + F("answer_days"), output_field=DateField())
    found = Referral.objects.filter(ground=asked.ground).annotate(
        state=Subquery(standing.values("kind")[:1]), last_on=Subquery(standing.values("happened_on")[:1])
    )
    found = found.annotate(due_on=Case(When(state__in=WAITING, then=waits), default=None, output_field=DateField()))
    wanted = {
        "open": ~Q(state__in=ENDS), "waiting": Q(state__in=WAITING), "done": Q(state__in=ENDS),
        "to_chase": Q(state__in=WAITING, due_on__lt=today),
    }  # fmt: skip
    found = found.filter(wanted[asked.state]) if asked.state in wanted else found
    exact = {"kind": asked.kind, "family_id": asked.family_id}
    return found.filter(**{name: value for name, value in exact.items() if value})
