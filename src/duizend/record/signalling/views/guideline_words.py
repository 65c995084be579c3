# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A guideline and what it suggests, as the page says it: words and reasons, nothing counted."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.catalogue.rules.programme import TARGET_WINDOW
from duizend.record.signalling.rules.guideline import NOT_NOW, PERSISTING
from duizend.record.signalling.views.weighing_words import capitalised, day, reason_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duizend.catalogue.rules.guideline import AgePhase, Guideline, GuidelineStep, Suggestion
    from duizend.record.signalling.models import StepSaid
    from duizend.record.signalling.queries.guidelines import Guidance


def guideline_of(found: Guideline) -> dict[str, object]:
    """Name a guideline, with what it looks at together: what makes strong, and what has to be borne."""
    return {
        "name": text_of(found.name), "summary": text_of(found.summary), "version": found.version, "owner": found.owner,
        "strengths": [text_of(one.text) for one in found.observe if one.side == "strength"],
        "loads": [text_of(one.text) for one in found.observe if one.side == "load"],
        "first": next((text_of(one.text) for one in found.steps if one.kind == "observe"), ""),
    }  # fmt: skip


def steps_of(guidance: Guidance) -> dict[str, object]:
    """Write the steps after looking: questions, information, what may fit, and help elsewhere."""
    return {
        "questions": _questions(guidance), "information": _information(guidance), "earlier": _earlier(guidance),
        "programmes": _programmes(guidance), "referral": _referral(guidance),
    }  # fmt: skip


def _questions(guidance: Guidance) -> list[dict[str, object]]:
    """Write each question that may come up, and who said that it did."""
    noted: dict[str, list] = {}
    for one in guidance.weighing.noted:
        noted.setdefault(one.fact.factor, []).append(one)
    return [
        {
            "id": one.id, "text": text_of(one.text), "came_up": [_who(row) for row in noted.get(one.factor, ())],
            "withdraw": "factor:" + ",".join(str(row.fact.pk) for row in noted.get(one.factor, ())),
        }
        for one in guidance.guideline.questions
        if one.factor is not None
    ]  # fmt: skip


def _who(noted: object) -> str:
    fact = noted.fact
    parent = noted.parent.given_name if noted.parent else _("Een ouder")
    return f"{parent if noted.is_said_by_a_parent else fact.entered_by.name}, {day(fact.happened_on)}"


def _information(guidance: Guidance) -> list[dict[str, object]]:
    """Write each step that tells something, with the age phases of today and what the parents said of each."""
    return [
        {
            "text": text_of(step.text), "source": guidance.guideline.source(step.source).citation,
            "phases": [_phase(guidance, step, phase) for _step, phase in rows],
        }
        for step, rows in groupby(guidance.phases, key=lambda pair: pair[0])
    ]  # fmt: skip


def _phase(guidance: Guidance, step: GuidelineStep, phase: AgePhase) -> dict[str, object]:
    said = guidance.find_said(step.id, phase.id)
    return {
        "text": text_of(phase.text), "said": _said(guidance.guideline, said) if said else None,
        "answers": [
            {"value": f"{step.id}:{phase.id}:{answer.id}", "label": text_of(answer.text), "is_not_now": answer.id == NOT_NOW}
            for answer in step.answers
            if said is None or said.answer != answer.id
        ],
    }  # fmt: skip


def _earlier(guidance: Guidance) -> list[dict[str, object]]:
    """Write what was said in age phases that are over, or not yet come: it stays what it was."""
    now = {(step.id, phase.id) for step, phase in guidance.phases}
    past = [one for one in guidance.said if one.answer != PERSISTING and (one.step, one.about) not in now]
    return [_said(guidance.guideline, one) for one in past]


def _said(found: Guideline, said: StepSaid) -> dict[str, object]:
    step = next((one for one in found.steps if one.id == said.step), None)
    answers = {one.id: one.text for one in step.answers} if step else {}
    phases = {one.id: one.text for one in step.phases} if step else {}
    return {
        "answer": text_of(answers[said.answer]) if said.answer in answers else said.answer.replace("_", " "),
        "about": text_of(phases[said.about]) if said.about in phases else "", "is_not_now": said.answer == NOT_NOW,
        "day": day(said.happened_on), "by": said.entered_by.name, "withdraw": f"said:{said.pk}",
    }  # fmt: skip


def _programmes(guidance: Guidance) -> list[dict[str, object]]:
    """Write the steps that point to programmes, each with the programmes of it that may fit, and why."""
    suggested = [one for one in guidance.suggestions if one.kind == "programmes"]
    return [
        {
            "text": text_of(rows[0].text),
            "source": rows[0].source,
            "programmes": [_programme(guidance, one) for one in rows],
        }
        for rows in (list(group) for _step, group in groupby(suggested, key=lambda one: one.step))
    ]


def _programme(guidance: Guidance, one: Suggestion) -> dict[str, object]:
    programme = guidance.programmes[one.programme]
    conditions = {criterion.id: text_of(criterion.text) for criterion in programme.criteria}
    conditions[TARGET_WINDOW] = _("De leeftijd van het kind, of de uitgerekende datum")
    return {
        "name": text_of(programme.name),
        "summary": text_of(programme.summary),
        "because": _reasons(one),
        "first_ask": [conditions[asked] for asked in one.first_ask if asked in conditions],
    }


def _reasons(one: Suggestion) -> list[str]:
    return list(dict.fromkeys(capitalised(reason_of(reason.text)) for reason in one.because))


def _referral(guidance: Guidance) -> list[dict[str, object]]:
    """Write the steps that lead to help elsewhere: suggested only where somebody said that problems persist."""
    suggested = {one.step: one for one in guidance.suggestions if one.kind == "referral"}
    return [
        {
            "text": text_of(step.text), "source": guidance.guideline.source(step.source).citation,
            "value": f"{step.id}::{PERSISTING}", "because": _reasons(suggested[step.id]) if step.id in suggested else [],
            "said": _said_first(guidance, guidance.find_said(step.id, "")),
        }
        for step in _sorted(guidance.guideline.steps)
        if step.kind == "referral"
    ]  # fmt: skip


def _said_first(guidance: Guidance, said: StepSaid | None) -> dict[str, object] | None:
    return _said(guidance.guideline, said) if said else None


def _sorted(steps: Iterable[GuidelineStep]) -> list[GuidelineStep]:
    return sorted(steps, key=lambda step: step.order)
