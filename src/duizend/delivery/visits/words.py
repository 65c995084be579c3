# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of visits call things, in the viewer's language. A shelf of its own: these pages share the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from duizend.delivery.visits.forms import OUTCOME_WORDS
from duizend.delivery.visits.rules import Recorded, SummaryWords, TopicSaid, summary_text, visit_number
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime, time

    from duizend.catalogue.rules.programme import Programme
    from duizend.catalogue.rules.schedule import DueContact
    from duizend.delivery.contacts.models import Appointment, Contact
    from duizend.delivery.contacts.rules import Proposal
    from duizend.delivery.visits.models import Topic, Visit
    from duizend.ground.kernel.rules.text import Text


def text_of(text: Text) -> str:
    """Give a programme's text in the viewer's language."""
    return text.in_language("en" if get_language() == "en" else "nl")


def weekday_date(day: date) -> str:
    """Write "dinsdag 9 februari", with the year when it is not this year."""
    return format_date(day, "l j F" if day.year == clock.today().year else "l j F Y")


def moment_words(local: datetime) -> str:
    """Write "dinsdag 9 februari, 09:00"."""
    return f"{weekday_date(local.date())}, {local:%H:%M}"


def capitalised(text: str) -> str:
    """Begin with a capital, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def saved_at_words(moment: datetime) -> str:
    """Write when a draft was kept: "09:47", with the day when that was not today."""
    local = clock.local_time(moment)
    day = local.date()
    return f"{local:%H:%M}" if day == clock.today() else f"{local:%H:%M} ({format_date(day, 'j F')})"


def contact_words(programme: Programme, contacts: Sequence[DueContact], key: str) -> str:
    """Name a contact: "Bezoek 4 van 6", or its own label when it is not counted or no longer laid out."""
    place = visit_number([(contact.key, contact.obligatory) for contact in contacts], key)
    if place is not None:
        return _("Bezoek %(number)d van %(total)d") % {"number": place[0], "total": place[1]}
    base, _dot, number = key.partition(".")
    label = next((text_of(moment.label) for moment in programme.contacts if moment.id == base), "")
    return f"{label} {number}".strip() or _("Bezoek")


def label_words(programme: Programme, contacts: Sequence[DueContact], key: str) -> str:
    """Name a contact as the programme file does: "Huisbezoek 4 (9 maanden)"."""
    due = next((contact for contact in contacts if contact.key == key), None)
    return text_of(due.label) if due else contact_words(programme, contacts, key)


def topics_title(topics: Sequence[Topic]) -> str:
    """Write whose topics these are: "Wat Samira wilde bespreken"."""
    names = list(dict.fromkeys(topic.parent.given_name for topic in topics if topic.parent))
    if not names or any(topic.parent is None for topic in topics):
        return _("Wat ouders wilden bespreken")
    if len(names) == 1:
        return _("Wat %(name)s wilde bespreken") % {"name": names[0]}
    said = _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
    return _("Wat %(names)s wilden bespreken") % {"names": said}


def proposal_reason(proposal: Proposal, like: time) -> str:
    """Say why this time is proposed."""
    days = (proposal.starts.date() - proposal.window.target_on).days
    if proposal.late:
        reasons = [_("zo snel als kan, het venster is voorbij")]
    elif days == 0:
        reasons = [_("de dag die het programma aanhoudt")]
    elif days < 0:
        before = ngettext(
            "%(count)d dag voor de dag van het programma", "%(count)d dagen voor de dag van het programma", -days
        )
        reasons = [before % {"count": -days}]
    else:
        after = ngettext(
            "%(count)d dag na de dag van het programma", "%(count)d dagen na de dag van het programma", days
        )
        reasons = [after % {"count": days}]
    if proposal.starts.time() == like:
        reasons.append(_("zelfde tijd als nu"))
    reasons.append(_("vrij in jouw agenda"))
    return ", ".join(reasons)


def write_summary(
    contact: Contact, visit: Visit, *, label: str, themes: Iterable[str], following: Appointment | None
) -> str:
    """Write the summary of a visit to copy; it holds nothing that was not typed or chosen."""
    said = tuple(TopicSaid(row.topic.words, row.outcome) for row in visit.topic_outcomes.all())
    coming = ""
    if following is not None:
        coming = _("Volgend bezoek: %(moment)s.") % {"moment": moment_words(clock.local_time(following.starts_at))}
    recorded = Recorded(
        heading=f"{contact.happened_on:%d-%m-%Y}, {label}.", topics=said, also=tuple(themes), goes_well=visit.goes_well,
        talked_about=visit.talked_about, agreements=visit.agreements, next_contact=coming,
    )  # fmt: skip
    words = SummaryWords(
        topics=_("Onderwerpen van ouders"), also=_("Kwam ook ter sprake"), goes_well=_("Gaat goed"),
        talked_about=_("Besproken"), agreements=_("Afspraken"),
        outcomes={outcome: str(word).lower() for outcome, word in OUTCOME_WORDS.items()},
    )  # fmt: skip
    return summary_text(recorded, words)
