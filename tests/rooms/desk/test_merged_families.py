# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a family that has more than one file: what happened in each is told, and who looked is kept in each."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from duizend.ground.access.models import LogLine
from duizend.record.families.actions import merge_families, undo_merge
from duizend.record.families.models import Family
from duizend.record.trajectories.actions import ask_nothing, end
from rooms.desk import builder
from rooms.desk.builder import TODAY


def two_files() -> tuple[Family, Family]:
    """Make a family with an offer that was declined, and another with one that waits for an answer."""
    with builder.everything():
        one = builder.make_family(given="Samyra", surname="Hadou", child="Nour")
        builder.make_trajectory(one, until="declined", reason="wij redden het samen")
        other = builder.make_family()
        builder.make_trajectory(other, until="offered")
        return one, other


def page(browse: object, family: Family) -> str:
    answer = browse(builder.make_account("coordinator")).get(f"/gezinnen/{family.public_id}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_happened_in_the_other_file_is_told_where_it_stands_until_the_merging_is_undone(browse: object) -> None:
    one, other = two_files()
    assert "wij redden het samen" not in page(browse, other)
    with builder.everything():
        merge_families(one, other)
    for family, elsewhere in ((other, "Samyra Hadou met Nour"), (one, "Samira Haddou met Noor")):
        shown = page(browse, family)
        assert "wij redden het samen" in shown
        assert f"Staat in het dossier van {elsewhere}." in shown
        assert (": Noor geboren" in shown) != (": Nour geboren" in shown)
    with builder.everything():
        undo_merge(one)
    assert "wij redden het samen" not in page(browse, other)


def test_a_wish_to_be_asked_nothing_in_the_other_file_stands_on_this_page(browse: object) -> None:
    one, other = two_files()
    with builder.everything():
        ask_nothing(one, parent=None, on=TODAY)
        merge_families(one, other)
    assert "wil voorlopig niets gevraagd worden" in page(browse, other)


def test_who_looked_at_one_file_looked_at_both(browse: object, lines: object) -> None:
    one, other = two_files()
    with builder.everything():
        merge_families(one, other)
    page(browse, other)
    read: list[LogLine] = [line for line in lines() if line.event == "family.read"]
    assert read[-1].subjects == [other.public_id, one.public_id]


def test_the_number_of_queries_does_not_depend_on_how_many_files_a_family_has(browse: object) -> None:
    one, other = two_files()
    with builder.everything():
        merge_families(one, other)
        more = [builder.make_family(surname=f"Hadou{number}") for number in range(3)]
        for family in more:
            made = builder.make_trajectory(family, until="indicated")
            end(made, ending="moved", on=TODAY - timedelta(days=1))
    client = browse(builder.make_account("coordinator"))

    def cost() -> int:
        client.get(f"/gezinnen/{other.public_id}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/gezinnen/{other.public_id}")
        return len(asked)

    few = cost()
    with builder.everything():
        for family in more:
            merge_families(family, other)
    assert cost() == few
