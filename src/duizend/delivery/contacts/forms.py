# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing when a contact will be, saying that it did not take place, and fewer or more contacts in a phase."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.delivery.contacts.actions.dialling import DialSaid
from duizend.delivery.contacts.rules.dialling import DIRECTIONS
from duizend.delivery.contacts.rules.not_held import CALLED_OFF_REASONS, NOT_HELD_REASONS, REASON_WORDS
from duizend.delivery.contacts.rules.windows import on_time
from duizend.delivery.contacts.words import DIRECTION_WORDS, MODE_WORDS
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.delivery.contacts.actions.planning import Where
    from duizend.delivery.contacts.rules.windows import Window
    from duizend.record.families.models import Household

CHOOSE, NOT_NOW = "choose", "none"
BOX = {"class": "utrecht-textbox utrecht-textbox--html-input"}
RADIO = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
LONGEST_REASON = 200
# The refusals of planning that a reason answers, and those that are about the household.
NEEDS_A_REASON = ("outside_window", "out_of_order")
ABOUT_THE_HOME = ("household_needed", "household_closed", "household_over", "no_fixed_address")


class MomentForm(forms.Form):
    """When the next contact will be. `window` is of that contact; without one nothing is asked."""

    next = forms.CharField(label=_("Volgend bezoek"), required=False, max_length=20)
    next_on = forms.DateField(
        label=_("Dag"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={**BOX, "type": "date"})
    )
    next_at = forms.TimeField(
        label=_("Tijd"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={**BOX, "type": "time"})
    )

    deviation = forms.CharField(
        label=_("Waarom wijkt dit af van het programma?"), required=False, max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs=BOX), help_text=_("Eén reden is genoeg, bijvoorbeeld: vakantie, of de ouders kozen dit."),
    )  # fmt: skip

    def __init__(self, *args: object, window: Window | None, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.window = window
        self.next_starts: datetime | None = None
        if window is None:
            for name in ("next", "next_on", "next_at", "deviation"):
                del self.fields[name]

    @property
    def asks_for_a_reason(self) -> bool:
        """Say whether the page shows the field for a reason: only when one is needed, or was typed."""
        return bool(self.typed("deviation") or ("deviation" in self.fields and "deviation" in self.errors))

    def require_a_reason(self) -> None:
        """Show that a reason belongs to the moment that is chosen or proposed."""
        self.fields["deviation"].required = True

    def refuse(self, code: str, reason: str) -> None:
        """Show a refusal of the action where it can be mended."""
        name = "deviation" if code in NEEDS_A_REASON else "household" if code in ABOUT_THE_HOME else "next"
        if name == "deviation":
            self.require_a_reason()
        self.add_error(name if name in self.fields else ("next" if "next" in self.fields else None), reason)

    def typed(self, name: str) -> str:
        """Return a field as somebody typed it, whether this page was filled from a draft or was sent."""
        return str(self[name].value() or "") if name in self.fields else ""

    def clean_moment(self, cleaned: dict[str, object]) -> None:
        """Read which moment was chosen from these cleaned fields; called by the form that asks for it."""
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
            if not on_time(starts.date(), self.window) and not str(self.cleaned_data.get("deviation", "")).strip():
                self.require_a_reason()
                self.add_error(
                    "deviation", _("Deze dag valt buiten het venster. Dat kan, en telt; schrijf kort op waarom.")
                )

    def chosen_time(self) -> tuple[datetime, datetime] | None:
        """Return the start and end that were chosen, once the form was found valid; None when none was."""
        if self.window is None or self.next_starts is None:
            return None
        starts = clock.at(self.next_starts.date(), self.next_starts.time())
        return starts, starts + timedelta(minutes=self.window.minutes)


class PlanForm(MomentForm):
    """When and where a contact will be, where planning it is all that one does: a moment has to be chosen.

    `places` are the households that may be visited, with what they are called; `mode` is how the programme holds it.
    """

    mode = forms.ChoiceField(label=_("Hoe"), required=False, widget=forms.RadioSelect(attrs=RADIO))
    household = forms.ChoiceField(label=_("Bij wie thuis"), required=False, widget=forms.RadioSelect(attrs=RADIO))

    def __init__(self, *args: object, places: Sequence[tuple[Household, str]], mode: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["next"].label = _("Wanneer")
        self.places = {str(home.pk): home for home, _words in places}
        modes = [key for key in MODE_WORDS if (key != "group" or mode == "group") and (key != "home" or places)]
        self.fields["mode"].choices = [(key, MODE_WORDS[key]) for key in modes]
        self.fields["mode"].initial = mode if mode in modes else modes[0]
        self.fields["household"].choices = [(str(home.pk), words) for home, words in places]
        if len(places) < 2:
            del self.fields["household"]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("next") == NOT_NOW:
            cleaned["next"] = ""
        self.clean_moment(cleaned)
        if self.next_starts is None and not self.errors:
            self.add_error("next", _("Kies een moment."))
        if "mode" not in self.errors and not cleaned.get("mode"):
            cleaned["mode"] = self.fields["mode"].initial
        if cleaned.get("mode") == "home" and "household" in self.fields and not cleaned.get("household"):
            self.add_error("household", _("Kies bij wie thuis."))
        return cleaned

    def where(self) -> Where:
        """Return how and where, once the form was found valid."""
        cleaned = self.cleaned_data
        home = self.places.get(cleaned.get("household") or "") if cleaned["mode"] == "home" else None
        return {"mode": cleaned["mode"], "household": home, "deviation": cleaned["deviation"]}


def _reason(reasons: Sequence[str]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Hoe kwam dat?"), widget=forms.RadioSelect(attrs=RADIO),
        choices=[(reason, _(REASON_WORDS[reason])) for reason in reasons],
        error_messages={"required": _("Kies hoe het kwam.")},
    )  # fmt: skip


class MissedForm(forms.Form):
    """Why a contact did not take place."""

    reason = _reason(NOT_HELD_REASONS)
    words = forms.CharField(
        label=_("Wil je er iets bij zetten?"), required=False, max_length=LONGEST_REASON, widget=forms.TextInput(attrs=BOX),
        help_text=_("Zo dat ouders het mogen lezen."),
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)


class CancelForm(forms.Form):
    """Why an appointment is called off beforehand."""

    reason = _reason(CALLED_OFF_REASONS)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["reason"].label = _("Waarom gaat het niet door?")


class DialForm(forms.Form):
    """Which phase has fewer or more contacts, from which day, and one reason of the programme file."""

    phase = forms.ChoiceField(
        label=_("In welke fase"),
        widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Kies een fase.")},
    )
    direction = forms.ChoiceField(
        label=_("Minder of meer"), widget=forms.RadioSelect(attrs=RADIO),
        choices=[(word, DIRECTION_WORDS[word]) for word in DIRECTIONS],
        error_messages={"required": _("Kies minder of meer.")},
    )  # fmt: skip
    reason = forms.ChoiceField(label=_("Waarom"), required=False, widget=forms.RadioSelect(attrs=RADIO))
    from_on = forms.DateField(
        label=_("Vanaf welke dag"), widget=forms.DateInput(format="%Y-%m-%d", attrs={**BOX, "type": "date"})
    )

    def __init__(
        self, *args: object, phases: Sequence[tuple[str, str]], reasons: Sequence[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["phase"].choices, self.fields["reason"].choices = phases, reasons

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("direction") in ("fewer", "more") and "reason" not in self.errors and not cleaned.get("reason"):
            self.add_error("reason", _("Kies één reden."))
        return cleaned

    def said(self) -> DialSaid:
        """Return what was chosen, once the form was found valid."""
        return DialSaid(**self.cleaned_data)
