# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of matching: families who ask, one of them, the register of volunteers, and a volunteer's own page."""

from django.urls import path, re_path

from duizend.delivery.matching import views
from duizend.delivery.matching.queries import WORD_LENGTH
from duizend.ground.kernel.ids import ALPHABET, LENGTH

app_name = "matching"
ONE = f"(?P<public_id>[{ALPHABET}]{{{LENGTH}}})"

urlpatterns = [
    path("koppelen", views.asking, name="asking"),
    re_path(f"^koppelen/{ONE}$", views.family, name="family"),
    re_path(f"^koppelen/{ONE}/zoekt$", views.ask, name="ask"),
    re_path(f"^koppelen/{ONE}/kind$", views.voice, name="voice"),
    re_path(f"^koppelen/{ONE}/voorleggen$", views.put_forward, name="propose"),
    re_path(f"^koppelen/{ONE}/geen-match$", views.no_match, name="no_match"),
    re_path(f"^koppelen/{ONE}/toch-zoeken$", views.search_on, name="search_on"),
    re_path(f"^koppelen/stap/{ONE}/ongedaan$", views.undo, name="undo"),
    re_path(f"^koppelen/stap/{ONE}/(?P<kind>[a-z_]+)$", views.step, name="step"),
    path("steunouder", views.register, name="register"),
    path("steunouder/nieuw", views.new, name="new"),
    re_path(f"^steunouder/{ONE}$", views.volunteer, name="volunteer"),
    re_path(f"^steunouder/{ONE}/gegevens$", views.details, name="details"),
    re_path(f"^steunouder/{ONE}/gezien$", views.check, name="check"),
    re_path(f"^steunouder/{ONE}/dagdelen$", views.times, name="times"),
    re_path(f"^steunouder/{ONE}/pauze$", views.pause, name="pause"),
    re_path(f"^steunouder/{ONE}/stoppen$", views.stop, name="stop"),
    re_path(f"^steunouder/{ONE}/doe$", views.do, name="do"),
    re_path(f"^mijn/steunouder/(?P<word>[{ALPHABET}]{{{WORD_LENGTH}}})$", views.own, name="own"),
]
