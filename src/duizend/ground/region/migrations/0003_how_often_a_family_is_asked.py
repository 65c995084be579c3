# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often a family may be asked anything, over all programmes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("region", "0002_contact_points")]

    operations = [
        migrations.AddField("regionsettings", "asking_per_family", models.PositiveSmallIntegerField(default=4)),
        migrations.AddField("regionsettings", "asking_months", models.PositiveSmallIntegerField(default=12)),
        migrations.AddField("regionsettings", "asking_days", models.PositiveSmallIntegerField(default=0)),
    ]
