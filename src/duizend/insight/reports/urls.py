# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the monitor."""

from django.urls import path, re_path

from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.insight.reports import views
from duizend.insight.reports.files import FORMS

app_name = "reports"
urlpatterns = [
    path("", views.monitor, name="monitor"),
    *(path(form, views.download, {"form": form}, name=form) for form in FORMS),
    path("gepland-en-geweest", views.fidelity_year, name="fidelity"),
    path("besluiten", views.decisions, name="decisions"),
    re_path(f"^besluiten/(?P<public_id>[{ALPHABET}]{{{LENGTH}}})/ongedaan$", views.undo_decision, name="undo_decision"),
    path("doorgaan", views.sheet, name="sheet"),
    path("doorgaan/pdf", views.sheet_pdf, name="sheet_pdf"),
    path("doorgaan/json", views.sheet_json, name="sheet_json"),
    path("indicatoren", views.indicators, name="indicators"),
    path("indicatoren/csv", views.indicators_csv, name="indicators_csv"),
    path("indicatoren/json", views.indicators_json, name="indicators_json"),
    path("regio", views.region_year, name="region"),
]
