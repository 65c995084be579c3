# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contacts follow their family; two appointments of one person never overlap."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family

# An ordinary range of one number makes the exclusion work without the extension btree_gist.
NO_DOUBLE_BOOKING = """
ALTER TABLE contacts_appointmenttime ADD CONSTRAINT no_double_booking
    EXCLUDE USING gist (int8range(professional_id, professional_id, '[]') WITH &&, during WITH &&)
"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_appointments_contacts_and_drafts"), ("families", "0002_row_security")]
    operations = [
        migrations.RunSQL(NO_DOUBLE_BOOKING, "ALTER TABLE contacts_appointmenttime DROP CONSTRAINT no_double_booking"),
        secure_by_family("contacts_appointment"),
        secure_by_family("contacts_appointmenttime"),
        secure_by_family("contacts_contact"),
        secure_by_family("contacts_draft"),
        append_only("contacts_contact"),
    ]
