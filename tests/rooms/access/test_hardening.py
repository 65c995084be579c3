# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every answer tells the browser, what no log and no error page tells anybody, and where secrets come from."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.db import models
from django.test import Client, RequestFactory

from duizend.doors.desk import errors
from duizend.ground.access.plain_log import NamelessFormatter
from duizend.ground.kernel import headers
from rooms.access.test_production import run
from rooms.crawling import surface
from rooms.desk import builder

SOURCE = Path(settings.DUIZEND.root) / "src/duizend"
TEMPLATES = sorted([*SOURCE.rglob("*.html"), *(Path(settings.DUIZEND.root) / "assets/templates").rglob("*.html")])
# Words that can stand nowhere by accident: a name, and what a parent told.
SEEDED = ("Wilhelmientje van Zuurbergenhof", "zij slaapt sedert zonsverduistering bij haar tante Zwaantje")
# A form that was not understood is shown again with what was typed, for who typed it: that is no page of an error.
AGAIN = (409, 422)
ROLES = ("nurse", "coordinator", "sender", "analyst", "municipality", "administrator", "log_keeper", "ambassador")


class Inline(HTMLParser):
    """Collects what a page would run or lay out from inside itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "style" or (tag == "script" and not said.get("src")):
            self.found.append(f"<{tag}>")
        self.found += [f"{tag} {name}" for name in said if name == "style" or name.startswith(("on", "hx-on"))]
        self.found += [
            f"{tag} {name}" for name, value in said.items() if (value or "").strip().lower().startswith("javascript:")
        ]


def _answers() -> Iterator[tuple[str, object]]:
    """Yield the answer to every address without words in it, for every role and for who is not logged in."""
    plain = [route for route in surface.routes() if "<" not in route]
    for role in ("", *ROLES):
        browser = Client(raise_request_exception=False)
        if role:
            browser.force_login(builder.make_account(role))
        for address in [*plain, "/gezinnen/bestaatniethier", "/inloggen/login/", "/static/app.css"]:
            yield f"{role} {address}", browser.get(address)


def test_every_answer_forbids_what_is_written_inside_a_page_and_holds_none() -> None:
    wrong, statuses = [], set()
    for asked, answer in _answers():
        statuses.add(answer.status_code)
        if answer.get("Content-Security-Policy") != headers.CONTENT_SECURITY_POLICY:
            wrong.append(f"{asked}: no policy")
        if "html" in answer.get("Content-Type", ""):
            wrong += [f"{asked}: {found}" for found in Inline(answer.content.decode()).found]
    assert not wrong, "\n".join(wrong[:40])
    assert {200, 302, 403, 404} <= statuses


def test_the_policy_lets_nothing_inline_and_nothing_from_elsewhere_in() -> None:
    policy = dict(part.split(" ", 1) for part in headers.CONTENT_SECURITY_POLICY.split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers.CONTENT_SECURITY_POLICY
    assert "http" not in headers.CONTENT_SECURITY_POLICY


def test_a_planted_inline_script_style_or_handler_is_found() -> None:
    planted = (
        '<script>1</script><style></style><p style="x" onclick="y" hx-on:click="z"><a href="javascript:1"></a></p>'
    )
    assert Inline(planted).found == ["<script>", "<style>", "p style", "p onclick", "p hx-on:click", "a href"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_holds_script_or_style_of_its_own(path: Path) -> None:
    said = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "x", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert Inline(said).found == []


def test_every_answer_says_what_the_browser_may_not_do() -> None:
    answer = Client().get("/inloggen/login/")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    for asked in ("camera", "microphone", "geolocation"):
        assert f"{asked}=()" in answer["Permissions-Policy"]


def test_a_failure_of_ours_has_the_headers_too() -> None:
    answer = headers.HeadersMiddleware(errors.server_error)(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert answer["Content-Security-Policy"] == headers.CONTENT_SECURITY_POLICY
    assert settings.MIDDLEWARE[0].endswith("HeadersMiddleware"), "first, so that it sees the page of a failure"


def _stumble(*words: object, **named: object) -> None:
    raise ValueError(*SEEDED)


def test_production_keeps_cookies_to_tls_and_tells_browsers_to_stay_there(production: dict[str, str]) -> None:
    names = [
        "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
        "LANGUAGE_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_SAMESITE", "DEBUG",
    ]  # fmt: skip
    look = (
        "import django, json; django.setup(); from django.conf import settings;"
        f"print(json.dumps([getattr(settings, name) for name in {names!r}]))"
    )
    done = run(production, "-c", look)
    assert json.loads(done.stdout) == [True] * 7 + [31_536_000, "Lax", False], done.stderr


def test_a_new_password_is_kept_as_argon2() -> None:
    kept = make_password("een lang wachtwoord van iemand")
    assert identify_hasher(kept).algorithm == "argon2"
    assert check_password("een lang wachtwoord van iemand", kept)


def test_nothing_can_be_uploaded() -> None:
    kept = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.FileField)
    ]
    assert kept == []
    taken = [
        str(path.relative_to(SOURCE))
        for path in [*SOURCE.rglob("*.py"), *TEMPLATES]
        if re.search(
            r"request\.FILES|multipart/form-data|forms\.(?:File|Image)Field|type=\"file\"", path.read_text("utf-8")
        )
    ]
    assert taken == []


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_secret_stands_in_the_code(path: Path) -> None:
    said = path.read_text(encoding="utf-8")
    # A literal given to something called a secret, key or password; or an address with a password in it.
    literal = re.findall(
        r"(?im)^\s*\w*(?:SECRET|PASSWORD|FACT_KEY|PASSPHRASE)\w*\s*=\s*[\"'][^\"'{}\s]{8,}[\"']\s*$", said
    )
    assert literal == []
    assert re.findall(r"postgres(?:ql)?://[^\s:@/{}\"']+:[^\s@{}\"'*]+@", said) == ["postgresql://role:secret@"] * (
        path.name == "environment.py"
    )


# ── Words of families: in no log, on no page of an error ──────────────────────────────────────────────────────────


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Return what the server writes to its log, at the level of everything, in the form of production."""
    paper = io.StringIO()
    handler = logging.StreamHandler(paper)
    assert settings.LOGGING["formatters"]["plain"]["()"].endswith(NamelessFormatter.__name__)
    handler.setFormatter(NamelessFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield paper
    root.removeHandler(handler)


def _assert_silent(said: str) -> None:
    for seeded in SEEDED:
        for word in (seeded, *seeded.split()):
            if len(word) > 6:
                assert word not in said


@pytest.mark.parametrize("role", ["", *ROLES])
def test_no_log_line_and_no_error_page_repeats_a_name_or_what_was_told(role: str, written: io.StringIO) -> None:
    browser = Client(raise_request_exception=False)
    if role:
        browser.force_login(builder.make_account(role))
    told = dict.fromkeys(
        ("q", "name", "given_name", "text", "reason", "because", "note", "words", "toelichting"), SEEDED[1]
    )
    statuses = set()
    for route in surface.routes():
        address = surface.fill(route, lambda words: words[0], ["bestaatniethier"])
        for answer in (
            browser.get(address, told | {"name": SEEDED[0]}),
            browser.post(address, told | {"name": SEEDED[0]}),
            browser.post(address, data=b"\xff" + SEEDED[1].encode(), content_type="text/plain"),
        ):
            statuses.add(answer.status_code)
            if answer.status_code > 400 and answer.status_code not in AGAIN:
                shown = answer.content.decode()
                _assert_silent(shown)
    assert 500 not in statuses
    assert 404 in statuses
    _assert_silent(written.getvalue())


def test_a_failure_inside_names_its_place_and_not_what_it_was_about(written: io.StringIO) -> None:
    try:
        try:
            _stumble()
        except ValueError as error:
            raise LookupError(SEEDED[0]) from error
    except LookupError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"/gezinnen?q={SEEDED[0]}")
    logging.getLogger("duizend.project").warning("kept %s", SEEDED[1])
    said = written.getvalue()
    assert "LookupError" in said
    assert "ValueError" in said
    _assert_silent(said)


