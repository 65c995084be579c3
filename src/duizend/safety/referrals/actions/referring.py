# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of a referral and its steps. Each step is added; a wrong one is taken back by a step that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.ground.access.identity import act_for, check_may, current, note
from duizend.ground.access.rules.policy import SAFEGUARDING
from duizend.ground.directory.rules import kind_of
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import ReferralStepTaken, announce
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.ground.region.queries import get_region
from duizend.record.consents.actions import note_sharing
from duizend.record.families.permissions import check_family
from duizend.safety.referrals.models import Referral, ReferralStep, ReplyLink
from duizend.safety.referrals.permissions import GUARDED, WRITE, check_referral
from duizend.safety.referrals.queries import PURPOSE, about_of, find_ground, get_referral, standing_steps, walked
from duizend.safety.referrals.rules.grounds import SHARES
from duizend.safety.referrals.rules.steps import ENDS, may_follow

if TYPE_CHECKING:
    from datetime import date

    from duizend.ground.directory.models import Service
    from duizend.record.families.models import Child, Family, Parent


@dataclass(frozen=True, slots=True)
class ReferralSaid:
    """What a referral says. `parent` or `child`: of whom; neither: the whole family. `tells`: who hears of the answer.

    `ground_words` and `ground_on`: what was decided by the meldcode and when; both empty where it rests on consent.
    """

    service: Service
    parent: Parent | None = None
    child: Child | None = None
    shares: tuple[str, ...] = ()
    question: str = ""
    tells: Parent | None = None
    ground_words: str = ""
    ground_on: date | None = None

    @property
    def ground(self) -> str:
        return SAFEGUARDING if self.ground_words.strip() or self.ground_on else "consent"


@transaction.atomic
def propose(family: Family, said: ReferralSaid, *, on: date) -> Referral:
    """Write down a referral that is talked about. Whoever writes it goes after the answer. Nothing is sent yet.

    One that rests on the meldcode is written in its ring: nobody else sees that it is there. Raises ActionRefused for
    a closed service, a person of another family, a day to come, and a ground that is told by half.
    """
    if said.ground == SAFEGUARDING:
        act_for(SAFEGUARDING)
        check_family(GUARDED, family)
    else:
        check_family(WRITE, family)
    _refuse_what_is_not_so(family, said, on)
    account = current().account_id
    referral = Referral.objects.create(
        family=family, parent=said.parent, child=said.child, service=said.service, kind=kind_of(said.service.kind),
        shares=[one for one in SHARES if one in said.shares], question=said.question.strip(), ground=said.ground,
        ground_words=said.ground_words.strip(), ground_on=said.ground_on, answer_days=get_region().referral_answer_days,
        owner_id=account, tells=said.tells, entered_by_id=account,
    )  # fmt: skip
    add_step(referral, "proposed", on=on)
    return referral


@transaction.atomic
def send(referral: Referral, *, on: date) -> ReferralStep:
    """Record that a referral was sent, or sent again: only where its ground covers it on that day.

    Consent is looked up anew in this transaction and what was shared is noted with it. Raises ActionRefused
    "not_covered" with who must be asked; nothing is recorded then.
    """
    check_referral(WRITE, referral)
    lock_referral(referral)
    refuse_step(referral, "sent", on)
    if referral.service.closed_on is not None:
        raise ActionRefused("service_closed", _("Deze organisatie is gesloten. Kies een andere op de sociale kaart."))
    if referral.ground == "consent":
        about = about_of(referral)
        found = find_ground(referral.family, referral.service, on, about=about)
        if not found:
            raise ActionRefused("not_covered", found.reason)
        note_sharing(referral.family, purpose=PURPOSE, recipient=found.recipient, kind="referral", on=on, about=about)
    return add_step(referral, "sent", on=on)


@transaction.atomic
def record_step(referral: Referral, kind: str, *, on: date, words: str = "") -> ReferralStep:
    """Record what happened with a referral: called after, no answer, accepted, rejected, done, or withdrawn.

    Raises ActionRefused for a step that cannot follow, a day to come, and a day before the last step.
    """
    check_referral(WRITE, referral)
    if kind in ("proposed", "sent"):
        raise ValueError("proposing and sending have actions of their own")
    lock_referral(referral)
    refuse_step(referral, kind, on)
    return add_step(referral, kind, on=on, words=words)


