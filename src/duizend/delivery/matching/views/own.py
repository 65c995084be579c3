# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A volunteer's own page, opened by her link and without an account: her times, her pause, her details, and a voice.

Of a family stands here only what the parent allowed, and nothing before the parent's yes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from duizend.delivery.contacts.words import weekday_date
from duizend.delivery.matching import actions, words
from duizend.delivery.matching.forms import OwnForm, PauseForm, TimesForm, WorryForm
from duizend.delivery.matching.permissions import BY_LINK
from duizend.delivery.matching.queries import (
    askings_of,
    children_of,
    facts_of,
    find_link,
    get_volunteer,
    list_matches_of_volunteer,
    shared_of,
    standing_of,
)
from duizend.delivery.matching.rules.steps import CHOSEN, told_to_volunteer
from duizend.delivery.matching.rules.volunteers import find_pause
from duizend.delivery.matching.views.families import age_words
from duizend.ground.access.counters import within_limit
from duizend.ground.access.identity import acting, note_read
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound
from duizend.ground.region.queries import find_contact_point, get_region
from duizend.record.families.queries import enumerate_names

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.matching.models import Asking, Match, Volunteer

RATE = "volunteer_link"
FORMS = {"times": TimesForm, "pause": PauseForm, "details": OwnForm, "worry": WorryForm}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, word: str) -> HttpResponse:
    """Show a volunteer her own page, or do the one thing that she pressed."""
    if not within_limit(request, RATE):
        return _closed(request, 429)
    what = request.POST.get("what", "") if request.method == "POST" else ""
    try:
        with acting(system_identity(BY_LINK)):
            who = _find_open(word)
            forms = _make_forms(request, who, what)
            if what and (what not in forms or forms[what].is_valid()):
                done = _do(request, who, what, forms)
                messages.success(request, done)
            else:
                return _page(request, who, forms)
    except NotFound:
        return _closed(request, 404)
    except ActionRefused as refusal:
        messages.warning(request, refusal.reason)
    return _private(redirect("matching:own", word))


# The link's own transaction, whoever is logged in: it is the word that opens this page.
own.acts_for_itself = True
own.open_without_second_factor = True


def _find_open(word: str) -> Volunteer:
    """Find the volunteer of a link that still opens; raises NotFound, the same for each reason why not."""
    link = find_link(word)
    if link is None or link.withdrawn_at is not None or link.expires_at <= clock.now():
        raise NotFound("link_not_found", _("Deze link werkt niet meer."))
    return get_volunteer(link.volunteer.public_id)


def _make_forms(request: HttpRequest, who: Volunteer, what: str) -> dict[str, Form]:
    known = {
        "times": {"half_days": facts_of(who).half_days or ()},
        "pause": {"from_on": clock.today()},
        "details": {
            "phone": who.phone, "email": who.email, "about": who.about, "youngest": who.age_from, "oldest": who.age_until - 1,
        },
        "worry": {},
    }  # fmt: skip
    return {
        name: make(request.POST if what == name else None, initial=known[name], auto_id=f"id_{name}_%s")
        for name, make in FORMS.items()
    }


def _do(request: HttpRequest, who: Volunteer, what: str, forms: dict[str, Form]) -> str:
    """Do what she pressed; returns what to say."""
    today, said = clock.today(), forms[what].cleaned_data if what in forms else {}
    if what == "times":
        actions.tell_times(who, said["half_days"], on=today)
        return _("Opgeslagen wanneer je kunt.")
    if what == "pause":
        actions.begin_pause(who, from_on=said["from_on"], until_on=forms[what].until_on)
        return _("Je hebt pauze. Neem rustig de tijd.")
    if what == "details":
        actions.change_own_words(who, forms[what].own())
        return _("Je gegevens zijn opgeslagen.")
    if what == "worry":
        actions.tell_worry(who, said["words"])
        return _("Dank je wel. De coördinator leest dit en belt je.")
    return _press(request, who, what)


