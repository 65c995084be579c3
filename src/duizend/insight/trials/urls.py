# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the cards, under the figures."""

from django.urls import path, re_path

from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.insight.trials import views

CARD = f"(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"
app_name = "trials"
urlpatterns = [
    path("", views.cards, name="cards"),
    path("nieuw", views.new, name="new"),
    re_path(f"^{CARD}$", views.card, name="card"),
    re_path(f"^{CARD}/wijzigen$", views.change, name="change"),
    re_path(f"^{CARD}/openen$", views.open_card, name="open"),
]
