# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of recordings. A public id has its own alphabet, so that a name never fits in one of them."""

from django.urls import path, re_path

from duizend.delivery.video import views
from duizend.ground.kernel.ids import ALPHABET, LENGTH

app_name = "video"
ID = f"[{ALPHABET}]{{{LENGTH}}}"
ONE = f"(?P<public_id>{ID})"
PERSON = f"(?P<person_id>{ID})"

urlpatterns = [
    path("te-vernietigen", views.still_there, name="still_there"),
    re_path(f"^traject/{ONE}$", views.course, name="course"),
    re_path(f"^traject/{ONE}/opname$", views.begin, name="begin"),
    re_path(f"^{ONE}/in-beeld$", views.in_view, name="in_view"),
    re_path(f"^{ONE}/in-beeld/{PERSON}/toch-niet$", views.not_in_view, name="not_in_view"),
    re_path(f"^{ONE}/toestemming/{PERSON}$", views.consent, name="consent"),
    re_path(f"^{ONE}/intrekken/{PERSON}$", views.withdraw, name="withdraw"),
    re_path(f"^{ONE}/gemaakt$", views.made, name="made"),
    re_path(f"^{ONE}/teruggekeken$", views.reviewed, name="reviewed"),
    re_path(f"^{ONE}/vernietigd$", views.destroyed, name="destroyed"),
    re_path(f"^{ONE}/meegegeven$", views.handed_over, name="handed_over"),
    re_path(f"^toestemming/{ONE}/ongedaan$", views.undo_answer, name="undo_answer"),
    re_path(f"^stap/{ONE}/ongedaan$", views.undo, name="undo"),
]
