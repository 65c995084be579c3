# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The continuation sheet: the decisions of an annual account come out of equivalent figures, and tell no more than they do."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from duizend.catalogue.rules.factors import read_factors
from duizend.catalogue.rules.reader import read_programme
from duizend.insight.disclosure.rules import Hidden, Shown, Small
from duizend.insight.reports.rules import Form, Heading, Volunteers, build_account, tally, threshold_for
from duizend.insight.reports.rules.continuation import build_sheet
from duizend.insight.reports.rules.need import Expected, Saving
from duizend.insight.reports.rules.outcomes import DUE, PARTS, Measured
from duizend.insight.reports.rules.sheet_data import sheet_as_json_dict
from duizend.insight.reports.rules.sheet_words import told_on_sheet
from duizend.insight.reports.rules.years import SheetFacts, YearCost
from duizend.insight.trials.rules.telling import Effect

FILES = Path(__file__).parents[3] / "programmes"
NOTHING = tally([], endings=[])
WHY = {"too_heavy": {"nl": "Te zwaar", "en": "Too heavy"}}
# 19 families were indicated, 8 started; the others said no or not yet.
VISITED = NOTHING | {
    "indicated": (19, 19), "offered": (19, 19), "accepted": (8, 8), "started": (8, 8), "not_yet": (7, 7), "declined": (4, 4),
    "not_or_not_yet": (11, 11),
}  # fmt: skip
# Five families with ten children had a place, one went on in a compulsory setting.
PLACED = NOTHING | dict.fromkeys(("indicated", "offered", "accepted", "started"), (5, 10)) | {
    "compulsory_framework": (1, 2), "in_place": (5, 10), "of_year": (5, 10),
}  # fmt: skip
ASKED = NOTHING | dict.fromkeys(("indicated", "offered", "accepted", "waiting", "not_or_not_yet"), (6, 9)) | {
    "asked": (6, 9), "of_year": (6, 9), "no_match": (6, 9), "no_match:too_heavy": (6, 9),
}  # fmt: skip


