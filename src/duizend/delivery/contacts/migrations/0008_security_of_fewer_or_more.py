# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fewer or more follows its family; what was chosen is only ever added."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family


class Migration(migrations.Migration):
    dependencies = [("contacts", "0007_fewer_or_more_contacts")]
    operations = [secure_by_family("contacts_dialling"), append_only("contacts_dialling")]
