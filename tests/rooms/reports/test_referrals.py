# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the region's year tells what became of referrals, exactly for the analyst and protected for others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from duizend.insight.facts.models import ReferralFact
from rooms.reports.conftest import ENTERED_AT, YEAR, Region
from rooms.reports.test_region_year import words

Browse = Callable[..., Client]


def write(place: str, kind: str, number: int, *steps: tuple[str, int]) -> None:
    ReferralFact.objects.bulk_create(
        ReferralFact(
            fact_key=f"{place}{kind}{n}{step}", referral_key=f"{place}{kind}{n}", family_key=f"{place}{n}", kind=kind, step=step,
            municipality=place, happened_on=date(YEAR, 3, 1) + timedelta(days=days), entered_at=ENTERED_AT,
        )
        for n in range(number) for step, days in (("proposed", 0), ("sent", 0), *steps)
    )  # fmt: skip


@pytest.fixture
def sent(region: Region) -> Region:
    write("GM1", "lighter", 14, ("accepted", 8), ("done", 40))
    write("GM1", "medical", 3)
    write("GM2", "lighter", 12, ("rejected", 2))
    return region


def test_the_analyst_reads_what_became_of_them_and_how_long_it_took(sent: Region, browse: Browse) -> None:
    page = words(browse("analyst"))
    assert "Lichte hulp 26 26 14 14" in page
    assert "Medische zorg 3 0 0 0" in page
    assert "Bovenburg 17 14 14 14" in page
    assert "binnen 8 dagen" in page
    assert "binnen 40 dagen" in page


def test_who_reads_protected_figures_cannot_work_out_the_three(sent: Region, browse: Browse) -> None:
    page = words(browse("coordinator"))
    assert "Medische zorg &lt;5" in page
    assert "Lichte hulp 26" not in page or "Alles samen 29" not in page


def test_that_everybody_or_nobody_was_answered_is_not_told(region: Region, browse: Browse) -> None:
    write("GM2", "lighter", 12, ("rejected", 2))
    page = words(browse("municipality", municipality="GM2"))
    assert "Lichte hulp 12 afgeschermd &lt;5 &lt;5" in page
    assert "is over zo weinig verwijzingen niet te zeggen" in page


def test_a_municipality_reads_its_own(region: Region, browse: Browse) -> None:
    write("GM2", "lighter", 12, ("rejected", 2))
    write("GM2", "other", 30, ("accepted", 6))
    write("GM2", "medical", 10)
    page = words(browse("municipality", municipality="GM2"))
    assert "Alles samen 52 42 30 &lt;5" in page
    assert "binnen 6 dagen" in page


def test_a_year_in_which_nothing_was_sent_says_so(region: Region, browse: Browse) -> None:
    assert "geen verwijzing verstuurd" in words(browse("analyst"))
