# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An entry of a family's course, and when it was in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.doors.desk import words

if TYPE_CHECKING:
    from datetime import date

    from duizend.doors.desk.queries.told import Told

OFFER, VISIT, BOTH = "aanbod", "bezoeken", ""


@dataclass(slots=True)
class Entry:
    """One entry. `order` breaks ties within a day; `part` is the filter it belongs to."""

    on: date
    order: tuple[int, ...]
    part: str
    kind: str
    icon: str
    title: str
    when: str = ""
    age: str = ""
    text: str = ""
    chip: dict[str, str] | None = None
    parent: dict[str, object] | None = None
    notes: list[str] = field(default_factory=list)
    milestone: bool = False
    action: dict[str, str] | None = None


def when_said(told: Told, day: date) -> dict[str, str]:
    """Say on which day something was, and how old the child was then."""
    shown = _("Vandaag") if day == told.today else words.full_date(day)
    return {"when": shown, "age": words.age_words(told.age(day))}
