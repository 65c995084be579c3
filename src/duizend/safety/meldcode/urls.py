# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the meldcode. A public id has its own alphabet, so that a name never fits in one of them."""

from django.urls import path, re_path

from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.safety.meldcode import views

app_name = "meldcode"
ID = f"[{ALPHABET}]{{{LENGTH}}}"
ONE = f"(?P<public_id>{ID})"
OTHER = f"(?P<other_id>{ID})"

urlpatterns = [
    path("", views.overview, name="overview"),
    re_path(f"^gezin/{ONE}$", views.begin, name="begin"),
    re_path(f"^{ONE}$", views.show, name="show"),
    re_path(f"^{ONE}/vastleggen/(?P<kind>[a-z_]{{4,20}})$", views.record, name="record"),
    re_path(f"^{ONE}/vraag/(?P<number>[1-5])$", views.question, name="question"),
    re_path(f"^{ONE}/verbeteren/{OTHER}$", views.correct, name="correct"),
    re_path(f"^{ONE}/vervalt/{OTHER}$", views.withdraw, name="withdraw"),
    re_path(f"^{ONE}/toelaten$", views.let_in, name="let_in"),
    re_path(f"^{ONE}/toelaten/{OTHER}/eraf$", views.let_out, name="let_out"),
    re_path(f"^{ONE}/sluiten$", views.close, name="close"),
    re_path(f"^{ONE}/heropenen$", views.reopen, name="reopen"),
    re_path(f"^{ONE}/weghalen$", views.let_go, name="let_go"),
    re_path(f"^{ONE}/brief$", views.letter, name="letter"),
    re_path(f"^{ONE}/dossier$", views.dossier, name="dossier"),
]
