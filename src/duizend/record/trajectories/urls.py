# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of what is done in a trajectory, and of the list of offers; each page ends at the family's own page."""

from django.urls import path, re_path

from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.record.trajectories import views

app_name = "trajectories"
PERSON = f"(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"
ONE = f"trajecten/{PERSON}"

urlpatterns = [
    path("aanbod", views.offers, name="offers"),
    re_path(f"^trajecten/gezin/{PERSON}/indiceren$", views.indicate, name="indicate"),
    re_path(f"^gezinnen/{PERSON}/niets-vragen$", views.ask_nothing, name="ask_nothing"),
    re_path(f"^{ONE}/aanbieden$", views.make_offer, name="offer"),
    re_path(f"^{ONE}/antwoord$", views.answer, name="answer"),
    re_path(f"^{ONE}/toewijzen$", views.assign, name="assign"),
    re_path(f"^{ONE}/overdragen$", views.assign, name="hand_over"),
    re_path(f"^{ONE}/pauzeren$", views.pause, name="pause"),
    re_path(f"^{ONE}/hervatten$", views.resume, name="resume"),
    re_path(f"^{ONE}/beeindigen$", views.finish, name="end"),
    re_path(f"^{ONE}/einde-ongedaan$", views.undo_finish, name="undo_end"),
]
