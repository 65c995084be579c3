# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of the page on which a family is weighed together. Each stands by itself; nothing needs another part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.ground.kernel import clock
from duizend.record.signalling.rules.weighing import DECISIONS, JUDGEMENTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.http import QueryDict

    from duizend.record.families.models import Parent

BOX = {"class": "utrecht-textbox utrecht-textbox--html-input"}
AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 2}
RADIO = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
CHECK = {"class": "utrecht-checkbox utrecht-checkbox--html-input"}
LONGEST_SAYING, LONGEST_WORDS = 200, 1000
MYSELF, TOGETHER = "professional", "together"
CONCERNS = {
    "parent": gettext_lazy("Over een ouder"),
    "family": gettext_lazy("Over het gezin"),
    "child": gettext_lazy("Over een kind"),
}
JUDGEMENT_WORDS = {
    "useful": gettext_lazy("Extra steun kan helpen"),
    "unsure": gettext_lazy("Ik weet het nog niet"),
    "not_now": gettext_lazy("Extra steun is nu niet nodig"),
}
DECISION_WORDS = {
    "offer": gettext_lazy("We bespreken een aanbod"),
    "think": gettext_lazy("De ouders denken erover na"),
    "nothing_now": gettext_lazy("Nu niets"),
}
Choices = "Sequence[tuple[str, str]]"


