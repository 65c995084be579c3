# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sign-ups follow their family, and are only ever added."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family


class Migration(migrations.Migration):
    dependencies = [("signalling", "0001_sign_ups"), ("families", "0002_row_security")]
    operations = [
        secure_by_family("signalling_signup"),
        append_only("signalling_signup"),
    ]
