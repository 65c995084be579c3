# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The new tables follow their family; what did not take place is only ever added."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family


class Migration(migrations.Migration):
    dependencies = [("contacts", "0005_households_and_what_did_not_take_place")]
    operations = [
        secure_by_family("contacts_missedcontact"),
        secure_by_family("contacts_contactdue"),
        append_only("contacts_missedcontact"),
    ]
