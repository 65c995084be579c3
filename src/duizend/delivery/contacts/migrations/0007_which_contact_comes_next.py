# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which contact comes next of the trajectories that are there already, as the rules have it.

Row security is lifted from the owner of the tables for the length of this migration, and for nobody else.
"""

from collections import defaultdict
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import migrations

from duizend.catalogue.queries import get_programme
from duizend.catalogue.rules.anchors import Anchor
from duizend.catalogue.rules.schedule import list_contacts
from duizend.delivery.contacts.rules.protocol import next_due
from duizend.delivery.contacts.rules.windows import windows_from

READ = (
    "families_pregnancy", "families_child", "trajectories_trajectory", "trajectories_trajectorychild",
    "trajectories_step", "trajectories_standing", "contacts_appointment", "contacts_contact", "contacts_contactdue",
)  # fmt: skip


def _force(how: str) -> str:
    return ";".join(f"ALTER TABLE {table} {how} ROW LEVEL SECURITY" for table in READ)


def _agreed_on(step) -> object:
    return step.happened_on if step.corrects_id else step.entered_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def _grouped(rows, key: str) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def fill(apps, schema_editor) -> None:
    def rows_of(room: str, model: str):
        return apps.get_model(room, model).objects.using(schema_editor.connection.alias)

    running = rows_of("trajectories", "Standing").filter(state__in=("waiting", "running"))
    ids = list(running.values_list("trajectory_id", flat=True))
    trajectories = list(rows_of("trajectories", "Trajectory").filter(pk__in=ids).select_related("version", "pregnancy"))
    now = {"trajectory_id__in": ids, "withdrawn": False, "corrected_by": None}
    steps = rows_of("trajectories", "Step").filter(**now, kind__in=("accepted", "started"))
    steps = _grouped(steps.order_by("happened_on", "place"), "trajectory_id")
    links = rows_of("trajectories", "TrajectoryChild").filter(trajectory_id__in=ids)
    links = _grouped(links.select_related("child"), "trajectory_id")
    held = _grouped(rows_of("contacts", "Contact").filter(**now), "trajectory_id")
    planned = rows_of("contacts", "Appointment").filter(trajectory_id__in=ids, cancelled_at=None, contacts=None)
    planned = _grouped(planned.order_by("starts_at", "id"), "trajectory_id")
    ContactDue = apps.get_model("contacts", "ContactDue")
    rows = []
    for trajectory in trajectories:
        own = steps[trajectory.pk]
        children = [link.child for link in links[trajectory.pk]]
        births = [child.birth_date for child in children if child.died_on is None] or [c.birth_date for c in children]
        anchor = Anchor(
            due_on=trajectory.pregnancy.due_date if trajectory.pregnancy else None,
            born_on=max(births, default=None),
            started_on=next((step.happened_on for step in own if step.kind == "started"), None),
        )
        agreed = [step for step in own if step.kind == "accepted"]
        coming = planned[trajectory.pk]
        window = next_due(
            windows_from(list_contacts(get_programme(trajectory.version), anchor)),
            held=[contact.moment for contact in held[trajectory.pk]],
            planned=[appointment.moment for appointment in coming],
            since=_agreed_on(agreed[-1]) if agreed else None,
        )
        if window is not None:
            rows.append(
                ContactDue(
                    trajectory_id=trajectory.pk, family_id=trajectory.family_id, moment=window.moment,
                    from_on=window.from_on, target_on=window.target_on, until_on=window.until_on,
                    appointment_id=next((a.pk for a in coming if a.moment == window.moment), None),
                )
            )  # fmt: skip
    rows_of("contacts", "ContactDue").bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_programme_versions_and_capacity"),
        ("trajectories", "0005_where_trajectories_stand"),
        ("contacts", "0006_security_of_what_did_not_take_place"),
    ]
    operations = [
        migrations.RunSQL(_force("NO FORCE"), migrations.RunSQL.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
        # Constraints wait for the end of a transaction, and no table can be altered before they were looked at.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(_force("FORCE"), migrations.RunSQL.noop),
    ]
