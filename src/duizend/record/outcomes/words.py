# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What measurements are called on a screen. A shelf of its own: page and form say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from duizend.ground.kernel.rules.points import describe_point, parse_point
from duizend.record.outcomes.rules.moments import AT_INDICATION

if TYPE_CHECKING:
    from datetime import date

    from duizend.ground.kernel.rules.text import Text

# State -> (kind of the chip, word).
STATE_WORDS = {
    "open": ("todo", gettext_lazy("Kan nu")),
    "measured": ("completed", gettext_lazy("Gemeten")),
    "refused": ("noted", gettext_lazy("Liever niet")),
    "lost": ("noted", gettext_lazy("Uit beeld")),
    "not_measured": ("noted", gettext_lazy("Niet gemeten")),
    "not_due": ("waiting", gettext_lazy("Nog niet aan de orde")),
}
OFFERED = ("offered", gettext_lazy("Aangeboden"))
CATEGORY_WORDS = {"yes": gettext_lazy("Ja"), "no": gettext_lazy("Nee")}


def text_of(text: Text) -> str:
    """Return a text of a file in the language of the page."""
    return (text.en if get_language() == "en" and text.en else text.nl) or text.nl


def moment_words(moment: str) -> str:
    """Put a registered moment in words: "bij de start van de begeleiding", "6 maanden na het einde"."""
    point = parse_point(moment)
    if point is None or moment == AT_INDICATION:
        return _("Bij het begin")
    if moment == "end":
        return _("Aan het einde")
    words = text_of(describe_point(point))
    return words[:1].upper() + words[1:]


def day(value: date) -> str:
    """Write a day with its month in figures: 05-01-2026."""
    return f"{value:%d-%m-%Y}"
