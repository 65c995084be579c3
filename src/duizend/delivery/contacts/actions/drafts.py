# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping what somebody typed of a contact that is not finished yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.delivery.contacts.models import Contact, Draft
from duizend.delivery.contacts.rules.windows import DraftSave, choose_draft
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.ground.kernel.whole import whole
from duizend.record.families.permissions import check_family

if TYPE_CHECKING:
    from duizend.delivery.contacts.models import Appointment


@whole
def save_draft(
    appointment: Appointment, *, content: dict[str, object], revision: int | None, client: str = "", base: int | None = None
) -> Draft:  # fmt: skip
    """Keep what somebody typed so far. An older revision of the same page that arrives late changes nothing.

    `client` is the page that typed it, `base` the revision that filled that page; without a base the page is
    taken to have begun one revision earlier, without a revision the text is the next one.
    Raises ActionRefused when the contact was recorded already (a draft after that would be lost unseen), and
    ContradictsRecord when another page typed further.
    """
    check_family("visit.record", appointment.family)
    if Contact.objects.filter(appointment=appointment).exists():
        raise ActionRefused("already_recorded", _("Dit bezoek is al afgerond. Wijzig het verslag zelf."))
    draft, is_new = Draft.objects.select_for_update(of=("self",), no_key=True).get_or_create(
        appointment=appointment, account_id=current().account_id,
        defaults={"family_id": appointment.family_id, "content": content, "revision": revision or 1, "client": client},
    )  # fmt: skip
    if is_new:
        note("draft.begun", "C", [appointment.family.public_id])
        return draft
    if revision is None:
        revision = draft.revision + 1
    arriving = DraftSave(client, revision, revision - 1 if base is None else base)
    choice = choose_draft(DraftSave(draft.client, draft.revision), arriving)
    if choice == "conflict":
        raise ContradictsRecord("typed_further_elsewhere", _("Op een ander scherm is verder getypt."))
    if choice == "arriving":
        draft.content, draft.revision, draft.client, draft.saved_at = content, revision, client, clock.now()
        draft.save(update_fields=["content", "revision", "client", "saved_at"])
    return draft
