# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log: what it holds, that it cannot be written past, and that tampering is found with its place."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections
from psycopg.types.json import Jsonb

from duizend.doors.cli.main import main
from duizend.ground.access.identity import acting, check_may, note, note_read, through
from duizend.ground.access.models import LogHead, LogLine, User
from duizend.ground.access.queries import find_log_digest, get_system_account, system_identity, verify_log
from duizend.ground.access.rules.chain import ChainedLine, line_digest
from duizend.ground.access.rules.policy import Identity
from duizend.ground.kernel.ids import new_public_id
from duizend.ground.kernel.refusals import NotPermitted

TEXTS = ("", "plain", "één ü", "漢字", "👩‍👧 𝒹𝓊𝒾𝓏𝑒𝓃𝒹", "a:1|'\"\\ \t\n", "e\u0301", "\u202e\u200b")
WRITERS, LINES_EACH = 8, 25


def nurse() -> Identity:
    account = User.objects.create(email=f"{new_public_id()}@example.org", name="Testpersoon", roles=["nurse"])
    return Identity(account_id=account.pk, public_id=account.public_id, roles=frozenset({"nurse"}))


def new_lines(since: int) -> list[LogLine]:
    return list(LogLine.objects.filter(sequence__gt=since).order_by("sequence"))


def end() -> int:
    return LogHead.objects.get().sequence


@pytest.mark.parametrize("text", TEXTS)
def test_the_database_and_python_make_the_same_digest(text: str) -> None:
    before = end()
    with acting(system_identity("test")):
        note("test.written", "C", ["abcdefghij", "family-2"], detail=text)
        note("test.written", "R", detail=f"{text}{text}")
    lines = new_lines(before)
    assert [line.detail for line in lines] == [text, f"{text}{text}"]
    for row in lines:
        names = ChainedLine.__dataclass_fields__
        values = {name: getattr(row, name) for name in names} | {"subjects": tuple(row.subjects)}
        assert line_digest(ChainedLine(**values)) == row.digest


def test_a_line_tells_through_which_command_it_came_and_one_without_a_door_has_a_digest_too() -> None:
    before = end()
    with through("command import intake"), acting(system_identity("test")):
        note("test.written", "C")
    with acting(system_identity("test")):
        note("test.written", "C")
    assert [line.door for line in new_lines(before)] == ["command import intake", ""]
    assert verify_log()[1] == []


def test_letters_outside_the_first_plane_have_the_same_length_in_both() -> None:
    with connection.cursor() as cursor:
        for text in TEXTS:
            cursor.execute("SELECT length(%s), access_field(%s)", [text, text])
            assert cursor.fetchone() == (len(text), f"{len(text)}:{text}")


def test_a_line_carries_who_in_which_roles_for_which_purpose_and_about_whom() -> None:
    before, who = end(), nurse()
    with acting(who):
        note("family.read", "R", ["family-1"])
    (line,) = new_lines(before)
    assert (line.event, line.action, line.outcome, line.account, line.roles, line.purpose, line.subjects) == (
        "family.read", "R", "done", who.public_id, "nurse", "care", ["family-1"],
    )  # fmt: skip
    assert line.previous == (find_log_digest(before) or "")


def test_a_page_is_one_line_with_everybody_on_it() -> None:
    before = end()
    with acting(nurse()):
        note_read("day.read", ["family-1", "family-2"])
        note_read("day.read", ["family-2", "family-3"])
    assert [line.subjects for line in new_lines(before)] == [["family-1", "family-2", "family-3"]]


def test_nothing_can_be_read_or_written_by_nobody() -> None:
    with pytest.raises(NotPermitted):
        note("family.read", "R", ["family-1"])
    with pytest.raises(NotPermitted):
        check_may("family.read")


def make_somebody() -> None:
    User.objects.create(email="niemand@example.org", name="Niemand", roles=["nurse"])
    note("account.made", "C", ["somebody"])


def refuse_after_writing(who: Identity) -> None:
    with acting(who):
        make_somebody()
        check_may("report.exact", subjects=["family-1"])


def stumble_after_writing(who: Identity) -> None:
    with acting(who):
        make_somebody()
        raise ZeroDivisionError


