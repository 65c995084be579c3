# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of what people state themselves about their file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.kernel.prepared import prepared
from duizend.record.families.models import OwnStatement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


def list_statements(family_id: int, *about: str, ids: Iterable[str] = ()) -> list[OwnStatement]:
    """List the statements of a family about these parts of the file, oldest first; all of them where none is named.

    `ids`: of statements about a contact, those about these contacts only. One statement to the database.
    """
    rows, wanted = list(_statements(family_id)), set(ids)
    return [
        row for row in rows
        if not about or (row.about in about and (row.about != "contact" or row.about_id in wanted))
    ]  # fmt: skip


@prepared
def _statements(family_id: int) -> QuerySet[OwnStatement]:
    rows = OwnStatement.objects.filter(family_id=family_id, corrected_by__isnull=True, withdrawn=False)
    return rows.select_related("parent", "child").order_by("id")
