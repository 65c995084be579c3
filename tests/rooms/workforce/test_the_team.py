# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The team on screen and in the database: what is entered, taken back and restored, and who sees whom."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.catalogue.actions import load_programmes
from duizend.catalogue.queries import list_current_programmes
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.ground.region.models import Organisation
from duizend.ground.workforce import actions
from duizend.ground.workforce.models import Certificate, ChainAgreement, Competence, Learning, Licence, Professional
from duizend.ground.workforce.queries import has_certificate, list_certified, list_lapsing

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _today(_no_practice_date_left: None) -> None:
    clock.set_practice_date(TODAY)
    with acting(system_identity("test")):
        load_programmes(settings.DUIZEND.programme_folders)


def system() -> object:
    return acting(system_identity("test"))


def make(name: str, *roles: str) -> tuple[User, Professional]:
    user = User.objects.create(email=f"{name}@example.org".lower(), name=name, roles=list(roles), is_character=True)
    with system():
        return user, actions.register_professional(name, account=user)


def log_in(account: User) -> Client:
    client = Client()
    client.force_login(account)
    return client


def words_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def competence(*, certified: bool = True) -> str:
    teams = [one.team for one in list_current_programmes().values() if one.team is not None]
    return next(team.competence for team in teams if team.certificate_required is certified)


def organisation() -> Organisation:
    return Organisation.objects.get_or_create(
        key="jgz", defaults={"name": "JGZ Maasland", "kind": "jgz", "valid_from": date(2000, 1, 1)}
    )[0]


def test_a_certificate_is_granted_on_screen_taken_back_and_restored() -> None:
    coordinator, _ = make("Sanne", "coordinator")
    _, lotte = make("Lotte", "nurse")
    client, own = log_in(coordinator), f"/team/{lotte.public_id}"
    said = {"competence": competence(), "valid_from": "2026-01-01", "last_day": "2026-04-30"}
    assert "Vastgelegd voor Lotte" in words_of(client.post(f"{own}/certificaat", said, follow=True))
    assert has_certificate(lotte.pk, competence(), date(2026, 4, 30))
    assert not has_certificate(lotte.pk, competence(), date(2026, 5, 1))
    assert "Loopt af binnen 60 dagen Lotte" in words_of(client.get("/team"))
    made = Certificate.objects.get()
    back = client.post(f"/team/certificaat/{made.public_id}/terugnemen", follow=True)
    assert "Maak ongedaan" in words_of(back)
    assert not has_certificate(lotte.pk, competence(), TODAY)
    assert list_certified(competence(), TODAY) == list_lapsing(TODAY, TODAY + timedelta(days=99), 9) == []
    assert Certificate.including_withdrawn.count() == 1
    client.post(f"/team/certificaat/{made.public_id}/herstellen")
    assert has_certificate(lotte.pk, competence(), TODAY)
    events = LogLine.objects.filter(event__in=("certificate.granted", "certificate.withdrawn", "workforce.restored"))
    assert events.count() == 3


def test_who_may_not_be_assigned_is_told_with_why() -> None:
    coordinator, _ = make("Sanne", "coordinator")
    _, lotte = make("Lotte", "nurse")
    with system():
        actions.grant_certificate(
            lotte, competence=competence(), valid_from=date(2024, 1, 1), valid_until=date(2026, 3, 1)
        )
    shown = words_of(log_in(coordinator).get("/team"))
    assert "Het certificaat geldt niet meer vanaf 01-03-2026." in shown
    assert "Kan nu niet worden toegewezen" in shown


def test_a_licence_that_lapsed_stops_everybody_of_that_organisation() -> None:
    coordinator, _ = make("Sanne", "coordinator")
    _, lotte = make("Lotte", "nurse")
    lotte.organisation = organisation()
    lotte.save()
    client = log_in(coordinator)
    with system():
        actions.grant_certificate(lotte, competence=competence(), valid_from=date(2024, 1, 1))
    assert "Kan worden toegewezen" in words_of(client.get("/team"))
    said = {
        "organisation": organisation().public_id,
        "competence": competence(),
        "valid_from": "2024-01-01",
        "last_day": "2026-03-01",
    }
    assert "De licentie van JGZ Maasland is vastgelegd." in words_of(client.post("/team/licentie", said, follow=True))
    shown = words_of(client.get("/team"))
    assert "De licentie van haar organisatie geldt nu niet." in shown
    assert "Verlopen" in shown
    client.post(f"/team/licentie/{Licence.objects.get().public_id}/terugnemen")
    assert not Licence.objects.exists()


