# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of messages."""

from django.urls import path, re_path

from duizend.doors.messaging import views
from duizend.ground.kernel.ids import ALPHABET, LENGTH

app_name = "messaging"

urlpatterns = [
    path("berichten", views.overview, name="overview"),
    re_path(f"^berichten/(?P<public_id>[{ALPHABET}]{{{LENGTH}}})/verteld$", views.told, name="told"),
]
