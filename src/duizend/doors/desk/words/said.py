# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values as people say them, in the viewer's language. A shelf of its own: pages of the desk share these words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from duizend.delivery.contacts.words import capitalised, contact_words, language_name, text_of
from duizend.ground.kernel.prepared import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from duizend.doors.desk.rules.ages import Age
    from duizend.record.families.models import Family, Parent

__all__ = [
    "about_child", "age_words", "capitalised", "clock_time", "contact_words", "enumerate_words", "family_name",
    "family_title", "full_date", "in_words", "interpreter_words", "language_name", "long_date", "short_date",
    "short_name", "text_of", "weekday_date",
]  # fmt: skip

NUMBERS = (
    gettext_lazy("nul"),
    gettext_lazy("één"),
    gettext_lazy("twee"),
    gettext_lazy("drie"),
    gettext_lazy("vier"),
    gettext_lazy("vijf"),
    gettext_lazy("zes"),
    gettext_lazy("zeven"),
    gettext_lazy("acht"),
    gettext_lazy("negen"),
    gettext_lazy("tien"),
    gettext_lazy("elf"),
    gettext_lazy("twaalf"),
)


@lru_cache(maxsize=4096)
def _formatted(day: date, pattern: str, language: str | None) -> str:
    # Django's own formatting is slow, and a page shows the same few days over and over.
    return format_date(day, pattern)


def long_date(day: date) -> str:
    """Write "dinsdag 17 november 2026"."""
    return _formatted(day, "l j F Y", get_language())


def weekday_date(day: date) -> str:
    """Write "dinsdag 17 november"."""
    return _formatted(day, "l j F", get_language())


def full_date(day: date) -> str:
    """Write "17 november 2026"."""
    return _formatted(day, "j F Y", get_language())


def short_date(day: date, today: date) -> str:
    """Write "17 november", with the year when it is another than today's."""
    return _formatted(day, "j F", get_language()) if day.year == today.year else full_date(day)


def clock_time(moment: datetime) -> str:
    """Write "09:30"."""
    return f"{moment:%H:%M}"


def in_words(number: int) -> str:
    """Write small numbers as words."""
    return str(NUMBERS[number]) if number < len(NUMBERS) else str(number)


def enumerate_words(words: Sequence[str]) -> str:
    """Join as people do: "Samira, Wout en Noor"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def age_words(age: Age | None) -> str:
    """Write an age: "9 maanden", "6 weken", "34 weken zwanger"; nothing when it is not known."""
    if age is None:
        return ""
    count = {"count": age.count}
    if age.unit == "pregnant_weeks":
        return ngettext("%(count)d week zwanger", "%(count)d weken zwanger", age.count) % count
    if age.unit == "days":
        return ngettext("%(count)d dag", "%(count)d dagen", age.count) % count
    if age.unit == "weeks":
        return ngettext("%(count)d week", "%(count)d weken", age.count) % count
    if age.unit == "months":
        return ngettext("%(count)d maand", "%(count)d maanden", age.count) % count
    return ngettext("%(count)d jaar", "%(count)d jaar", age.count) % count


def about_child(name: str, age: Age | None) -> str:
    """Write a sentence about the child: "Noor is 9 maanden.", "34 weken zwanger."; nothing when unknown."""
    words = age_words(age)
    if not words or age is None:
        return ""
    if age.unit == "pregnant_weeks":
        return f"{capitalised(words)}."
    return _("%(name)s is %(age)s.") % {"name": name or _("Het kind"), "age": words}


def family_title(family: Family) -> str:
    """Name the people of a family: "Samira Haddou, Wout Meijer en Noor"."""
    names = [parent.full_name for parent in rows_of(family, "parents")]
    names += [child.given_name for child in rows_of(family, "children") if child.given_name]
    return enumerate_words(names) or _("Gezin zonder naam")


def family_name(family: Family) -> str:
    """Name a family as people speak of it: "Samira Haddou en Wout Meijer met Noor"."""
    parents = enumerate_words([parent.full_name for parent in rows_of(family, "parents")]) or _("Gezin zonder naam")
    children = enumerate_words([child.given_name for child in rows_of(family, "children") if child.given_name])
    return _("%(parents)s met %(children)s") % {"parents": parents, "children": children} if children else parents


def short_name(family: Family) -> str:
    """Name a family in two words, by its first parent: "Gezin Haddou"."""
    parent = next(iter(rows_of(family, "parents")), None)
    name = ""
    if parent is not None:
        name = f"{capitalised(parent.name_prefix)} {parent.family_name}".strip() or parent.given_name
    return _("Gezin %(name)s") % {"name": name} if name else _("Gezin zonder naam")


def interpreter_words(parents: Iterable[Parent]) -> str:
    """Say which interpreter is needed: "Tolk Tigrinya"; nothing when none is."""
    needing = [parent for parent in parents if parent.needs_interpreter]
    if not needing:
        return ""
    languages = enumerate_words(sorted({language_name(parent.language) for parent in needing} - {""}))
    return _("Tolk %(language)s") % {"language": languages} if languages else _("Tolk nodig")
