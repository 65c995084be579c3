# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small region in which every door has something behind it, and somebody of every role to try it.

Two nurses: one cares for every family, leads every group and handles every trail; the other has no relation to anybody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from duizend.catalogue.actions import DecisionSaid, record_decision
from duizend.catalogue.models import ProgrammeDecided
from duizend.delivery.community.models import Activity, CallBack
from duizend.delivery.contacts.models import Appointment, Contact, Dialling
from duizend.delivery.groups.models import Cohort, Facilitator, Membership, Session, Telling
from duizend.delivery.matching.actions import renew_link
from duizend.delivery.matching.models import Match, Volunteer
from duizend.delivery.places.models import Arrangement, Support
from duizend.delivery.video.models import InView, Recording, RecordingConsent, RecordingStep
from duizend.doors.messaging.models import Message
from duizend.doors.messaging.rules import ANSWERED
from duizend.doors.practice.actions import make_practice_region
from duizend.doors.practice.beside.all import make_all
from duizend.doors.practice.beside.setting import Setting
from duizend.doors.practice.cast import COORDINATOR, MAIN_NURSE
from duizend.doors.rights.actions import Asked as Requested
from duizend.doors.rights.actions import confirm_destruction, propose_on_request, record_request
from duizend.doors.rights.models import Destruction, Request, RequestStep
from duizend.doors.rights.rules.terms import GOING_ON
from duizend.ground.access.identity import Acting, acting
from duizend.ground.access.models import LogHead, LogLine, User
from duizend.ground.access.queries import find_account, identity_of, system_identity
from duizend.ground.access.rules.policy import SAFEGUARDING
from duizend.ground.directory.models import Service
from duizend.ground.kernel import clock
from duizend.ground.region.models import Municipality
from duizend.ground.region.queries import read_places
from duizend.ground.workforce.actions import register_professional
from duizend.ground.workforce.models import Certificate, ChainAgreement
from duizend.insight.trials.actions import register_card
from duizend.record.consents.models import Consent
from duizend.record.families.models import BY_GLASS, CareRelation, Family, GlassBreak
from duizend.record.families.rules.glass import OPEN_FOR
from duizend.record.instruments.actions import Outcome, load_instruments, record_result
from duizend.record.instruments.queries import list_current_instruments
from duizend.record.outcomes.models import Measurement
from duizend.record.signalling.actions import SignUpTold, SignUpWho, make_link, receive_sign_up
from duizend.record.signalling.models import SenderLink
from duizend.safety.meldcode.models import Trail, TrailEntry
from duizend.safety.referrals.actions import ReferralSaid, make_reply_link, propose
from duizend.safety.referrals.models import ReferralStep
from rooms.trials.cards import a_card

ON = dt.date(2026, 11, 17)

# The columns of the register, in this order.
NOBODY, RELATED, UNRELATED = "nobody", "nurse", "other nurse"
ROLE_OF = {RELATED: "nurse", UNRELATED: "nurse"}
COLUMNS = (
    NOBODY, RELATED, UNRELATED, "coordinator", "sender", "analyst", "municipality", "administrator", "log_keeper", "system",
    "ambassador", "safeguarding_lead",
)  # fmt: skip