def test_every_page_of_an_error_is_silent_about_what_was_asked() -> None:
    request = RequestFactory().post("/gezinnen", {"q": SEEDED[0], "text": SEEDED[1]}, QUERY_STRING=f"q={SEEDED[1]}")
    request.user = builder.make_account("coordinator")
    request.session = {}
    stumbled = ValueError(*SEEDED)
    pages = [
        errors.bad_request(request, stumbled), errors.forbidden(request, stumbled), errors.not_found(request, stumbled),
        errors.server_error(request), errors.csrf_failure(request, SEEDED[1]),
    ]  # fmt: skip
    assert [page.status_code for page in pages] == [400, 403, 404, 500, 403]
    for page in pages:
        _assert_silent(page.content.decode())


def test_the_command_line_does_not_repeat_a_row_it_refuses(tmp_path: Path) -> None:
    broken = tmp_path / "lijst.csv"
    broken.write_text(f"{SEEDED[0]};{SEEDED[1]}\n{SEEDED[0]};{SEEDED[1]}\n", encoding="utf-8")
    for words in (
        ["import", "intake", str(broken)],
        ["region", "load", str(broken)],
        ["programmes", "check", str(broken)],
    ):
        done = run({}, "-m", "duizend", *words)
        assert done.returncode != 0
        _assert_silent(done.stderr)


def test_nothing_in_the_code_logs_a_value() -> None:
    """A message of ours is a template without values: what is worth a value is a line of the log in the database."""
    wrong = []
    for path in SOURCE.rglob("*.py"):
        for found in re.findall(
            r"\b(?:logger|log|logging)\.(?:debug|info|warning|error|exception|critical)\((.*)", path.read_text("utf-8")
        ):
            if found.startswith("f") or "%" in found:
                wrong.append(f"{path.name}: {found}")
    assert wrong == []
