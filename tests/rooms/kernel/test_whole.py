# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An action with actions inside is done whole or not at all, with one savepoint."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.whole import whole
from duizend.ground.region.models import Municipality


@whole
def found(code: str, *, refused: bool = False) -> None:
    Municipality.objects.create(code=code, name=code, valid_from=date(2020, 1, 1))
    if refused:
        raise ActionRefused("no", "Nee.")


@whole
def found_two(*, refused: bool = False) -> None:
    found("GM9800")
    found("GM9801", refused=refused)


def codes() -> list[str]:
    return list(Municipality.objects.filter(code__startswith="GM980").order_by("code").values_list("code", flat=True))


def test_an_action_with_two_inside_takes_one_savepoint() -> None:
    with CaptureQueriesContext(connection) as asked:
        found_two()
    assert sum(one["sql"].startswith("SAVEPOINT") for one in asked) == 1
    assert codes() == ["GM9800", "GM9801"]


def test_what_is_refused_inside_undoes_the_whole_and_the_transaction_goes_on() -> None:
    with pytest.raises(ActionRefused):
        found_two(refused=True)
    assert codes() == []
    found("GM9802")
    assert codes() == ["GM9802"]


def test_an_action_may_live_on_after_a_refusal_in_a_part_of_its_own() -> None:
    @whole
    def found_one() -> None:
        found("GM9803")
        with pytest.raises(ActionRefused), transaction.atomic():
            found("GM9804", refused=True)
        found("GM9805")

    found_one()
    assert codes() == ["GM9803", "GM9805"]
