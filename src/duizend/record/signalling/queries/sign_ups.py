# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of sign-ups and of the links by which they come in. The number of queries never depends on how many there are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.region.models import Organisation
from duizend.record.signalling.models import SenderLink, SignUp, SignUpHandling
from duizend.record.signalling.rules.sign_ups import HANDLINGS, Handled, is_end

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from duizend.record.families.models import Family

# 26 of 27 signs: about 123 bits.
WORD_LENGTH = 26
ENDS = tuple(outcome for outcome in HANDLINGS if is_end(outcome))
MOST_OF_ONES_OWN = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sign-ups are asked for: open or handled ones, of one source, of one municipality (its code)."""

    handled: bool = False
    source: str = ""
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class SignUpPage:
    """Some sign-ups in order, and where the next page begins (None at the end)."""

    sign_ups: list[SignUp]
    next_after: str | None


def get_sign_up(public_id: str) -> SignUp:
    """Return a sign-up that came in from a sender, with all that was told and done; raises NotFound."""
    found = _told().filter(public_id=public_id).first()
    if found is None:
        raise NotFound("sign_up_not_found", _("Deze aanmelding is er niet."))
    return found


def list_sign_ups(asked: Asked, *, after: str = "", size: int = 25) -> SignUpPage:
    """List what came in, a page at a time: open ones with the longest waiting first, handled ones newest first.

    `after` is the public id of the last one of the page before. Raises NotFound when that one is not there.
    """
    order = ("-happened_on", "-pk") if asked.handled else ("happened_on", "pk")
    found = _asked(asked).order_by(*order)
    if after:
        last = SignUp.objects.filter(public_id=after).values_list("happened_on", "pk").first()
        if last is None:
            raise NotFound("page_not_found", _("Deze bladzijde is er niet meer."))
        beyond = "lt" if asked.handled else "gt"
        day, number = last
        found = found.filter(Q(**{f"happened_on__{beyond}": day}) | Q(happened_on=day, **{f"pk__{beyond}": number}))
    rows = list(found[: size + 1])
    more = len(rows) > size
    return SignUpPage(rows[:size], rows[size - 1].public_id if more else None)


def list_unhandled(limit: int, *, municipality_id: int | None = None) -> list[SignUp]:
    """List the sign-ups that wait for somebody, the longest waiting first; of one municipality where one is named."""
    waiting = _asked(Asked())
    if municipality_id is not None:
        waiting = waiting.filter(details__municipality_id=municipality_id)
    return list(waiting.order_by("happened_on", "pk")[:limit])


def count_unhandled() -> int:
    """Count the sign-ups that wait for somebody."""
    return _asked(Asked()).count()


def list_own(account_id: int) -> list[SignUp]:
    """List the latest sign-ups that an account sent, newest first."""
    return list(_told().filter(sender_id=account_id).order_by("-happened_on", "-pk")[:MOST_OF_ONES_OWN])


def find_latest_sign_up(family: Family, programme: str) -> SignUp | None:
    """Find the last sign-up that a family came by for this programme, or for whichever fits."""
    known = SignUp.objects.current().filter(family=family, withdrawn=False, programme__in=("", programme))
    return known.order_by("-happened_on", "-pk").first()


def find_same_today(given_name: str, family_name: str, *, entered_by_id: int, on: date) -> SignUp | None:
    """Find what the same account sent of the same person on the same day: the same button pressed twice."""
    return SignUp.objects.filter(
        entered_by_id=entered_by_id, happened_on=on, details__given_name=given_name, details__family_name=family_name
    ).first()


def handlings_of(sign_up: SignUp) -> tuple[Handled, ...]:
    """Return what was done with a sign-up, in order, as the rules read it."""
    rows = sorted(sign_up.handlings.all(), key=lambda handling: handling.pk)
    return tuple(Handled(row.outcome, clock.local_day(row.entered_at), row.words_to_sender) for row in rows)


def digest_of(word: str) -> str:
    """Return what is kept of a link's word."""
    return hashlib.sha256(word.encode()).hexdigest()


def find_link(word: str, *, lock: bool = False) -> SenderLink | None:
    """Find the link that a word belongs to, also one that ended; `lock` makes others who use it wait."""
    links = (
        SenderLink.objects.select_for_update(no_key=True) if lock else SenderLink.objects.select_related("organisation")
    )
    return links.filter(digest=digest_of(word)).first()


def get_link(public_id: str) -> SenderLink:
    """Return a link by its id, or raise NotFound."""
    found = SenderLink.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("link_not_found", _("Deze link is er niet."))
    return found


def list_open_links(limit: int = 50) -> list[SenderLink]:
    """List the links that were made and not used, withdrawn or run out, newest first."""
    links = SenderLink.objects.filter(sign_up=None, withdrawn_at=None, expires_at__gt=clock.now())
    return list(links.select_related("organisation", "made_by").order_by("-pk")[:limit])


def list_organisations(on: date) -> list[Organisation]:
    """List the organisations that take part in the chain on a day, by name."""
    return list(Organisation.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on)).order_by("name", "pk"))


def _told() -> QuerySet[SignUp]:
    """Return the sign-ups that came in from a sender, not those that an older list brought with its families."""
    return (
        SignUp.objects.current()
        .filter(withdrawn=False, details__isnull=False)
        .select_related("details__municipality", "details__neighbourhood", "organisation", "sender")
        .prefetch_related(Prefetch("handlings", SignUpHandling.objects.select_related("entered_by").order_by("pk")))
    )


def _asked(asked: Asked) -> QuerySet[SignUp]:
    # As two sets, not as the last outcome of each: beside row security that made a minute of one page at 100,000 families.
    later = SignUpHandling.objects.filter(sign_up=OuterRef("sign_up"), pk__gt=OuterRef("pk"))
    ended = SignUpHandling.objects.filter(~Exists(later), outcome__in=ENDS).values("sign_up_id")
    found = _told().filter(pk__in=ended) if asked.handled else _told().filter(family=None).exclude(pk__in=ended)
    if asked.source:
        found = found.filter(source=asked.source)
    return found.filter(details__municipality__code=asked.municipality) if asked.municipality else found
