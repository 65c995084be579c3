# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is filled in about a measurement, and about the first questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy

from duizend.record.families.forms.fields import AREA, BOX, CHECK, RADIO, SELECT, PastDayField
from duizend.record.instruments.queries import get_instrument
from duizend.record.outcomes.rules.measuring import CATEGORIES, Found
from duizend.record.outcomes.words import CATEGORY_WORDS, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.catalogue.rules.programme import Question
    from duizend.record.instruments.models import InstrumentVersion

LONGEST_JUDGEMENT = 2000


class MeasurementForm(forms.Form):
    """What came out: a score with its questionnaire, or yes or no; the judgement stands apart."""

    instrument = forms.ChoiceField(
        label=gettext_lazy("Vragenlijst"), required=False, widget=forms.Select(attrs=SELECT),
        help_text=gettext_lazy("Alleen als er met een vragenlijst is gemeten."),
    )  # fmt: skip
    score = forms.DecimalField(
        label=gettext_lazy("Uitkomst van de vragenlijst"), required=False, max_digits=8, decimal_places=2, localize=True,
        widget=forms.TextInput(attrs={**BOX, "inputmode": "decimal"}),
    )  # fmt: skip
    category = forms.ChoiceField(
        label=gettext_lazy("Zonder vragenlijst: ja of nee"), required=False,
        choices=[(one, CATEGORY_WORDS[one]) for one in CATEGORIES], widget=forms.RadioSelect(attrs=RADIO),
    )  # fmt: skip
    judgement = forms.CharField(
        label=gettext_lazy("Wat vind jij ervan"), required=False, max_length=LONGEST_JUDGEMENT,
        widget=forms.Textarea(attrs=AREA), help_text=gettext_lazy("Staat apart van de uitkomst en komt in geen cijfer."),
    )  # fmt: skip
    on = PastDayField(label=gettext_lazy("Wanneer gemeten"))
    contact_checked = forms.BooleanField(
        label=gettext_lazy("Ik heb nagekeken hoe dit gezin nu veilig te bereiken is"), required=False,
        widget=forms.CheckboxInput(attrs=CHECK),
    )  # fmt: skip

    def __init__(
        self, *args: object, instruments: Sequence[InstrumentVersion], is_far: bool = False, **kwargs: object
    ) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        if not is_far:
            del self.fields["contact_checked"]
        self.versions = {str(one.pk): one for one in instruments}
        named = [(key, text_of(get_instrument(one).name)) for key, one in self.versions.items()]
        self.fields["instrument"].choices = [("", gettext_lazy("Geen vragenlijst")), *named]

    def found(self) -> Found:
        """Return what came out, once the form was found valid."""
        said = self.cleaned_data
        checked = bool(said.get("contact_checked"))
        return Found(
            score=said["score"], category=said["category"], judgement=said["judgement"], contact_checked=checked
        )

    def version(self) -> InstrumentVersion | None:
        """Return the version of the questionnaire that was chosen."""
        return self.versions.get(self.cleaned_data["instrument"])


class BaselineForm(forms.Form):
    """The first questions of a programme, as its file has them; each may be skipped."""

    on = PastDayField(label=gettext_lazy("Wanneer gevraagd"))

    def __init__(self, *args: object, questions: Sequence[Question], **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.asked = [one.id for one in questions]
        for one in questions:
            self.fields[f"answer_{one.id}"] = forms.ChoiceField(
                label=text_of(one.text), required=False, widget=forms.RadioSelect(attrs=RADIO),
                choices=[(str(number), text_of(answer)) for number, answer in enumerate(one.answers)],
            )  # fmt: skip

    def questions(self) -> list[forms.BoundField]:
        """List the fields of the questions, in the order of the file."""
        return [self[f"answer_{one}"] for one in self.asked]

    def answers(self) -> dict[str, int]:
        """Return the answers that were given, once the form was found valid: question id -> number."""
        said = {one: self.cleaned_data[f"answer_{one}"] for one in self.asked}
        return {one: int(answer) for one, answer in said.items() if answer}
