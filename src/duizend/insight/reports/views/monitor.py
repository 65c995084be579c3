# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The monitor: one answer per audience. A number that is kept back never reaches the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duizend.catalogue.permissions import READ
from duizend.catalogue.queries import list_bought_programmes, list_offered_programmes
from duizend.ground.access.identity import current
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.region.queries import get_region, list_municipalities
from duizend.insight.reports.files import FORMS, KINDS, write_account
from duizend.insight.reports.forms import AUDIENCES, BASES, WHOLE_REGION, ChoiceForm
from duizend.insight.reports.permissions import is_bound, list_audiences, may_read
from duizend.insight.reports.queries import Question, default_day, find_years, get_account, get_monitor, list_years
from duizend.insight.reports.rules import (
    REASON,
    SCREENING_RESULTS,
    Account,
    Audience,
    Language,
    denominator_of,
    draw_funnel,
    label_of,
    plain_value,
    share_of,
    wilson,
)
from duizend.insight.reports.views.decided import describe_decision
from duizend.insight.trials.permissions import READ as CARDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from duizend.insight.reports.files import FileForm
    from duizend.insight.reports.queries import Delivery, Monitor

PARTS_OF = ("indicated", "offered", "started")
# "Indicated" is set against "screened" too, but is no part of it: others than the screened are signed up.
RESULTS = frozenset(SCREENING_RESULTS)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was asked for, with the words around it."""

    question: Question
    programme_name: str
    place_name: str
    form: ChoiceForm
    audiences: list[Audience]


@require_safe
def monitor(request: HttpRequest) -> HttpResponse:
    """Show the account of a programme's year, with its municipalities beside it."""
    chosen = choose(request)
    if chosen is None:
        return render(request, "reports/no_programme.html")
    found = get_monitor(chosen.question, language=language_of_page())
    account = found.account
    context = {
        "account": _head(chosen, found),
        "form": chosen.form,
        "keep_audience": None if is_bound(current()) else chosen.question.audience,
        "viewpoints": viewpoints(chosen, account.threshold),
        "funnel": draw_funnel(account, language=language_of_page()),
        "ready_sentence": account.sentence,
        "funnel_notes": _funnel_notes(account),
        "screening": _screening(account),
        "reach": _reach(chosen, account),
        "delivery": _delivery(found.delivery, account),
        "form_table": _form_table(chosen, account),
        "delivery_note": found.delivery.contacts is None,
        "table": _table(chosen, account),
        "places": None if is_bound(current()) and chosen.question.audience == "partner" else _places(chosen, found),
        "region_url": _region_url(chosen),
        "fidelity_url": f"{reverse('reports:fidelity')}?{urlencode(address_of_choice(chosen, basis=BASES[0][0]))}",
        "decision": describe_decision(chosen.question),
        "sheet_url": f"{reverse('reports:sheet')}?{urlencode(address_of_choice(chosen, basis=BASES[0][0]))}",
        "indicators_url": _indicators_url(chosen),
        "decisions_url": reverse("reports:decisions") if may(current(), READ) else "",
        "cards_url": reverse("trials:cards") if may(current(), CARDS) else "",
        "file_urls": {one: f"{reverse(f'reports:{one}')}?{urlencode(address_of_choice(chosen))}" for one in FORMS},
        "nothing_yet": chosen.question.audience == "analyst" and find_years(chosen.question.programme) is None,
        "printed_on": day_in_words(clock.today()),
    }
    return render(request, "reports/monitor.html", context)


@require_safe
def download(request: HttpRequest, form: FileForm) -> HttpResponse:
    """Give the same account as a file: lines of text, their codebook, a spreadsheet, or paper."""
    chosen = choose(request)
    if chosen is None:
        raise NotFound("programme_not_found", _("Er is nog geen programma geladen."))
    question, (kind, ending) = chosen.question, KINDS[form]
    account = get_account(question, language=language_of_page())
    name = slugify(f"{question.programme} {question.year} {chosen.place_name} {question.audience}")
    return HttpResponse(
        write_account(account, question, form, language_of_page()), content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'},
    )  # fmt: skip


