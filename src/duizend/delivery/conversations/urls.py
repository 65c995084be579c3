# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of counting conversations: the page, one more, and one back."""

from django.urls import path

from duizend.delivery.conversations import views

app_name = "conversations"
urlpatterns = [
    path("kinderwens", views.tally, name="tally"),
    path("kinderwens/tellen", views.add, name="add"),
    path("kinderwens/terugnemen", views.back, name="back"),
]
