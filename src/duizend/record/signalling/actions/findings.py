# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A talk by which families are found: how it came out, and what the parents want to be signed up for after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from duizend.catalogue.queries import get_programme, list_offered_programmes
from duizend.ground.access.identity import current, note
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.instruments.actions import record_talk_outcome
from duizend.record.instruments.rules.finding import check_signed_up_for, leads_to
from duizend.record.signalling.models import SignUp
from duizend.record.signalling.rules.sign_ups import sign_up_ends_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.record.families.models import Child, Family
    from duizend.record.instruments.models import TalkOutcome

OWN_ORGANISATION = "jgz"


@transaction.atomic
def keep_talk(
    family: Family, version: ProgrammeVersion, outcome: str, *, on: date, child: Child | None = None,
    sign_up_for: Sequence[str] = (),
) -> TalkOutcome:  # fmt: skip
    """Keep how a talk came out, and sign the family up for what its parents agreed to; nothing of what was said.

    Raises ActionRefused as `record_talk_outcome` does, and for a programme to which the outcome does not lead.
    """
    kept = record_talk_outcome(family, version, on=on, outcome=outcome, child=child)
    finding = get_programme(version).forms.finding
    decision = check_signed_up_for(sign_up_for, leads_to(finding, outcome, offered=list_offered_programmes()))
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    for programme in dict.fromkeys(sign_up_for):
        same = SignUp.objects.current().filter(family=family, happened_on=on, programme=programme, withdrawn=False)
        if same.exists():
            continue
        note("sign_up.recorded", "C", [family.public_id], detail=OWN_ORGANISATION)
        SignUp.objects.create(
            family=family, happened_on=on, source=OWN_ORGANISATION, parents_know="agreed", programme=programme,
            ends_on=sign_up_ends_on(on), entered_by_id=current().account_id,
        )  # fmt: skip
    return kept
