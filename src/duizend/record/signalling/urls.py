# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of signalling. A public id has its own alphabet, so that a name never fits in one of them."""

from django.urls import path, re_path

from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.record.signalling.views import links, sign_ups
from duizend.record.signalling.views.correcting import correct_result
from duizend.record.signalling.views.finding import finding
from duizend.record.signalling.views.guideline import guideline
from duizend.record.signalling.views.weighing import weigh

app_name = "signalling"
ONE = f"(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"

SIGN_UPS = [
    path("aanmeldingen", sign_ups.sign_ups, name="sign_ups"),
    path("aanmeldingen/links", links.links, name="links"),
    re_path(f"^aanmeldingen/links/{ONE}/intrekken$", links.withdraw, name="withdraw_link"),
    re_path(f"^aanmeldingen/{ONE}$", sign_ups.sign_up, name="sign_up"),
    re_path(f"^aanmeldingen/{ONE}/oppakken$", sign_ups.take_up, name="take_up"),
    re_path(f"^aanmeldingen/{ONE}/inschrijven$", sign_ups.register, name="register"),
    re_path(f"^aanmeldingen/{ONE}/koppelen$", sign_ups.link, name="link"),
    re_path(f"^aanmeldingen/{ONE}/afhandelen$", sign_ups.end, name="end"),
]

RESULT = f"(?P<result_id>[{ALPHABET}]{{{LENGTH}}})"
WEIGHING = [
    re_path(f"^gezinnen/{ONE}/wegen$", weigh, name="weigh"),
    re_path(f"^gezinnen/{ONE}/wegen/richtlijn$", guideline, name="weigh_guideline"),
    re_path(f"^gezinnen/{ONE}/wegen/gesprek$", finding, name="weigh_finding"),
    re_path(f"^gezinnen/{ONE}/wegen/uitkomst/{RESULT}$", correct_result, name="correct_result"),
]

urlpatterns = [*SIGN_UPS, *WEIGHING]
