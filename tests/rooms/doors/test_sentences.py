# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who must never and who must, each said in a sentence and done for real. No sentence reads the policy table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import nullcontext, redirect_stderr, redirect_stdout, suppress
from dataclasses import replace
from functools import partial

import pytest
from django.db import connection, transaction
from django.urls import reverse

from duizend.catalogue.actions import DecisionSaid, record_decision
from duizend.catalogue.queries import list_bought_programmes
from duizend.delivery.community.actions import tell_wish
from duizend.delivery.community.queries import activity_rules, get_programme_for_all
from duizend.delivery.matching.actions import tell_worry
from duizend.delivery.matching.models import Volunteer
from duizend.doors.cli.main import main
from duizend.doors.messaging.actions import note_late_referrals
from duizend.doors.rights.actions import count_what_is_due
from duizend.ground.access.actions import keep_ring
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.access.rules.policy import SAFEGUARDING
from duizend.ground.kernel.refusals import NotPermitted
from duizend.ground.region.models import Municipality, Neighbourhood
from duizend.ground.workforce.models import Professional
from duizend.record.families.actions import NewParent, Residence, register_family
from duizend.record.families.models import Family, Parent
from duizend.safety.meldcode.models import Trail
from rooms.doors.world import COLUMNS, NOBODY, ON, RELATED, UNRELATED, World, taken_back

LEAD = "safeguarding_lead"
# Whose work is never about a family.
NEVER_A_FAMILY = ("sender", "analyst", "municipality", "administrator", "log_keeper", "ambassador")
OF_A_FAMILY = (
    "desk:family", "desk:readers", "families:people", "consents:ledger", "signalling:weigh", "rights:family", "meldcode:begin",
)  # fmt: skip


def get(world: World, column: str, name: str, *kinds: str, query: str = "") -> int:
    """Return the status of a page that somebody asks for."""
    return world.ask(column, "GET", reverse(name, args=[world.ids[kind] for kind in kinds]) + query).status


def page(world: World, column: str, name: str, *kinds: str, query: str = "") -> str:
    """Return a page that somebody must be shown."""
    asked = world.ask(column, "GET", reverse(name, args=[world.ids[kind] for kind in kinds]) + query)
    assert asked.status == 200, (column, name, asked.status)
    return asked.body.decode()


def send(world: World, column: str, name: str, *kinds: str, **typed: str) -> int:
    """Return the status of what somebody sends."""
    return world.ask(column, "POST", reverse(name, args=[world.ids[kind] for kind in kinds]), typed).status


def search(world: World, column: str, words: str) -> tuple[int, str]:
    asked = world.ask(column, "POST", reverse("desk:families"), {"words": words})
    return asked.status, asked.body.decode()


def parents_of(world: World) -> tuple[str, str]:
    """Return the first and the last name of a parent."""
    with acting(system_identity("test")):
        parent = Parent.objects.get(public_id=world.ids["parent"])
        return parent.given_name, parent.family_name


def names(world: World) -> set[str]:
    """Return the last names of the parents in the region that nobody who works there bears too."""
    with acting(system_identity("test")):
        working = " ".join(
            [*User.objects.values_list("name", flat=True), *Professional.objects.values_list("name", flat=True)]
        )
        found = {parent.family_name for parent in Parent.objects.all()}
    return {name for name in found if len(name) > 4 and name not in working}


def command(world: World, column: str, *words: str) -> tuple[int, str]:
    said, problems = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(problems), taken_back():
        code = main([*words, "--as", world.accounts[column].email], database=nullcontext)
    return code, said.getvalue() + problems.getvalue()


def rows_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


# ── a family's file ──


def test_a_nurse_must_reach_the_family_she_cares_for(world: World) -> None:
    assert parents_of(world)[1] in page(world, RELATED, "desk:family", "family")
    assert get(world, RELATED, "families:people", "family") == 200


