# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms for an offer, its answer and an end. A reason is always free to leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.ground.kernel import clock
from duizend.record.trajectories.rules.states import TRANSITIONS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.ground.workforce.models import Professional
    from duizend.record.families.models import Parent

TEXT = {"class": "utrecht-textbox utrecht-textbox--html-input"}
AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 2}
PILL = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
LONGEST_REASON = 400
ANSWERS = (
    ("accepted", gettext_lazy("Akkoord")),
    ("not_yet", gettext_lazy("Nog niet")),
    ("declined", gettext_lazy("Nee")),
    ("no_answer", gettext_lazy("Geen antwoord")),
)
DECIDED_BY = (
    ("family", gettext_lazy("De ouders")),
    ("organisation", gettext_lazy("De organisatie")),
    ("fit", gettext_lazy("Het kon nu niet, omdat het niet aansloot")),
    ("capacity", gettext_lazy("Het kon nu niet, omdat er geen plek was")),
)
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
MOMENTS = {"birth": gettext_lazy("Na de geboorte"), "six_weeks": gettext_lazy("Zes weken na de geboorte")}
OTHER_DAY = "date"


class DayField(forms.DateField):
    """A day that was already: today unless somebody says otherwise."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(widget=forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d"), **kwargs)

    def clean(self, value: object) -> date | None:
        day = super().clean(value)
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return day


class OfferForm(forms.Form):
    """When the programme was put to the parents."""

    on = DayField(label=gettext_lazy("Wanneer is het aangeboden"))


class AnswerForm(forms.Form):
    """What the parents answered, in their own words where there are any."""

    answer = forms.ChoiceField(label=gettext_lazy("Het antwoord"), widget=forms.RadioSelect(attrs=PILL))
    on = DayField(label=gettext_lazy("Wanneer"))
    answered_by = forms.ChoiceField(label=gettext_lazy("Van wie"), required=False, widget=forms.RadioSelect(attrs=PILL))
    reason = forms.CharField(
        label=gettext_lazy("In hun eigen woorden"), required=False, max_length=LONGEST_REASON,
        help_text=gettext_lazy("Een reden mag, maar is nooit nodig."), widget=forms.Textarea(attrs=AREA),
    )  # fmt: skip
    ask_again = forms.ChoiceField(
        label=gettext_lazy("Bij ‘nog niet’: wanneer mogen we het weer vragen"), required=False,
        widget=forms.RadioSelect(attrs=PILL),
    )  # fmt: skip
    ask_again_on = forms.DateField(
        label=gettext_lazy("Op deze dag"), required=False,
        widget=forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    decided_by = forms.ChoiceField(
        label=gettext_lazy("Bij ‘nee’ of ‘nog niet’: van wie was dit besluit"), choices=DECIDED_BY, required=False,
        widget=forms.RadioSelect(attrs=PILL), initial="family",
    )  # fmt: skip

    def __init__(
        self,
        *args: object,
        state: str,
        parents: Sequence[Parent],
        moments: Sequence[tuple[str, date | None]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.moments = dict(moments)
        self.fields["answer"].choices = [(key, words) for key, words in ANSWERS if key in TRANSITIONS[state]]
        self.fields["answered_by"].choices = [(parent.public_id, parent.full_name) for parent in parents]
        self.fields["ask_again"].choices = [(key, _moment_words(key, day)) for key, day in moments]

    def clean(self) -> dict[str, object]:
        said = super().clean()
        if said.get("answer") != "not_yet":
            return {**said, "ask_again": "", "ask_again_on": None}
        if said.get("ask_again_on") and not said.get("ask_again"):
            said["ask_again"] = OTHER_DAY
        if not said.get("ask_again"):
            self.add_error("ask_again", _("Kies een moment, of een dag die de ouders noemden."))
        elif said["ask_again"] == OTHER_DAY and not said.get("ask_again_on"):
            self.add_error("ask_again_on", _("Vul de dag in die de ouders noemden."))
        elif said["ask_again"] != OTHER_DAY:
            said["ask_again_on"] = self.moments[said["ask_again"]]
        if said.get("ask_again_on") and said["ask_again_on"] <= clock.today():
            self.add_error("ask_again_on", _("Kies een dag die nog komt."))
        return said


class AssignForm(forms.Form):
    """Who will deliver the trajectory: somebody with a valid certificate, with how many families she has already."""

    professional = forms.ChoiceField(
        label=gettext_lazy("Wie begeleidt dit gezin"), widget=forms.RadioSelect(attrs=PILL)
    )

    def __init__(
        self,
        *args: object,
        choices: Sequence[tuple[str, str]],
        delivers_now: Professional | None,
        lacking: int,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.delivers_now, self.lacking = delivers_now, lacking
        self.fields["professional"].choices = choices


class EndForm(forms.Form):
    """How and when a trajectory ended."""

    ending = forms.ChoiceField(label=gettext_lazy("Hoe is het geëindigd"), widget=forms.RadioSelect(attrs=PILL))
    on = DayField(label=gettext_lazy("Wanneer"))
    reason = forms.CharField(
        label=gettext_lazy("Toelichting"), required=False, max_length=LONGEST_REASON, widget=forms.Textarea(attrs=AREA)
    )

    def __init__(self, *args: object, state: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ending"].choices = ENDINGS if state in ("running", "paused") else BEFORE_START


def _moment_words(key: str, day: date | None) -> str:
    return f"{MOMENTS[key]} ({day:%d-%m-%Y})" if day else _("Op een andere dag")
