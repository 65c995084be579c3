# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend import intake, as typed: what comes in, what is refused, and what a second time does."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duizend.catalogue.actions import load_programmes
from duizend.catalogue.queries import get_current_version
from duizend.doors.cli.main import main
from duizend.doors.imports.actions.intake import import_intake
from duizend.doors.imports.models import IntakeLink
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel.refusals import NotPermitted
from duizend.ground.region.models import Municipality, Neighbourhood
from duizend.ground.workforce.models import Professional
from duizend.insight.facts.models import StepFact
from duizend.record.families.models import CareRelation, Child, Family, Parent, Pregnancy
from duizend.record.signalling.models import SignUp
from duizend.record.trajectories.models import Assignment, Step, Trajectory, TrajectoryChild
from duizend.record.trajectories.queries import current_state

FIXTURE = Path(__file__).parents[4] / "shared/data/intake/account-2020.csv"
HEADER = (
    "extern_id;voornaam_ouder;achternaam_ouder;geboortedatum_ouder;voornaam_kind;geboortedatum_kind;uitgerekende_datum;gemeente;"
    "buurt;taal;datum_signaal;herkomst_signaal;programma;geindiceerd_op;aangeboden_op;antwoord;antwoord_op;reden;besluit_van;"
    "gestart_op;verpleegkundige;beeindigd_op;wijze_van_einde"
)
EVERYTHING = (
    Family,
    Parent,
    Child,
    Pregnancy,
    SignUp,
    Trajectory,
    TrajectoryChild,
    Step,
    StepFact,
    Assignment,
    CareRelation,
    Professional,
    IntakeLink,
)


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["import", "intake", *(str(word) for word in words)], database=nullcontext)
    told = capsys.readouterr()
    # How far it is depends on how fast the machine is; those lines begin with a space.
    return code, told.out, "".join(line for line in told.err.splitlines(keepends=True) if not line.startswith(" "))


@pytest.fixture(autouse=True)
def programme() -> str:
    """Have a region of two places, and one programme; returns its id."""
    oudrade = Municipality.objects.create(code="GM9001", name="Oudrade", valid_from=date(2000, 1, 1))
    Municipality.objects.create(code="GM9002", name="Sint-Rombout", valid_from=date(2000, 1, 1))
    for number, name in enumerate(("Oeverwijk", "Dorpskern", "De Hoeven"), 1):
        Neighbourhood.objects.create(
            municipality=oudrade, code=f"BU900{number}", name=name, valid_from=date(2000, 1, 1)
        )
    with acting(system_identity("test")):
        load_programmes(settings.DUIZEND.programme_folders[:1])
    return get_current_version("stevig-ouderschap").programme


@pytest.fixture
def rows(programme: str) -> list[str]:
    """Return four families as a coordinator wrote them: running, ended, not yet, and expecting."""
    return [
        f"O-1;Aylin;van den Berg;12-08-1996;Noor;11-05-2020;;Oudrade;Dorpskern;tr;08-06-2020;jgz;{programme};"
        "13-06-2020;19-06-2020;ja;01-07-2020;;;22-07-2020;S. Brouwers;;",
        f"O-2;Zoë;Yılmaz;4-4-1989;Adam;20-05-2020;25-05-2020;sint rombout;;nl;17-06-2020;ouder;{programme};"
        "21-06-2020;25-06-2020;ja;07-07-2020;;;20-07-2020;S.  BROUWERS;03-09-2021;afgerond",
        f"O-3;Lotte;El Idrissi;;Mees;02-06-2020;;GM9001;De Hoeven;;26-06-2020;verloskundige;{programme};"
        "06-07-2020;07-07-2020;nog niet;18-07-2020;vindt het nu te druk;gezin;;;;",
        "O-4;Kim;;;;;23-09-2020;Oudrade;;;05-07-2020;huisarts;;;;;;;;;;;",
    ]


def write(
    folder: Path, rows: list[str], *, header: str = HEADER, encoding: str = "utf-8", delimiter: str = ";"
) -> Path:
    path = folder / "list.csv"
    path.write_bytes("\r\n".join([header, *rows, ""]).replace(";", delimiter).encode(encoding))
    return path


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in EVERYTHING}


def states() -> Counter[str]:
    return Counter(current_state(trajectory) for trajectory in Trajectory.objects.all())


