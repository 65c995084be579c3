# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second line: raw SQL under the application's role sees no family that the acting identity may not reach."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.access.rules.policy import ROLES
from duizend.ground.kernel import clock
from duizend.ground.workforce.models import Professional
from duizend.record.families.models import CareRelation, Family
from rooms.access.one_row_each import (
    guarded_tables,
    make_family_with_one_row_each,
    models_of_a_family,
    models_of_no_family,
    tables_with_a_policy,
)  # fmt: skip

# Nobody's family: only who reaches the whole region sees them.
OF_THE_REGION = {
    "signalling_senderlink", "signalling_screeningline", "signalling_screeningcount",
    "community_activity", "community_callback", "community_check", "community_count", "community_proposal",
}  # fmt: skip
# What colleagues learned belongs to no family; she herself sees her own.
OF_THE_REGION |= {"workforce_learning", "workforce_competence", "workforce_chainagreement"}
# Volunteers belong to no family.
OF_THE_REGION |= {
    f"matching_volunteer{part}"
    for part in ("", "check", "times", "pause", "said", "saidhandled", "end", "link", "word")
}
SETTINGS = ("duizend.account", "duizend.reach", "duizend.today", "duizend.guarded")


@dataclass
class World:
    """Two families with a row in every table, and a nurse of the first."""

    own: Family
    other: Family
    rows_of_own: dict[str, int]
    nurse: User
    relation: CareRelation


@pytest.fixture
def world() -> World:
    today = clock.today()
    account = User.objects.create(email="zorg@example.org", name="Zorg", roles=["nurse"])
    professional = Professional.objects.create(name="Zorg", account=account)
    stranger = Professional.objects.create(name="Ander")
    with acting(system_identity("safeguarding")):
        own, rows = make_family_with_one_row_each(1)
        other, _ = make_family_with_one_row_each(2)
        relation = CareRelation.objects.create(family=own, professional=professional, valid_from=today, ground="import")
        CareRelation.objects.create(family=other, professional=stranger, valid_from=today, ground="import")
    return World(own, other, rows, account, relation)


def be(account: str = "", reach: str = "", today: dt.date | str = "", guarded: str = "") -> None:
    """Set what the database knows of who acts, as a forgetful or a careful caller would."""
    with connection.cursor() as cursor:
        for name, value in zip(SETTINGS, (account, reach, str(today), guarded), strict=True):
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


def counts() -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        for table in tables_with_a_policy():
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
    return found


def test_every_table_of_a_family_has_a_policy_that_even_its_owner_is_under() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND (c.relname = 'families_family' OR EXISTS"
            " (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'family_id' AND NOT a.attisdropped))"
        )
        found = {name: (enabled, forced) for name, enabled, forced in cursor.fetchall()}
    assert {name for name, state in found.items() if state != (True, True)} == set()
    of_no_family = {model._meta.db_table for model in models_of_no_family()}
    assert (
        set(found)
        == {model._meta.db_table for model in models_of_a_family()}
        == set(tables_with_a_policy()) - of_no_family
    )
    assert of_no_family - set(guarded_tables()) == {"signalling_signupdetails", *OF_THE_REGION}


def test_tables_without_a_policy_have_no_foreign_key_to_one_with() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.conrelid::regclass::text FROM pg_constraint c WHERE c.contype = 'f'"
            " AND c.confrelid::regclass::text = ANY(%s) AND NOT c.conrelid::regclass::text = ANY(%s)",
            [tables_with_a_policy(), tables_with_a_policy()],
        )
        assert cursor.fetchall() == []


def test_nobody_sees_nothing_of_any_family(world: World) -> None:
    be()
    assert set(counts().values()) == {0}


def test_who_has_no_reach_sees_nothing_either(world: World) -> None:
    stranger = User.objects.create(email="analist@example.org", name="Analist", roles=["analyst"])
    be(str(stranger.pk), "none", clock.today())
    assert set(counts().values()) == {0}


def test_a_nurse_sees_every_row_of_her_own_family_and_no_other(world: World) -> None:
    be(str(world.nurse.pk), "own", clock.today())
    found = counts()
    closed = {*OF_THE_REGION, *guarded_tables()}
    assert {table: n for table, n in found.items() if n != (table not in closed)} == {}
    with connection.cursor() as cursor:
        for model in models_of_a_family():
            table, key = model._meta.db_table, model._meta.pk.column
            if table in world.rows_of_own and table not in closed:
                cursor.execute(f"SELECT {key} FROM {table}")
                assert cursor.fetchall() == [(world.rows_of_own[table],)], table


def test_a_coordinator_sees_both_families(world: World) -> None:
    be("", "region", clock.today())
    guarded = guarded_tables()
    found = counts()
    assert {table: n for table, n in found.items() if table not in guarded and n < 2} == {}
    assert {table: n for table, n in found.items() if table in guarded and n} == {}


def test_the_safeguarding_ring_has_its_tables_and_the_lead_alone_sees_all_of_them(world: World) -> None:
    guarded = guarded_tables()
    assert guarded
    be("1", "region", clock.today(), "region")
    assert {table: n for table, n in counts().items() if table in guarded and n < 2} == {}


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("safeguarding_lead", "system")])
def test_no_other_role_reads_a_guarded_row_with_its_identity_set_as_the_application_sets_it(
    world: World, role: str
) -> None:
    one = User.objects.create(
        email="een@example.org", name="Een", roles=[role], municipality="GM0001" if role == "municipality" else ""
    )
    for purpose in ("care", "login", "safeguarding"):
        with acting(identity_of(one, purpose=purpose)):
            assert {table: n for table, n in counts().items() if table in guarded_tables() and n} == {}


