# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands around a family's course: what somebody has to know first, what was weighed, what can be noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from duizend.catalogue.queries import list_current_programmes
from duizend.doors.desk import words
from duizend.ground.access.identity import current
from duizend.ground.access.rules.policy import EMERGENCY, may
from duizend.ground.kernel.ids import address_of

if TYPE_CHECKING:
    from duizend.doors.desk.queries.told import Told
    from duizend.record.families.models import Family

DECISIONS = {
    "offer": gettext_lazy("Samen besloten: aanbieden"),
    "think": gettext_lazy("Samen besloten: erover nadenken"),
    "nothing_now": gettext_lazy("Samen besloten: nu niets"),
}
GRIEVING = gettext_noop(
    "Dit gezin verloor een kind of een zwangerschap. Afspraken zijn vervallen en er wordt niets verstuurd. "
    "Bel of schrijf niet zonder overleg met wie het gezin kent."
)
Notice = dict[str, object]


def build_notices(told: Told) -> list[Notice]:
    """Build what somebody has to know before anything else; calm words, one notice for each."""
    notices = []
    if current().purpose == EMERGENCY:
        notices.append(
            {
                "kind": "warning", "icon": "lock", "url": reverse("families:glass"), "link": _("Sluiten, of zien tot wanneer"),
                "text": _("Je bent hier met spoed: je leest mee en legt vast wat je deed. Sluit het dossier als je klaar bent."),
            }
        )  # fmt: skip
    into = told.together.into
    if into is not None:
        said = {"name": words.family_name(into)}
        notices.append(_notice("info", _("Dit gezin is samengevoegd met %(name)s.") % said, into))
    also = _("Hier hoort ook %(name)s bij; wat daar gebeurde staat in het verloop, de gegevens op een eigen pagina.")
    notices += [_notice("info", also % {"name": words.family_name(one)}, one) for one in told.together.absorbed]
    if told.is_grieving:
        notices.append(_notice("info", _(GRIEVING)))
    if told.asks_nothing is not None:
        notices.append(_notice("info", _asks_nothing_words(told)))
    minors = [p.given_name for p in told.family.parents.all() if p.birth_date and _is_minor(p, told)]
    if minors:
        said = {"names": words.enumerate_words(minors)}
        notices.append(
            _notice("info", _("%(names)s is jonger dan 18. Kijk samen wie meebeslist en wie steunt.") % said)
        )
    return notices


def _notice(kind: str, text: str, family: Family | None = None) -> Notice:
    url = address_of("desk:family", family.public_id) if family else ""
    return {"kind": kind, "icon": "info", "text": text, "url": url}


def _asks_nothing_words(told: Told) -> str:
    wish = told.asks_nothing
    said = {
        "name": wish.parent.given_name if wish.parent else _("Dit gezin"), "day": words.short_date(wish.happened_on, told.today),
        "until": words.short_date(wish.until_on, told.today) if wish.until_on else "",
    }  # fmt: skip
    if wish.until_on:
        return _("%(name)s wil tot %(until)s niets gevraagd worden. Zo gezegd op %(day)s. Elk aanbod wacht.") % said
    return _("%(name)s wil voorlopig niets gevraagd worden. Zo gezegd op %(day)s. Elk aanbod wacht.") % said


def _is_minor(parent: object, told: Told) -> bool:
    born = parent.birth_date
    return (told.today.year - born.year - ((told.today.month, told.today.day) < (born.month, born.day))) < 18


def build_weighed(told: Told) -> dict[str, object] | None:
    """Build what was decided together last, in the parents' words; None for who may not read it or when nothing was."""
    decision = next(iter(told.weighing.decisions), None)
    if decision is None:
        return None
    programme = list_current_programmes().get(decision.programme)
    return {
        "title": str(DECISIONS[decision.decision]), "programme": words.text_of(programme.name) if programme else "",
        "who": decision.parent.given_name if decision.parent else _("De ouders"), "quote": decision.words,
        "when": words.full_date(decision.happened_on), "name": decision.entered_by.name,
    }  # fmt: skip


def build_doings(told: Told) -> list[dict[str, str]]:
    """List what whoever looks may note about this family."""
    identity, public_id = current(), told.family.public_id
    pages = []
    if may(identity, "weighing.write", related=True):
        pages.append(("signalling:weigh", _("Samen wegen"), "speech"))
    if may(identity, "family.update", related=True):
        pages += [
            ("families:people", _("Mensen en contact"), "person"),
            ("families:birth", _("Geboorte"), "baby"),
            ("families:pregnancy", _("Zwangerschap"), "calendar"),
            ("families:households", _("Huishoudens"), "home"),
            ("families:move", _("Verhuizing"), "arrow"),
            ("families:loss", _("Verlies"), "dash"),
        ]
    if may(identity, "trajectory.decide", related=True):
        label = _("Weer vragen mag") if told.asks_nothing else _("Voorlopig niets vragen")
        pages.append(("trajectories:ask_nothing", label, "pause"))
    if may(identity, "referral.write", related=True):
        pages.append(("referrals:choose", _("Verwijzen"), "arrow"))
    # The same for every family, whether there is a trail or not.
    if may(identity, "meldcode.begin", related=True):
        pages.append(("meldcode:begin", _("Meldcode"), "lock"))
    if may(identity, "measurement.read", related=True):
        pages.append(("outcomes:page", _("Metingen"), "chart"))
    if may(identity, "consent.read", related=True):
        pages.append(("consents:ledger", _("Toestemmingen"), "document"))
    if may(identity, "family.register"):
        pages.append(("families:merge", _("Samenvoegen"), "families"))
    return [{"url": address_of(name, public_id), "label": label, "icon": icon} for name, label, icon in pages]
