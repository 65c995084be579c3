# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of families is read in the order of an index; the index before served searching at the start only, and nothing used it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("families", "0005_finding_duplicates_and_lent_relations")]
    operations = [
        migrations.RemoveIndex(model_name="family", name="family_by_name"),
        migrations.AddIndex(
            model_name="family", index=models.Index(fields=["search_name", "id"], name="family_in_order")
        ),
    ]
