# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The filter of the list of offers, as its address holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy

from duizend.record.trajectories.forms.fields import SELECT

if TYPE_CHECKING:
    from collections.abc import Sequence

WHAT = (
    ("offer", gettext_lazy("Nog aan te bieden")),
    ("answer", gettext_lazy("Wacht op antwoord")),
    ("ask_again", gettext_lazy("Nog niet")),
    ("try_again", gettext_lazy("Geen antwoord")),
)
BY_NOW, LATER_TOO = "nu", ""


class OffersForm(forms.Form):
    """Which offers are shown. What an address holds that is unknown here is passed over."""

    wat = forms.ChoiceField(required=False, choices=(("", ""), *WHAT), widget=forms.HiddenInput)
    wanneer = forms.ChoiceField(
        label=gettext_lazy("Wanneer"), required=False, widget=forms.Select(attrs=SELECT),
        choices=((LATER_TOO, gettext_lazy("Nu en later")), (BY_NOW, gettext_lazy("Nu aan de beurt"))),
    )  # fmt: skip
    programma = forms.ChoiceField(label=gettext_lazy("Programma"), required=False, widget=forms.Select(attrs=SELECT))
    gemeente = forms.ChoiceField(label=gettext_lazy("Gemeente"), required=False, widget=forms.Select(attrs=SELECT))
    pagina = forms.IntegerField(required=False, min_value=1, max_value=10_000, widget=forms.HiddenInput)

    def __init__(
        self, *args: object, programmes: Sequence[tuple[str, str]], municipalities: Sequence[tuple[str, str]],
        **kwargs: object,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        every = gettext_lazy("Alle")
        self.fields["programma"].choices = [("", every), *programmes]
        self.fields["gemeente"].choices = [("", every), *municipalities]

    @property
    def choices(self) -> list[forms.BoundField]:
        """Return the fields that are shown."""
        return [self["wanneer"], self["programma"], self["gemeente"]]
