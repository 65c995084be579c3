# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Groups, as the practice region has them: one midway, one that begins with too few, one whose children are nearly a year.

Before the births a midwife of another organisation leads, after them the nurse. One pregnancy ended in a loss; who waited
longest took the place. One roster was never filled in, and that says nothing of who was there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from duizend.catalogue.rules.anchors import Anchor
from duizend.catalogue.rules.schedule import list_contacts
from duizend.delivery.contacts.rules.windows import is_working_day
from duizend.delivery.groups import actions
from duizend.delivery.groups.actions import CohortSaid, Marked, SessionSaid
from duizend.delivery.groups.queries import get_cohort, get_session, read_roster
from duizend.delivery.groups.rules.sessions import GROUP, LED_BY, middle_of, suggest_sessions
from duizend.doors.practice.beside.setting import Newcomers
from duizend.doors.practice.cast import COORDINATOR, SECOND_NURSE
from duizend.doors.practice.events import Place
from duizend.ground.access.identity import acting, note
from duizend.ground.access.models import User
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.points import add_point
from duizend.ground.region.models import Organisation
from duizend.ground.workforce.actions import grant_certificate, register_professional
from duizend.record.families.actions import NewParent, record_loss_of_pregnancy, register_birth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.catalogue.rules.programme import Programme
    from duizend.catalogue.rules.schedule import DueContact
    from duizend.delivery.groups.models import Cohort, Membership, Session
    from duizend.doors.practice.beside.setting import Setting
    from duizend.record.trajectories.models import Trajectory

MIDWIFE_WHO_LEADS = "hilke"
NAME, TITLE, KIND = "Hilke Doornbos", "Verloskundige, begeleidt groepen", "midwife"
CERTIFIED = (timedelta(days=6 * 365), timedelta(days=1100))
EVENING, MORNING = time(19, 0), time(9, 30)
TWO_HOURS = timedelta(minutes=120)
# How long somebody who comes to the region's groups has said yes before she has a place.
UNTIL_PLACE = 5


