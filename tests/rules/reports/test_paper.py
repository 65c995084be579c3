# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The continuation sheet on paper, read by another library than the one that set it."""

from __future__ import annotations

import importlib.util
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pypdf import PdfReader

from duizend.insight.disclosure.rules import Hidden, Shown, Small
from duizend.insight.reports.paper import as_pdf
from duizend.insight.reports.rules.chart import YearBars, draw_bars
from duizend.insight.reports.rules.sheet_words import told_on_sheet
from duizend.insight.reports.rules.years import YearCost

# Test folders are no packages, so what makes a sheet is loaded from its file.
_found = importlib.util.spec_from_file_location("sheets", Path(__file__).parent / "test_continuation.py")
sheets = importlib.util.module_from_spec(_found)
_found.loader.exec_module(sheets)


def structure(reader):
    """Every element of the structure tree as (its kind, the element)."""
    found, left = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        element = left.pop().get_object()
        if isinstance(element, list):
            left += element
        elif hasattr(element, "get"):
            if "/S" in element:
                found.append((element["/S"], element))
            if "/K" in element and not isinstance(element["/K"], int):
                left.append(element["/K"])
    return found


@pytest.fixture(scope="module")
def reader():
    sheet = sheets.sheet("stevig-ouderschap", sheets.VISITED, costs={2020: YearCost(24_000, 3_000, None)})
    return PdfReader(io.BytesIO(as_pdf(told_on_sheet(sheet, "nl"))))


def test_the_paper_has_a_structure_a_language_and_a_title(reader):
    root = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("nl")
    assert reader.metadata.title == "Stevig Ouderschap: doorgaan?"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_every_figure_has_words_and_every_table_heads(reader):
    elements = structure(reader)
    figures = [element for kind, element in elements if kind == "/Figure"]
    assert len(figures) == 1
    assert all("2020: 19 en 8" in str(figure["/Alt"]) for figure in figures)
    tables = [element for kind, element in elements if kind == "/Table"]
    heads = [element for kind, element in elements if kind == "/TH"]
    assert len(tables) == 1
    assert len(heads) >= 2


def test_the_sheet_is_one_page_with_advice_decision_and_evidence(reader):
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    for words in ("nog niet te beslissen", "Besluit: nog geen", "Kosten per gestart gezin", "3000", "Voor:", "Tegen:"):
        assert words in text


def test_in_english_it_is_marked_as_english():
    english = PdfReader(
        io.BytesIO(as_pdf(told_on_sheet(sheets.sheet("stevig-ouderschap", sheets.VISITED, language="en"), "en")))
    )
    assert str(english.trailer["/Root"]["/Lang"]).startswith("en")
    assert "Decision: none yet" in english.pages[0].extract_text()


def test_what_the_accounts_keep_back_is_not_on_the_paper():
    public = PdfReader(
        io.BytesIO(as_pdf(told_on_sheet(sheets.sheet("stevig-ouderschap", sheets.VISITED, audience="public"), "nl")))
    )
    text = public.pages[0].extract_text()
    assert "Gestart <10" in " ".join(text.split())
    (alt,) = [str(element["/Alt"]) for kind, element in structure(public) if kind == "/Figure"]
    assert "2020: 19 en <10" in alt
    assert "19 en 8" not in alt + text


def test_a_bar_stands_for_a_count_that_is_shown_and_for_no_other():
    bars = [
        YearBars("2019", Shown(19), Shown(8)),
        YearBars("2020", Hidden(), Small(10)),
        YearBars("2021", None, Shown(0)),
    ]
    drawn = ET.fromstring(draw_bars(bars, first="a & b", second="c", kept_back="afgeschermd"))  # noqa: S314 - our own
    name = "{http://www.w3.org/2000/svg}"
    boxes = [float(one.get("height")) for one in drawn.iter(f"{name}rect")][2:]
    assert len(boxes) == 3
    assert boxes[0] / boxes[1] == pytest.approx(19 / 8, rel=0.01)
    words = [one.text for one in drawn.iter(f"{name}text")]
    assert words.count("afgeschermd") == 2
    assert words.count("–") == 1
    assert "a & b" in words
