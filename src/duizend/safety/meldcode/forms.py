# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is filled in of a trail: one form for every kind of note, with the fields that the kind asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.record.trajectories.forms.fields import AREA, PILL, SELECT, TEXT, DayAheadField, DayField
from duizend.safety.meldcode.actions import About, Said
from duizend.safety.meldcode.rules.kinds import KINDS
from duizend.safety.meldcode.words import ANSWER_WORDS, CONFLICT_WORDS, KIND_WORDS, OBJECTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.ground.access.models import User
    from duizend.record.families.models import Family
    from duizend.safety.meldcode.rules.framework import Framework

LONGEST = 4000
UNBORN = "ongeboren"


def words_field(label: str, *, required: bool, help_text: str = "") -> forms.CharField:
    """Return a field for words, with room for a page of them."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=help_text,
        widget=forms.Textarea(attrs={**AREA, "rows": 6}),
    )


def _pills(label: str, choices: Sequence[tuple[str, str]], *, required: bool) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=required,
        choices=list(choices),
        widget=forms.RadioSelect(attrs=PILL),
        error_messages={"required": gettext_lazy("Kies er één.")},
    )


class EntryForm(forms.Form):
    """A note of one kind. `numbered` is given for a question of the framework, whose number stands in the address."""

    def __init__(self, *args: object, kind: str, family: Family, numbered: int | None = None, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.kind, self.numbered, asked = kind, numbered, KINDS[kind]
        _title, label, hint = KIND_WORDS[kind]
        self.parents = {one.public_id: one for one in family.parents.all()}
        if "number" in asked.asks and numbered is None:
            self.fields["number"] = _pills(
                _("Welke vraag"), [(str(key), words) for key, words in CONFLICT_WORDS.items()], required=True
            )
        if "answer" in asked.asks:
            choices = [(one, ANSWER_WORDS[one]) for one in asked.answers]
            self.fields["answer"] = _pills(_answer_label(kind), choices, required="answer" in asked.requires)
        if "parent" in asked.asks:
            required = "parent" in asked.requires
            choices = [(key, one.given_name) for key, one in self.parents.items()]
            if not required:
                choices.append(("", _("Iemand anders, of samen")))
            self.fields["parent"] = _pills(_("Wie"), choices, required=required)
        if "who" in asked.asks:
            self.fields["who"] = forms.CharField(
                label=_("Naam en functie"), required=False, max_length=120, widget=forms.TextInput(attrs=TEXT)
            )
        if "anonymous" in asked.asks:
            self.fields["anonymous"] = _pills(
                _("Met of zonder naam van het gezin"),
                [("", _("Niet van toepassing")), ("yes", _("Zonder naam")), ("no", _("Met naam"))],
                required=False,
            )
        if "objections" in asked.asks:
            self.fields["objections"] = _pills(
                _("Bezwaar"), [("", _("Niet gevraagd")), *OBJECTION_WORDS.items()], required=False
            )
        self.fields["words"] = words_field(label, required="words" in asked.requires, help_text=hint)
        if "due_on" in asked.asks:
            self.fields["due_on"] = DayAheadField(label=_("Op welke dag kijk je opnieuw"))
            self.fields["due_on"].required = "due_on" in asked.requires
        self.fields["on"] = DayField(label=_("Op welke dag was dit"))

    def said(self) -> Said:
        """Return what was filled in, once the form was found valid."""
        cleaned = self.cleaned_data
        anonymous = {"yes": True, "no": False}.get(cleaned.get("anonymous", ""))
        number = self.numbered or (int(cleaned["number"]) if cleaned.get("number") else None)
        return Said(
            words=cleaned["words"].strip(),
            number=number,
            answer=cleaned.get("answer", ""),
            objections=cleaned.get("objections", ""),
            parent=self.parents.get(cleaned.get("parent", "")),
            who=cleaned.get("who", ""),
            anonymous=anonymous,
            due_on=cleaned.get("due_on"),
        )


def _answer_label(kind: str) -> str:
    labels = {
        "consult": _("Met wie"),
        "conversation_skipped": _("Waarvoor is het gesprek niet veilig"),
        "informed": _("Weet deze persoon van de melding"),
        "follow_up": _("Leidt de hulp tot wat nodig is"),
    }
    return labels.get(kind, _("Antwoord"))


class BeginForm(forms.Form):
    """About whom, by which framework, from which day."""

    about = forms.ChoiceField(
        label=gettext_lazy("Over wie gaat het"),
        widget=forms.RadioSelect(attrs=PILL),
        error_messages={"required": gettext_lazy("Kies over wie het gaat.")},
    )
    framework = forms.ChoiceField(
        label=gettext_lazy("Afwegingskader van jouw beroep"), widget=forms.RadioSelect(attrs=PILL)
    )
    on = DayField(label=gettext_lazy("Sinds welke dag"))

    def __init__(
        self, *args: object, family: Family, frameworks: Sequence[Framework], language: str, **kwargs: object
    ) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.children = {one.public_id: one for one in family.children.all() if one.died_on is None}
        self.parents = {one.public_id: one for one in family.parents.all()}
        self.frameworks = {one.id: one for one in frameworks}
        people = [(key, one.given_name or _("Het kind")) for key, one in self.children.items()]
        if any(one.ended_on is None for one in family.pregnancies.all()):
            people.append((UNBORN, _("Het ongeboren kind")))
        people += [(key, one.given_name) for key, one in self.parents.items()]
        self.fields["about"].choices = people
        self.fields["framework"].choices = [
            (one.id, f"{one.name.in_language(language)} ({one.version})") for one in frameworks
        ]

    def about_whom(self) -> About:
        """Return about whom the trail is, once the form was found valid."""
        key = self.cleaned_data["about"]
        return About(child=self.children.get(key), parent=self.parents.get(key))


class LetInForm(forms.Form):
    """Which colleague is let in."""

    account = forms.ChoiceField(label=gettext_lazy("Welke collega"), widget=forms.Select(attrs=SELECT))

    def __init__(self, *args: object, people: Sequence[User], **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.people = {one.public_id: one for one in people}
        self.fields["account"].choices = [
            (key, f"{one.name}, {one.job_title}".rstrip(", ")) for key, one in self.people.items()
        ]

    def chosen(self) -> User:
        """Return the colleague, once the form was found valid."""
        return self.people[self.cleaned_data["account"]]


class CloseForm(forms.Form):
    """Why a trail is closed, and on which day."""

    words = words_field(gettext_lazy("Waarom sluit je dit spoor"), required=True)
    on = DayField(label=gettext_lazy("Op welke dag"))


class ReopenForm(forms.Form):
    """Why a trail is opened again."""

    words = words_field(gettext_lazy("Waarom open je dit spoor weer"), required=True)