def first_choice(names: Iterable[str]) -> str:
    """Choose the programme to open with: one of which this region bought places, if there is one."""
    bought = list_bought_programmes()
    return min(names, key=lambda name: (name not in bought, name))


def choose(request: HttpRequest) -> Chosen | None:
    """Read the choice out of the address; what is not said is chosen for this role. None without any programme."""
    names = {
        key: programme.name.in_language(language_of_page()) for key, programme in list_offered_programmes().items()
    }
    if not names:
        return None
    identity, today = current(), clock.today()
    places = {place.code: place.name for place in list_municipalities()}
    own = identity.municipality if is_bound(identity) and identity.municipality in places else WHOLE_REGION
    said = request.GET.dict()
    programme = said.get("programma") if said.get("programma") in names else first_choice(names)
    code = said.get("gemeente", own)
    audiences = list_audiences(identity, None if code == WHOLE_REGION else code)
    asked = said.get("kijker") or audiences[0]
    if asked not in dict(AUDIENCES):
        raise NotFound("audience_not_found", _("Deze weergave bestaat niet."))
    years = list_years(programme, audience=asked if asked in audiences else "public")
    newest = find_years(programme) if asked == "analyst" and asked in audiences else None
    year = said.get("jaar") or str(newest[1] if newest else today.year)
    if year.isascii() and year.isdigit() and 2000 <= int(year) <= today.year and int(year) not in years:
        years = (*years, int(year))
    form = ChoiceForm(
        {"programma": programme, "basis": BASES[0][0], **said, "jaar": year, "gemeente": code},
        programmes=names.items(), years=years, municipalities=places.items(),
    )  # fmt: skip
    if not form.is_valid():
        raise NotFound("account_not_found", _("Deze cijfers bestaan niet."))
    basis, year_asked = form.cleaned_data["basis"], form.cleaned_data["jaar"]
    question = Question(
        programme, year_asked, asked, basis, default_day(year_asked, basis), None if code == WHOLE_REGION else code
    )
    place_name = places[code] if question.municipality else get_region().name
    return Chosen(question, names[programme], place_name, form, audiences)


def language_of_page() -> Language:
    """Return the language in which somebody reads this page."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def day_in_words(day: object) -> str:
    """Write a day as people here do."""
    return f"{day:%d-%m-%Y}"


def address_of_choice(chosen: Chosen, **other: str) -> dict[str, str]:
    """Return what stands in an address for a choice, with something else in it."""
    question = chosen.question
    return {
        "programma": question.programme,
        "jaar": str(question.year),
        "gemeente": question.municipality or WHOLE_REGION,
        "basis": question.basis,
        "kijker": question.audience,
        **other,
    }


def _region_url(chosen: Chosen) -> str:
    """Return the address of the region's year, for who may read it; else ""."""
    identity, question = current(), chosen.question
    own = identity.municipality if is_bound(identity) else None
    if not may_read(identity, "partner", own):
        return ""
    return f"{reverse('reports:region')}?{urlencode({'programma': question.programme, 'jaar': question.year})}"


def _indicators_url(chosen: Chosen) -> str:
    question = chosen.question
    said = {"jaar": question.year, "gemeente": question.municipality or WHOLE_REGION, "kijker": question.audience}
    return f"{reverse('reports:indicators')}?{urlencode(said)}"


def _head(chosen: Chosen, found: Monitor) -> dict[str, object]:
    question, capacity = chosen.question, found.delivery.capacity
    words = {"year": question.year, "day": day_in_words(question.on)}
    if question.basis == "calendar_year":
        above = _("Verantwoording, kalenderjaar %(year)s, stand op %(day)s") % words
    else:
        above = _("Verantwoording, instroomjaar %(year)s, gevolgd tot %(day)s") % words
    room = "" if capacity is None else _("Er was plek voor %(places)s.") % {"places": capacity}
    return {
        "above": above,
        "title": f"{chosen.programme_name}, {chosen.place_name}",
        "sentence": f"{found.account.sentence} {room}".strip(),
    }


