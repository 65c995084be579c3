# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trajectories follow their family; steps are only ever added."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family


class Migration(migrations.Migration):
    dependencies = [("trajectories", "0001_trajectories_and_steps"), ("families", "0002_row_security")]
    operations = [
        secure_by_family("trajectories_trajectory"),
        secure_by_family("trajectories_trajectorychild"),
        secure_by_family("trajectories_step"),
        secure_by_family("trajectories_assignment"),
        append_only("trajectories_step"),
    ]
