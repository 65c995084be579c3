# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a programme file says, in words for parents and in the viewer's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from duizend.ground.kernel.rules.points import BIRTH, describe_point

if TYPE_CHECKING:
    from duizend.catalogue.rules.programme import ContactMoment, Target
    from duizend.ground.kernel.rules.points import Point
    from duizend.ground.kernel.rules.text import Text

MONTHS_UNTIL, HALF_A_YEAR, A_YEAR, A_WEEK = 24, 6, 12, 7
DELIVERIES = {
    "home_visits": gettext_lazy("Er komt iemand bij je thuis."),
    "group": gettext_lazy("Je komt bij elkaar met andere ouders."),
    "video_feedback": gettext_lazy("Iemand filmt jou en je kind. Daarna kijken jullie samen terug."),
    "match": gettext_lazy("Je krijgt iemand naast je die tijd voor je heeft."),
    "place": gettext_lazy("Je kind krijgt een plek buiten huis."),
    "conversation": gettext_lazy("Je praat met iemand die meedenkt."),
    "activity": gettext_lazy("Je doet mee aan iets in de buurt."),
    "clinic_contact": gettext_lazy("Je komt langs op het consultatiebureau."),
    "finding": gettext_lazy("Je vult met iemand een korte lijst in."),
}
MODES = {
    "home": gettext_lazy("bij je thuis"),
    "clinic": gettext_lazy("op het consultatiebureau"),
    "group": gettext_lazy("in een groep"),
    "video_call": gettext_lazy("met beeldbellen"),
    "phone": gettext_lazy("aan de telefoon"),
    "elsewhere": gettext_lazy("op een andere plek"),
}
KEPT_SINCE = {
    "last_change": gettext_lazy("Die tijd begint bij de laatste keer dat er iets is veranderd."),
    "end_of_trajectory": gettext_lazy("Die tijd begint als de begeleiding klaar is."),
    "birth_of_child": gettext_lazy("Die tijd begint bij de geboorte van je kind."),
}


def text_of(text: Text) -> str:
    """Give a programme's text in the viewer's language; Dutch inside an English page says that it is Dutch."""
    if get_language() != "en":
        return text.nl
    return text.en if text.translated else format_html('<span lang="nl">{}</span>', text.nl)


def length_words(point: Point) -> str:
    """Write a length of time, or the age of a child: "6 weken", "18 maanden", "2½ jaar"."""
    years, months = divmod(abs(point.months), A_YEAR)
    if point.days and point.months:
        described = describe_point(point)
        return described.en if get_language() == "en" else described.nl
    if point.days:
        weeks, days = divmod(abs(point.days), A_WEEK)
        if days:
            return ngettext("%(count)d dag", "%(count)d dagen", abs(point.days)) % {"count": abs(point.days)}
        return ngettext("%(count)d week", "%(count)d weken", weeks) % {"count": weeks}
    if (years * A_YEAR + months < MONTHS_UNTIL and months) or months not in (0, HALF_A_YEAR):
        count = years * A_YEAR + months
        return ngettext("%(count)d maand", "%(count)d maanden", count) % {"count": count}
    if months:
        return _("%(years)d½ jaar") % {"years": years}
    return ngettext("%(count)d jaar", "%(count)d jaar", years) % {"count": years}


def age_range_words(target: Target) -> str:
    """Write for which ages a programme is: "Van 16 weken zwanger tot je kind 2½ jaar is."."""
    if not target.has_window:
        return _("Voor alle leeftijden.")
    said = {"start": _start_words(target.start), "until": length_words(target.until)}
    if target.until.anchor == "pregnancy":
        return _("Vanaf %(start)s tot %(until)s zwanger.") % (said | {"until": _weeks(target.until)})
    if target.until == BIRTH:
        return _("Vanaf %(start)s tot de geboorte.") % said
    return _("Vanaf %(start)s tot je kind %(until)s is.") % said


def _start_words(point: Point) -> str:
    if point.anchor == "pregnancy":
        return _("%(weeks)s zwanger") % {"weeks": _weeks(point)}
    if point == BIRTH:
        return _("de geboorte")
    if point.is_prenatal:
        return _("%(length)s voor de geboorte") % {"length": length_words(point)}
    return _("de leeftijd van %(length)s") % {"length": length_words(point)}


def _weeks(point: Point) -> str:
    weeks = point.days // A_WEEK
    return ngettext("%(count)d week", "%(count)d weken", weeks) % {"count": weeks}


def contact_when(contact: ContactMoment) -> str:
    """Write when a contact is: "Als je kind 6 weken is", "Tussen 16 en 38 weken zwanger"."""
    point = contact.start if contact.every is not None else contact.target
    if contact.every is not None and contact.start.anchor == contact.until.anchor == "pregnancy":
        return _("Tussen %(start)d en %(until)d weken zwanger") % {
            "start": contact.start.days // A_WEEK, "until": contact.until.days // A_WEEK,
        }  # fmt: skip
    length = {"length": length_words(point)}
    if point.anchor == "pregnancy":
        return _("Als je %(weeks)s zwanger bent") % {"weeks": _weeks(point)}
    if point == BIRTH:
        return _("Rond de geboorte")
    if point.anchor in ("start", "indication"):
        return _("%(length)s na het begin") % length if point.months or point.days else _("Bij het begin")
    if point.anchor == "end":
        return _("%(length)s na het einde") % length if point.months or point.days else _("Aan het einde")
    if point.is_prenatal:
        return _("%(length)s voor de geboorte") % length
    return (_("Vanaf je kind %(length)s is") if contact.every else _("Als je kind %(length)s is")) % length


def contact_how(contact: ContactMoment) -> str:
    """Write what a contact is: where, how long, how often, and whether it is an extra."""
    parts = [str(MODES[contact.mode])]
    if contact.minutes is not None:
        least, most = contact.minutes
        words = _("%(least)d minuten") if least == most else _("%(least)d tot %(most)d minuten")
        parts.append(words % {"least": least, "most": most})
    if contact.every is not None:
        most = contact.count[1]
        parts.append(ngettext("hoogstens %(count)d keer", "hoogstens %(count)d keer", most) % {"count": most})
    if not contact.obligatory:
        parts.append(_("extra, als je dat wilt"))
    sentence = ", ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}."
