# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One invented family with two parents, a child, and who cares for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from duizend.ground.kernel import clock
from duizend.ground.region.models import Municipality
from duizend.record.consents.actions import Answer, record_answer
from duizend.record.families.actions import NewParent, Residence, register_birth, register_family
from duizend.record.families.models import CareRelation
from duizend.record.families.queries import get_family
from rooms.contacts.characters import Nurse, make_nurse, system

if TYPE_CHECKING:
    from duizend.record.consents.models import Consent
    from duizend.record.families.models import Child, Family, Parent

TODAY = date(2026, 3, 10)
BORN = date(2025, 1, 20)


@dataclass
class Scene:
    nurse: Nurse
    family: Family
    lotte: Parent
    wout: Parent
    child: Child

    def who(self, person: Parent | Child) -> tuple[str, str]:
        return ("child" if person == self.child else "parent", person.public_id)

    def answer(
        self, about: Parent | Child, by: Parent | Child, *, yes: bool = True, purpose: str = "inform", to: str = "gp",
        on: date = TODAY,
    ) -> Consent:  # fmt: skip
        with self.nurse.acts():
            return record_answer(self.family, Answer(self.who(about), self.who(by), purpose, to, on, "talk"), yes=yes)

    def all_agree(self, *, purpose: str = "inform", to: str = "gp") -> list[Consent]:
        pairs = ((self.lotte, self.lotte), (self.wout, self.wout), (self.child, self.lotte))
        return [self.answer(about, by, purpose=purpose, to=to) for about, by in pairs]


def make_scene(name: str = "Jolanda", *, born: date = BORN, mother_born: date = date(1994, 5, 6)) -> Scene:
    """Make a family that a nurse cares for, in a region with the product's own texts."""
    clock.set_practice_date(TODAY)
    nurse = make_nurse(name)
    with system():
        place, _ = Municipality.objects.get_or_create(
            code="GM9001", defaults={"name": "Proefstad", "valid_from": date(2000, 1, 1)}
        )
        residence = Residence(municipality=place, neighbourhood=None, since=BORN)
        parents = (NewParent("Lotte", "Haddou", birth_date=mother_born), NewParent("Wout", "Meijer"))
        family = register_family(on=BORN, residence=residence, parents=parents)
        child = register_birth(family, birth_date=born, given_name="Noor")
        CareRelation.objects.create(
            family=family, professional=nurse.professional, valid_from=BORN, ground="assignment"
        )
        found = get_family(family.public_id)
    lotte, wout = found.parents.all()
    return Scene(nurse, found, lotte, wout, child)
