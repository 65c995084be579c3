# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of consents, under a family's own."""

from django.urls import re_path

from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.record.consents import views

app_name = "consents"
ONE = f"(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"

urlpatterns = [
    re_path(f"^{ONE}/toestemmingen$", views.ledger, name="ledger"),
    re_path(f"^{ONE}/toestemmingen/vragen$", views.ask, name="ask"),
    re_path(f"^toestemmingen/{ONE}/intrekken$", views.withdraw, name="withdraw"),
    re_path(f"^toestemmingen/{ONE}/ongedaan$", views.undo, name="undo"),
]
