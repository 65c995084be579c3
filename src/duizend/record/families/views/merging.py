# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two files that are one family: finding the other, taking them together, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from duizend.ground.access.identity import check_may, note_read
from duizend.record.families import actions
from duizend.record.families.forms import FindForm, MergeForm
from duizend.record.families.queries import (
    Asked,
    display_name,
    find_alias,
    get_family,
    list_absorbed,
    list_families,
    list_likely_duplicates,
)
from duizend.record.families.views.opening import GET_OR_POST, open_family, show
from duizend.record.families.words import day_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.families.models import Family

MOST_FOUND = 8


@require_http_methods(GET_OR_POST)
def merge(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say which other family this one turns out to be; searching is posted, so that no name gets into an address."""
    check_may("family.register", subjects=[public_id])
    family = open_family(public_id)
    words = request.POST.get("words", "").strip() if request.method == "POST" else ""
    others = _others(family, words)
    chosen = request.POST if "into" in request.POST or "merge" in request.POST else None
    form = MergeForm(chosen, choices=_choices(others))
    if chosen is None or not form.is_valid():
        return _page(request, family, form, others, words=words)
    into = get_family(form.cleaned_data["into"])
    actions.merge_families(family, into, because=form.cleaned_data["because"])
    messages.success(request, _("Samengevoegd. Dit kun je ongedaan maken bij ‘Mensen’ van dit gezin."))
    return redirect("desk:family", into.public_id)


def _others(family: Family, words: str) -> dict[str, tuple[Family, tuple[str, ...]]]:
    """Return the families to choose from: found by name, or likely the same; never this one."""
    if words:
        found = [(one, ()) for one in list_families(words=words, size=MOST_FOUND).families]
    else:
        found = [(likely.family, likely.why) for asked in _asked(family) for likely in list_likely_duplicates(asked)]
    return {one.public_id: (one, why) for one, why in found if one.pk != family.pk}


def _asked(family: Family) -> list[Asked]:
    """Return what to look for: the first two parents, with the children and pregnancies of the family."""
    due = next((one.due_date for one in family.pregnancies.all() if one.ended_on is None), None)
    born = next((child.birth_date for child in family.children.all()), None)
    return [
        Asked(
            parent.given_name, f"{parent.name_prefix} {parent.family_name}".strip(), parent.birth_date,
            child_birth_date=born, due_date=due, phone=parent.phone,
        )
        for parent in list(family.parents.all())[:2]
    ]  # fmt: skip


def _choices(others: dict[str, tuple[Family, tuple[str, ...]]]) -> list[tuple[str, str]]:
    return [(key, _choice_words(one)) for key, (one, _why) in others.items()]


def _choice_words(family: Family) -> str:
    known = [day_words(child.birth_date) for child in family.children.all()]
    homes = [home.municipality.name for home in family.households.all() if home.valid_until is None]
    return " · ".join(dict.fromkeys((display_name(family) or _("Gezin zonder naam"), *known, *homes)))


def _page(
    request: HttpRequest, family: Family, form: MergeForm, others: dict[str, tuple[Family, tuple[str, ...]]], *,
    words: str = "", status: int = 0,
) -> HttpResponse:  # fmt: skip
    note_read("family.list", list(others))
    alias = find_alias(family)
    context = {
        "form": form, "find": FindForm(initial={"words": words}), "words": words, "merged_into": alias.into if alias else None,
        "others": [
            {"id": key, "name": _choice_words(one), "why": why, "checked": form.is_bound and form.data.get("into") == key}
            for key, (one, why) in others.items()
        ],
        "absorbed": [{"name": display_name(one), "id": one.public_id} for one in list_absorbed(family)],
    }  # fmt: skip
    return show(request, family, "families/merge.html", context, status=status)


def _again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    family = open_family(public_id)
    words = request.POST.get("words", "").strip()
    others = _others(family, words)
    form = MergeForm(request.POST, choices=_choices(others))
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _page(request, family, form, others, words=words, status=409)


merge.show_again = _again


@require_POST
def undo_merge(request: HttpRequest, public_id: str) -> HttpResponse:
    """End the merging of this family with another."""
    check_may("family.register", subjects=[public_id])
    family = open_family(public_id)
    actions.undo_merge(family)
    messages.success(request, _("Het samenvoegen is ongedaan gemaakt. Beide gezinnen staan weer apart."))
    return redirect("desk:family", family.public_id)
