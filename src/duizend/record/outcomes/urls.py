# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of measurements, under a family's own."""

from django.urls import re_path

from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.record.outcomes import views

app_name = "outcomes"
ONE = f"(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"

urlpatterns = [
    re_path(f"^{ONE}/metingen$", views.page, name="page"),
    re_path(f"^{ONE}/metingen/vastleggen$", views.record, name="record"),
    re_path(f"^metingen/{ONE}/ongedaan$", views.undo, name="undo"),
]
