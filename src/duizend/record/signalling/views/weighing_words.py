# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was weighed, as the page says it: words first, nothing counted, each with a name and a day."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from duizend.record.instruments.queries import get_instrument, list_current_instruments
from duizend.record.instruments.rules.instrument import get_band, plain
from duizend.record.signalling.forms.weighing import DECISION_WORDS, JUDGEMENT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from duizend.catalogue.rules.programme import Programme
    from duizend.ground.kernel.rules.text import Text
    from duizend.record.families.models import Family
    from duizend.record.instruments.models import Result
    from duizend.record.instruments.rules.instrument import Band, Instrument
    from duizend.record.signalling.models import Judgement, SharedDecision
    from duizend.record.signalling.queries.weighing import Noted, Weighing
    from duizend.record.signalling.rules.weighing import Fit, Reason, Side


def text_of(text: Text) -> str:
    """Give a text of a file in the viewer's language."""
    return text.in_language("en" if get_language() == "en" else "nl")


# How far a pregnancy is, as a rule counts it and as people say it: whole weeks have no days.
AS_PEOPLE_SAY = (
    (re.compile(r" en 0 dagen zwangerschap"), " zwanger"),
    (re.compile(r"( en 1 dag)en zwangerschap|(?<=dagen) zwangerschap"), r"\1 zwanger"),
    (re.compile(r" and 0 days of pregnancy"), " pregnant"),
    (re.compile(r"( and 1 day)s of pregnancy|(?<=days) of pregnancy"), r"\1 pregnant"),
)


def reason_of(text: Text) -> str:
    """Give the reason of a rule in the viewer's language, a pregnancy in it as people say it: "16 weken zwanger"."""
    said = text_of(text)
    for counted, spoken in AS_PEOPLE_SAY:
        said = counted.sub(spoken, said)
    return said


def day(on: date) -> str:
    """Write "17 november 2026"."""
    return format_date(on, "j F Y")


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def parents_say(weighing: Weighing, family: Family) -> list[dict[str, object]]:
    """List what parents said in their own words: what came with a sign-up, and what they said since."""
    said = [
        {
            "quote": one.fact.words, "who": _whose(one), "day": day(one.fact.happened_on),
            "only_hers": _only_hers(one.fact.parent, family),
            "withdraw": f"factor:{one.fact.pk}" if one.side == "said" else "", "on": one.fact.happened_on,
        }
        for one in weighing.noted
        if one.is_said_by_a_parent and one.fact.words and (one.text is not None or one.side == "said")
    ]  # fmt: skip
    with_sign_up = [
        {"quote": words, "who": _("Bij de aanmelding"), "day": day(on), "only_hers": "", "withdraw": "", "on": on}
        for on, words in weighing.sign_up_words
    ]
    # The same words that were noted with several words of the field are said once.
    once = {(one["quote"], one["who"], one["day"]): one for one in [*said, *with_sign_up]}
    return sorted(once.values(), key=lambda one: one["on"], reverse=True)


def _whose(one: Noted) -> str:
    return one.parent.given_name if one.parent else _("Een ouder")


def _only_hers(parent: object, family: Family) -> str:
    """Say whose words these are alone, where there is another parent from whom they are kept."""
    others = [other for other in family.parents.all() if parent is not None and other.pk != parent.pk]
    if not others:
        return ""
    said = {"name": parent.given_name, "others": ", ".join(other.given_name for other in others)}
    return _("Van %(name)s zelf; %(others)s ziet dit niet.") % said


def list_noted(weighing: Weighing, side: Side) -> list[dict[str, object]]:
    """List what stands on one side; what was said in one breath stands together."""

    def breath(one: Noted) -> tuple[object, ...]:
        fact = one.fact
        return fact.happened_on, fact.said_by, fact.parent_id, fact.words, fact.entered_by_id

    said = []
    for _key, group in groupby(weighing.on_side(side), key=breath):
        rows = list(group)
        first, texts = rows[0], [capitalised(text_of(one.text)) for one in reversed(rows) if one.text]
        said.append({
            "texts": texts, "words": first.fact.words, "by_parent": first.is_said_by_a_parent, "who": _who(first),
            "day": day(first.fact.happened_on),
            "withdraw": "factor:" + ",".join(str(one.fact.pk) for one in rows),
        })  # fmt: skip
    return said


def _who(one: Noted) -> str:
    if one.is_said_by_a_parent:
        return _("%(name)s noemde dit") % {"name": _whose(one)}
    return _("%(name)s merkte dit") % {"name": one.fact.entered_by.name}


