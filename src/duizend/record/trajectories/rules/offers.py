# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often may be asked."""

from __future__ import annotations

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused


def may_offer_again(*, times_asked: int, cap: int) -> Decision:
    """Decide whether a programme may be put to parents once more.

    Units: `cap` is how often may be asked in all, the first time included; it stands in the programme file.
    """
    if times_asked < cap:
        return Allowed()
    return Refused(
        "asked_often_enough",
        f"Dit is al {times_asked} keer gevraagd; vaker vragen we niet.",
        "het programmabestand, [offer] cap",
    )
