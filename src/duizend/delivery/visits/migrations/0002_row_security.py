# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Visits and topics follow their family."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_visits_and_topics"), ("families", "0002_row_security")]
    operations = [
        secure_by_family("visits_visit"),
        secure_by_family("visits_topic"),
        secure_by_family("visits_topicoutcome"),
        append_only("visits_topicoutcome"),
    ]
