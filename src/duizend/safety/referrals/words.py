# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What steps, states and what is sent along are called, in the viewer's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.safety.referrals.rules.steps import is_to_chase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.safety.referrals.models import Referral
    from duizend.safety.referrals.rules.steps import Step

# step -> (kind of chip, words)
STEP_WORDS = {
    "proposed": ("noted", gettext_lazy("Voorgesteld")), "sent": ("waiting", gettext_lazy("Verstuurd")),
    "chased": ("waiting", gettext_lazy("Nagebeld")), "no_answer": ("waiting", gettext_lazy("Geen antwoord")),
    "accepted": ("agreed", gettext_lazy("Aangenomen")), "rejected": ("declined", gettext_lazy("Afgewezen")),
    "done": ("completed", gettext_lazy("Afgerond")), "withdrawn": ("stopped", gettext_lazy("Ingetrokken")),
}  # fmt: skip
STEP_BUTTONS = {
    "chased": gettext_lazy("Nagebeld, zij komen erop terug"), "no_answer": gettext_lazy("Geen antwoord gekregen"),
    "accepted": gettext_lazy("Zij nemen het aan"), "rejected": gettext_lazy("Zij nemen het niet aan"),
    "done": gettext_lazy("De hulp is afgerond"), "withdrawn": gettext_lazy("Wij trekken het in"),
}  # fmt: skip
SHARE_WORDS = {
    "name": gettext_lazy("Wie het is"), "contact": gettext_lazy("Hoe je hen bereikt"),
    "child": gettext_lazy("Naam en geboortedatum van het kind"), "question": gettext_lazy("Wat er gevraagd wordt"),
}  # fmt: skip
STATE_WORDS = {
    "": gettext_lazy("Alle"), "open": gettext_lazy("Loopt"), "waiting": gettext_lazy("Wacht op antwoord"),
    "to_chase": gettext_lazy("Na te bellen"), "done": gettext_lazy("Klaar"),
}  # fmt: skip


def chip_of(steps: Sequence[Step], term_days: int, today: date) -> dict[str, object]:
    """Say where a referral stands, or that its owner is to call after it."""
    if is_to_chase(steps, term_days, today):
        return {"kind": "late", "label": _("Nabellen"), "icon": "clock"}
    kind, label = STEP_WORDS[steps[-1].kind]
    return {"kind": kind, "label": label, "icon": ""}


def about_words(referral: Referral) -> str:
    """Say about whom a referral is."""
    if referral.parent:
        return referral.parent.given_name
    if referral.child:
        return referral.child.given_name or _("het kind")
    return _("het hele gezin")


def shares_words(shares: list[str]) -> str:
    """Say what is sent along."""
    return ", ".join(str(SHARE_WORDS[one]) for one in shares if one in SHARE_WORDS) or _("Niets")


def reference_of(public_id: str) -> str:
    """Write a reference that can be read out over the telephone, and that tells of nobody."""
    return f"{public_id[:4]}-{public_id[4:8]}".upper()
