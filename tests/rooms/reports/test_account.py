# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The account that comes out of what was recorded, for each reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.access.rules.policy import Identity
from duizend.ground.kernel.refusals import ActionRefused, NotFound, NotPermitted
from duizend.ground.region.models import Municipality, RegionSettings
from duizend.insight.facts.models import StepFact
from duizend.insight.reports import queries
from duizend.insight.reports.queries import get_account, get_monitor, list_years
from duizend.insight.reports.rules import STATES, Account, as_json_dict, plain_value
from duizend.record.trajectories.actions import correct_step, end, start
from duizend.record.trajectories.models import Step
from rooms.reports.conftest import YEAR, Region, add_course


def read(region: Region, identity: Identity, **asked: object) -> Account:
    with acting(identity):
        return get_account(region.ask(**asked))


def families(account: Account) -> dict[str, object]:
    return {row.measure: plain_value(row.families) for row in account.rows}


def test_what_was_recorded_comes_out_exactly_for_the_analyst(told: Region, analyst: Identity) -> None:
    account = read(told, analyst)
    found = families(account)
    assert {m: found[m] for m in ("indicated", "started", "not_yet", "declined")} == {
        "indicated": 19, "started": 8, "not_yet": 7, "declined": 4,
    }  # fmt: skip
    assert found["not_or_not_yet"] == 11
    assert found["screened"] is None
    assert found["eligible"] is None
    assert account.heading.capacity == 10
    assert account.threshold is None


def test_the_states_add_up_to_all_who_were_indicated_for_families_and_children(
    story: Region, analyst: Identity
) -> None:
    for code in (None, "GM1", "GM2", "GM3"):
        account = read(story, analyst, municipality=code)
        for group in ("families", "children"):
            counts = {row.measure: plain_value(getattr(row, group)) for row in account.rows}
            assert sum(counts[state] for state in STATES) == counts["indicated"]
            assert counts["started"] + counts["not_or_not_yet"] == counts["indicated"]


def test_a_partner_reads_what_the_annual_account_has(story: Region, analyst: Identity) -> None:
    account = read(story, analyst, audience="partner")
    found = families(account)
    assert (found["indicated"], found["started"], found["not_or_not_yet"]) == (19, 8, 11)
    assert found["declined"] == "<5"
    assert found["not_yet"] == "hidden"
    assert account.threshold == 5


def test_the_public_reads_a_sentence_without_the_small_number(story: Region, analyst: Identity) -> None:
    account = read(story, analyst, audience="public")
    assert families(account)["started"] == "<10"
    assert account.sentence == "19 gezinnen kwamen in aanmerking, minder dan 10 startten."
    assert account.threshold == 10


def test_a_region_that_raised_its_threshold_hides_more(story: Region, analyst: Identity) -> None:
    RegionSettings.objects.update(threshold_partner=9)
    account = read(story, analyst, audience="partner")
    assert account.threshold == 9
    assert families(account)["started"] == "<9"


def test_the_answer_has_the_keys_of_the_command_and_the_name_of_the_place(story: Region, analyst: Identity) -> None:
    answer = as_json_dict(read(story, analyst))
    assert list(answer) == [
        "programme", "year", "municipality", "audience", "basis", "on", "threshold", "capacity", "rows", "notes",
    ]  # fmt: skip
    assert (answer["municipality"], answer["on"], answer["capacity"]) == ("Bovenburg", "2020-12-31", 10)
    assert list(answer["rows"][0]) == ["measure", "families", "children", "definition", "numerator", "denominator"]


def test_a_start_more_changes_the_figure_by_one_at_once(story: Region, analyst: Identity) -> None:
    before = families(read(story, analyst, year=2026, municipality=None))["started"]
    with acting(system_identity("test")):
        add_course(story, "GM3", "started", on=date(2026, 3, 1))
    assert families(read(story, analyst, year=2026, municipality=None))["started"] == before + 1


