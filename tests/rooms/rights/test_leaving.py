# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole region leaves: every table is decided about, every row is on one side of the ring, and no secret goes along."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.db import connection

import characters
from characters import ON
from duizend.doors.cli.leaving import write_files
from duizend.doors.rights.queries.leaving import list_tables_to_export
from duizend.doors.rights.rules.codebook import TABLES as IN_A_COPY
from duizend.doors.rights.rules.leaving import LEFT_OUT, MEANINGS, SECRETS, TABLES
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel import clock
from duizend.record.families.models import Parent
from duizend.record.families.queries import get_family
from duizend.safety.meldcode import actions as meldcode
from duizend.safety.meldcode.actions import About, Said
from duizend.safety.meldcode.models import Trail, TrailEntry
from duizend.safety.meldcode.queries import get_trail
from duizend.safety.meldcode.shelf import offered_frameworks
from rooms.rights.files import ring, system

GUARDED_WORDS = "Zorg die niemand anders leest."
# Names of columns that sound like a secret, and are none.
NO_SECRETS = {
    "access_loghead.digest", "access_logline.digest", "catalogue_programmeversion.digest",
    "instruments_instrumentversion.digest", "places_arrangement.key", "places_support.key", "region_organisation.key",
    "trials_trialcard.digest",
    "region_retentionterm.key", "signalling_screeningline.key", "facts_withheld.family_key",
}  # fmt: skip


@pytest.fixture
def region() -> None:
    """A family that was offered a programme, and another with a trail of the meldcode begun by the safeguarding lead."""
    clock.set_practice_date(ON)
    with system():
        characters.answered("not_yet", characters.separated())
        family = characters.says_no().family
        lead = User.objects.create(email="lead@example.org", name="Tineke", roles=["safeguarding_lead"])
        lead.set_password("een lang wachtwoord van Tineke")
        lead.save()
    with acting(identity_of(lead, purpose="safeguarding")):
        whole = get_family(family.public_id)
        about, framework = About(parent=whole.parents.first()), offered_frameworks(["verpleegkundigen"])[0]
        trail = meldcode.begin_trail(whole, about=about, framework=framework, on=ON)
        meldcode.record_entry(get_trail(trail.public_id), "signals", Said(words=GUARDED_WORDS), on=ON)


