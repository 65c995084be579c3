# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""{% icon "pencil" %}: one icon from the sprite, at a tenth of the cost of an include."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return the drawing called name, hidden from who listens; a word always stands beside it."""
    turns = " icon--directional" if name in {"arrow", "back"} else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        turns,
        static("icons.svg"),
        name,
    )
