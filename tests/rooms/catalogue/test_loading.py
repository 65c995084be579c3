# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Programme files are stored once per version; what the region bought follows the region file."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from duizend.catalogue.actions import (
    WantedCapacity,
    load_programmes,
    load_region_file,
    set_capacities,
    set_capacity,
)
from duizend.catalogue.models import Capacity, ProgrammeVersion
from duizend.catalogue.queries import (
    capacities_by_municipality,
    find_current_version,
    find_offered_version,
    get_current_version,
    get_offered_version,
    list_current_guidelines,
    list_current_programmes,
    list_current_versions,
    list_offered_programmes,
    list_offered_versions,
)
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel.refusals import ActionRefused, NotFound, NotPermitted
from duizend.ground.region.models import Municipality
from duizend.ground.region.rules import RegionFile, read_region
from duizend.ground.region.stating import RegionLoaded
from rules.catalogue.invented import PROGRAMME_TEXT, VOCABULARY_TEXT, changed
from rules.catalogue.test_delivering import ANY_AGE, TALLY
from rules.catalogue.test_guideline import TEXT as GUIDELINE_TEXT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "factors.toml").write_text(VOCABULARY_TEXT, encoding="utf-8")
    (tmp_path / "lentebries.toml").write_text(PROGRAMME_TEXT, encoding="utf-8")
    return tmp_path


REAL_WORDS = {
    "rain": "schulden",
    "storm": "armoede",
    "fog": "verslaving",
    "abroad": "dakloosheid",
    "umbrella": "goede_gezondheid",
}


def in_real_words(text: str) -> str:
    """Say a text in the words for factors that the product has: a loaded programme is read with those."""
    for word, real in REAL_WORDS.items():
        text = text.replace(f'"{word}"', f'"{real}"')
    return text


@pytest.fixture
def real_folder(tmp_path: Path) -> Path:
    shutil.copy(settings.DUIZEND.programme_folders[0] / "factors.toml", tmp_path)
    (tmp_path / "lentebries.toml").write_text(in_real_words(PROGRAMME_TEXT), encoding="utf-8")
    return tmp_path


def load(*folders: Path) -> list[ProgrammeVersion]:
    with acting(system_identity("test")):
        return load_programmes(folders)


def refused(*folders: Path) -> ActionRefused:
    before = ProgrammeVersion.objects.count()
    with pytest.raises(ActionRefused) as refusal:
        load(*folders)
    assert ProgrammeVersion.objects.count() == before
    return refusal.value


def test_a_programme_file_is_stored_with_its_text_and_digest_and_logged(folder: Path) -> None:
    (version,) = load(folder)
    assert (version.programme, version.version, version.text) == ("lentebries", "1", PROGRAMME_TEXT)
    line = LogLine.objects.order_by("-sequence").first()
    assert line is not None
    assert (line.event, line.detail) == ("programme.loaded", "lentebries 1")


def test_loading_programmes_twice_stores_nothing_new(folder: Path) -> None:
    load(folder)
    assert load(folder) == []
    assert ProgrammeVersion.objects.filter(programme="lentebries").count() == 1


def test_a_file_that_changed_under_a_known_version_is_refused(folder: Path) -> None:
    load(folder)
    (folder / "lentebries.toml").write_text(changed("cap = 2", "cap = 3"), encoding="utf-8")
    refusal = refused(folder)
    assert refusal.code == "programme_changed_under_known_version"
    assert "nieuwe versie" in refusal.reason


def test_a_changed_file_with_a_new_version_is_stored_beside_the_old_one(folder: Path) -> None:
    load(folder)
    newer = changed(
        "valid_from = 2025-01-01", "valid_from = 2026-01-01", text=changed('version = "1"', 'version = "2"')
    )
    (folder / "lentebries.toml").write_text(newer, encoding="utf-8")
    load(folder)
    assert get_current_version("lentebries").version == "2"
    assert get_current_version("lentebries").valid_from == date(2026, 1, 1)
    assert [one.version for one in list_current_versions() if one.programme == "lentebries"] == ["2"]
    assert ProgrammeVersion.objects.filter(programme="lentebries").count() == 2


def test_two_versions_in_one_folder_are_both_loaded_and_the_one_that_holds_today_is_current(real_folder: Path) -> None:
    newer = changed("2025-01-01", "2026-01-01", text=changed('version = "1"', 'version = "2"'))
    to_come = changed("2025-01-01", "2999-01-01", text=changed('version = "1"', 'version = "3"'))
    (real_folder / "lentebries-2.toml").write_text(in_real_words(newer), encoding="utf-8")
    (real_folder / "lentebries-3.toml").write_text(in_real_words(to_come), encoding="utf-8")
    assert len(load(real_folder)) == 3
    assert get_current_version("lentebries").version == "2"
    assert [one.version for one in list_current_versions() if one.programme == "lentebries"] == ["2"]
    assert list_current_programmes()["lentebries"].version == "2"


def test_a_tally_and_a_guideline_are_on_the_shelf_and_not_on_offer(real_folder: Path) -> None:
    tally = changed('id = "lentebries"', 'id = "zomerbries"', text=ANY_AGE + TALLY)
    (real_folder / "zomerbries.toml").write_text(in_real_words(tally), encoding="utf-8")
    (real_folder / "weerbericht.toml").write_text(in_real_words(GUIDELINE_TEXT), encoding="utf-8")
    load(real_folder)
    assert {"lentebries", "zomerbries"} <= set(list_current_programmes())
    assert "weerbericht" not in list_current_programmes()
    assert "weerbericht" not in {one.programme for one in list_current_versions()}
    assert list_current_guidelines()["weerbericht"].questions[0].factor == "schulden"
    offered = {one.programme for one in list_offered_versions()}
    assert offered == set(list_offered_programmes())
    assert "lentebries" in offered
    assert not {"zomerbries", "weerbericht"} & offered
    assert get_offered_version("lentebries").version == "1"
    assert find_current_version("zomerbries") is not None
    for nothing in ("zomerbries", "weerbericht", "herfststorm"):
        assert find_offered_version(nothing) is None
        with pytest.raises(NotFound):
            get_offered_version(nothing)


