# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the product; Dutch words, as people say them."""

from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from duizend.doors.desk import views as desk

urlpatterns = [
    path("", desk.home, name="home"),
    path("gezond", desk.health, name="health"),
    path("klaar", desk.ready, name="ready"),
    path("metingen", desk.metrics, name="metrics"),
    path("", include("duizend.catalogue.urls")),
    path("", include("duizend.doors.desk.urls")),
    path("", include("duizend.record.signalling.urls")),
    path("", include("duizend.doors.senders.urls")),
    path("", include("duizend.ground.directory.urls")),
    path("gezinnen/", include("duizend.record.families.urls")),
    path("gezinnen/", include("duizend.record.consents.urls")),
    path("gezinnen/", include("duizend.record.outcomes.urls")),
    path("", include("duizend.record.trajectories.urls")),
    path("afspraken/", include("duizend.delivery.contacts.urls")),
    path("bezoeken/", include("duizend.delivery.visits.urls")),
    path("video/", include("duizend.delivery.video.urls")),
    path("", include("duizend.delivery.matching.urls")),
    path("opvang/", include("duizend.delivery.places.urls")),
    path("", include("duizend.delivery.conversations.urls")),
    path("", include("duizend.delivery.community.urls")),
    path("groepen/", include("duizend.delivery.groups.urls")),
    path("", include("duizend.doors.rights.urls")),
    path("", include("duizend.safety.referrals.urls")),
    path("", include("duizend.doors.messaging.urls")),
    path("meldcode/", include("duizend.safety.meldcode.urls")),
    path("monitor/kaarten/", include("duizend.insight.trials.urls")),
    path("monitor/", include("duizend.insight.reports.urls")),
    path("inloggen/", include("allauth.urls")),
    # Parents and senders have no account, and choose their language too.
    path("taal/setlang/", login_not_required(set_language), name="set_language"),
]
if apps.is_installed("duizend.doors.practice"):
    urlpatterns.append(path("oefenen/", include("duizend.doors.practice.urls")))

handler400 = "duizend.doors.desk.errors.bad_request"
handler403 = "duizend.doors.desk.errors.forbidden"
handler404 = "duizend.doors.desk.errors.not_found"
handler500 = "duizend.doors.desk.errors.server_error"
