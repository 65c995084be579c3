# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every form about a recording shares: opening it, the page around the form, and coming back with a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from duizend.delivery.contacts.words import label_words, text_of
from duizend.delivery.video.permissions import RECORD, open_case
from duizend.ground.access.identity import note_read
from duizend.record.families.queries import display_name
from duizend.record.trajectories.queries import contacts_laid_out, programme_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.video.queries import Case
    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.trajectories.models import Trajectory

GET_OR_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class RecordingPage:
    """A page with one form about one recording: its template, how the form is made, and which deed it is."""

    template: str
    make_form: Callable[..., forms.Form]
    deed: str = RECORD
    around: Callable[..., Mapping[str, object]] = lambda _case, **_more: {}

    def open(self, public_id: str) -> Case:
        """Return the recording for whoever may do this; not found and not permitted are not told apart."""
        return open_case(public_id, self.deed)

    def show(
        self, request: HttpRequest, case: Case, form: forms.Form, *, status: int = 200, **more: str
    ) -> HttpResponse:  # fmt: skip
        """Show the form with what stands around it."""
        note_read("video.read", [case.trajectory.family.public_id])
        page = {"form": form, **around_of(case.trajectory), "about": label_of(case), **self.around(case, **more)}
        return render(request, self.template, page, status=422 if form.errors and status == 200 else status)

    def again(self) -> Callable[..., HttpResponse]:
        """Make the page that comes back when the action was refused: what was typed, and why it was not done."""

        def show_again(request: HttpRequest, refusal: ActionRefused, public_id: str, **more: str) -> HttpResponse:
            case = self.open(public_id)
            form = self.make_form(request, case, **more)
            form.is_valid()
            form.add_error(None, refusal.reason)
            return self.show(request, case, form, status=409, **more)

        return show_again


def around_of(trajectory: Trajectory) -> dict[str, object]:
    """Return what stands around every page of a trajectory whose family was fetched with its people."""
    return {
        "trajectory_id": trajectory.public_id, "programme": text_of(programme_of(trajectory).name),
        "family_name": display_name(trajectory.family) or _("Gezin zonder naam"),
        "family_id": trajectory.family.public_id,
    }  # fmt: skip


def label_of(case: Case, moment: str = "") -> str:
    """Name the contact that a recording belongs to, as the programme file does."""
    trajectory = case.trajectory
    return label_words(programme_of(trajectory), contacts_laid_out(trajectory), moment or case.recording.moment)


def to_course(request: HttpRequest, trajectory: Trajectory, said: str) -> HttpResponse:
    """Go to the recordings of the trajectory, with what was done in words."""
    messages.success(request, said)
    return redirect("video:course", trajectory.public_id)
