# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The target-trial card: what is asked and how it will be answered, written down before outcomes are opened.

Source: TARGET statement, BMJ 2025 (doi 10.1136/bmj-2025-087179).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TIME_ZERO = "indication"
Contrast = Literal["offered", "started"]
Comparison = Literal["not_declined", "everybody"]
Method = Literal["crude", "aipw", "ipw", "entropy", "gcomp", "match"]
Estimand = Literal["att", "ate"]
Better = Literal["higher", "lower"]
CONTRASTS: tuple[Contrast, ...] = get_args(Contrast)
COMPARISONS: tuple[Comparison, ...] = get_args(Comparison)
METHODS: tuple[Method, ...] = get_args(Method)
ESTIMANDS: tuple[Estimand, ...] = get_args(Estimand)
COVARIATES = ("first_score", "children", "indicated_year", "municipality")
"""What is known of every family on the day of indication, without a name."""
_DAYS = ("indicated_from", "indicated_until", "registered_on")


@dataclass(frozen=True, slots=True)
class Card:
    """One evaluation, as it was meant. `digest` changes with any word of it; a changed card is a new version.

    Shape: of families indicated for a programme in [indicated_from, indicated_until], both included, in a municipality (its
    code, "" for the region), those of a contrast within `grace_days` of their indication are held beside the others of
    `comparison`. Units: follow_up in days after indication, the same for both groups; smallest_worthwhile in the outcome's
    unit, None where the programme registered none; level as a chance. assignment: why some got no offer, as people put it.
    """

    programme: str
    municipality: str
    indicated_from: date
    indicated_until: date
    contrast: Contrast
    comparison: Comparison
    grace_days: int
    assignment: str
    outcome: str
    better: Better
    follow_up: tuple[int, int]
    method: Method
    estimand: Estimand
    covariates: tuple[str, ...]
    subgroups: tuple[str, ...]
    smallest_worthwhile: float | None
    level: float
    registered_on: date
    time_zero: str = TIME_ZERO
    version: int = 1
    follows: str = ""

    @property
    def digest(self) -> str:
        """The card's SHA-256 over its fields in a fixed order, as 64 hexadecimal digits."""
        text = json.dumps(self.as_data(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def as_data(self) -> dict[str, Any]:
        """Write the card as plain data: days as text, the rest as it is."""
        data = asdict(self)
        return {**data, **{day: data[day].isoformat() for day in _DAYS}, "follow_up": list(self.follow_up),
                "covariates": list(self.covariates), "subgroups": list(self.subgroups)}  # fmt: skip

    def changed(self, **other: object) -> Card:
        """Give the next version with other fields; it names the digest of this one. The card itself never changes."""
        return replace(self, **other, version=self.version + 1, follows=self.digest)  # type: ignore[arg-type]


def read_card(data: Mapping[str, Any]) -> Card:
    """Read a card back from plain data. Raises KeyError or ValueError for data that no card was written as."""
    values = {one.name: data[one.name] for one in fields(Card)}
    for day in _DAYS:
        values[day] = date.fromisoformat(values[day])
    for many in ("follow_up", "covariates", "subgroups"):
        values[many] = tuple(values[many])
    return Card(**values)


def may_be_registered(card: Card, *, today: date) -> Decision:
    """Decide whether a card asks something that can be answered, and can no longer be bent to what came out."""
    if card.indicated_until < card.indicated_from:
        return Refused("period_backwards", gettext_noop("De periode eindigt voor zij begint."))
    if card.indicated_from > today:
        return Refused(
            "period_in_the_future", gettext_noop("De periode begint na vandaag: dan is er nog niemand om te volgen.")
        )
    first, last = card.follow_up
    if not 0 < first < last:
        return Refused(
            "follow_up_backwards",
            gettext_noop(
                "De uitkomst telt van een dag na de indicatie tot een latere dag; draai de twee om of maak ze ruimer."
            ),
        )
    if card.grace_days >= first:
        return Refused(
            "grace_too_long",
            gettext_noop(
                "Wie in de groep hoort moet vaststaan voordat de uitkomst telt: neem minder dagen om te beginnen, of meet later."
            ),
        )
    if card.method == "match" and card.estimand == "ate":
        return Refused(
            "not_together",
            gettext_noop("Koppelen zegt alleen iets over wie meedeed. Kies dat, of kies een andere methode."),
        )
    if card.method == "crude" and card.covariates:
        return Refused(
            "not_together", gettext_noop("Zonder correctie doen kenmerken niets. Haal ze weg, of kies een methode.")
        )
    if card.method != "crude" and not card.covariates:
        return Refused(
            "not_together", gettext_noop("Deze methode maakt groepen gelijk op kenmerken: kies er minstens een.")
        )
    return Allowed()


def may_be_changed(*, opened: bool, replaced: bool) -> Decision:
    """Decide whether a plan may change: not once its outcomes were opened, and only its latest version."""
    if opened:
        return Refused(
            "outcomes_opened",
            gettext_noop(
                "De uitkomsten van deze kaart zijn geopend. Het plan verandert niet meer. Een andere vraag is een nieuwe kaart, en daarop "
                "staat dat deze uitkomsten toen al bekend waren."
            ),
        )  # fmt: skip
    if replaced:
        return Refused("card_replaced", gettext_noop("Er is al een nieuwere versie van deze kaart. Ga daarmee verder."))
    return Allowed()


def came_after(card: Card, opened: Iterable[Card]) -> bool:
    """Say whether the same outcome of the same programme was looked at in families of both, before this card was written."""
    return any(
        one.programme == card.programme and one.outcome == card.outcome and one.digest != card.digest
        and one.indicated_from <= card.indicated_until and card.indicated_from <= one.indicated_until
        and (not one.municipality or not card.municipality or one.municipality == card.municipality)
        for one in opened
    )  # fmt: skip