def test_a_nurse_of_another_team_finds_no_page_of_a_family(world: World) -> None:
    assert {get(world, UNRELATED, name, "family") for name in OF_A_FAMILY} == {404}


def test_a_nurse_of_another_team_reads_the_same_for_a_family_as_for_one_that_is_not_there(world: World) -> None:
    real = world.ask(UNRELATED, "GET", reverse("desk:family", args=[world.ids["family"]]))
    none = world.ask(UNRELATED, "GET", reverse("desk:family", args=["2" * 14]))
    assert (real.status, len(real.body)) == (none.status, len(none.body))


def test_a_coordinator_must_reach_a_family_without_a_care_relation(world: World) -> None:
    assert parents_of(world)[1] in page(world, "coordinator", "desk:family", "family")


def test_the_safeguarding_lead_must_reach_any_family_she_is_asked_about(world: World) -> None:
    assert parents_of(world)[1] in page(world, LEAD, "desk:family", "family")
    assert get(world, LEAD, "consents:ledger", "family") == 200


def test_the_safeguarding_lead_changes_nothing_in_a_file_of_care(world: World) -> None:
    for name in (
        "families:people",
        "families:add_parent",
        "consents:ask",
        "signalling:weigh",
        "trajectories:ask_nothing",
    ):
        assert get(world, LEAD, name, "family") == 403, name


def test_who_does_not_care_for_families_opens_no_page_of_one(world: World) -> None:
    for column in NEVER_A_FAMILY:
        assert {get(world, column, name, "family") for name in OF_A_FAMILY} <= {403, 404}, column


def test_who_is_not_logged_in_is_sent_to_log_in_from_every_page_of_a_family(world: World) -> None:
    assert {get(world, NOBODY, name, "family") for name in OF_A_FAMILY} == {302}


def test_somebody_without_a_family_reads_no_row_of_one_in_the_database_itself(world: World) -> None:
    for column in NEVER_A_FAMILY:
        with world.acts(column):
            assert rows_of("families_family") == rows_of("families_parent") == rows_of("trajectories_trajectory") == 0


def test_the_nurse_sees_in_the_database_only_her_own_families(world: World) -> None:
    with world.acts(UNRELATED):
        assert rows_of("families_family") == 0
    with world.acts(RELATED):
        assert rows_of("families_family") > 0


# ── searching ──


def test_a_nurse_must_find_her_own_family_by_name_and_another_nurse_never(world: World) -> None:
    given, surname = parents_of(world)
    status, found = search(world, RELATED, surname)
    assert (status, world.ids["family"] in found) == (200, True)
    status, found = search(world, UNRELATED, surname)
    assert (status, world.ids["family"] in found) == (200, False)
    assert given not in found


def test_a_midwife_never_finds_a_family_by_search(world: World) -> None:
    status, found = search(world, "sender", parents_of(world)[1])
    assert status == 403
    assert parents_of(world)[0] not in found


def test_a_municipality_never_finds_a_family_by_search(world: World) -> None:
    assert search(world, "municipality", parents_of(world)[1])[0] == 403


def test_who_is_no_nurse_any_more_reads_no_family_though_her_relations_still_stand(world: World) -> None:
    account, rows = world.accounts[RELATED], "SELECT count(*) FROM families_family"
    with taken_back(), world.acts(RELATED), connection.cursor() as cursor:
        cursor.execute(rows)
        assert cursor.fetchone()[0] > 0
    for role in NEVER_A_FAMILY:
        with (
            taken_back(),
            acting(replace(identity_of(account), roles=frozenset({role}))),
            connection.cursor() as cursor,
        ):
            cursor.execute(rows)
            assert cursor.fetchone() == (0,), role