def export(folder: Path, *, guarded: bool = False) -> dict[str, list[dict[str, object]]]:
    """Export one side, check every file against the manifest, and return the rows of each table."""
    folder.mkdir()
    write_files(folder, guarded=guarded)
    rows = {}
    for file in json.loads((folder / "manifest.json").read_text())["files"]:
        content = (folder / file["file"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
        rows[file["table"]] = [json.loads(line) for line in content.splitlines()]
        assert len(rows[file["table"]]) == file["rows"]
    return rows


def test_every_table_of_the_database_leaves_or_says_why_not() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname, tablename FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)'")
        there = {name if schema == "public" else f"{schema}.{name}" for schema, name in cursor.fetchall()}
    leaving = {table.name for table in list_tables_to_export()}
    assert leaving | set(LEFT_OUT) == there
    assert not leaving & set(LEFT_OUT)
    assert leaving == set(TABLES)
    assert all(len(why) > 20 for why in LEFT_OUT.values())


def test_titles_are_for_whoever_receives_a_region_and_not_for_parents() -> None:
    titles = {table.name: table.title for table in list_tables_to_export()}
    assert titles["families_carerelation"] == "Welke professional voor een gezin zorgt"
    spoken_to = re.compile(r"\b(jullie|jij|je|jouw|u|uw)\b", re.IGNORECASE)
    # The pattern finds what it is for: in a copy these words belong.
    assert any(spoken_to.search(title) for title in IN_A_COPY.values())
    assert [title for title in titles.values() if spoken_to.search(title)] == []
    assert len(set(titles.values())) == len(titles), "two tables are called the same"


def test_a_table_that_was_added_and_not_decided_about_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(TABLES, "catalogue_capacity")  # type: ignore[arg-type]
    monkeypatch.delitem(LEFT_OUT, "django_session")  # type: ignore[arg-type]
    with pytest.raises(LookupError, match="of no table catalogue_capacity, django_session"):
        list_tables_to_export()


def test_every_column_has_a_meaning_and_says_how_long_it_is_kept() -> None:
    columns = {(table.name, one.name): one for table in list_tables_to_export() for one in table.columns}
    assert [where for where, one in columns.items() if not one.meaning] == []
    names = {name.removesuffix("_id") for _table, name in columns} | {name for _table, name in columns}
    assert set(MEANINGS) - names == set()
    codes = columns["trajectories_step", "kind"].codes
    assert {"offered", "ended"} <= set(codes)
    assert columns["families_parent", "family_id"].points_to == "families_family"


def test_what_sounds_like_a_secret_stays_behind_or_is_known_to_be_none() -> None:
    secret = re.compile(r"password|digest|secret|token|seed|(^|_)key$|(^|_)pin$")
    left = {f"{t.name}.{c.name}" for t in list_tables_to_export() for c in t.columns if secret.search(c.name)}
    pseudonyms = {one for one in left if one.startswith("facts.")}
    assert left - pseudonyms == NO_SECRETS
    assert {f"{t.name}.{name}" for t in list_tables_to_export() for name in t.secrets} == set(SECRETS)


@pytest.mark.usefixtures("region")
def test_each_table_is_read_back_whole_and_on_one_side_of_the_ring(tmp_path: Path) -> None:
    outside, inside = export(tmp_path / "open"), export(tmp_path / "guarded", guarded=True)
    assert "meldcode_trail" not in {name for name, rows in outside.items() if rows}
    with ring(), connection.cursor() as cursor:
        for table in list_tables_to_export():
            cursor.execute(f"SELECT count(*) FROM {table.sql}")
            exported = outside[table.name] + inside.get(table.name, [])
            assert len(exported) == cursor.fetchone()[0], table.name
            assert len({row[table.key] for row in exported}) == len(exported), table.name
        (mother,) = Parent.objects.filter(pk=outside["families_parent"][0]["id"])
        (entry,) = TrailEntry.objects.all()
    told = outside["families_parent"][0]
    assert (told["given_name"], told["public_id"], told["family_id"]) == (
        mother.given_name,
        mother.public_id,
        mother.family_id,
    )
    assert len(outside["families_parent"]) > 2
    assert inside["meldcode_trailentry"][0]["words"] == entry.words == GUARDED_WORDS


@pytest.mark.usefixtures("region")
def test_nothing_of_the_ring_is_in_the_ordinary_export(tmp_path: Path) -> None:
    outside, inside = export(tmp_path / "open"), export(tmp_path / "guarded", guarded=True)
    with ring():
        (trail,) = Trail.objects.all()
        ringed = set(LogLine.objects.filter(purpose="safeguarding").values_list("sequence", flat=True))
    ordinary = b"".join(path.read_bytes() for path in (tmp_path / "open").iterdir())
    assert GUARDED_WORDS.encode() not in ordinary
    assert trail.public_id.encode() not in ordinary
    assert ringed
    assert {row["sequence"] for row in inside["access_logline"]} == ringed
    assert not ringed & {row["sequence"] for row in outside["access_logline"]}
    # What everybody may read is not in the guarded folder a second time.
    assert set(inside) <= {"meldcode_trail", "meldcode_trailentry", "access_logline"}


@pytest.mark.usefixtures("region")
def test_no_secret_leaves(tmp_path: Path) -> None:
    outside = export(tmp_path / "open")
    (lead,) = [row for row in outside["access_user"] if row["email"] == "lead@example.org"]
    assert "password" not in lead
    everything = "".join(path.read_text() for path in (tmp_path / "open").glob("*.jsonl"))
    assert User.objects.get(email="lead@example.org").password not in everything


@pytest.mark.usefixtures("region")
def test_the_files_are_for_their_owner_and_the_codebook_is_for_both(tmp_path: Path) -> None:
    export(tmp_path / "open")
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "open").iterdir()} == {0o600}
    readable = (tmp_path / "open" / "LEESMIJ.md").read_text()
    codebook = json.loads((tmp_path / "open" / "codebook.json").read_text())
    for table in codebook["tables"]:
        assert f"`{table['name']}.jsonl`" in readable
    parents = next(table for table in codebook["tables"] if table["name"] == "families_parent")
    given = next(column for column in parents["columns"] if column["name"] == "given_name")
    assert given == {
        "name": "given_name", "meaning": "voornaam", "type": given["type"], "may_be_empty": False, "points_to": "",
        "codes": [], "privacy": "identifying", "retention": "care_file",
    }  # fmt: skip
    assert "| given_name | voornaam |" in readable
    assert "20 jaar na de laatste wijziging" in readable
    assert codebook["left_out"] == dict(LEFT_OUT)
    assert "`mfa_authenticator`" in readable