def viewpoints(chosen: Chosen, threshold: int | None) -> dict[str, object]:
    """Say who looks and what is kept back from them, with an address for every other who may."""
    region = get_region()
    levels = {"partner": region.threshold_partner, "public": region.threshold_public}
    notes = {
        "analyst": _("Binnen de regio zelf: exacte aantallen. Niet om door te geven."),
        "partner": _("Voor gemeenten met wie de regio dat afsprak: aantallen onder %(level)s staan er niet."),
        "public": _("Voor iedereen: aantallen onder %(level)s staan er niet."),
    }
    options = [
        {
            "label": f"{label} ({levels[audience]})" if audience in levels else label,
            "url": f"?{urlencode(address_of_choice(chosen, kijker=audience))}",
            "current": audience == chosen.question.audience,
        }
        for audience, label in AUDIENCES
        if audience in chosen.audiences
    ]
    return {"note": notes[chosen.question.audience] % {"level": threshold}, "options": options}


def _funnel_notes(account: Account) -> list[str]:
    """Say what the capacity means beside what is shown; nothing that needs a count that is kept back."""
    capacity = account.heading.capacity
    indicated = plain_value(account.row("indicated").families)
    started = plain_value(account.row("started").families)
    if capacity is None or not isinstance(indicated, int) or not isinstance(started, int) or not capacity:
        return []
    notes = []
    if capacity > indicated:
        words = {"places": capacity, "families": indicated}
        notes.append(
            _("Er waren meer plekken (%(places)s) dan gezinnen die in aanmerking kwamen (%(families)s).") % words
        )
    if started <= capacity:
        words = {"started": started, "places": capacity}
        notes.append(_("%(started)s van de %(places)s plekken zijn begonnen met een gezin.") % words)
    return notes


def _screening(account: Account) -> list[dict[str, object]] | None:
    """Lay out what screening of everyone came to, per child; None when none was brought in."""
    if account.row("screened").children is None:
        return None
    return [
        {
            "label": label_of(measure, language=language_of_page()), "children": plain_value(account.row(measure).children),
            "share": _share_in_words(account, measure, "screened") if measure in RESULTS else "",
        }
        for measure in ("screened", *SCREENING_RESULTS)
    ]  # fmt: skip


def _reach(chosen: Chosen, account: Account) -> dict[str, object]:
    """Say how many started, of how many, with the interval; only a number where both may be read."""
    started, indicated = account.row("started").families, account.row("indicated").families
    share = share_of(started, indicated)
    value = plain_value(started)
    found = {
        "value": _("afgeschermd") if value == "hidden" else value,
        "of": _("van %(number)s") % {"number": plain_value(indicated)} if share is not None else "",
        "share_percent": None if share is None else round(100 * share, 1),
        "numerator": _("gezinnen bij wie het eerste contact is geweest"),
        "denominator": _("gezinnen die in aanmerking kwamen"),
        "period": _("%(year)s, stand op %(day)s")
        % {"year": chosen.question.year, "day": day_in_words(chosen.question.on)},
        "source": _("stappen van trajecten, zoals vastgelegd"),
    }
    if share is None:
        note = _("Een aandeel is niet te geven: een van beide aantallen staat er niet, of is nul.")
    else:
        note = _share_in_words(account, "started", "indicated")
    return {"number": found, "note": note}


def _share_in_words(account: Account, part: str, whole: str) -> str:
    """Give a share with its interval in words, of families, or of children where only those are counted; else empty."""
    rows = account.row(part), account.row(whole)
    group = "children" if all(row.families is None for row in rows) else "families"
    counts = [plain_value(getattr(row, group)) for row in rows]
    if not isinstance(counts[0], int) or not isinstance(counts[1], int) or not counts[0] <= counts[1] or not counts[1]:
        return ""
    low, high = wilson(counts[0], counts[1])
    words = {"share": round(100 * counts[0] / counts[1]), "low": round(100 * low), "high": round(100 * high)}
    return _("Aandeel %(share)s%%, met 95%%-interval van %(low)s tot %(high)s%%.") % words


