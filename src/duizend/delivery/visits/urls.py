# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of home visits. A public id has its own alphabet, so that a name never fits in one of them."""

from django.urls import re_path

from duizend.delivery.visits import views
from duizend.ground.kernel.ids import ALPHABET, LENGTH

app_name = "visits"
ID = f"[{ALPHABET}]{{{LENGTH}}}"
VISIT, REPORT = f"(?P<public_id>{ID})", f"verslag/(?P<contact_id>{ID})"

urlpatterns = [
    re_path(f"^{VISIT}/$", views.record, name="record"),
    re_path(f"^{VISIT}/voorbereiden/$", views.prepare, name="prepare"),
    re_path(f"^{VISIT}/concept$", views.draft, name="draft"),
    re_path(f"^{VISIT}/onderwerp/$", views.topic, name="topic"),
    re_path(f"^{REPORT}/$", views.summary, name="summary"),
    re_path(f"^{REPORT}/wijzigen/$", views.correct, name="correct"),
    re_path(f"^{REPORT}/ging-niet-door/$", views.withdraw, name="withdraw"),
]