def test_a_correction_and_a_withdrawal_change_the_figure(story: Region, analyst: Identity) -> None:
    with acting(system_identity("test")):
        first, second = (add_course(story, "GM1", "started", on=date(YEAR, 3, n)) for n in (1, 2))
        assert families(read(story, analyst))["started"] == 10
        for trajectory, said in [(first, {"on": date(2021, 1, 4)}), (second, {"withdrawn": True})]:
            correct_step(Step.objects.get(trajectory=trajectory, kind="started"), **said)
    found = families(read(story, analyst))
    assert (found["started"], found["waiting"]) == (8, 2)
    followed = families(read(story, analyst, basis="intake_cohort"))
    assert (followed["started"], followed["waiting"]) == (9, 1)


def test_endings_belong_to_the_year_they_fell_in_and_to_the_cohort_they_came_from(
    story: Region, analyst: Identity
) -> None:
    with acting(system_identity("test")):
        end(add_course(story, "GM1", "started", on=date(YEAR, 3, 1)), ending="completed", on=date(2021, 5, 1))
    assert families(read(story, analyst))["completed"] == 0
    assert families(read(story, analyst, year=2021))["completed"] == 1
    assert families(read(story, analyst, year=2021))["indicated"] == 0
    assert families(read(story, analyst, basis="intake_cohort"))["completed"] == 1


def test_on_an_earlier_day_the_account_is_as_it_stood_then(story: Region, analyst: Identity) -> None:
    found = families(read(story, analyst, on=date(YEAR, 3, 15)))
    assert (found["indicated"], found["not_yet"], found["started"]) == (19, 7, 0)
    assert families(read(story, analyst, on=date(YEAR, 1, 31)))["indicated"] == 0


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"on": date(2026, 11, 18)}, "day_in_the_future"),
        ({"on": date(2019, 12, 31)}, "day_before_the_year"),
        ({"on": date(2021, 1, 1)}, "day_after_the_year"),
        ({"year": 2027}, "day_before_the_year"),
    ],
)
def test_a_day_without_an_account_is_refused(story: Region, analyst: Identity, asked: dict, code: str) -> None:
    with pytest.raises(ActionRefused) as refused:
        read(story, analyst, **asked)
    assert refused.value.code == code


def test_a_municipality_that_was_not_there_that_year_has_no_account(story: Region, analyst: Identity) -> None:
    Municipality.objects.create(code="GM9", name="Later", valid_from=date(2023, 1, 1))
    with pytest.raises(NotFound):
        read(story, analyst, municipality="GM9")


ALLOWED = {
    ("analyst",): {"analyst", "partner", "public"},
    ("coordinator",): {"partner", "public"},
    ("municipality",): {"partner", "public"},
    ("nurse",): {"public"},
    ("administrator",): {"public"},
    ("log_keeper",): {"public"},
    ("municipality", "nurse"): {"partner", "public"},
}


@pytest.mark.parametrize("roles", ALLOWED, ids="+".join)
@pytest.mark.parametrize("audience", ["analyst", "partner", "public"])
def test_each_role_reads_as_the_audience_it_belongs_to(
    story: Region, people: Callable[..., User], roles: tuple[str, ...], audience: str
) -> None:
    identity = identity_of(people(*roles, municipality="GM1" if "municipality" in roles else ""))
    if audience in ALLOWED[roles]:
        assert read(story, identity, audience=audience).heading.audience == audience
    else:
        with pytest.raises(NotPermitted):
            read(story, identity, audience=audience)


def test_a_municipality_is_a_partner_for_itself_alone(story: Region, people: Callable[..., User]) -> None:
    own = identity_of(people("municipality", municipality="GM2"))
    for code in ("GM1", None):
        with pytest.raises(NotPermitted):
            read(story, own, audience="partner", municipality=code)
        assert read(story, own, audience="public", municipality=code)
    both = identity_of(people("municipality", "coordinator", municipality="GM2"))
    assert read(story, both, audience="partner", municipality="GM1")


