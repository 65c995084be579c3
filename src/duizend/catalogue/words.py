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
# What a page says of a programme that one family takes part in; what another form says instead stands below it.
_FOR_ONE_FAMILY = {
    "free_title": gettext_lazy("Meedoen mag, hoeft niet"),
    "free": (gettext_lazy("Meedoen kost niets."), gettext_lazy("Nee zeggen mag, en heeft geen gevolgen.")),
    "stopping": gettext_lazy("Stoppen mag altijd."),
    "much_at_once": gettext_lazy("Voor ouders bij wie nu veel tegelijk speelt."),
    "fitting": gettext_lazy("Of het past, bekijken we samen met jou."),
    "choosing": gettext_lazy("Jij kiest waar jullie over praten."),
    "no_moments": gettext_lazy("Dat spreek je samen af. Er zijn geen vaste momenten."),
    "moments": gettext_lazy("De dag en de tijd spreek je samen af. Een ander moment kan bijna altijd."),
    "who_title": gettext_lazy("Wie komt er?"),
    "who": "",
    "no_click": gettext_lazy("Klikt het niet? Zeg het. Dan kijken we of iemand anders kan."),
    "kept": gettext_lazy("Hiervoor maken we geen eigen dossier."),
}
_OTHERWISE: dict[str, dict[str, object]] = {
    "group": {
        "choosing": gettext_lazy("Jullie kiezen samen waar het over gaat. Jij vertelt wat je zelf wilt."),
        "moments": gettext_lazy("De dagen spreek je af bij het begin. Een keer missen mag."),
        "who_title": gettext_lazy("Wie begeleidt de groep?"),
        "no_click": gettext_lazy("Voelt het niet goed? Zeg het. Dan kijken we wat wel past."),
    },
    "match": {"who_title": gettext_lazy("Wie komt er naast je?")},
    "place": {
        "choosing": gettext_lazy("Wat jouw kind nodig heeft, bespreken jullie samen."),
        "who_title": gettext_lazy("Wie denkt er mee?"),
    },
    "clinic_contact": {
        "moments": gettext_lazy("Je krijgt een uitnodiging. Een ander moment kan bijna altijd."),
        "who_title": gettext_lazy("Wie zie je daar?"),
    },
    "finding": {
        "choosing": gettext_lazy("Jij zegt zelf wat goed gaat en waar je vragen over hebt."),
        "fitting": gettext_lazy("Wat erna past, bekijken we samen met jou."),
        "who_title": gettext_lazy("Met wie praat je?"),
        "kept": gettext_lazy("Alleen hoe het gesprek uitkwam. Wat je vertelde, staat hier niet."),
    },
    "conversation": {
        "free_title": gettext_lazy("Praten mag, hoeft niet"),
        "free": (gettext_lazy("Het kost niets."), gettext_lazy("Nee zeggen mag, en heeft geen gevolgen.")),
        "stopping": gettext_lazy("Stoppen mag altijd, ook midden in het gesprek."),
        "much_at_once": gettext_lazy("Voor iedereen bij wie nu veel tegelijk speelt, met of zonder kinderen."),
        "fitting": gettext_lazy("Of je erover wilt praten, bepaal je zelf."),
        "no_moments": gettext_lazy("Als jij het wilt, in een gewoon gesprek."),
        "who_title": gettext_lazy("Met wie praat je?"),
        "who": gettext_lazy("Met iemand die je al kent, zoals je eigen hulpverlener."),
        "no_click": gettext_lazy("Praat je liever met een ander? Zeg het. Dan kijken we wie kan."),
        "kept": gettext_lazy("Niets met je naam. We tellen alleen hoe vaak zo’n gesprek er is."),
    },
    "activity": {
        "free": (gettext_lazy("Meedoen kost niets."), gettext_lazy("Aanmelden hoeft niet: je kunt zo komen.")),
        "stopping": gettext_lazy("Een keer niet komen, of stoppen, mag altijd."),
        "fitting": gettext_lazy("Voor iedereen. Je hoeft nergens aan te voldoen."),
        "choosing": gettext_lazy("Jij kiest wat je leuk vindt, en hoe vaak je komt."),
        "no_moments": gettext_lazy("Dat verschilt. Bij elke activiteit staat de dag en de tijd."),
        "moments": gettext_lazy("Bij elke activiteit staat de dag en de tijd."),
        "who_title": gettext_lazy("Wie zijn er?"),
        "who": gettext_lazy("Ouders uit de buurt. Zij bedenken het, en doen het zelf."),
        "no_click": gettext_lazy("Wil je eerst iets vragen? Laat je bellen."),
        "kept": gettext_lazy("Niets over jou. We tellen alleen hoeveel mensen er kwamen, nooit wie."),
    },
}  # fmt: skip
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


def shape_words(delivery: str) -> dict[str, object]:
    """Give the sentences of a programme's page that depend on its form: one family, a group, everybody, no name."""
    return {**_FOR_ONE_FAMILY, **_OTHERWISE.get(delivery, {})}


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