def list_results(weighing: Weighing, family: Family) -> list[dict[str, object]]:
    """List what came out of instruments: the words of the band, and apart from these the number."""
    return [_result(row, family) for row in weighing.results]


def _result(row: Result, family: Family) -> dict[str, object]:
    instrument = get_instrument(row.version)
    told: dict[str, object] = {
        "name": text_of(instrument.name), "whose": row.parent.given_name if row.parent else "",
        "day": day(row.happened_on), "withdraw": f"result:{row.public_id}", "version": instrument.version,
        "correct_url": reverse("signalling:correct_result", args=[family.public_id, row.public_id]),
        "only_hers": _only_hers(row.parent, family), "source": instrument.source.citation,
        "owner": instrument.owner, "invented": instrument.invented, "missing": "",
    }  # fmt: skip
    if row.score is None:
        reason = instrument.find_missing(row.missing_because)
        return {**told, "missing": text_of(reason.text) if reason else row.missing_because}
    band = get_band(instrument, row.score)
    return {
        **told, "words": text_of(band.text), "score": plain(row.score),
        "bands": [{"range": _range(one, instrument), "text": text_of(one.text)} for one in instrument.bands],
    }  # fmt: skip


def _range(band: Band, instrument: Instrument) -> str:
    if band.until is None:
        return _("van %(first)s tot en met %(last)s") % {
            "first": plain(band.start), "last": plain(instrument.scale.most)
        }  # fmt: skip
    return _("van %(first)s tot %(last)s") % {"first": plain(band.start), "last": plain(band.until)}


def list_instruments() -> list[dict[str, object]]:
    """List the questionnaires there are, and when they are put to parents."""
    instruments = [get_instrument(version) for version in list_current_instruments()]
    return [
        {"name": text_of(one.name), "moments": ", ".join(text_of(moment.text) for moment in one.moments)}
        for one in instruments
    ]


def judgement(row: Judgement, *, is_own: bool) -> dict[str, object]:
    """Write a judgement, with the name of whose it is."""
    return {
        "title": str(JUDGEMENT_WORDS[row.judgement]), "words": row.words, "who": row.entered_by.name,
        "day": day(row.happened_on), "withdraw": f"judgement:{row.pk}" if is_own else "",
    }  # fmt: skip


def decision(row: SharedDecision, *, programmes: Mapping[str, Programme], onward: str) -> dict[str, object]:
    """Write what was decided together, with whom; where an offer is to be made, where that is done."""
    programme = programmes.get(row.programme)
    return {
        "title": str(DECISION_WORDS[row.decision]), "words": row.words,
        "programme": text_of(programme.name) if programme else "",
        "who": row.parent.given_name if row.parent else _("Samen"), "day": day(row.happened_on),
        "by": row.entered_by.name, "withdraw": f"decision:{row.pk}",
        "onward": onward if row.decision == "offer" else "",
    }  # fmt: skip


CHIPS = {"fits": "agreed", "could_fit": "not-yet", "not_now": "declined"}


def list_fits(fits: Iterable[Fit]) -> list[dict[str, object]]:
    """Write which programmes fit, which could and which cannot now, each with its reasons and their sources."""
    labels = {"fits": _("Past"), "could_fit": _("Nog te weinig bekend"), "not_now": _("Kan nu niet")}
    return [
        {
            "word": fit.word, "name": text_of(fit.programme.name), "summary": text_of(fit.programme.summary),
            "chip": {"kind": CHIPS[fit.word], "label": labels[fit.word]},
            "because": _reasons(fit.because), "against": _reasons(fit.against), "unknown": _open(fit.unknown),
            "sources": _sources(fit), "version": fit.programme.version,
        }
        for fit in fits
    ]  # fmt: skip


def _reasons(reasons: Sequence[Reason]) -> list[dict[str, str]]:
    return [
        {"condition": text_of(one.condition) if one.condition else "", "reason": reason_of(one.reason)}
        for one in reasons
    ]


def _open(reasons: Sequence[Reason]) -> list[str]:
    """Name what would decide it by the condition alone: a list of words to fill in would ask for all of them."""
    return [reason_of(one.condition or one.reason) for one in reasons]


def _sources(fit: Fit) -> list[str]:
    shown = fit.against or (*fit.because, *fit.unknown)
    return list(dict.fromkeys(one.source for one in shown))
