# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page of a step shares: opening the trajectory, the page around a form, and coming back with a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from duizend.ground.access.identity import note_read
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import display_name
from duizend.record.trajectories.queries import get_trajectory, programme_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.trajectories.models import Trajectory

GET_OR_POST = ["GET", "HEAD", "POST"]
DECIDE, ASSIGN = "trajectory.decide", "trajectory.assign"


@dataclass(frozen=True, slots=True)
class StepPage:
    """A page of one step: its template, how its form is made, which deed it is, and what stands around the form."""

    template: str
    make_form: Callable[[HttpRequest, Trajectory], forms.Form]
    deed: str = DECIDE
    around: Callable[[Trajectory], Mapping[str, object]] = lambda _trajectory: {}

    def open(self, public_id: str) -> Trajectory:
        """Return the trajectory for whoever may do this; not found and not permitted are not told apart."""
        with within_reach(self.deed, public_id):
            trajectory = get_trajectory(public_id)
        check_family(self.deed, trajectory.family)
        return trajectory

    def show(self, request: HttpRequest, trajectory: Trajectory, form: forms.Form, status: int = 200) -> HttpResponse:
        """Show the form with what stands around it."""
        note_read(self.deed, [trajectory.family.public_id])
        context = {
            "form": form, "trajectory": trajectory, "programme": programme_name(trajectory),
            "family_name": display_name(trajectory.family), "family_id": trajectory.family.public_id,
            **self.around(trajectory),
        }  # fmt: skip
        return render(request, self.template, context, status=400 if form.errors and status == 200 else status)

    def again(self) -> Callable[..., HttpResponse]:
        """Make the page that comes back when the action was refused: what was typed, and why it was not done."""

        def show_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
            trajectory = self.open(public_id)
            form = self.make_form(request, trajectory)
            form.is_valid()
            form.add_error(None, refusal.reason)
            return self.show(request, trajectory, form, status=409)

        return show_again


def programme_name(trajectory: Trajectory) -> str:
    """Return the programme's name in the viewer's language."""
    return programme_of(trajectory).name.in_language("en" if get_language() == "en" else "nl")


def to_family(request: HttpRequest, public_id: str, said: str) -> HttpResponse:
    """Go to the family's page, with what was done in words."""
    messages.success(request, said)
    return redirect("desk:family", public_id)
