# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of cards, of what was worked out, and of the families that a card asks about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.insight.facts.queries.cohort import CohortAsked, list_cohort
from duizend.insight.trials.models import OutcomesOpened, TrialCard
from duizend.insight.trials.rules.asking import Followed
from duizend.insight.trials.rules.card import Card, came_after, read_card
from duizend.insight.trials.rules.telling import Effect, effect_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


class CardAltered(RuntimeError):
    """A card that was kept no longer is what its hash was made of."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A card as it stands: by whom and when, whether a later version took its place, and what was worked out, newest first."""

    public_id: str
    card: Card
    digest: str
    entered_at: datetime
    entered_by: str
    followed_by: str
    openings: tuple[OutcomesOpened, ...]

    @property
    def opened(self) -> OutcomesOpened | None:
        """What was worked out last; None while the outcomes are closed."""
        return self.openings[0] if self.openings else None

    @property
    def first_opened_at(self) -> datetime | None:
        """The moment at which somebody saw the outcomes first; None while they are closed."""
        return self.openings[-1].entered_at if self.openings else None


def _cards() -> QuerySet[TrialCard]:
    return TrialCard.objects.select_related("entered_by", "followed_by").prefetch_related("openings__entered_by")


def list_cards() -> list[Registered]:
    """List the latest version of every card, the newest first; raises CardAltered."""
    return [_registered(row) for row in _cards().filter(followed_by__isnull=True).order_by("-entered_at", "-pk")]


def get_card(public_id: str) -> Registered:
    """Return a card; raises NotFound, and CardAltered when it is no longer what was registered."""
    try:
        return _registered(_cards().get(public_id=public_id))
    except TrialCard.DoesNotExist:
        raise NotFound("card_not_found", _("Deze kaart is er niet.")) from None


def list_versions(registered: Registered) -> list[Registered]:
    """List the earlier versions of a card, the newest first."""
    versions, follows = [], registered.card.follows
    while follows:
        earlier = _registered(_cards().get(digest=follows))
        versions.append(earlier)
        follows = earlier.card.follows
    return versions


def was_known(registered: Registered) -> bool:
    """Say whether outcomes of the same families had been opened when a card was registered: then it is an exploration."""
    opened = _cards().filter(programme=registered.card.programme, openings__entered_at__lte=registered.entered_at)
    return came_after(registered.card, [_registered(row).card for row in opened.distinct()])


def _registered(row: TrialCard) -> Registered:
    card = read_card(row.content)
    if card.digest != row.digest:
        raise CardAltered(f"{row.public_id}: {row.digest} was registered, found {card.digest}")
    later = getattr(row, "followed_by", None)
    openings = sorted(row.openings.all(), key=lambda one: one.pk, reverse=True)
    return Registered(
        row.public_id,
        card,
        row.digest,
        row.entered_at,
        row.entered_by.name,
        later.public_id if later else "",
        tuple(openings),
    )


def list_followed(card: Card) -> list[Followed]:
    """List the people a card asks about, as they are known today."""
    begins, ends = card.follow_up
    asked = CohortAsked(
        card.programme,
        card.municipality,
        card.indicated_from,
        card.indicated_until,
        card.outcome,
        begins,
        ends,
        clock.today(),
    )
    return [_followed(row) for row in list_cohort(asked)]


def _followed(row: tuple[Any, ...]) -> Followed:
    family, municipality, year, children, *days, value, first, instrument = row
    return Followed(family, municipality, year, children, days[0], days[1], days[2], value, first, instrument)


def list_effects(programme: str, municipality: str | None, *, threshold: int | None) -> dict[str, Effect]:
    """List what came out of a programme's cards, by outcome: of a municipality's own newest card, else of the region's.

    threshold: below which nothing may follow from what is told; None for who may see exact figures. A card that was written
    when its outcomes could be known is an exploration, and decides nothing: it is left out.
    """
    rows = (
        _cards().filter(programme=programme, followed_by__isnull=True, openings__isnull=False).distinct().order_by("pk")
    )
    places = ("", municipality or "")
    found = [one for one in map(_registered, rows) if one.card.municipality in places and not was_known(one)]
    # Her own after the region's, and the newest last: what stands last holds.
    found.sort(key=lambda one: one.card.municipality != "")
    return {one.card.outcome: _effect(one, threshold) for one in found}


def _effect(found: Registered, threshold: int | None) -> Effect:
    newest = found.openings[0]
    return effect_of(found.card, newest.answer, clock.local_day(newest.entered_at), threshold=threshold)
