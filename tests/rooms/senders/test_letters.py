# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yearly letters as they are written: own sign-ups only, nobody who objected, and no name of anybody in them."""

from __future__ import annotations

import io
import json
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

import characters
from duizend.doors.cli.main import main
from duizend.doors.senders.queries import list_put_forward
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel import clock
from duizend.insight.facts.withholding import withhold
from duizend.record.signalling.actions import register_from_sign_up
from duizend.record.signalling.models import SignUp
from duizend.record.trajectories.actions import indicate, offer, record_answer
from rooms.signalling.senders import midwife, sent

YEAR = str(characters.ON.year)
SENT_ON = characters.ON - timedelta(days=40)
MINE, OTHERS = "verloskundige@brug.example", "huisarts@plein.example"


@pytest.fixture(autouse=True)
def _on_a_tuesday(_no_practice_date_left: None) -> None:
    clock.set_practice_date(characters.ON)
    characters.region()
    characters.coordinator()


def families(number: int, by: str, *, answer: str = "") -> list[SignUp]:
    """Let a sender sign families up, and each be registered and answer an offer."""
    made = []
    for _one in range(number):
        sign_up = sent(midwife(by), f"Geheim{SignUp.objects.count()}", on=SENT_ON)
        with acting(system_identity("test")):
            if answer:
                family = register_from_sign_up(sign_up, on=SENT_ON + timedelta(days=1))
                (pregnancy,) = family.pregnancies.all()
                version = characters.programme()
                trajectory = indicate(
                    family, version=version, on=SENT_ON + timedelta(days=5), pregnancy=pregnancy, sign_up=sign_up
                )
                offer(trajectory, on=SENT_ON + timedelta(days=6))
                record_answer(trajectory, answer, on=SENT_ON + timedelta(days=9))
        made.append(sign_up)
    return made


def letters(capsys: pytest.CaptureFixture[str], *words: str, year: str = YEAR) -> list[dict]:
    capsys.readouterr()
    assert main(["report", "senders", "--year", year, "--json", *words], database=nullcontext) == 0
    return json.loads(capsys.readouterr().out)


def test_each_sender_reads_of_her_own_sign_ups_only(capsys: pytest.CaptureFixture[str]) -> None:
    families(7, MINE, answer="accepted")
    families(6, MINE)
    families(9, OTHERS)
    found = {one["id"]: one for one in letters(capsys)}
    own, other = (found[midwife(by).public_id] for by in (MINE, OTHERS))
    assert (own["counts"]["families"], own["counts"]["accepted"], own["years"]) == (13, 7, [int(YEAR)])
    assert other["counts"]["families"] == 9
    assert other["counts"]["accepted"] in ("<5", "hidden")


def test_a_family_that_objected_to_being_counted_is_in_no_letter(capsys: pytest.CaptureFixture[str]) -> None:
    made = families(8, MINE, answer="declined")
    assert letters(capsys)[0]["counts"]["families"] == 8
    made[0].refresh_from_db()
    with acting(system_identity("test")):
        withhold([made[0].family_id])
    assert letters(capsys)[0]["counts"]["families"] == 7


def test_too_few_in_a_year_wait_for_a_later_letter(capsys: pytest.CaptureFixture[str]) -> None:
    families(3, MINE)
    (letter,) = letters(capsys)
    assert (letter["years"], letter["counts"]) == ([], {})
    assert letters(capsys, year="2020") == []


def test_what_was_not_looked_at_is_told_apart_from_what_got_no_offer() -> None:
    handled = families(1, MINE)[0]
    families(1, MINE)
    with acting(system_identity("test")):
        register_from_sign_up(handled, on=SENT_ON)
        ((_sender, put),) = list_put_forward(characters.ON.year).items()
    assert sorted(one.state for one in put) == ["open", "other"]


def test_on_paper_each_letter_is_a_file_and_names_no_family(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    families(6, MINE, answer="accepted")
    families(6, OTHERS)
    assert main(["report", "senders", "--year", YEAR, "--out", str(tmp_path)], database=nullcontext) == 0
    said = capsys.readouterr().out
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{YEAR}-{midwife(by).public_id}.pdf" for by in (MINE, OTHERS)
    }
    for path in tmp_path.iterdir():
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)
        assert "Gezinnen die u aanmeldde" in text
        assert "Geheim" not in text + said
        assert "Osman" not in text + said


def test_as_text_it_is_read_on_the_screen_and_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    families(6, MINE)
    capsys.readouterr()
    assert main(["report", "senders", "--year", YEAR, "--language", "en"], database=nullcontext) == 0
    assert "Families you put forward" in capsys.readouterr().out


@pytest.mark.parametrize(("words", "says"), [
    (("--year", "20x6"), "expected a year from 2000 on"), (("--year", YEAR, "--json", "--out", "x"), "leave out --out DIR"),
])  # fmt: skip
def test_what_cannot_be_answered_is_one_line_and_exit_2(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "senders", *words], database=nullcontext) == 2
    assert says in capsys.readouterr().err


def test_only_who_handles_sign_ups_writes_letters_and_it_is_logged(capsys: pytest.CaptureFixture[str]) -> None:
    families(6, MINE)
    analyst = characters.analyst()
    assert main(["report", "senders", "--year", YEAR, "--as", analyst.email], database=nullcontext) != 0
    letters(capsys)
    assert LogLine.objects.filter(event="letters.written", detail=f"{YEAR} 1").count() == 1
    assert identity_of(analyst).account_id == analyst.pk
