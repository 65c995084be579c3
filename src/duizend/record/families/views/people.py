# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The people of a family: who they are, how to reach them, who has authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from duizend.ground.access.identity import current
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.kernel.rules.periods import years_old
from duizend.record.families import actions
from duizend.record.families.forms import ChildForm, ParentForm, details_of
from duizend.record.families.queries import (
    display_name,
    find_alias,
    household_of,
    list_absorbed,
    list_authorities,
    list_earlier_due_dates,
    list_statements,
)
from duizend.record.families.rules.say import list_care_points, list_deciders
from duizend.record.families.views.opening import (
    GET_OR_POST,
    all_pregnancies_of,
    homes_of,
    open_family,
    show,
    to_people,
)
from duizend.record.families.words import (
    CONTACT_WORDS,
    day_words,
    home_words,
    language_words,
    statement_rows,
    weeks_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.families.models import Child, Family, Parent, ParentalAuthority, Pregnancy


@require_safe
def people(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show everybody in a family, with what can be changed where."""
    family = open_family(public_id)
    authority, alias, today = list_authorities(family), find_alias(family), clock.today()
    replaced: dict[int, list[str]] = {}
    for pregnancy_id, due, _on in list_earlier_due_dates(family):
        replaced.setdefault(pregnancy_id, []).append(day_words(due))
    context = {
        "parents": [_parent(parent) for parent in family.parents.all()],
        "children": [_child(child, family, authority) for child in family.children.all()],
        "pregnancies": [
            _pregnancy(key, one, replaced.get(one.pk, [])) for key, one in all_pregnancies_of(family) if one.ended_on is None
        ],
        "lost": any(one.ended_how == "loss" for one in family.pregnancies.all()),
        "homes": [{"words": words, "since": day_words(home.valid_from)} for _key, home, words in homes_of(family)],
        "former": [
            {"words": home_words(home), "until": day_words(home.valid_until)}
            for home in family.households.all() if home.valid_until is not None and home.valid_until <= today
        ],
        "merged_into": alias.into if alias else None,
        "absorbed": [{"name": display_name(one), "id": one.public_id} for one in list_absorbed(family)],
        "may_merge": bool(may(current(), "family.register")),
        "statements": statement_rows(list_statements(family.pk, "people")),
    }  # fmt: skip
    return show(request, family, "families/people.html", context)


def _parent(parent: Parent) -> dict[str, object]:
    today = clock.today()
    home = household_of(parent)
    lines = [home_words(home)] if home else [_("Geen adres in de regio")]
    lines += [parent.phone] if parent.phone else []
    lines += [str(CONTACT_WORDS[parent.contact_by])] if parent.contact_by != "any" else []
    lines += [_("Veilig contact: %(how)s") % {"how": parent.safe_contact}] if parent.safe_contact else []
    if parent.language:
        lines.append(_("Spreekt %(language)s.") % {"language": language_words(parent.language)})
    lines += [_("Een tolk is nodig.")] if parent.needs_interpreter else []
    return {
        "id": parent.public_id, "name": parent.full_name, "lines": lines,
        "age": years_old(parent.birth_date, today) if parent.birth_date else None,
        "care_points": [{"words": _(point.words), "source": point.source} for point in list_care_points(parent.birth_date, today)],
    }  # fmt: skip


def _child(child: Child, family: Family, authority: dict[tuple[int, int], ParentalAuthority]) -> dict[str, object]:
    names = {parent.public_id: parent.given_name for parent in family.parents.all()}
    noted = {
        parent.public_id: row.holds if (row := authority.get((parent.pk, child.pk))) else None
        for parent in family.parents.all()
    }
    deciders = list_deciders(child.birth_date, clock.today(), noted)
    lines = [_("Gezag: %(name)s") % {"name": names[key]} for key in deciders.holders]
    lines += [_("Gezag van %(name)s: niet bekend") % {"name": names[key]} for key in deciders.unknown]
    return {
        "id": child.public_id, "name": child.given_name or _("Nog geen naam"), "born": day_words(child.birth_date),
        "died": day_words(child.died_on) if child.died_on else "", "lines": [] if child.died_on else lines,
    }  # fmt: skip


def _pregnancy(key: str, pregnancy: Pregnancy, replaced: list[str]) -> dict[str, object]:
    return {
        "key": key, "due": day_words(pregnancy.due_date), "weeks": weeks_words(pregnancy.due_date, clock.today()),
        "expected": pregnancy.expected_children, "replaced": replaced,
    }  # fmt: skip


@require_http_methods(GET_OR_POST)
def parent(request: HttpRequest, public_id: str, parent_id: str) -> HttpResponse:
    """Put right what is known of a parent."""
    family = open_family(public_id)
    found = _find(family.parents.all(), parent_id)
    form = _parent_form(request, family, found)
    if not form.is_valid():
        return _parent_page(request, family, found, form)
    actions.correct_parent(found, form.details())
    home = form.household()
    if home is not None:
        actions.live_in(found, home)
    messages.success(request, _("De gegevens zijn bewaard."))
    return to_people(family)


@require_http_methods(GET_OR_POST)
def add_parent(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a parent to the family."""
    family = open_family(public_id)
    form = _parent_form(request, family, None)
    if not form.is_valid():
        return _parent_page(request, family, None, form)
    actions.add_parent(family, form.new_parent(), household=form.household())
    messages.success(request, _("De ouder is toegevoegd."))
    return to_people(family)


def _parent_form(request: HttpRequest, family: Family, found: Parent | None) -> ParentForm:
    homes = homes_of(family)
    lives = next((key for key, home, _words in homes if found and home.pk == found.household_id), "")
    initial = {**details_of(found), "home": lives} if found else {"contact_by": "any", "home": lives}
    language = found.language if found else ""
    return ParentForm(request.POST or None, initial=initial, homes=homes, present_language=language)


def _parent_page(
    request: HttpRequest, family: Family, found: Parent | None, form: ParentForm, status: int = 0
) -> HttpResponse:
    return show(request, family, "families/parent.html", {"form": form, "parent": found}, status=status)


@require_http_methods(GET_OR_POST)
def child(request: HttpRequest, public_id: str, child_id: str) -> HttpResponse:
    """Put right what is known of a child, and who has authority."""
    family = open_family(public_id)
    found = _find(family.children.all(), child_id)
    form = _child_form(request, family, found)
    if not form.is_valid():
        return _child_page(request, family, found, form)
    said = form.cleaned_data
    actions.correct_child(found, given_name=said["given_name"], birth_date=said["birth_date"])
    for parent, holds in form.authorities():
        actions.set_authority(parent, found, holds=holds, on=said["since"])
    messages.success(request, _("De gegevens zijn bewaard."))
    return to_people(family)


def _child_form(request: HttpRequest, family: Family, found: Child) -> ChildForm:
    authority = list_authorities(family)
    standing = {parent: row for (parent, child), row in authority.items() if child == found.pk}
    initial = {"given_name": found.given_name, "birth_date": found.birth_date}
    return ChildForm(request.POST or None, initial=initial, parents=list(family.parents.all()), standing=standing)


def _child_page(request: HttpRequest, family: Family, found: Child, form: ChildForm, status: int = 0) -> HttpResponse:
    return show(request, family, "families/child.html", {"form": form, "child": found}, status=status)


def _find(rows: object, public_id: str) -> object:
    found = next((row for row in rows if row.public_id == public_id), None)
    if found is None:
        raise NotFound("person_not_found", _("Deze persoon hoort niet bij dit gezin."))
    return found


def _again(
    relation: str, make_form: Callable[..., forms.Form], page: Callable[..., HttpResponse]
) -> Callable[..., HttpResponse]:
    def again(request: HttpRequest, refusal: ActionRefused, public_id: str, **which: str) -> HttpResponse:
        family = open_family(public_id)
        found = _find(getattr(family, relation).all(), *which.values()) if which else None
        form = make_form(request, family, found)
        form.is_valid()
        form.add_error(None, refusal.reason)
        return page(request, family, found, form, 409)

    return again


parent.show_again = add_parent.show_again = _again("parents", _parent_form, _parent_page)
child.show_again = _again("children", _child_form, _child_page)
