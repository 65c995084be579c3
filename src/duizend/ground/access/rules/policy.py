# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The policy table: role x relation x deed, as values. It decides for page, export and command line alike."""

from __future__ import annotations

from dataclasses import dataclass

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused

ROLES = (
    "nurse", "coordinator", "sender", "analyst", "municipality", "administrator", "log_keeper", "system", "ambassador",
)  # fmt: skip
SOURCE = "art. 7:457 BW: only who is directly involved in the care"

ALWAYS = "always"
WITH_RELATION = "with a care relation"

# deed -> role -> under which condition. What is not in the table is refused.
POLICY: dict[str, dict[str, str]] = {
    "day.read": {"nurse": ALWAYS, "coordinator": ALWAYS},
    "queue.read": {"coordinator": ALWAYS},
    "family.list": {"nurse": ALWAYS, "coordinator": ALWAYS},
    "family.read": {"nurse": WITH_RELATION, "coordinator": ALWAYS},
    "family.register": {"coordinator": ALWAYS, "system": ALWAYS},
    "family.update": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "system": ALWAYS},
    # A sender reaches no family: she sends what she tells, and reads what became of her own sign-ups.
    "sign_up.send": {"sender": ALWAYS, "coordinator": ALWAYS, "system": ALWAYS},
    "sign_up.handle": {"coordinator": ALWAYS, "system": ALWAYS},
    "sign_up.link": {"coordinator": ALWAYS},
    "screening.import": {"coordinator": ALWAYS, "analyst": ALWAYS, "system": ALWAYS},
    "weighing.read": {"nurse": WITH_RELATION, "coordinator": ALWAYS},
    "weighing.write": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "system": ALWAYS},
    "offer.list": {"nurse": ALWAYS, "coordinator": ALWAYS},
    "trajectory.decide": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "system": ALWAYS},
    "trajectory.assign": {"coordinator": ALWAYS, "system": ALWAYS},
    "visit.plan": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "system": ALWAYS},
    "visit.record": {"nurse": WITH_RELATION, "system": ALWAYS},
    "video.read": {"nurse": WITH_RELATION, "coordinator": ALWAYS},
    "video.list": {"nurse": ALWAYS, "coordinator": ALWAYS},
    "video.record": {"nurse": WITH_RELATION, "system": ALWAYS},
    # Taking a consent back and letting a recording go may never have to wait for one person.
    "video.settle": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "system": ALWAYS},
    # A volunteer has no account: what comes from her own page, by her link, is entered by the system.
    "volunteer.manage": {"coordinator": ALWAYS, "system": ALWAYS},
    "volunteer.own": {"system": ALWAYS},
    "match.manage": {"coordinator": ALWAYS, "system": ALWAYS},
    "place.arrange": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "system": ALWAYS},
    "place.list": {"nurse": ALWAYS, "coordinator": ALWAYS},
    # The relation of a group is leading it.
    "group.list": {"nurse": ALWAYS, "coordinator": ALWAYS},
    "group.read": {"nurse": WITH_RELATION, "coordinator": ALWAYS},
    "group.record": {"nurse": WITH_RELATION, "system": ALWAYS},
    "group.leave": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "system": ALWAYS},
    "group.manage": {"coordinator": ALWAYS, "system": ALWAYS},
    "intake.import": {"coordinator": ALWAYS, "system": ALWAYS},
    "region.load": {"administrator": ALWAYS, "system": ALWAYS},
    "workforce.manage": {"administrator": ALWAYS, "coordinator": ALWAYS, "system": ALWAYS},
    # The relation is to oneself: each sees her own, and says herself what she read and attended.
    "workforce.read": {"nurse": WITH_RELATION, "administrator": ALWAYS, "coordinator": ALWAYS, "system": ALWAYS},
    "workforce.learn": {"nurse": WITH_RELATION, "administrator": ALWAYS, "coordinator": ALWAYS, "system": ALWAYS},
    "report.exact": {"analyst": ALWAYS, "system": ALWAYS},
    "report.partner": {"analyst": ALWAYS, "coordinator": ALWAYS, "municipality": ALWAYS, "system": ALWAYS},
    "report.public": dict.fromkeys(ROLES, ALWAYS),
    # Counts without a name, by who carries a programme in her own organisation; she reaches no family.
    "tally.write": {"ambassador": ALWAYS, "system": ALWAYS},
    "tally.read": {"ambassador": ALWAYS, "coordinator": ALWAYS, "analyst": ALWAYS, "system": ALWAYS},
    # What there is for all parents: they tell it without an account, a coordinator looks at it before it shows.
    "activity.tell": {"coordinator": ALWAYS, "system": ALWAYS},
    "activity.check": {"coordinator": ALWAYS, "system": ALWAYS},
    "account.manage": {"administrator": ALWAYS, "system": ALWAYS},
    "log.read": {"log_keeper": ALWAYS},
    "log.verify": {"log_keeper": ALWAYS, "administrator": ALWAYS, "system": ALWAYS},
}

# "system" is nobody's role: it belongs to the one account that imports and set-up are entered by.
GRANTED_ROLES = tuple(role for role in ROLES if role != "system")

# What row-level security lets through, at most, for a role: the second line behind the policy.
REACH = {"nurse": "own", "coordinator": "region", "system": "region"}
REACHES = ("none", "own", "region")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who acts: an account with its roles, and for which purpose. Holds no name, so it may be logged."""

    account_id: int
    public_id: str
    roles: frozenset[str]
    purpose: str = "care"
    municipality: str = ""

    @property
    def reach(self) -> str:
        return max((REACH.get(role, "none") for role in self.roles), key=REACHES.index, default="none")


def may(identity: Identity, deed: str, *, related: bool = False) -> Decision:
    """Decide whether this identity may do a deed, given whether a care relation exists.

    Raises KeyError for a deed that the table does not know: a forgotten line must not pass for a refusal.
    Source: the policy table of this module.
    """
    conditions = {POLICY[deed].get(role) for role in identity.roles}
    if ALWAYS in conditions or (related and WITH_RELATION in conditions):
        return Allowed()
    if WITH_RELATION in conditions:
        return Refused("no_care_relation", "Je hebt geen zorgrelatie met dit gezin.", SOURCE)
    return Refused("role_may_not", "Je rol geeft hier geen toegang toe.", SOURCE)
