# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The policy table: role x relation x deed, as values. It decides for page, export and command line alike."""

from __future__ import annotations

from dataclasses import dataclass, replace

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused

ROLES = (
    "nurse", "coordinator", "sender", "analyst", "municipality", "administrator", "log_keeper", "system", "ambassador",
    "safeguarding_lead",
)  # fmt: skip
SOURCE = "art. 7:457 BW: only who is directly involved in the care"

ALWAYS = "always"
WITH_RELATION = "with a care relation"

# deed -> role -> under which condition. What is not in the table is refused.
POLICY: dict[str, dict[str, str]] = {
    "day.read": {"nurse": ALWAYS, "coordinator": ALWAYS},
    "queue.read": {"coordinator": ALWAYS},
    # The safeguarding lead is asked about any family; what she opens is guarded (see Identity.guarded).
    "family.list": {"nurse": ALWAYS, "coordinator": ALWAYS, "safeguarding_lead": ALWAYS},
    "family.read": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "safeguarding_lead": ALWAYS},
    "family.register": {"coordinator": ALWAYS, "system": ALWAYS},
    "family.update": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "system": ALWAYS},
    # A sender reaches no family: she sends what she tells, and reads what became of her own sign-ups.
    "sign_up.send": {"sender": ALWAYS, "coordinator": ALWAYS, "system": ALWAYS},
    "sign_up.handle": {"coordinator": ALWAYS, "system": ALWAYS},
    "sign_up.link": {"coordinator": ALWAYS},
    "screening.import": {"coordinator": ALWAYS, "analyst": ALWAYS, "system": ALWAYS},
    "weighing.read": {"nurse": WITH_RELATION, "coordinator": ALWAYS},
    "weighing.write": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "system": ALWAYS},
    "measurement.read": {"nurse": WITH_RELATION, "coordinator": ALWAYS},
    "measurement.write": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "system": ALWAYS},
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
    # What was decided is people's: recorded by who winds a programme down, or by the municipality that decided, of itself only.
    "programme.decide": {"coordinator": ALWAYS, "municipality": ALWAYS, "system": ALWAYS},
    "programme.decisions": {"coordinator": ALWAYS, "analyst": ALWAYS, "municipality": ALWAYS, "system": ALWAYS},
    # A plan is registered by who may see exact numbers; who decides on it reads it, and of what came out what is protected.
    "evaluation.register": {"analyst": ALWAYS, "system": ALWAYS},
    "evaluation.read": {"coordinator": ALWAYS, "analyst": ALWAYS, "municipality": ALWAYS, "system": ALWAYS},
    # Counts without a name, by who carries a programme in her own organisation; she reaches no family.
    "tally.write": {"ambassador": ALWAYS, "system": ALWAYS},
    "tally.read": {"ambassador": ALWAYS, "coordinator": ALWAYS, "analyst": ALWAYS, "system": ALWAYS},
    # What there is for all parents: they tell it without an account, a coordinator looks at it before it shows.
    "activity.tell": {"coordinator": ALWAYS, "system": ALWAYS},
    "activity.check": {"coordinator": ALWAYS, "system": ALWAYS},
    "account.manage": {"administrator": ALWAYS, "system": ALWAYS},
    # The relation of a meldcode trail is working on it: a nurse reads and writes her own, in its own ring.
    "meldcode.list": {"nurse": ALWAYS, "safeguarding_lead": ALWAYS},
    # Beginning one is for who cares for the family.
    "meldcode.begin": {"nurse": WITH_RELATION, "safeguarding_lead": ALWAYS},
    "meldcode.read": {"nurse": WITH_RELATION, "safeguarding_lead": ALWAYS},
    "meldcode.write": {"nurse": WITH_RELATION, "safeguarding_lead": ALWAYS, "system": ALWAYS},
    # Taking away the copy of a closed trail that went to the dossier is for the lead alone.
    "meldcode.let_go": {"safeguarding_lead": ALWAYS},
    # The social map tells of no family. Whoever brings families there may say that a line is still so.
    "directory.read": {"nurse": ALWAYS, "coordinator": ALWAYS, "administrator": ALWAYS, "safeguarding_lead": ALWAYS},
    "directory.check": {"nurse": ALWAYS, "coordinator": ALWAYS, "administrator": ALWAYS, "system": ALWAYS},
    "directory.write": {"coordinator": ALWAYS, "administrator": ALWAYS, "system": ALWAYS},
    "referral.list": {"nurse": ALWAYS, "coordinator": ALWAYS},
    "referral.read": {"nurse": WITH_RELATION, "coordinator": ALWAYS},
    "referral.write": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "system": ALWAYS},
    # One that the meldcode decided on: its relation is caring for the family, and then having sent it; in its own ring.
    "message.list": {"nurse": ALWAYS, "coordinator": ALWAYS},
    "message.settle": {"nurse": WITH_RELATION, "coordinator": ALWAYS},
    "message.send": {"system": ALWAYS},
    "referral.guarded": {"nurse": WITH_RELATION, "safeguarding_lead": ALWAYS},
    "consent.read": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "safeguarding_lead": ALWAYS},
    "consent.write": {"nurse": WITH_RELATION, "coordinator": ALWAYS, "system": ALWAYS},
    # The system counts by night what is due; destroying is for two coordinators, and the action refuses who proposed.
    "rights.list": {"system": ALWAYS},
    "rights.destroy": {"coordinator": ALWAYS},
    "rights.read": {"coordinator": ALWAYS},
    "rights.write": {"coordinator": ALWAYS, "system": ALWAYS},
    # Breaking the glass is for who cares for families; who reviews it is somebody else, which the action looks at.
    "glass.break": {"nurse": ALWAYS},
    "glass.list": {"coordinator": ALWAYS},
    "glass.review": {"coordinator": ALWAYS},
    # The way out of a whole region; what the meldcode keeps goes only with who is answerable for that ring.
    "region.export": {"administrator": ALWAYS},
    "region.export_guarded": {"safeguarding_lead": ALWAYS},
    # Facts of families one by one, without a name: for who is answerable for what leaves the machine.
    "facts.export": {"administrator": ALWAYS, "system": ALWAYS},
    "log.read": {"log_keeper": ALWAYS},
    "log.export": {"log_keeper": ALWAYS},
    "log.own": dict.fromkeys(ROLES, ALWAYS),
    "log.guarded": {"safeguarding_lead": ALWAYS},
    "log.release": {"safeguarding_lead": ALWAYS},
    "log.verify": {"log_keeper": ALWAYS, "administrator": ALWAYS, "system": ALWAYS},
}

