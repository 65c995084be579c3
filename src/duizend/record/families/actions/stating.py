# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Adding to the file what somebody says against something in it, in their own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.families.models import STATED_ABOUT, OwnStatement
from duizend.record.families.permissions import check_family

if TYPE_CHECKING:
    from datetime import date

    from duizend.record.families.models import Child, Family, Parent


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody states: a parent or a young person, about what (`about_id`: which contact), in which words, on which day."""

    words: str
    on: date
    about: str = "file"
    about_id: str = ""
    parent: Parent | None = None
    child: Child | None = None


@transaction.atomic
def add_own_statement(family: Family, stated: Stated) -> OwnStatement:
    """Add a statement to the file. Nobody judges it: it may be added whatever comes of a request to correct.

    Raises ActionRefused for no words, a day to come, somebody of another family, and something it cannot be about.
    """
    check_family("family.update", family)
    who = stated.parent or stated.child
    if who is None or who.family_id != family.pk:
        raise ActionRefused("whose", _("Kies van wie deze verklaring is: een ouder of een kind van dit gezin."))
    if not stated.words.strip():
        raise ActionRefused("no_words", _("Schrijf de verklaring op in hun eigen woorden."))
    if stated.on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
    if stated.about not in STATED_ABOUT or (stated.about == "contact") != bool(stated.about_id):
        raise ActionRefused("about_what", _("Kies waar de verklaring over gaat."))
    made = OwnStatement.objects.create(
        family=family, parent=stated.parent, child=stated.child, about=stated.about, about_id=stated.about_id,
        words=stated.words.strip(), happened_on=stated.on, entered_by_id=current().account_id,
    )  # fmt: skip
    note("family.statement", "C", [family.public_id], detail=stated.about)
    return made
