# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the safeguarding ring decided about its log lines: added and never changed, and in that ring until released."""

from django.db import migrations, models

# Deciding is for who reaches the whole ring; that lines were released is told to whoever acts, as the lines then are.
RING = """
ALTER TABLE access_ringdecision ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_ringdecision FORCE ROW LEVEL SECURITY;
CREATE POLICY safeguarding_ring ON access_ringdecision TO duizend_app
    USING ((SELECT current_setting('duizend.guarded', true)) = 'region'
        OR (kind = 'released' AND (SELECT nullif(current_setting('duizend.account', true), '')) IS NOT NULL))
    WITH CHECK ((SELECT current_setting('duizend.guarded', true)) = 'region');
REVOKE UPDATE, DELETE, TRUNCATE ON access_ringdecision FROM duizend_app;
-- The guarded lines among millions of others: what is due is asked for without reading all.
CREATE INDEX log_guarded ON access_logline (sequence) WHERE purpose = 'safeguarding';
"""
UNDO = """
DROP INDEX log_guarded;
GRANT UPDATE, DELETE ON access_ringdecision TO duizend_app;
DROP POLICY safeguarding_ring ON access_ringdecision;
"""
KINDS = ("kept", "released")
REASONS = ("safety", "trail_open", "others_at_risk", "family_informed", "trail_closed", "no_longer_needed")


class Migration(migrations.Migration):
    dependencies = [("access", "0007_role_of_safeguarding_lead")]
    operations = [
        migrations.CreateModel(
            name="RingDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=14)),
                ("kind", models.CharField(choices=[(kind, kind) for kind in KINDS], max_length=10)),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(choices=[(code, code) for code in REASONS], max_length=20)),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.CharField(max_length=14)),
            ],
            options={
                "indexes": [models.Index(fields=["subject", "decided_at"], name="ring_decision_by_subject")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(kind="released", until__isnull=False)
                        | models.Q(kind="kept", until__isnull=True),
                        name="released_until_a_moment",
                    )
                ],
            },
        ),
        migrations.RunSQL(RING, UNDO),
    ]