def _delivery(delivery: Delivery, account: Account) -> list[dict[str, object]]:
    shown: list[dict[str, object]] = []
    if delivery.capacity is not None:
        shown.append({"value": delivery.capacity, "label": _("plekken ingekocht")})
    if delivery.contacts is not None:
        shown.append({"value": delivery.contacts, "label": _("contacten met gezinnen gehouden")})
    shown += [
        {"value": plain_value(row.volunteers), "label": row.label[:1].lower() + row.label[1:]}
        for row in account.form_rows
        if row.volunteers is not None
    ]
    return shown


def _form_table(chosen: Chosen, account: Account) -> dict[str, object] | None:
    """Lay out what the form of delivery adds, per family; None where it adds nothing."""
    rows = [row for row in account.form_rows if row.volunteers is None]
    if not rows:
        return None
    caption = _("Plekken buiten huis") if rows[0].measure == "in_place" else _("Vragen en koppelen")
    return {
        "caption": f"{caption}, {chosen.place_name} {chosen.question.year}",
        "rows": [
            {
                "label": row.label, "families": plain_value(row.families), "children": plain_value(row.children),
                "definition": row.definition, "numerator": "" if row.numerator is None else str(row.numerator),
                "denominator": "" if row.denominator is None else str(row.denominator),
                "part_of_above": row.measure.startswith(REASON),
            }
            for row in rows
        ],
        "notes": [_("Gezinnen en kinderen zijn apart geteld.")],
    }  # fmt: skip


def _table(chosen: Chosen, account: Account) -> dict[str, object]:
    """Lay out the usual measures; the notes say what "<" and hidden mean, so the table itself names no threshold."""
    rows = []
    for row in account.usual_rows:
        whole = denominator_of(row.measure, basis=chosen.question.basis)
        share = _share_in_words(account, row.measure, whole) if whole else ""
        rows.append({
            "label": row.label,
            "families": plain_value(row.families),
            "children": plain_value(row.children),
            "definition": f"{row.definition} {share}".strip(),
            "numerator": "" if row.numerator is None else str(row.numerator),
            "denominator": "" if row.denominator is None else str(row.denominator),
            "part_of_above": whole in PARTS_OF or row.measure in RESULTS,
        })  # fmt: skip
    return {
        "caption": _("Alle maten, %(place)s %(year)s") % {"place": chosen.place_name, "year": chosen.question.year},
        "rows": rows,
        "notes": [*account.notes, _("Gezinnen en kinderen zijn apart geteld.")],
    }


def _places(chosen: Chosen, found: Monitor) -> dict[str, object]:
    """Lay the municipalities side by side, out of the one table that was protected as a whole."""
    codes = {name: code for code, name in chosen.form.fields["gemeente"].choices}
    rows = [
        {
            **_place(account),
            "url": f"?{urlencode(address_of_choice(chosen, gemeente=codes[account.heading.municipality]))}",
        }
        for account in found.municipalities.values()
    ]
    whole = {
        **_place(found.region),
        "name": get_region().name,
        "url": f"?{urlencode(address_of_choice(chosen, gemeente=WHOLE_REGION))}",
    }
    return {"rows": rows, "whole": whole}


def _place(account: Account) -> dict[str, object]:
    share = share_of(account.row("started").families, account.row("indicated").families)
    return {
        "name": account.heading.municipality,
        "capacity": account.heading.capacity,
        "indicated": plain_value(account.row("indicated").families),
        "offered": plain_value(account.row("offered").families),
        "started": plain_value(account.row("started").families),
        "share_percent": None if share is None else round(100 * share, 1),
        "share": None if share is None else f"{round(100 * share)}%",
    }
