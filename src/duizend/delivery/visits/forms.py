# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a nurse fills in about a visit: everything may stay open, nothing is lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.delivery.visits.actions import NextVisit, VisitSaid
from duizend.delivery.visits.models import OUTCOMES
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import QueryDict

    from duizend.delivery.contacts.rules import Window
    from duizend.delivery.visits.models import Topic
    from duizend.record.families.models import Parent

TOPIC = "topic_"
CHOOSE, NOT_NOW = "choose", "none"
OUTCOME_WORDS = {"discussed": _("Besproken"), "later": _("Later"), "not_needed": _("Hoeft niet meer")}
TYPED = ("new_topic", "goes_well", "talked_about", "agreements")
KEPT = (*TYPED, "themes", "happened_on", "next", "next_on", "next_at")
LONGEST_TEXT = 8000
LONGEST_WORDS = 200

AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 3}
BOX = {"class": "utrecht-textbox utrecht-textbox--html-input"}
RADIO = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
CHECK = {"class": "utrecht-checkbox utrecht-checkbox--html-input"}


def _text(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs=AREA)
    )


class VisitForm(forms.Form):
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
    next = forms.CharField(label=_("Volgend bezoek"), required=False, max_length=20)
    next_on = forms.DateField(
        label=_("Dag"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={**BOX, "type": "date"})
    )
    next_at = forms.TimeField(
        label=_("Tijd"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={**BOX, "type": "time"})
    )

    def __init__(
        self, *args: object, topics: Sequence[Topic], themes: Iterable[tuple[str, str]], window: Window | None,
        **kwargs: object,
    ) -> None:  # fmt: skip
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.window = window
        self.next_starts: datetime | None = None
        self.fields["themes"].choices = list(themes)
        self.fields["happened_on"].widget.attrs["max"] = clock.today().isoformat()
        if window is None:
            for name in ("next", "next_on", "next_at"):
                del self.fields[name]
        for topic in topics:
            self.fields[TOPIC + topic.public_id] = forms.ChoiceField(
                label=topic.words, required=False, widget=forms.RadioSelect(attrs=RADIO),
                choices=[(outcome, OUTCOME_WORDS[outcome]) for outcome in OUTCOMES],
            )  # fmt: skip
        self.order_fields([TOPIC + topic.public_id for topic in topics])

    @property
    def topic_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(TOPIC)]

    def typed(self, name: str) -> str:
        """Return a field as somebody typed it, whether this page was filled from a draft or was sent."""
        return str(self[name].value() or "") if name in self.fields else ""

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
            self._clean_next(cleaned)
        return cleaned

    def _clean_next(self, cleaned: dict[str, object]) -> None:
        chosen, on, at = (cleaned.get(name) for name in ("next", "next_on", "next_at"))
        if chosen == NOT_NOW:
            return
        if chosen in ("", None, CHOOSE):
            if chosen == CHOOSE and "next_on" not in self.errors and not on:
                self.add_error("next_on", _("Kies een dag, of kies een ander voorstel."))
            if (chosen == CHOOSE or on) and "next_at" not in self.errors and not at:
                self.add_error("next_at", _("Kies een tijd."))
            if on and at:
                self._set_next(datetime.combine(on, at), "next_on")
            return
        try:
            starts = datetime.strptime(str(chosen), "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - wall-clock, as proposed
        except ValueError:
            self.add_error("next", _("Dit voorstel is er niet meer. Kies een ander moment."))
        else:
            self._set_next(starts, "next")

    def _set_next(self, starts: datetime, name: str) -> None:
        if starts <= clock.local_time(clock.now()):
            self.add_error(name, _("Kies een moment dat nog komt."))
        elif starts.year > clock.today().year + 5:
            self.add_error(name, _("Dit jaar is te ver weg. Kijk de dag na."))
        else:
            self.next_starts = starts

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
        if self.window is None or self.next_starts is None:
            return None
        starts = clock.at(self.next_starts.date(), self.next_starts.time())
        return NextVisit(self.window.moment, starts, starts + timedelta(minutes=self.window.minutes))


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
