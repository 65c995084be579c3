# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Until when a question is due: it rests once the programme's window is over for the child."""

import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trajectories", "0004_security_of_answers_plans_and_standing")]
    operations = [
        migrations.AddField(
            model_name="standing", name="due_until", field=models.DateField(default=datetime.date(9999, 12, 31))
        ),
        migrations.RemoveIndex(model_name="standing", name="standing_by_what_is_due"),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                fields=["due_for", "due_on", "due_until"],
                name="standing_by_due_period",
                condition=models.Q(("due_for", ""), _negated=True),
            ),
        ),
    ]