def test_a_refusal_is_logged_after_the_rollback_and_nothing_else_stands() -> None:
    before, who = end(), nurse()
    with pytest.raises(NotPermitted):
        refuse_after_writing(who)
    assert not User.objects.filter(email="niemand@example.org").exists()
    (line,) = new_lines(before)
    assert (line.event, line.action, line.outcome, line.account, line.subjects, line.detail) == (
        "report.exact", "E", "refused", who.public_id, ["family-1"], "role_may_not",
    )  # fmt: skip


def test_an_exception_leaves_neither_data_nor_a_line() -> None:
    before, who = end(), nurse()
    with pytest.raises(ZeroDivisionError):
        stumble_after_writing(who)
    assert not User.objects.filter(email="niemand@example.org").exists()
    assert new_lines(before) == []


def test_an_overlong_detail_is_cut_and_does_not_undo_the_deed() -> None:
    before = end()
    with acting(system_identity("test")):
        note("test.written", "C", detail="a\x00" + "é" * 500)
    assert [line.detail for line in new_lines(before)] == ["a" + "é" * 199]


def test_acting_inside_acting_gives_the_outer_identity_back() -> None:
    who = nurse()
    with acting(who):
        with acting(system_identity("test")):
            assert setting("duizend.reach") == "region"
        assert setting("duizend.reach") == "own"
        assert setting("duizend.account") == str(who.account_id)


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("table", ["access_logline", "access_loghead"])
@pytest.mark.parametrize(
    "words", ["INSERT INTO {t} DEFAULT VALUES", "UPDATE {t} SET digest = ''", "DELETE FROM {t}", "TRUNCATE {t}"]
)
def test_the_application_cannot_write_the_log_by_itself(table: str, words: str) -> None:
    with (
        psycopg.connect(os.environ["DATABASE_URL"]) as plain,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        plain.execute(words.format(t=table))


def test_the_application_cannot_change_the_logs_tables_or_take_its_own_rights_back() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as plain:
        for words in (
            "ALTER TABLE access_logline DISABLE TRIGGER ALL",
            "DROP TABLE access_logline",
            "CREATE OR REPLACE FUNCTION access_append_log(lines jsonb) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
            "CREATE TABLE public.shadow (x int)",
            "SET ROLE duizend_owner",
        ):
            with pytest.raises(psycopg.Error) as refused:
                plain.execute(words)
            assert refused.value.sqlstate == "42501", words
        held = plain.execute(
            "SELECT has_table_privilege('duizend_app', 'access_logline', 'INSERT'),"
            " has_table_privilege('duizend_report', 'access_logline', 'SELECT'),"
            " has_function_privilege('duizend_report', 'access_append_log(jsonb)', 'EXECUTE')"
        ).fetchone()
        assert held == (False, False, False)


# -- tampering, by who owns the database ---------------------------------------------------------------------------


def test_an_untouched_log_holds_while_others_are_about_to_write() -> None:
    with acting(system_identity("test")):
        note("test.written", "C", detail="x")
    lines, breaks = verify_log()
    assert (lines, breaks) == (end(), [])


def test_reading_the_log_asks_two_questions_however_long_it_is(django_assert_max_num_queries: object) -> None:
    with acting(system_identity("test")):
        for number in range(300):
            note("test.written", "C", detail=str(number))
    with django_assert_max_num_queries(2):
        verify_log()


@pytest.fixture(scope="module")
def filled_database(separate_database: dict[str, str]) -> dict[str, str]:
    """Have lines in the separate database, written as the application writes them."""
    with psycopg.connect(separate_database["DATABASE_URL"]) as app:
        for number in range(12):
            append(app, f"line {number}")
    return separate_database


def append(connected: psycopg.Connection, detail: str, count: int = 1) -> None:
    line = {
        "at": "2026-03-01T08:30:00.123456+00:00", "event": "family.read", "action": "R", "outcome": "done",
        "account": "abcdefghij", "roles": "nurse", "purpose": "care", "subjects": ["f1", "f2"], "detail": detail,
    }  # fmt: skip
    connected.execute("SELECT access_append_log(%s)", [Jsonb([line] * count)])


def verify(variables: dict[str, str], capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict[str, object]]:
    with connected_to(variables):
        code = main(["log", "verify", "--json", *more], database=nullcontext)
    return code, json.loads(capsys.readouterr().out)


TAMPERED = {
    "changed": ("UPDATE access_logline SET account = 'somebody' WHERE sequence = 5", 5),
    "changed subjects": ("UPDATE access_logline SET subjects = '{f2,f1}' WHERE sequence = 5", 5),
    "changed moment": ("UPDATE access_logline SET at = at + interval '1 microsecond' WHERE sequence = 1", 1),
    "changed digest": ("UPDATE access_logline SET digest = repeat('0', 64) WHERE sequence = 5", 5),
    "deleted": ("DELETE FROM access_logline WHERE sequence = 7", 7),
    "deleted first": ("DELETE FROM access_logline WHERE sequence = 1", 1),
    "cut off": ("DELETE FROM access_logline WHERE sequence >= 10", 10),
    "emptied": ("DELETE FROM access_logline", 1),
    "contents changed places": (
        "UPDATE access_logline a SET (at, event, action, outcome, account, roles, purpose, subjects, detail, previous, digest)"
        " = (b.at, b.event, b.action, b.outcome, b.account, b.roles, b.purpose, b.subjects, b.detail, b.previous, b.digest)"
        " FROM access_logline b WHERE (a.sequence, b.sequence) IN ((3, 8), (8, 3))", 3),
    "numbers changed places": (
        "UPDATE access_logline SET sequence = -4 WHERE sequence = 4; UPDATE access_logline SET sequence = 4 WHERE sequence = 9;"
        " UPDATE access_logline SET sequence = 9 WHERE sequence = -4", 4),
    "put after the end": (
        "INSERT INTO access_logline SELECT 14, at, event, action, outcome, account, roles, purpose, subjects, detail, digest, digest, door"
        " FROM access_logline WHERE sequence = 12", 13),
    "put in between": (
        "UPDATE access_logline SET sequence = -sequence - 1 WHERE sequence >= 6; UPDATE access_logline SET sequence = -sequence"
        " WHERE sequence < 0; INSERT INTO access_logline SELECT 6, at, event, action, outcome, 'somebody', roles, purpose, subjects,"
        " detail, digest, digest, door FROM access_logline WHERE sequence = 5; UPDATE access_loghead SET sequence = 13", 6),
    "head set back": ("UPDATE access_loghead SET sequence = 11, digest = (SELECT digest FROM access_logline WHERE sequence = 11)", 12),
    "renumbered after a deletion": (
        "DELETE FROM access_logline WHERE sequence = 6; UPDATE access_logline SET sequence = sequence - 1 WHERE sequence > 6;"
        " UPDATE access_loghead SET sequence = 11", 6),
}  # fmt: skip


def spoil(variables: dict[str, str], statements: str) -> None:
    with psycopg.connect(variables["DUIZEND_TEST_ADMIN_URL"], autocommit=True) as superuser:
        # One statement at a time, so that two numbers can change places past the key.
        for statement in statements.split(";"):
            superuser.execute(statement)


@contextmanager
def connected_to(variables: dict[str, str]) -> Iterator[None]:
    """Let Django's default connection be one to another database for a while."""
    usual, other = connections["default"], connections.create_connection("default")
    other.settings_dict = {**usual.settings_dict, "NAME": variables["DATABASE_URL"].rpartition("/")[2]}
    connections["default"] = other
    try:
        yield
    finally:
        connections["default"] = usual
        other.close()


@pytest.mark.parametrize("kind", TAMPERED)
def test_a_tampered_log_is_found_with_its_place_by_the_command(
    kind: str, filled_database: dict[str, str], copied_database: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    statements, place = TAMPERED[kind]
    spoil(copied_database, statements)
    code, answer = verify(copied_database, capsys)
    assert (code, answer["breaks"][0]["sequence"]) == (1, place)


def test_a_log_without_its_head_is_found(filled_database: dict[str, str], copied_database: dict[str, str]) -> None:
    spoil(copied_database, "DELETE FROM access_loghead")
    with connected_to(copied_database):
        assert [found.sequence for found in verify_log()[1]] == [0]


def test_an_untouched_log_is_said_to_hold_and_its_kept_end_is_known_again(
    filled_database: dict[str, str], copied_database: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = verify(copied_database, capsys)
    assert (code, answer["lines"], answer["breaks"]) == (0, 12, [])
    assert verify(copied_database, capsys, "--known", answer["end"])[0] == 0


def test_a_chain_made_anew_is_found_by_the_end_that_was_kept(
    filled_database: dict[str, str], copied_database: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, answer = verify(copied_database, capsys)
    with psycopg.connect(copied_database["DUIZEND_TEST_ADMIN_URL"]) as superuser:
        superuser.execute("DELETE FROM access_logline")
        superuser.execute("UPDATE access_loghead SET sequence = 0, digest = ''")
        append(superuser, "anew", count=20)
    assert verify(copied_database, capsys)[0] == 0
    code, found = verify(copied_database, capsys, "--known", str(answer["end"]))
    assert (code, found["breaks"][0]["sequence"]) == (1, 12)


def test_a_chain_made_anew_is_found_by_its_signed_anchors_with_its_place(
    filled_database: dict[str, str], copied_database: dict[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept = tmp_path / "anchors.jsonl"
    for more in (2, 3):
        with psycopg.connect(copied_database["DATABASE_URL"]) as app:
            append(app, "later", count=more)
        with connected_to(copied_database):
            assert main(["log", "anchor", "--out", str(kept)], database=nullcontext) == 0
    assert kept.stat().st_mode & 0o777 == 0o600
    key = capsys.readouterr().err.split()[-1]
    asked = ("--anchors", str(kept), "--key", key)
    assert verify(copied_database, capsys, *asked)[0] == 0
    first, second = (json.loads(line)["line"] for line in kept.read_text().splitlines())
    anew = f"""
        CREATE TEMP TABLE kept AS SELECT * FROM access_logline WHERE sequence > {first};
        DELETE FROM access_logline WHERE sequence > {first};
        UPDATE access_loghead SET sequence = {first}, digest = (SELECT digest FROM access_logline WHERE sequence = {first});
        SELECT access_append_log((SELECT jsonb_agg(to_jsonb(k) || jsonb_build_object('account', 'somebody') ORDER BY sequence) FROM kept k))
    """
    spoil(copied_database, anew)
    assert verify(copied_database, capsys)[0] == 0
    code, found = verify(copied_database, capsys, *asked)
    assert (code, [one["sequence"] for one in found["breaks"]]) == (1, [second])
    assert f"lines {first + 1} to {second}" in found["breaks"][0]["problem"]


def test_a_spoilt_log_is_not_anchored_and_a_file_that_holds_no_anchors_is_refused(
    filled_database: dict[str, str], copied_database: dict[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    spoil(copied_database, TAMPERED["deleted"][0])
    kept = tmp_path / "anchors.jsonl"
    with connected_to(copied_database):
        assert main(["log", "anchor", "--out", str(kept)], database=nullcontext) == 1
        assert not kept.exists()
        kept.write_text("nonsense\n")
        assert main(["log", "verify", "--anchors", str(kept)], database=nullcontext) == 2
    assert "line 1: this is no anchor" in capsys.readouterr().err


def test_eight_writers_at_once_make_one_unbroken_chain(
    copied_database: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    def write(writer: int) -> None:
        with psycopg.connect(copied_database["DATABASE_URL"]) as app:
            for number in range(LINES_EACH):
                append(app, f"writer {writer}, 👩‍👧 {number}", count=1 + number % 3)
                app.commit() if number % 5 else app.rollback()

    with psycopg.connect(copied_database["DATABASE_URL"]) as app:
        before = app.execute("SELECT sequence FROM access_loghead").fetchone()[0]
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    each = sum(1 + number % 3 for number in range(LINES_EACH) if number % 5)
    code, answer = verify(copied_database, capsys)
    assert (code, answer["lines"], answer["breaks"]) == (0, before + WRITERS * each, [])


def test_the_system_account_is_nobodys() -> None:
    account = get_system_account()
    assert not account.has_usable_password()
    assert account.roles == ["system"]
