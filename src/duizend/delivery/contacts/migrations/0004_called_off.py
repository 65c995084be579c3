# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An appointment can be called off by people, apart from the end of its trajectory."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0003_page_that_typed_a_draft")]
    operations = [
        migrations.AlterField(
            "appointment",
            "cancelled_because",
            models.CharField(
                blank=True,
                max_length=20,
                choices=[
                    ("trajectory_ended", "trajectory ended"),
                    ("replaced", "replaced"),
                    ("called_off", "called off"),
                ],
            ),
        ),
    ]