def test_reading_is_logged_without_persons_and_a_refusal_too(story: Region, people: Callable[..., User]) -> None:
    own = identity_of(people("municipality", municipality="GM2"))
    read(story, own, audience="partner", municipality="GM2")
    with pytest.raises(NotPermitted):
        read(story, own, audience="partner", municipality="GM1")
    done, refused = LogLine.objects.order_by("-sequence")[:2][::-1]
    assert (done.event, done.action, done.outcome, done.subjects) == ("report.read", "R", "done", [])
    assert done.detail == f"{story.version.programme} 2020 GM2 partner calendar_year 2020-12-31"
    assert (refused.event, refused.outcome) == ("report.partner", "refused")


def test_contacts_held_are_shown_only_beside_a_number_of_starts_that_is_shown(story: Region, analyst: Identity) -> None:
    with acting(analyst):
        assert get_monitor(story.ask()).delivery.contacts == 0
        assert get_monitor(story.ask(audience="partner")).delivery.contacts == 0
        public = get_monitor(story.ask(audience="public")).delivery
        assert (public.contacts, public.capacity) == (None, 10)


def test_only_the_analyst_is_told_how_far_the_facts_go_back(story: Region) -> None:
    with acting(system_identity("test")):
        add_course(story, "GM3", "not_offered", on=date(2015, 3, 1))
    assert list_years(story.version.programme, audience="analyst")[-1] == 2015
    assert list_years(story.version.programme, audience="public") == tuple(range(2026, 2019, -1))


def test_a_thousand_families_or_thirty_municipalities_ask_no_more_of_the_database(
    region: Region, analyst: Identity
) -> None:
    def queries_of() -> int:
        queries._answers.clear()
        with (
            acting(analyst),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            get_monitor(region.ask())
        return len(asked)

    few = queries_of()
    for n in range(10, 40):
        Municipality.objects.create(code=f"GM{n}", name=f"Plaats {n}", valid_from=date(1900, 1, 1))
    StepFact.objects.bulk_create(
        StepFact(
            step_key=f"q{n}", trajectory_key=f"q{n}", family_key=f"q{n}", programme=region.version.programme,
            version="1", municipality=f"GM{10 + n % 30}", place=1, kind="indicated", children=1,
            happened_on=date(YEAR, 1, 1) + timedelta(days=n % 300), entered_at=f"{YEAR}-12-01T12:00:00Z",
        )
        for n in range(1000)
    )  # fmt: skip
    assert queries_of() == few <= 10
    with acting(analyst), CaptureQueriesContext(connection) as asked:
        monitor = get_monitor(region.ask(municipality=None))
    assert len(asked) < few, "the same table again is not counted again"
    assert plain_value(monitor.account.row("indicated").families) == 1000


def test_the_role_that_reads_facts_can_read_nothing_else(separate_database: dict[str, str]) -> None:
    with psycopg.connect(separate_database["DATABASE_REPORT_URL"], autocommit=True) as report:
        assert report.execute("SELECT count(*) FROM facts.step").fetchone() == (0,)
        tables = report.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('facts', 'pg_catalog', 'information_schema')"
        ).fetchall()
        assert len(tables) > 20
        for (table,) in tables:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                report.execute(f"SELECT * FROM {table}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            report.execute("DELETE FROM facts.step")


def test_who_waits_and_then_starts_moves_from_one_state_to_the_other(story: Region, analyst: Identity) -> None:
    with acting(system_identity("test")):
        waiting = add_course(story, "GM1", "waiting", on=date(YEAR, 6, 1))
        assert families(read(story, analyst))["waiting"] == 1
        start(waiting, on=date(YEAR, 9, 1))
    found = families(read(story, analyst))
    assert (found["indicated"], found["started"], found["waiting"]) == (20, 9, 0)
