# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One press of a button: how a conversation came out, in which month, and what number stood there."""

from __future__ import annotations

from django import forms

from duizend.delivery.conversations.actions import Talked


class TallyForm(forms.Form):
    """What a button sends; everything in it stands on the page, nothing is typed."""

    programma = forms.SlugField(max_length=60)
    uitkomst = forms.SlugField(max_length=60)
    maand = forms.DateField(input_formats=["%Y-%m"])
    gezien = forms.IntegerField(min_value=0, max_value=100_000)

    def talked(self) -> Talked:
        """Return what is counted, once the form was found valid."""
        cleaned = self.cleaned_data
        return Talked(cleaned["uitkomst"], cleaned["maand"], seen=cleaned["gezien"])