class DayField(forms.DateField):
    """A day that was already: today unless somebody says otherwise."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Wanneer"), widget=forms.DateInput(attrs={**BOX, "type": "date"}, format="%Y-%m-%d"),
            initial=clock.today,
        )  # fmt: skip

    def clean(self, value: object) -> date | None:
        day = super().clean(value)
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return day


def _radio(label: str, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, widget=forms.RadioSelect(attrs=RADIO))


def _area(label: str, help_text: str = "", *, longest: int, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=longest, widget=forms.Textarea(attrs=AREA)
    )


class Part(forms.Form):
    """One part of the page. What is typed in it comes back unharmed while another part is saved."""

    @classmethod
    def typed_in(cls, data: QueryDict, *, prefix: str, **options: object) -> Part:
        """Make the part again with what was typed in it, without judging it."""
        blank = cls(prefix=prefix, **options)
        values = {
            name: data.getlist(blank.add_prefix(name))
            if isinstance(field, forms.MultipleChoiceField)
            else data[blank.add_prefix(name)]
            for name, field in blank.fields.items()
            if blank.add_prefix(name) in data
        }
        return cls(prefix=prefix, initial=values, **options)

    def is_touched(self, data: Mapping[str, object]) -> bool:
        """Say whether anything stands in this part that somebody put there."""
        names = [self.add_prefix(name) for name, field in self.fields.items() if name != "on" and field.initial is None]
        return any(str(data.get(name) or "").strip() for name in names)

    def has_word(self, data: Mapping[str, object] | None) -> bool:
        """Say whether a word of the field was chosen in this part."""
        return any(data.get(self.add_prefix(name)) for name in getattr(self, "word_names", ())) if data else False


class SaidForm(Part):
    """What a parent says, in her own words: no word of the field is needed."""

    parent = _radio(gettext_lazy("Wie zei dit"), required=True)
    words = _area(
        gettext_lazy("In de eigen woorden van de ouder"), gettext_lazy("Letterlijk, zo kort als het was."),
        longest=LONGEST_SAYING, required=True,
    )  # fmt: skip
    on = DayField()

    def __init__(self, *args: object, parents: Sequence[Parent], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = parent_choices(parents)


class FactorForm(Part):
    """Words of the field, own words, and who said it. All of it may stay open."""

    words = _area(
        gettext_lazy("In eigen woorden"), gettext_lazy("Van de ouder, of van jou. Schrijf het zo dat ouders het kunnen lezen."),
        longest=LONGEST_SAYING,
    )  # fmt: skip
    who = _radio(gettext_lazy("Wie noemde dit"))
    on = DayField()

    def __init__(
        self, *args: object, parents: Sequence[Parent], words_of_the_field: Mapping[str, Choices], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [*parent_choices(parents), (MYSELF, _("Ik merkte dit zelf"))]
        self.fields["who"].initial = MYSELF
        self.word_names = []
        for concerns, choices in words_of_the_field.items():
            name = f"about_{concerns}"
            self.word_names.append(name)
            self.fields[name] = forms.MultipleChoiceField(
                label=CONCERNS[concerns], choices=choices, required=False,
                widget=forms.CheckboxSelectMultiple(attrs=CHECK),
            )  # fmt: skip

    @property
    def word_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.word_names]

    @property
    def factors(self) -> list[str]:
        return [factor for name in self.word_names for factor in self.cleaned_data[name]]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if not self.errors and not cleaned["words"] and not self.factors:
            raise forms.ValidationError(_("Er staat nog niets in. Kies een woord of schrijf iets op."))
        return cleaned


class ResultForm(Part):
    """What came out of a questionnaire, or why nothing did."""

    instrument = _radio(gettext_lazy("Welke vragenlijst"), required=True)
    parent = _radio(gettext_lazy("Wie vulde de lijst in"))
    score = forms.DecimalField(
        label=gettext_lazy("Uitkomst"), required=False, max_digits=8, decimal_places=2, localize=True,
        help_text=gettext_lazy("Het getal van de eigen lijst. Op deze pagina staat het achter ‘Toon uitkomst’."),
        widget=forms.TextInput(attrs={**BOX, "inputmode": "decimal"}),
    )  # fmt: skip
    missing_because = _radio(gettext_lazy("Of: er is geen uitkomst, omdat"))
    on = DayField()

    def __init__(
        self, *args: object, parents: Sequence[Parent], instruments: Choices, reasons: Choices, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].choices = instruments
        self.fields["instrument"].initial = instruments[0][0] if instruments else ""
        if len(instruments) == 1:
            self.fields["instrument"].widget = forms.HiddenInput()
        self.fields["parent"].choices = parent_choices(parents)
        self.fields["missing_because"].choices = reasons

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        has_score, has_reason = cleaned.get("score") is not None, bool(cleaned.get("missing_because"))
        if not self.errors and has_score == has_reason:
            raise forms.ValidationError(_("Kies een uitkomst, of waarom die er niet is."))
        return cleaned


class CorrectionForm(ResultForm):
    """What a result should have been: of the same questionnaire and the same parent, so that neither is asked."""

    def __init__(self, *args: object, reasons: Choices, **kwargs: object) -> None:
        super().__init__(*args, parents=(), instruments=(), reasons=reasons, **kwargs)
        del self.fields["instrument"], self.fields["parent"]
        self.fields["score"].help_text = _("Het getal van de eigen lijst.")
        self.fields["missing_because"].choices = [("", _("Er is wel een uitkomst")), *reasons]


class JudgementForm(Part):
    """What a professional judges. It needs no score, and no score decides it."""

    judgement = _radio(gettext_lazy("Wat vind jij"), required=True)
    words = _area(
        gettext_lazy("Toelichting"), gettext_lazy("Krachten en zorgen, in gewone taal."), longest=LONGEST_WORDS
    )
    on = DayField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judgement"].choices = [(word, JUDGEMENT_WORDS[word]) for word in JUDGEMENTS]


class DecisionForm(Part):
    """What was decided with the parents, together or with one of them."""

    decision = _radio(gettext_lazy("Wat besloten jullie"), required=True)
    programme = _radio(gettext_lazy("Over welk aanbod"))
    parent = _radio(gettext_lazy("Wie besloot"))
    words = _area(
        gettext_lazy("In hun eigen woorden"), gettext_lazy("Een reden mag, maar is nooit nodig."), longest=LONGEST_WORDS
    )
    on = DayField()

    def __init__(self, *args: object, parents: Sequence[Parent], programmes: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [(word, DECISION_WORDS[word]) for word in DECISIONS]
        self.fields["programme"].choices = programmes
        together = [(TOGETHER, _("Samen"))] if len(parents) > 1 else []
        self.fields["parent"].choices = [*together, *parent_choices(parents)]
        self.fields["parent"].initial = TOGETHER if together else next((p.public_id for p in parents), None)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("decision") == "offer" and not cleaned.get("programme"):
            self.add_error("programme", _("Kies welk aanbod jullie bespraken."))
        if cleaned.get("decision") == "nothing_now":
            cleaned["programme"] = ""
        return cleaned


def parent_choices(parents: Sequence[Parent]) -> list[tuple[str, str]]:
    """List the parents of a family by first name, or in full where two share it."""
    names = [parent.given_name for parent in parents]
    return [(p.public_id, p.given_name if names.count(p.given_name) == 1 else p.full_name) for p in parents]
