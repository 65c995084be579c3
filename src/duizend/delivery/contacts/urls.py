# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of appointments, of fewer or more in a phase, and of what was planned beside what took place."""

from django.urls import path, re_path

from duizend.delivery.contacts import views
from duizend.ground.kernel.ids import ALPHABET, LENGTH

app_name = "contacts"
ONE = f"(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"

urlpatterns = [
    path("gepland-en-geweest", views.own_fidelity, name="own_fidelity"),
    re_path(f"^traject/{ONE}/gepland-en-geweest$", views.fidelity, name="fidelity"),
    re_path(f"^traject/{ONE}/minder-of-meer$", views.dial, name="dial"),
    re_path(f"^minder-of-meer/{ONE}/wijzigen$", views.correct_dial, name="correct_dial"),
    re_path(f"^minder-of-meer/{ONE}/ongedaan$", views.undo_dial, name="undo_dial"),
    re_path(f"^{ONE}$", views.show, name="appointment"),
    re_path(f"^traject/{ONE}/plannen$", views.plan, name="plan"),
    re_path(f"^{ONE}/verzetten$", views.move, name="move"),
    re_path(f"^{ONE}/annuleren$", views.cancel, name="cancel"),
    re_path(f"^{ONE}/ging-niet-door$", views.missed, name="missed"),
    re_path(f"^{ONE}/ongedaan$", views.undo, name="undo"),
]
