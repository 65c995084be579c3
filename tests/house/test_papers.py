# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The papers for an organisation: every room with persons says why, and every place that a paper points to is there."""

from __future__ import annotations

import re

import pytest

from duizend.ground.access.rules.policy import GRANTED_ROLES, POLICY
from duizend.ground.kernel.privacy import CLASSES, CLASSES_NL, RETENTION, TERMS_NL
from duizend.project.papers import ledger
from duizend.project.processing import PROCESSING, ROLES_NL
from house.plan import ROOT

PAPERS = sorted((ROOT / "docs" / "papieren").glob("*.md"))
FOLDERS = ("src/", "tests/", "docs/", "bench/", "regions/", ".ci/")


def test_every_room_that_holds_persons_says_in_the_register_why() -> None:
    assert sorted(set(ledger()) - set(PROCESSING)) == [], "add it to src/duizend/project/processing.py"


def test_a_processing_names_deeds_of_the_policy_table_only() -> None:
    assert [(room, deed) for room, told in PROCESSING.items() for deed in told.deeds if deed not in POLICY] == []


def test_every_class_term_and_role_has_its_dutch_words() -> None:
    assert set(CLASSES_NL) == set(CLASSES) - {"none"}
    assert set(TERMS_NL) == set(RETENTION)
    assert set(ROLES_NL) == set(GRANTED_ROLES)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_a_paper_points_to_what_is_there_and_says_what_it_is_not(paper) -> None:
    text = paper.read_text(encoding="utf-8")
    named = [word for word in re.findall(r"`([^`\s]+)`", text) if word.startswith(FOLDERS)]
    linked = [word for word in re.findall(r"\]\(([^)#\s]+)", text) if not word.startswith("http")]
    missing = [word for word in named if not (ROOT / word.partition("::")[0]).exists()]
    missing += [word for word in linked if not (paper.parent / word).exists()]
    assert missing == []
    assert "geen juridisch advies" in text


def test_every_paper_is_in_the_list_of_papers() -> None:
    listed = (ROOT / "docs/papieren/index.md").read_text(encoding="utf-8")
    assert [paper.name for paper in PAPERS if paper.name != "index.md" and f"({paper.name})" not in listed] == []
