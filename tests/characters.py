# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A handful of invented families and professionals, introduced once and used by every test; each for a reason.

Everything is made through the actions. A builder of a family is called inside `with acting(...)`: as the system's own
identity, or as the coordinator. Nothing happens after `ON`; set the practice date to it, or to a later day.

- Elise and Bram: the twins. Families and children are counted apart.
- Fenna: a parent of sixteen, alone.
- Yasmin and Onno: separated, two households, one child.
- Agata and Piotr: move to another municipality half-way.
- Tirza: says no. No task, no second question.
- Merhawit: says not yet, and is asked again.
- Jorien: expects a child.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from duizend.catalogue.actions import load_programmes, load_region_file
from duizend.catalogue.queries import get_programme, list_current_versions
from duizend.delivery.contacts.actions import plan_appointment
from duizend.delivery.contacts.queries import list_appointments_of, windows_of
from duizend.delivery.visits.actions import VisitSaid, choose_topic, record_visit
from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import find_account, system_identity
from duizend.ground.kernel import clock
from duizend.ground.region.queries import read_places
from duizend.ground.region.rules import read_region
from duizend.ground.workforce.actions import grant_certificate, register_professional
from duizend.ground.workforce.queries import find_professional_of
from duizend.record.families import actions as families
from duizend.record.families.actions import NewParent, Residence
from duizend.record.signalling.actions import record_sign_up
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.models import Trajectory

if TYPE_CHECKING:
    from duizend.catalogue.models import ProgrammeVersion
    from duizend.delivery.contacts.models import Appointment
    from duizend.delivery.visits.models import Visit
    from duizend.ground.region.queries import Places
    from duizend.ground.workforce.models import Professional
    from duizend.record.families.models import Child, Family, Household, Parent, Pregnancy

ON = date(2026, 11, 17)
"""The day on which the characters are met: a Tuesday."""


@dataclass(slots=True)
class Character:
    """A family as it was made, with its trajectory if it has one."""

    family: Family
    parents: list[Parent]
    children: list[Child]
    pregnancy: Pregnancy | None = None
    trajectory: Trajectory | None = None


# -- the stage -----------------------------------------------------------------------------------------------------


def region() -> Places:
    """Load the programmes and the practice region's file, once; returns its places."""
    if not read_places().municipalities:
        path = settings.DUIZEND.root / "regions" / "maasland.toml"
        with acting(system_identity("test")):
            load_programmes(settings.DUIZEND.programme_folders)
            load_region_file(read_region(path.read_text(encoding="utf-8"), path.name).require(), file=path.name)
    return read_places()


def programme() -> ProgrammeVersion:
    """Return the programme of home visits that the characters are offered."""
    region()
    return next(v for v in list_current_versions() if v.programme == "stevig-ouderschap")


def account(email: str, *roles: str, name: str = "", municipality: str = "") -> User:
    """Return an account with these roles; made once. As a character it needs no second factor."""
    found = find_account(email)
    if found is None:
        found = User(
            email=email, name=name or email.partition("@")[0].title(), roles=list(roles), is_character=True,
            municipality=municipality,
        )  # fmt: skip
        found.set_unusable_password()
        found.save()
    return found


def nurse(name: str = "Jolijn", *, certified_until: date | None = None) -> tuple[User, Professional]:
    """Return a nurse's account and her as a professional, certified for the programme; made once by her name."""
    user = account(f"{name.casefold()}@maasland.example", "nurse", name=name)
    professional = find_professional_of(user.pk)
    if professional is None:
        competence = get_programme(programme()).team.competence
        with acting(system_identity("test")):
            professional = register_professional(name, account=user)
            grant_certificate(
                professional, competence=competence, valid_from=date(2015, 1, 1), valid_until=certified_until
            )
    return user, professional


def coordinator() -> User:
    """Return the coordinator's account."""
    return account("coordinator@maasland.example", "coordinator", name="Rachida Amrani")


def analyst() -> User:
    """Return the analyst's account."""
    return account("analist@maasland.example", "analyst", name="Pim Oosterhof")


def policy_officer(municipality: str = "Oudrade") -> User:
    """Return the account of a municipality's policy officer."""
    code = region().find_municipality(municipality).code
    return account(f"gemeente-{code.casefold()}@maasland.example", "municipality", name="Marloes", municipality=code)


# -- the families ----------------------------------------------------------------------------------------------------


def twins(*, born_on: date = ON - timedelta(weeks=20)) -> Character:
    """Elise and Bram, with twins Noé and Ids; indicated."""
    made = _family(_parent("Elise", "van der Wal"), _parent("Bram", "Yıldız"), born_on=born_on, names=("Noé", "Ids"))
    return _indicated(made, on=born_on + timedelta(days=14))


def young_mother(*, born_on: date = ON - timedelta(weeks=7)) -> Character:
    """Fenna, sixteen years old at the birth of Jip; indicated."""
    fenna = NewParent("Fenna", "Hoekstra", birth_date=born_on - timedelta(days=6000))
    return _indicated(_family(fenna, born_on=born_on, names=("Jip",)), on=born_on + timedelta(days=12))


def separated(*, born_on: date = ON - timedelta(weeks=40)) -> Character:
    """Yasmin and Onno, who live apart since eight weeks before `ON`, with Mira; indicated."""
    made = _family(_parent("Yasmin", "El Amrani"), _parent("Onno", "ten Broeke"), born_on=born_on, names=("Mira",))
    families.open_household(made.family, residence=_home("Oudrade", ON - timedelta(weeks=8)), parents=made.parents[1:])
    return _indicated(made, on=born_on + timedelta(days=20))


