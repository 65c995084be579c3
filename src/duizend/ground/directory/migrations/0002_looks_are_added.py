# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A look at a service is only ever added; a service is closed, never thrown away."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_services_and_looks")]
    operations = [
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON directory_servicecheck FROM duizend_app;"
            "REVOKE DELETE, TRUNCATE ON directory_service FROM duizend_app",
            "GRANT UPDATE, DELETE ON directory_servicecheck TO duizend_app; GRANT DELETE ON directory_service TO duizend_app",
        ),
    ]
