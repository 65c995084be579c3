# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was planned beside what took place, of a programme's year in the region; of no family and no professional."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from duizend.catalogue.queries import list_offered_programmes
from duizend.ground.access.identity import current
from duizend.ground.kernel import clock
from duizend.insight.reports.forms import BASES, WHOLE_REGION
from duizend.insight.reports.permissions import is_bound
from duizend.insight.reports.queries import default_day
from duizend.insight.reports.queries.fidelity import get_fidelity_year
from duizend.insight.reports.rules import plain_value
from duizend.insight.reports.rules.fidelity import BLOCKS, NOT_RECORDED, OTHER_REASONS
from duizend.insight.reports.views.monitor import (
    address_of_choice,
    choose,
    day_in_words,
    language_of_page,
    viewpoints,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.rules.programme import Programme
    from duizend.insight.reports.queries.fidelity import FidelityYear
    from duizend.insight.reports.rules.fidelity import Figures, Part
    from duizend.insight.reports.views.monitor import Chosen

Rows = list[dict[str, object]]
MEASURE_WORDS = {
    "received": gettext_lazy("Gepland en geweest"),
    "timing": gettext_lazy("Geweest binnen de tijd die het programma aangeeft"),
    "same_professional": gettext_lazy("Door de eigen professional van het gezin"),
    "valid_training": gettext_lazy("Door iemand met een geldige opleiding"),
}
FAMILY_WORDS = {
    "received": (gettext_lazy("alles wat gepland was, is geweest"), gettext_lazy("niet alles is geweest")),
    "timing": (gettext_lazy("alles binnen de tijd"), gettext_lazy("niet alles binnen de tijd")),
    "same_professional": (gettext_lazy("altijd de eigen professional"), gettext_lazy("ook iemand anders")),
    "valid_training": (gettext_lazy("altijd met geldige opleiding"), gettext_lazy("ook zonder geldige opleiding")),
}
REASON_WORDS = {
    NOT_RECORDED: gettext_lazy("Er is niets over vastgelegd"),
    OTHER_REASONS: gettext_lazy("Andere redenen samen"),
    "paused": gettext_lazy("De begeleiding was gepauzeerd"),
    "without_notice": gettext_lazy("Zonder bericht"),
    "with_notice": gettext_lazy("Met bericht van de ouders"),
    "late_notice": gettext_lazy("Met bericht, maar kort van tevoren"),
    "no_interest": gettext_lazy("De ouders hebben er nu geen behoefte aan"),
    "in_consultation": gettext_lazy("In overleg met de ouders"),
    "called_off_by_jgz": gettext_lazy("Door ons afgezegd"),
}


@require_safe
def fidelity_year(request: HttpRequest) -> HttpResponse:
    """Show of a programme's year what was planned and what took place, with its municipalities beside it."""
    chosen = choose(request)
    if chosen is None:
        return render(request, "reports/no_programme.html")
    basis = BASES[0][0]
    on = default_day(chosen.question.year, basis)
    chosen = replace(chosen, question=replace(chosen.question, basis=basis, on=on))
    del chosen.form.fields["basis"]
    found = get_fidelity_year(chosen.question)
    programme = list_offered_programmes()[chosen.question.programme]
    question, rules = chosen.question, programme.forms.dialling
    alone = is_bound(current()) and question.audience == "partner"
    context = {
        "above": _("Kalenderjaar %(year)s, stand op %(day)s") % {"year": question.year, "day": day_in_words(on)},
        "title": f"{chosen.programme_name}, {chosen.place_name}", "form": chosen.form,
        "keep_audience": None if is_bound(current()) else question.audience,
        "viewpoints": viewpoints(chosen, found.threshold), "whole": found.place.whole,
        "threshold": found.threshold, "nothing_yet": found.threshold is None and not _has_any(found.place),
        "measures": _measures(found.place, programme), "reasons": _reasons(found),
        "in_region_only": found.threshold is not None and question.municipality is not None,
        "allowed": [text.in_language(language_of_page()) for text in (one.text for one in rules.phases)] if rules else [],
        "places": [] if alone or question.municipality else _places(chosen, found),
        "monitor_url": f"{reverse('reports:monitor')}?{urlencode(address_of_choice(chosen))}",
        "printed_on": day_in_words(clock.today()),
    }  # fmt: skip
    return render(request, "reports/fidelity.html", context)


def _has_any(figures: Figures) -> bool:
    return figures.whole is not None and bool(figures.whole.due or figures.whole.held)


def _measures(figures: Figures, programme: Programme) -> Rows:
    """Tell each measure as so many of so many contacts and in families; enough only where the file says what is."""
    told = {one.kind: one for one in programme.forms.fidelity}
    rows: Rows = []
    for measure, (whole, every, some) in BLOCKS.items():
        part, least = figures.parts.get(measure), told[measure].least if measure in told else None
        rows.append({
            "name": told[measure].text.in_language(language_of_page()) if measure in told else MEASURE_WORDS[measure],
            "part": part, "share": _share(part), "least": None if least is None else round(least * 100),
            "families": plain_value(figures.families[whole]),
            "every": {"name": FAMILY_WORDS[measure][0], "families": plain_value(figures.families[every])},
            "some": {"name": FAMILY_WORDS[measure][1], "families": plain_value(figures.families[some])},
        })  # fmt: skip
    return rows


def _share(part: Part | None) -> str:
    return "" if part is None or part.ratio is None else f"{round(100 * part.ratio)}%"


def _reasons(found: FidelityYear) -> Rows | None:
    if found.reasons is None:
        return None
    return [{"name": REASON_WORDS.get(reason, reason), "number": number} for reason, number in found.reasons]


def _places(chosen: Chosen, found: FidelityYear) -> Rows:
    """Lay the municipalities side by side, out of the one table that was protected as a whole."""
    codes = {name: code for code, name in chosen.form.fields["gemeente"].choices}
    rows = [(name, codes[name], figures) for name, figures in found.municipalities.items() if name in codes]
    return [
        {
            "name": name, "url": f"?{urlencode(address_of_choice(chosen, gemeente=code))}", "is_whole": code == WHOLE_REGION,
            "families": plain_value(figures.families["closed"]),
            "shares": [_share(figures.parts.get(measure)) for measure in BLOCKS],
        }
        for name, code, figures in [*rows, (chosen.place_name, WHOLE_REGION, found.place)]
    ]  # fmt: skip
