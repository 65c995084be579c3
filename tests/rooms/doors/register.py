# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of doors: every address and every command, what it asks for, and what each role gets there.

Written by hand, from who may do what and not from the code: a door that is added has to be thought about here first. A
row has, in this order:

1. the door: the name of its address, and the method (a row for each that it takes);
2. the cells, one letter for each of COLUMNS in tests/rooms/doors/world.py: nobody is logged in, a nurse who cares for the
   family (leads the group, handles the trail, is the professional it is about), another nurse, coordinator, sender,
   analyst, municipality, administrator, log keeper, the system's own account, ambassador, safeguarding lead:
   y let in (also when what was sent is then refused for what it says), n refused with a word (403),
   r refused because there is no relation (403, and the log says so), o refused as out of
   reach, whether it is there or not, h hidden as if it were not there (404), > sent to log in;
3. the purpose it acts for (`purpose` of the view), under which the log keeps it: care, or safeguarding for its own ring;
4. the deeds of the policy table that it asks for, "-" for none;
5. what its address is about: kinds of World.ids, "=word" for a word as it is, "?query" for what follows.
   A new kind is made in tests/rooms/doors/world.py; what a form must hold to get as far as the question, in TYPED there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from pathlib import Path

    from rooms.doors.world import World


@dataclass(frozen=True, slots=True)
class Door:
    """An address with one of its methods."""

    name: str
    method: str
    cells: str
    purpose: str
    deeds: tuple[str, ...]
    about: str

    @property
    def title(self) -> str:
        return f"{self.method} {self.name}"


@dataclass(frozen=True, slots=True)
class Command:
    """A command: whether it acts as an account (--as), its cells, the deeds it asks for, and what is typed behind its words
    to try it; None where it is tried elsewhere.

    Exit 1 is refused (r where the log says it was for want of a relation); 0 and 2 (what was typed was wrong) are let
    in; an account that does not exist is sent away (>).
    """

    words: str
    acts: bool
    cells: str
    deeds: tuple[str, ...]
    arguments: str | None

    @property
    def title(self) -> str:
        return f"duizend {self.words}"

    def typed(self, world: World, folder: Path) -> list[str]:
        """Return the words of this command with its arguments filled in."""
        filled = (self.arguments or "").format(folder=folder, root=settings.DUIZEND.root, **world.ids)
        return [*self.words.split(), *filled.split()]


def _doors(table: str) -> tuple[Door, ...]:
    rows = [line.split(maxsplit=5) for line in table.strip().splitlines() if line.strip()]
    return tuple(
        Door(name, method, cells, purpose, () if deeds == "-" else tuple(deeds.split(",")), *(about or [""]))
        for name, method, cells, purpose, deeds, *about in rows
    )


