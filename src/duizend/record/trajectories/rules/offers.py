# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often may be asked."""

from __future__ import annotations

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop


def may_offer_again(*, times_asked: int, cap: int) -> Decision:
    """Decide whether a programme may be put to parents once more.

    Units: `cap` is how often may be asked in all, the first time included; it stands in the programme file.
    """
    if times_asked < cap:
        return Allowed()
    return Refused(
        "asked_often_enough",
        gettext_noop("Dit is al %(count)d keer gevraagd; vaker vragen we niet."),
        "[offer] cap",
        {"count": times_asked},
    )
