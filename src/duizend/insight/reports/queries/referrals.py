# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year's referrals to other help: by kind and by municipality, and how long it took until somebody answered."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from duizend.ground.region.queries import list_municipalities
from duizend.insight.facts.queries.referrals import loops_by_municipality, referrals_by_place
from duizend.insight.reports.rules import STAGES, WHOLE, days_over, protect_referrals

if TYPE_CHECKING:
    from duizend.insight.disclosure.rules import Protected, ProtectedTable
    from duizend.insight.reports.queries import Question


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """What became of the referrals of a kind or a municipality, in the order of STAGES; name: its id or its name."""

    name: str
    counts: tuple[Protected, ...]


@dataclass(frozen=True, slots=True)
class ReferralYear:
    """A year's referrals as far as they may be read. Days are medians, None where their number may not be read.

    places: empty where the question is of one municipality. total: None when nothing was sent.
    """

    kinds: tuple[ReferralRow, ...]
    places: tuple[ReferralRow, ...]
    total: ReferralRow | None
    days_to_answer: int | None
    days_to_done: int | None


def get_referral_year(question: Question, *, threshold: int | None) -> ReferralYear:
    """Return what became of the referrals first sent in a calendar year, of all programmes together.

    All places are protected as one table, so that what one municipality reads and what the region reads go together.
    The caller has made sure that this audience may read the account.
    """
    asked = {"first": date(question.year, 1, 1), "last": date(question.year, 12, 31), "on": question.on}
    counts = {key: asdict(counted) for key, counted in referrals_by_place(**asked).items()}
    table = protect_referrals(counts, threshold=threshold)
    where = question.municipality or WHOLE
    kinds = tuple(sorted({kind for place, kind in counts if where in (place, WHOLE)}))
    if not kinds:
        return ReferralYear((), (), None, None, None)
    names = {place.code: place.name for place in list_municipalities()}
    places = () if question.municipality else tuple(sorted({place for place, _kind in counts}))
    total = _row(table, where, WHOLE, "")
    loop = loops_by_municipality(**asked)[question.municipality]
    return ReferralYear(
        tuple(_row(table, where, kind, kind) for kind in kinds),
        tuple(_row(table, place, WHOLE, names.get(place, place)) for place in places), total,
        days_over(loop.days_to_answer, total.counts[1]), days_over(loop.days_to_done, total.counts[3]),
    )  # fmt: skip


def _row(table: ProtectedTable, place: str, kind: str, name: str) -> ReferralRow:
    return ReferralRow(name, tuple(table[place, kind, stage] for stage in STAGES))
