# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which messages are shown."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from duizend.doors.messaging.words import FILTER_WORDS
from duizend.record.families.forms.fields import SELECT


class FilterForm(forms.Form):
    """Which messages are shown. What is not known counts as not asked."""

    stand = forms.ChoiceField(
        label=gettext_lazy("Stand"),
        required=False,
        choices=list(FILTER_WORDS.items()),
        widget=forms.Select(attrs=SELECT),
    )

    def asked(self) -> str:
        """Return the state that is asked for."""
        self.full_clean()
        return self.cleaned_data.get("stand", "")
