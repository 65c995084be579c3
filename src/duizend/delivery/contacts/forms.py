# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing when a contact will be: a proposal, or a day and time of one's own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from duizend.delivery.contacts.rules import Window

CHOOSE, NOT_NOW = "choose", "none"
BOX = {"class": "utrecht-textbox utrecht-textbox--html-input"}
RADIO = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}


class MomentForm(forms.Form):
    """When the next contact will be. `window` is of that contact; without one nothing is asked."""

    next = forms.CharField(label=_("Volgend bezoek"), required=False, max_length=20)
    next_on = forms.DateField(
        label=_("Dag"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={**BOX, "type": "date"})
    )
    next_at = forms.TimeField(
        label=_("Tijd"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={**BOX, "type": "time"})
    )

    def __init__(self, *args: object, window: Window | None, **kwargs: object) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.window = window
        self.next_starts: datetime | None = None
        if window is None:
            for name in ("next", "next_on", "next_at"):
                del self.fields[name]

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

    def chosen_time(self) -> tuple[datetime, datetime] | None:
        """Return the start and end that were chosen, once the form was found valid; None when none was."""
        if self.window is None or self.next_starts is None:
            return None
        starts = clock.at(self.next_starts.date(), self.next_starts.time())
        return starts, starts + timedelta(minutes=self.window.minutes)


class PlanForm(MomentForm):
    """When a contact will be, where planning it is all that one does: a moment has to be chosen."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["next"].label = _("Wanneer")

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("next") == NOT_NOW:
            cleaned["next"] = ""
        self.clean_moment(cleaned)
        if self.next_starts is None and not self.errors:
            self.add_error("next", _("Kies een moment."))
        return cleaned
