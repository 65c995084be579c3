# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of Django's database cache: counters of log-in attempts, which all workers share."""

from django.db import migrations

COUNTERS = """
CREATE TABLE access_counter (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX counter_by_end ON access_counter (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0002_log_chain_and_system_account")]
    operations = [migrations.RunSQL(COUNTERS, "DROP TABLE access_counter")]
