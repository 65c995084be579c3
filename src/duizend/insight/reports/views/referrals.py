# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of a year's referrals, as the page of the region's year shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.ground.directory.words import KIND_WORDS
from duizend.insight.reports.queries.referrals import get_referral_year
from duizend.insight.reports.rules import plain_value

if TYPE_CHECKING:
    from duizend.insight.reports.queries import Question
    from duizend.insight.reports.queries.referrals import ReferralRow


def referrals_on_page(question: Question, *, threshold: int | None) -> dict[str, object]:
    """Lay out a year's referrals: a table by kind of help, one by municipality, and the days it took."""
    found = get_referral_year(question, threshold=threshold)
    return {
        "kinds": [_line(row, str(KIND_WORDS[row.name])) for row in found.kinds],
        "places": [_line(row, row.name or _("Niet geregistreerd")) for row in found.places],
        "total": _line(found.total, _("Alles samen")) if found.total else None,
        "days_to_answer": found.days_to_answer, "days_to_done": found.days_to_done,
    }  # fmt: skip


def _line(row: ReferralRow, name: str) -> dict[str, object]:
    return {"name": name, "counts": [plain_value(count) for count in row.counts]}
