# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the product; Dutch words, as people say them."""

from django.urls import include, path

urlpatterns = [
    path("inloggen/", include("allauth.urls")),
    path("taal/", include("django.conf.urls.i18n")),
]
