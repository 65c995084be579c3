# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files with consent texts: the product's own is sound, and a mistake is named with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from duizend.ground.kernel.rules.reading import FileRefusedError
from duizend.record.consents.rules.texts import read_texts
from duizend.record.consents.shelf import find_version, list_purposes, read_folders

FOLDER = Path(__file__).parents[3] / "consents"
GOOD = """
kind = "consents"
id = "own"
version = "1"
valid_from = 2026-01-01
[[recipients]]
id = "gp"
name = { nl = "Huisarts", en = "GP" }
[[purposes]]
id = "inform"
name = { nl = "Delen", en = "Sharing" }
text = { nl = "Mag dat?", en = "May we?" }
basis = "consent"
article = "art. 7:457 BW"
recipients = ["gp"]
term = "12m"
"""


def test_the_files_of_the_product_hold_a_purpose_of_each_basis_with_its_article() -> None:
    purposes = list_purposes(read_folders([FOLDER]), on=date(2026, 3, 10))
    assert {one.basis for one in purposes} == {"agreement", "task", "consent"}
    assert all(one.article and one.text.translated for one in purposes)
    assert all(one.recipients for one in purposes if one.basis == "consent")


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ('basis = "consent"', 'basis = "because"', "unknown_choice"),
        ('basis = "consent"', 'basis = "task"', "term_without_consent"),
        ('recipients = ["gp"]', 'recipients = ["gb"]', "unknown_recipient"),
        ('article = "art. 7:457 BW"', "", "missing_key"),
        ('term = "12m"', 'term = "soon"', "bad_age"),
        ('term = "12m"', 'trem = "12m"', "unknown_key"),
        ('kind = "consents"', 'kind = "programme"', "unknown_choice"),
        ("valid_from = 2026-01-01", 'valid_from = "1 mei"', "bad_date"),
    ],
)
def test_a_mistake_is_named_with_its_kind(right, wrong, code) -> None:
    assert read_texts(GOOD, "own.toml").value is not None
    assert code in {fault.code for fault in read_texts(GOOD.replace(right, wrong), "own.toml").faults}


def test_a_folder_that_is_not_there_and_a_byte_that_is_no_text_are_refused(tmp_path) -> None:
    with pytest.raises(FileRefusedError, match="missing_file"):
        read_folders([tmp_path / "none"])
    (tmp_path / "own.toml").write_bytes(b"\xff")
    with pytest.raises(FileRefusedError, match="bad_encoding"):
        read_folders([tmp_path])


def test_a_newer_version_takes_over_on_its_day_and_the_earlier_text_can_still_be_read() -> None:
    first = read_texts(GOOD, "own.toml").require()
    later = read_texts(GOOD.replace("Mag dat?", "Mag dat nog?").replace("2026-01-01", "2026-06-01"), "later.toml")
    second = replace(later.require(), version="2")
    both = (second, first)
    assert list_purposes(both, on=date(2025, 12, 31)) == ()
    assert list_purposes(both, on=date(2026, 5, 31))[0].text.nl == "Mag dat?"
    assert list_purposes(both, on=date(2026, 6, 1))[0].text.nl == "Mag dat nog?"
    assert find_version(both, "inform", "1").text.nl == "Mag dat?"
    assert find_version(both, "inform", "9") is None
