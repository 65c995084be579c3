# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""{% theme_sheet %}: the organisation's own tokens, after the house's, where there are any."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def theme_sheet() -> SafeString | str:
    """Return the link to the theme's style sheet, or nothing when this installation has no theme."""
    name = getattr(settings, "DUIZEND_THEME_SHEET", "")
    return format_html('<link rel="stylesheet" href="{}">', static(name)) if name else ""