def test_who_worked_on_a_trail_and_has_another_role_by_now_reads_nothing_of_the_meldcode_any_more(world: World) -> None:
    def trails(roles: set[str]) -> int:
        identity = replace(identity_of(world.accounts[RELATED], purpose=SAFEGUARDING), roles=frozenset(roles))
        with taken_back(), acting(identity):
            return rows_of("meldcode_trail")

    assert trails({"nurse"}) > 0
    assert {role: trails({role}) for role in ("coordinator", *NEVER_A_FAMILY)} == dict.fromkeys(
        ("coordinator", *NEVER_A_FAMILY), 0
    )


def test_the_list_of_families_is_empty_for_a_nurse_who_cares_for_nobody(world: World) -> None:
    shown = page(world, UNRELATED, "desk:families")
    assert not [name for name in names(world) if name in shown]


# ── a municipality, a midwife, an analyst, an ambassador ──


def test_a_municipality_never_sees_a_family_by_name_on_any_page_it_is_given(world: World) -> None:
    given = (
        "reports:monitor",
        "reports:csv",
        "reports:fidelity",
        "reports:region",
        "desk:own_log",
        "catalogue:programmes",
    )
    shown = "".join(page(world, "municipality", name) for name in given)
    assert not [name for name in names(world) if name in shown]


def test_a_municipality_must_read_the_account_that_the_region_agreed_with_it(world: World) -> None:
    assert get(world, "municipality", "reports:region") == 200


def test_a_municipality_never_reads_exact_figures_nor_the_figures_of_another(world: World) -> None:
    exact = ("report", "programme", "--programme", "stevig-ouderschap", "--year", "2026", "--audience")
    assert command(world, "municipality", *exact, "analyst")[0] == 1
    assert command(world, "municipality", *exact, "partner")[0] == 1, "the whole region is not its own"


def test_the_analyst_must_read_exact_figures_and_nobody_else_does(world: World) -> None:
    words = ("report", "programme", "--programme", "stevig-ouderschap", "--year", "2026", "--audience", "analyst")
    codes = {column: command(world, column, *words)[0] for column in world.accounts}
    assert {column for column, code in codes.items() if code == 0} == {"analyst", "system"}


def test_figures_are_shown_as_exactly_as_somebody_may_know_them_and_no_more_whatever_is_asked_for(world: World) -> None:
    def views(column: str) -> set[str]:
        asked = ("analyst", "partner", "public")
        return {one for one in asked if get(world, column, "reports:monitor", query=f"?kijker={one}") == 200}

    for column in world.accounts:
        expected = {"public"}
        if column in ("coordinator", "municipality", "analyst", "system"):
            expected.add("partner")
        if column in ("analyst", "system"):
            expected.add("analyst")
        assert views(column) == expected, column


def test_the_analysts_export_has_no_key_and_no_name(world: World) -> None:
    words = ("report", "programme", "--programme", "stevig-ouderschap", "--year", "2026", "--audience", "analyst")
    for form in ("json", "csv"):
        code, said = command(world, "analyst", *words, "--format", form)
        assert code == 0
        assert not [name for name in names(world) if name in said]
        assert not [public_id for public_id in world.ids.values() if len(public_id) == 14 and public_id in said]


def test_everybody_with_an_account_must_read_the_public_figures(world: World) -> None:
    assert {get(world, column, "reports:csv") for column in world.accounts} == {200}


def test_a_midwife_must_sign_a_family_up_and_reads_of_her_own_sign_ups_only(world: World) -> None:
    assert get(world, "sender", "senders:send") == 200
    assert {get(world, "sender", name, *kinds) for name, *kinds in (
        ("signalling:sign_ups",), ("signalling:sign_up", "sign_up"), ("desk:queue",), ("trajectories:offers",),
    )} == {403}  # fmt: skip


def test_an_analyst_never_signs_a_family_up_and_a_nurse_neither(world: World) -> None:
    assert {send(world, column, "senders:send") for column in ("analyst", RELATED, "municipality")} == {403}


