# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recordings follow their family; who agreed and what happened is only ever added."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family

ADDED_ONLY = ("recording", "inview", "recordingconsent", "recordingstep", "stepwith")


class Migration(migrations.Migration):
    dependencies = [("video", "0001_recordings_consents_and_steps"), ("families", "0002_row_security")]
    operations = [
        *(secure_by_family(f"video_{name}") for name in (*ADDED_ONLY, "recordingdue")),
        *(append_only(f"video_{name}") for name in ADDED_ONLY),
    ]
