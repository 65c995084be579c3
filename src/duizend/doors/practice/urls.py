# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the practice room; included in practice mode only."""

from django.urls import path

from duizend.doors.practice import views

app_name = "practice"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("inloggen/<str:public_id>/", views.log_in_as, name="log_in_as"),
]