def test_an_ambassador_must_count_conversations_and_reads_nothing_of_care(world: World) -> None:
    assert get(world, "ambassador", "desk:factsheet") == 200
    assert {
        get(world, "ambassador", name) for name in ("desk:families", "desk:today", "groups:overview", "desk:queue")
    } == {403}


def test_nobody_but_an_ambassador_counts_her_conversations(world: World) -> None:
    assert {
        send(world, column, "conversations:add") for column in ("coordinator", RELATED, "analyst", "administrator")
    } == {403}
    assert send(world, "ambassador", "conversations:add") == 409, "let in, and told that the button is an old one"


# ── the work of a nurse and a coordinator ──


def test_a_visit_is_recorded_by_the_nurse_who_goes_there_and_never_by_a_coordinator(world: World) -> None:
    assert get(world, RELATED, "visits:record", "appointment") == 200
    assert get(world, "coordinator", "visits:record", "appointment") == 403
    assert get(world, UNRELATED, "visits:record", "appointment") == 403


def test_a_recording_of_a_family_is_made_by_its_nurse_only_and_let_go_by_a_coordinator_too(world: World) -> None:
    assert get(world, RELATED, "video:made", "recording") == 200
    assert get(world, "coordinator", "video:made", "recording") == 403
    assert get(world, "coordinator", "video:destroyed", "recording") == 200
    assert {get(world, LEAD, name, "recording") for name in ("video:made", "video:destroyed")} == {403}


def test_a_nurse_decides_about_her_own_family_and_never_who_is_assigned(world: World) -> None:
    assert get(world, RELATED, "trajectories:answer", "trajectory") == 200
    assert get(world, RELATED, "trajectories:assign", "trajectory") == 403
    assert get(world, "coordinator", "trajectories:assign", "trajectory") == 200


def test_a_nurse_never_handles_sign_ups_nor_makes_a_link_for_a_sender(world: World) -> None:
    assert get(world, RELATED, "signalling:sign_ups") == 403
    assert send(world, RELATED, "signalling:links") == 403
    assert get(world, "coordinator", "signalling:sign_ups") == get(world, "coordinator", "signalling:links") == 200


def test_a_nurse_reads_the_roster_of_the_group_she_leads_and_of_no_other(world: World) -> None:
    assert get(world, RELATED, "groups:session", "session") == 200
    assert get(world, UNRELATED, "groups:session", "session") == 403
    assert get(world, LEAD, "groups:session", "session") == 403


def test_only_a_coordinator_matches_a_family_with_a_volunteer(world: World) -> None:
    allowed = {column for column in COLUMNS if get(world, column, "matching:family", "matching") == 200}
    assert allowed == {"coordinator", "system"}


def test_a_volunteer_must_tell_a_worry_by_her_own_link_without_an_account(world: World) -> None:
    with taken_back(), acting(replace(system_identity("test"), purpose="volunteer_link")):
        tell_worry(Volunteer.objects.get(public_id=world.ids["volunteer"]), "Het gaat niet goed.")


def test_a_parent_must_tell_a_wish_without_an_account(world: World) -> None:
    with taken_back(), acting(system_identity("neighbourhood")):
        programme = get_programme_for_all()
        tell_wish(programme, Neighbourhood.objects.first(), situation=_first_situation(programme), number=1)


def may_act(world: World, act: Callable[[], object], purpose: str = "care") -> set[str]:
    """Return the columns whose account may do something; what it did is taken back."""
    allowed = set()
    for column in world.accounts:
        with taken_back(), suppress(NotPermitted), world.acts(column, purpose):
            act()
            allowed.add(column)
    return allowed


def test_how_many_files_may_be_destroyed_is_counted_by_night_and_by_nobody_who_is_logged_in(world: World) -> None:
    assert may_act(world, partial(count_what_is_due, ON)) == {"system"}


