# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of appointments: one of them, planning, moving, cancelling, what did not take place, and undoing that."""

from django.urls import re_path

from duizend.delivery.contacts import views
from duizend.ground.kernel.ids import ALPHABET, LENGTH

app_name = "contacts"
ONE = f"(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"

urlpatterns = [
    re_path(f"^{ONE}$", views.show, name="appointment"),
    re_path(f"^traject/{ONE}/plannen$", views.plan, name="plan"),
    re_path(f"^{ONE}/verzetten$", views.move, name="move"),
    re_path(f"^{ONE}/annuleren$", views.cancel, name="cancel"),
    re_path(f"^{ONE}/ging-niet-door$", views.missed, name="missed"),
    re_path(f"^{ONE}/ongedaan$", views.undo, name="undo"),
]
