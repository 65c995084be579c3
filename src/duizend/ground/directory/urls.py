# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the social map."""

from django.urls import path, re_path

from duizend.ground.directory import views
from duizend.ground.kernel.ids import ALPHABET, LENGTH

app_name = "directory"
ONE = f"^sociale-kaart/(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"

urlpatterns = [
    path("sociale-kaart", views.overview, name="overview"),
    path("sociale-kaart/nieuw", views.add, name="add"),
    re_path(f"{ONE}$", views.show, name="show"),
    re_path(f"{ONE}/veranderen$", views.change, name="change"),
    re_path(f"{ONE}/nagekeken$", views.check, name="check"),
    re_path(f"{ONE}/sluiten$", views.close, name="close"),
]
