# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Instrument files are stored once per version; what comes out of them is added, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound, NotPermitted
from duizend.record.families.models import Family, Parent
from duizend.record.instruments.actions import correct_result, load_instruments, record_result, withdraw_result
from duizend.record.instruments.models import InstrumentVersion, Result
from duizend.record.instruments.queries import (
    get_current_instrument,
    get_instrument,
    get_result,
    list_current_instruments,
    results_of,
)
from duizend.record.instruments.rules.instrument import Outcome
from rooms.desk import builder
from rules.instruments.test_reader import TEXT

if TYPE_CHECKING:
    from pathlib import Path

ON = builder.TODAY
FOUR = Outcome(Decimal(4))


@pytest.fixture(autouse=True)
def _on_a_wednesday(_no_practice_date_left: None) -> None:
    clock.set_practice_date(builder.TODAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "weerpraat.toml").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def family() -> Iterator[Family]:
    with builder.everything():
        yield builder.make_family()


def load(*folders: Path) -> list[InstrumentVersion]:
    with builder.everything():
        return load_instruments(folders)


def shipped() -> InstrumentVersion:
    load_instruments(settings.DUIZEND.instrument_folders)
    return list_current_instruments()[0]


def mother(family: Family) -> Parent:
    return family.parents.all()[0]


def refused(call: object, *args: object, **said: object) -> str:
    before = Result.objects.count()
    with pytest.raises(ActionRefused) as refusal, transaction.atomic():
        call(*args, **said)
    assert Result.objects.count() == before
    return refusal.value.code


def test_an_instrument_file_is_stored_once_with_text_and_digest_and_logged(folder: Path) -> None:
    (version,) = load(folder)
    assert (version.instrument, version.version, version.text) == ("weerpraat", "1", TEXT)
    line = LogLine.objects.order_by("-sequence").first()
    assert (line.event, line.detail) == ("instrument.loaded", "weerpraat 1")
    assert load(folder) == []


def test_a_file_that_changed_under_a_known_version_is_refused_and_a_new_version_stands_beside_it(folder: Path) -> None:
    load(folder)
    path = folder / "weerpraat.toml"
    path.write_text(TEXT.replace("until = 4", "until = 5").replace("from = 4\n", "from = 5\n"), encoding="utf-8")
    with pytest.raises(ActionRefused) as refusal:
        load(folder)
    assert refusal.value.code == "instrument_changed_under_known_version"
    path.write_text(TEXT.replace('version = "1"', 'version = "2"').replace("2025-01", "2026-01"), encoding="utf-8")
    load(folder)
    assert [one.version for one in list_current_instruments()] == ["2"]
    assert get_instrument(get_current_instrument("weerpraat")).version == "2"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("weerpraat.toml", "min = [", "weerpraat.toml: line"), ("other.toml", TEXT, "duplicate_version"),
        ("bad.toml", b"\xff", "bad_encoding"),
    ],
)  # fmt: skip
def test_a_file_with_a_mistake_loads_nothing(folder: Path, name: str, text: str | bytes, line: str) -> None:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ActionRefused, match="instrument_file_refused") as refusal:
        load(folder)
    assert line in refusal.value.reason
    assert not InstrumentVersion.objects.exists()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ActionRefused, match="instrument_file_refused"):
        load(tmp_path / "nowhere")


def test_only_who_may_set_up_the_region_loads(folder: Path) -> None:
    with pytest.raises(NotPermitted), acting(identity_of(builder.make_account("nurse"))):
        load_instruments([folder])


def test_an_instrument_that_is_not_loaded_is_not_found() -> None:
    with pytest.raises(NotFound):
        get_current_instrument("weerpraat")


def test_a_result_is_one_parents_own_with_day_author_and_version(family: Family) -> None:
    version = shipped()
    made = record_result(family, version, on=ON, outcome=FOUR, parent=mother(family))
    (found,) = results_of(family)
    assert (found.pk, found.parent, found.score, found.version) == (made.pk, mother(family), Decimal(4), version)
    assert (found.happened_on, found.entered_by.name) == (ON, User.objects.get(pk=made.entered_by_id).name)


def test_missing_is_a_value_with_a_reason(family: Family) -> None:
    record_result(family, shipped(), on=ON, outcome=Outcome(missing_because="refused"), parent=mother(family))
    (found,) = results_of(family)
    assert (found.score, found.missing_because) == (None, "refused")


def test_what_cannot_have_come_out_is_refused(family: Family) -> None:
    version, parent = shipped(), mother(family)
    assert refused(record_result, family, version, on=ON, outcome=Outcome(), parent=parent) == "score_or_reason"
    assert refused(record_result, family, version, on=ON, outcome=Outcome(Decimal(99)), parent=parent) == "not_on_scale"
    assert refused(record_result, family, version, on=ON, outcome=FOUR) == "whose_result"
    tomorrow = ON + timedelta(days=1)
    assert refused(record_result, family, version, on=tomorrow, outcome=FOUR, parent=parent) == "day_to_come"
    other = builder.make_family(surname="Buur")
    assert refused(record_result, family, version, on=ON, outcome=FOUR, parent=mother(other)) == "not_of_this_family"
    child = other.children.all()[0]
    assert (
        refused(record_result, family, version, on=ON, outcome=FOUR, parent=parent, child=child) == "not_of_this_family"
    )


def test_a_correction_is_a_new_fact_and_the_old_one_stays(family: Family) -> None:
    first = record_result(family, shipped(), on=ON, outcome=FOUR, parent=mother(family))
    second = correct_result(first, on=date(2026, 11, 3), outcome=Outcome(Decimal(2)))
    assert [one.pk for one in results_of(family)] == [second.pk]
    assert Result.objects.filter(family=family).count() == 2
    assert refused(correct_result, first, on=ON, outcome=FOUR) == "no_longer_stands"
    assert refused(correct_result, second, on=ON, outcome=Outcome(Decimal(-1))) == "not_on_scale"
    with pytest.raises(NotFound):
        get_result(family, first.public_id)
    assert get_result(family, second.public_id) == second


def test_a_withdrawn_result_no_longer_stands_and_stays_in_the_record(family: Family) -> None:
    made = record_result(family, shipped(), on=ON, outcome=FOUR, parent=mother(family))
    taken_back = withdraw_result(made)
    assert results_of(family) == []
    assert (taken_back.corrects, taken_back.withdrawn) == (made, True)
    assert refused(withdraw_result, made) == "no_longer_stands"
    assert refused(withdraw_result, taken_back) == "no_longer_stands"


def test_the_application_cannot_change_or_remove_a_result(family: Family) -> None:
    made = record_result(family, shipped(), on=ON, outcome=FOUR, parent=mother(family))
    for sql in ("UPDATE instruments_result SET score = 0", "DELETE FROM instruments_result"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert Result.objects.get(pk=made.pk).score == Decimal(4)


def test_a_nurse_without_a_care_relation_sees_and_records_nothing() -> None:
    with builder.everything():
        family = builder.make_family()
        version = shipped()
        record_result(family, version, on=ON, outcome=FOUR, parent=mother(family))
    account, _professional = builder.make_nurse()
    with acting(identity_of(account)):
        assert results_of(family) == []
    with pytest.raises(NotPermitted), acting(identity_of(account)):
        record_result(family, version, on=ON, outcome=FOUR, parent=mother(family))
    with pytest.raises(NotPermitted), acting(identity_of(builder.make_account("analyst"))):
        record_result(family, version, on=ON, outcome=FOUR, parent=mother(family))
