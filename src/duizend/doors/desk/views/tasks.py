# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A task of the queue in words: what, why, who holds the pen, by when, and the one thing to do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duizend.delivery.video.words import because_words
from duizend.doors.desk import words
from duizend.doors.desk.views import course
from duizend.doors.desk.views.chasing import describe_chase
from duizend.doors.desk.views.day import family_url, last_step
from duizend.doors.desk.views.grouped import OF_GROUPS, describe_grouped
from duizend.doors.desk.views.matched import OF_MATCHING, describe_matched
from duizend.doors.desk.views.neighbourhood import OF_NEIGHBOURHOOD, describe_neighbourly
from duizend.doors.desk.views.stopping import describe_stop
from duizend.record.families.rules.glass import review_due
from duizend.record.families.words import GLASS_REASONS, day_words
from duizend.record.trajectories.queries import contacts_laid_out, programme_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from duizend.delivery.contacts.models import ContactDue
    from duizend.delivery.places.models import PlaceTerm
    from duizend.delivery.video.models import RecordingDue
    from duizend.doors.desk.rules.queue import Due
    from duizend.ground.workforce.models import Certificate
    from duizend.record.families.models import GlassBreak
    from duizend.record.signalling.models import SignUp
    from duizend.record.trajectories.models import Standing, Trajectory

Task = dict[str, object]
# kind -> (kind of chip, icon, words on the chip, words on the button, page of the room trajectories)
ABOUT = {
    "offer": ("noted", "offer", gettext_lazy("Nog aan te bieden"), gettext_lazy("Bied aan"), "offer"),
    "answer": ("waiting", "question", gettext_lazy("Nog geen antwoord"), gettext_lazy("Kies vervolg"), "answer"),
    "try_again": ("waiting", "question", gettext_lazy("Geen antwoord"), gettext_lazy("Kies vervolg"), "answer"),
    "ask_again": ("not-yet", "", gettext_lazy("Opnieuw vragen"), gettext_lazy("Vraag opnieuw"), "offer"),
    "assign": ("waiting", "clock", gettext_lazy("Wacht op plek"), gettext_lazy("Wijs toe"), "assign"),
    "start": ("late", "calendar", gettext_lazy("Nog niet gestart"), gettext_lazy("Bekijk het gezin"), ""),
    "resume": ("waiting", "clock", gettext_lazy("Pauze loopt af"), gettext_lazy("Bekijk het gezin"), ""),
    "hand_over": ("noted", "families", gettext_lazy("Overdragen"), gettext_lazy("Kies wie het overneemt"), "assign"),
}  # fmt: skip
LONGEST_WORDS = 90


def build_task(task: Due, *, today: date, families: dict[int, int]) -> Task:
    """Put one task into words. `families` counts per professional whom she delivers to, for what is about her."""
    if task.kind == "certificate":
        return _of_certificate(task.what, families.get(task.what.professional_id, 0), today=today)
    if task.kind == "sign_up":
        return _of_sign_up(task, today=today)
    if task.kind == "contact":
        return _of_contact(task.what, today=today)
    if task.kind == "recording":
        return _of_recording(task.what, today=today)
    if task.kind == "place_term":
        return _of_place_term(task.what, today=today)
    if task.kind == "referral":
        return describe_chase(task.what.referral) | {"when": when_words(task.on, today=today)}
    if task.kind == "winding_down":
        return describe_stop(task.what) | {"when": when_words(task.on, today=today)}
    if task.kind == "glass_review":
        return _of_glass(task.what) | {"when": when_words(task.on, today=today)}
    if task.kind in OF_NEIGHBOURHOOD:
        return describe_neighbourly(task.kind, task.what) | {"when": when_words(task.on, today=today)}
    if task.kind in OF_GROUPS:
        return describe_grouped(task.what, task.kind, task.on, today=today) | {"when": when_words(task.on, today=today)}
    if task.kind in OF_MATCHING:
        when = when_words(task.on, today=today, is_end=task.kind == "volunteer_check")
        # A search is not late: it says itself since when.
        return {"when": when} | describe_matched(task.kind, task.what, today=today)
    return _of_standing(task, today=today)


def _of_glass(glass: GlassBreak) -> Task:
    """Say who opened a file with haste; whose it was is told on the page itself, not in the queue."""
    url = reverse("families:review_glass", args=[glass.public_id])
    return {
        "chip": {"kind": "waiting", "icon": "lock", "label": _("Met spoed geopend")}, "title": glass.account.name,
        "title_url": url, "why": str(GLASS_REASONS[glass.reason]),
        "also": _("Uiterlijk op %(day)s nakijken.") % {"day": day_words(review_due(glass.opened_on))},
        "label": _("Kijk na"), "url": url,
    }  # fmt: skip