def test_each_says_herself_what_she_attended_and_read_and_sees_only_that() -> None:
    account, lotte = make("Lotte", "nurse")
    other, fatma = make("Fatma", "nurse")
    client = log_in(account)
    assert client.get("/team").url == f"/team/{lotte.public_id}"
    form = {"kind": "intervision", "about": "", "done_on": str(TODAY)}
    assert "Intervisie" in words_of(client.post(f"/team/{lotte.public_id}/gedaan", form, follow=True))
    missing = client.post(f"/team/{lotte.public_id}/gedaan", {**form, "kind": "reading"})
    assert missing.status_code == 422
    assert "Kies over welke richtlijn het ging." in words_of(missing)
    assert client.get(f"/team/{fatma.public_id}").status_code in (403, 404)
    assert client.post(f"/team/{fatma.public_id}/gedaan", form).status_code in (403, 404)
    assert client.get(f"/team/{lotte.public_id}/certificaat").status_code in (403, 404)
    done = Learning.objects.get()
    with acting(identity_of(other)):
        assert not Learning.objects.exists()
    assert log_in(other).post(f"/team/gedaan/{done.public_id}/terugnemen").status_code in (403, 404)
    client.post(f"/team/gedaan/{done.public_id}/terugnemen")
    with system():
        assert not Learning.objects.exists()


def test_where_no_certificate_is_asked_a_competence_is_enough() -> None:
    _, lotte = make("Lotte", "nurse")
    with system():
        made = actions.record_competence(lotte, competence="talking", valid_from=TODAY)
        assert Competence.objects.get() == made
        actions.withdraw_competence(made)
        assert not Competence.objects.exists()
        with pytest.raises(ActionRefused):
            actions.record_competence(lotte, competence="talking", valid_from=TODAY, valid_until=TODAY)


def test_an_agreement_has_an_owner_and_is_looked_at_again() -> None:
    coordinator, _ = make("Sanne", "coordinator")
    account, lotte = make("Lotte", "nurse")
    client = log_in(coordinator)
    said = {
        "partner_kind": "gp", "partner": "Praktijk De Brug", "about": "Belt bij twijfel", "agreed_on": "2025-03-01",
        "owner": lotte.public_id, "review_on": "2026-03-01",
    }  # fmt: skip
    shown = words_of(client.post("/team/afspraak", said, follow=True))
    assert "Huisarts, Praktijk De Brug" in shown
    assert "Weer bekijken" in shown
    assert "Praktijk De Brug" in words_of(log_in(account).get(f"/team/{lotte.public_id}"))
    with system():
        made = ChainAgreement.objects.get()
    review = {"on": str(TODAY), "review_on": "2027-03-01"}
    assert "blijft staan" in words_of(client.post(f"/team/afspraak/{made.public_id}/bekeken", review, follow=True))
    wrong = client.post(f"/team/afspraak/{made.public_id}/bekeken", {**review, "review_on": str(TODAY)})
    assert wrong.status_code == 422
    client.post(f"/team/afspraak/{made.public_id}/terugnemen")
    with system():
        assert not ChainAgreement.objects.exists()


def test_who_does_not_manage_people_grants_nothing() -> None:
    account, lotte = make("Lotte", "nurse")
    for deed in (
        lambda: actions.grant_certificate(lotte, competence=competence(), valid_from=TODAY),
        lambda: actions.record_licence(organisation(), competence=competence(), valid_from=TODAY),
        lambda: actions.record_competence(lotte, competence=competence(), valid_from=TODAY),
    ):
        with pytest.raises(NotPermitted), acting(identity_of(account)):
            deed()


def test_an_administrator_manages_people_without_reaching_a_family() -> None:
    account, _ = make("Bas", "administrator")
    _, lotte = make("Lotte", "nurse")
    with acting(identity_of(account)):
        actions.record_learning(lotte, kind="supervision", done_on=TODAY)
        assert Learning.objects.count() == 1


def make_many(first: int, last: int, *, days: int | None = None) -> list[Professional]:
    """Make colleagues with a certificate that lapses in so many days, a day later for each; None is without end."""
    with system():
        made = [Professional.objects.create(name=f"Collega {number:03}") for number in range(first, last)]
        for place, one in enumerate(made):
            until = None if days is None else TODAY + timedelta(days=days + place % 30)
            Certificate.objects.create(
                professional=one, competence=competence(), valid_from=date(2025, 1, 1), valid_until=until
            )
    return made


