# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The application may read which migrations were applied, to say whether it is ready.

Django makes that table before the first migration runs, so the default privileges did not reach it.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_ground_rules_of_the_database")]
    operations = [
        migrations.RunSQL(
            "GRANT SELECT ON django_migrations TO duizend_app", "REVOKE SELECT ON django_migrations FROM duizend_app"
        ),
    ]
