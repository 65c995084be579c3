# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A programme nobody has heard of, in a second region, goes the whole way without a line of code."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

import characters
from duizend.catalogue.actions import load_programmes, load_region_file
from duizend.catalogue.queries import get_current_version, get_programme
from duizend.delivery.contacts.actions import plan_appointment
from duizend.delivery.contacts.queries import propose_next, windows_of
from duizend.delivery.visits.actions import VisitSaid, choose_topic, record_visit
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.region.queries import read_places
from duizend.ground.region.rules import read_region
from duizend.ground.workforce.actions import grant_certificate, register_professional
from duizend.insight.reports.queries import Question, get_account
from duizend.record.families.actions import NewParent, Residence, register_birth, register_family, register_pregnancy
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.queries import current_state, get_trajectory

ON = date(2026, 11, 17)
PROGRAMME = """
kind = "programme"
id = "lichtbaken"
name = { nl = "Lichtbaken", en = "Beacon" }
summary = { nl = "Vier bezoeken rond de geboorte.", en = "Four visits around the birth." }
version = "2026.1"
valid_from = 2026-01-01
owner = "Stichting Verzonnen"
delivery = "home_visits"

[target]
from = "pregnancy 20w0d"
until = "12m"
text = { nl = "Jonge ouders van een eerste kind.", en = "Young parents of a first child." }
source = "verzonnen"

[[criteria]]
id = "young"
kind = "parent_age"
whose = "any"
from = "12y"
until = "25y"
counts_towards = "every"
text = { nl = "Een ouder jonger dan 25 jaar", en = "A parent younger than 25" }
source = "verzonnen"

[[criteria]]
id = "first"
kind = "first_child"
counts_towards = "every"
text = { nl = "Een eerste kind", en = "A first child" }
source = "verzonnen"

[routes.professional]
phase = "pregnancy"
text = { nl = "Via de verloskundige", en = "By the midwife" }
judged_by = ["nurse"]
whole_population = false
source = "verzonnen"

[offer]
reoffer_at = ["birth"]
cap = 2
answer_term = "2w"

[[contacts]]
id = "before_1"
label = { nl = "Kennismaking", en = "Introduction" }
target = "pregnancy 26w0d"
from = "pregnancy 24w0d"
until = "pregnancy 30w0d"
mode = "home"
obligatory = true
minutes = [50, 70]
themes = ["expecting"]
source = "verzonnen"

[[contacts]]
id = "before_2"
label = { nl = "Voor de geboorte", en = "Before the birth" }
target = "pregnancy 34w0d"
from = "pregnancy 32w0d"
until = "pregnancy 37w0d"
mode = "home"
obligatory = true
minutes = [50, 70]
themes = ["expecting"]
source = "verzonnen"

[[contacts]]
id = "after_1"
label = { nl = "Drie weken", en = "Three weeks" }
target = "3w"
from = "2w"
until = "5w"
mode = "home"
obligatory = true
minutes = [50, 70]
themes = ["expecting"]
source = "verzonnen"

[[contacts]]
id = "after_2"
label = { nl = "Een half jaar", en = "Half a year" }
target = "6m"
from = "5m"
until = "7m"
mode = "home"
obligatory = true
minutes = [50, 70]
themes = ["expecting"]
source = "verzonnen"

[[themes]]
id = "expecting"
text = { nl = "Verwachten", en = "Expecting" }

[team]
competence = "lichtbaken"
certificate_required = true
facilitators = 1
source = "verzonnen"

[[outcomes]]
id = "confidence"
text = { nl = "Vertrouwen", en = "Confidence" }
measure = "own_questionnaire"
respondent = "parent"
moments = ["12m"]
direction = "higher_is_better"
comparison = { nl = "Gezinnen zonder aanbod", en = "Families without the offer" }
subgroups = []
source = "verzonnen"

[evidence]
level = { nl = "Verzonnen", en = "Invented" }
body = "Niemand"
source = "verzonnen"

[retention]
term = "20y"
since = "last_change"
source = "verzonnen"

[[examples]]
name = "a young first mother, thirty weeks: fits"
on = 2026-03-01
source = "verzonnen"
[examples.case]
pregnancy = { due_date = 2026-05-10 }
parents = [{ birth_date = 2004-05-05, role = "mother" }]
first_child = true
[examples.expect]
verdict = "fits"

[[sources]]
key = "verzonnen"
title = "Een verzonnen programma"
publisher = "Stichting Verzonnen"
year = 2026
address = "https://example.org/lichtbaken"
"""


