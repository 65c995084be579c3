# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every request of somebody who is logged in is one transaction, logged; what goes wrong leaves nothing behind."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from duizend.ground.access import identity
from duizend.ground.access.models import LogHead, LogLine, User
from duizend.ground.access.plain_log import NamelessFormatter
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel.refusals import NotPermitted
from rooms.access.pages import NAME

pytestmark = pytest.mark.urls("rooms.access.pages")


@pytest.fixture
def nurse() -> User:
    return User.objects.create(email="zorg@example.org", name="Zorg", roles=["nurse"], is_character=True)


@pytest.fixture
def browser(nurse: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(nurse)
    return client


@pytest.fixture
def program_log() -> Iterator[io.StringIO]:
    """Catch what the program logs, written as the settings say."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(NamelessFormatter())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def lines_since(sequence: int) -> list[tuple[str, str, list[str]]]:
    found = LogLine.objects.filter(sequence__gt=sequence).order_by("sequence")
    return [(line.event, line.outcome, line.subjects) for line in found]


def end() -> int:
    return LogHead.objects.get().sequence


def written() -> bool:
    return User.objects.filter(email="geschreven@example.org").exists()


def nobody_acts() -> bool:
    return identity._acting.get() is None


def test_a_page_is_read_as_oneself_and_is_one_line(browser: Client, nurse: User) -> None:
    before = end()
    assert browser.get("/").content.decode() == nurse.public_id
    assert lines_since(before) == [("test.read", "done", ["family-1", "family-2"])]
    assert nobody_acts()


def test_asking_only_for_the_head_of_a_page_is_logged_as_reading_it(browser: Client) -> None:
    before = end()
    answer = browser.head("/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert lines_since(before) == [("test.read", "done", ["family-1", "family-2"])]


def test_what_is_written_stands_with_its_line(browser: Client) -> None:
    before = end()
    assert browser.get("/write").status_code == 200
    assert written()
    assert lines_since(before) == [("test.written", "done", ["somebody"])]


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("write_and_stumble", 500), ("write_and_answer_nothing", 500), ("write_and_answer_with_a_failure", 503),
        ("write_and_find_nothing", 404), ("write_and_be_told_no", 409), ("lazy_page_that_stumbles", 500),
        ("write_twice", 500), ("stream", 500),
    ],
)  # fmt: skip
def test_what_goes_wrong_leaves_neither_data_nor_a_line(browser: Client, page: str, status: int) -> None:
    before = end()
    assert browser.get(f"/{page}").status_code == status
    assert not written()
    assert lines_since(before) == []
    assert nobody_acts()


def test_a_refusal_is_a_page_and_a_line_and_nothing_else(browser: Client) -> None:
    before = end()
    answer = browser.get("/write_and_be_refused")
    assert answer.status_code == 403
    assert not written()
    assert lines_since(before) == [("report.exact", "refused", ["family-1"])]
    assert nobody_acts()


def test_a_page_that_reads_while_it_is_made_still_acts(browser: Client) -> None:
    assert browser.get("/lazy_page").content == b"reach=own"


def test_a_file_may_be_streamed_and_a_stream_that_acts_for_itself_too(browser: Client, nurse: User) -> None:
    before = end()
    assert b"".join(browser.get("/file").streaming_content) == b"file"
    assert b"".join(browser.get("/stream_that_acts").streaming_content).decode() == nurse.public_id
    assert [event for event, *_ in lines_since(before)] == ["test.file", "test.streamed"]
    assert nobody_acts()


def test_who_is_not_logged_in_is_asked_to_and_comes_back(browser: Client) -> None:
    answer = Client().get("/write?woord=geheim")
    assert (answer.status_code, answer["Location"]) == (302, "/inloggen/login/?next=/write%3Fwoord%3Dgeheim")
    assert not written()
    assert Client().get("/open").content == b"open"


def test_a_closed_account_is_out_at_once(browser: Client, nurse: User) -> None:
    User.objects.filter(pk=nurse.pk).update(is_active=False)
    assert browser.get("/").status_code == 302


# -- the program's own log names nobody --------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["write_and_stumble", "lazy_page_that_stumbles", "write_twice"])
def test_a_failing_page_is_logged_with_its_place_and_without_a_name(
    browser: Client, program_log: io.StringIO, page: str
) -> None:
    browser.get(f"/{page}?zoek=Oudenaarden")
    said = program_log.getvalue()
    assert "Error at" in said
    assert "rooms/access/pages.py" in said or "access/pages.py" in said
    for hidden in (NAME, "Oudenaarden", "geschreven@example.org", "zoek", f"/{page}"):
        assert hidden not in said


@pytest.mark.parametrize(
    "page", ["/bestaat-niet/Oudenaarden?zoek=Oudenaarden", "/write_and_be_refused?zoek=Oudenaarden"]
)
def test_an_address_with_the_words_somebody_looked_for_is_not_logged(
    browser: Client, program_log: io.StringIO, page: str
) -> None:
    browser.get(page)
    said = program_log.getvalue()
    assert "django.request" in said
    assert "Oudenaarden" not in said
    assert "zoek" not in said


def test_no_other_logger_prints_a_request_or_mails_it() -> None:
    # In a process of its own: pytest hangs handlers of its own on the loggers here.
    look = (
        "import logging, django; django.setup();"
        "print([logging.getLogger(n).handlers for n in ('django', 'django.server', 'django.request')],"
        "[type(h.formatter).__name__ for h in logging.getLogger().handlers])"
    )
    variables = {**os.environ, "DJANGO_SETTINGS_MODULE": "duizend.project.settings"}
    done = subprocess.run([sys.executable, "-c", look], env=variables, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[[], [], []] ['NamelessFormatter']"


def record(message: object, *values: object, logger: str = "duizend.test", error: BaseException | None = None) -> str:
    exc_info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord(logger, logging.ERROR, __file__, 12, message, values, exc_info)
    return NamelessFormatter().format(made)


def caught(make: object) -> BaseException:
    try:
        make()
    except Exception:
        return sys.exc_info()[1]
    raise AssertionError("nothing went wrong")


def fail_with_cause() -> None:
    try:
        raise KeyError(NAME)
    except KeyError as error:
        raise ValueError(f"no {NAME}") from error


def break_a_constraint() -> None:
    for _ in range(2):
        with transaction.atomic():
            User.objects.create(email=f"{NAME.replace(' ', '.')}@example.org", name=NAME)


def test_an_exception_is_named_by_its_kind_and_place_and_so_is_its_cause() -> None:
    said = record(f"failed for {NAME}", error=caught(fail_with_cause))
    assert "ValueError at" in said
    assert "from KeyError at" in said
    assert NAME not in said


def test_what_the_database_says_of_a_row_is_left_out() -> None:
    error = caught(break_a_constraint)
    assert isinstance(error, IntegrityError)
    assert "DETAIL" in str(error)
    assert "Wilhelmina" in str(error)
    said = record("x", error=error)
    assert "IntegrityError at" in said
    assert "UniqueViolation" in said
    assert "Wilhelmina" not in said
    assert "DETAIL" not in said


@pytest.mark.parametrize(
    ("message", "values", "logger", "said"),
    [
        ("the cluster stopped", (), "duizend.test", "the cluster stopped"),
        ("could not read %s", (NAME,), "duizend.test", "could not read"),
        ("%s is wrong", (NAME,), "duizend.test", "duizend.test"),
        (f"no such person: {NAME}", (), "somebody.else", "access/test_acting.py:12"),
        ("%s: %s", ("Not Found", f"/gezinnen/{NAME}"), "django.request", "django.request"),
        (ValueError(NAME), (), "duizend.test", "access/test_acting.py:12"),
    ],
)
def test_a_line_holds_our_own_words_or_only_its_place(message: object, values: tuple, logger: str, said: str) -> None:
    line = record(message, *values, logger=logger)
    assert said in line
    assert NAME not in line


def test_the_database_is_asked_nothing_more_for_who_acts(browser: Client, django_assert_num_queries: object) -> None:
    browser.get("/")
    # Session, account, savepoint, identity, the log's one statement, release: nothing of it grows with the data.
    with django_assert_num_queries(6):
        browser.get("/")
    assert connection.vendor == "postgresql"


def test_what_the_lead_does_is_logged_as_safeguarding_whatever_the_page(browser: Client) -> None:
    lead = User.objects.create(email="lead@example.org", name="Lead", roles=["safeguarding_lead"], is_character=True)
    client = Client()
    client.force_login(lead)
    before = end()
    client.get("/")
    assert list(LogLine.objects.filter(sequence__gt=before).values_list("purpose", flat=True)) == ["safeguarding"]
    browser.get("/")
    assert LogLine.objects.get(sequence=end()).purpose == "care"


def test_turning_to_another_purpose_counts_for_the_lines_owed_before_and_for_a_refusal(nurse: User) -> None:
    before = end()
    with identity.acting(identity_of(nurse)):
        identity.note_read("test.read", ["family-1"])
        identity.act_for("safeguarding")
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('duizend.guarded')")
            assert cursor.fetchone() == ("own",)

    def reads_the_log() -> None:
        with identity.acting(identity_of(nurse)):
            identity.act_for("safeguarding")
            identity.check_may("log.read")

    with pytest.raises(NotPermitted):
        reads_the_log()
    assert set(LogLine.objects.filter(sequence__gt=before).values_list("purpose", "outcome")) == {
        ("safeguarding", "done"), ("safeguarding", "refused"),
    }  # fmt: skip
    with pytest.raises(NotPermitted):
        identity.act_for("safeguarding")
