# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of what there is in a neighbourhood: for everybody, and for who looks at it."""

from django.urls import path, re_path

from duizend.delivery.community import views
from duizend.ground.kernel.ids import ALPHABET, LENGTH

app_name = "community"
ONE = f"buurt/(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"

urlpatterns = [
    path("buurt", views.shown, name="shown"),
    path("buurt/voorstellen", views.propose, name="propose"),
    path("buurt/wens", views.wish, name="wish"),
    path("buurt/bel-mij", views.call_me, name="call_me"),
    path("buurt/nakijken", views.overview, name="overview"),
    re_path(f"^{ONE}$", views.one, name="one"),
    re_path(f"^{ONE}/ik-kom$", views.coming, name="coming"),
    re_path(f"^{ONE}/bel-mij$", views.call_me, name="call_me_about"),
    re_path(f"^{ONE}/nakijken$", views.check, name="check"),
    re_path(f"^{ONE}/weghalen$", views.hide, name="hide"),
    re_path(f"^{ONE}/tellen$", views.came, name="came"),
    re_path(f"^{ONE}/gebeld$", views.called, name="called"),
]