@pytest.fixture
def second_region(tmp_path: Path) -> None:
    """Load a region that is not the practice region, with a programme that the product has never seen."""
    clock.set_practice_date(ON)
    (tmp_path / "lichtbaken.toml").write_text(PROGRAMME, encoding="utf-8")
    path = settings.DUIZEND.root / "regions/waterkant.toml"
    with acting(system_identity("test")):
        load_programmes([*settings.DUIZEND.programme_folders, tmp_path])
        load_region_file(read_region(path.read_text(encoding="utf-8"), path.name).require(), file=path.name)


def whole_way():
    """Take one family from indication to its second visit; returns account and trajectory."""
    account = characters.account("marga@waterkant.example", "nurse", name="Marga Zilver")
    with acting(system_identity("test")):
        professional = register_professional("Marga Zilver", account=account)
        grant_certificate(professional, competence="lichtbaken", valid_from=date(2026, 1, 1))
        places = read_places()
        home = Residence(places.find_municipality("Zilverdijk"), None, since=date(2026, 1, 1))
        parent = NewParent("Iris", "van het Zand", birth_date=date(2004, 5, 5))
        family = register_family(on=date(2026, 9, 1), residence=home, parents=(parent,))
        pregnancy = register_pregnancy(family, due_date=ON + timedelta(weeks=5))
        version = get_current_version("lichtbaken")
        trajectory = trajectories.indicate(family, version=version, on=date(2026, 9, 2), pregnancy=pregnancy)
        trajectories.offer(trajectory, on=date(2026, 9, 3))
        trajectories.record_answer(trajectory, "not_yet", on=date(2026, 9, 4))
        trajectories.offer(trajectory, on=date(2026, 9, 10))
        trajectories.record_answer(trajectory, "accepted", on=date(2026, 9, 11))
        trajectories.assign(trajectory, professional=professional, on=date(2026, 9, 12))
        for moment, day in (("before_1", date(2026, 9, 28)), ("before_2", ON)):
            start = clock.at(day, time(9, 0))
            appointment = plan_appointment(
                trajectory,
                professional=professional,
                moment=moment,
                starts_at=start,
                ends_at=start + timedelta(hours=1),
            )
            if moment == "before_1":
                record_visit(appointment, VisitSaid(happened_on=day, goes_well="Iris zingt voor haar buik."))
        choose_topic(trajectory, words="Hoe weet ik dat het begint?", on=ON)
    return account, trajectory


@pytest.mark.usefixtures("second_region")
def test_the_chain_runs_on_the_programmes_own_words_windows_and_cap() -> None:
    _account, trajectory = whole_way()
    with acting(system_identity("test")):
        trajectory = get_trajectory(trajectory.public_id)
        assert current_state(trajectory) == "running"
        assert [window.moment for window in windows_of(trajectory)] == ["before_1", "before_2", "after_1", "after_2"]
        proposal = propose_next(trajectory, trajectory.assignments.first().professional)
        assert proposal.moment == "after_1"
        assert proposal.window.from_on <= proposal.starts.date() < proposal.window.until_on
        assert get_programme(trajectory.version).offer.cap == 2


@pytest.mark.usefixtures("second_region")
def test_its_pages_show_it_by_its_own_name() -> None:
    account, trajectory = whole_way()
    client = Client()
    client.force_login(account)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
    session.save()
    day = client.get("/vandaag").content.decode()
    assert "Lichtbaken" in day
    assert "Bezoek 2 van 4" in day
    assert "Hoe weet ik dat het begint?" in day
    family = client.get(f"/gezinnen/{trajectory.family.public_id}").content.decode()
    assert "Lichtbaken" in family
    assert "Nog niet" in family


@pytest.mark.usefixtures("second_region")
def test_a_birth_moves_the_contacts_after_it_and_the_account_counts_it() -> None:
    _account, trajectory = whole_way()
    with acting(system_identity("test")):
        child = register_birth(trajectory.family, birth_date=ON, given_name="Zoë", pregnancy=trajectory.pregnancy)
        trajectories.include_child(trajectory, child)
        windows = {window.moment: window for window in windows_of(get_trajectory(trajectory.public_id))}
        assert windows["after_1"].target_on == ON + timedelta(weeks=3)
        question = Question("lichtbaken", 2026, "analyst", "calendar_year", ON, municipality="GM9501")
        account = get_account(question)
        counted = {row.measure: row.families for row in account.rows}
    assert plain(counted["indicated"]) == 1
    assert plain(counted["started"]) == 1


def plain(count: object) -> object:
    from duizend.insight.reports.rules import plain_value

    return plain_value(count)
