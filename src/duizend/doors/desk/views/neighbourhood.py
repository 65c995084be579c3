# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a neighbourhood asks for a decision, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from duizend.delivery.community.words import day_words, where_words
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from duizend.delivery.community.models import Activity, CallBack

OF_NEIGHBOURHOOD = frozenset({"call_back", "activity_new", "activity_check"})


def describe_neighbourly(kind: str, what: Activity | CallBack) -> dict[str, object]:
    """Put what is due into words; who wants to be called is told on the page itself, not in the queue."""
    if kind == "call_back":
        about = what.activity.title if what.activity else ""
        return {
            "chip": {"kind": "waiting", "icon": "phone", "label": _("Bel terug")}, "title": _("Iemand wil gebeld worden"),
            "title_url": "", "why": _("gevraagd op %(day)s.") % {"day": day_words(clock.local_day(what.asked_at))},
            "also": about, "label": _("Bekijk wie"), "url": reverse("community:overview"),
        }  # fmt: skip
    url = reverse("community:check", args=[what.public_id])
    told = {"title": what.title, "title_url": url, "also": where_words(what), "label": _("Kijk na"), "url": url}
    if kind == "activity_new":
        chip = {"kind": "noted", "icon": "groups", "label": _("Voorstel van ouders")}
        return told | {
            "chip": chip,
            "why": _("voorgesteld op %(day)s; niemand ziet het nog.") % {"day": day_words(what.proposed_on)},
        }
    chip = {"kind": "noted", "icon": "groups", "label": _("Klopt het nog?")}
    return told | {"chip": chip, "why": _("nagekeken op %(day)s.") % {"day": day_words(what.checked_on)}}
