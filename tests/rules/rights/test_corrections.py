# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A correction is granted when the new fact stands there; a statement of one's own is nobody's to refuse."""

from __future__ import annotations

import pytest

from duizend.doors.rights.rules.corrections import DISPUTED, KEEPS_FACTS, may_dispute, may_grant, may_state
from duizend.doors.rights.rules.requests import REFUSED, REQUEST_KINDS, UPHELD, StepTaken

CORRECTION = "correction"


@pytest.mark.parametrize("about", DISPUTED)
def test_only_who_asks_to_correct_says_what(about: str) -> None:
    assert may_dispute(CORRECTION, about)
    assert may_dispute(CORRECTION, "").code == may_dispute(CORRECTION, "weather").code == "about_what"
    for kind in set(REQUEST_KINDS) - {CORRECTION}:
        assert may_dispute(kind, "")
        assert may_dispute(kind, about).code == "about_nothing"


@pytest.mark.parametrize("about", DISPUTED)
def test_it_is_granted_when_it_stands_there_and_once(about: str) -> None:
    assert may_grant(about, [], words="De datum is nu goed.", is_corrected=True)
    early = may_grant(about, [], words="De datum is nu goed.", is_corrected=False)
    assert bool(early) is (about not in KEEPS_FACTS)
    assert may_grant(about, [], words=" ", is_corrected=True).code == "no_words"
    for closed in (UPHELD, REFUSED):
        assert may_grant(about, [StepTaken(closed)], words="Ja", is_corrected=True).code == "closed"


def test_a_statement_needs_words_and_a_request_to_correct_and_nothing_else() -> None:
    assert may_state(CORRECTION, "Zo was het niet.")
    assert may_state(CORRECTION, "  ").code == "no_words"
    assert may_state("copy", "Zo was het niet.").code == "no_correction"