def test_a_list_becomes_families_with_their_course(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: list[str]
) -> None:
    code, out, err = run(capsys, write(tmp_path, rows))
    assert (code, err) == (0, "")
    assert out.startswith("4 rows: 4 new families, ")
    assert states() == {"running": 1, "ended": 1, "not_yet": 1}
    family = IntakeLink.objects.get(external_id="O-1").family
    assert family.search_name == "aylin van den berg noor"
    (parent,) = family.parents.all()
    assert (parent.name_prefix, parent.family_name, parent.language) == ("van den", "Berg", "tr")
    (sign_up,) = family.sign_ups.all()
    assert (sign_up.source, sign_up.happened_on, sign_up.parents_know) == ("jgz", date(2020, 6, 8), "unknown")
    (trajectory,) = family.trajectories.all()
    assert trajectory.neighbourhood is not None
    assert (trajectory.neighbourhood.name, trajectory.sign_up) == ("Dorpskern", sign_up)
    assert [link.child.given_name for link in trajectory.for_children.all()] == ["Noor"]
    not_yet = Step.objects.get(kind="not_yet")
    assert (not_yet.reason, not_yet.decided_by) == ("vindt het nu te druk", "family")
    assert StepFact.objects.count() == Step.objects.count() == 3 + 1 + 3 + 1 + 4


def test_a_row_with_only_a_due_date_is_a_pregnancy(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: list[str]
) -> None:
    run(capsys, write(tmp_path, rows))
    link = IntakeLink.objects.get(external_id="O-4")
    assert link.trajectory is None
    assert [p.due_date for p in link.family.pregnancies.all()] == [date(2020, 9, 23)]
    both = IntakeLink.objects.get(external_id="O-2").family
    assert both.children.get().pregnancy == both.pregnancies.get(ended_on=date(2020, 5, 20))


def test_an_unknown_nurse_becomes_one_inactive_professional(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: list[str]
) -> None:
    _, out, _ = run(capsys, write(tmp_path, rows))
    nurse = Professional.objects.get()
    assert (nurse.name, nurse.is_active) == ("S. Brouwers", False)
    assert list(Assignment.objects.values_list("historical", flat=True)) == [True, True]
    assert "1 nurse was not known yet" in out
    assert CareRelation.objects.filter(valid_until=None).count() == 1


def test_a_nurse_who_is_known_is_used(capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: list[str]) -> None:
    known = Professional.objects.create(name="S. Brouwers")
    run(capsys, write(tmp_path, rows))
    assert list(Professional.objects.all()) == [known]
    assert known.is_active


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ";"), ("utf-8-sig", ";"), ("utf-8", ","), ("cp1252", ";"), ("cp1252", ",")]
)
def test_the_same_families_come_out_of_every_encoding_and_delimiter(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: list[str], encoding: str, delimiter: str
) -> None:
    # The dotless i is not in Windows-1252; a spreadsheet that saves so has lost it before.
    rows = [row.replace("Yılmaz", "Óbriain") for row in rows]
    code, _, err = run(capsys, write(tmp_path, rows, encoding=encoding, delimiter=delimiter))
    assert (code, err) == (0, "")
    assert IntakeLink.objects.get(external_id="O-2").family.parents.get().full_name == "Zoë Óbriain"


def test_english_names_and_words_mean_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, programme: str
) -> None:
    header = "external_id,municipality,signal_date,signal_source,due_date,programme,indicated_on,offered_on,answer,answer_on,decided_by"
    row = f"E-1,Oudrade,2020-07-05,gp,2020-09-23,{programme},2020-07-08,2020-07-11,no_answer,2020-07-20,organisation"
    code, _, err = run(capsys, write(tmp_path, [row], header=header))
    assert (code, err) == (0, "")
    assert states() == {"no_answer": 1}


def test_the_same_list_again_changes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: list[str]
) -> None:
    path = write(tmp_path, rows)
    run(capsys, path)
    before = counts()
    code, out, err = run(capsys, path)
    assert (code, err) == (0, "")
    assert out == "4 rows: 0 new families, 0 facts added, 4 unchanged.\nNo change.\n"
    assert counts() == before


