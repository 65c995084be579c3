# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is answered about sharing covers it, until it is taken back; what went before stays and is listed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord, NotFound, NotPermitted
from duizend.record.consents.actions import Answer, note_sharing, record_answer, undo_answer, withdraw
from duizend.record.consents.models import Consent, SharedUnder, Sharing
from duizend.record.consents.queries import Cover, find_cover, list_shared
from duizend.record.consents.rules.deciding import REPRESENTATIVE
from duizend.record.families.actions import set_authority
from rooms.consents.characters import TODAY, Scene, make_scene
from rooms.contacts.characters import make_nurse


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def cover_of(scene: Scene, purpose: str = "inform", to: str = "gp", **more: object) -> object:
    with scene.nurse.acts():
        return find_cover(scene.family, purpose, to, TODAY, **more)


def share(scene: Scene, **more: object) -> Sharing:
    with scene.nurse.acts():
        said = {"purpose": "inform", "recipient": "gp", "kind": "letter", "on": clock.today(), **more}
        return note_sharing(scene.family, **said)


def test_nothing_is_covered_until_everybody_it_is_about_is_answered_for(scene: Scene) -> None:
    found = cover_of(scene)
    assert not found
    assert [(lack.about, lack.ask_words) for lack in found.lacks] == [
        ("Lotte", "Lotte"), ("Wout", "Wout"), ("Noor", "Lotte of Wout"),
    ]  # fmt: skip
    scene.answer(scene.child, scene.lotte)
    assert isinstance(cover_of(scene, about=[scene.child]), Cover)
    assert not cover_of(scene)
    scene.all_agree()
    assert cover_of(scene).article.startswith("art. 7:457")
    assert not cover_of(scene, to="midwife")


def test_not_everything_is_consent(scene: Scene) -> None:
    for purpose, basis in (("care_team", "agreement"), ("public_health_task", "task")):
        found = cover_of(scene, purpose)
        assert (found.basis, found.consents) == (basis, ())
        with pytest.raises(ActionRefused) as refused:
            scene.answer(scene.lotte, scene.lotte, purpose=purpose)
        assert refused.value.code == "no_consent_needed"
    with pytest.raises(NotFound):
        cover_of(scene, "selling")


def test_one_parent_is_enough_for_a_young_child_unless_the_other_objects(scene: Scene) -> None:
    scene.answer(scene.child, scene.lotte)
    scene.answer(scene.child, scene.wout, yes=False)
    found = cover_of(scene, about=[scene.child])
    assert [(lack.ask, lack.against) for lack in found.lacks] == [(("Wout",), ("Wout",))]


def test_a_parent_without_authority_does_not_decide_about_the_child(scene: Scene) -> None:
    with scene.nurse.acts():
        set_authority(scene.wout, scene.child, holds=False, on=TODAY)
    with pytest.raises(ActionRefused) as refused:
        scene.answer(scene.child, scene.wout, yes=False)
    assert refused.value.code == "does_not_decide"
    scene.answer(scene.child, scene.lotte)
    assert cover_of(scene, about=[scene.child])


def test_a_mother_of_fifteen_decides_with_her_representative_and_not_alone_over_her_child() -> None:
    scene = make_scene(mother_born=date(2010, 9, 1))
    scene.answer(scene.lotte, scene.lotte)
    found = cover_of(scene, about=[scene.lotte])
    assert found.lacks[0].ask == ("wie gezag heeft buiten dit dossier",)
    with pytest.raises(ActionRefused):
        scene.answer(scene.child, scene.lotte)
    said = Answer(scene.who(scene.lotte), REPRESENTATIVE, "inform", "gp", TODAY, by_words="moeder van Lotte")
    with scene.nurse.acts():
        record_answer(scene.family, said, yes=True)
    assert cover_of(scene, about=[scene.lotte])


def test_a_yes_taken_back_stops_sharing_at_once_and_lists_what_went_before(scene: Scene) -> None:
    yes = scene.all_agree()
    sent = share(scene)
    with scene.nurse.acts():
        row, before = withdraw(yes[2], on=TODAY)
    assert (row.answer, before) == ("withdrawn", [sent])
    with pytest.raises(ActionRefused) as refused:
        share(scene)
    assert refused.value.code == "not_covered"
    assert "Noor" in refused.value.reason
    with scene.nurse.acts():
        assert list_shared(scene.family) == [sent]
        assert {under.consent for under in list_shared(scene.family)[0].under.all()} == set(yes)


def test_only_a_yes_that_stands_is_taken_back_and_not_before_it_was_said(scene: Scene) -> None:
    yes = scene.answer(scene.lotte, scene.lotte)
    with scene.nurse.acts():
        for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
            with pytest.raises(ActionRefused):
                withdraw(yes, on=day)
        withdraw(yes, on=TODAY)
        with pytest.raises(ActionRefused):
            withdraw(yes, on=TODAY)


def test_a_wrong_click_is_undone_once_and_not_when_something_was_shared_under_it(scene: Scene) -> None:
    no = scene.answer(scene.lotte, scene.lotte, yes=False)
    with scene.nurse.acts():
        assert undo_answer(no).corrects == no
        with pytest.raises(ContradictsRecord):
            undo_answer(no)
    yes = scene.all_agree()
    share(scene)
    with scene.nurse.acts(), pytest.raises(ActionRefused) as refused:
        undo_answer(yes[0])
    assert refused.value.code == "shared_under_it"


def test_a_yes_has_the_term_and_version_of_the_text_that_was_put(scene: Scene) -> None:
    yes = scene.all_agree()
    assert {(row.text_version, row.until) for row in yes} == {("1", date(2027, 3, 10))}
    with scene.nurse.acts():
        assert find_cover(scene.family, "inform", "gp", date(2027, 3, 10))
        assert not find_cover(scene.family, "inform", "gp", date(2027, 3, 11))


def test_a_recipient_has_to_be_named_by_the_text_unless_it_is_open(scene: Scene) -> None:
    scene.answer(scene.lotte, scene.lotte, to="Praktijk De Brug")
    for purpose, to in (("follow_up", "Praktijk De Brug"), ("inform", " ")):
        with pytest.raises(ActionRefused) as refused:
            scene.answer(scene.lotte, scene.lotte, purpose=purpose, to=to)
        assert refused.value.code == "no_such_recipient"


def test_nobody_without_a_care_relation_reads_or_writes_and_rows_stay_unseen(scene: Scene) -> None:
    scene.all_agree()
    share(scene)
    with make_nurse("Vreemd").acts():
        assert [model.objects.count() for model in (Consent, Sharing, SharedUnder)] == [0, 0, 0]
        with pytest.raises(NotPermitted):
            note_sharing(scene.family, purpose="care_team", recipient="gp", kind="talk", on=TODAY)


@pytest.mark.parametrize("model", [Consent, Sharing, SharedUnder])
def test_what_was_said_and_shared_can_be_neither_changed_nor_deleted(scene: Scene, model) -> None:
    scene.all_agree()
    share(scene)
    with scene.nurse.acts():
        for change in (
            lambda: model.objects.update(family=scene.family),
            lambda: model.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()


def test_looking_for_cover_costs_the_same_with_much_as_with_little(scene: Scene) -> None:
    def count() -> int:
        with (
            scene.nurse.acts(),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            find_cover(scene.family, "inform", "gp", TODAY)
        return len(queries)

    scene.all_agree()
    little = count()
    for to in ("midwife", "school", "local_team"):
        scene.all_agree(to=to)
    assert count() == little
