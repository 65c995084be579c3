# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every table and field owes: a privacy class, a retention term, readers, and arrows that look up."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from house.plan import ORDER, ROOT

OURS = [model for model in apps.get_models() if model.__module__.startswith("duizend.")]
LABELS = {name.rpartition(".")[2]: name for name in ORDER}


def test_there_are_models_to_check() -> None:
    assert len(OURS) > 20


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_field_states_its_privacy_class_retention_and_readers(model: type[models.Model]) -> None:
    names = {field.name for field in model._meta.get_fields() if not field.auto_created and field.concrete}
    stated = set(model.privacy)
    implicit = {"id"}
    assert names - stated - implicit == set(), "fields without a statement"
    assert stated - names - implicit == set(), "statements about fields that do not exist"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_the_readers_of_a_field_are_rooms(model: type[models.Model]) -> None:
    readers = {reader for statement in model.privacy.values() for reader in statement.read_by}
    assert readers - set(LABELS) == set()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_foreign_keys_look_up_the_list_of_rooms(model: type[models.Model]) -> None:
    own = LABELS[model._meta.app_label]
    wrong = []
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey) and field.related_model._meta.app_label in LABELS:
            other = LABELS[field.related_model._meta.app_label]
            if ORDER[other] > ORDER[own]:
                wrong.append(f"{field.name} -> {other}")
    assert wrong == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_nothing_is_deleted_along_except_parts_of_a_plan(model: type[models.Model]) -> None:
    cascading = {
        f"{model.__name__}.{f.name}" for f in model._meta.get_fields()
        if isinstance(f, models.ForeignKey) and f.remote_field.on_delete is models.CASCADE
    }  # fmt: skip
    assert cascading <= {"AppointmentTime.appointment", "Draft.appointment"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_order_is_hidden_in_a_model(model: type[models.Model]) -> None:
    assert list(model._meta.ordering) == []


def test_no_field_holds_origin_nationality_or_religion() -> None:
    words = ("origin", "nationality", "religion", "ethnic", "herkomst", "nationaliteit", "geloof")
    found = [
        f"{m.__name__}.{f.name}" for m in OURS for f in m._meta.get_fields() if any(word in f.name for word in words)
    ]
    assert found == []


def test_the_list_of_fields_in_the_papers_is_fresh() -> None:
    from duizend.project.papers import fields_page, register_page, states_page

    assert (ROOT / "docs/generated/verwerkingsregister.md").read_text(encoding="utf-8") == register_page()
    assert (ROOT / "docs/generated/fields.md").read_text(encoding="utf-8") == fields_page()
    assert (ROOT / "docs/generated/states.md").read_text(encoding="utf-8") == states_page()


def test_the_tables_are_what_the_models_say() -> None:
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    loader = MigrationLoader(None)
    with translation.override(None):
        state = ProjectState.from_apps(apps)
        changes = MigrationAutodetector(loader.project_state(), state).changes(graph=loader.graph)
    assert {label: [m.operations for m in found] for label, found in changes.items() if label in LABELS} == {}


def test_migrations_are_linear_and_named_by_what_they_change() -> None:
    wrong = []
    for path in ROOT.glob("src/duizend/**/migrations/0*.py"):
        number, _, name = path.stem.partition("_")
        if name.startswith(("auto", "alter", "initial")) or len(name) < 5:
            wrong.append(path.stem)
        same = list(path.parent.glob(f"{number}_*.py"))
        if len(same) != 1:
            wrong.append(f"{path.parent.parent.name} has two {number}")
    assert wrong == []
