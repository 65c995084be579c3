# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hands that have a keyboard and nothing else: Tab, Enter, Space, arrows and letters. They look where the focus is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Visitor
    from playwright.sync_api import Locator

MOST_TABS = 250

# What stands in the focus, and whether somebody can see that it does: an outline that is drawn, in sight, not covered.
LOOK = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return {fault: ""};
  const frame = element.closest(".choice, .pill, .sign-up__tick") ?? element;
  const drawn = [element, frame].some((one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  });
  const box = frame.getBoundingClientRect();
  const inSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const above = document.elementFromPoint(x, y);
  const uncovered = above && (frame.contains(above) || above.contains(frame));
  const name = `${element.tagName} ${element.name ?? ""} ${(frame.textContent ?? "").trim().slice(0, 50)}`;
  if (!drawn) return {fault: `the focus is not drawn on ${name}`};
  if (!inSight) return {fault: `the focus is out of sight on ${name}`};
  return {fault: uncovered ? "" : `the focus is covered on ${name}`};
}"""


IS_THERE = """(wanted, group) => {
  const now = document.activeElement;
  return now === wanted || (group && now.type === "radio" && now.name === wanted.name);
}"""


class Hands:
    """Somebody at the keyboard of a visitor; every step of the focus must be seen."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.faults: list[str] = []

    def key(self, name: str) -> None:
        """Press a key, and notice a focus that cannot be seen."""
        self.page.keyboard.press(name)
        fault = self.page.evaluate(LOOK)["fault"]
        if fault and f"{self.page.url}: {fault}" not in self.faults:
            self.faults.append(f"{self.page.url}: {fault}")

    def reach(self, what: Locator, *, same_group: bool = False) -> None:
        """Press Tab until the focus is on something, or on another button of its group."""
        what.wait_for(state="attached")
        for _ in range(MOST_TABS):
            if what.evaluate(IS_THERE, same_group):
                return
            self.key("Tab")
        raise AssertionError(f"not reached with Tab: {what} at {self.page.url}")

    def go_to(self, name: str | re.Pattern[str], *, role: str = "button") -> None:
        """Go to a button or a link by its words."""
        self.reach(self.page.get_by_role(role, name=name).locator("visible=true").first)

    def press(self, name: str | re.Pattern[str], *, role: str = "button") -> None:
        """Go to a button or a link by its words and press it; another page follows."""
        self.go_to(name, role=role)
        self.enter()

    def enter(self) -> None:
        """Press what has the focus, and wait for the page that follows."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def unfold(self, words: str) -> None:
        """Unfold what stands under these words."""
        summary = self.page.locator("summary").filter(has_text=words).locator("visible=true").first
        if not summary.evaluate("summary => summary.parentElement.open"):
            self.reach(summary)
            self.key("Enter")

    def choose(self, option: Locator) -> None:
        """Choose a radio button with the arrows, or tick a box with the space bar."""
        if option.get_attribute("type") == "checkbox":
            self.reach(option)
            if not option.is_checked():
                self.key("Space")
        else:
            self.reach(option, same_group=True)
            self._go_round(option)
        assert option.is_checked()

    def _go_round(self, option: Locator) -> None:
        for _ in range(30):
            if option.evaluate("option => document.activeElement === option"):
                break
            self.key("ArrowDown")
        if not option.is_checked():
            self.key("Space")

    def choose_words(self, *words: str) -> None:
        for one in words:
            found = self.page.get_by_role("radio", name=re.compile(one))
            self.choose(
                found.or_(self.page.get_by_role("checkbox", name=re.compile(one))).locator("visible=true").first
            )

    def pick(self, field: Locator, label: str) -> None:
        """Pick from a list with the arrows."""
        self.reach(field)
        for _ in range(field.locator("option").count()):
            if field.evaluate("field => field.selectedOptions[0]?.textContent.trim()") == label:
                return
            self.key("ArrowDown")
        raise AssertionError(f"not in the list: {label}")

    def write(self, field: Locator, words: str) -> None:
        """Go to a field and type."""
        self.reach(field)
        self.page.keyboard.type(words)

    def log_in_as(self, name: str) -> None:
        self.page.context.clear_cookies()
        self.visitor.open("/oefenen/")
        self.press(re.compile(f"Log in als {name}"))
        self.page.wait_for_url(lambda address: "/oefenen" not in address)
