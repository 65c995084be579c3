# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The practice region has what consents and rights are practised with: every state of a request, and two pairs of eyes."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from duizend.doors.practice.actions import FEWEST_WITH_SCREENING, make_practice_region
from duizend.doors.practice.cast import COORDINATOR, SECOND_COORDINATOR
from duizend.doors.rights.models import Destruction, Receipt
from duizend.doors.rights.models import Request as Asked
from duizend.doors.rights.queries.due import list_due
from duizend.doors.rights.queries.requests import list_moves_to_confirm
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import find_account, identity_of
from duizend.insight.facts.keys import fact_key
from duizend.insight.facts.models import LeftOut, StepFact
from duizend.record.consents.models import Consent, Sharing

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("on", [date(2026, 11, 17), date(2027, 1, 2)], ids=str)
def test_the_region_has_consents_requests_in_each_state_and_files_whose_term_is_over(on: date) -> None:
    make_practice_region(on=on, seed=1000, families=FEWEST_WITH_SCREENING, progress=lambda line: None)
    first, second = find_account(COORDINATOR), find_account(SECOND_COORDINATOR)
    assert second.roles == first.roles == ["coordinator"]
    with acting(identity_of(first)):
        answers = Counter(Consent.objects.filter(purpose="inform").values_list("answer", flat=True))
        assert answers == {"given": 2, "withdrawn": 1}
        assert Sharing.objects.filter(purpose="inform").count() == 3
        states = [tuple(sorted(set(one.steps.values_list("kind", flat=True)))) for one in Asked.objects.order_by("id")]
        assert states == [
            (),
            ("checked",),
            ("checked", "released"),
            ("refused",),
            ("extended",),
            ("settled",),
            (),
            ("checked", "released"),
        ]
        assert [one.recipient for one in list_moves_to_confirm()] == ["JGZ Rivierenland (verzonnen)"]
        objection = Asked.objects.get(kind="objection")
        assert (objection.scope, objection.asked_on) == ("statistics", on - timedelta(days=5))
        assert not StepFact.objects.filter(family_key=fact_key("family", objection.family_id)).exists()
        assert LeftOut.objects.values("mark").distinct().count() == 1
        assert [due.ground for due in list_due(on)].count("declined") >= 2
        proposed = Destruction.objects.get()
        assert (proposed.ground, proposed.proposed_by) == ("unanswered", second)
        assert not Receipt.objects.exists()
