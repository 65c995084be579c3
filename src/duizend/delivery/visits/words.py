# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of visits call things, in the viewer's language. A shelf of its own: these pages share the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from duizend.delivery.contacts.words import moment_words
from duizend.delivery.visits.forms import OUTCOME_WORDS
from duizend.delivery.visits.rules import Recorded, SummaryWords, TopicSaid, summary_text
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from duizend.delivery.contacts.models import Appointment, Contact
    from duizend.delivery.visits.models import Topic, Visit


def saved_at_words(moment: datetime) -> str:
    """Write when a draft was kept: "09:47", with the day when that was not today."""
    local = clock.local_time(moment)
    day = local.date()
    return f"{local:%H:%M}" if day == clock.today() else f"{local:%H:%M} ({format_date(day, 'j F')})"


def topics_title(topics: Sequence[Topic]) -> str:
    """Write whose topics these are: "Wat Samira wilde bespreken"."""
    names = list(dict.fromkeys(topic.parent.given_name for topic in topics if topic.parent))
    if not names or any(topic.parent is None for topic in topics):
        return _("Wat ouders wilden bespreken")
    if len(names) == 1:
        return _("Wat %(name)s wilde bespreken") % {"name": names[0]}
    said = _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
    return _("Wat %(names)s wilden bespreken") % {"names": said}


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