# "system" is nobody's role: it belongs to the one account that imports and set-up are entered by.
GRANTED_ROLES = tuple(role for role in ROLES if role != "system")

# What row-level security lets through, at most, for a role: the second line behind the policy.
REACH = {"nurse": "own", "coordinator": "region", "safeguarding_lead": "region", "system": "region"}
REACHES = ("none", "own", "region")

# The purpose of whatever is done for a meldcode trail: its log lines stay in the safeguarding ring until released.
SAFEGUARDING = "safeguarding"
# How far the safeguarding ring reaches for a role that acts for that purpose.
GUARDED_REACH = {"nurse": "own", "safeguarding_lead": "region", "system": "region"}


# What a care relation by the glass opens: reading, what was done just then, and a trail of the meldcode. Nothing that decides.
BEHIND_GLASS = frozenset({"family.read", "consent.read", "visit.record", "meldcode.begin"})
# The purpose of whatever is read or written behind the glass.
EMERGENCY = "emergency"


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

    @property
    def guarded(self) -> bool:
        """Say whether what this identity does is kept in the safeguarding ring.

        All that the safeguarding lead does is: that she opened an ordinary page of a family already tells of a worry.
        """
        return self.purpose == SAFEGUARDING or "safeguarding_lead" in self.roles

    @property
    def guarded_reach(self) -> str:
        """Return how far this identity reaches into tables of the safeguarding ring: "none", "own" or "region"."""
        if not self.guarded:
            return "none"
        return max((GUARDED_REACH.get(role, "none") for role in self.roles), key=REACHES.index, default="none")


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


def held_to(identity: Identity, deed: str) -> str | None:
    """Return the code of the one municipality for which an identity may do a deed, or None where nothing holds it to one.

    Somebody of a municipality acts for that municipality, unless another of her roles brings the same deed; a role that
    only reads does not widen what she may write.
    """
    if "municipality" not in identity.roles:
        return None
    others = replace(identity, roles=identity.roles - {"municipality"})
    return None if isinstance(may(others, deed), Allowed) else identity.municipality
