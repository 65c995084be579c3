# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The safeguarding lead of the meldcode can have an account of her own."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0006_role_of_ambassadors")]
    operations = [
        migrations.AlterField(
            model_name="user",
            name="roles",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("nurse", "nurse"),
                        ("coordinator", "coordinator"),
                        ("sender", "sender"),
                        ("analyst", "analyst"),
                        ("municipality", "municipality"),
                        ("administrator", "administrator"),
                        ("log_keeper", "log_keeper"),
                        ("system", "system"),
                        ("ambassador", "ambassador"),
                        ("safeguarding_lead", "safeguarding_lead"),
                    ],
                    max_length=20,
                ),
                default=list,
                size=None,
            ),
        )
    ]
