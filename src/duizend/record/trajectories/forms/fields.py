# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days and fields that every form of a trajectory shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from datetime import date

TEXT = {"class": "utrecht-textbox utrecht-textbox--html-input"}
AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 2}
PILL = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
CHECK = {"class": "utrecht-checkbox utrecht-checkbox--html-input"}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}
LONGEST_REASON = 400


def day_input() -> forms.DateInput:
    """Return the input of a day."""
    return forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day that was already: today unless somebody says otherwise."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(widget=day_input(), **kwargs)

    def clean(self, value: object) -> date | None:
        day = super().clean(value)
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return day


class DayAheadField(forms.DateField):
    """A day that still comes; may be left out."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(required=False, widget=day_input(), **kwargs)

    def clean(self, value: object) -> date | None:
        day = super().clean(value)
        if day is not None and day <= clock.today():
            raise forms.ValidationError(_("Kies een dag die nog komt."))
        return day


def reason_field(label: str, *, longest: int = LONGEST_REASON, help_text: str = "") -> forms.CharField:
    """Return a field for words that may be left out."""
    return forms.CharField(
        label=label, required=False, max_length=longest, help_text=help_text, widget=forms.Textarea(attrs=AREA)
    )


MAY_BE_LEFT_OUT = gettext_lazy("Een reden mag, maar is nooit nodig.")
