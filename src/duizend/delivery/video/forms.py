# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is filled in about a recording. No field takes a file, and words that name one are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.delivery.video.actions import ConsentSaid
from duizend.delivery.video.models import CONSENT_WAYS
from duizend.delivery.video.rules.phrases import names_a_file
from duizend.delivery.video.words import WAY_WORDS
from duizend.record.trajectories.forms.fields import CHECK, PILL, TEXT, DayAheadField, DayField

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duizend.record.families.models import Child, Parent

Choices = list[tuple[str, str]]
LONGEST_WORDS, LONGEST_PERSON = 200, 60


class PlainWords(forms.CharField):
    """Words that may be left out and name no file."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs=TEXT), **kwargs)

    def clean(self, value: object) -> str:
        words = super().clean(value)
        if names_a_file(words):
            raise forms.ValidationError(
                _(
                    "Hier staat een bestandsnaam, een map of een adres. Haal dat weg: van de opname zelf wordt niets bewaard."
                )
            )
        return words


def _boxes(label: str, *, required: bool = True) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=required, widget=forms.CheckboxSelectMultiple(attrs=CHECK),
        error_messages={"required": gettext_lazy("Kies ten minste één.")},
    )  # fmt: skip


class InViewForm(forms.Form):
    """For which contact, and who comes in view. `moments` is empty when people are added to a recording."""

    moment = forms.ChoiceField(label=gettext_lazy("Bij welk bezoek"), widget=forms.RadioSelect(attrs=PILL))
    people = _boxes(gettext_lazy("Wie komt er in beeld"), required=False)
    other = PlainWords(
        label=gettext_lazy("Nog iemand anders"), max_length=LONGEST_PERSON,
        help_text=gettext_lazy("Bijvoorbeeld: oma. Ook zij geeft dan zelf toestemming."),
    )  # fmt: skip

    def __init__(
        self, *args: object, moments: Choices, parents: Iterable[Parent], children: Iterable[Child], **kwargs: object
    ) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.parents = {one.public_id: one for one in parents}
        self.children = {one.public_id: one for one in children}
        self.fields["people"].choices = [
            (key, one.given_name or _("Het kind")) for key, one in (self.parents | self.children).items()
        ]
        self.fields["moment"].choices = moments
        if not moments:
            del self.fields["moment"]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if not self.errors and not cleaned["people"] and not cleaned["other"]:
            self.add_error("people", _("Kies wie er in beeld komt."))
        return cleaned

    def chosen(self) -> tuple[tuple[Parent, ...], tuple[Child, ...], tuple[str, ...]]:
        """Return who was chosen, once the form was found valid: parents, children, others in words."""
        keys, other = self.cleaned_data["people"], self.cleaned_data["other"]
        return (
            tuple(self.parents[key] for key in keys if key in self.parents),
            tuple(self.children[key] for key in keys if key in self.children), (other,) if other else (),
        )  # fmt: skip


class ConsentForm(forms.Form):
    """What one person answered: yes for what, or no; when and how; and an earlier last day if she asked for one."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Wat was het antwoord"), widget=forms.RadioSelect(attrs=PILL),
        choices=[("yes", gettext_lazy("Ja, de opname mag")), ("no", gettext_lazy("Nee, geen opname"))],
    )  # fmt: skip
    also = _boxes(gettext_lazy("Mag de opname ook hiervoor gebruikt worden"), required=False)
    how = forms.ChoiceField(
        label=gettext_lazy("Hoe"), widget=forms.RadioSelect(attrs=PILL), initial=CONSENT_WAYS[0],
        choices=[(way, WAY_WORDS[way]) for way in CONSENT_WAYS],
    )  # fmt: skip
    on = DayField(label=gettext_lazy("Wanneer gezegd"))
    destroy_by = DayAheadField(
        label=gettext_lazy("Eerder vernietigen dan afgesproken, uiterlijk op"),
        help_text=gettext_lazy("Alleen als zij daarom vroegen. Anders geldt de termijn hierboven."),
    )  # fmt: skip

    def __init__(self, *args: object, purposes: Choices, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.first, also = purposes[0][0], purposes[1:]
        self.fields["also"].choices = also
        if not also:
            del self.fields["also"]

    def said(self) -> ConsentSaid:
        """Return what was answered, once the form was found valid."""
        cleaned = self.cleaned_data
        agreed = (self.first, *cleaned.get("also", ())) if cleaned["answer"] == "yes" else ()
        return ConsentSaid(agreed, cleaned["on"], cleaned["how"], cleaned["destroy_by"])


class WithdrawForm(forms.Form):
    """What somebody takes back, and when she said so."""

    what = forms.ChoiceField(label=gettext_lazy("Wat wordt ingetrokken"), widget=forms.RadioSelect(attrs=PILL))
    on = DayField(label=gettext_lazy("Wanneer gezegd"))

    def __init__(self, *args: object, standing: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.standing = [key for key, _words in standing]
        also = [(key, _("Alleen: %(purpose)s") % {"purpose": words}) for key, words in standing[1:]]
        self.fields["what"].choices = [("all", _("Alles: er mag niets meer met de opname")), *also]
        self.fields["what"].initial = "all"

    def left(self) -> tuple[str, ...]:
        """Return the purposes that stay, once the form was found valid."""
        what = self.cleaned_data["what"]
        return () if what == "all" else tuple(key for key in self.standing if key != what)


class DayForm(forms.Form):
    """On which day something happened with the recording."""

    on = DayField(label=gettext_lazy("Wanneer"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)


class WithParentsForm(DayForm):
    """On which day, and to which parents the recording was handed over."""

    parents = _boxes(gettext_lazy("Aan wie"))

    def __init__(self, *args: object, parents: Iterable[Parent], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.parents = {one.public_id: one for one in parents}
        self.fields["parents"].choices = [(key, one.given_name) for key, one in self.parents.items()]

    def chosen(self) -> list[Parent]:
        """Return the parents, once the form was found valid."""
        return [self.parents[key] for key in self.cleaned_data["parents"]]


class ReviewForm(WithParentsForm):
    """On which day, in which contact and with whom the recording was looked back at, and what they saw."""

    moment = forms.ChoiceField(label=gettext_lazy("Bij welk bezoek"), widget=forms.RadioSelect(attrs=PILL))
    words = PlainWords(
        label=gettext_lazy("Wat zagen jullie samen?"), max_length=LONGEST_WORDS,
        help_text=gettext_lazy("Eén zin, in de woorden van de ouder. Begin met wat goed ging."),
    )  # fmt: skip

    def __init__(self, *args: object, moments: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parents"].label = _("Met wie")
        self.fields["moment"].choices = moments
