# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a message gets to somebody. A provider is chosen by DUIZEND_MESSAGES; one for practice writes it on the screen."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings


class ProviderFailed(Exception):
    """A message was not taken; it is tried again later. The words are the provider's own and name nobody."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a provider is given: `key` is the same each time that this message is tried, so that it goes out once."""

    key: str
    way: str
    address: str
    text: str


class Provider(Protocol):
    """Takes a letter, or raises ProviderFailed."""

    def send(self, letter: Letter) -> None: ...


class Console:
    """Writes a message on the screen, without the address: nothing leaves the building."""

    def send(self, letter: Letter) -> None:
        sys.stdout.write(f"{letter.way} {letter.key}: {letter.text}\n")


PROVIDERS: dict[str, type[Provider]] = {"console": Console}


def chosen_provider() -> Provider | None:
    """Return the provider of the settings; None where messages are off, so that everything is told by people."""
    made = PROVIDERS.get(settings.DUIZEND.messages)
    return made() if made else None