def _of_standing(task: Due, *, today: date) -> Task:
    standing: Standing = task.what
    trajectory = standing.trajectory
    kind, icon, chip, label, page = ABOUT[task.kind]
    why, also = REASONS[task.kind](standing, today)
    url = reverse(f"trajectories:{page}", args=[trajectory.public_id]) if page else family_url(trajectory.family)
    if task.kind == "assign" and programme_of(trajectory).forms.group is not None:
        # Who leads the group begins with it: choosing the group is what there is to do.
        why, label = _("akkoord sinds %(day)s; wacht op een groep.") % _said_last(standing, today), _("Kies een groep")
        url = reverse("groups:place", args=[trajectory.public_id])
    return {
        "chip": {"kind": kind, "icon": icon, "label": str(chip)}, "title": _title(trajectory),
        "title_url": family_url(trajectory.family), "why": why, "also": also,
        "when": when_words(task.on, today=today), "label": str(label), "url": url,
    }  # fmt: skip


def _title(trajectory: Trajectory) -> str:
    said = {"family": words.short_name(trajectory.family), "programme": words.text_of(programme_of(trajectory).name)}
    return _("%(family)s, %(programme)s") % said


def _said_last(standing: Standing, today: date) -> dict[str, str]:
    step = last_step(standing.trajectory)
    return {"day": words.short_date(step.happened_on, today) if step else ""}


def _why_offer(standing: Standing, today: date) -> tuple[str, str]:
    return _("komt sinds %(day)s in aanmerking; nog niet aangeboden.") % _said_last(
        standing, today
    ), standing.municipality.name


def _why_answer(standing: Standing, today: date) -> tuple[str, str]:
    is_over = standing.due_on is not None and standing.due_on < today
    why = (
        _("aangeboden op %(day)s; de termijn om te antwoorden is voorbij.")
        if is_over
        else _("aangeboden op %(day)s; de termijn om te antwoorden loopt af.")
    )
    return why % _said_last(standing, today), _("Geen antwoord is geen nee.")


def _why_try_again(standing: Standing, today: date) -> tuple[str, str]:
    why = _("op %(day)s was er nog geen antwoord.") % _said_last(standing, today)
    return why, _("Geen antwoord is geen nee. Nog eens vragen mag, of laat het rusten.")


def _why_ask_again(standing: Standing, today: date) -> tuple[str, str]:
    step = last_step(standing.trajectory)
    said = _said_last(standing, today)
    if step is not None and step.reason and len(step.reason) <= LONGEST_WORDS:
        why = _("zo afgesproken op %(day)s: ‘%(words)s’.") % {**said, "words": step.reason.rstrip(" .")}
    else:
        why = _("zo afgesproken op %(day)s.") % said
    cap = programme_of(standing.trajectory).offer.cap
    which = {2: _("Tweede keer"), 3: _("Derde keer")}.get(standing.times_asked + 1, "")
    if standing.times_asked + 1 >= cap and which:
        return why, _("%(which)s, en de laatste.") % {"which": which}
    return why, f"{which}." if which else ""


def _why_assign(standing: Standing, today: date) -> tuple[str, str]:
    why = _("akkoord sinds %(day)s; nog niemand begeleidt het gezin.") % _said_last(standing, today)
    return why, standing.municipality.name


def _why_start(standing: Standing, today: date) -> tuple[str, str]:
    why = _("akkoord sinds %(day)s; het eerste bezoek was er nog niet.") % _said_last(standing, today)
    return why, standing.professional.name if standing.professional else ""


def _why_resume(standing: Standing, today: date) -> tuple[str, str]:
    why = _("gepauzeerd sinds %(day)s; spreek af hoe het verdergaat.") % _said_last(standing, today)
    return why, standing.professional.name if standing.professional else ""


def _why_hand_over(standing: Standing, today: date) -> tuple[str, str]:
    if standing.professional is None:
        return _("het gezin woont nu in een andere gemeente."), standing.municipality.name
    said = {"name": standing.professional.name}
    return _(
        "%(name)s kan dit gezin niet langer begeleiden, of het gezin verhuisde."
    ) % said, standing.municipality.name


REASONS: dict[str, Callable[[Standing, date], tuple[str, str]]] = {
    "offer": _why_offer, "answer": _why_answer, "try_again": _why_try_again, "ask_again": _why_ask_again,
    "assign": _why_assign, "start": _why_start, "resume": _why_resume, "hand_over": _why_hand_over,
}  # fmt: skip


def _of_contact(due: ContactDue, *, today: date) -> Task:
    trajectory = due.trajectory
    name = words.contact_words(programme_of(trajectory), contacts_laid_out(trajectory), due.moment)
    last = due.until_on - timedelta(days=1)
    said = {"visit": name, "day": words.short_date(last, today)}
    is_late = last < today
    why = (
        _("%(visit)s: het venster sloot na %(day)s. Er is geen afspraak.")
        if is_late
        else _("%(visit)s: het venster sluit na %(day)s. Er is nog geen afspraak.")
    )
    return {
        "chip": {
            "kind": "late" if is_late else "noted", "icon": "calendar",
            "label": _("Bezoek te laat") if is_late else _("Bezoek plannen"),
        },
        "title": _title(trajectory), "title_url": family_url(trajectory.family), "why": why % said,
        "also": _("Het bezoek kan en telt nog.") if is_late else "", "when": when_words(due.until_on, today=today, is_end=True),
        "label": _("Plan bezoek"), "url": reverse("contacts:plan", args=[trajectory.public_id]),
    }  # fmt: skip


