# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody chooses on the monitor, where the choice stands in the address; and what is filled in of a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.catalogue.actions import DecisionSaid

if TYPE_CHECKING:
    from collections.abc import Iterable

WHOLE_REGION = "regio"
BASES = (("calendar_year", _("Kalenderjaar")), ("intake_cohort", _("Instroomjaar, gevolgd tot nu")))
AUDIENCES = (("analyst", _("Analist")), ("partner", _("Partner")), ("public", _("Openbaar")))
OUTCOMES = (("continue", _("Gaat door")), ("adapt", _("Wordt aangepast")), ("stop", _("Stopt")))
BOX = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}
AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 3}
RADIO = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}


class ChoiceForm(forms.Form):
    """Programme, year, municipality and basis, out of what there is; who looks is chosen beside it."""

    programma = forms.ChoiceField(label=_("Programma"), widget=forms.Select(SELECT))
    jaar = forms.TypedChoiceField(label=_("Jaar"), coerce=int, widget=forms.Select(SELECT))
    gemeente = forms.ChoiceField(label=_("Gemeente"), widget=forms.Select(SELECT))
    basis = forms.ChoiceField(label=_("Gerekend naar"), choices=BASES, widget=forms.Select(SELECT))

    def __init__(
        self,
        data: dict[str, str],
        *,
        programmes: Iterable[tuple[str, str]],
        years: Iterable[int],
        municipalities: Iterable[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        self.fields["programma"].choices = list(programmes)
        self.fields["jaar"].choices = [(year, str(year)) for year in years]
        self.fields["gemeente"].choices = [(WHOLE_REGION, _("Hele regio")), *municipalities]


class RegionForm(forms.Form):
    """Programme and year of the region's page."""

    programma = forms.ChoiceField(label=_("Programma"), widget=forms.Select(SELECT))
    jaar = forms.TypedChoiceField(label=_("Jaar"), coerce=int, widget=forms.Select(SELECT))

    def __init__(self, data: dict[str, str], *, programmes: Iterable[tuple[str, str]], years: Iterable[int]) -> None:
        super().__init__(data)
        self.fields["programma"].choices = list(programmes)
        self.fields["jaar"].choices = [(year, str(year)) for year in years]


class IndicatorForm(forms.Form):
    """Year and municipality of the page of indicators."""

    jaar = forms.TypedChoiceField(label=_("Jaar"), coerce=int, widget=forms.Select(SELECT))
    gemeente = forms.ChoiceField(label=_("Gemeente"), widget=forms.Select(SELECT))

    def __init__(
        self, data: dict[str, str], *, years: Iterable[int], municipalities: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.fields["jaar"].choices = [(year, str(year)) for year in years]
        self.fields["gemeente"].choices = [(WHOLE_REGION, _("Hele regio")), *municipalities]


def _day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={**BOX, "type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class DecisionForm(forms.Form):
    """What was decided about a programme, by whom and from when."""

    programme = forms.ChoiceField(label=_("Programma"), widget=forms.Select(SELECT))
    place = forms.ChoiceField(label=_("Gemeente"), widget=forms.Select(SELECT))
    outcome = forms.ChoiceField(label=_("Wat is besloten?"), choices=OUTCOMES, widget=forms.RadioSelect(RADIO))
    body = forms.CharField(
        label=_("Wie besloot?"), max_length=120, widget=forms.TextInput(BOX),
        help_text=_("Bijvoorbeeld: college van B en W, of gemeenteraad. Geen namen van mensen."),
    )  # fmt: skip
    decided_on = _day(_("Datum van het besluit"))
    from_on = _day(_("Vanaf welke dag"), help_text=_("Stopt het? Vanaf deze dag wordt het niet meer aangeboden."))
    until_on = _day(_("Tot en met welke dag"), required=False)
    grounds = forms.CharField(
        label=_("Waarom?"), max_length=2000, widget=forms.Textarea(AREA), help_text=_("Geen namen van mensen.")
    )
    instead = forms.CharField(
        label=_("Wat is er in plaats daarvan?"), max_length=300, required=False, widget=forms.TextInput(BOX),
        help_text=_("Nodig als het stopt: dit lezen professionals, en dit horen gezinnen."),
    )  # fmt: skip

    def __init__(
        self, data: object, *, programmes: Iterable[tuple[str, str]], places: Iterable[tuple[str, object]]
    ) -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["programme"].choices = list(programmes)
        self.fields["place"].choices = list(places)

    def said(self) -> DecisionSaid:
        """Return what was decided, once the form was found valid."""
        cleaned = dict(self.cleaned_data)
        place = cleaned.pop("place")
        return DecisionSaid(municipality=None if place == WHOLE_REGION else place, **cleaned)
