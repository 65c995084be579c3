# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A shown text in Dutch and English."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text people read. `translated` is false where the English is the Dutch, for want of better."""

    nl: str
    en: str
    translated: bool = True

    def in_language(self, language: Language) -> str:
        """Give the text in one of the two languages."""
        return self.en if language == "en" else self.nl


def dutch_only(nl: str) -> Text:
    """Make a text whose English is missing: it falls back to the Dutch and is marked."""
    return Text(nl, nl, translated=False)


def join(texts: tuple[Text, ...]) -> Text:
    """Join texts with commas, in their order."""
    return Text(
        ", ".join(text.nl for text in texts),
        ", ".join(text.en for text in texts),
        translated=all(text.translated for text in texts),
    )
