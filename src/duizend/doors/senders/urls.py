# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses for senders; the word of a link is the only key to what it opens."""

from django.urls import path, re_path

from duizend.doors.senders import views
from duizend.ground.kernel.ids import ALPHABET
from duizend.record.signalling.queries.sign_ups import WORD_LENGTH

app_name = "senders"

urlpatterns = [
    path("aanmelden", views.send, name="send"),
    re_path(f"^aanmelden/(?P<word>[{ALPHABET}]{{{WORD_LENGTH}}})$", views.by_link, name="by_link"),
]
