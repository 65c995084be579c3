# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The account in one sentence, written from protected counts only."""

from __future__ import annotations

from duizend.insight.disclosure.rules import Protected, Shown, Small
from duizend.insight.reports.rules.measures import Language


def ready_sentence(
    indicated: Protected | None,
    started: Protected | None,
    not_or_not_yet: Protected | None,
    *,
    language: Language = "nl",
) -> str:
    """Say in one sentence how many families were eligible and how many started, as far as this reader may know."""
    words = _DUTCH if language == "nl" else _ENGLISH
    if indicated is None:
        return words["not_recorded"]
    parts = [_part(words, "indicated", indicated)]
    if (isinstance(indicated, Shown) and indicated.value > 0) or not isinstance(indicated, Shown | Small):
        if started is not None:
            parts.append(_part(words, "started", started))
        if isinstance(started, Shown) and isinstance(not_or_not_yet, Shown):
            parts.append(_part(words, "rest", not_or_not_yet))
    return ", ".join(parts) + "."


def _part(words: dict[str, str], what: str, count: Protected) -> str:
    if isinstance(count, Shown):
        exactly = {0: "none", 1: "one"}.get(count.value, "many")
        return words[f"{what}_{exactly}"].format(n=count.value)
    if isinstance(count, Small):
        return words[f"{what}_small"].format(n=count.threshold)
    return words[f"{what}_hidden"]


_DUTCH = {
    "not_recorded": "Hoeveel gezinnen in aanmerking kwamen, is niet vastgelegd.",
    "indicated_none": "Er kwamen geen gezinnen in aanmerking",
    "indicated_one": "1 gezin kwam in aanmerking",
    "indicated_many": "{n} gezinnen kwamen in aanmerking",
    "indicated_small": "Minder dan {n} gezinnen kwamen in aanmerking",
    "indicated_hidden": "Hoeveel gezinnen in aanmerking kwamen, is afgeschermd",
    "started_none": "geen is gestart",
    "started_one": "1 is gestart",
    "started_many": "{n} zijn gestart",
    "started_small": "minder dan {n} startten",
    "started_hidden": "hoeveel er startten, is afgeschermd",
    "rest_none": "geen niet of nog niet",
    "rest_one": "1 niet of nog niet",
    "rest_many": "{n} niet of nog niet",
}
_ENGLISH = {
    "not_recorded": "How many families were eligible was not recorded.",
    "indicated_none": "No families were eligible",
    "indicated_one": "1 family was eligible",
    "indicated_many": "{n} families were eligible",
    "indicated_small": "Fewer than {n} families were eligible",
    "indicated_hidden": "How many families were eligible is suppressed",
    "started_none": "none started",
    "started_one": "1 started",
    "started_many": "{n} started",
    "started_small": "fewer than {n} started",
    "started_hidden": "how many started is suppressed",
    "rest_none": "none did not or not yet",
    "rest_one": "1 did not or not yet",
    "rest_many": "{n} did not or not yet",
}
