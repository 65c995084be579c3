# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms for who delivers a trajectory, a pause, and an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.record.trajectories.forms.fields import PILL, DayAheadField, DayField, reason_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.ground.workforce.models import Professional

LONGEST_DEVIATION = 200
ENDINGS = (
    ("completed", gettext_lazy("Afgerond")),
    ("stopped_by_family", gettext_lazy("Gestopt door het gezin")),
    ("stopped_by_organisation", gettext_lazy("Gestopt door de organisatie")),
    ("moved", gettext_lazy("Verhuisd")),
    ("referred_on", gettext_lazy("Verder met andere hulp")),
    ("compulsory_framework", gettext_lazy("Verder met jeugdbescherming")),
    ("out_of_home", gettext_lazy("Kind woont niet meer thuis")),
    ("child_or_pregnancy_lost", gettext_lazy("Kind of zwangerschap verloren")),
)
BEFORE_START = (
    ("ended_before_start", gettext_lazy("Beëindigd voor de start")),
    ("stopped_by_family", gettext_lazy("Gestopt door het gezin")),
    ("moved", gettext_lazy("Verhuisd")),
    ("referred_on", gettext_lazy("Verder met andere hulp")),
    ("child_or_pregnancy_lost", gettext_lazy("Kind of zwangerschap verloren")),
)


class AssignForm(forms.Form):
    """Who will deliver the trajectory: somebody with a valid certificate, with how many families she has already."""

    professional = forms.ChoiceField(
        label=gettext_lazy("Wie begeleidt dit gezin"), widget=forms.RadioSelect(attrs=PILL)
    )
    introduced_on = forms.DateField(
        label=gettext_lazy("Samen kennisgemaakt op"), required=False, widget=DayField().widget,
        help_text=gettext_lazy("De dag waarop jullie samen bij het gezin waren."),
    )  # fmt: skip
    despite = reason_field(
        gettext_lazy("Reden om toch nu te beginnen"), longest=LONGEST_DEVIATION,
        help_text=gettext_lazy("Nodig zolang er geen plek is of andere gezinnen langer wachten."),
    )  # fmt: skip

    def __init__(
        self, *args: object, choices: Sequence[tuple[str, str]], delivers_now: Professional | None, lacking: int,
        must_wait: bool = False, **kwargs: object,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.delivers_now, self.lacking = delivers_now, lacking
        self.fields["professional"].choices = choices
        self.fields["despite"].required = must_wait
        self.fields["despite"].error_messages["required"] = _("Geef één reden, of wacht op de beurt van dit gezin.")


class PauseForm(forms.Form):
    """Since when the visits stop for a while, and until when where that was agreed."""

    on = DayField(label=gettext_lazy("Sinds wanneer"))
    until_on = DayAheadField(label=gettext_lazy("Afgesproken tot"))
    reason = reason_field(gettext_lazy("Toelichting"))


class ResumeForm(forms.Form):
    """When the visits went on."""

    on = DayField(label=gettext_lazy("Sinds wanneer"))


class EndForm(forms.Form):
    """How and when a trajectory ended."""

    ending = forms.ChoiceField(label=gettext_lazy("Hoe is het geëindigd"), widget=forms.RadioSelect(attrs=PILL))
    on = DayField(label=gettext_lazy("Wanneer"))
    reason = reason_field(gettext_lazy("Toelichting"))

    def __init__(self, *args: object, state: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ending"].choices = ENDINGS if state in ("running", "paused") else BEFORE_START
