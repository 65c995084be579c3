# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of groups: the list, a new one, one group, its sessions and rosters, and who is in it."""

from django.urls import path, re_path

from duizend.delivery.groups import views
from duizend.ground.kernel.ids import ALPHABET, LENGTH

app_name = "groups"
ONE = f"(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("nieuw", views.new, name="new"),
    re_path(f"^{ONE}$", views.show, name="cohort"),
    re_path(f"^{ONE}/lijst$", views.printed, name="printed"),
    re_path(f"^{ONE}/begeleider$", views.lead, name="lead"),
    re_path(f"^{ONE}/wijzigen$", views.change, name="change"),
    re_path(f"^{ONE}/wijzigen/terug$", views.undo_change, name="undo_change"),
    re_path(f"^{ONE}/afsluiten$", views.close, name="close"),
    re_path(f"^{ONE}/heropenen$", views.reopen, name="reopen"),
    re_path(f"^plek/{ONE}$", views.place, name="place"),
    re_path(f"^lid/{ONE}/vertrek$", views.depart, name="leave"),
    re_path(f"^lid/{ONE}/terug$", views.undo_departure, name="undo_leave"),
    re_path(f"^lid/{ONE}/meegeven$", views.pass_on, name="pass_on"),
    re_path(f"^bijeenkomst/{ONE}$", views.roster, name="session"),
    re_path(f"^bijeenkomst/{ONE}/klaar$", views.done, name="settle"),
    re_path(f"^bijeenkomst/{ONE}/verzetten$", views.move, name="move"),
    re_path(f"^bijeenkomst/{ONE}/afzeggen$", views.call_off, name="call_off"),
    re_path(f"^verteld/{ONE}$", views.told, name="told"),
]