def moving(*, born_on: date = ON - timedelta(weeks=30), moved_on: date = ON - timedelta(weeks=4)) -> Character:
    """Agata and Piotr with Staś; indicated in Oudrade, moved to Lindehoven."""
    made = _family(_parent("Agata", "Wójcik"), _parent("Piotr", "Wójcik"), born_on=born_on, names=("Staś",))
    made = _indicated(made, on=born_on + timedelta(days=15))
    families.move(made.family.households.get(), residence=_home("Lindehoven", moved_on))
    return made


def says_no(*, born_on: date = ON - timedelta(weeks=12)) -> Character:
    """Tirza with Bo; was asked once and said no."""
    return answered("declined", _family(_parent("Tirza", "de Jong-Pinas"), born_on=born_on, names=("Bo",)))


def not_yet(*, born_on: date = ON - timedelta(weeks=12), ask_again_on: date = ON + timedelta(days=7)) -> Character:
    """Merhawit with Abel; said not yet, with a day to ask again."""
    made = _family(_parent("Merhawit", "Kidane"), born_on=born_on, names=("Abel",))
    return answered("not_yet", made, ask_again_on=ask_again_on)


def expecting(*, due_on: date = ON + timedelta(weeks=12), children: int = 1) -> Character:
    """Jorien, who expects a child; indicated in pregnancy."""
    made = _family(_parent("Jorien", "in 't Veld"))
    made.pregnancy = families.register_pregnancy(made.family, due_date=due_on, expected_children=children)
    return _indicated(made, on=ON - timedelta(weeks=4))


# -- further along ---------------------------------------------------------------------------------------------------


def answered(answer: str, made: Character, *, ask_again_on: date | None = None) -> Character:
    """Offer the programme to a family a week after the indication, and record the answer a week later."""
    if made.trajectory is None:
        made = _indicated(made, on=made.children[0].birth_date + timedelta(days=14))
    indicated_on = made.trajectory.steps.get(kind="indicated").happened_on
    trajectories.offer(made.trajectory, on=indicated_on + timedelta(days=4))
    decided_by = "family" if answer in ("declined", "not_yet") else ""
    said = trajectories.AnswerSaid(
        decided_by=decided_by, ask_again_on=ask_again_on,
        answered_by=made.parents[0] if answer != "no_answer" else None, historical=answer == "no_answer",
    )  # fmt: skip
    trajectories.record_answer(made.trajectory, answer, on=indicated_on + timedelta(days=9), said=said)
    return made


def waiting(made: Character, professional: Professional) -> Character:
    """Let a family say yes and be assigned to a professional: no visit has been planned yet."""
    made = answered("accepted", made)
    accepted_on = made.trajectory.steps.get(kind="accepted").happened_on
    trajectories.assign(made.trajectory, professional=professional, on=accepted_on)
    return made


def planned(
    made: Character, professional: Professional, *, on: date = ON, at: time = time(9, 0), home: Household | None = None
) -> Appointment:
    """Plan the next contact of a family that said yes; by default the first, on `ON` at nine. `home`: of two, which."""
    taken = {appointment.moment for appointment in list_appointments_of(made.trajectory)}
    window = next(window for window in windows_of(made.trajectory) if window.moment not in taken)
    starts = clock.at(on, at)
    return plan_appointment(
        made.trajectory, professional=professional, moment=window.moment, starts_at=starts,
        ends_at=starts + timedelta(minutes=60), deviation="De ouders kozen dit", household=home,
    )  # fmt: skip


def visited(
    made: Character,
    professional: Professional,
    *,
    on: date,
    words: str = "Slapen zonder wiegen",
    home: Household | None = None,
) -> Visit:
    """Plan a contact, choose one topic for it, and record that the visit took place."""
    appointment = planned(made, professional, on=on, home=home)
    topic = choose_topic(made.trajectory, words=words, on=on, parent=made.parents[0])
    said = VisitSaid(on, outcomes={topic.public_id: "discussed"}, goes_well="Het gaat goed.")
    return record_visit(appointment, said)


def _parent(given_name: str, family_name: str) -> NewParent:
    return NewParent(given_name, family_name, birth_date=date(1995, 3, 2), phone="06-00123456")


def _home(municipality: str, since: date) -> Residence:
    places = region()
    found = places.find_municipality(municipality)
    own = next((n for n in places.neighbourhoods if n.municipality_id == found.pk), None)
    return Residence(found, own, since, "Veerstoep 7")


def _family(*parents: NewParent, born_on: date | None = None, names: tuple[str, ...] = ()) -> Character:
    since = (born_on or ON - timedelta(weeks=8)) + timedelta(days=7)
    family = families.register_family(on=since, residence=_home("Oudrade", since), parents=parents)
    children = [families.register_birth(family, birth_date=born_on, given_name=name) for name in names]
    return Character(family, list(family.parents.order_by("id")), children)


def _indicated(made: Character, *, on: date) -> Character:
    sign_up = record_sign_up(made.family, received_on=on - timedelta(days=3), source="jgz", parents_know="agreed")
    made.trajectory = trajectories.indicate(
        made.family, version=programme(), on=on, children=made.children, pregnancy=made.pregnancy, sign_up=sign_up
    )
    return made
