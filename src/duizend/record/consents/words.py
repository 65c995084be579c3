# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What answers, kinds and bases of sharing are called, in the viewer's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy

if TYPE_CHECKING:
    from duizend.ground.kernel.rules.text import Text
    from duizend.record.consents.rules.texts import Purpose

# answer -> (kind of chip, words)
ANSWER_WORDS = {
    "given": ("agreed", gettext_lazy("Toestemming")), "refused": ("declined", gettext_lazy("Geen toestemming")),
    "withdrawn": ("stopped", gettext_lazy("Toestemming ingetrokken")), "expired": ("late", gettext_lazy("Verlopen")),
}  # fmt: skip
WAY_WORDS = {
    "talk": gettext_lazy("In gesprek"), "paper": gettext_lazy("Op papier"), "screen": gettext_lazy("Op het scherm"),
}  # fmt: skip
KIND_WORDS = {
    "referral": gettext_lazy("Verwijzing"), "message": gettext_lazy("Bericht"), "letter": gettext_lazy("Brief"),
    "talk": gettext_lazy("Gesprek"), "copy": gettext_lazy("Kopie van het dossier"),
}  # fmt: skip
BASIS_WORDS = {
    "agreement": gettext_lazy("Hoort bij de begeleiding die is afgesproken"),
    "task": gettext_lazy("Taak volgens de wet"), "consent": gettext_lazy("Toestemming"),
}  # fmt: skip


def text_of(text: Text) -> str:
    """Give a text of a file in the viewer's language."""
    return text.in_language("en" if get_language() == "en" else "nl")


def purpose_words(purposes: dict[str, Purpose], key: str) -> str:
    """Name a purpose; its key when no file has it any more."""
    return text_of(purposes[key].name) if key in purposes else key


def recipient_words(purposes: dict[str, Purpose], key: str) -> str:
    """Name a recipient: by the file, or as it was typed."""
    return next((text_of(r.name) for one in purposes.values() for r in one.recipients if r.id == key), key)
