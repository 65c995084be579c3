# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who objects to statistics is in no fact and no export from that moment on; the denominators say so; and it can end."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
import re
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

import characters
from characters import ON, Character
from duizend.doors.cli.main import main
from duizend.doors.rights import actions
from duizend.doors.rights.actions import Asked
from duizend.doors.rights.models import Request
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.insight.facts.keys import fact_key
from duizend.insight.facts.models import LeftOut, Withheld
from duizend.insight.reports.queries import Question, get_account
from duizend.record.families.actions import merge_families
from duizend.record.trajectories.queries import is_asked_nothing
from rooms.rights.files import destroy, first, one, system

if TYPE_CHECKING:
    from duizend.insight.reports.rules import Account

LATER = ON + dt.timedelta(days=30)


@pytest.fixture(autouse=True)
def _on_the_day() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    clock.set_practice_date(ON)


@pytest.fixture
def two() -> tuple[Character, Character]:
    """Two families with a visit each: one objects, the other stays as she is."""
    with system():
        _, jolijn = characters.nurse()
        made = characters.waiting(characters.twins(), jolijn), characters.waiting(characters.young_mother(), jolijn)
        for days, character in enumerate(made, start=3):
            characters.visited(character, jolijn, on=ON - dt.timedelta(days=days))
    return made


def objects(made: Character, scope: str = "statistics") -> Request:
    with one():
        return actions.record_request(
            made.family, Asked("objection", ON, "document", parent=made.parents[0], scope=scope)
        )


def rows_of(made: Character) -> dict[str, list[tuple]]:
    """Return every row of the schema of facts with the key of this family, without its number, table by table."""
    key, found = fact_key("family", made.family.pk), {}
    with system(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'facts' AND column_name = 'family_key'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"SELECT to_jsonb(f) - 'id' - 'entered_at' FROM facts.{table} f WHERE family_key = %s ORDER BY id",
                [key],
            )
            found[table] = cursor.fetchall()
    return {table: rows for table, rows in found.items() if rows}


def account(year: int = ON.year, *, audience: str = "analyst") -> Account:
    user = characters.analyst()
    with acting(identity_of(user)):
        question = Question(characters.programme().programme, year, audience, "calendar_year", clock.today())
        return get_account(question)


def counted(measure: str = "indicated") -> int:
    return account().row(measure).numerator or account().row(measure).families.value


def exports() -> dict[str, str]:
    """Write out what leaves the building about a year: the command line in three forms, and the page's own CSV."""
    analyst = characters.analyst()
    words = ["report", "programme", "--programme", characters.programme().programme, "--year", str(ON.year)]
    words += ["--audience", "analyst", "--as", analyst.email]
    client = Client()
    client.force_login(analyst, backend=settings.AUTHENTICATION_BACKENDS[0])
    told = {"page csv": client.get(reverse("reports:csv"), {"jaar": ON.year}).content.decode()}
    for form in ("table", "json", "csv"):
        written = io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdout", written)
            assert main([*words, "--format", form], database=nullcontext) == 0
        told[form] = written.getvalue()
    return told


def test_who_objects_is_in_no_fact_from_that_moment_and_the_other_stays(two: tuple[Character, Character]) -> None:
    gone, stays = two
    assert {"step", "contact", "planned"} <= rows_of(gone).keys()
    before = rows_of(stays)
    assert counted() == counted("started") == 2
    objects(gone)
    assert rows_of(gone) == {}
    assert rows_of(stays) == before
    assert counted() == counted("started") == 1


def test_what_happens_later_is_not_written_either(two: tuple[Character, Character]) -> None:
    gone, stays = two
    objects(gone)
    held = len(rows_of(stays)["contact"])
    with system():
        nurse = gone.trajectory.assignments.get().professional
        characters.visited(gone, nurse, on=ON - dt.timedelta(days=1))
        characters.trajectories.end(gone.trajectory, ending="stopped_by_family", on=ON)
        characters.visited(stays, nurse, on=ON - dt.timedelta(days=2))
    assert rows_of(gone) == {}
    assert len(rows_of(stays)["contact"]) == held + 1


def test_every_export_leaves_the_family_out_and_says_so(two: tuple[Character, Character]) -> None:
    gone, _stays = two
    told = json.loads(exports()["json"])
    before = {row["measure"]: row["families"] for row in told["rows"]}
    assert before["indicated"] == before["started"] == 2
    objects(gone)
    made = exports()
    after = {row["measure"]: row["families"] for row in json.loads(made["json"])["rows"]}
    assert after["indicated"] == after["started"] == 1
    for form in ("csv", "page csv"):
        numbers = {
            line["measure"]: line["families"] for line in csv.DictReader(io.StringIO(made[form].lstrip("\ufeff")))
        }
        assert numbers["indicated"] == numbers["started"] == "1", form
    notes = " ".join(json.loads(made["json"])["notes"])
    assert "Gezinnen die bezwaar maakten, staan in geen enkel getal, ook niet in een noemer." in notes
    assert "1 van dit jaar" in notes


