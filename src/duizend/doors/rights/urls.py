# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of rights. A public id has its own alphabet, so that a name never fits in one of them."""

from django.urls import path, re_path

from duizend.doors.rights import views
from duizend.ground.kernel.ids import ALPHABET, LENGTH

app_name = "rights"
ONE = f"(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"

urlpatterns = [
    path("rechten", views.overview, name="overview"),
    re_path(f"^rechten/voorstellen/{ONE}$", views.propose, name="propose"),
    re_path(f"^rechten/vernietigen/{ONE}$", views.destruction, name="destruction"),
    re_path(f"^rechten/verzoek/{ONE}$", views.request_page, name="request"),
    re_path(f"^rechten/verzoek/{ONE}/(?P<kind>pdf|json)$", views.copy, name="copy"),
    re_path(f"^gezinnen/{ONE}/rechten$", views.family, name="family"),
    re_path(f"^rechten/bewijs/{ONE}$", views.receipt, name="receipt"),
]
