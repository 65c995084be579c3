# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a table of facts leaves, as what, and what stays."""

from __future__ import annotations

import pytest

from duizend.insight.facts.rules.exported import Described, leaving_table


def described(name: str, kind: str, *, may_be_empty: bool = False) -> Described:
    return Described(name, kind, may_be_empty, f"What {name} means", "pseudonymous")


def test_keys_are_made_anew_moments_become_days_and_neighbourhoods_stay() -> None:
    table = leaving_table("step", "Steps", (
        described("id", "bigint"), described("family_key", "character varying(32)"), described("mark", "character varying(32)"),
        described("neighbourhood", "character varying(10)"), described("entered_at", "timestamp with time zone"),
        described("happened_on", "date"), described("scores", "numeric(8,2)[]", may_be_empty=True), described("withdrawn", "boolean"),
    ))  # fmt: skip
    assert [(one.name, one.of, one.type, one.is_list) for one in table.columns] == [
        ("id", "id", "whole number", False), ("family_key", "family_key", "key", False), ("mark", "mark", "key", False),
        ("entered_on", "entered_at", "day", False), ("happened_on", "happened_on", "day", False),
        ("scores", "scores", "number", True), ("withdrawn", "withdrawn", "yes or no", False),
    ]  # fmt: skip
    said = {one.name: one for one in table.columns}
    assert (
        said["family_key"].meaning
        == "What family_key means. Made anew for this export; the same within it, in no other"
    )
    assert said["entered_on"].meaning == "What entered_at means; only the day leaves"
    assert (said["entered_on"].unit, said["withdrawn"].unit) == ("day (YYYY-MM-DD)", "")
    assert (said["scores"].may_be_empty, said["id"].may_be_empty, said["id"].privacy) == (True, False, "pseudonymous")
    assert [name for name, _ in table.left_out] == ["neighbourhood"]


def test_a_type_that_nobody_decided_about_stops_the_export() -> None:
    with pytest.raises(ValueError, match="photo: no type of a file was chosen for bytea"):
        leaving_table("step", "Steps", (described("photo", "bytea"),))