def programme(name):
    vocabulary = read_factors((FILES / "factors.toml").read_text(encoding="utf-8"), "factors.toml").require()
    return read_programme((FILES / f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml", vocabulary).require()


def sheet(
    name,
    counts,
    *,
    form=None,
    volunteers=None,
    audience="partner",
    elsewhere=NOTHING,
    language="nl",
    costs=None,
    measured=None,
    effects=None,
    **assumed,
):
    counted = {"Oudrade": counts, "Lindehoven": elsewhere}
    told = Volunteers(volunteers, exact=audience != "public") if volunteers else None

    def account(place):
        heading = Heading(name, 2020, place, audience, "calendar_year", date(2020, 12, 31), 10)
        threshold = threshold_for(audience, settings={})
        return build_account(
            heading, counts=counted, threshold=threshold, form=form or Form(), volunteers=told, language=language
        )

    facts = SheetFacts(
        programme(name),
        date(2020, 12, 31),
        (account("Oudrade"),),
        (account(None),),
        costs=costs or {},
        measured=measured or {},
        effects=effects or {},
        **assumed,
    )
    return build_sheet(facts, language)


def matching(matched, audience="partner"):
    volunteers = {"Oudrade": {"trained": 4, "matched": matched}, "Lindehoven": {"trained": 0, "matched": 0}}
    return sheet(
        "steunouders", ASKED, form=Form(has_matches=True, reasons=WHY), volunteers=volunteers, audience=audience
    )


def test_families_who_asked_volunteers_who_were_trained_and_no_match_at_all_advise_to_stop_with_denominators():
    found = matching(0)
    assert found.advice.state == "stop"
    assert found.advice.reasons == ("cannot_be_delivered",)
    assert found.when is None
    assert "4 opgeleide vrijwilligers en 6 gezinnen" in found.sentence


def test_one_match_and_stopping_is_no_longer_advised():
    assert matching(1).advice.state == "cannot be decided yet"


def test_who_may_not_read_how_many_were_matched_is_not_told_it_by_an_advice():
    assert matching(0, audience="public").advice.state == "cannot be decided yet"


def test_eight_started_of_nineteen_cannot_be_decided_yet_and_it_is_said_with_how_many_and_when():
    found = sheet("stevig-ouderschap", VISITED, elsewhere=VISITED)
    assert found.advice.state == "cannot be decided yet"
    assert found.advice.reasons == ("no_outcomes_yet",)
    when = found.when
    assert (when.present, when.smallest_worthwhile, when.proposed) == (0, 0.1, False)
    assert when.needed == 392
    assert when.alone.year == 2072, "392 families at 8 a year take 49 years, then the visits of the last of them"
    assert when.with_region.year == 2047, "and together with the neighbour half of that"
    assert "392 gezinnen in elke groep" in found.sentence
    assert all(one.state == "not_due" for one in found.outcomes if one.due_from)


def test_a_two_year_programme_after_one_year_has_outcomes_that_are_not_due_which_is_not_missing():
    found = sheet("buitenshuisproject", PLACED, form=Form(has_places=True), audience="analyst")
    assert found.advice.state == "cannot be decided yet"
    calm = next(one for one in found.outcomes if one.id == "calm")
    assert calm.state == "not_due"
    assert calm.due_from == date(2022, 1, 1)
    assert found.when.proposed, "no smallest difference was registered, so the proposed one is named as such"
    assert found.when.needed > 1000
    assert found.when.alone is not None
    partner = sheet("buitenshuisproject", PLACED, form=Form(has_places=True))
    assert (partner.advice, partner.when.alone) == (replace(found.advice, need=partner.advice.need), None)


def test_nobody_started_and_a_hidden_number_of_starts_name_no_day():
    nobody = sheet("stevig-ouderschap", NOTHING, audience="analyst")
    assert {one.state for one in nobody.outcomes} == {"nobody_started"}
    assert nobody.when.alone is None
    assert "Een dag is niet te noemen" in nobody.sentence
    hidden = sheet("stevig-ouderschap", VISITED, audience="public")
    assert hidden.when.alone is None
    assert {one.state for one in hidden.outcomes} == {"not_due"}, "kept back is not nobody"
    assert "8" not in str(hidden.when)


def test_evidence_for_and_against_stands_on_the_sheet_with_its_source():
    found = sheet_as_json_dict(sheet("stevig-ouderschap", VISITED))
    directions = {one["direction"] for one in found["evidence"]["findings"]}
    assert directions == {"for", "neutral", "against"}
    assert all(one["source"] for one in found["evidence"]["findings"])


@pytest.mark.parametrize(("language", "word"), [("nl", "Nog niet te beslissen"), ("en", "Cannot be decided yet")])
def test_the_sheet_is_plain_data_in_both_languages(language, word):
    found = sheet_as_json_dict(
        sheet("stevig-ouderschap", VISITED, language=language, costs={2020: YearCost(20_000, 2_500, None)})
    )
    assert json.loads(json.dumps(found)) == found
    assert found["sentence"].startswith(word)
    assert found["years"][0]["cost"] == {"cost": 20_000, "per_started": 2_500, "per_completed": None}
    assert found["when"]["alone"].startswith("2072")


def test_of_an_outcome_that_was_due_the_sheet_says_of_how_many_it_is_known_and_why_not_of_the_others():
    counts = dict(zip((DUE, *PARTS), map(Shown, (19, 12, 3, 1, 3)), strict=True))
    outcome = programme("stevig-ouderschap").outcomes[0].id
    found = sheet("stevig-ouderschap", VISITED, measured={outcome: Measured(counts, is_first=False)})
    line = next(one for one in found.outcomes if one.id == outcome)
    assert line.state == "due"
    told = told_on_sheet(found, "nl")["outcomes"]
    assert any("gemeten: 12 van 19 (wilden niet: 3, uit beeld: 1, niet gemeten: 3)" in one for one in told)
    assert next(one for one in sheet_as_json_dict(found)["outcomes"] if one["id"] == outcome)["measured"] == {
        "due": 19, "measured": 12, "refused": 3, "lost": 1, "not_measured": 3,
    }  # fmt: skip
    first = sheet("stevig-ouderschap", VISITED, measured={outcome: Measured(counts, is_first=True)})
    assert any("eerste meting: 12 van 19" in one for one in told_on_sheet(first, "nl")["outcomes"])
    kept = sheet(
        "stevig-ouderschap",
        VISITED,
        measured={outcome: Measured({**counts, "lost": Small(5), DUE: Hidden()}, is_first=False)},
    )
    assert any("12 van afgeschermd" in one and "uit beeld: <5" in one for one in told_on_sheet(kept, "nl")["outcomes"])


def test_where_nothing_was_due_an_outcome_is_told_as_before():
    counts = dict.fromkeys((DUE, *PARTS), Shown(0))
    outcome = programme("stevig-ouderschap").outcomes[0].id
    found = sheet("stevig-ouderschap", VISITED, measured={outcome: Measured(counts, is_first=False)})
    assert found.outcomes == sheet("stevig-ouderschap", VISITED).outcomes


EFFECT = Effect(
    "risk",
    "offered",
    "c" * 64,
    date(2020, 12, 1),
    "cannot be decided yet",
    ("interval_too_wide",),
    60,
    101,
    -0.2,
    -0.41,
    0.01,
)


@pytest.mark.parametrize(("effect", "state", "says"), [
    (EFFECT, "cannot be decided yet", "Nog niet te beslissen: het verschil is nog te onzeker. Nodig: 101 gezinnen in elke groep."),
    (replace(EFFECT, state="continue", reasons=("worthwhile",)), "continue", "Doorgaan: het verschil is groter dan"),
    (replace(EFFECT, state="stop", reasons=("below_smallest_worthwhile",)), "stop", "Stoppen: het verschil is kleiner dan"),
    (replace(EFFECT, reasons=("few_clusters",), needed=None), "cannot be decided yet", "de vergelijking houdt niet stand."),
])  # fmt: skip
def test_opened_outcomes_of_a_card_decide_what_the_sheet_advises(effect, state, says):
    made = sheet("stevig-ouderschap", VISITED, effects={"risk": effect})
    assert made.advice.state == state
    assert says in made.sentence
    told = told_on_sheet(made, "nl")
    assert "verschil -0,20 (marge -0,41 tot 0,01), met en zonder aanbod, kaart cccccccccccc" in told["outcomes"][0]
    assert sheet_as_json_dict(made)["outcomes"][0]["effect"]["opened_on"] == "2020-12-01"


def test_an_effect_that_is_kept_back_or_only_counted_gives_no_figure():
    hidden = replace(EFFECT, estimate=None, low=None, high=None, is_kept_back=True, needed=None, smallest_group=None)
    told = told_on_sheet(sheet("stevig-ouderschap", VISITED, effects={"risk": hidden}, language="en"), "en")
    assert "difference suppressed, with the offer and without it" in told["outcomes"][0]
    counted = replace(hidden, is_kept_back=False, reasons=("fewer_than_ten",))
    told = told_on_sheet(sheet("stevig-ouderschap", VISITED, effects={"risk": counted}), "nl")
    assert "nog geen verschil te geven" in told["outcomes"][0]


def test_what_cannot_be_delivered_stops_whatever_its_effect():
    volunteers = {"Oudrade": {"trained": 4, "matched": 0}, "Lindehoven": {"trained": 0, "matched": 0}}
    effect = replace(EFFECT, outcome="rest", state="continue", reasons=("worthwhile",))
    outcomes = [one.id for one in programme("steunouders").outcomes]
    made = sheet(
        "steunouders", ASKED, form=Form(has_matches=True, reasons=WHY), volunteers=volunteers,
        effects=dict.fromkeys(outcomes, effect),
    )  # fmt: skip
    assert made.advice.state == "stop"
    assert "kwam geen koppeling tot stand" in made.sentence


NEED, SAVED = Expected(40, 70, "een onderzoek"), Saving("started", 1500, "een rapport")


def test_reach_stands_beside_the_need_that_was_assumed_and_dose_beside_who_started():
    told = told_on_sheet(
        sheet("stevig-ouderschap", VISITED, expected={2020: NEED}, contacts={2020: 50}, elsewhere=VISITED), "nl"
    )
    rows = {label: cells for label, *cells in told["rows"]}
    assert rows["Verwacht nodig te hebben (aanname)"] == ["40"]
    assert rows["Gestart van wie het nodig zou hebben (%)"] == ["20"]
    assert (rows["Contacten met gezinnen"], rows["Contacten per gestart gezin"]) == (["50"], ["6,2"])
    assert told["assumed"] == ["Behoefte: 70 op de 1.000 geboorten (een onderzoek)."]


def test_a_saving_is_an_assumption_with_its_source_and_a_total_only_of_a_number_that_may_be_read():
    seen = told_on_sheet(sheet("stevig-ouderschap", VISITED, savings=(SAVED,), elsewhere=VISITED), "nl")
    assert seen["assumed"] == [
        "Besparing: 1.500 euro per gestart gezin, in 2020 samen 12.000 euro (een rapport). Geen uitkomst."
    ]
    hidden = told_on_sheet(sheet("stevig-ouderschap", VISITED, savings=(SAVED,), audience="public"), "en")
    assert hidden["assumed"] == ["Saving: 1,500 euros for each family that started (een rapport). Not an outcome."]


def test_what_was_never_assumed_is_said_to_be_missing():
    told = told_on_sheet(sheet("stevig-ouderschap", VISITED), "nl")
    assert told["assumed"] == ["Hoeveel gezinnen dit nodig hebben is niet vastgelegd."]
    assert not any("aanname" in row[0] for row in told["rows"])


def test_a_sheet_says_what_would_change_its_advice():
    assert "koppeling" in matching(0).would_change
    undecided = sheet("stevig-ouderschap", VISITED, elsewhere=VISITED)
    assert f"tot {undecided.when.needed} in elke groep" in undecided.would_change
    assert undecided.would_change in told_on_sheet(undecided, "nl")["would_change"]


def test_what_went_wrong_for_families_stands_among_what_was_delivered():
    rows = {
        label: cells
        for label, *cells in told_on_sheet(sheet("buitenshuisproject", PLACED, audience="analyst"), "nl")["rows"]
    }
    assert ["1"] in [cells for label, cells in rows.items() if "gedwongen" in label.lower()], rows


def test_a_sheet_as_data_holds_what_was_assumed_apart_from_what_was_counted():
    found = sheet_as_json_dict(
        sheet("stevig-ouderschap", VISITED, expected={2020: NEED}, savings=(SAVED,), contacts={2020: None})
    )
    assert found["expected_need"] == {"2020": {"families": 40, "share": 70, "source": "een onderzoek"}}
    assert found["assumed_savings"] == [{"per": "started", "euros": 1500, "source": "een rapport"}]
    assert found["contacts"] == {"2020": None}
    assert json.dumps(found)