def role_of(column: str) -> str:
    """Return the role that a column is about; "" for who is not logged in."""
    return "" if column == NOBODY else ROLE_OF.get(column, column)


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking for an address: the answer, all it said, and the lines that the log got."""

    answer: HttpResponse
    status: int
    body: bytes
    lines: list[LogLine]


# What a form must hold to get as far as the question whether one may; "{kind}" is an id.
TYPED = {
    "families:undo_loss": {"what": "{child}"},
    "matching:voice": {"child": "{matched_child}"},
    "matching:propose": {"volunteer": "{volunteer}"},
    "matching:do": {"what": "close_link"},
    "signalling:link": {"family": "{family}"},
    "visits:draft": {"draft_revision": "1"},
}


@dataclass
class World:
    """The accounts, one for each column, and the ids of something of every kind that a door can be opened with."""

    accounts: dict[str, User] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    _cookies: dict[str, str] = field(default_factory=dict)

    def log_in(self) -> None:
        """Log every account in, in a browser of its own."""
        for column in COLUMNS:
            browser = Client(raise_request_exception=False)
            if column != NOBODY:
                browser.force_login(self.accounts[column])
            self._cookies[column] = browser.cookies.output(header="", sep=";")

    def browser(self, column: str) -> Client:
        """Return a browser of a column as it was when it logged in, whatever an earlier answer made of its cookies."""
        browser = Client(raise_request_exception=False)
        browser.cookies.load(self._cookies[column])
        return browser

    def ask(self, column: str, method: str, address: str, data: dict[str, object] | None = None) -> Asked:
        """Ask for an address and take back whatever that wrote, so that every asking finds the same region."""
        browser = self.browser(column)
        with transaction.atomic():
            before = LogHead.objects.get().sequence
            answer = getattr(browser, method.lower())(address, data or {})
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            lines = list(LogLine.objects.filter(sequence__gt=before))
            transaction.set_rollback(True)
        return Asked(answer, answer.status_code, body, lines)

    def typed(self, name: str) -> dict[str, str]:
        """Return what is typed into the form of an address."""
        return {word: value.format(**self.ids) for word, value in TYPED.get(name, {}).items()}

    def acts(self, column: str, purpose: str = "care") -> AbstractContextManager[Acting]:
        """Act as the account of a column."""
        return acting(identity_of(self.accounts[column], purpose=purpose))


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back whatever is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def make_world() -> World:
    """Make the region, the accounts and whatever the practice region does not have."""
    company = make_practice_region(on=ON, seed=7, families=6, progress=lambda line: None)
    make_all(Setting(company, read_places(), ON))
    world = World()
    _make_accounts(world)
    _relate(world)
    _make_the_rest(world)
    with acting(system_identity("test")):
        world.ids |= {kind: _key(find()) for kind, find in KINDS.items()}
    with world.acts("safeguarding_lead", SAFEGUARDING):
        trail = Trail.objects.get(pk=world.trail_pk)
        world.ids |= {
            "trail": trail.public_id,
            "character": find_account(MAIN_NURSE).public_id,
            "entry": TrailEntry.objects.filter(trail=trail, kind="signals").first().public_id,
            "handler": find_account(MAIN_NURSE).public_id,
        }
    world.log_in()
    return world


def _key(found: object) -> str:
    return found if isinstance(found, str) else found.public_id


def _make_accounts(world: World) -> None:
    municipality = Municipality.objects.order_by("pk").first()
    for number, column in enumerate(COLUMNS):
        role = role_of(column)
        if role:
            world.accounts[column] = User.objects.create(
                email=f"deur{number}@example.org", name=f"Deurwachter {number}", roles=[role], is_character=True,
                municipality=municipality.code if role == "municipality" else "",
            )  # fmt: skip
    with acting(system_identity("test")):
        for column in (RELATED, UNRELATED):
            register_professional(world.accounts[column].name, account=world.accounts[column])


def _relate(world: World) -> None:
    """Let one nurse care for everybody, lead every group and handle the open trail."""
    own = world.accounts[RELATED]
    with acting(system_identity("test")):
        for family in Family.objects.all():
            CareRelation.objects.create(
                family=family, professional=own.professional, valid_from=ON - dt.timedelta(days=30), ground="import"
            )
        Facilitator.objects.update(professional=own.professional)
    with world.acts("safeguarding_lead", SAFEGUARDING):
        trail = Trail.objects.order_by("pk").first()
        Trail.objects.filter(pk=trail.pk).update(handlers=[*trail.handlers, own.pk])
        world.trail_pk = trail.pk


def _make_the_rest(world: World) -> None:
    """Make what nobody in the practice region has: a consent, requests, what is to be destroyed, links, an agreement."""
    coordinator, own = find_account(COORDINATOR), world.accounts[RELATED]
    with acting(identity_of(coordinator)):
        world.ids["sign_up_word"] = make_link("other")[1]
        volunteer = Volunteer.objects.order_by("pk").first()
        world.ids["volunteer_word"] = renew_link(volunteer)[1]
    with acting(system_identity("test")):
        family = KINDS["family"]()
        by = {"entered_by_id": coordinator.pk}
        parent = family.parents.order_by("pk").first()
        consent = Consent.objects.create(
            family=family, about_parent=parent, by_parent=parent, answer="given", purpose="follow_up", text_version="1",
            recipient="GGD", how="spoken", happened_on=ON, **by,
        )  # fmt: skip
        request = Request.objects.create(
            family=family, kind="copy", parent=parent, identity_seen="known", asked_on=ON, **by
        )
        RequestStep.objects.create(request=request, family=family, kind="released", happened_on=ON, **by)
        destruction = Destruction.objects.create(family=family, ground="care", basis="", proposed_by=coordinator)
        world.ids |= {
            "consent": consent.public_id, "request": request.public_id, "destruction": destruction.public_id,
        }  # fmt: skip
        Certificate.objects.create(
            professional=own.professional, competence="stevig-ouderschap", valid_from=ON, withdrawn_at=clock.now()
        )

        load_instruments(settings.DUIZEND.instrument_folders)
        refused = Outcome(missing_because="refused")
        world.ids["result"] = record_result(
            family, list_current_instruments()[0], on=ON, outcome=refused, parent=parent
        ).public_id
        trajectory = family.trajectories.order_by("pk").first()
        world.ids["measurement"] = Measurement.objects.create(
            family=family, trajectory=trajectory, outcome="baseline", moment="indication", how="offered", way="asked",
            happened_on=ON, **by,
        ).public_id  # fmt: skip
        decided = DecisionSaid(
            "stevig-ouderschap", world.accounts["municipality"].municipality, "continue", "college van B en W", ON, ON,
            "De cijfers over dit jaar.",
        )  # fmt: skip
        world.ids["decided"] = record_decision(decided).public_id
        world.ids["card"] = register_card(a_card()).public_id
    with world.acts("sender"):
        who = SignUpWho(
            "Samira", "Osman", municipality=Municipality.objects.first(), due_date=ON + dt.timedelta(weeks=16)
        )
        told = SignUpTold("midwife", who, purpose="", parents_know="agreed", sender_name="Hanneke")
        world.ids["sign_up"] = receive_sign_up(told, received_on=ON).public_id
    _destroy_one(world, coordinator)
    _refer(world, coordinator)
    _break_glass(world)


def _destroy_one(world: World, proposes: User) -> None:
    """Let two coordinators destroy a file, so that there is a receipt."""
    with acting(identity_of(proposes)):
        family = Family.objects.exclude(trajectories__standing__state__in=GOING_ON).order_by("pk").first()
        asked = Requested("destruction", ON, "known", parent=family.parents.first())
        proposed = propose_on_request(record_request(family, asked))
    with world.acts("coordinator"):
        world.ids["receipt"] = confirm_destruction(proposed).public_id


def _refer(world: World, coordinator: User) -> None:
    """Refer the family twice: one that was sent and has a link to answer by, and one that rests on the meldcode."""
    service = KINDS["service"]()
    with acting(identity_of(coordinator)):
        referral = propose(_has_something(), ReferralSaid(service), on=ON)
        sent = ReferralStep.objects.create(
            referral=referral, family=referral.family, kind="sent", happened_on=ON, entered_by=coordinator
        )
        link, word = make_reply_link(referral)
        kept = Message.objects.create(
            family=referral.family, referral=referral, step=sent, kind=ANSWERED, parent=referral.family.parents.first(),
            way="sms", state="kept", because="safe_contact",
        )  # fmt: skip
        world.ids |= {
            "message": kept.public_id,
            "referral": referral.public_id, "referral_step": sent.public_id, "reply_link": link.public_id,
            "reply_word": word,
        }  # fmt: skip
    with world.acts(RELATED, SAFEGUARDING):
        decided = ReferralSaid(service, ground_words="Besloten in de meldcode", ground_on=ON)
        world.ids["guarded_referral"] = propose(_has_something(), decided, on=ON).public_id


def _break_glass(world: World) -> None:
    """Let the nurse have a file open with haste, of the family that she cares for by now."""
    own = world.accounts[RELATED]
    with acting(system_identity("test")):
        family = _has_something()
        relation = CareRelation.objects.create(
            family=family, professional=own.professional, valid_from=ON, valid_until=ON + dt.timedelta(days=1),
            ground=BY_GLASS, until_at=clock.real_now() + OPEN_FOR,
        )  # fmt: skip
        world.ids["glass"] = GlassBreak.objects.create(
            family=family, relation=relation, account=own, reason="danger", words="Gebeld door de buren", opened_on=ON,
            opened_at=clock.real_now(),
        ).public_id  # fmt: skip


def _has_something() -> Family:
    """Return a family with a child and a course of home visits, about whom most doors can be opened."""
    return (
        Family.objects.filter(
            children__isnull=False, trajectories__standing__state="running", appointments__isnull=False
        )
        .order_by("pk")
        .first()
    )


KINDS: dict[str, Callable[[], object]] = {
    "family": _has_something,
    "parent": lambda: _has_something().parents.order_by("pk").first(),
    "child": lambda: _has_something().children.order_by("pk").first(),
    "trajectory": lambda: _has_something().trajectories.order_by("pk").first(),
    "appointment": lambda: Appointment.objects.filter(contacts__isnull=True).order_by("-pk").first(),
    "contact": lambda: Contact.objects.filter(visit__isnull=False).order_by("pk").first(),
    "dialling": lambda: Dialling.objects.first(),
    "dialled": lambda: Dialling.objects.first().trajectory,
    "filmed": lambda: Recording.objects.order_by("pk").first().trajectory,
    "recording": lambda: Recording.objects.order_by("pk").first(),
    "in_view": lambda: InView.objects.filter(recording=Recording.objects.order_by("pk").first()).order_by("pk").last(),
    "filmed_person": lambda: _filmed(Recording.objects.order_by("pk").first()),
    "film_step": lambda: RecordingStep.objects.order_by("-pk").first(),
    "film_consent": lambda: RecordingConsent.objects.order_by("-pk").first(),
    "matching": lambda: Match.objects.order_by("pk").first().trajectory,
    "matched_child": lambda: Match.objects.order_by("pk").first().trajectory.for_children.first().child,
    "match": lambda: Match.objects.order_by("pk").first(),
    "stop": lambda: ProgrammeDecided.objects.filter(outcome="stop").first(),
    "volunteer": lambda: Volunteer.objects.order_by("pk").first(),
    "placed": lambda: Arrangement.objects.order_by("pk").first().trajectory,
    "arrangement": lambda: Arrangement.objects.order_by("pk").first().key,
    "supported": lambda: Support.objects.order_by("pk").first().trajectory,
    "support": lambda: Support.objects.order_by("pk").first().key,
    "cohort": lambda: Cohort.objects.order_by("pk").first(),
    "session": lambda: Session.objects.order_by("pk").first(),
    "member": lambda: Membership.objects.order_by("pk").first(),
    "telling": lambda: Telling.objects.first(),
    "joined": lambda: Membership.objects.order_by("pk").first().trajectory,
    "activity": lambda: Activity.objects.order_by("pk").first(),
    "call_back": lambda: CallBack.objects.order_by("pk").first(),
    "service": lambda: Service.objects.filter(closed_on=None).order_by("pk").first(),
    "pregnant": lambda: (
        Family.objects.filter(pregnancies__ended_on__isnull=True, pregnancies__isnull=False).order_by("pk").first()
    ),
    "link": lambda: SenderLink.objects.first(),
    "agreement": lambda: ChainAgreement.objects.first(),
    "professional": lambda: User.objects.get(email="deur1@example.org").professional,
    "certificate": lambda: Certificate.objects.order_by("pk").first(),
    "withdrawn": lambda: Certificate.including_withdrawn.exclude(withdrawn_at=None).first(),
}


def _filmed(recording: Recording) -> object:
    seen = InView.objects.filter(recording=recording).order_by("pk").first()
    return seen.parent or seen.child