def test_examples_beside_a_file_are_checked_with_it_and_never_change_what_is_loaded(folder: Path) -> None:
    (folder / "examples").mkdir()
    (folder / "examples" / "lentebries.toml").write_text('kind = "examples"', encoding="utf-8")
    assert "examples/lentebries.toml: " in refused(folder).reason


def test_a_file_with_faults_stops_the_loading_with_a_line_for_each(folder: Path) -> None:
    text = changed('delivery = "home_visits"', 'delivery = "by_kite"', text=changed("cap = 2", 'cap = "two"'))
    (folder / "lentebries.toml").write_text(text, encoding="utf-8")
    refusal = refused(folder)
    assert refusal.code == "programme_file_refused"
    assert refusal.reason.count("lentebries.toml: ") == 2


def test_one_version_in_two_files_is_refused(folder: Path) -> None:
    (folder / "copy.toml").write_text(PROGRAMME_TEXT, encoding="utf-8")
    assert "[duplicate_version]" in refused(folder).reason


def test_a_folder_named_twice_is_read_once(folder: Path) -> None:
    assert len(load(folder, folder / ".." / folder.name)) == 1


def test_a_folder_that_is_not_there_is_refused(folder: Path) -> None:
    assert "[missing_file]" in refused(folder, folder / "nothing").reason


def test_broken_words_for_factors_are_refused(folder: Path) -> None:
    (folder / "factors.toml").write_text('kind = "factors"', encoding="utf-8")
    assert "factors.toml: " in refused(folder).reason


def test_a_programme_that_is_not_loaded_is_not_found() -> None:
    assert find_current_version("lentebries") is None
    with pytest.raises(NotFound):
        get_current_version("lentebries")


def test_the_products_own_programmes_load() -> None:
    ProgrammeVersion.objects.all().delete()
    assert len(load(*settings.DUIZEND.programme_folders)) >= 1


def test_capacity_is_set_once_and_follows_what_is_wanted() -> None:
    place = Municipality.objects.create(code="GM9901", name="Bovenburg", valid_from=date(2020, 1, 1))
    wanted = [WantedCapacity("lentebries", "GM9901", year, 10) for year in (2025, 2026)]
    with acting(system_identity("test")):
        assert set_capacities(wanted) == 2
        assert set_capacities(wanted) == 0
        assert set_capacities([WantedCapacity("lentebries", "GM9901", 2026, 12)]) == 1
        set_capacity("lentebries", municipality=place, year=2027, families=0)
    assert capacities_by_municipality("lentebries", 2025) == {"GM9901": 10}
    assert capacities_by_municipality("lentebries", 2026) == {"GM9901": 12}
    assert capacities_by_municipality("lentebries", 2027) == {"GM9901": 0}
    assert capacities_by_municipality("lentebries", 2024) == {}
    assert Capacity.objects.count() == 3


REGION_TEXT = """
name = "Verzonnen"
controller = "GGD Verzonnen"
[[municipalities]]
name = "Bovenburg"
code = "GM9901"
[[capacity]]
programme = "lentebries"
municipality = "Bovenburg"
years = [2025, 2026]
families = 10
"""


def region() -> RegionFile:
    return read_region(REGION_TEXT, "verzonnen.toml").require()


def test_a_region_file_is_loaded_whole_and_logged_with_counts_and_without_names(folder: Path) -> None:
    load(folder)
    with acting(system_identity("test")):
        assert load_region_file(region()) == (RegionLoaded(added=2), 2)
    with acting(system_identity("test")):
        assert load_region_file(region()) == (RegionLoaded(unchanged=2), 0)
    assert capacities_by_municipality("lentebries", 2026) == {"GM9901": 10}
    lines = LogLine.objects.order_by("sequence").filter(event__in=("region.loaded", "capacity.set"))
    assert [(line.event, line.detail) for line in lines] == [
        ("region.loaded", "2 added, 0 changed, 0 ended"),
        ("capacity.set", "2 new, 0 changed"),
        ("region.loaded", "0 added, 0 changed, 0 ended"),
    ]


def test_a_capacity_of_a_programme_that_is_not_loaded_is_refused_with_its_place() -> None:
    with pytest.raises(ActionRefused) as refusal, acting(system_identity("test")):
        load_region_file(region(), file="verzonnen.toml")
    assert refusal.value.reason.startswith(
        'verzonnen.toml: capacity[0].programme: found "lentebries", expected one of '
    )
    assert not Municipality.objects.exists()


@pytest.mark.parametrize("role", ["nurse", "coordinator", "analyst", "municipality", "log_keeper"])
def test_only_an_administrator_loads_a_region_and_a_refusal_is_logged(folder: Path, role: str) -> None:
    load(folder)
    user = User.objects.create(email=f"{role}@verzonnen.example", roles=[role], municipality="GM9901")
    with pytest.raises(NotPermitted), acting(identity_of(user)):
        load_region_file(region())
    assert not Municipality.objects.exists()
    line = LogLine.objects.order_by("-sequence").first()
    assert line is not None
    assert (line.event, line.outcome) == ("region.load", "refused")


def test_an_administrator_loads_a_region(folder: Path) -> None:
    load(folder)
    user = User.objects.create(email="beheer@verzonnen.example", roles=["administrator"])
    with acting(identity_of(user)):
        load_region_file(region())
    assert Municipality.objects.count() == 1
