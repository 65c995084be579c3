# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the safeguarding ring keeps of a family counts for its term, and nothing outside the ring tells that it is there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection

import characters
from characters import ON
from duizend.doors.rights.queries.destructions import rooms_of
from duizend.doors.rights.queries.due import list_due
from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import identity_of
from duizend.ground.directory.actions import ServiceTold, add_service
from duizend.ground.kernel import clock
from duizend.record.families.queries import get_family
from duizend.safety.meldcode import actions
from duizend.safety.meldcode.actions import About, Said
from duizend.safety.meldcode.queries import get_trail
from duizend.safety.meldcode.shelf import offered_frameworks
from duizend.safety.referrals.actions import ReferralSaid, propose, send
from duizend.safety.referrals.models import Referral
from rooms.rights.files import destroy, system

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from duizend.ground.access.identity import Acting

TERM_OF_A_NO = ON.replace(year=ON.year + 1)
TERM_OF_CARE = ON.replace(year=ON.year + 20) + dt.timedelta(days=2)


@pytest.fixture
def said_no() -> str:
    """Return a family that said no; there is a safeguarding lead, and it is the day after the no."""
    clock.set_practice_date(ON)
    with system():
        family = characters.says_no().family
        User.objects.create(email="lead@example.org", name="Tineke", roles=["safeguarding_lead"], is_character=True)
    clock.set_practice_date(ON + dt.timedelta(days=1))
    return family.public_id


def lead_in_the_ring() -> AbstractContextManager[Acting]:
    return acting(identity_of(User.objects.get(email="lead@example.org"), purpose="safeguarding"))


@pytest.fixture
def said_no_with_a_trail(said_no: str) -> str:
    """Return a family that said no, with a trail of the meldcode about its mother; begun the day after the no."""
    on = clock.today()
    with lead_in_the_ring():
        whole = get_family(said_no)
        about = About(parent=whole.parents.first())
        trail = actions.begin_trail(whole, about=about, framework=offered_frameworks(["verpleegkundigen"])[0], on=on)
        actions.record_entry(get_trail(trail.public_id), "signals", Said(words="Zorg."), on=on)
    return said_no


def refer_in_the_ring(public_id: str) -> Referral:
    """Let the meldcode decide today on help for a family, without its consent."""
    with system():
        told = ServiceTold("Jeugdhulp Delta", "Hulp thuis.", "youth_help", "Team sociale kaart", phone="010-0002000")
        service = add_service(told)
    with lead_in_the_ring():
        family, on = get_family(public_id), clock.today()
        return propose(family, ReferralSaid(service, ground_words="Besloten na overleg.", ground_on=on), on=on)


def due_on(day: dt.date) -> set[str]:
    clock.set_practice_date(day)
    with system():
        return {one.public_id for one in list_due(day)}


def test_a_no_with_a_trail_has_the_term_of_care(said_no_with_a_trail: str) -> None:
    assert said_no_with_a_trail not in due_on(TERM_OF_A_NO + dt.timedelta(days=2))
    assert said_no_with_a_trail in due_on(TERM_OF_CARE)


def test_a_no_with_a_referral_that_the_meldcode_decided_on_has_the_term_of_care_without_a_trail_too(
    said_no: str,
) -> None:
    with system():
        other = characters.says_no().family.public_id
    refer_in_the_ring(said_no)
    over = due_on(TERM_OF_A_NO + dt.timedelta(days=2))
    assert other in over
    assert said_no not in over
    assert said_no not in due_on(TERM_OF_CARE - dt.timedelta(days=2))
    assert said_no in due_on(TERM_OF_CARE)


def test_the_term_of_care_runs_from_the_last_step_of_a_referral_of_the_meldcode(said_no: str) -> None:
    made = refer_in_the_ring(said_no)
    clock.set_practice_date(ON + dt.timedelta(days=60))
    with lead_in_the_ring():
        send(made, on=clock.today())
    assert said_no not in due_on(TERM_OF_CARE)
    assert said_no in due_on(TERM_OF_CARE + dt.timedelta(days=60))


def test_only_who_sees_every_family_is_told_which_have_something_in_the_ring(said_no: str) -> None:
    made = refer_in_the_ring(said_no)

    def told() -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT family_id FROM rights_guarded_changes(%s)", [[made.family_id]])
            return [key for (key,) in cursor.fetchall()]

    with system():
        assert told() == [made.family_id]
        assert not Referral.objects.exists(), "asking for the term opens no row"
    with acting(identity_of(characters.account("elders@maasland.example", "nurse", name="Fatma Aydin"))):
        assert told() == []


def test_every_table_with_rows_of_the_ring_is_asked_for_its_term() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
            " WHERE p.polname IN ('care_ring', 'safeguarding_ring')"
            " AND pg_get_expr(p.polqual, p.polrelid) LIKE '%duizend.guarded%'"
        )
        ringed = cursor.fetchall()
    # What has a ring of its own is found by that. A table that mixes its rows is named in rights_guarded_changes, and here.
    assert {table for table, policy in ringed if policy == "care_ring"} == {"referrals_referral"}
    assert "meldcode_trail" in {table for table, policy in ringed if policy == "safeguarding_ring"}


def test_the_receipt_does_not_tell_that_there_was_a_trail(said_no_with_a_trail: str) -> None:
    due_on(TERM_OF_CARE)
    receipt = destroy(said_no_with_a_trail)
    assert "meldcode" not in {one.room for one in rooms_of(receipt)}
    assert not any("meldcode" in table for table in receipt.counts)
    assert "families" in {one.room for one in rooms_of(receipt)}


def test_the_receipt_does_not_tell_that_the_meldcode_decided_on_a_referral(said_no_with_a_trail: str) -> None:
    refer_in_the_ring(said_no_with_a_trail)
    with lead_in_the_ring():
        assert Referral.objects.count() == 1
    due_on(TERM_OF_CARE)
    receipt = destroy(said_no_with_a_trail)
    assert not any("referrals" in table for table in receipt.counts)
    assert "families_parent" in receipt.counts
    with lead_in_the_ring():
        assert not Referral.objects.exists()
