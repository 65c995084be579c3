# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where households go: moving, living apart, coming together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.record.families.forms.fields import CHECK, RADIO, DayField, ResidenceForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.record.families.models import Household, Parent

HOW = (
    ("moved", gettext_lazy("Het gezin is verhuisd")),
    ("away", gettext_lazy("Het gezin is de regio uit verhuisd")),
    ("correct", gettext_lazy("Het gezin is niet verhuisd; het adres klopte niet")),
)


class MoveForm(ResidenceForm):
    """Which household, what happened, from which day, and the new address."""

    home = forms.ChoiceField(label=gettext_lazy("Welk adres"), widget=forms.RadioSelect(attrs=RADIO))
    how = forms.ChoiceField(
        label=gettext_lazy("Wat is er gebeurd"), choices=HOW, initial="moved", widget=forms.RadioSelect(attrs=RADIO)
    )
    since = DayField(label=gettext_lazy("Vanaf welke dag"))

    def __init__(self, *args: object, homes: Sequence[tuple[str, Household, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._homes = {key: household for key, household, _words in homes}
        self.fields["place"].required = False
        self.fields["home"].choices = [(key, words) for key, _household, words in homes]
        self.fields["home"].initial = homes[0][0] if len(homes) == 1 else None

    def clean(self) -> dict[str, object]:
        said = super().clean()
        if said.get("how") in ("moved", "correct") and not said.get("place") and "place" not in self.errors:
            self.add_error("place", _("Kies een gemeente of wijk."))
        return said

    def household(self) -> Household:
        return self._homes[self.cleaned_data["home"]]


class ApartForm(ResidenceForm):
    """Which parents live elsewhere from a day on, and where."""

    parents = forms.MultipleChoiceField(
        label=gettext_lazy("Wie woont er op het andere adres"), widget=forms.CheckboxSelectMultiple(attrs=CHECK)
    )
    since = DayField(label=gettext_lazy("Vanaf welke dag"))

    def __init__(self, *args: object, parents: Sequence[Parent], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._parents = parents
        self.fields["parents"].choices = [(parent.public_id, parent.full_name) for parent in parents]

    def chosen_parents(self) -> list[Parent]:
        return [parent for parent in self._parents if parent.public_id in self.cleaned_data["parents"]]


class TogetherForm(forms.Form):
    """In which of the households everybody lives from a day on."""

    home = forms.ChoiceField(label=gettext_lazy("Op welk adres wonen ze samen"), widget=forms.RadioSelect(attrs=RADIO))
    since = DayField(label=gettext_lazy("Vanaf welke dag"))

    def __init__(self, *args: object, homes: Sequence[tuple[str, Household, str]], **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self._homes = {key: household for key, household, _words in homes}
        self.fields["home"].choices = [(key, words) for key, _household, words in homes]

    def household(self) -> Household:
        return self._homes[self.cleaned_data["home"]]