def test_a_wish_is_told_by_a_parent_or_by_a_coordinator_for_her_and_by_nobody_else(world: World) -> None:
    programme = get_programme_for_all()
    tell = partial(tell_wish, programme, Neighbourhood.objects.first(), situation=_first_situation(programme), number=1)
    assert may_act(world, tell) == {"coordinator", "system"}


def test_what_the_ring_keeps_is_released_by_the_lead_and_by_nobody_else_whatever_page_she_comes_from(
    world: World,
) -> None:
    with acting(system_identity("test")):
        family = world.ids["family"]
    assert may_act(world, partial(keep_ring, family, reason="safety")) == {LEAD}


def test_a_worry_of_a_volunteer_is_told_on_her_own_page_by_nobody_who_is_logged_in(world: World) -> None:
    with acting(system_identity("test")):
        volunteer = Volunteer.objects.get(public_id=world.ids["volunteer"])
    assert may_act(world, partial(tell_worry, volunteer, "x"), purpose="volunteer_link") == {"system"}


def _first_situation(programme: object) -> str:
    return activity_rules(programme).situations[0].id


def test_two_coordinators_and_nobody_else_may_destroy_a_file(world: World) -> None:
    allowed = {column for column in COLUMNS if get(world, column, "rights:destruction", "destruction") == 200}
    assert allowed == {"coordinator"}


def test_a_copy_of_a_file_is_given_by_a_coordinator_and_never_by_a_nurse(world: World) -> None:
    address = reverse("rights:copy", args=[world.ids["request"], "json"])
    assert world.ask("coordinator", "GET", address).status == 200
    assert {world.ask(column, "GET", address).status for column in (RELATED, UNRELATED, *NEVER_A_FAMILY, LEAD)} <= {
        403,
        404,
    }


def test_a_family_is_registered_by_a_coordinator_and_by_an_import_never_by_a_nurse(world: World) -> None:
    residence = Residence(Municipality.objects.first(), None, ON)
    with taken_back(), acting(system_identity("import")):
        register_family(on=ON, residence=residence, parents=(NewParent("Fenna", "Zonderling"),))
    with pytest.raises(NotPermitted), world.acts(RELATED):
        register_family(on=ON, residence=residence, parents=(NewParent("Fenna", "Zonderling"),))


def test_messages_go_out_by_the_system_and_by_nobody_else(world: World) -> None:
    assert may_act(world, partial(note_late_referrals, ON)) == {"system"}


def test_whoever_cares_for_the_family_or_keeps_the_region_says_that_a_message_was_told(world: World) -> None:
    told = {column for column in world.accounts if send(world, column, "messaging:told", "message") == 302}
    assert told == {RELATED, "coordinator"}


def test_the_systems_own_account_reads_no_day_no_queue_no_log_and_no_trail(world: World) -> None:
    for name in (
        "desk:today",
        "desk:queue",
        "desk:families",
        "desk:log",
        "desk:log_csv",
        "meldcode:overview",
        "trajectories:offers",
    ):
        assert get(world, "system", name) == 403, name
    assert get(world, "system", "desk:family", "family") == 403
    assert get(world, "system", "meldcode:show", "trail") == 403


# ── an administrator, the keeper of the log ──


def test_an_administrator_makes_accounts_and_opens_no_family(world: World) -> None:
    assert command(world, "administrator", "account", "list")[0] == 0
    assert get(world, "administrator", "desk:family", "family") == 404
    assert get(world, "administrator", "desk:families") == 403


def test_nobody_but_an_administrator_makes_or_closes_an_account(world: World) -> None:
    for column in (RELATED, "coordinator", "sender", "analyst", "municipality", "log_keeper", "ambassador", LEAD):
        assert command(world, column, "account", "list")[0] == 1
        assert command(world, column, "account", "close", world.accounts["analyst"].email)[0] == 1


