# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds, situations and phases as parents say them, in the viewer's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy

from duizend.catalogue.words import text_of
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.catalogue.rules.delivering import Named
    from duizend.delivery.community.models import Activity

PHASES = {
    "before_pregnancy": gettext_lazy("Voor de zwangerschap"),
    "pregnancy": gettext_lazy("Tijdens de zwangerschap"),
    "after_birth": gettext_lazy("Na de geboorte"),
}


def day_words(day: date) -> str:
    """Write "18 november", with the year when it is not this year."""
    return format_date(day, "j F" if day.year == clock.today().year else "j F Y")


def named(words: Iterable[Named], key: str) -> str:
    """Say a word of the file; one that only an older file knew by its key."""
    return next((str(text_of(one.text)) for one in words if one.id == key), key.replace("_", " "))


def choices(words: Iterable[Named]) -> list[tuple[str, str]]:
    """List the words of the file to choose from."""
    return [(one.id, str(text_of(one.text))) for one in words]


def where_words(activity: Activity) -> str:
    """Write the neighbourhood with its municipality: "Oeverwijk, Oudrade"."""
    return f"{activity.neighbourhood.name}, {activity.neighbourhood.municipality.name}"


def owner_words(activity: Activity) -> str:
    """Say who leads it: the name she agreed to show, the organisation, or neither."""
    organisation = activity.organisation.name if activity.organisation else ""
    return ", ".join(part for part in (activity.owner_name, organisation) if part)


def dial(phone: str) -> str:
    """Return a number as a telephone dials it."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")
