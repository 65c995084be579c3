# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small pieces that stand many times on a page, at a tenth of the cost of an include."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from duizend.ground.kernel.templatetags.icons import icon as draw

register = template.Library()
# The icon of a state, when it has none of its own.
STATE_ICONS = {
    "running": "sprout", "agreed": "check", "completed": "check", "not-yet": "hourglass", "waiting": "clock",
    "late": "clock", "offered": "offer", "declined": "dash", "stopped": "square", "error": "warning", "todo": "copy",
}  # fmt: skip


@register.simple_tag
@cache
def fixed(name: str) -> SafeString:
    """Return a template that is the same on every page, in every language; read once per process."""
    return render_to_string(name)


@register.simple_tag
def chip(kind: str, label: str, icon: str = "", url: str = "") -> SafeString:
    """Return a state: icon and word, never colour alone.

    kind: noted | offered | todo | not-yet | agreed | running | waiting | late | declined | stopped | completed | error.
    icon: another than the state's own. url: makes it a link.
    """
    tag, link = ("a", f' href="{conditional_escape(url)}"') if url else ("span", "")
    # Every part was escaped.
    return mark_safe(  # noqa: S308
        f"<{tag}{link} {_dressed(kind, icon)}<span>{conditional_escape(label)}</span></{tag}>"
    )


@cache
def _dressed(kind: str, icon: str) -> str:
    """Write what is the same for every chip of a kind: its class and its icon."""
    drawn = draw(icon or STATE_ICONS.get(kind, "diamond"))
    return f'class="nl-data-badge chip chip--{conditional_escape(kind)}">{drawn}'


@register.simple_tag
def count(value: int | str | None) -> SafeString:
    """Return a number | "<5" (or "<10") | "hidden" | None. The words that explain it stand under the table."""
    if value is None:
        return format_html(
            '<span class="not-shown">–<span class="visually-hidden"> {}</span></span>', _("niet geregistreerd")
        )
    if type(value) is int:
        return mark_safe(str(value))  # noqa: S308 - a number
    if value == "hidden":
        return format_html('<span class="not-shown">{}</span>', _("afgeschermd"))
    return conditional_escape(str(value))