@pytest.mark.parametrize(("days", "rows"), [(-1, 0), (0, 1), (9, 1), (10, 0), (11, 0)])
def test_a_care_relation_counts_from_its_first_day_until_its_last(world: World, days: int, rows: int) -> None:
    first = clock.today()
    be("", "region", first)
    CareRelation.objects.filter(pk=world.relation.pk).update(valid_until=first + dt.timedelta(days=10))
    be(str(world.nurse.pk), "own", first + dt.timedelta(days=days))
    found = {
        table: n
        for table, n in counts().items()
        if table not in {"families_carerelation", *OF_THE_REGION, *guarded_tables()}
    }
    assert set(found.values()) == {rows}


def test_a_nurse_cannot_write_a_row_into_another_family(world: World) -> None:
    be(str(world.nurse.pk), "own", clock.today())
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO families_pregnancy (family_id, due_date, expected_children) VALUES (%s, '2026-01-01', 1)",
            [world.other.pk],
        )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE families_parent SET given_name = 'X' WHERE family_id = %s", [world.other.pk])
        assert cursor.rowcount == 0
        cursor.execute("UPDATE families_parent SET given_name = 'X' WHERE family_id = %s", [world.own.pk])
        assert cursor.rowcount == 1


def test_a_nurse_cannot_make_herself_a_care_relation_with_somebody_elses_name(world: World) -> None:
    be(str(world.nurse.pk), "own", clock.today())
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO families_carerelation (family_id, professional_id, valid_from, ground)"
            " SELECT %s, id, '2020-01-01', 'import' FROM workforce_professional WHERE account_id IS NULL LIMIT 1",
            [world.own.pk],
        )


def test_who_acts_is_forgotten_at_the_end_of_the_transaction() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"]) as plain:
        for finish in (plain.commit, plain.rollback):
            for name in SETTINGS:
                plain.execute("SELECT set_config(%s, 'region', true)", [name])
            finish()
            for name in SETTINGS:
                assert plain.execute("SELECT current_setting(%s, true)", [name]).fetchone()[0] in (None, "")


def test_the_application_is_no_superuser_owns_nothing_and_cannot_step_round_policies() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as plain:
        for words in (
            "ALTER TABLE families_family DISABLE ROW LEVEL SECURITY",
            "DROP POLICY care_ring ON families_family",
            "SET SESSION AUTHORIZATION postgres",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                plain.execute(words)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            plain.execute("SET row_security = off; SELECT count(*) FROM families_family")


def test_the_owner_sees_no_family_without_a_policy_of_its_own() -> None:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        for table in tables_with_a_policy():
            assert owner.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_the_role_report_reads_the_facts_and_nothing_else() -> None:
    with psycopg.connect(os.environ["DATABASE_REPORT_URL"]) as report:
        may_do = report.execute(
            "SELECT n.nspname, c.relname, p.privilege FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,"
            " unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p(privilege)"
            " WHERE n.nspname IN ('public', 'facts') AND c.relkind IN ('r', 'p', 'v', 'm')"
            " AND has_table_privilege(c.oid, p.privilege)"
        ).fetchall()
        assert {(schema, privilege) for schema, _, privilege in may_do} == {("facts", "SELECT")}
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            report.execute("SELECT count(*) FROM public.families_family")


def test_the_application_adds_facts_and_never_changes_them() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"]) as plain:
        held = plain.execute(
            "SELECT DISTINCT p.privilege FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,"
            " unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p(privilege)"
            " WHERE n.nspname = 'facts' AND c.relkind = 'r' AND has_table_privilege(c.oid, p.privilege)"
        ).fetchall()
    assert {privilege for (privilege,) in held} == {"SELECT", "INSERT"}


def test_rows_that_are_only_ever_added_cannot_be_changed_or_taken_away() -> None:
    only_added = [
        "trajectories_step", "trajectories_parentanswer", "trajectories_askattempt", "trajectories_asknothing",
        "trajectories_plan", "contacts_contact", "contacts_missedcontact", "visits_topicoutcome", "signalling_signup",
        "signalling_signupdetails", "signalling_signuphandling", "signalling_screeningline", "signalling_screeningcount",
        "signalling_factornoted", "signalling_judgement", "signalling_shareddecision", "instruments_result",
        "families_earlierduedate", "matching_asking", "matching_childvoice", "matching_matchstep", "matching_nomatch",
        "matching_volunteercheck", "matching_volunteertimes", "matching_volunteerpause", "matching_volunteersaid",
        "matching_volunteersaidhandled", "matching_volunteerend", "matching_volunteerword", "access_ringdecision",
    ]  # fmt: skip
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as plain:
        for table in only_added:
            for words in ("UPDATE {t} SET id = 1", "DELETE FROM {t}", "TRUNCATE {t}"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    plain.execute(words.format(t=table))


def test_of_a_sign_up_only_the_family_that_it_became_is_filled_in_afterwards() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as plain:
        for column in ("family_id", "source", "purpose", "ends_on", "parents_know"):
            may_update = plain.execute(
                "SELECT has_column_privilege('signalling_signup', %s, 'UPDATE')", [column]
            ).fetchone()
            assert may_update == (column == "family_id",)