@transaction.atomic
def take_back(step: ReferralStep) -> ReferralStep:
    """Take back the last step, when it was a wrong click: a new step that says so. What was sent stays sent.

    Raises ContradictsRecord when it is not the last that stands, and ActionRefused for what was proposed or sent.
    """
    referral = get_referral(step.referral.public_id)
    check_referral(WRITE, referral)
    lock_referral(referral)
    standing = standing_steps(referral)
    if not standing or standing[-1].pk != step.pk:
        raise ContradictsRecord("not_the_last", _("Alleen de laatste stap kan ongedaan worden gemaakt."))
    if step.kind in ("proposed", "sent"):
        raise ActionRefused("stays", _("Dit blijft staan. Leg vast dat de verwijzing is ingetrokken."))
    row = ReferralStep.objects.create(
        referral=referral, family_id=referral.family_id, kind=step.kind, happened_on=step.happened_on, corrects=step,
        withdrawn=True, entered_by_id=current().account_id,
    )  # fmt: skip
    note("referral.taken_back", "U", subjects_of(referral), detail=step.kind)
    _announce(referral, row)
    return row


@transaction.atomic
def take_over(referral: Referral) -> None:
    """Let whoever acts go after the answer from now on."""
    check_referral(WRITE, referral)
    if referral.ground == SAFEGUARDING:
        check_may(WRITE)
    Referral.objects.filter(pk=referral.pk).update(owner_id=current().account_id)
    note("referral.taken_over", "U", subjects_of(referral))


def refuse_step(referral: Referral, kind: str, on: date) -> None:
    """Raise ActionRefused unless this step may follow on this day."""
    if on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
    steps = walked(referral)
    if not may_follow(steps, kind):
        raise ActionRefused("step_cannot_follow", _("Dit past niet bij hoe ver deze verwijzing nu is. Kijk hieronder."))
    if steps and on < steps[-1].on:
        raise ActionRefused("before_the_last", _("Deze dag ligt voor de vorige stap."))


def add_step(referral: Referral, kind: str, *, on: date, words: str = "", by_link: bool = False) -> ReferralStep:
    """Add a step and owe the log its line; a link of a referral that ended works no more."""
    step = ReferralStep.objects.create(
        referral=referral, family_id=referral.family_id, kind=kind, happened_on=on, words=" ".join(words.split()),
        by_link=by_link, entered_by_id=current().account_id,
    )  # fmt: skip
    if kind in ENDS:
        ReplyLink.objects.filter(referral=referral, used_at=None, withdrawn_at=None).update(withdrawn_at=clock.now())
    note(f"referral.{kind}", "C", subjects_of(referral), detail=referral.ground)
    referral.__dict__.pop("_prefetched_objects_cache", None)
    _announce(referral, step)
    return step


def subjects_of(referral: Referral) -> list[str]:
    """Return whom a line of the log about a referral is about."""
    return [referral.family.public_id, referral.public_id]


def _announce(referral: Referral, step: ReferralStep) -> None:
    """Tell the rooms below what happened; of a referral in the meldcode's ring nobody hears."""
    if referral.ground != SAFEGUARDING:
        announce(ReferralStepTaken(step.pk, referral.pk, step.kind, step.happened_on))


def lock_referral(referral: Referral) -> None:
    """Let one at a time write about a referral, and read anew what stands."""
    Referral.objects.select_for_update(of=("self",), no_key=True).get(pk=referral.pk)
    referral.__dict__.pop("_prefetched_objects_cache", None)


def _refuse_what_is_not_so(family: Family, said: ReferralSaid, on: date) -> None:
    if on > clock.today() or (said.ground_on is not None and said.ground_on > clock.today()):
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
    if said.service.closed_on is not None:
        raise ActionRefused("service_closed", _("Deze organisatie is gesloten. Kies een andere op de sociale kaart."))
    if said.ground == SAFEGUARDING and not (said.ground_words.strip() and said.ground_on):
        raise ActionRefused("ground_by_half", _("Schrijf op wat er is besloten, en op welke dag."))
    people = [one for one in (said.parent, said.child, said.tells) if one is not None]
    if any(one.family_id != family.pk for one in people) or (said.parent and said.child):
        raise ActionRefused("not_of_this_family", _("Deze persoon hoort niet bij dit gezin."))