#                               nobody | nurse, other nurse | coordinator, sender, analyst, municipality, administrator,
#                               log keeper, system, ambassador, safeguarding lead
DOORS = _doors("""
home                            GET   yyyyyyyyyyyy  care          -
health                          GET   yyyyyyyyyyyy  care          -
ready                           GET   yyyyyyyyyyyy  care          -
metrics                         GET   yyyyyyyyyyyy  care          -

catalogue:programmes            GET   yyyyyyyyyyyy  care          -
catalogue:programme             GET   yyyyyyyyyyyy  care          -                                               =stevig-ouderschap

desk:today                      GET   >yyynnnnnnnn  care          day.read
desk:queue                      GET   >nnynnnnnnnn  care          queue.read
desk:wind_down                  GET   >nnynnnnnnnn  care          queue.read                                      stop
desk:tell_family                POST  >nnynnnnnnnn  care          queue.read,trajectory.decide                    stop trajectory
desk:untell_family              POST  >nnynnnnnnnn  care          queue.read,trajectory.decide                    stop trajectory
desk:tell_volunteer             POST  >nnynnnnnnnn  care          queue.read,volunteer.manage                     stop volunteer
desk:untell_volunteer           POST  >nnynnnnnnnn  care          queue.read,volunteer.manage                     stop volunteer
desk:factsheet                  GET   >nnynynnnyyn  care          tally.read
desk:offer_map                  GET   >nnynnnnnynn  care          activity.check
desk:log                        GET   >nnnnnnnynnn  care          log.read
desk:log_csv                    GET   >nnnnnnnynnn  care          log.export
desk:own_log                    GET   >yyyyyyyyyyy  care          log.own
desk:printed                    POST  >yyyyyyyyyyy  care          -
desk:still_in                   GET   >yyyyyyyyyyy  care          -
desk:out_everywhere             POST  >yyyyyyyyyyy  care          -
desk:families                   GET   >yyynnnnnnny  care          family.list
desk:families                   POST  >yyynnnnnnny  care          family.list
desk:family                     GET   >yhyhhhhhnhy  care          family.read                                     family
desk:readers                    GET   >yhyhhhhhnhy  care          family.read                                     family
desk:guarded                    GET   >nnnnnnnnnny  care          log.guarded                                     family
desk:guarded                    POST  >nnnnnnnnnny  care          log.guarded                                     family
desk:ring_due                   GET   >nnnnnnnnnny  care          log.guarded
desk:team                       GET   >yyynnnynynn  care          workforce.read
desk:team                       POST  >yyynnnynynn  care          workforce.read
desk:team_licence               GET   >nnynnnynynn  care          workforce.manage
desk:team_licence               POST  >nnynnnynynn  care          workforce.manage
desk:team_agreement             GET   >nnynnnynynn  care          workforce.manage
desk:team_agreement             POST  >nnynnnynynn  care          workforce.manage
desk:team_review                GET   >nnynnnynynn  care          workforce.manage                                agreement
desk:team_review                POST  >nnynnnynynn  care          workforce.manage                                agreement
desk:team_withdraw              POST  >nnynnnynynn  care          workforce.manage                                =certificaat certificate
desk:team_restore               POST  >nnynnnynynn  care          workforce.manage                                =certificaat withdrawn
desk:team_member                GET   >yrynnnynynn  care          workforce.read                                  professional
desk:team_certificate           GET   >nnynnnynynn  care          workforce.manage                                professional
desk:team_certificate           POST  >nnynnnynynn  care          workforce.manage                                professional
desk:team_learning              GET   >yrynnnynynn  care          workforce.learn                                 professional
desk:team_learning              POST  >yrynnnynynn  care          workforce.learn                                 professional
desk:components                 GET   >yyyyyyyyyyy  care          -

signalling:sign_ups             GET   >nnynnnnnynn  care          sign_up.handle
signalling:links                GET   >nnynnnnnnnn  care          sign_up.link
signalling:links                POST  >nnynnnnnnnn  care          sign_up.link
signalling:withdraw_link        POST  >nnynnnnnnnn  care          sign_up.link                                    link
signalling:sign_up              GET   >nnynnnnnynn  care          sign_up.handle                                  sign_up
signalling:sign_up              POST  >nnynnnnnynn  care          sign_up.handle                                  sign_up
signalling:take_up              POST  >nnynnnnnynn  care          sign_up.handle                                  sign_up
signalling:register             POST  >nnynnnnnynn  care          family.register,family.update,sign_up.handle    sign_up
signalling:link                 POST  >nnynnnnnynn  care          sign_up.handle                                  sign_up
signalling:end                  POST  >nnynnnnnynn  care          sign_up.handle                                  sign_up
signalling:weigh                GET   >yhyhhhhhnhn  care          weighing.read                                   family
signalling:weigh                POST  >yhyhhhhhnhn  care          weighing.read                                   family
signalling:weigh_guideline      GET   >yhyhhhhhnhn  care          weighing.read                                   family
signalling:weigh_guideline      POST  >yhyhhhhhnhn  care          weighing.read                                   family
signalling:weigh_finding        GET   >yhyhhhhhnhn  care          weighing.read                                   family
signalling:weigh_finding        POST  >yhyhhhhhnhn  care          weighing.read                                   family
signalling:correct_result       GET   >yhyhhhhhyhn  care          weighing.write                                  family result
signalling:correct_result       POST  >yhyhhhhhyhn  care          weighing.write                                  family result

senders:send                    GET   >nnyynnnnynn  care          sign_up.send
senders:send                    POST  >nnyynnnnynn  care          sign_up.send
senders:by_link                 GET   yyyyyyyyyyyy  care          -                                               sign_up_word
senders:by_link                 POST  yyyyyyyyyyyy  care          -                                               sign_up_word

directory:overview              GET   >yyynnnynnny  care          directory.read
directory:add                   GET   >nnynnnynynn  care          directory.write
directory:add                   POST  >nnynnnynynn  care          directory.write
directory:show                  GET   >yyynnnynnny  care          directory.read                                  service
directory:change                GET   >nnynnnynynn  care          directory.write                                 service
directory:change                POST  >nnynnnynynn  care          directory.write                                 service
directory:check                 POST  >yyynnnynynn  care          directory.check                                 service
directory:close                 POST  >nnynnnynynn  care          directory.write                                 service

families:new                    GET   >nnynnnnnynn  care          family.register
families:new                    POST  >nnynnnnnynn  care          family.register
families:people                 GET   >yhyhhhhhyhn  care          family.update                                   family
families:add_parent             GET   >yhyhhhhhyhn  care          family.update                                   family
families:add_parent             POST  >yhyhhhhhyhn  care          family.update                                   family
families:parent                 GET   >yhyhhhhhyhn  care          family.update                                   family parent
families:parent                 POST  >yhyhhhhhyhn  care          family.update                                   family parent
families:child                  GET   >yhyhhhhhyhn  care          family.update                                   family child
families:child                  POST  >yhyhhhhhyhn  care          family.update                                   family child
families:pregnancy              GET   >yhyhhhhhyhn  care          family.update                                   family
families:pregnancy              POST  >yhyhhhhhyhn  care          family.update                                   family
families:due_date               GET   >yhyhhhhhyhn  care          family.update                                   pregnant =1
families:due_date               POST  >yhyhhhhhyhn  care          family.update                                   pregnant =1
families:birth                  GET   >yhyhhhhhyhn  care          family.update                                   family
families:birth                  POST  >yhyhhhhhyhn  care          family.update                                   family
families:loss                   GET   >yhyhhhhhyhn  care          family.update                                   family
families:loss                   POST  >yhyhhhhhyhn  care          family.update                                   family
families:undo_loss              POST  >yhyhhhhhyhn  care          family.update                                   family
families:move                   GET   >yhyhhhhhyhn  care          family.update                                   family
families:move                   POST  >yhyhhhhhyhn  care          family.update                                   family
families:households             GET   >yhyhhhhhyhn  care          family.update                                   family
families:households             POST  >yhyhhhhhyhn  care          family.update                                   family
families:merge                  GET   >nnynnnnnynn  care          family.register,family.update                   family
families:merge                  POST  >nnynnnnnynn  care          family.register,family.update                   family
families:undo_merge             POST  >nnynnnnnynn  care          family.register,family.update                   family

families:glass                  GET   >yynnnnnnnnn  care          glass.break
families:glass                  POST  >yynnnnnnnnn  care          glass.break
families:end_glass              POST  >yhhhhhhhhhh  care          glass.break                                     glass
families:opened_with_haste      GET   >nnynnnnnnnn  care          glass.list
families:review_glass           GET   >nnynnnnnnnn  care          glass.review                                    glass
families:review_glass           POST  >nnynnnnnnnn  care          glass.review                                    glass

consents:ledger                 GET   >yhyhhhhhnhy  care          consent.read                                    family
consents:ask                    GET   >yhyhhhhhyhn  care          consent.write                                   family
consents:ask                    POST  >yhyhhhhhyhn  care          consent.write                                   family
consents:withdraw               GET   >yhyhhhhhyhn  care          consent.write                                   consent
consents:withdraw               POST  >yhyhhhhhyhn  care          consent.write                                   consent
consents:undo                   POST  >yhyhhhhhyhn  care          consent.write                                   consent

outcomes:page                   GET   >yhyhhhhhnhn  care          measurement.read                                family
outcomes:page                   POST  >yhyhhhhhyhn  care          measurement.write                               family
outcomes:record                 GET   >yhyhhhhhyhn  care          measurement.write                               family
outcomes:record                 POST  >yhyhhhhhyhn  care          measurement.write                               family
outcomes:undo                   POST  >yhyhhhhhyhn  care          measurement.write                               measurement

trajectories:offers             GET   >yyynnnnnnnn  care          offer.list
trajectories:indicate           GET   >yhyhhhhhyhn  care          trajectory.decide                               family ?programma=stevig-ouderschap
trajectories:indicate           POST  >yhyhhhhhyhn  care          trajectory.decide                               family ?programma=stevig-ouderschap
trajectories:ask_nothing        GET   >yhyhhhhhyhn  care          trajectory.decide                               family
trajectories:ask_nothing        POST  >yhyhhhhhyhn  care          trajectory.decide                               family
trajectories:offer              GET   >yhyhhhhhyhn  care          trajectory.decide                               trajectory
trajectories:offer              POST  >yhyhhhhhyhn  care          trajectory.decide                               trajectory
trajectories:answer             GET   >yhyhhhhhyhn  care          trajectory.decide                               trajectory
trajectories:answer             POST  >yhyhhhhhyhn  care          trajectory.decide                               trajectory
trajectories:assign             GET   >nhyhhhhhyhn  care          trajectory.assign                               trajectory
trajectories:assign             POST  >nhyhhhhhyhn  care          trajectory.assign                               trajectory
trajectories:hand_over          GET   >nhyhhhhhyhn  care          trajectory.assign                               trajectory
trajectories:hand_over          POST  >nhyhhhhhyhn  care          trajectory.assign                               trajectory
trajectories:pause              GET   >yhyhhhhhyhn  care          trajectory.decide                               trajectory
trajectories:pause              POST  >yhyhhhhhyhn  care          trajectory.decide                               trajectory
trajectories:resume             GET   >yhyhhhhhyhn  care          trajectory.decide                               trajectory
trajectories:resume             POST  >yhyhhhhhyhn  care          trajectory.decide                               trajectory
trajectories:end                GET   >yhyhhhhhyhn  care          trajectory.decide                               trajectory
trajectories:end                POST  >yhyhhhhhyhn  care          trajectory.decide                               trajectory
trajectories:undo_end           POST  >yhyhhhhhyhn  care          trajectory.decide                               trajectory

contacts:own_fidelity           GET   >yyynnnnnnny  care          family.list
contacts:fidelity               GET   >yhyhhhhhnhy  care          family.read                                     dialled
contacts:dial                   GET   >yhyhhhhhyhn  care          visit.plan                                      dialled
contacts:dial                   POST  >yhyhhhhhyhn  care          visit.plan                                      dialled
contacts:correct_dial           GET   >yhyhhhhhyhn  care          visit.plan                                      dialling
contacts:correct_dial           POST  >yhyhhhhhyhn  care          visit.plan                                      dialling
contacts:undo_dial              POST  >yhyhhhhhyhn  care          visit.plan                                      dialling
contacts:appointment            GET   >yhyhhhhhyhn  care          visit.plan                                      appointment
contacts:plan                   GET   >yhyhhhhhyhn  care          visit.plan                                      trajectory
contacts:plan                   POST  >yhyhhhhhyhn  care          visit.plan                                      trajectory
contacts:move                   GET   >yhyhhhhhyhn  care          visit.plan                                      appointment
contacts:move                   POST  >yhyhhhhhyhn  care          visit.plan                                      appointment
contacts:cancel                 GET   >yhyhhhhhyhn  care          visit.plan                                      appointment
contacts:cancel                 POST  >yhyhhhhhyhn  care          visit.plan                                      appointment
contacts:missed                 GET   >yhyhhhhhyhn  care          visit.plan                                      appointment
contacts:missed                 POST  >yhyhhhhhyhn  care          visit.plan                                      appointment
contacts:undo                   POST  >yhyhhhhhyhn  care          visit.plan                                      appointment

visits:record                   GET   >yonoooooyon  care          visit.record                                    appointment
visits:record                   POST  >yonoooooyon  care          visit.record                                    appointment
visits:prepare                  GET   >yonoooooyon  care          visit.record                                    appointment
visits:draft                    POST  >yonoooooyon  care          visit.record                                    appointment
visits:topic                    GET   >yonoooooyon  care          visit.record                                    appointment
visits:topic                    POST  >yonoooooyon  care          visit.record                                    appointment
visits:summary                  GET   >yonoooooyon  care          visit.record                                    contact
visits:summary                  POST  >yonoooooyon  care          visit.record                                    contact
visits:correct                  GET   >yonoooooyon  care          visit.record                                    contact
visits:correct                  POST  >yonoooooyon  care          visit.record                                    contact
visits:withdraw                 POST  >yonoooooyon  care          trajectory.decide,visit.record                  contact

video:still_there               GET   >yyynnnnnnnn  care          video.list
video:course                    GET   >yhyhhhhhnhn  care          video.read                                      filmed
video:begin                     GET   >yhnhhhhhyhn  care          video.record                                    filmed
video:begin                     POST  >yhnhhhhhyhn  care          video.record                                    filmed
video:in_view                   GET   >yhnhhhhhyhn  care          video.record                                    recording
video:in_view                   POST  >yhnhhhhhyhn  care          video.record                                    recording
video:not_in_view               POST  >yhnhhhhhyhn  care          video.record                                    recording in_view
video:consent                   GET   >yhnhhhhhyhn  care          video.record                                    recording filmed_person
video:consent                   POST  >yhnhhhhhyhn  care          video.record                                    recording filmed_person
video:withdraw                  GET   >yhyhhhhhyhn  care          video.settle                                    recording filmed_person
video:withdraw                  POST  >yhyhhhhhyhn  care          video.settle                                    recording filmed_person
video:made                      GET   >yhnhhhhhyhn  care          video.record                                    recording
video:made                      POST  >yhnhhhhhyhn  care          video.record                                    recording
video:reviewed                  GET   >yhnhhhhhyhn  care          video.record                                    recording
video:reviewed                  POST  >yhnhhhhhyhn  care          video.record                                    recording
video:destroyed                 GET   >yhyhhhhhyhn  care          video.settle                                    recording
video:destroyed                 POST  >yhyhhhhhyhn  care          video.settle                                    recording
video:handed_over               GET   >yhyhhhhhyhn  care          video.settle                                    recording
video:handed_over               POST  >yhyhhhhhyhn  care          video.settle                                    recording
video:undo_answer               POST  >yhyhhhhhyhn  care          video.settle                                    film_consent
video:undo                      POST  >yhyhhhhhyhn  care          video.settle                                    film_step

matching:asking                 GET   >nnynnnnnynn  care          match.manage
matching:family                 GET   >nhyhhhhhyhn  care          match.manage                                    matching
matching:ask                    GET   >nhyhhhhhyhn  care          match.manage                                    matching
matching:ask                    POST  >nhyhhhhhyhn  care          match.manage                                    matching
matching:voice                  POST  >nhyhhhhhyhn  care          match.manage                                    matching
matching:propose                POST  >nhyhhhhhyhn  care          match.manage                                    matching
matching:no_match               GET   >nhyhhhhhyhn  care          match.manage                                    matching
matching:no_match               POST  >nhyhhhhhyhn  care          match.manage                                    matching
matching:search_on              POST  >nhyhhhhhyhn  care          match.manage                                    matching
matching:undo                   POST  >hhyhhhhhyhn  care          match.manage                                    match
matching:step                   GET   >hhyhhhhhyhn  care          match.manage                                    match =parent_yes
matching:step                   POST  >hhyhhhhhyhn  care          match.manage                                    match =parent_yes
matching:register               GET   >nnynnnnnynn  care          volunteer.manage
matching:register               POST  >nnynnnnnynn  care          volunteer.manage
matching:new                    GET   >nnynnnnnynn  care          volunteer.manage
matching:new                    POST  >nnynnnnnynn  care          volunteer.manage
matching:volunteer              GET   >nnynnnnnynn  care          volunteer.manage                                volunteer
matching:details                GET   >nnynnnnnynn  care          volunteer.manage                                volunteer
matching:details                POST  >nnynnnnnynn  care          volunteer.manage                                volunteer
matching:check                  GET   >nnynnnnnynn  care          volunteer.manage                                volunteer
matching:check                  POST  >nnynnnnnynn  care          volunteer.manage                                volunteer
matching:times                  GET   >nnynnnnnynn  care          volunteer.manage                                volunteer
matching:times                  POST  >nnynnnnnynn  care          volunteer.manage                                volunteer
matching:pause                  GET   >nnynnnnnynn  care          volunteer.manage                                volunteer
matching:pause                  POST  >nnynnnnnynn  care          volunteer.manage                                volunteer
matching:stop                   GET   >nnynnnnnynn  care          volunteer.manage                                volunteer
matching:stop                   POST  >nnynnnnnynn  care          volunteer.manage                                volunteer
matching:do                     POST  >nnynnnnnynn  care          volunteer.manage                                volunteer
matching:own                    GET   yyyyyyyyyyyy  care          -                                               volunteer_word
matching:own                    POST  yyyyyyyyyyyy  care          -                                               volunteer_word

places:overview                 GET   >yyynnnnnnnn  care          place.list
places:show                     GET   >yhyhhhhhyhn  care          place.arrange                                   placed
places:arrange                  GET   >yhyhhhhhyhn  care          place.arrange                                   placed
places:arrange                  POST  >yhyhhhhhyhn  care          place.arrange                                   placed
places:begin                    GET   >yhyhhhhhyhn  care          place.arrange                                   placed arrangement
places:begin                    POST  >yhyhhhhhyhn  care          place.arrange                                   placed arrangement
places:end                      GET   >yhyhhhhhyhn  care          place.arrange                                   placed arrangement
places:end                      POST  >yhyhhhhhyhn  care          place.arrange                                   placed arrangement
places:undo_end                 POST  >yhyhhhhhyhn  care          place.arrange                                   placed arrangement
places:withdraw                 POST  >yhyhhhhhyhn  care          place.arrange                                   placed arrangement
places:add_support              GET   >yhyhhhhhyhn  care          place.arrange                                   supported
places:add_support              POST  >yhyhhhhhyhn  care          place.arrange                                   supported
places:end_support              GET   >yhyhhhhhyhn  care          place.arrange                                   supported support
places:end_support              POST  >yhyhhhhhyhn  care          place.arrange                                   supported support
places:undo_end_of_support      POST  >yhyhhhhhyhn  care          place.arrange                                   supported support
places:withdraw_support         POST  >yhyhhhhhyhn  care          place.arrange                                   supported support
places:hear                     GET   >yhyhhhhhyhn  care          place.arrange                                   placed
places:hear                     POST  >yhyhhhhhyhn  care          place.arrange                                   placed

conversations:tally             GET   >nnnnnnnnyyn  care          tally.write
conversations:add               POST  >nnnnnnnnyyn  care          tally.write
conversations:back              POST  >nnnnnnnnyyn  care          tally.write

community:shown                 GET   yyyyyyyyyyyy  care          -
community:propose               GET   yyyyyyyyyyyy  care          -
community:propose               POST  yyyyyyyyyyyy  care          -
community:wish                  GET   yyyyyyyyyyyy  care          -
community:wish                  POST  yyyyyyyyyyyy  care          -
community:call_me               GET   yyyyyyyyyyyy  care          -
community:call_me               POST  yyyyyyyyyyyy  care          -
community:overview              GET   >nnynnnnnynn  care          activity.check
community:one                   GET   yyyyyyyyyyyy  care          -                                               activity
community:coming                POST  yyyyyyyyyyyy  care          -                                               activity
community:call_me_about         GET   yyyyyyyyyyyy  care          -                                               activity
community:call_me_about         POST  yyyyyyyyyyyy  care          -                                               activity
community:check                 GET   >nnynnnnnynn  care          activity.check                                  activity
community:check                 POST  >nnynnnnnynn  care          activity.check                                  activity
community:hide                  POST  >nnynnnnnynn  care          activity.check                                  activity
community:came                  POST  >nnynnnnnynn  care          activity.check                                  activity
community:called                POST  >nnynnnnnynn  care          activity.check                                  call_back

groups:overview                 GET   >yyynnnnnnnn  care          group.list
groups:new                      GET   >nnynnnnnynn  care          group.manage
groups:new                      POST  >nnynnnnnynn  care          group.manage
groups:cohort                   GET   >yrynnnnnnnn  care          group.read                                      cohort
groups:printed                  GET   >yrynnnnnnnn  care          group.read                                      cohort
groups:lead                     GET   >nnynnnnnynn  care          group.manage                                    cohort
groups:lead                     POST  >nnynnnnnynn  care          group.manage                                    cohort
groups:change                   GET   >nnynnnnnynn  care          group.manage                                    cohort
groups:change                   POST  >nnynnnnnynn  care          group.manage                                    cohort
groups:undo_change              POST  >nnynnnnnynn  care          group.manage                                    cohort
groups:close                    GET   >nnynnnnnynn  care          group.manage                                    cohort
groups:close                    POST  >nnynnnnnynn  care          group.manage                                    cohort
groups:reopen                   POST  >nnynnnnnynn  care          group.manage                                    cohort
groups:place                    GET   >nhyhhhhhyhn  care          group.manage                                    joined
groups:place                    POST  >nhyhhhhhyhn  care          group.manage                                    joined
groups:leave                    GET   >yhyhhhhhyhn  care          group.leave                                     member
groups:leave                    POST  >yhyhhhhhyhn  care          group.leave                                     member
groups:undo_leave               POST  >nhyhhhhhyhn  care          group.manage                                    member
groups:pass_on                  GET   >yhnhhhhhyhn  care          group.record                                    member
groups:pass_on                  POST  >yhnhhhhhyhn  care          group.record                                    member
groups:session                  GET   >yrynnnnnnnn  care          group.read                                      session
groups:session                  POST  >yrnnnnnnnnn  care          group.read,group.record                         session
groups:settle                   POST  >yrnnnnnnynn  care          group.record                                    session
groups:move                     GET   >nnynnnnnynn  care          group.manage                                    session
groups:move                     POST  >nnynnnnnynn  care          group.manage                                    session
groups:call_off                 POST  >nnynnnnnynn  care          group.manage                                    session
groups:told                     POST  >nnynnnnnynn  care          group.manage                                    telling

rights:overview                 GET   >nnynnnnnnnn  care          rights.read
rights:propose                  POST  >nnynnnnnnnn  care          rights.destroy                                  family
rights:destruction              GET   >nnynnnnnnnn  care          rights.destroy                                  destruction
rights:destruction              POST  >nnynnnnnnnn  care          rights.destroy                                  destruction
rights:request                  GET   >nhyhhhhhnhn  care          rights.read                                     request
rights:request                  POST  >nhyhhhhhnhn  care          rights.read                                     request
rights:copy                     GET   >nhyhhhhhyhn  care          rights.write                                    request =json
rights:family                   GET   >nhyhhhhhnhn  care          rights.read                                     family
rights:family                   POST  >nhyhhhhhnhn  care          rights.read                                     family
rights:receipt                  GET   >nnynnnnnnnn  care          rights.read                                     receipt

messaging:overview              GET   >yyynnnnnnnn  care          message.list
messaging:told                  POST  >yhyhhhhhnhn  care          message.settle                                  message

referrals:overview              GET   >yyynnnnnnnn  care          referral.list
referrals:guarded_overview      GET   >yynnnnnnnny  safeguarding  referral.guarded
referrals:choose                GET   >yhyhhhhhyhn  care          referral.write                                  family
referrals:make                  GET   >yhyhhhhhyhn  care          referral.write                                  family service
referrals:make                  POST  >yhyhhhhhyhn  care          referral.write                                  family service
referrals:make_guarded          GET   >yhnhhhhhnhy  safeguarding  referral.guarded                                family service
referrals:make_guarded          POST  >yhnhhhhhnhy  safeguarding  referral.guarded                                family service
referrals:show                  GET   >yhyhhhhhnhn  care          referral.read                                   referral
referrals:send                  POST  >yhyhhhhhyhn  care          referral.write                                  referral
referrals:step                  POST  >yhyhhhhhyhn  care          referral.write                                  referral
referrals:undo                  POST  >yhyhhhhhyhn  care          referral.write                                  referral referral_step
referrals:take_over             POST  >yhyhhhhhyhn  care          referral.write                                  referral
referrals:link                  POST  >yhyhhhhhyhn  care          referral.write                                  referral
referrals:withdraw_link         POST  >yhyhhhhhyhn  care          referral.write                                  reply_link
referrals:show_guarded          GET   >yhhhhhhhnhy  safeguarding  referral.guarded                                guarded_referral
referrals:send_guarded          POST  >yhhhhhhhnhy  safeguarding  referral.guarded                                guarded_referral
referrals:step_guarded          POST  >yhhhhhhhnhy  safeguarding  referral.guarded                                guarded_referral
referrals:by_link               GET   yyyyyyyyyyyy  care          -                                               reply_word
referrals:by_link               POST  yyyyyyyyyyyy  care          -                                               reply_word

meldcode:overview               GET   >yynnnnnnnny  safeguarding  meldcode.list
meldcode:begin                  GET   >yhnhhhhhnhy  safeguarding  meldcode.begin                                  family
meldcode:begin                  POST  >yhnhhhhhnhy  safeguarding  meldcode.begin                                  family
meldcode:show                   GET   >yhhhhhhhnhy  safeguarding  meldcode.read                                   trail
meldcode:record                 GET   >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail =signals
meldcode:record                 POST  >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail =signals
meldcode:question               GET   >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail =1
meldcode:question               POST  >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail =1
meldcode:correct                GET   >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail entry
meldcode:correct                POST  >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail entry
meldcode:withdraw               POST  >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail entry
meldcode:let_in                 GET   >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail
meldcode:let_in                 POST  >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail
meldcode:let_out                POST  >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail handler
meldcode:close                  GET   >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail
meldcode:close                  POST  >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail
meldcode:reopen                 GET   >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail
meldcode:reopen                 POST  >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail
meldcode:let_go                 GET   >nhhhhhhhnhy  safeguarding  meldcode.let_go                                 trail
meldcode:let_go                 POST  >nhhhhhhhnhy  safeguarding  meldcode.let_go                                 trail
meldcode:letter                 GET   >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail
meldcode:letter                 POST  >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail
meldcode:dossier                GET   >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail
meldcode:dossier                POST  >yhhhhhhhyhy  safeguarding  meldcode.write                                  trail

reports:monitor                 GET   >yyyyyyyyyyy  care          report.exact,report.partner,report.public
reports:csv                     GET   >yyyyyyyyyyy  care          report.exact,report.partner,report.public
reports:codebook                GET   >yyyyyyyyyyy  care          report.exact,report.partner,report.public
reports:ods                     GET   >yyyyyyyyyyy  care          report.exact,report.partner,report.public
reports:pdf                     GET   >yyyyyyyyyyy  care          report.exact,report.partner,report.public
reports:fidelity                GET   >yyyyyyyyyyy  care          report.exact,report.partner,report.public
reports:sheet                   GET   >yyyyyyyyyyy  care          report.exact,report.partner,report.public
reports:sheet_pdf               GET   >yyyyyyyyyyy  care          report.exact,report.partner,report.public
reports:sheet_json              GET   >yyyyyyyyyyy  care          report.exact,report.partner,report.public
reports:indicators              GET   >yyyyyyyyyyy  care          report.exact,report.partner,report.public
reports:indicators_csv          GET   >yyyyyyyyyyy  care          report.exact,report.partner,report.public
reports:indicators_json         GET   >yyyyyyyyyyy  care          report.exact,report.partner,report.public
reports:region                  GET   >nnynyynnynn  care          report.exact,report.partner
reports:decisions               GET   >nnynyynnynn  care          programme.decisions
reports:decisions               POST  >nnynnynnynn  care          programme.decide
reports:undo_decision           POST  >nnynnynnynn  care          programme.decide            decided

trials:cards                    GET   >nnynyynnynn  care          evaluation.read
trials:new                      GET   >nnnnynnnynn  care          evaluation.register
trials:new                      POST  >nnnnynnnynn  care          evaluation.register
trials:card                     GET   >nnynyynnynn  care          evaluation.read             card
trials:change                   GET   >nnnnynnnynn  care          evaluation.register         card
trials:change                   POST  >nnnnynnnynn  care          evaluation.register         card
trials:open                     POST  >nnnnynnnynn  care          evaluation.register         card

set_language                    GET   yyyyyyyyyyyy  care          -
set_language                    POST  yyyyyyyyyyyy  care          -

practice:choose                 GET   yyyyyyyyyyyy  care          -
practice:log_in_as              POST  yyyyyyyyyyyy  care          -                                               character
""")

