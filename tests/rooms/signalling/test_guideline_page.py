# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a guideline suggests beside the weighing, and how a talk came out by which families are found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.catalogue.queries import get_programme, list_current_guidelines, list_offered_programmes
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine, User
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families.models import Family
from duizend.record.instruments.actions import record_result, record_talk_outcome, withdraw_talk_outcome
from duizend.record.instruments.models import TalkOutcome
from duizend.record.instruments.queries import list_ways_of_finding, talk_outcomes_of
from duizend.record.instruments.rules.instrument import Outcome
from duizend.record.signalling.actions.findings import keep_talk
from duizend.record.signalling.actions.guidelines import say_of_step, withdraw_said
from duizend.record.signalling.actions.weighing import note_factor
from duizend.record.signalling.models import FactorNoted, SignUp, StepSaid
from duizend.record.signalling.queries.guidelines import get_guideline, guidance_of
from duizend.record.signalling.rules.guideline import PERSISTING, Said
from rooms.signalling import weighed
from rooms.signalling.weighed import ON


@pytest.fixture
def family() -> Family:
    with weighed.everything():
        weighed.questionnaire()
        return weighed.make_family()


@pytest.fixture
def nurse(family: Family, browse: Callable[[User], Client]) -> Client:
    return browse(weighed.make_nurse_of(family))


def address(family: Family, page: str = "richtlijn") -> str:
    return f"/gezinnen/{family.public_id}/wegen/{page}"


def names() -> tuple[str, str, str]:
    """Return the ids of the information step, the age phase of a child of nine weeks, and the referral step."""
    _version, guideline = get_guideline("")
    information = next(one for one in guideline.steps if one.kind == "information")
    referral = next(one for one in guideline.steps if one.kind == "referral")
    return information.id, information.phases[1].id, referral.id


def test_strengths_and_load_come_first_and_every_suggestion_has_its_reason_and_source(
    nurse: Client, family: Family
) -> None:
    with weighed.everything():
        note_factor(family, "gezonde_hechting", on=ON)
        note_factor(family, "schulden", on=ON)
        note_factor(family, "vraag_over_sensitief_opvoeden", on=ON)
    page = nurse.get(address(family))
    text = page.content.decode()
    heads = ["Wat geeft kracht", "Wat is er te dragen", "Vertellen wat bij deze leeftijd hoort", "Wat nu kan passen"]
    places = [text.index(f">{head}</h2>") for head in heads]
    assert places == sorted(places)
    assert page.context["programmes"]
    for step in page.context["programmes"]:
        assert step["source"]
        assert all(one["because"] for one in step["programmes"])
    assert all(step["source"] for step in page.context["information"])


def test_nothing_is_suggested_by_a_score_alone(nurse: Client, family: Family) -> None:
    def suggested() -> tuple[object, object]:
        page = nurse.get(address(family))
        return page.context["programmes"], [one["because"] for one in page.context["referral"]]

    before = suggested()
    with weighed.everything():
        lotte, _ricardo = weighed.parents_of(family)
        record_result(family, weighed.questionnaire(), on=ON, outcome=Outcome(Decimal(12)), parent=lotte)
    assert suggested() == before == ([], [[]])


def test_information_is_given_or_not_now_per_age_phase_as_a_dated_fact(nurse: Client, family: Family) -> None:
    step, phase, _referral = names()
    sent = {"said": f"{step}:{phase}:not_now", "on": ON.isoformat(), "who": "professional"}
    page = nurse.post(address(family), sent, follow=True)
    (shown,) = page.context["information"]
    assert [one["said"]["is_not_now"] for one in shown["phases"]] == [True]
    assert "Genoteerd." in page.content.decode()
    nurse.post(address(family), {**sent, "said": f"{step}:{phase}:given"})
    first, second = StepSaid.objects.order_by("id")
    assert (first.answer, second.answer, second.corrects, second.happened_on) == ("not_now", "given", first, ON)
    assert LogLine.objects.filter(event="guideline.said").count() == 2
    nurse.post(address(family), {"withdraw": f"said:{second.pk}"})
    with weighed.everything():
        assert not guidance_of(family, get_guideline("")[1], ON).said
    assert StepSaid.objects.count() == 3


def test_not_now_holds_for_its_own_age_phase_and_is_asked_anew_in_the_next(nurse: Client, family: Family) -> None:
    step, phase, _referral = names()
    with weighed.everything():
        version, guideline = get_guideline("")
        say_of_step(family, version, Said(step, phase, "not_now"), on=ON)
        say_of_step(family, version, Said(step, phase, "not_now"), on=ON)
        assert StepSaid.objects.count() == 1
        assert guidance_of(family, guideline, ON).talk.open_to_information is False
    clock.set_practice_date(ON + timedelta(days=365))
    page = nurse.get(address(family))
    assert [one["said"] for one in page.context["information"][0]["phases"]] == [None]
    (earlier,) = page.context["earlier"]
    assert earlier["is_not_now"]


