# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Templates kept once per language, with their words in it: a page need not look up the same fifty words again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.template.loaders import cached
from django.utils.translation import get_language, gettext

if TYPE_CHECKING:
    from django.template import Origin

# Words that stand in the page as they are; what is kept under a name ("as title") is left to the tag.
WORDS = re.compile(r'{% trans "([^"\\]+)" %}')


class Loader(cached.Loader):
    """Django's own, per language."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        return f"{get_language()} {super().cache_key(template_name, skip)}"

    def get_contents(self, origin: Origin) -> str:
        return WORDS.sub(_say, super().get_contents(origin))


def _say(words: re.Match[str]) -> str:
    # As the tag does it: a percent sign is doubled in the list of texts.
    said = gettext(words[1].replace("%", "%%")).replace("%%", "%")
    return words[0] if "{" in said else said
