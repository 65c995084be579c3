# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A template of this house says what Django's own would say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django import forms
from django.template import Context, Engine, Template
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from duizend.ground.kernel.spoken import Quick


class Asked(forms.Form):
    word = forms.CharField(label="Woord <&>", required=False)


@dataclass
class Thing:
    name: str = "<ding>"

    def says(self) -> str:
        return "zei <b>"


WORDS = {
    "plain": "a < b & 'c'", "safe": mark_safe("<b>vet</b>"), "number": 12345, "share": 1.5, "none": None, "yes": True,
    "day": date(2026, 11, 20), "row": {"name": "<x>", "items": "eigen", "none": None, "deep": {"er": "diep"}}, "bare": {"a": 1},
    "list": ["eerste", "tweede"], "thing": Thing(), "call": lambda: "geroepen <>", "lazy": gettext_lazy("Vandaag"),
    "later": SimpleLazyObject(lambda: mark_safe("<i>later</i>")), "later_row": SimpleLazyObject(lambda: {"a": "<"}),
    "form": Asked({"word": "<w>"}),
}  # fmt: skip
NAMES = (
    *WORDS, "row.name", "row.items", "row.none", "row.deep.er", "row.deep.not", "row.not", "bare.items", "missing", "missing.at_all",
    "list.1", "list.7", "list.0.upper", "thing.name", "thing.says", "thing.not", "later_row.a", "form.word", "form.word.label",
    "form.word.errors", "form.word.field.required", "form.not", "plain.upper", '"letterlijk <"', "12", "row.name|upper", "autoescape",
)  # fmt: skip


def _both(source: str) -> list[str]:
    engine = Engine(libraries={"i18n": "django.templatetags.i18n"})
    return [kind(source, engine=engine).render(Context(WORDS)) for kind in (Template, Quick)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "around", ["{{ %s }}", "{%% autoescape off %%}{{ %s }}{%% endautoescape %%}", "{%% if %s %%}ja{%% endif %%}"]
)
def test_a_name_says_the_same(name: str, around: str) -> None:
    plain, quick = _both(around % name)
    assert quick == plain


def test_a_loop_and_its_counter_say_the_same() -> None:
    plain, quick = _both(
        "{% for one in list %}{{ forloop.counter }}{{ one }}{% if forloop.last %}.{% endif %}{% endfor %}"
    )
    assert quick == plain


def test_an_included_template_sees_what_it_is_given_and_no_more() -> None:
    loader = ("django.template.loaders.locmem.Loader", {"piece": "{{ given }}{{ plain }}"})
    engine = Engine(loaders=[loader])
    for source in (
        '{% include "piece" with given=row.name only %}',
        '{% include "piece" with given=row.name %}{{ given }}',
    ):
        said = [kind(source, engine=engine).render(Context(WORDS)) for kind in (Template, Quick)]
        assert said[0] == said[1]
