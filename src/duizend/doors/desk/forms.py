# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of the desk itself: searching and filtering. Everything that writes has its form in its own room."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.doors.desk.rules.queue import KINDS, MOST_PAGES
from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.ground.region.models import Municipality
from duizend.ground.region.queries import list_municipalities
from duizend.ground.workforce.models import Professional
from duizend.ground.workforce.queries import find_professional, list_active

PUBLIC_ID = rf"^[{ALPHABET}]{{{LENGTH}}}\Z"
TEXT = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off", "spellcheck": "false"}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}
# Nobody finds a name in a longer list; who has more people comes from the page of one of them.
MOST_TO_CHOOSE_FROM = 100


class SearchForm(forms.Form):
    """Words of names, and where the next page begins."""

    # An empty search is passed over and shows everybody: the browser need not stop it.
    use_required_attribute = False

    words = forms.CharField(
        label=_("Zoek op naam"), max_length=80,
        widget=forms.TextInput(attrs=TEXT),
    )  # fmt: skip
    after = forms.RegexField(PUBLIC_ID, required=False, widget=forms.HiddenInput)


class QueueFilter(forms.Form):
    """Which part of the queue somebody wants to see; what does not exist is passed over, so that an old link works."""

    use_required_attribute = False

    soort = forms.CharField(required=False, widget=forms.HiddenInput)
    gemeente = forms.CharField(label=_("Gemeente"), required=False, widget=forms.Select(attrs=SELECT))
    begeleider = forms.CharField(label=_("Wie begeleidt"), required=False, widget=forms.Select(attrs=SELECT))
    blad = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._municipalities, self._professionals = list_municipalities(), list_active(MOST_TO_CHOOSE_FROM + 1)
        self.has_many_people = len(self._professionals) > MOST_TO_CHOOSE_FROM
        if self.has_many_people:
            asked = str(self.data.get("begeleider", ""))
            chosen = find_professional(asked) if re.match(PUBLIC_ID, asked) else None
            self._professionals = [chosen] if chosen else []
        everywhere, everybody = ("", _("Alle gemeenten")), ("", _("Iedereen"))
        self.fields["gemeente"].widget.choices = [everywhere, *((m.code, m.name) for m in self._municipalities)]
        self.fields["begeleider"].widget.choices = [everybody, *((p.public_id, p.name) for p in self._professionals)]

    def clean_soort(self) -> str:
        return self.cleaned_data["soort"] if self.cleaned_data["soort"] in KINDS else ""

    def clean_gemeente(self) -> str:
        return self.municipality.code if self.municipality else ""

    def clean_begeleider(self) -> str:
        return self.professional.public_id if self.professional else ""

    def clean_blad(self) -> int:
        asked = self.cleaned_data["blad"]
        return min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1

    @property
    def choices(self) -> list[forms.BoundField]:
        return [self["gemeente"], *([self["begeleider"]] if self._professionals else [])]

    @property
    def municipality(self) -> Municipality | None:
        code = self.data.get("gemeente", "")
        return next((found for found in self._municipalities if found.code == code), None)

    @property
    def professional(self) -> Professional | None:
        public_id = self.data.get("begeleider", "")
        return next((found for found in self._professionals if found.public_id == public_id), None)

    @property
    def is_filtered(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("soort", "gemeente", "begeleider"))


class LogFilter(forms.Form):
    """Which lines of the log its keeper wants to see."""

    use_required_attribute = False

    dag = forms.DateField(label=_("Dag"), required=False, widget=forms.DateInput(attrs={**TEXT, "type": "date"}))
    account = forms.RegexField(
        PUBLIC_ID, label=_("Kenmerk van een account"), required=False, widget=forms.TextInput(attrs=TEXT)
    )
    over = forms.RegexField(
        PUBLIC_ID, label=_("Kenmerk van een gezin"), required=False, widget=forms.TextInput(attrs=TEXT)
    )
    geweigerd = forms.BooleanField(
        label=_("Alleen geweigerd"), required=False,
        widget=forms.CheckboxInput(attrs={"class": "utrecht-checkbox utrecht-checkbox--html-input"}),
    )  # fmt: skip
    voor = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    @property
    def shown(self) -> list[forms.BoundField]:
        return [self[name] for name in ("dag", "account", "over", "geweigerd")]