def test_the_log_keeper_reads_the_log_and_no_file(world: World) -> None:
    shown = page(world, "log_keeper", "desk:log")
    assert not [name for name in names(world) if name in shown]
    assert {get(world, "log_keeper", name, "family") for name in OF_A_FAMILY} <= {403, 404}


def test_the_log_keepers_export_names_nobody(world: World) -> None:
    rows = list(csv.reader(io.StringIO(page(world, "log_keeper", "desk:log_csv"))))
    assert len(rows) > 100
    text = "\n".join(",".join(row) for row in rows)
    assert not [name for name in names(world) if name in text]


def test_nobody_but_its_keeper_reads_or_exports_the_log(world: World) -> None:
    for column in set(world.accounts) - {"log_keeper"}:
        assert (get(world, column, "desk:log"), get(world, column, "desk:log_csv")) == (403, 403), column


def test_everybody_must_see_what_the_log_holds_of_herself(world: World) -> None:
    assert {get(world, column, "desk:own_log") for column in world.accounts} == {200}


def test_the_keeper_and_the_administrator_must_be_able_to_check_the_log_and_a_nurse_never(world: World) -> None:
    codes = {
        column: command(world, column, "log", "verify", "--json")[0]
        for column in ("log_keeper", "administrator", RELATED, LEAD)
    }
    assert codes == {"log_keeper": 0, "administrator": 0, RELATED: 1, LEAD: 1}


# ── the meldcode ──


def test_a_trail_is_read_by_who_handles_it_and_by_the_lead_and_is_not_there_for_anybody_else(world: World) -> None:
    statuses = {column: get(world, column, "meldcode:show", "trail") for column in world.accounts if column != "system"}
    assert {column for column, status in statuses.items() if status == 200} == {RELATED, LEAD}
    assert {status for column, status in statuses.items() if column not in (RELATED, LEAD)} == {404}


def test_a_coordinator_never_sees_that_there_are_trails(world: World) -> None:
    assert get(world, "coordinator", "meldcode:overview") == 403
    for name, kinds in (("desk:family", ["family"]), ("desk:queue", []), ("desk:families", [])):
        shown = page(world, "coordinator", name, *kinds)
        assert "/meldcode" not in shown
        assert world.ids["trail"] not in shown


def test_a_nurse_must_be_able_to_begin_a_trail_about_her_family_and_never_about_another(world: World) -> None:
    assert get(world, RELATED, "meldcode:begin", "family") == 200
    assert get(world, UNRELATED, "meldcode:begin", "family") == 404


def test_no_guarded_row_is_read_by_anybody_in_the_ordinary_purpose_of_care(world: World) -> None:
    for column in world.accounts:
        with world.acts(column):
            count = rows_of("meldcode_trail") + rows_of("meldcode_trailentry")
            assert (count > 0) == (column == LEAD), column


def test_no_guarded_row_is_read_by_who_has_no_part_in_it_even_for_the_purpose_of_safeguarding(world: World) -> None:
    reading = set()
    for column in world.accounts:
        with world.acts(column, SAFEGUARDING):
            if rows_of("meldcode_trail"):
                reading.add(column)
    assert reading == {RELATED, LEAD, "system"}


def test_a_handler_sees_her_own_trail_and_not_that_of_another(world: World) -> None:
    with world.acts(RELATED, SAFEGUARDING):
        assert [trail.public_id for trail in Trail.objects.all()] == [world.ids["trail"]]
    with world.acts(LEAD, SAFEGUARDING):
        assert Trail.objects.count() > 1


def test_only_the_safeguarding_lead_lets_go_of_a_trail(world: World) -> None:
    statuses = {column: get(world, column, "meldcode:let_go", "trail") for column in world.accounts}
    assert {column for column, status in statuses.items() if status == 200} == {LEAD}


