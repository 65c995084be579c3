# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole policy: every role, with and without a care relation, for every deed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from duizend.ground.access.rules.policy import GRANTED_ROLES, POLICY, ROLES, Identity, held_to, may
from duizend.ground.kernel.rules.decisions import Allowed, Refused

SOURCE = Path(__file__).parents[3] / "src"

# One letter per role, in the order of ROLES: y yes, r only with a care relation, - no.
#                     nurse, coordinator, sender, analyst, municipality, administrator, log keeper, system, ambassador, safeguarding lead
# A row that is shorter says no for the roles at the end.
WHOLE_TABLE = {
    "day.read":          "yy------",
    "queue.read":        "-y------",
    "family.list":       "yy-------y",
    "family.read":       "ry-------y",
    "family.register":   "-y-----y",
    "family.update":     "ry-----y",
    "weighing.read":     "ry------",
    "weighing.write":    "ry-----y",
    "measurement.read":  "ry------",
    "measurement.write": "ry-----y",
    "trajectory.decide": "ry-----y",
    "trajectory.assign": "-y-----y",
    "visit.plan":        "ry-----y",
    "visit.record":      "r------y",
    "video.read":        "ry------",
    "video.list":        "yy------",
    "video.record":      "r------y",
    "video.settle":      "ry-----y",
    "volunteer.manage":  "-y-----y",
    "volunteer.own":     "-------y",
    "match.manage":      "-y-----y",
    "place.arrange":     "ry-----y",
    "place.list":        "yy------",
    "group.list":        "yy------",
    "group.read":        "ry------",
    "group.record":      "r------y",
    "group.leave":       "ry-----y",
    "group.manage":      "-y-----y",
    "intake.import":     "-y-----y",
    "region.load":       "-----y-y",
    "workforce.manage":  "-y---y-y",
    "workforce.read":    "ry---y-y",
    "workforce.learn":   "ry---y-y",
    "sign_up.send":      "-yy----y",
    "sign_up.handle":    "-y-----y",
    "sign_up.link":      "-y------",
    "screening.import":  "-y-y---y",
    "report.exact":      "---y---y",
    "report.partner":    "-y-yy--y",
    "report.public":     "yyyyyyyyyy",
    "programme.decide":  "-y--y--y",
    "programme.decisions": "-y-yy--y",
    "evaluation.register": "---y---y",
    "evaluation.read":   "-y-yy--y",
    "tally.write":       "-------yy",
    "tally.read":        "-y-y---yy",
    "activity.tell":     "-y-----y",
    "activity.check":    "-y-----y",
    "account.manage":    "-----y-y",
    "offer.list":        "yy------",
    "meldcode.list":     "y--------y",
    "meldcode.begin":    "r--------y",
    "meldcode.read":     "r--------y",
    "meldcode.write":    "r------y-y",
    "meldcode.let_go":   "---------y",
    "directory.read":    "yy---y---y",
    "directory.check":   "yy---y-y",
    "directory.write":   "-y---y-y",
    "referral.list":     "yy------",
    "referral.read":     "ry------",
    "referral.write":    "ry-----y",
    "referral.guarded":  "r--------y",
    "message.list":      "yy------",
    "message.settle":    "ry------",
    "message.send":      "-------y",
    "consent.read":      "ry-------y",
    "consent.write":     "ry-----y",
    "rights.list":       "-------y",
    "rights.destroy":    "-y------",
    "rights.read":       "-y------",
    "rights.write":      "-y-----y",
    "glass.break":       "y-------",
    "glass.list":        "-y------",
    "glass.review":      "-y------",
    "region.export":     "-----y--",
    "region.export_guarded": "---------y",
    "facts.export":      "-----y-y",
    "log.read":          "------y-",
    "log.export":        "------y-",
    "log.own":           "yyyyyyyyyy",
    "log.guarded":       "---------y",
    "log.release":       "---------y",
    "log.verify":        "-----yyy",
}  # fmt: skip
WHOLE_TABLE = {deed: row.ljust(len(ROLES), "-") for deed, row in WHOLE_TABLE.items()}


def identity(*roles: str) -> Identity:
    return Identity(account_id=1, public_id="a", roles=frozenset(roles))


def test_the_table_here_knows_every_deed_and_role() -> None:
    assert set(WHOLE_TABLE) == set(POLICY)
    assert {len(row) for row in WHOLE_TABLE.values()} == {len(ROLES)}


@pytest.mark.parametrize("related", [False, True])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("deed", WHOLE_TABLE)
def test_each_role_may_do_what_the_table_says_and_no_more(deed: str, role: str, related: bool) -> None:
    letter = WHOLE_TABLE[deed][ROLES.index(role)]
    decision = may(identity(role), deed, related=related)
    if letter == "y" or (letter == "r" and related):
        assert decision == Allowed()
        assert decision
        return
    assert isinstance(decision, Refused)
    assert not decision
    assert decision.code == ("no_care_relation" if letter == "r" else "role_may_not")
    assert decision.reason
    assert decision.source


@pytest.mark.parametrize("deed", WHOLE_TABLE)
def test_without_a_role_only_nothing_is_allowed(deed: str) -> None:
    assert not may(identity(), deed, related=True)


def test_two_roles_together_may_what_either_may() -> None:
    both = identity("nurse", "analyst")
    assert may(both, "report.exact")
    assert may(both, "family.read", related=True)
    assert not may(both, "family.read")


@pytest.mark.parametrize(("roles", "deed", "held"), [
    ("municipality", "programme.decide", "GM1"), ("municipality", "programme.decisions", "GM1"),
    ("municipality analyst", "programme.decisions", None), ("municipality analyst", "programme.decide", "GM1"),
    ("municipality analyst", "report.partner", None), ("municipality nurse", "report.partner", "GM1"),
    ("municipality coordinator", "programme.decide", None), ("coordinator", "programme.decide", None),
])  # fmt: skip
def test_who_acts_for_a_municipality_is_held_to_it_unless_another_role_brings_the_same_deed(
    roles: str, deed: str, held: str | None
) -> None:
    assert held_to(Identity(1, "x", frozenset(roles.split()), municipality="GM1"), deed) == held


def test_a_deed_that_the_table_does_not_know_is_a_mistake_and_no_refusal() -> None:
    with pytest.raises(KeyError):
        may(identity("administrator"), "family.forget")


@pytest.mark.parametrize(
    ("roles", "reach"),
    [
        ((), "none"), (("analyst",), "none"), (("municipality",), "none"), (("administrator",), "none"),
        (("log_keeper",), "none"), (("nurse",), "own"), (("coordinator",), "region"), (("system",), "region"),
        (("nurse", "coordinator"), "region"), (("nurse", "administrator"), "own"), (("safeguarding_lead",), "region"),
    ],
)  # fmt: skip
def test_the_database_lets_through_no_more_than_the_widest_role(roles: tuple[str, ...], reach: str) -> None:
    assert identity(*roles).reach == reach


def test_the_systems_own_role_is_never_granted() -> None:
    assert set(GRANTED_ROLES) == set(ROLES) - {"system"}


def test_every_deed_that_is_asked_about_stands_in_the_table() -> None:
    asked = re.compile(r"""\b(?:check_may|check_family|may)\(\s*(?:[\w.()]+,\s*)?["']([a-z_.]+)["']""")
    found = {
        (deed, path.name) for path in SOURCE.rglob("*.py") for deed in asked.findall(path.read_text(encoding="utf-8"))
    }
    assert len(found) > 10, "the pattern finds the questions"
    assert {(deed, where) for deed, where in found if deed not in POLICY} == set()
