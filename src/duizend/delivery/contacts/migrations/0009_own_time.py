# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everybody sees which time of her own is taken, also by a family that she does not care for today.

A relation may begin on the day of the appointment, or have ended after it: without this a taken time would be proposed
as a free one, and refused when it is chosen.
"""

from django.db import migrations

from duizend.record.families.row_security import MINE

OWN_TIME = f"""
CREATE POLICY own_time ON contacts_appointmenttime FOR SELECT TO duizend_app USING (professional_id = ANY (ARRAY({MINE})))
"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0008_security_of_fewer_or_more")]
    operations = [migrations.RunSQL(OWN_TIME, "DROP POLICY own_time ON contacts_appointmenttime")]
