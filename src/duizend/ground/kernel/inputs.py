# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The inputs of forms without a template each: a page has some thirty of them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "django/forms/widgets/"
INPUTS = frozenset(
    f"{FOLDER}{name}.html"
    for name in ("checkbox", "checkbox_option", "date", "email", "hidden", "number", "radio_option", "text", "time")
)


class PlainInputs(DjangoTemplates):
    """Writes what Django's own templates write; what is not known here is left to those."""

    def render(self, template_name: str, context: Mapping[str, Any], request: object = None) -> SafeString:
        widget = context.get("widget", {})
        if template_name in INPUTS and not widget.get("wrap_label"):
            value = widget.get("value")
            shown = "" if value is None else f' value="{_said(value)}"'
            kind, name = _said(widget["type"]), _said(widget["name"])
            return mark_safe(f'<input type="{kind}" name="{name}"{shown}{_attributes(widget)}>')  # noqa: S308
        if template_name == f"{FOLDER}textarea.html":
            text = conditional_escape(widget["value"] or "")
            name = conditional_escape(widget["name"])
            return mark_safe(f'<textarea name="{name}"{_attributes(widget)}>\n{text}</textarea>')  # noqa: S308
        if template_name == f"{FOLDER}select.html":
            return mark_safe(_select(widget))  # noqa: S308
        return super().render(template_name, context, request)


def _select(widget: Mapping[str, Any]) -> str:
    lines = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        lines += [f'\n  <optgroup label="{conditional_escape(group)}">'] if group else []
        for option in options:
            value, label = _said(option["value"]), _said(option["label"])
            lines.append(f'\n  <option value="{value}"{_attributes(option)}>{label}</option>\n')
        lines += ["\n  </optgroup>"] if group else []
    return "".join((*lines, "\n</select>\n"))


def _attributes(widget: Mapping[str, Any]) -> str:
    """Write the attributes; one that is True stands by its name alone, one that is False not at all."""
    return "".join([
        f" {_said(name)}" if value is True else f' {_said(name)}="{_said(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    ])  # fmt: skip


def _said(value: object) -> str:
    """Escape a value; what is a plain string, as nearly all are, without asking what it is."""
    return escape(value) if type(value) is str else conditional_escape(str(value))
