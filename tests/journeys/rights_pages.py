# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do on the screens of rights: asking, objecting, and destroying a file by two people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Visitor

SECOND_COORDINATOR = "Hanneke"
DECLINED = "Nee gezegd op het aanbod"
FAMILY = re.compile(r'href="(/gezinnen/[a-z0-9]{14})"')
STATISTICS = "Statistiek: niet meetellen in cijfers"


def become(visitor: Visitor, name: str) -> None:
    visitor.page.context.clear_cookies()
    visitor.log_in_as(name)


def press(visitor: Visitor, name: str, *, within: str = "main") -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator(within).get_by_role("button", name=name).first.click()


def follow(visitor: Visitor, name: str, *, within: str = "main") -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator(within).get_by_role("link", name=name).first.click()


def choose(visitor: Visitor, group: str, words: str) -> None:
    """Choose a pill of a group by all of its words."""
    pills = visitor.page.get_by_role("group", name=re.compile(f"^{group}")).locator("label.pill")
    pills.filter(has_text=re.compile(rf"^\s*{re.escape(words)}\s*$")).click()


def told(visitor: Visitor) -> str:
    return " ".join(visitor.page.locator("main").inner_text().split())


def get(visitor: Visitor, path: str) -> tuple[int, bytes]:
    """Ask an address as whoever is logged in, without opening it; returns its status and what came."""
    answer = visitor.page.request.get(visitor.product.address + path)
    return answer.status, answer.body()


def find_family_with(visitor: Visitor, page: str, words: str) -> str:
    """Find a family of whoever is logged in of which a page holds these words; returns its path."""
    listed = get(visitor, "/gezinnen")[1].decode()
    for family in dict.fromkeys(FAMILY.findall(listed)):
        if words in get(visitor, f"{family}/{page}")[1].decode():
            return family
    raise AssertionError(f"no family with {words!r} on its page {page!r}")


def fill_in_objection(visitor: Visitor, family: str, scope: str = STATISTICS) -> None:
    """Fill in, on the page of a family's rights, that its first parent objects; an empty scope is left open."""
    visitor.open(f"{family}/rechten")
    people = visitor.page.get_by_role("group", name=re.compile("^Wie vraagt het")).locator("label.pill")
    choose(visitor, "Wat wordt er gevraagd", "Bezwaar")
    if scope:
        choose(visitor, "Alleen bij bezwaar", scope)
    people.first.click()
    choose(visitor, "Hoe is gezien wie het is", "Paspoort, kaart of rijbewijs gezien")
    visitor.page.get_by_label(re.compile("^In hun eigen woorden")).fill("Liever in geen enkel cijfer.")


def confirm_by_another(visitor: Visitor, family: str, name: str) -> str:
    """Let the second coordinator look at the proposal and confirm it; returns the number of the receipt."""
    page = visitor.page
    visitor.open("/rechten")
    proposed = page.get_by_role("region", name="Wacht op een tweede paar ogen")
    with page.expect_navigation():
        proposed.get_by_role("link", name=name).click()
    own = page.url.removeprefix(visitor.product.address)
    visitor.check_page()
    assert "Je hebt dit zelf voorgesteld." in told(visitor)
    assert page.get_by_role("button", name="Vernietig het dossier").count() == 0
    become(visitor, SECOND_COORDINATOR)
    visitor.open(own)
    visitor.check_page()
    press(visitor, "Vernietig het dossier")
    assert "Vink aan dat je het dossier hebt bekeken." in told(visitor)
    page.get_by_label("Ik heb het dossier bekeken en bevestig dat het weg mag").check()
    visitor.errors.clear()  # the browser notes that the page came back
    press(visitor, "Vernietig het dossier")
    visitor.check_page()
    return assert_gone(visitor, family, own, name)


def assert_gone(visitor: Visitor, family: str, proposal: str, name: str) -> str:
    """Expect a receipt without content, and nothing of the family anywhere; returns the receipt's number."""
    page = visitor.page
    kept = told(visitor)
    number = re.search(r"Bewijs van vernietiging (\d{4}-\d{5})", kept)[1]
    assert {"Rachida Amrani", "Hanneke Smeets"} == set(re.findall("Rachida Amrani|Hanneke Smeets", kept))
    assert name.split()[-1] not in kept
    for address in (family, f"{family}/rechten", f"{family}/mensen", f"{family}/wie-keek-mee", proposal):
        assert get(visitor, address)[0] == 404, address
    for address in ("/rechten", "/aanbod", "/wachtrij", "/aanmeldingen", "/gezinnen"):
        assert name not in get(visitor, address)[1].decode(), address
    visitor.open("/gezinnen")
    page.get_by_label(re.compile("Zoek op naam")).fill(name.split()[-1])
    press(visitor, "Zoek", within="form[role=search]")
    assert page.locator("li.family-row").filter(has_text=name).count() == 0
    visitor.open("/rechten")
    assert number in page.get_by_role("region", name="Bewijzen van vernietiging").inner_text()
    return number


def propose(visitor: Visitor, why: str) -> tuple[str, str]:
    """Propose to destroy the first file whose term is over for this reason; returns the family's path and name."""
    page = visitor.page
    visitor.open("/rechten")
    visitor.check_page()
    row = page.get_by_role("region", name="Termijn voorbij").locator("li").filter(has_text=why).first
    link = row.get_by_role("link").first
    family, name = link.get_attribute("href"), link.inner_text().strip()
    with page.expect_navigation():
        row.get_by_role("button", name="Stel vernietigen voor").click()
    visitor.check_page()
    assert "Een andere coördinator kijkt mee en bevestigt." in page.locator("body").inner_text()
    return family, name