def test_the_team_is_shown_a_page_at_a_time_at_the_same_cost() -> None:
    client = log_in(make("Sanne", "coordinator")[0])
    make_many(0, 10, days=5)
    client.get("/team")
    with CaptureQueriesContext(connection) as few:
        client.get("/team")
    make_many(10, 60, days=5)
    with CaptureQueriesContext(connection) as many:
        shown = words_of(client.get("/team"))
    assert len(many) == len(few)
    people = shown.split("Mensen")[1]
    assert "Collega 000" in people
    assert "Collega 030" not in people
    assert "Volgende" in shown
    second = client.get("/team", {"blad": "2"})
    assert "Collega 030" in words_of(second)
    assert 'href="/team"' in second.content.decode()
    assert "Loopt af binnen 60 dagen" not in words_of(second).split("Mensen")[0].partition("Zoek")[2]


def test_whom_a_page_of_the_team_showed_stands_in_the_log() -> None:
    client = log_in(make("Sanne", "coordinator")[0])
    made = make_many(0, 40)
    client.get("/team", {"blad": "2"})
    with system():
        line = LogLine.objects.filter(event="workforce.read").latest("sequence")
    assert set(line.subjects) == {one.public_id for one in made[25:]} | {
        one.public_id for one in Professional.objects.filter(name="Sanne")
    }


def test_what_lapses_first_is_on_top_and_all_of_it_a_page_away() -> None:
    client = log_in(make("Sanne", "coordinator")[0])
    make_many(0, 30, days=3)
    first = words_of(client.get("/team"))
    assert "Toon alle 30" in first
    top = first.split("Mensen")[0]
    assert "Collega 019" in top
    assert "Collega 020" not in top
    every = words_of(client.get("/team", {"stand": "loopt-af"}))
    assert "Collega 024" in every
    assert "Mensen" not in every
    assert "Collega 029" in words_of(client.get("/team", {"stand": "loopt-af", "blad": "2"}))


def test_what_was_renewed_or_lapses_later_than_sixty_days_is_not_about_to_lapse() -> None:
    client = log_in(make("Sanne", "coordinator")[0])
    make_many(0, 1, days=60)
    make_many(1, 2, days=61)
    [renewed] = make_many(2, 3, days=9)
    with system():
        actions.grant_certificate(renewed, competence=competence(), valid_from=TODAY + timedelta(days=9))
        gone = make_many(3, 4, days=-1)
    shown = words_of(client.get("/team", {"stand": "loopt-af"}))
    assert "Collega 000" in shown
    for one in (renewed, *gone):
        assert one.name not in shown
    assert "Collega 001" not in shown


def test_the_team_is_searched_by_a_posted_name_and_narrowed_down_in_the_address() -> None:
    client = log_in(make("Sanne", "coordinator")[0])
    made = make_many(0, 30)
    own = organisation()
    Professional.objects.filter(pk__in=[one.pk for one in made[:3]]).update(organisation=own)
    found = words_of(client.post("/team", {"words": "collega 02"})).split("Mensen")[1]
    assert "Collega 029" in found
    assert "Collega 010" not in found
    assert "Gezocht op" in words_of(client.post("/team", {"words": "02"}))
    assert "Collega 010" in words_of(client.get("/team", {"words": "02"}))
    turned = client.post("/team?blad=2", {"words": "collega"})
    assert "Collega 027" in words_of(turned)
    assert "collega" not in turned.request["QUERY_STRING"].lower()
    of_own = words_of(client.get("/team", {"organisatie": own.public_id}))
    assert "Collega 002" in of_own
    assert "Collega 003" not in of_own
    in_programme = words_of(client.get("/team", {"programma": competence()})).split("Mensen")[1]
    assert "Sanne Nog geen certificaat" in words_of(client.get("/team", {"blad": "2"}))
    assert "Collega 000" in in_programme
    assert "Nog geen certificaat" not in in_programme
    assert "Niets met dit filter" in words_of(client.get("/team", {"programma": competence(certified=False)}))
    odd = {"programma": "' or 1=1", "organisatie": "x", "stand": "y", "blad": "-9"}
    assert "Collega 000" in words_of(client.get("/team", odd))


def test_how_many_can_deliver_a_programme_today_is_counted() -> None:
    client = log_in(make("Sanne", "coordinator")[0])
    assert "niemand met een geldig certificaat" in words_of(client.get("/team"))
    make_many(0, 3)
    make_many(3, 5, days=-40)
    assert "3 met een geldig certificaat" in words_of(client.get("/team"))
