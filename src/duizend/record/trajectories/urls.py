# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of what is done in a trajectory; each page ends at the family's own page."""

from django.urls import re_path

from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.record.trajectories import views

app_name = "trajectories"
ONE = f"(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"

urlpatterns = [
    re_path(f"^{ONE}/aanbieden$", views.make_offer, name="offer"),
    re_path(f"^{ONE}/antwoord$", views.answer, name="answer"),
    re_path(f"^{ONE}/toewijzen$", views.assign, name="assign"),
    re_path(f"^{ONE}/beeindigen$", views.finish, name="end"),
    re_path(f"^{ONE}/einde-ongedaan$", views.undo_finish, name="undo_end"),
]
