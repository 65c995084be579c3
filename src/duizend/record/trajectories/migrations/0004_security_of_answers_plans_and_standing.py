# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The new tables follow their family; answers, attempts, plans and the wish to be asked nothing are only ever added."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family


class Migration(migrations.Migration):
    dependencies = [("trajectories", "0003_answers_plans_and_standing")]
    operations = [
        secure_by_family("trajectories_parentanswer"),
        secure_by_family("trajectories_askattempt"),
        secure_by_family("trajectories_asknothing"),
        secure_by_family("trajectories_plan"),
        secure_by_family("trajectories_standing"),
        append_only("trajectories_parentanswer"),
        append_only("trajectories_askattempt"),
        append_only("trajectories_asknothing"),
        append_only("trajectories_plan"),
    ]
