# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family goes on elsewhere: its file goes along to whoever takes over, and it is heard that it arrived."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from rights_pages import choose, follow, get, press, told
from team import COORDINATOR

if TYPE_CHECKING:
    from conftest import Visitor

ELSEWHERE = "JGZ Rivierenland (verzonnen)"


def test_a_file_that_went_along_is_asked_after_and_then_confirmed(visitor: Visitor) -> None:
    page = visitor.page
    visitor.log_in_as(COORDINATOR)
    visitor.open("/rechten")
    visitor.check_page()
    waiting = page.get_by_role("region", name="Overgedragen, nog niet bevestigd")
    # The next width finds that it was confirmed by the one before, and lets another file go first.
    if not waiting.count():
        let_another_go(visitor)
    else:
        assert "Vraag na of het is aangekomen" in waiting.inner_text()
        with page.expect_navigation():
            waiting.get_by_role("link", name=re.compile(re.escape(ELSEWHERE))).click()
        assert "De dagen om dit afschrift op te halen zijn voorbij." in told(visitor)
    visitor.check_page()
    assert page.get_by_role("region", name="Wat hier nog loopt").get_by_role("link").count()
    press(visitor, "Het is aangekomen")
    visitor.errors.clear()  # the browser notes that the page came back
    visitor.check_page()
    assert page.get_by_role("button", name="Het is aangekomen").count(), "who said so is asked for"
    page.get_by_label(re.compile("^Wie het bevestigde")).fill("Mevrouw De Boer, kenmerk 2291")
    press(visitor, "Het is aangekomen")
    visitor.check_page()
    assert "Mevrouw De Boer, kenmerk 2291" in told(visitor)
    assert page.get_by_role("button", name="Het is aangekomen").count() == 0
    visitor.open("/rechten")
    assert page.get_by_role("region", name="Overgedragen, nog niet bevestigd").count() == 0


def let_another_go(visitor: Visitor) -> None:
    """Ask for a move on the page of a family that asked something before, look at all three, and let the file go."""
    page = visitor.page
    follow(visitor, ": Een afschrift")
    follow(visitor, "", within=".page-head__above")
    choose(visitor, "Wat wordt er gevraagd", "Meegeven bij een verhuizing")
    page.get_by_role("group", name=re.compile("^Wie vraagt het")).locator("label.pill").first.click()
    choose(visitor, "Hoe is gezien wie het is", "Paspoort, kaart of rijbewijs gezien")
    page.get_by_label(re.compile("^Alleen bij verhuizen")).fill(ELSEWHERE)
    press(visitor, "Leg het verzoek vast")
    visitor.check_page()
    for about in ("Woorden van de andere ouder", "Wat over of van anderen komt", "Meldcode"):
        choose(visitor, "Wat heb je nagekeken", about)
        choose(visitor, "Uitkomst", "Nagekeken, alles mag mee")
        press(visitor, "Leg vast wat je nakeek")
    press(visitor, "Geef het afschrift vrij")
    here = page.url.removeprefix(visitor.product.address)
    file = json.loads(get(visitor, f"{here}/json")[1])
    assert file["title"].startswith("Overdracht van een dossier")
    assert any(ELSEWHERE in line for line in file["about"])
