# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which tables belong to a file: worked out from their foreign keys, so that no room has to remember to say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FAMILY, SIGN_UP, VOLUNTEER = "families_family", "signalling_signup", "matching_volunteer"
ROOTS = (FAMILY, SIGN_UP, VOLUNTEER)

KEPT: Mapping[str, str] = {
    "access_user": "somebody who works with Duizend: the term of accounts",
    "workforce_professional": "somebody who works with Duizend",
    "workforce_certificate": "somebody who works with Duizend",
    "workforce_competence": "somebody who works with Duizend",
    "workforce_learning": "somebody who works with Duizend",
    "workforce_chainagreement": "an agreement between organisations",
    "groups_facilitator": "who leads a group: somebody who works with Duizend",
    "community_activity": "what there is for all parents; who leads it gave her name for that",
    "community_proposal": "forgotten within days by the neighbourhood itself",
    "community_check": "what a coordinator wrote of an activity",
    "directory_service": "how to reach an organisation: the social map is of no family",
    "community_callback": "forgotten within days by the neighbourhood itself",
}
"""Tables that say something of a person and are not destroyed with a family, a sign-up or a volunteer: each with its reason."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A foreign key: the table it stands in, its column, and the table it points to."""

    table: str
    column: str
    to: str


def tables_of(root: str, arrows: Sequence[Arrow]) -> tuple[str, ...]:
    """Return the tables of which rows go when a row of `root` is destroyed: its own, and what hangs directly under those.

    Shape: names of tables in order, the root last. The same reach as the database's own function rights_destroy.
    """
    own = {arrow.table for arrow in arrows if arrow.to == root and arrow.table != root}
    below = {arrow.table for arrow in arrows if arrow.to in own and arrow.table not in own and arrow.table != root}
    return (*sorted(own | below), root)