def test_the_safeguarding_leads_reading_stays_off_the_familys_list(world: World) -> None:
    name = world.accounts[LEAD].name
    with taken_back():
        browser = world.browser(LEAD)
        assert browser.get(reverse("desk:family", args=[world.ids["family"]])).status_code == 200
        shown = world.browser("coordinator").get(reverse("desk:readers", args=[world.ids["family"]])).content.decode()
        assert name not in shown
        assert LogLine.objects.order_by("-sequence")[1].purpose == SAFEGUARDING


def test_a_nurses_reading_must_stand_on_the_familys_list(world: World) -> None:
    with taken_back():
        assert world.browser(RELATED).get(reverse("desk:family", args=[world.ids["family"]])).status_code == 200
        shown = world.browser("coordinator").get(reverse("desk:readers", args=[world.ids["family"]])).content.decode()
        assert world.accounts[RELATED].name in shown


def test_what_the_ring_keeps_from_a_family_is_seen_and_released_by_the_lead_alone(world: World) -> None:
    for column in set(world.accounts) - {LEAD}:
        assert get(world, column, "desk:ring_due") == 403, column
        assert send(world, column, "desk:guarded", "family") == 403, column
    assert get(world, LEAD, "desk:ring_due") == 200


# ── what was decided about a programme ──


def decided(world: World, column: str, municipality: str | None) -> str:
    """Return what became of recording a decision: "done", or the code of the refusal."""
    said = DecisionSaid(
        list_bought_programmes().pop(), municipality, "continue", "college van B en W", ON, ON, "De cijfers over dit jaar."
    )  # fmt: skip
    with taken_back():
        try:
            with world.acts(column):
                record_decision(said)
        except NotPermitted as refusal:
            return refusal.code
    return "done"


def test_a_municipality_records_its_own_decisions_and_nobody_elses(world: World) -> None:
    own = world.accounts["municipality"].municipality
    other = Municipality.objects.exclude(code=own).first().code
    assert decided(world, "municipality", own) == "done"
    assert decided(world, "municipality", other) == "other_municipality"
    assert decided(world, "municipality", None) == "other_municipality"


def test_a_coordinator_records_what_any_municipality_or_the_region_decided_and_no_professional_does(
    world: World,
) -> None:
    place = world.accounts["municipality"].municipality
    assert {decided(world, column, place) for column in ("coordinator", "system")} == {"done"}
    assert decided(world, "coordinator", None) == "done"
    for column in (RELATED, UNRELATED, "sender", "analyst", "administrator", "log_keeper", "ambassador", LEAD):
        assert decided(world, column, place) == "role_may_not", column


# ── whoever acts ──


def test_without_an_identity_not_one_row_of_a_family_is_read(world: World) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for name in ("account", "reach", "guarded"):
            cursor.execute("SELECT set_config(%s, '', true)", [f"duizend.{name}"])
        assert Family.objects.count() == 0
        assert Trail.objects.count() == 0
        transaction.set_rollback(True)


def test_every_refusal_is_kept_in_the_log_with_who_and_what(world: World) -> None:
    asked = world.ask("analyst", "GET", reverse("desk:families"))
    (line,) = asked.lines
    assert (line.outcome, line.event, line.account) == ("refused", "family.list", world.accounts["analyst"].public_id)


def test_no_answer_to_who_was_refused_names_a_family(world: World) -> None:
    known = names(world)
    for column in (UNRELATED, *NEVER_A_FAMILY):
        for name in OF_A_FAMILY:
            shown = world.ask(column, "GET", reverse(name, args=[world.ids["family"]])).body.decode()
            assert not [one for one in known if one in shown], (column, name)


def test_no_role_is_read_from_what_a_browser_sends(world: World) -> None:
    forged = {"roles": "coordinator", "role": "coordinator", "purpose": "safeguarding", "as": "coordinator"}
    assert world.ask("analyst", "GET", reverse("desk:family", args=[world.ids["family"]]), forged).status == 404
    assert world.ask("analyst", "POST", reverse("desk:families"), forged | {"words": "a"}).status == 403
