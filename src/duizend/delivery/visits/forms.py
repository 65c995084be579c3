# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a nurse fills in about a visit: everything may stay open, nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.delivery.contacts.forms import BOX, RADIO, MomentForm
from duizend.delivery.visits.actions import NextVisit, VisitSaid
from duizend.delivery.visits.models import OUTCOMES
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import QueryDict

    from duizend.delivery.contacts.rules.windows import Window
    from duizend.delivery.visits.models import Topic
    from duizend.record.families.models import Parent

TOPIC = "topic_"
OUTCOME_WORDS = {"discussed": _("Besproken"), "later": _("Later"), "not_needed": _("Hoeft niet meer")}
TYPED = ("new_topic", "goes_well", "talked_about", "agreements")
KEPT = (*TYPED, "themes", "happened_on", "next", "next_on", "next_at", "deviation")
LONGEST_TEXT = 8000
LONGEST_WORDS = 200

AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 3}
CHECK = {"class": "utrecht-checkbox utrecht-checkbox--html-input"}


def _text(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs=AREA)
    )


class VisitForm(MomentForm):
    """A visit as it is recorded. A topic that is not marked stays open; that is not "not discussed"."""

    new_topic = forms.CharField(
        label=_("Nog iets anders"), required=False, max_length=LONGEST_WORDS, widget=forms.TextInput(attrs=BOX),
        help_text=_("In de woorden van de ouder. Het telt als besproken."),
    )  # fmt: skip
    themes = forms.MultipleChoiceField(
        label=_("Kwam ook ter sprake"), required=False, widget=forms.CheckboxSelectMultiple(attrs=CHECK)
    )
    goes_well = _text(_("Wat gaat goed"), _("Begin hiermee. Schrijf het zo dat ouders het kunnen lezen."))
    talked_about = _text(_("Waar ging het over"))
    agreements = _text(_("Wat spraken jullie af"), _("Wie doet wat, en wanneer."))
    happened_on = forms.DateField(
        label=_("Dag van het bezoek"), widget=forms.DateInput(format="%Y-%m-%d", attrs={**BOX, "type": "date"}),
        help_text=_("Was het op een andere dag dan gepland? Kies dan die dag."),
    )  # fmt: skip

    def __init__(
        self, *args: object, topics: Sequence[Topic], themes: Iterable[tuple[str, str]], window: Window | None,
        **kwargs: object,
    ) -> None:  # fmt: skip
        super().__init__(*args, window=window, **kwargs)
        self.fields["themes"].choices = list(themes)
        self.fields["happened_on"].widget.attrs["max"] = clock.today().isoformat()
        for topic in topics:
            self.fields[TOPIC + topic.public_id] = forms.ChoiceField(
                label=topic.words, required=False, widget=forms.RadioSelect(attrs=RADIO),
                choices=[(outcome, OUTCOME_WORDS[outcome]) for outcome in OUTCOMES],
            )  # fmt: skip
        self.order_fields([*(TOPIC + topic.public_id for topic in topics), "new_topic", "themes", *KEPT])

    @property
    def topic_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(TOPIC)]

    def clean_happened_on(self) -> object:
        day = self.cleaned_data["happened_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return day

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        said = [cleaned.get(name) for name in self.fields if name in (*TYPED, "themes") or name.startswith(TOPIC)]
        if not self.errors and not any(said):
            raise forms.ValidationError(_("Er staat nog niets in. Kruis iets aan of schrijf één ding op."))
        if self.window is not None:
            self.clean_moment(cleaned)
        return cleaned

    def said(self) -> VisitSaid:
        """Return what was filled in, once the form was found valid."""
        cleaned = self.cleaned_data
        outcomes = {
            name.removeprefix(TOPIC): value for name, value in cleaned.items() if name.startswith(TOPIC) and value
        }
        return VisitSaid(
            happened_on=cleaned["happened_on"], outcomes=outcomes, themes=tuple(cleaned["themes"]),
            new_topics=tuple(words for words in [cleaned["new_topic"]] if words), goes_well=cleaned["goes_well"],
            talked_about=cleaned["talked_about"], agreements=cleaned["agreements"],
        )  # fmt: skip

    def next_visit(self) -> NextVisit | None:
        """Return the next visit that was agreed, once the form was found valid; None when none was."""
        chosen = self.chosen_time()
        if not self.window or not chosen:
            return None
        return NextVisit(self.window.moment, *chosen, deviation=self.cleaned_data["deviation"])


class TopicForm(forms.Form):
    """Something a parent wants to talk about."""

    words = forms.CharField(
        label=_("Waar wil de ouder over praten?"), max_length=LONGEST_WORDS, widget=forms.TextInput(attrs=BOX),
        help_text=_("In de eigen woorden van de ouder."),
    )  # fmt: skip
    parent = forms.ChoiceField(label=_("Wie noemde dit?"), required=False, widget=forms.RadioSelect(attrs=RADIO))

    def __init__(self, *args: object, parents: Iterable[Parent], **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.parents = {parent.public_id: parent for parent in parents}
        self.fields["parent"].choices = [
            *((key, parent.given_name) for key, parent in self.parents.items()), ("", _("Samen, of weet ik niet")),
        ]  # fmt: skip

    def chosen_parent(self) -> Parent | None:
        return self.parents.get(self.cleaned_data["parent"])


def read_typed(data: QueryDict) -> dict[str, list[str]]:
    """Return what was typed so far, unchecked, as a draft keeps it; only fields of the visit, without NUL."""
    return {
        name: [value.replace("\x00", "") for value in data.getlist(name)]
        for name in data
        if name in KEPT or name.startswith(TOPIC)
    }


def as_initial(content: dict[str, list[str]]) -> dict[str, object]:
    """Return a draft as the values that fill the form again; a field left empty stays empty."""
    return {
        name: values if name == "themes" else (values or [""])[0]
        for name, values in content.items()
        if name in KEPT or name.startswith(TOPIC)
    }
