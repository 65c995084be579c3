# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking two families together: finding the other one, and saying so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy

from duizend.record.families.forms.fields import RADIO, text_field

if TYPE_CHECKING:
    from collections.abc import Sequence


class FindForm(forms.Form):
    """Words of the other family's names."""

    words = text_field(gettext_lazy("Zoek het andere gezin op naam"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)


class MergeForm(forms.Form):
    """Which family this one turns out to be, and why."""

    into = forms.ChoiceField(label=gettext_lazy("Dit gezin is hetzelfde als"), widget=forms.RadioSelect(attrs=RADIO))
    because = text_field(
        gettext_lazy("Hoe weet je dat"), longest=200,
        help_text=gettext_lazy("Bijvoorbeeld: de ouders bevestigden het aan de telefoon."),
    )  # fmt: skip

    def __init__(self, *args: object, choices: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["into"].choices = choices
