# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words: no programme in the code, no address of a machine, announcements wired, states whole, translations complete."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path

import pytest
from django.utils.module_loading import import_string

from duizend.doors.desk.words.events import EVENTS
from duizend.ground.kernel import announcements
from duizend.project.wiring import SUBSCRIBERS
from duizend.record.trajectories.rules import states
from house.plan import ROOT, SRC, python_files

TEXTS = [
    path for folder in ("src", "assets") for path in (ROOT / folder).rglob("*")
    if path.is_file() and path.suffix in {".py", ".html", ".txt", ".js", ".css", ".svg", ".sql"}
]  # fmt: skip


def programme_words() -> list[str]:
    words = []
    for path in (ROOT / "programmes").glob("*.toml"):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        if "id" in content and "name" in content:
            words += [content["id"], *content["name"].values()]
    return words


def test_there_is_a_programme_to_look_for() -> None:
    assert len(programme_words()) >= 3


@pytest.mark.parametrize("word", programme_words())
def test_no_programme_is_named_in_code_or_templates(word: str) -> None:
    spellings = re.compile(
        "|".join(re.escape(form) for form in {word, word.replace("-", "_"), word.replace(" ", "_")}), re.IGNORECASE
    )
    assert [str(path.relative_to(ROOT)) for path in TEXTS if spellings.search(path.read_text(encoding="utf-8"))] == []


def test_every_announcement_is_wired_to_actions_that_exist() -> None:
    told = {
        value for value in vars(announcements).values()
        if isinstance(value, type) and issubclass(value, announcements.Announcement) and value is not announcements.Announcement
    }  # fmt: skip
    assert told == set(SUBSCRIBERS)
    for subscribers in SUBSCRIBERS.values():
        for subscriber in subscribers:
            assert callable(import_string(subscriber))


def test_announcements_hold_plain_values_only() -> None:
    for announcement in SUBSCRIBERS:
        assert all(
            field.type in ("int", "int | None", "str", "date", "tuple[int, ...]")
            for field in dataclasses.fields(announcement)
        ), announcement


def test_every_state_can_be_reached_has_an_owner_and_every_step_leads_somewhere() -> None:
    reached = {"new"} | {target for steps in states.TRANSITIONS.values() for target in steps.values()}
    assert reached == set(states.TRANSITIONS) == set(states.OWNERS)
    assert {step for steps in states.TRANSITIONS.values() for step in steps} == set(states.STEPS)


def test_from_every_state_an_end_can_be_reached() -> None:
    for state in states.TRANSITIONS:
        seen, ahead = set(), {state}
        while ahead:
            seen |= ahead
            ahead = {target for one in ahead for target in states.TRANSITIONS[one].values()} - seen
        assert seen & {"ended", "not_indicated"}, state


def test_no_address_of_a_machine_or_registry_stands_in_the_project() -> None:
    forbidden = re.compile(
        r"registry\.(npmjs|yarnpkg)|files\.pythonhosted|pypi\.org|deb\.debian|/(work|farm)/|\"resolved\":",
        re.IGNORECASE,
    )
    found = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if (
            not path.is_file()
            or parts[0] in ("var", ".git", ".hypothesis")
            or "__pycache__" in parts
            or path == ROOT / "tests/house/test_words.py"
        ):
            continue
        if path.suffix in {".woff2", ".png", ".mo", ".ico"} or ".mypy_cache" in parts or ".ruff_cache" in parts:
            continue
        if forbidden.search(path.read_text(encoding="utf-8", errors="replace")):
            found.append(str(path.relative_to(ROOT)))
    assert found == []


def test_the_day_of_an_instant_is_asked_of_the_clock() -> None:
    # An instant is kept in UTC: its own date is yesterday's until one or two at night.
    mistaken = re.compile(r"_at\.date\(\)")
    places = [
        path for part in ("src", "tests", "bench") for path in (ROOT / part).rglob("*.py") if path != Path(__file__)
    ]
    assert [str(path) for path in places if mistaken.search(path.read_text(encoding="utf-8"))] == []


def test_everything_the_log_is_owed_has_words_for_who_reads_it() -> None:
    owed = re.compile(r'\bnote(?:_read)?\(\s*"([a-z_.]+)"')
    told = {event for path in python_files() for event in owed.findall(path.read_text(encoding="utf-8"))}
    assert told - set(EVENTS) == set()
    assert {f"step.{step}" for step in states.STEPS} | {f"answer.{answer}" for answer in states.ANSWERS[:3]} <= set(
        EVENTS
    )


def test_a_row_that_others_point_to_is_locked_without_its_key() -> None:
    # Foreign keys are looked at when a transaction ends, after it took the lock of the log: a full lock on the row they
    # point to, held by somebody who waits for that lock, would be a deadlock.
    locks = re.compile(r"select_for_update\((?!.*no_key=True)")
    assert [path.name for path in python_files() if locks.search(path.read_text(encoding="utf-8"))] == []


def test_pages_have_no_script_or_style_inside() -> None:
    inside = re.compile(r"<script(?![^>]*\bsrc=)|\bstyle=|\bon(click|load|change|submit|input)=", re.IGNORECASE)
    pages = [*SRC.rglob("*.html"), *(ROOT / "assets/templates").rglob("*.html")]
    assert [str(page.relative_to(ROOT)) for page in pages if inside.search(page.read_text(encoding="utf-8"))] == []


def test_every_template_is_used() -> None:
    pages = {p.relative_to(p.parents[i]).as_posix() for base in [*SRC.rglob("templates"), ROOT / "assets/templates"]
             for p in base.rglob("*.html") for i in [len(p.relative_to(base).parts) - 1]}  # fmt: skip
    text = "".join(path.read_text(encoding="utf-8") for path in TEXTS if path.suffix in {".py", ".html"})
    by_framework = ("account/", "mfa/", "400.html", "403.html", "404.html", "429.html", "500.html", "django/")
    assert [page for page in sorted(pages) if not page.startswith(by_framework) and f'"{page}"' not in text] == []


def test_templates_include_only_from_their_own_room_or_above() -> None:
    from house.plan import ORDER, room_of

    used = re.compile(r"{%-?\s*(?:include|extends)\s+\"([a-z_]+)/")
    labels = {name.rpartition(".")[2]: name for name in ORDER}
    wrong = []
    for page in SRC.rglob("*.html"):
        own = room_of(page)
        for label in used.findall(page.read_text(encoding="utf-8")):
            if label in labels and ORDER[labels[label]] > ORDER[own]:
                wrong.append(f"{page.relative_to(SRC)} includes from {label}")
    assert wrong == []


def test_every_text_on_the_screen_has_its_english() -> None:
    from babel.messages.pofile import read_po

    from duizend.project.translations import gaps, texts_in_use

    with (ROOT / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        english = read_po(file, locale="en")
    assert gaps(english) == []
    used = {(m.id, m.context) for m in texts_in_use(ROOT) if m.id}
    kept = {(m.id, m.context) for m in english if m.id}
    assert used - kept == set(), "texts that were not collected: python -m duizend.project.translations collect locale"
    assert kept - used == set(), "texts that no screen uses any more"


def test_the_glossary_names_words_that_the_code_uses() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SRC.rglob("*.py"))
    rows = re.findall(
        r"^\| [^|]+ \| ([^|]*`[^|]*) \|", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    words = [word for row in rows for word in re.findall(r"`([a-z_]+)`", row)]
    assert len(words) > 25
    assert [word for word in words if word not in text and word.title().replace("_", "") not in text] == []