def test_a_public_account_does_not_tell_how_few_objected(two: tuple[Character, Character]) -> None:
    assert "bezwaar" not in " ".join(account(audience="public").notes)
    objects(two[0])
    said = " ".join(account(audience="public").notes)
    assert re.search(r"minder dan \d+ van dit jaar", said)
    assert "zijn dat er 1 " not in said


def test_taken_back_the_family_counts_again_as_if_it_had_never_left(two: tuple[Character, Character]) -> None:
    gone, _stays = two
    before = rows_of(gone)
    asked = objects(gone)
    with one():
        actions.uphold(asked, words="Je telt niet meer mee in cijfers.")
        actions.end_objection(asked)
    assert rows_of(gone) == before
    assert counted() == 2
    assert not LeftOut.objects.exists()
    assert not Withheld.objects.exists()
    with one(), pytest.raises(ActionRefused, match="holds_not"):
        actions.end_objection(asked)


def test_refused_with_a_ground_it_counts_again_unless_another_objection_still_stands(
    two: tuple[Character, Character],
) -> None:
    gone, _stays = two
    statistics, everything = objects(gone), objects(gone, "processing")
    with one():
        with pytest.raises(ActionRefused, match="no_words"):
            actions.refuse(statistics, words=" ")
        with pytest.raises(ActionRefused, match="judged_otherwise"):
            actions.settle(statistics, words="Klaar")
        actions.refuse(statistics, words="Voor een taak van algemeen belang (art. 21 lid 6 AVG).")
    assert rows_of(gone) == {}
    with one():
        actions.refuse(everything, words="Het dossier is nodig voor goede hulp (art. 7:454 BW).")
    assert rows_of(gone) != {}


def test_who_wants_no_contact_is_asked_nothing_and_still_counts(two: tuple[Character, Character]) -> None:
    gone, stays = two
    before = rows_of(gone)
    objects(gone, "contact")
    assert rows_of(gone) == before
    with system():
        assert is_asked_nothing(gone.family.pk, ON) is not None
        assert is_asked_nothing(stays.family.pk, ON) is None


def test_merged_files_are_one_family_that_objected(two: tuple[Character, Character]) -> None:
    gone, _stays = two
    with system():
        other = characters.says_no()
    objects(gone)
    assert rows_of(other) != {}
    with one():
        merge_families(other.family, into=gone.family)
    assert rows_of(other) == {}
    assert set(Withheld.objects.values_list("mark", flat=True)) == set(LeftOut.objects.values_list("mark", flat=True))
    assert Withheld.objects.count() == 2


def test_a_destroyed_family_leaves_no_key_behind_in_the_list_of_who_objected() -> None:
    with system():
        tirza = characters.says_no()
    objects(tirza)
    assert Withheld.objects.count() == 1
    clock.set_practice_date(ON + dt.timedelta(days=367))
    destroy(tirza.family.public_id)
    assert not Withheld.objects.exists()
    assert LeftOut.objects.count() == 1


def test_the_application_takes_no_fact_away_that_is_not_withheld(two: tuple[Character, Character]) -> None:
    _gone, stays = two
    before, key = rows_of(stays), fact_key("family", two[1].family.pk)
    with system():
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute("DELETE FROM facts.step")
        connection.cursor().execute("SELECT facts.withhold(%s)", [[key]])
    assert rows_of(stays) == before


def test_from_the_page_an_objection_is_made_judged_and_taken_back(two: tuple[Character, Character]) -> None:
    gone, _stays = two
    client = Client()
    client.force_login(first(), backend=settings.AUTHENTICATION_BACKENDS[0])
    page = reverse("rights:family", args=[gone.family.public_id])
    form = {
        "kind": "objection", "who": gone.parents[0].public_id, "identity_seen": "document", "on": "17-11-2026",
        "words": "Wij willen niet in cijfers",
    }  # fmt: skip
    wrong = client.post(page, form)
    assert wrong.status_code == 422
    assert "Kies waartegen het bezwaar is." in words_of(wrong)
    shown = client.post(page, {**form, "scope": "statistics"}, follow=True)
    told = words_of(shown)
    assert "Bezwaar. Statistiek: niet meetellen in cijfers" in told
    assert "Dit bezwaar geldt" in told
    assert "Antwoord uiterlijk op 17 december 2026." in told
    here = shown.redirect_chain[-1][0]
    assert client.post(here, {"do": "uphold", "words": ""}).status_code == 422
    upheld = words_of(client.post(here, {"do": "uphold", "words": "Goed."}, follow=True))
    assert "Gelijk gegeven" in upheld
    assert "Het gezin neemt het bezwaar terug" in upheld
    assert "Dit bezwaar geldt niet meer" in words_of(client.post(here, {"do": "end"}, follow=True))
    assert client.post(here, {"do": "end"}).status_code == 409


def words_of(response: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
