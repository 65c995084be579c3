# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the trajectories stand that are there already, and what their contacts were counted from.

What only the programme file tells (until when a first contact is due) is taken as four weeks after the assignment, and
certificates are left to the next write: every write of a trajectory works all of it out anew. Row security is lifted
from the owner of the tables for the length of this migration, and for nobody else.
"""

from django.db import migrations

READ = (
    "families_pregnancy", "families_child", "trajectories_trajectory", "trajectories_trajectorychild", "trajectories_step",
    "trajectories_assignment", "trajectories_standing", "trajectories_plan",
)  # fmt: skip

STATES = """
INSERT INTO trajectories_standing (trajectory_id, family_id, programme, municipality_id, neighbourhood_id, professional_id,
                                   state, since, times_asked, due_for, due_on)
WITH current_step AS (
    SELECT step.* FROM trajectories_step step
     WHERE NOT step.withdrawn AND NOT EXISTS (SELECT FROM trajectories_step later WHERE later.corrects_id = step.id)
), last_step AS (
    SELECT DISTINCT ON (trajectory_id) trajectory_id, kind, happened_on, ask_again_on FROM current_step
     ORDER BY trajectory_id, happened_on DESC, place DESC
), asked AS (
    SELECT trajectory_id, count(*) AS times FROM current_step WHERE kind = 'offered' GROUP BY trajectory_id
), family_asked AS (
    SELECT family_id, happened_on, row_number() OVER (PARTITION BY family_id ORDER BY happened_on DESC) AS place
      FROM current_step WHERE kind = 'offered'
), setting AS (
    SELECT coalesce(max(asking_per_family), 4) AS times,
           make_interval(months => coalesce(max(asking_months), 12)::int, days => coalesce(max(asking_days), 0)::int) AS within
      FROM region_regionsettings
), stand AS (
    SELECT t.id, t.family_id, version.programme, t.municipality_id, t.neighbourhood_id, last.kind, last.happened_on AS since,
           last.ask_again_on, coalesce(asked.times, 0) AS times, assigned.professional_id, assigned.valid_from AS assigned_on,
           CASE last.kind WHEN 'accepted' THEN 'waiting' WHEN 'started' THEN 'running' WHEN 'resumed' THEN 'running'
                WHEN 'handed_over' THEN 'running' ELSE last.kind END AS state,
           coalesce(substring(version.text FROM '(?n)^cap *= *([0-9]+)')::int, 1) AS cap,
           replace(coalesce(substring(version.text FROM '(?n)^answer_term *= *"([^"]+)"'), '2w'), 'm', 'mon')::interval AS term,
           (SELECT (asked_then.happened_on + setting.within)::date FROM family_asked asked_then
             WHERE asked_then.family_id = t.family_id AND asked_then.place = setting.times) AS room_on
      FROM trajectories_trajectory t
      CROSS JOIN setting
      JOIN catalogue_programmeversion version ON version.id = t.version_id
      JOIN last_step last ON last.trajectory_id = t.id
      LEFT JOIN asked ON asked.trajectory_id = t.id
      LEFT JOIN trajectories_assignment assigned ON assigned.trajectory_id = t.id AND assigned.valid_until IS NULL
), due AS (
    SELECT stand.*,
           CASE WHEN state = 'indicated' THEN 'offer' WHEN state = 'offered' THEN 'answer'
                WHEN state = 'not_yet' AND times < cap THEN 'ask_again'
                WHEN state = 'no_answer' AND times < cap THEN 'try_again'
                WHEN state = 'waiting' AND professional_id IS NULL THEN 'assign' WHEN state = 'waiting' THEN 'start'
                WHEN state IN ('running', 'paused') AND professional_id IS NULL THEN 'assign' ELSE '' END AS due_for
      FROM stand
)
SELECT id, family_id, programme, municipality_id, neighbourhood_id, CASE WHEN state <> 'ended' THEN professional_id END, state,
       since, times, due_for,
       CASE due_for WHEN 'offer' THEN greatest(since, room_on) WHEN 'answer' THEN (since + term)::date
            WHEN 'ask_again' THEN CASE WHEN ask_again_on IS NOT NULL THEN greatest(ask_again_on, room_on) END
            WHEN 'try_again' THEN greatest(since, room_on)
            WHEN 'assign' THEN since WHEN 'start' THEN assigned_on + 28 END
  FROM due
"""

PLANS = """
INSERT INTO trajectories_plan (trajectory_id, family_id, because, due_on, born_on, made_at)
SELECT t.id, t.family_id, 'indicated', pregnancy.due_date,
       (SELECT max(child.birth_date) FROM trajectories_trajectorychild link JOIN families_child child ON child.id = link.child_id
         WHERE link.trajectory_id = t.id), now()
  FROM trajectories_trajectory t LEFT JOIN families_pregnancy pregnancy ON pregnancy.id = t.pregnancy_id
"""


def _force(how: str) -> str:
    return ";".join(f"ALTER TABLE {table} {how} ROW LEVEL SECURITY" for table in READ)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_programme_versions_and_capacity"),
        ("region", "0003_how_often_a_family_is_asked"),
        ("families", "0004_security_of_people_as_they_are"),
        ("trajectories", "0004_security_of_answers_plans_and_standing"),
    ]
    operations = [
        migrations.RunSQL(_force("NO FORCE"), migrations.RunSQL.noop),
        # Constraints wait for the end of a transaction, and no table can be altered before they were looked at.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(STATES, migrations.RunSQL.noop),
        migrations.RunSQL(PLANS, migrations.RunSQL.noop),
        migrations.RunSQL(_force("FORCE"), migrations.RunSQL.noop),
    ]
