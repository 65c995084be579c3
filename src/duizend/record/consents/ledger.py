# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ledger in words: per person what stands now, what was said before, and what was shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.ground.kernel.ids import address_of
from duizend.record.consents.queries import about_of, by_of, list_consents, read_people, said_of, standing_of
from duizend.record.consents.rules.covering import Covered, cover
from duizend.record.consents.words import ANSWER_WORDS, KIND_WORDS, purpose_words, recipient_words
from duizend.record.families.words import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from duizend.record.consents.models import Consent, Sharing
    from duizend.record.consents.queries import People
    from duizend.record.consents.rules.deciding import Who
    from duizend.record.consents.rules.texts import Purpose
    from duizend.record.families.models import Family

Line = dict[str, object]


def build_people(family: Family, on: date, purposes: dict[str, Purpose], *, writes: bool) -> list[Line]:
    """Build for each person who decides, what is covered now by purpose and recipient, and all that was ever said."""
    people, rows = read_people(family, on), list_consents(family)
    return [
        {
            "id": who[1], "name": people.name(who), "deciders": _deciders_words(people, who),
            "now": _now(people, who, [row for row in standing_of(rows) if about_of(row) == who], purposes, writes=writes),
            "history": [_history(people, row, purposes) for row in reversed(rows) if about_of(row) == who],
        }
        for who in people.everyone
    ]  # fmt: skip


def _deciders_words(people: People, who: Who) -> str:
    deciders = people.deciders(who)
    either = _(" of ").join(people.name(one) for one in deciders.authority)
    if deciders.herself is None:
        return _("Beslist: %(names)s. Eén ja is genoeg, tenzij een ander nee zegt.") % {"names": either}
    if not either:
        return _("Beslist: %(name)s zelf.") % {"name": people.name(who)}
    return _("Beslist: %(name)s zelf, en %(names)s.") % {"name": people.name(who), "names": either}


def _now(
    people: People, who: Who, rows: Sequence[Consent], purposes: dict[str, Purpose], *, writes: bool
) -> list[Line]:  # fmt: skip
    lines: dict[tuple[str, str], list[Consent]] = {}
    for row in rows:
        lines.setdefault((row.purpose, row.recipient.casefold()), []).append(row)
    deciders, said = people.deciders(who), [said_of(row) for row in rows]
    found = []
    for (purpose, _recipient), answers in lines.items():
        recipient = answers[-1].recipient
        covered = cover(purpose, recipient, people.on, deciders=deciders, said=said)
        holds = isinstance(covered, Covered)
        latest = {by_of(row): row for row in sorted(answers, key=lambda row: (row.happened_on, row.pk))}
        found.append({
            "purpose": purpose_words(purposes, purpose), "recipient": recipient_words(purposes, recipient),
            "chip": {"kind": "agreed" if holds else "declined", "label": _("Delen mag") if holds else _("Delen mag niet")},
            "ask": "" if holds else _(" of ").join(people.name(one) for one in covered.ask),
            "answers": [_answer(people, row, writes=writes) for row in latest.values()],
        })  # fmt: skip
    return found


def _answer(people: People, row: Consent, *, writes: bool) -> Line:
    expired = row.answer == "given" and row.until is not None and row.until < people.on
    kind, words = ANSWER_WORDS["expired" if expired else row.answer]
    return {
        "id": row.public_id, "name": _by(people, row), "chip": {"kind": kind, "label": words},
        "when": day_words(row.happened_on), "until": day_words(row.until) if row.until else "",
        "version": row.text_version,
        "withdraw_url": address_of("consents:withdraw", row.public_id) if writes and row.answer == "given" else "",
        "undo_url": address_of("consents:undo", row.public_id) if writes else "",
    }  # fmt: skip


def _by(people: People, row: Consent) -> str:
    return row.by_words or people.name(by_of(row))


def _history(people: People, row: Consent, purposes: dict[str, Purpose]) -> str:
    said = {
        "day": day_words(row.happened_on), "name": _by(people, row), "answer": ANSWER_WORDS[row.answer][1],
        "purpose": purpose_words(purposes, row.purpose), "recipient": recipient_words(purposes, row.recipient),
        "who": row.entered_by.name,
    }  # fmt: skip
    if row.withdrawn:
        return (
            _("Ongedaan gemaakt door %(who)s: %(answer)s van %(name)s op %(day)s (%(purpose)s, %(recipient)s).") % said
        )
    return _("%(day)s: %(answer)s van %(name)s. %(purpose)s, %(recipient)s. Vastgelegd door %(who)s.") % said


def list_shared_lines(rows: Iterable[Sharing], purposes: dict[str, Purpose]) -> list[Line]:
    """List what was shared: what, with whom, for what and when."""
    return [
        {
            "kind": KIND_WORDS[row.kind], "recipient": recipient_words(purposes, row.recipient),
            "purpose": purpose_words(purposes, row.purpose), "when": day_words(row.happened_on), "who": row.entered_by.name,
        }
        for row in rows
    ]  # fmt: skip


def withdrawn_words(before: int) -> str:
    """Say that a yes was taken back, and how often something was shared before."""
    if not before:
        return _("Ingetrokken. Er was nog niets gedeeld.")
    return ngettext(
        "Ingetrokken. Vanaf nu wordt er niets meer gedeeld. Eerder is er %(count)d keer gedeeld: dat staat hieronder.",
        "Ingetrokken. Vanaf nu wordt er niets meer gedeeld. Eerder is er %(count)d keer gedeeld: dat staat hieronder.",
        before,
    ) % {"count": before}
