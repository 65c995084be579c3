# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What looking for likely duplicates needs, and care relations that a merging lends."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("families", "0004_security_of_people_as_they_are")]

    operations = [
        migrations.AlterField(
            model_name="carerelation",
            name="ground",
            field=models.CharField(
                choices=[("assignment", "assignment"), ("import", "import"), ("merge", "merge")], max_length=20
            ),
        ),
        migrations.AddIndex(
            model_name="pregnancy", index=models.Index(fields=["due_date"], name="pregnancy_by_due_date")
        ),
        migrations.AddIndex(model_name="child", index=models.Index(fields=["birth_date"], name="child_by_birth_date")),
    ]