def _of_sign_up(task: Due, *, today: date) -> Task:
    """Tell that a sender waits; whom it is about is told on the sign-up's own page."""
    sign_up: SignUp = task.what
    source = str(course.SOURCES[sign_up.source])
    who = sign_up.sender_name or (sign_up.organisation.name if sign_up.organisation else "")
    title = _("%(name)s, %(source)s, wacht op bericht") if who else _("Een aanmelding van %(source)s wacht op bericht")
    _kind, know = course.PARENTS_KNOW.get(sign_up.parents_know, ("", ""))
    said = {"day": words.short_date(sign_up.happened_on, today)}
    url = reverse("signalling:sign_up", args=[sign_up.public_id])
    return {
        "chip": {"kind": "noted", "icon": "speech", "label": _("Aanmelding")},
        "title": title % {"name": who, "source": source}, "title_url": url,
        "why": _("aangemeld op %(day)s. Afzenders horen binnen vijf werkdagen dat het is opgepakt.") % said,
        "also": f"{know}." if know else "", "when": when_words(task.on + timedelta(days=1), today=today, is_end=True),
        "label": _("Bekijk de aanmelding"), "url": url,
    }  # fmt: skip


def _of_certificate(certificate: Certificate, families: int, *, today: date) -> Task:
    last = certificate.valid_until - timedelta(days=1)
    said = {"name": certificate.professional.name, "day": words.short_date(last, today), "count": families}
    also = ngettext("Begeleidt nu %(count)d gezin.", "Begeleidt nu %(count)d gezinnen.", families) % said
    lapsed = certificate.valid_until <= today
    return {
        "chip": {"kind": "noted", "icon": "certificate", "label": _("Certificaat")},
        "title": _("Certificaat van %(name)s") % said, "title_url": "",
        "why": (_("liep tot en met %(day)s. Nieuwe bezoeken kunnen niet worden gepland.") if lapsed
                else _("loopt tot en met %(day)s. Bezoeken daarna kunnen niet worden gepland.")) % said,
        "also": also if families else _("Begeleidt nu geen gezinnen."), "when": when_words(certificate.valid_until, today=today, is_end=True),
        "label": _("Bekijk de gezinnen"),
        "url": f"{reverse('desk:queue')}?begeleider={certificate.professional.public_id}",
    }  # fmt: skip


def _of_place_term(term: PlaceTerm, *, today: date) -> Task:
    """Tell that a place is paid for no longer soon; what comes after is agreed with the parents."""
    url = reverse("places:show", args=[term.trajectory.public_id])
    last = term.until_on - timedelta(days=1)
    said = {"day": words.short_date(last, today), "name": term.child.given_name or _("een kind zonder naam")}
    is_over = last < today
    why = (
        _("de plek van %(name)s kon worden betaald tot en met %(day)s.")
        if is_over
        else _("de plek van %(name)s wordt betaald tot en met %(day)s.")
    )
    return {
        "chip": {"kind": "noted", "icon": "hourglass", "label": _("Plek loopt af")},
        "title": _title(term.trajectory), "title_url": family_url(term.trajectory.family), "why": why % said,
        "also": _("Spreek met de ouders af hoe het daarna verdergaat."),
        "when": when_words(term.until_on, today=today, is_end=True), "label": _("Bekijk de plek"), "url": url,
    }  # fmt: skip


def _of_recording(due: RecordingDue, *, today: date) -> Task:
    """Tell that a recording should have been gone; nobody is blamed, somebody has to see to it."""
    url = reverse("video:course", args=[due.trajectory.public_id])
    return {
        "chip": {"kind": "late", "icon": "eye", "label": _("Opname nog niet weg")},
        "title": _title(due.trajectory), "title_url": family_url(due.trajectory.family),
        "why": because_words(due.because, due.destroy_on),
        "also": _("%(name)s ziet erop toe.") % {"name": due.professional.name} if due.professional else "",
        "when": when_words(due.destroy_on, today=today), "label": _("Bekijk de opname"), "url": url,
    }  # fmt: skip


def when_words(on: date, *, today: date, is_end: bool = False) -> str:
    """Say when something is due: "vandaag", "3 dagen laat", "donderdag 19 november", "nog 27 dagen".

    `is_end`: `on` is the first day on which it is too late.
    """
    days = (on - today).days - int(is_end)
    if days < 0:
        return ngettext("%(count)d dag laat", "%(count)d dagen laat", -days) % {"count": -days}
    if days == 0:
        return _("vandaag laatste dag") if is_end else _("vandaag")
    if days <= 7:
        return words.weekday_date(today + timedelta(days=days))
    return _("nog %(count)d dagen") % {"count": days}
