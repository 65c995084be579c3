# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend region load, as typed."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.conf import settings

from duizend.catalogue.actions import load_programmes
from duizend.catalogue.models import Capacity
from duizend.catalogue.queries import capacities_by_municipality, list_current_versions
from duizend.doors.cli.main import main
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import system_identity
from duizend.ground.region.models import Municipality
from duizend.ground.region.queries import get_region, read_places
from rules.catalogue.invented import PROGRAMME_TEXT, VOCABULARY_TEXT

REGIONS = Path(__file__).parents[3] / "regions"


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words], database=nullcontext)
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture(autouse=True)
def _programmes_are_loaded() -> None:
    with acting(system_identity("test")):
        load_programmes(settings.DUIZEND.programme_folders)


def test_the_practice_region_is_loaded_with_its_capacity(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "region", "load", REGIONS / "maasland.toml")
    assert (code, err) == (0, "")
    assert out.startswith("Maasland: ")
    places = read_places()
    oudrade = places.find_municipality("Oudrade")
    assert oudrade is not None
    for name in ("Oeverwijk", "Dorpskern", "De Hoeven"):
        assert places.find_neighbourhood(oudrade, name)
    assert places.find_municipality("lindehoven")
    assert places.find_municipality("Sint Rombout")
    (programme,) = set(Capacity.objects.values_list("programme", flat=True))
    assert programme in {version.programme for version in list_current_versions()}
    for year in range(2020, 2028):
        assert capacities_by_municipality(programme, year)[oudrade.code] == 10


def test_the_same_file_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "region", "load", REGIONS / "maasland.toml")
    before = list(Municipality.objects.order_by("pk").values()), list(Capacity.objects.order_by("pk").values())
    code, out, _ = run(capsys, "region", "load", REGIONS / "maasland.toml", "--json")
    told = json.loads(out)
    assert (code, told.pop("region"), told.pop("unchanged") > 0) == (0, "Maasland", True)
    assert told == {"added": 0, "changed": 0, "ended": 0, "capacities_set": 0}
    assert (
        list(Municipality.objects.order_by("pk").values()),
        list(Capacity.objects.order_by("pk").values()),
    ) == before


def test_a_second_region_with_an_invented_programme_loads_in_its_own_installation(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "factors.toml").write_text(VOCABULARY_TEXT, encoding="utf-8")
    (tmp_path / "lentebries.toml").write_text(PROGRAMME_TEXT, encoding="utf-8")
    with acting(system_identity("test")):
        load_programmes([tmp_path])
    text = (REGIONS / "waterkant.toml").read_text(encoding="utf-8")
    text += '[[capacity]]\nprogramme = "lentebries"\nmunicipality = "Schelpenoord"\nyear = 2026\nfamilies = 3\n'
    (tmp_path / "waterkant.toml").write_text(text, encoding="utf-8")
    assert run(capsys, "region", "load", tmp_path / "waterkant.toml")[0] == 0
    assert (get_region().name, get_region().threshold_partner, get_region().threshold_public) == ("Waterkant", 8, 15)
    assert capacities_by_municipality("lentebries", 2026) == {"GM9503": 3}


def test_every_mistake_in_the_file_is_named_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = (REGIONS / "maasland.toml").read_text(encoding="utf-8")
    for old, new in (("partner = 5", "partner = 4"), ('"GM9002"', '"GM9001"'), ('kind = "hospital"', 'kind = "zh"')):
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "copy.toml").write_text(text, encoding="utf-8")
    code, out, err = run(capsys, "region", "load", tmp_path / "copy.toml")
    assert (code, out) == (2, "")
    assert [line.rsplit("[", 1)[1] for line in err.splitlines()] == [
        "threshold_too_low]",
        "duplicate_id]",
        "unknown_choice]",
    ]
    assert not Municipality.objects.exists()


def test_capacity_of_a_programme_that_is_not_loaded_is_an_error_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = (REGIONS / "maasland.toml").read_text(encoding="utf-8")
    text += '[[capacity]]\nprogramme = "herfstbries"\nmunicipality = "Oudrade"\nyear = 2026\nfamilies = 3\n'
    (tmp_path / "copy.toml").write_text(text, encoding="utf-8")
    code, out, err = run(capsys, "region", "load", tmp_path / "copy.toml")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert '.programme: found "herfstbries", expected one of ' in err
    assert not Municipality.objects.exists()
    assert not Capacity.objects.exists()
    assert not LogLine.objects.filter(event="region.loaded").exists()


def test_a_lower_threshold_and_another_region_are_refused_with_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, "region", "load", REGIONS / "waterkant.toml")
    text = (REGIONS / "waterkant.toml").read_text(encoding="utf-8")
    (tmp_path / "lower.toml").write_text(text.replace("partner = 8", "partner = 7"), encoding="utf-8")
    code, _, err = run(capsys, "region", "load", tmp_path / "lower.toml")
    assert (code, err.startswith("duizend: De drempel voor partners is 8 en kan alleen omhoog")) == (2, True)
    code, _, err = run(capsys, "region", "load", REGIONS / "maasland.toml")
    assert (code, err.startswith("duizend: Hier staat regio Waterkant")) == (2, True)


@pytest.mark.parametrize(("content", "words"), [(None, "cannot be read"), (b"name = '\xff'", "byte 8 is no UTF-8")])
def test_a_file_that_cannot_be_read_gives_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / "region.toml").write_bytes(content)
    code, out, err = run(capsys, "region", "load", tmp_path / "region.toml")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert words in err


def test_an_account_that_does_not_exist_loads_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "region", "load", REGIONS / "maasland.toml", "--as", "niemand@verzonnen.example")
    assert (code, "no active account" in err) == (2, True)
    assert not Municipality.objects.exists()


def test_a_framework_that_is_not_installed_is_refused_before_anything_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "maasland.toml"
    text = (REGIONS / "maasland.toml").read_text(encoding="utf-8")
    file.write_text(text.replace('"artsen"', '"kraamzorg"'), encoding="utf-8")
    code, _, err = run(capsys, "region", "load", file)
    assert code == 2
    assert "meldcode.frameworks" in err
    assert "kraamzorg" in err
    assert not Municipality.objects.exists()