def test_a_question_that_came_up_is_noted_in_the_word_that_programme_files_know(nurse: Client, family: Family) -> None:
    assert nurse.get(address(family)).context["programmes"] == []
    lotte, _ricardo = weighed.parents_of(family)
    question = nurse.get(address(family)).context["questions"][0]
    sent = {"question": question["id"], "who": lotte.public_id, "on": ON.isoformat()}
    page = nurse.post(address(family), sent, follow=True)
    assert page.context["programmes"]
    noted = FactorNoted.objects.get()
    assert (noted.parent, noted.said_by) == (lotte, "parent")
    assert "Lotte" in page.context["questions"][0]["came_up"][0]
    again = nurse.post(address(family), {"withdraw": page.context["questions"][0]["withdraw"]}, follow=True)
    assert again.context["programmes"] == []


def test_more_intensive_help_is_suggested_only_where_a_professional_says_that_problems_go_on(
    nurse: Client, family: Family
) -> None:
    (step,) = nurse.get(address(family)).context["referral"]
    assert step["because"] == []
    page = nurse.post(
        address(family), {"said": step["value"], "on": ON.isoformat(), "who": "professional"}, follow=True
    )
    (step,) = page.context["referral"]
    assert step["because"]
    assert step["said"]["by"] == "Jolijn"
    (step,) = nurse.post(address(family), {"withdraw": step["said"]["withdraw"]}, follow=True).context["referral"]
    assert step["because"] == []


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400), ({"said": "nonsense"}, 400), ({"said": "a:b:c"}, 409), ({"question": "nothing"}, 409),
        ({"said": "a:b:c", "on": "2031-01-01"}, 400),
    ],
)  # fmt: skip
def test_a_button_of_an_old_page_says_what_to_do(nurse: Client, family: Family, sent: dict, status: int) -> None:
    page = nurse.post(address(family), {"on": ON.isoformat(), "who": "professional", **sent})
    assert page.status_code == status
    assert page.context["form"].errors
    assert not StepSaid.objects.exists()


def test_of_a_guideline_only_its_own_steps_days_that_were_and_standing_facts_are_kept(family: Family) -> None:
    step, phase, referral = names()
    with weighed.everything():
        version, _guideline = get_guideline("")
        with pytest.raises(ActionRefused, match="day_to_come"):
            say_of_step(family, version, Said(step, phase, "given"), on=ON + timedelta(days=1))
        said = say_of_step(family, version, Said(referral, "", PERSISTING), on=ON)
        withdraw_said(said)
        with pytest.raises(ActionRefused, match="no_longer_stands"):
            withdraw_said(said)
        way = next(iter(list_ways_of_finding().values()))
        with pytest.raises(ActionRefused, match="no_guideline"):
            say_of_step(family, way, Said(step, phase, "given"), on=ON)


@pytest.mark.parametrize("page", ["richtlijn", "gesprek"])
def test_who_has_no_relation_with_the_family_reads_none_of_it(
    family: Family, browse: Callable[[User], Client], page: str
) -> None:
    stranger = User.objects.create(email="x@example.org", name="X", roles=["nurse"], is_character=True)
    assert browse(stranger).get(address(family, page)).status_code in (403, 404)
    assert Client().get(address(family, page)).status_code == 302


@pytest.mark.parametrize("table", ["signalling_stepsaid", "instruments_talkoutcome"])
def test_the_database_changes_nothing_that_was_said(family: Family, table: str) -> None:
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET withdrawn = true"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_weighing_page_leads_to_both(nurse: Client, family: Family) -> None:
    page = nurse.get(f"/gezinnen/{family.public_id}/wegen").content.decode()
    assert address(family) in page
    assert address(family, "gesprek") in page
    assert list_current_guidelines()


def test_the_number_of_queries_does_not_depend_on_what_was_said(nurse: Client, family: Family) -> None:
    def cost(page: str) -> int:
        nurse.get(address(family, page))
        with CaptureQueriesContext(connection) as asked:
            nurse.get(address(family, page))
        return len(asked)

    few = [cost("richtlijn"), cost("gesprek")]
    step, _phase, referral = names()
    with weighed.everything():
        version, guideline = get_guideline("")
        for phase in next(one for one in guideline.steps if one.id == step).phases:
            say_of_step(family, version, Said(step, phase.id, "given"), on=ON)
        say_of_step(family, version, Said(referral, "", PERSISTING), on=ON)
        for factor in ("schulden", "gezonde_hechting", "vraag_over_sensitief_opvoeden", "vraag_over_grenzen_stellen"):
            note_factor(family, factor, on=ON)
        for way in list_ways_of_finding().values():
            for outcome in get_programme(way).forms.finding.outcomes:
                record_talk_outcome(family, way, on=ON - timedelta(days=len(outcome.id)), outcome=outcome.id)
    assert [cost("richtlijn"), cost("gesprek")] == few


