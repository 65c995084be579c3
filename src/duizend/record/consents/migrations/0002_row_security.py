# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Consents follow their family; what was answered and shared is only ever added."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family

TABLES = ("consent", "sharing", "sharedunder")


class Migration(migrations.Migration):
    dependencies = [("consents", "0001_consents_and_sharings"), ("families", "0002_row_security")]
    operations = [
        *(secure_by_family(f"consents_{name}") for name in TABLES),
        *(append_only(f"consents_{name}") for name in TABLES),
    ]
