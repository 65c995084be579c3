# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the public pages about programmes."""

from django.urls import path

from duizend.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("programmas", views.programmes, name="programmes"),
    path("programmas/<slug:programme_id>", views.programme, name="programme"),
]