def test_a_later_list_adds_its_newer_facts_and_deletes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: list[str], programme: str
) -> None:
    run(capsys, write(tmp_path, rows))
    later = [
        # Less than before, and an end; the rest of the row is left empty.
        f"O-1;;;;;11-05-2020;;Oudrade;;;08-06-2020;jgz;{programme};13-06-2020;;;;;;;;01-02-2022;verhuisd",
        # From not yet to a start, and a birth date of the parent.
        f"O-3;Lotte;El Idrissi;18-10-1997;Mees;02-06-2020;;Oudrade;;tr;26-06-2020;verloskundige;{programme};"
        "06-07-2020;07-07-2020;ja;18-09-2020;;;30-09-2020;S. Brouwers;;",
        # The child was born, and the family was indicated.
        f"O-4;Kim;de Wit;;Sem;25-09-2020;23-09-2020;Oudrade;;;05-07-2020;huisarts;{programme};"
        "08-10-2020;11-10-2020;nee;12-10-2020;;gezin;;;;",
        f"O-5;Iris;Peeters;;Jip;05-07-2020;;Oudrade;Oeverwijk;nl;02-08-2020;ouder;{programme};;;;;;;;;;",
    ]
    code, out, err = run(capsys, write(tmp_path, later))
    assert (code, err) == (0, "")
    assert out.startswith("4 rows: 1 new family, ")
    assert (Family.objects.count(), states()) == (5, {"ended": 2, "running": 1, "declined": 1})
    assert Parent.objects.filter(given_name="Aylin").exists()
    lotte = Parent.objects.get(given_name="Lotte")
    assert (lotte.birth_date, lotte.language) == (date(1997, 10, 18), "tr")
    kim = IntakeLink.objects.get(external_id="O-4")
    assert kim.family.search_name == "kim de wit sem"
    assert kim.trajectory is not None
    assert [link.child.given_name for link in kim.trajectory.for_children.all()] == ["Sem"]
    assert kim.family.pregnancies.get().ended_on == date(2020, 9, 25)
    before = counts()
    for again in (later, rows):
        code, out, _ = run(capsys, write(tmp_path, again))
        assert (code, "No change." in out) == (0, True)
    assert counts() == before


def test_a_birth_during_the_trajectory_is_included_in_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, programme: str
) -> None:
    course = f"Oudrade;;nl;05-07-2020;jgz;{programme};08-07-2020;11-07-2020;ja;14-07-2020;;;24-07-2020;S. Brouwers;;"
    run(capsys, write(tmp_path, [f"O-9;Kim;Bakker;;;;23-09-2020;{course}"]))
    code, _, err = run(capsys, write(tmp_path, [f"O-9;Kim;Bakker;;Sem;20-09-2020;;{course}"]))
    assert (code, err) == (0, "")
    trajectory = Trajectory.objects.get()
    child = trajectory.for_children.get().child
    assert (child.given_name, child.pregnancy) == ("Sem", trajectory.pregnancy)
    code, _, _ = run(capsys, write(tmp_path, [f"O-9;Kim;Bakker;;Sim;20-09-2020;;{course}"]))
    assert code == 2


def test_faults_are_all_named_with_row_column_and_value_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: list[str]
) -> None:
    before = counts()
    rows[0] = rows[0].replace("11-05-2020", "31-02-2020")
    rows[1] = rows[1].replace("sint rombout", "Nergens")
    rows[2] = rows[2].replace("nog niet", "misschien")
    code, out, err = run(capsys, write(tmp_path, rows))
    assert (code, out) == (2, "")
    lines = err.splitlines()
    assert lines[0].startswith('row 2, column geboortedatum_kind: "31-02-2020"; expected a date such as ')
    assert lines[1].startswith('row 3, column gemeente: "Nergens"; expected a municipality of the region: Oudrade, ')
    assert lines[2].startswith('row 4, column antwoord: "misschien"; expected one of accepted (ja), ')
    assert lines[3:] == ["Nothing was written. Errors: 3."]
    assert counts() == before


def test_faults_can_be_had_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: list[str]) -> None:
    code, out, _ = run(capsys, write(tmp_path, [rows[3].replace("huisarts", "")]), "--json")
    assert code == 2
    told = json.loads(out)
    assert (told["written"], told["error_count"], told["errors"][0]["column"]) == (False, 1, "herkomst_signaal")


def test_a_contradiction_is_an_error_of_its_row(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: list[str]
) -> None:
    run(capsys, write(tmp_path, rows))
    before = counts()
    rows[0] = rows[0].replace("22-07-2020", "23-07-2020").replace("Aylin", "Sanne")
    code, out, err = run(capsys, write(tmp_path, rows))
    assert (code, out) == (2, "")
    first, second, _ = err.splitlines()
    assert first.startswith('row 2, column voornaam_ouder: "…"; expected what stands: …')
    assert second.startswith('row 2, column gestart_op: "2020-07-23"; expected what stands: started on 2020-07-22')
    assert counts() == before


def test_one_key_twice_in_a_list_names_both_rows(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: list[str]
) -> None:
    code, _, err = run(capsys, write(tmp_path, [*rows, rows[1]]))
    assert code == 2
    assert err.splitlines()[0] == 'row 6, column extern_id: "O-2"; expected each extern_id once; row 3 has it too'


