# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the staff desk. A public id has its own alphabet, so that a name never fits in one of them."""

from django.urls import path, re_path

from duizend.doors.desk import views
from duizend.ground.kernel.ids import ALPHABET, LENGTH

app_name = "desk"
ONE = f"(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"
FAMILY = f"gezinnen/{ONE}"
TRAJECTORY, VOLUNTEER = ONE.replace("public_id", "trajectory_id"), ONE.replace("public_id", "volunteer_id")

urlpatterns = [
    path("vandaag", views.today, name="today"),
    path("wachtrij", views.queue, name="queue"),
    path("kinderwens/cijfers", views.factsheet, name="factsheet"),
    path("buurt/aanbodkaart", views.offer_map, name="offer_map"),
    path("logboek", views.log, name="log"),
    path("logboek/csv", views.log_csv, name="log_csv"),
    path("afgedrukt", views.printed, name="printed"),
    path("mijn-log", views.own_log, name="own_log"),
    path("ingelogd", views.still_in, name="still_in"),
    path("inloggen/overal-uit", views.out_everywhere, name="out_everywhere"),
    path("gezinnen", views.families, name="families"),
    re_path(f"^{FAMILY}$", views.family, name="family"),
    re_path(f"^{FAMILY}/wie-keek-mee$", views.readers, name="readers"),
    re_path(f"^{FAMILY}/afgeschermd$", views.guarded, name="guarded"),
    path("afgeschermd", views.ring_due, name="ring_due"),
    path("team", views.team, name="team"),
    path("team/licentie", views.team_licence, name="team_licence"),
    path("team/afspraak", views.team_agreement, name="team_agreement"),
    re_path(f"^team/afspraak/{ONE}/bekeken$", views.team_review, name="team_review"),
    re_path(f"^team/(?P<kind>[a-z]{{4,12}})/{ONE}/terugnemen$", views.team_withdraw, name="team_withdraw"),
    re_path(f"^team/(?P<kind>[a-z]{{4,12}})/{ONE}/herstellen$", views.team_restore, name="team_restore"),
    re_path(f"^team/{ONE}$", views.team_member, name="team_member"),
    re_path(f"^team/{ONE}/certificaat$", views.team_certificate, name="team_certificate"),
    re_path(f"^team/{ONE}/gedaan$", views.team_learning, name="team_learning"),
    re_path(f"^afronden/{ONE}$", views.wind_down, name="wind_down"),
    re_path(f"^afronden/{ONE}/gezin/{TRAJECTORY}/verteld$", views.tell_family, name="tell_family"),
    re_path(f"^afronden/{ONE}/gezin/{TRAJECTORY}/ongedaan$", views.untell_family, name="untell_family"),
    re_path(f"^afronden/{ONE}/vrijwilliger/{VOLUNTEER}/verteld$", views.tell_volunteer, name="tell_volunteer"),
    re_path(f"^afronden/{ONE}/vrijwilliger/{VOLUNTEER}/ongedaan$", views.untell_volunteer, name="untell_volunteer"),
    path("onderdelen", views.components, name="components"),
]
