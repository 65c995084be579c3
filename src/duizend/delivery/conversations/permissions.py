# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may count, and for which organisation: her own, while what the programme asks of her holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.delivery.conversations.queries import find_organisation_of
from duizend.ground.access.identity import check_may, current
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.workforce.queries import find_professional_of, has_certificate

if TYPE_CHECKING:
    from duizend.catalogue.rules.programme import Programme
    from duizend.ground.access.rules.policy import Identity
    from duizend.ground.region.models import Organisation

WRITE, READ = "tally.write", "tally.read"


def may_tally(identity: Identity) -> bool:
    """Say whether counting is this identity's work."""
    return bool(may(identity, WRITE))


def may_read_tallies(identity: Identity) -> bool:
    """Say whether the yearly figures are for this identity to read."""
    return bool(may(identity, READ))


def own_organisation() -> Organisation:
    """Return the organisation that whoever acts counts for; raises NotPermitted or ActionRefused."""
    check_may(WRITE)
    found = find_organisation_of(current().account_id)
    if found is None or (found.valid_until is not None and found.valid_until <= clock.today()):
        raise ActionRefused(
            "no_organisation",
            _("Je account hoort nog niet bij een organisatie die meedoet. Vraag de beheerder om dat in te vullen."),
        )
    return found


def check_certified(programme: Programme) -> None:
    """Raise ActionRefused unless whoever acts holds what the programme asks of who counts; the system need not."""
    team = programme.team
    if team is None or not team.certificate_required or "system" in current().roles:
        return
    professional = find_professional_of(current().account_id)
    if professional is None or not has_certificate(professional.pk, team.competence, clock.today()):
        raise ActionRefused(
            "no_certificate",
            _(
                "Je scholing voor dit programma staat hier niet, of is verlopen. Vraag de coördinator om die in te vullen."
            ),
        )
