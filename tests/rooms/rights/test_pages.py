# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of rights: what may go, the second pair of eyes, the receipt, and who does not get there."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import characters
from characters import ON
from duizend.doors.cli.main import main
from duizend.doors.rights.models import Destruction, Receipt
from duizend.ground.access.models import LogLine
from duizend.ground.kernel import clock
from rooms.rights.files import first, places_with, second, system
from rooms.signalling.senders import midwife, sent

LATER = ON + dt.timedelta(days=366)


@pytest.fixture(autouse=True)
def _static_folder() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    clock.set_practice_date(ON)


def logged_in(user: object) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def words_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_from_the_list_to_the_receipt_by_two_coordinators() -> None:
    with system():
        tirza = characters.says_no()
    rachida, hanneke = logged_in(first()), logged_in(second())
    assert "Van geen enkel dossier is de termijn voorbij." in words_of(rachida.get(reverse("rights:overview")))
    clock.set_practice_date(LATER)
    listed = words_of(rachida.get(reverse("rights:overview")))
    assert "Tirza" in listed
    assert "20 jaar na de laatste wijziging (art. 7:454 BW)" in listed
    asked = rachida.post(reverse("rights:propose", args=[tirza.family.public_id]), follow=True)
    assert "Een andere coördinator kijkt mee en bevestigt." in words_of(asked)
    with system():
        page = reverse("rights:destruction", args=[Destruction.objects.get().public_id])
    assert "Je hebt dit zelf voorgesteld." in words_of(rachida.get(page))
    own = rachida.post(page, {"do": "confirm", "sure": "yes"})
    assert own.status_code == 409
    assert "Laat een andere coördinator meekijken" in words_of(own)
    unsure = hanneke.post(page, {"do": "confirm"})
    assert unsure.status_code == 422
    assert "Vink aan dat je het dossier hebt bekeken." in words_of(unsure)
    gone = hanneke.post(page, {"do": "confirm", "sure": "yes"}, follow=True)
    told = words_of(gone)
    assert "Dit bewijs blijft." in told
    assert Receipt.objects.get().number in told
    assert {"Rachida Amrani", "Hanneke Smeets"} <= set(re.findall("Rachida Amrani|Hanneke Smeets", told))
    assert "Tirza" not in told
    assert places_with("Tirza") == []
    assert (
        hanneke.get(page).status_code
        == hanneke.get(reverse("desk:family", args=[tirza.family.public_id])).status_code
        == 404
    )
    assert "Nee gezegd op het aanbod" in words_of(rachida.get(reverse("rights:overview")))


def test_a_proposal_is_taken_back_and_the_file_stays() -> None:
    with system():
        tirza = characters.says_no()
    clock.set_practice_date(LATER)
    client = logged_in(first())
    client.post(reverse("rights:propose", args=[tirza.family.public_id]))
    with system():
        page = reverse("rights:destruction", args=[Destruction.objects.get().public_id])
    assert "Er is niets vernietigd." in words_of(client.post(page, {"do": "withdraw"}, follow=True))
    assert "Stel vernietigen voor" in words_of(client.get(reverse("rights:overview")))
    assert client.post(page, {"do": "withdraw"}).status_code == 404


def test_a_sign_up_without_follow_up_is_listed_by_its_own_name() -> None:
    characters.region()
    sent(midwife(), "Saskia")
    clock.set_practice_date(LATER)
    assert "Saskia Osman" in words_of(logged_in(first()).get(reverse("rights:overview")))


@pytest.mark.parametrize("role", ["nurse", "administrator", "analyst", "log_keeper", "sender"])
def test_nobody_else_gets_there(role: str) -> None:
    with system():
        tirza = characters.says_no()
    client = logged_in(characters.account(f"{role}@example.org", role))
    nothing = "2" * 14
    assert client.get(reverse("rights:overview")).status_code == 403
    assert client.post(reverse("rights:propose", args=[tirza.family.public_id])).status_code == 403
    for page in ("rights:destruction", "rights:receipt"):
        assert client.get(reverse(page, args=[nothing])).status_code == 403
    assert "/rechten" not in client.get(reverse("catalogue:programmes")).content.decode()


def test_who_is_on_the_list_is_in_the_log_and_no_name_is() -> None:
    with system():
        tirza = characters.says_no()
    clock.set_practice_date(LATER)
    logged_in(first()).get(reverse("rights:overview"))
    line = LogLine.objects.get(event="rights.list")
    assert line.subjects == [tirza.family.public_id]
    assert line.detail == ""


def test_the_list_takes_as_many_statements_for_many_as_for_one() -> None:
    counted = []
    client = logged_in(first())
    for number in (1, 3):
        clock.set_practice_date(ON)
        with system():
            for _ in range(number):
                characters.says_no()
        clock.set_practice_date(LATER)
        client.get(reverse("rights:overview"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("rights:overview"))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_command_counts_what_is_due_and_names_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    with system():
        characters.says_no()
    clock.set_practice_date(LATER)
    assert main(["retention", "due", "--json"], database=nullcontext) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["due"] == {"care": 0, "sign_up": 0, "declined": 1, "unanswered": 0, "volunteer_turned_down": 0}
    assert main(["retention", "due"], database=nullcontext) == 0
    told = capsys.readouterr().out
    assert "due: declined 1" in told
    assert "Tirza" not in told
    assert "Tirza" not in str(list(LogLine.objects.values_list("detail", "subjects")))
    with system():
        assert not Destruction.objects.exists()
