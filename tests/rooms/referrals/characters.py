# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The family of the consents, a service to bring them to, and how a referral is made about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import identity_of
from duizend.ground.directory.actions import ServiceTold, add_service
from duizend.ground.kernel import clock
from duizend.safety.referrals.actions import ReferralSaid, propose, send
from duizend.safety.referrals.queries import get_referral
from rooms.consents.characters import TODAY
from rooms.consents.characters import Scene as Family
from rooms.consents.characters import make_scene as make_family
from rooms.contacts.characters import system

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import date

    from duizend.ground.access.identity import Acting
    from duizend.ground.directory.models import Service
    from duizend.safety.referrals.models import Referral

DEBTS = "Budgethuis"


@dataclass
class Scene:
    family: Family
    service: Service

    @property
    def user(self) -> User:
        return self.family.nurse.user

    def acts(self) -> AbstractContextManager[Acting]:
        return self.family.nurse.acts()

    def propose(self, **more: object) -> Referral:
        said = ReferralSaid(self.service, **({"parent": self.family.lotte, "shares": ("name", "contact")} | more))
        with self.acts():
            return get_referral(propose(self.family.family, said, on=clock.today()).public_id)

    def sent(self, **more: object) -> Referral:
        """Let Lotte say yes, and send a referral about her."""
        self.agrees()
        referral = self.propose(**more)
        with self.acts():
            send(referral, on=clock.today())
            return get_referral(referral.public_id)

    def agrees(self, *, to: str = DEBTS, yes: bool = True, on: date = TODAY) -> None:
        self.family.answer(self.family.lotte, self.family.lotte, yes=yes, purpose="referral", to=to, on=on)


def make_scene(name: str = "Jolanda") -> Scene:
    family = make_family(name)
    return Scene(family, make_service())


def make_service(name: str = DEBTS, kind: str = "debt_help", email: str = "post@budgethuis.example") -> Service:
    told = ServiceTold(name, "Helpt bij schulden", kind, "Team Maasland", email=email, phone="010-0001000")
    with system():
        return add_service(told)


def account(email: str, *roles: str) -> User:
    return User.objects.create(email=email, name=email.partition("@")[0].title(), roles=list(roles), is_character=True)


def guarded(user: User) -> AbstractContextManager[Acting]:
    return acting(identity_of(user, purpose="safeguarding"))