def test_a_dry_run_says_the_same_and_leaves_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: list[str]
) -> None:
    path, before = write(tmp_path, rows), counts()
    code, rehearsed, err = run(capsys, path, "--dry-run")
    assert (code, err) == (0, "")
    assert counts() == before
    assert rehearsed.endswith("This was a dry run: nothing was written.\n")
    _, as_json, _ = run(capsys, path, "--dry-run", "--json")
    assert json.loads(as_json)["written"] is False
    assert not LogLine.objects.filter(event="family.registered").exists()
    _, done, _ = run(capsys, path)
    assert done == rehearsed.removesuffix("This was a dry run: nothing was written.\n")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "row 1: the file is empty; expected a row of column names"),
        (b"\xff\xfea\x00b\x00", 'row 1: the file is saved as UTF-16; expected a file saved as "CSV UTF-8"'),
        (b"Aylin;Demir;Oudrade\n", "row 1: no column names; expected a first row that names the columns"),
        (HEADER.encode() + b"\n", "row 1: no rows; expected"),
        (
            b"extern_id;gemeente;datum_signaal;uitgerekende_datum\n",
            "row 1, column signal_source: (empty); expected a column signal_source",
        ),
        (HEADER.encode() + b'\n"O-1;' + b"x" * 30_000, "row 2: the rows cannot be told apart from here"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    code, out, err = run(capsys, path)
    assert (code, out) == (2, "")
    assert err.startswith(told)
    assert len(err.splitlines()) == 2


def test_what_is_no_file_is_refused_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, tmp_path / "none.csv") == (2, "", f"{tmp_path / 'none.csv'}: there is no such file\n")
    assert run(capsys, tmp_path)[2] == f"{tmp_path}: not a file; expected a list saved as CSV\n"


def _account(*roles: str) -> User:
    return User.objects.create(email=f"{roles[0]}@example.org", name=roles[0], roles=list(roles))


def test_a_coordinator_brings_a_list_in_and_the_log_says_who_and_about_whom(tmp_path: Path, rows: list[str]) -> None:
    coordinator = _account("coordinator")
    path = write(tmp_path, rows)
    with acting(identity_of(coordinator)):
        done = import_intake(path)
    assert (done.rows, done.families, done.unchanged, done.professionals, done.written) == (4, 4, 0, 1, True)
    assert set(Step.objects.values_list("entered_by", flat=True)) == {coordinator.pk}
    lines = LogLine.objects.filter(account=coordinator.public_id)
    assert lines.get(event="intake.imported").detail == f"4 rows, 4 new families, {done.facts} facts"
    assert lines.filter(event="step.started", purpose="import").count() == 2
    subjects = {subject for line in lines for subject in line.subjects}
    assert set(Family.objects.values_list("public_id", flat=True)) <= subjects
    assert not any(name in str(list(lines.values())) for name in ("Aylin", "Brouwers", "Noor"))


def test_a_nurse_may_not_bring_a_list_in(tmp_path: Path, rows: list[str]) -> None:
    with pytest.raises(NotPermitted), acting(identity_of(_account("nurse"))):
        import_intake(write(tmp_path, rows))
    assert not Family.objects.exists()


def test_the_check_of_a_list_asks_the_database_no_more_for_more_rows(tmp_path: Path, rows: list[str]) -> None:
    asked = []
    for number in (1, 4):
        path = write(tmp_path, rows[:number])
        with acting(system_identity("test")):
            import_intake(path)
        with acting(system_identity("test")), CaptureQueriesContext(connection) as queries:
            import_intake(path)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_progress_is_told(tmp_path: Path, rows: list[str]) -> None:
    told = []
    path = write(tmp_path, rows)
    with acting(system_identity("test")):
        import_intake(path, progress=lambda *words: told.append(words))
    size = path.stat().st_size
    assert told == [("check", size, size), ("write", 4, 4)]


@pytest.mark.skipif(
    not FIXTURE.exists(), reason=f"the annual account of 2020 is not beside the repository: {FIXTURE.name}"
)
def test_the_annual_account_of_2020_comes_in_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, FIXTURE)
    assert (code, err) == (0, "")
    assert Family.objects.count() == 19
    # A fixture of the account: all that started is running still.
    assert states() == {"running": 8, "not_yet": 7, "declined": 4}
    before = counts()
    assert run(capsys, FIXTURE)[0] == 0
    assert counts() == before
