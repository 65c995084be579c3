# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one form of the desk itself: searching. Everything that writes has its form in its own room."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.ground.kernel.ids import ALPHABET, LENGTH


class SearchForm(forms.Form):
    """Words of names, and where the next page begins."""

    # An empty search is passed over and shows everybody: the browser need not stop it.
    use_required_attribute = False

    words = forms.CharField(
        label=_("Zoek op naam"), max_length=80,
        widget=forms.TextInput(
            attrs={"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off", "spellcheck": "false"}
        ),
    )  # fmt: skip
    after = forms.RegexField(rf"^[{ALPHABET}]{{{LENGTH}}}\Z", required=False, widget=forms.HiddenInput)
