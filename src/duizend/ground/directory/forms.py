# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is filled in about a service, and what is looked for on the social map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.ground.directory.actions import ServiceTold
from duizend.ground.directory.queries import Wanted
from duizend.ground.directory.rules import KINDS
from duizend.ground.directory.words import KIND_WORDS, LANGUAGES, PARTICULAR_WORDS, language_words

if TYPE_CHECKING:
    from datetime import date

    from duizend.ground.directory.models import Service
    from duizend.ground.region.queries import Places

BOX = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}
AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 2}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}
TICK = {"class": "utrecht-checkbox utrecht-checkbox--html-input"}


def _line(label: str, longest: int, *, required: bool = False, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=required, help_text=help_text, widget=forms.TextInput(attrs=BOX)
    )


def place_choices(places: Places, today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """List the places that hold today, neighbourhoods under their municipality."""
    groups = []
    for town in places.municipalities:
        if town.valid_until is None or town.valid_until > today:
            own = [(n.code, n.name) for n in places.neighbourhoods if n.municipality_id == town.pk]
            groups.append((town.name, [(town.code, _("Heel %(name)s") % {"name": town.name}), *own]))
    return groups


class SearchForm(forms.Form):
    """What is looked for. What is not known counts as not asked."""

    zoek = _line(gettext_lazy("Zoek"), 80)
    soort = forms.ChoiceField(label=gettext_lazy("Soort hulp"), required=False, widget=forms.Select(attrs=SELECT))
    plaats = forms.ChoiceField(label=gettext_lazy("Waar"), required=False, widget=forms.Select(attrs=SELECT))
    taal = forms.ChoiceField(label=gettext_lazy("Taal"), required=False, widget=forms.Select(attrs=SELECT))
    gesloten = forms.BooleanField(
        label=gettext_lazy("Gesloten"), required=False, widget=forms.CheckboxInput(attrs=TICK)
    )

    def __init__(self, *args: object, places: Places, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [("", _("Alle")), *((kind, KIND_WORDS[kind]) for kind in KINDS)]
        self.fields["plaats"].choices = [("", _("Overal")), *place_choices(places, today)]
        self.fields["taal"].choices = [("", _("Alle")), *((one, language_words(one)) for one in LANGUAGES)]

    def wanted(self) -> Wanted:
        """Return what is looked for."""
        self.full_clean()
        said = self.cleaned_data
        return Wanted(
            said.get("zoek", ""), said.get("soort", ""), said.get("plaats", ""), said.get("taal", ""),
            closed=bool(said.get("gesloten")),
        )  # fmt: skip


class ServiceForm(forms.Form):
    """All that the map says of a service."""

    organisation = _line(gettext_lazy("Naam van de organisatie"), 120, required=True)
    kind = forms.ChoiceField(label=gettext_lazy("Wat voor hulp"), widget=forms.Select(attrs=SELECT))
    offers = forms.CharField(
        label=gettext_lazy("Wat zij doen"), max_length=300, widget=forms.Textarea(attrs=AREA),
        help_text=gettext_lazy("In een zin die een ouder ook begrijpt."),
    )  # fmt: skip
    places = forms.MultipleChoiceField(
        label=gettext_lazy("Voor wie waar woont"), required=False, widget=forms.SelectMultiple(attrs=SELECT | {"size": 6}),
        help_text=gettext_lazy("Kies niets als zij er voor de hele regio zijn."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Talen zonder tolk"), required=False, widget=forms.CheckboxSelectMultiple(attrs=TICK)
    )
    phone = _line(gettext_lazy("Telefoonnummer"), 20)
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"), max_length=120, required=False, widget=forms.EmailInput(attrs=BOX)
    )
    website = forms.URLField(
        label=gettext_lazy("Website"),
        max_length=200,
        required=False,
        widget=forms.URLInput(attrs=BOX),
        assume_scheme="https",
    )
    reach = forms.CharField(
        label=gettext_lazy("Hoe kom je daar"), max_length=300, required=False, widget=forms.Textarea(attrs=AREA),
        help_text=gettext_lazy("Bijvoorbeeld: inloop op dinsdag, of een verwijsbrief nodig."),
    )  # fmt: skip
    owner = _line(
        gettext_lazy("Wie houdt dit bij"),
        120,
        required=True,
        help_text=gettext_lazy("Een team of organisatie, geen persoon."),
    )

    def __init__(self, *args: object, places: Places, today: date, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self._towns = {one.code: one for one in places.municipalities}
        self._quarters = {one.code: one for one in places.neighbourhoods}
        self.fields["places"].choices = place_choices(places, today)
        self.fields["languages"].choices = [(one, language_words(one)) for one in LANGUAGES]
        self.fields["kind"].choices = [
            (KIND_WORDS[kind], [(one, PARTICULAR_WORDS[one]) for one in found]) for kind, found in KINDS.items()
        ]

    def told(self) -> ServiceTold:
        """Return what was filled in, once the form was found valid."""
        said = self.cleaned_data
        return ServiceTold(
            said["organisation"], said["offers"], said["kind"], said["owner"],
            tuple(self._towns[code] for code in said["places"] if code in self._towns),
            tuple(self._quarters[code] for code in said["places"] if code in self._quarters),
            tuple(said["languages"]), said["phone"], said["email"], said["website"], said["reach"],
        )  # fmt: skip


def initial_of(service: Service) -> dict[str, object]:
    """Return what the form of a service begins with."""
    names = ("organisation", "kind", "offers", "languages", "phone", "email", "website", "reach", "owner")
    codes = [one.code for one in (*service.municipalities.all(), *service.neighbourhoods.all())]
    return {name: getattr(service, name) for name in names} | {"places": codes}
