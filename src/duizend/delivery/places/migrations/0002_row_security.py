# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places, support and voices follow their family, and are only ever added; terms are worked out and follow it too."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family


class Migration(migrations.Migration):
    dependencies = [("places", "0001_arrangements_support_and_terms"), ("families", "0002_row_security")]
    operations = [
        secure_by_family("places_arrangement"),
        secure_by_family("places_support"),
        secure_by_family("places_childvoice"),
        secure_by_family("places_placeterm"),
        append_only("places_arrangement"),
        append_only("places_support"),
        append_only("places_childvoice"),
    ]