def _press(request: HttpRequest, who: Volunteer, what: str) -> str:
    if what == "resume":
        actions.end_pauses(who, on=clock.today())
        return _("Fijn dat je er weer bent.")
    if what == "stop":
        actions.ask_to_stop(who)
        return _("De coördinator weet het en belt je. Dank je wel voor alles wat je deed.")
    if what == "stay":
        actions.take_back_stop(who)
        return _("Fijn dat je blijft.")
    if what in ("yes", "no"):
        match = next(
            (one for one in list_matches_of_volunteer(who) if one.public_id == request.POST.get("match")), None
        )
        if match is None:
            raise NotFound("match_not_found", _("Deze vraag staat niet meer open."))
        actions.answer_as_volunteer(who, match, says_yes=what == "yes", on=clock.today())
        return (
            _("Dank je wel. De coördinator belt je over het vervolg.")
            if what == "yes"
            else _("Dat is goed. Dank je wel voor je antwoord.")
        )
    raise NotFound("no_such_deed", _("Dit kan niet."))


def _page(request: HttpRequest, who: Volunteer, forms: dict[str, Form]) -> HttpResponse:
    today, facts = clock.today(), facts_of(who)
    matches = [match for match in list_matches_of_volunteer(who) if match.state in CHOSEN]
    note_read("volunteer.own_page", [who.public_id, *(match.family.public_id for match in matches)])
    pause, asked = find_pause(facts, today), askings_of(match.trajectory_id for match in matches)
    context = {
        "who": who.given_name, "forms": forms, "times": words.half_day_words(facts.half_days or ()),
        "pause": {"until": weekday_date(pause.until_on) if pause.until_on else ""} if pause else None,
        "wants_to_stop": facts.wants_to_stop, "chip": words.state_chip(standing_of(who, today)),
        "matches": [_match(match, asked.get(match.trajectory_id)) for match in matches], "contact": find_contact_point(who.programme, on=today),
        "controller": get_region().controller,
        "checks": [words.check_words(row.kind, row.happened_on, row.valid_until) for row in who.checks.all()],
    }  # fmt: skip
    wrong = any(form.errors for form in forms.values())
    return _private(render(request, "matching/own.html", context, status=400 if wrong else 200))


def _match(match: Match, asked: Asking | None) -> dict[str, object]:
    """Say of a family what the parent allowed, and no more. `asked` is what it asks for."""
    told = told_to_volunteer(match.state, shared_of(match))
    children, parent = children_of(match.trajectory), next(iter(match.family.parents.all()), None)
    values = {
        "parent_name": lambda: parent.given_name if parent else "",
        "children_names": lambda: enumerate_names([child.given_name for child in children if child.given_name]),
        "children_ages": lambda: enumerate_names([age_words(child.birth_date, clock.today()) for child in children]),
        "neighbourhood": lambda: str(match.trajectory.neighbourhood or match.trajectory.municipality),
        "half_days": lambda: words.half_day_words(asked.half_days) if asked else "",
        "words": lambda: asked.words if asked else "", "phone": lambda: parent.phone if parent else "",
    }  # fmt: skip
    labels = {
        "parent_name": _("Ouder"), "children_names": _("Kind"), "children_ages": _("Leeftijd"), "neighbourhood": _("Woont in"),
        "half_days": _("Zoekt"), "words": _("Zegt zelf"), "phone": _("Telefoon"),
    }  # fmt: skip
    lines = [{"label": labels[what], "text": values[what]()} for what in told]
    return {
        "id": match.public_id, "lines": [line for line in lines if line["text"]], "asks": match.state == "parent_chose",
        "chip": words.asks_chip() if match.state == "parent_chose" else words.match_chip(match.state),
    }  # fmt: skip


def _closed(request: HttpRequest, status: int) -> HttpResponse:
    return _private(render(request, "matching/closed.html", {"too_often": status == 429}, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """Keep a page with a word in its address out of caches and search engines, and the word out of other sites' logs."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