@dataclass(frozen=True, slots=True)
class Mother:
    """Somebody who comes to a group: her due date so many days from the first of the group's, and where she lives."""

    parents: tuple[NewParent, ...]
    street: str
    due: int
    child: str = ""
    born: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A group as the region has it: where (the how-manieth municipality and neighbourhood), and its day of the week."""

    where: tuple[int, int]
    name: str
    place: str
    hour: time
    places: int
    middle: date
    made_ago: int
    weekday: int


def _mother(given: str, family: str, street: str, due: int, **more: object) -> Mother:
    partner = more.pop("partner", None)
    language = more.pop("language", "")
    parents = (NewParent(given, family, language=str(language)), *((NewParent(*partner),) if partner else ()))
    return Mother(parents, street, due, **more)  # type: ignore[arg-type]


MIDWAY = (
    _mother("Nadia", "Ouazzani", "Lindedreef 14", 3, partner=("Hamza", "Ouazzani")),
    _mother("Lieke", "Zwaan", "Stationsstraat 61", 5, partner=("Bram", "Hofstede")),
    _mother("Sevda", "Aktaş", "Spoorzicht 9", 8, language="tr", partner=("Murat", "Aktaş")),
    _mother("Roos", "Hogendoorn", "Bloemenborg 33", 11, partner=("Sanne", "Hogendoorn")),
    _mother("Dominika", "Zielińska", "Havenkade 102", 12, language="pl"),
    _mother("Roos", "de Haan", "Klaverakker 7", 15, partner=("Jesse", "Muller")),
    _mother("Iris", "Wagenaar", "Beukenlaan 28", 22, partner=("Thom", "Wagenaar")),
    _mother("Evelien", "Rademaker", "Zandpad 19", 24, partner=("Joep", "Rademaker")),
)
MOVES_UP = _mother("Yasmin", "Rahimi", "Spoorzicht 71", 17, partner=("Farid", "Rahimi"))
WAITS = _mother("Marleen", "Tuinstra", "Lindedreef 88", 20)
FITS_NOWHERE = _mother("Folake", "Adeyemi", "Hoevenweg 4", 16, partner=("Tunde", "Adeyemi"))
TOO_FEW = (
    _mother("Hanneke", "Blaauw", "Kerkring 12", 6, partner=("Rob", "Blaauw")),
    _mother("Amina", "Warsame", "Sint Jorisplein 30", 14),
)
NEARLY_ONE = (
    _mother("Carlijn", "Stroop", "Meidoornhof 3", 2, child="Fos", born=4, partner=("Ivo", "Stroop")),
    _mother("Fatma", "Güler", "Steenbakkerij 77", 7, child="Elif", born=5, partner=("Serkan", "Güler")),
    _mother("Mieke", "van Asten", "Boogaard 16", 10, child="Jurre", born=10),
    _mother("Oksana", "Bondar", "Koningin Emmalaan 51", 13, child="Danylo", born=17, language="uk"),
    _mother("Tess", "Kleinjan", "Achter de Molen 42", 23, child="Pim", born=27, partner=("Daan", "Vonk")),
)


def make(setting: Setting) -> None:
    """Make what the practice region has of it; nothing where no programme is delivered in groups."""
    for version, programme in setting.versions_with("group")[:1]:
        _employ(setting, programme)
        meets = _working_day(setting.on)
        _make_midway(setting, version, programme, meets)
        _make_too_few(setting, version, programme, _working_day(meets + timedelta(days=16)))
        _make_nearly_one(setting, version, programme, meets + timedelta(days=7))


def _working_day(day: date) -> date:
    return next(one for one in (day + timedelta(days=n) for n in range(12)) if is_working_day(one))


def _employ(setting: Setting, programme: Programme) -> None:
    """Let the midwife who leads before the births work in the region, and the nurse who leads after them be certified."""
    company = setting.company
    _own, _, domain = company.accounts[COORDINATOR].email.partition("@")
    with acting(system_identity("practice")):
        account = User(
            email=f"{MIDWIFE_WHO_LEADS}@{domain}", name=NAME, job_title=TITLE, roles=["nurse"], is_character=True
        )
        account.set_unusable_password()
        account.save()
        note("account.made", "C", [account.public_id], detail="nurse")
        organisation = Organisation.objects.filter(kind=KIND).order_by("id").first()
        company.accounts[MIDWIFE_WHO_LEADS] = account
        company.professionals[MIDWIFE_WHO_LEADS] = register_professional(
            NAME, account=account, organisation=organisation
        )
        for one in (MIDWIFE_WHO_LEADS, SECOND_NURSE):
            grant_certificate(
                company.professionals[one], competence=programme.team.competence, valid_from=setting.on - CERTIFIED[0],
                valid_until=setting.on + CERTIFIED[1],
            )  # fmt: skip


def _sessions_of(programme: Programme, middle: date) -> list[DueContact]:
    return [one for one in list_contacts(programme, Anchor(due_on=middle)) if one.mode == GROUP]


def _middle_for(programme: Programme, number: int, meets: date) -> date:
    """Find the middle of due dates for which the session of this number is aimed at a day, as near as months allow."""
    middle = meets
    for _ in range(3):
        middle += meets - _sessions_of(programme, middle)[number].target_on
    return middle


def _due_from(programme: Programme, middle: date) -> date:
    widest = programme.forms.group.due_date_range
    return middle - (middle_of(middle, add_point(middle, widest)) - middle)


def _place_of(setting: Setting, plan: Plan) -> Place:
    known = sorted(setting.places.municipalities, key=lambda one: one.code)
    municipality = known[plan.where[0] % len(known)]
    own = [one.code for one in setting.places.neighbourhoods if one.municipality_id == municipality.pk]
    return Place(municipality.code, own[plan.where[1] % len(own)] if own else "")


def _open(setting: Setting, version: ProgrammeVersion, programme: Programme, plan: Plan) -> Cohort:
    """Open a group with its sessions, on the day it was made."""
    place, due_from = _place_of(setting, plan), _due_from(programme, plan.middle)
    municipality = setting.places.find_municipality(place.municipality)
    neighbourhood = setting.places.find_neighbourhood(municipality, place.neighbourhood)
    with setting.day(plan.made_ago, COORDINATOR) as on:
        days = suggest_sessions(
            list_contacts(programme, Anchor(due_on=plan.middle)), weekday=plan.weekday, since=on + timedelta(days=1)
        )
        said = CohortSaid(
            name=f"{plan.name} {neighbourhood.name if neighbourhood else municipality.name}", due_from=due_from,
            due_until=add_point(due_from, programme.forms.group.due_date_range), places=plan.places,
            municipality=municipality, neighbourhood=neighbourhood, place=plan.place,
            time=f"om {plan.hour:%H.%M} uur, twee uur lang", recruits_from=on,
            led_by={
                "before_birth": setting.company.professionals[MIDWIFE_WHO_LEADS],
                "after_birth": setting.company.professionals[SECOND_NURSE],
            },
        )  # fmt: skip
        sessions = [_planned(one.moment, clock.at(one.on, plan.hour), partners=one.partners) for one in days]
        return actions.make_cohort(version, said, sessions=sessions)


def _planned(moment: str, begins: datetime, *, partners: bool) -> SessionSaid:
    return SessionSaid(moment, begins, begins + TWO_HOURS, partners)


def _come(
    setting: Setting, version: ProgrammeVersion, mother: Mother, *, place: Place, due_from: date, ago: int
) -> Trajectory:
    """Let somebody say yes to the programme; nobody is assigned: who leads her group will be."""
    newcomers = Newcomers(mother.parents, due_on=due_from + timedelta(days=mother.due), street=mother.street)
    return setting.begin(version, newcomers, place=place, days_ago=ago, by="")


def _seat(setting: Setting, cohort: Cohort, trajectory: Trajectory, *, ago: int) -> Membership:
    """Give somebody a place in a group, so many days ago."""
    with setting.day(ago, COORDINATOR) as on:
        parent = trajectory.family.parents.order_by("id").first()
        return actions.join(get_cohort(cohort.public_id), trajectory, on=on, parent=parent)


def _fill(
    setting: Setting, version: ProgrammeVersion, cohort: Cohort, mothers: Sequence[Mother], *, place: Place, ago: int
) -> list[Membership]:
    """Let mothers come and get a place, a day after each other."""
    members = []
    for number, mother in enumerate(mothers):
        begun = max(ago - number, UNTIL_PLACE)
        made = _come(setting, version, mother, place=place, due_from=cohort.due_from, ago=begun)
        members.append(_seat(setting, cohort, made, ago=begun - UNTIL_PLACE))
    return members


def _hold(setting: Setting, programme: Programme, cohort: Cohort, *, left_open: Sequence[int] = ()) -> None:
    """Fill in the rosters of what was held, each on its own evening by who led it; the numbers in `left_open` nobody did."""
    phases = {one.id: one for one in programme.contacts}
    held = [one for one in cohort.sessions.order_by("starts_at") if clock.local_day(one.starts_at) < setting.on]
    for number, one in enumerate(held):
        if number in left_open:
            continue
        moment = phases[one.moment]
        by = MIDWIFE_WHO_LEADS if "before_birth" in LED_BY[moment.phase] else SECOND_NURSE
        ago = (setting.on - clock.local_day(one.starts_at)).days
        with setting.day(ago, by, at=clock.local_time(one.ends_at).time()):
            session = get_session(one.public_id)
            actions.fill_in(session, _marks(setting, session, number, by=by if moment.check else ""))
            actions.settle(session)


def _marks(setting: Setting, session: Session, number: int, *, by: str) -> list[Marked]:
    """Mark who was there: nearly everybody, each away now and then; the check was done of who was."""
    marks = []
    for place, (member, _known) in enumerate(read_roster(session)):
        if (place + number * 3) % 7 == 4:
            marks.append(Marked(member.public_id, "absent"))
        elif (place, number) != (1, 2):
            who = setting.company.professionals[by] if by else None
            marks.append(Marked(member.public_id, "present", measured_self=bool(by), checked_by=who))
    return marks


def _make_midway(setting: Setting, version: ProgrammeVersion, programme: Programme, meets: date) -> None:
    """Make the group that comes together today: full, one loss, somebody who moved up and somebody who waits."""
    before = [n for n, one in enumerate(_sessions_of(programme, meets)) if one.phase == "pregnancy"]
    middle = _middle_for(programme, before[len(before) * 2 // 3], meets)
    first_on = _sessions_of(programme, middle)[0].target_on
    plan = Plan(
        (1, 1), "Groep", "Wijkcentrum De Linde, Spoorstraat 2", EVENING, len(MIDWAY), middle,
        (setting.on - first_on).days + 24, meets.weekday(),
    )  # fmt: skip
    cohort, place = _open(setting, version, programme, plan), _place_of(setting, plan)
    members = _fill(setting, version, cohort, MIDWAY, place=place, ago=plan.made_ago - 4)
    moved_up = _come(setting, version, MOVES_UP, place=place, due_from=cohort.due_from, ago=plan.made_ago - 14)
    lost = members[-1]
    lost_ago = plan.made_ago // 2
    with setting.day(lost_ago, MIDWIFE_WHO_LEADS) as on:
        record_loss_of_pregnancy(lost.trajectory.pregnancy, on=on)
    with setting.day(lost_ago - 1, COORDINATOR):
        for telling in lost.tellings.filter(told_on=None):
            actions.mark_told(telling)
    _seat(setting, cohort, moved_up, ago=lost_ago - 6)
    _hold(setting, programme, cohort, left_open=(4,))
    with setting.day(1, MIDWIFE_WHO_LEADS):
        actions.record_passed_on(members[0], what="some", words="Hoe ik tegen de bevalling opzie, en waarom.")
        actions.record_passed_on(members[4], what="nothing")
    _come(setting, version, WAITS, place=place, due_from=cohort.due_from, ago=23)
    elsewhere = _place_of(setting, replace(plan, where=(0, 2)))
    _come(setting, version, FITS_NOWHERE, place=elsewhere, due_from=cohort.due_from + timedelta(days=120), ago=12)


def _make_too_few(setting: Setting, version: ProgrammeVersion, programme: Programme, meets: date) -> None:
    """Make the group that was just opened: told in the neighbourhood, and not enough of them yet."""
    plan = Plan(
        (2, 0), "Groep", "Gezondheidscentrum Kloosterhof, zaal 1", MORNING, 8, _middle_for(programme, 0, meets), 10,
        meets.weekday(),
    )  # fmt: skip
    cohort = _open(setting, version, programme, plan)
    _fill(setting, version, cohort, TOO_FEW, place=_place_of(setting, plan), ago=9)


def _make_nearly_one(setting: Setting, version: ProgrammeVersion, programme: Programme, meets: date) -> None:
    """Make the group that went on after the births: one left for appointments of her own, the others turn one."""
    middle = _middle_for(programme, len(_sessions_of(programme, meets)) - 2, meets)
    plan = Plan(
        (1, 3), "Groep", "Consultatiebureau Molenveld", MORNING, 6, middle,
        (setting.on - middle).days + 48, meets.weekday(),
    )  # fmt: skip
    cohort = _open(setting, version, programme, plan)
    members = _fill(setting, version, cohort, NEARLY_ONE, place=_place_of(setting, plan), ago=plan.made_ago - 1)
    for member, mother in zip(members, NEARLY_ONE, strict=True):
        born_on = cohort.due_from + timedelta(days=mother.born)
        with setting.day((setting.on - born_on).days - 2, COORDINATOR):
            register_birth(
                member.family, birth_date=born_on, given_name=mother.child, pregnancy=member.trajectory.pregnancy
            )
    with setting.day((setting.on - middle).days - 160, SECOND_NURSE) as on:
        actions.leave(members[-1], on=on, because="individual")
    _hold(setting, programme, cohort)
