# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people and stages of a recording are called, in the viewer's language; pages, lists and refusals share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.delivery.contacts.words import weekday_date
from duizend.record.families.queries import enumerate_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.delivery.video.queries import Case
    from duizend.delivery.video.rules.consents import Who

# stage -> (kind of chip, icon, words)
STAGE_WORDS = {
    "asking": ("waiting", "question", gettext_lazy("Toestemming vragen")),
    "ready": ("agreed", "", gettext_lazy("Iedereen is akkoord")),
    "made": ("running", "eye", gettext_lazy("Gemaakt, nog terugkijken")),
    "reviewed": ("running", "check", gettext_lazy("Teruggekeken")),
    "destroyed": ("completed", "", gettext_lazy("Vernietigd")),
    "handed_over": ("completed", "families", gettext_lazy("Meegegeven aan de ouders")),
}
STEP_WORDS = {
    "made": gettext_lazy("Opname gemaakt"), "reviewed": gettext_lazy("Samen teruggekeken"),
    "destroyed": gettext_lazy("Vernietigd"), "handed_over": gettext_lazy("Meegegeven aan de ouders"),
}  # fmt: skip
ANSWER_WORDS = {
    "yes": gettext_lazy("Toestemming"), "no": gettext_lazy("Geen toestemming"),
    "withdrawn": gettext_lazy("Toestemming ingetrokken"),
}  # fmt: skip
WAY_WORDS = {"paper": gettext_lazy("Op papier"), "screen": gettext_lazy("Op het scherm")}


def because_words(because: str, destroy_on: date) -> str:
    """Say by when a recording has to be gone, and why."""
    texts = {
        "term": _("Uiterlijk %(day)s vernietigen of meegeven: zo is het afgesproken."),
        "agreed": _("Uiterlijk %(day)s vernietigen of meegeven: dat vroeg wie toestemming gaf."),
        "withdrawn": _("De toestemming is op %(day)s ingetrokken. Bekijk de opname niet meer en vernietig hem nu."),
        "ended": _("Het traject is op %(day)s beëindigd. Vernietig de opname nu, of geef hem mee."),
        "loss": _("Dit gezin verloor een kind of een zwangerschap. Vernietig niets voordat je met de ouders besprak of zij de opname willen hebben."),
    }  # fmt: skip
    return texts[because] % {"day": weekday_date(destroy_on)}


def names_of(case: Case, who: Sequence[Who]) -> str:
    """Name people as one does in a sentence: "Samira en Wout"."""
    return enumerate_names(case.names(who))
