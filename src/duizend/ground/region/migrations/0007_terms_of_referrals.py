# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a service of the social map is looked at again, and within how many days a partner answers a referral."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("region", "0006_meldcode_choices"),
    ]

    operations = [
        migrations.AddField(
            model_name="regionsettings",
            name="referral_answer_days",
            field=models.PositiveSmallIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="regionsettings",
            name="service_check_days",
            field=models.PositiveSmallIntegerField(default=180),
        ),
    ]
