# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of places: the list, those of one trajectory, and what is recorded there."""

from django.urls import path, re_path

from duizend.delivery.places import views
from duizend.ground.kernel.ids import ALPHABET, LENGTH

app_name = "places"
ID = f"[{ALPHABET}]{{{LENGTH}}}"
ONE = f"(?P<public_id>{ID})"
PLACE, SUPPORT = f"{ONE}/plek/(?P<key>{ID})", f"{ONE}/steun/(?P<key>{ID})"

urlpatterns = [
    path("", views.overview, name="overview"),
    re_path(f"^{ONE}$", views.show, name="show"),
    re_path(f"^{ONE}/plek$", views.arrange, name="arrange"),
    re_path(f"^{PLACE}/begonnen$", views.begin, name="begin"),
    re_path(f"^{PLACE}/beeindigen$", views.end, name="end"),
    re_path(f"^{PLACE}/toch-niet-gestopt$", views.undo_end, name="undo_end"),
    re_path(f"^{PLACE}/weghalen$", views.withdraw, name="withdraw"),
    re_path(f"^{ONE}/steun$", views.add_support, name="add_support"),
    re_path(f"^{SUPPORT}/beeindigen$", views.end_support, name="end_support"),
    re_path(f"^{SUPPORT}/toch-niet-gestopt$", views.undo_end_of_support, name="undo_end_of_support"),
    re_path(f"^{SUPPORT}/weghalen$", views.withdraw_support, name="withdraw_support"),
    re_path(f"^{ONE}/eigen-stem$", views.hear, name="hear"),
]
