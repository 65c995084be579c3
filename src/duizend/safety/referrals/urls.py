# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of referrals; the word of a link is the only key to what it opens."""

from django.urls import path, re_path

from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.safety.referrals import views
from duizend.safety.referrals.queries import WORD_LENGTH

app_name = "referrals"
ID = f"[{ALPHABET}]{{{LENGTH}}}"
ONE, OTHER = f"(?P<public_id>{ID})", f"(?P<other_id>{ID})"
RING = "^verwijzingen/afgeschermd"

urlpatterns = [
    path("verwijzingen", views.overview, name="overview"),
    path("verwijzingen/afgeschermd", views.guarded_overview, name="guarded_overview"),
    re_path(f"^gezinnen/{ONE}/verwijzen$", views.choose, name="choose"),
    re_path(f"^gezinnen/{ONE}/verwijzen/{OTHER}$", views.make, name="make"),
    re_path(f"^gezinnen/{ONE}/verwijzen/{OTHER}/afgeschermd$", views.make_guarded, name="make_guarded"),
    re_path(f"^verwijzingen/{ONE}$", views.show, name="show"),
    re_path(f"^verwijzingen/{ONE}/versturen$", views.send, name="send"),
    re_path(f"^verwijzingen/{ONE}/stap$", views.step, name="step"),
    re_path(f"^verwijzingen/{ONE}/stap/{OTHER}/ongedaan$", views.undo, name="undo"),
    re_path(f"^verwijzingen/{ONE}/overnemen$", views.take_over, name="take_over"),
    re_path(f"^verwijzingen/{ONE}/link$", views.link, name="link"),
    re_path(f"^verwijzingen/link/{ONE}/intrekken$", views.withdraw_link, name="withdraw_link"),
    re_path(f"{RING}/{ONE}$", views.show_guarded, name="show_guarded"),
    re_path(f"{RING}/{ONE}/versturen$", views.send_guarded, name="send_guarded"),
    re_path(f"{RING}/{ONE}/stap$", views.step_guarded, name="step_guarded"),
    re_path(f"^antwoord/(?P<word>[{ALPHABET}]{{{WORD_LENGTH}}})$", views.by_link, name="by_link"),
]