# How a talk came out.


def a_way() -> tuple[object, str, str]:
    """Return a way of finding with an outcome that leads to a programme on offer, and that programme."""
    offered = list_offered_programmes()
    for way in list_ways_of_finding().values():
        for outcome in get_programme(way).forms.finding.outcomes:
            led = [one for one in outcome.leads_to if one in offered]
            if led:
                return way, outcome.id, led[0]
    raise AssertionError("no way of finding leads anywhere")


def test_of_a_talk_the_outcome_is_kept_and_a_sign_up_and_nothing_else(nurse: Client, family: Family) -> None:
    way, outcome, programme = a_way()
    path = f"{address(family, 'gesprek')}?gesprek={way.programme}"
    page = nurse.get(path)
    assert [field.name for field in page.context["form"]] == ["outcome", "child", "sign_up_for", "on"]
    assert "<textarea" not in page.content.decode()
    child = family.children.get()
    sent = {"outcome": outcome, "child": child.public_id, "on": ON.isoformat(), "sign_up_for": [programme]}
    page = nurse.post(path, sent, follow=True)
    kept = TalkOutcome.objects.get()
    assert (kept.outcome, kept.child, kept.version_id) == (outcome, child, way.pk)
    (sign_up,) = SignUp.objects.filter(family=family, programme=programme)
    assert (sign_up.source, sign_up.parents_know) == ("jgz", "agreed")
    assert page.context["outcomes"][0]["child"] == "Finn"
    nurse.post(path, sent)
    assert (TalkOutcome.objects.count(), SignUp.objects.filter(family=family).count()) == (1, 1)
    nurse.post(path, {"withdraw": kept.public_id})
    with weighed.everything():
        assert talk_outcomes_of(family) == []
    assert TalkOutcome.objects.count() == 2


def test_an_outcome_signs_nobody_up_by_itself_nor_for_what_it_does_not_lead_to(family: Family) -> None:
    way, outcome, _programme = a_way()
    rules = get_programme(way).forms.finding
    calm = next(one.id for one in rules.outcomes if not set(one.leads_to) & set(list_offered_programmes()))
    with weighed.everything():
        keep_talk(family, way, outcome, on=ON)
        assert not SignUp.objects.filter(family=family).exists()
        with pytest.raises(ActionRefused, match="leads_elsewhere"):
            keep_talk(family, way, calm, on=ON, sign_up_for=["elsewhere"])
        assert [one.outcome for one in talk_outcomes_of(family)] == [outcome]
        changed = record_talk_outcome(family, way, on=ON, outcome=calm)
        assert changed.corrects.outcome == outcome


@pytest.mark.parametrize(
    ("said", "code"),
    [({"outcome": "score_7"}, "unknown_outcome"), ({"on": ON + timedelta(days=1)}, "day_to_come")],
)
def test_what_cannot_have_come_out_is_refused(family: Family, said: dict, code: str) -> None:
    way, outcome, _programme = a_way()
    with weighed.everything():
        with pytest.raises(ActionRefused, match=code):
            record_talk_outcome(family, way, **{"on": ON, "outcome": outcome, **said})
        guideline_version, _guideline = get_guideline("")
        with pytest.raises((ActionRefused, AttributeError)):
            record_talk_outcome(family, guideline_version, on=ON, outcome=outcome)
        kept = record_talk_outcome(family, way, on=ON, outcome=outcome)
        withdraw_talk_outcome(kept)
        with pytest.raises(ActionRefused, match="no_longer_stands"):
            withdraw_talk_outcome(kept)
        other = weighed.make_family("Noor")
        with pytest.raises(ActionRefused, match="not_of_this_family"):
            record_talk_outcome(family, way, on=ON, outcome=outcome, child=other.children.get())


def test_a_sender_records_no_talk(family: Family) -> None:
    way, outcome, _programme = a_way()
    stranger = User.objects.create(email="s@example.org", name="S", roles=["sender"], is_character=True)
    with acting(identity_of(stranger)), pytest.raises(NotPermitted):
        record_talk_outcome(family, way, on=ON, outcome=outcome)
