# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the staff desk. A public id has its own alphabet, so that a name never fits in one of them."""

from django.urls import path, re_path

from duizend.doors.desk import views
from duizend.ground.kernel.ids import ALPHABET, LENGTH

app_name = "desk"
FAMILY = f"gezinnen/(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"

urlpatterns = [
    path("vandaag", views.today, name="today"),
    path("wachtrij", views.queue, name="queue"),
    path("logboek", views.log, name="log"),
    path("gezinnen", views.families, name="families"),
    re_path(f"^{FAMILY}$", views.family, name="family"),
    re_path(f"^{FAMILY}/wie-keek-mee$", views.readers, name="readers"),
    path("onderdelen", views.components, name="components"),
]
