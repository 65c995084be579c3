# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may read an account, and as whom: the audience decides what is protected, the role who belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.access.identity import check_may, current
from duizend.ground.access.rules.policy import held_to, may
from duizend.ground.kernel.refusals import NotPermitted
from duizend.ground.kernel.rules.decisions import Allowed
from duizend.insight.reports.rules import Audience

if TYPE_CHECKING:
    from duizend.ground.access.rules.policy import Identity

DEEDS: dict[Audience, str] = {"analyst": "report.exact", "partner": "report.partner", "public": "report.public"}
AUDIENCES: tuple[Audience, ...] = tuple(DEEDS)


def may_read(identity: Identity, audience: Audience, municipality: str | None) -> bool:
    """Say whether somebody may read an account as this audience; municipality: its code, None for the region.

    Somebody of a municipality is a partner for that municipality only; everybody may read what is public.
    """
    if not isinstance(may(identity, DEEDS[audience]), Allowed):
        return False
    return audience == "public" or not is_bound(identity) or municipality == identity.municipality


def is_bound(identity: Identity) -> bool:
    """Say whether somebody is a partner through a municipality alone, and so for that municipality alone."""
    return held_to(identity, DEEDS["partner"]) is not None


def list_audiences(identity: Identity, municipality: str | None) -> list[Audience]:
    """List the audiences somebody may read an account as, the least protected first."""
    return [audience for audience in AUDIENCES if may_read(identity, audience, municipality)]


def check_may_read(audience: Audience, municipality: str | None) -> None:
    """Raise NotPermitted, which is logged, unless whoever acts may read this account as this audience."""
    check_may(DEEDS[audience])
    if not may_read(current(), audience, municipality):
        refusal = NotPermitted("other_municipality", "Je ziet als partner alleen de cijfers van je eigen gemeente.")
        refusal.deed = DEEDS[audience]
        raise refusal