ALL = "yyyyyyyyyyyy"
COMMANDS = (
    # What reads and writes no person, and what whoever holds the machine may do anyway, takes no account.
    Command("backup", False, ALL, (), None),  # tried in tests/rooms/project: it needs the database's own programs
    Command("restore", False, ALL, (), None),  # the same; it fills an empty database
    Command("evaluate cohort", False, ALL, (), "{folder}/none.csv --spec {folder}/none.toml"),
    Command("evaluate two-proportions", False, ALL, (), "8 10 6 10"),
    Command("facts funnel", False, ALL, (), "{folder}"),
    Command("instruments check", False, ALL, (), "{folder}"),
    Command("messages send", False, ALL, ("message.send",), "--json"),
    Command("practice date", False, ALL, (), "--json"),
    Command("programmes check", False, ALL, (), "{folder}"),
    Command("programmes explain", False, ALL, (), "--all --case {folder}/none.toml --on 2026-01-01"),
    Command("protect", False, ALL, (), "{folder}/none.csv"),
    Command("retention due", False, ALL, ("activity.check", "rights.list"), "--json"),
    Command("sbom", False, ALL, (), None),  # tried in tests/rooms/cli: it reads the lock files
    Command("theme check", False, ALL, (), "{folder}/none.css"),
    # What acts as somebody.
    Command(
        "account make",
        True,
        ">nnnnnnynynn",
        ("account.manage", "workforce.manage"),
        "new@example.org --role nurse --name New",
    ),
    Command("account list", True, ">nnnnnnynynn", ("account.manage",), "--json"),
    Command(
        "account roles", True, ">nnnnnnynynn", ("account.manage", "workforce.manage"), "deur4@example.org --role nurse"
    ),
    Command("account reset", True, ">nnnnnnynynn", ("account.manage",), "deur4@example.org"),
    Command("account close", True, ">nnnnnnynynn", ("account.manage",), "deur4@example.org"),
    Command(
        "certificate grant",
        True,
        ">nnynnnynynn",
        ("workforce.manage",),
        "deur1@example.org --competence none --from 2026-01-01",
    ),
    # An allowed role stops at "exists already": a real one reads a snapshot of its own, see tests/rooms/cli/test_export.py.
    Command("export region", True, ">nnnnnnynnnn", ("region.export",), "{folder}/empty.csv"),
    Command("export region", True, ">nnnnnnnnnny", ("region.export_guarded",), "{folder}/empty.csv --guarded"),
    # An allowed role stops at "there is something already", for the same reason; see tests/rooms/cli/test_facts.py.
    Command("facts export", True, ">nnnnnnynynn", ("facts.export",), "--out {folder}/empty.csv"),
    Command("facts own", True, ">nnnnynnnynn", ("report.exact",), "--json"),
    Command("import intake", True, ">nnynnnnnynn", ("intake.import",), "{folder}/empty.csv"),
    Command(
        "import screening",
        True,
        ">nnynynnnynn",
        ("screening.import",),
        "{folder}/empty.csv --programme stevig-ouderschap",
    ),
    Command("import counts", True, ">nnynynnnynn", ("screening.import",), "{folder}/empty.csv"),
    Command("instruments load", True, ">nnnnnnynynn", ("region.load",), ""),
    Command("log anchor", True, ">nnnnnnyyynn", ("log.verify",), ""),
    Command("log verify", True, ">nnnnnnyyynn", ("log.verify",), "--json"),
    Command("region load", True, ">nnnnnnynynn", ("region.load",), "{root}/regions/maasland.toml"),
    Command(
        "report programme",
        True,
        ">nnnnynnnynn",
        ("report.exact",),
        "--programme stevig-ouderschap --year 2026 --audience analyst",
    ),
    Command("report indicators", True, ">nnnnynnnynn", ("report.exact",), "--year 2026 --audience analyst"),
    Command("report senders", True, ">nnynnnnnynn", ("sign_up.handle", "report.partner"), "--year 2026"),
    Command(
        "report continuation",
        True,
        ">nnnnynnnynn",
        ("report.exact",),
        "--programme stevig-ouderschap --until 2026-01-01 --audience analyst",
    ),
)
