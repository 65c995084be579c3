# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody chooses on the monitor; the choice stands in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable

WHOLE_REGION = "regio"
BASES = (("calendar_year", _("Kalenderjaar")), ("intake_cohort", _("Instroomjaar, gevolgd tot nu")))
AUDIENCES = (("analyst", _("Analist")), ("partner", _("Partner")), ("public", _("Openbaar")))
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
