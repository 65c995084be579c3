# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody at a page without a browser: reads forms, fills them in, sends them; keeps cookies and the connection."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

SECONDS = 20
REDIRECTS = 5


@dataclass(slots=True)
class Form:
    """A form as it came: where it goes, what it would send untouched, and what a choice may be."""

    action: str = ""
    method: str = "get"
    values: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, where it leads to, and the page."""

    status: int
    path: str
    leads_to: str
    text: str

    @property
    def is_done(self) -> bool:
        """Say whether a write was acknowledged: led on, or answered with 200."""
        return 200 <= self.status < 400


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "input" and said.get("name"):
            self._input(self._form, said, checked="checked" in said)
        elif tag == "select":
            self._select = said.get("name", "")
            self._form.names.add(self._select)
        elif tag == "option" and self._select:
            self._form.choices.setdefault(self._select, []).append(said.get("value", ""))
            if "selected" in said:
                self._form.values[self._select] = [said.get("value", "")]
        elif tag == "textarea":
            self._area = said.get("name", "")
            self._form.names.add(self._area)
            self._form.values[self._area] = [""]

    def _input(self, form: Form, said: dict[str, str], *, checked: bool) -> None:
        name, value, kind = said["name"], said.get("value", ""), said.get("type", "text")
        form.names.add(name)
        if kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(value or "on")
            if checked:
                form.values.setdefault(name, []).append(value or "on")
        elif kind not in ("submit", "button"):
            form.values[name] = [value]

    def handle_data(self, data: str) -> None:
        if self._area and self._form is not None:
            # The line break directly after the tag is none of what was typed.
            self._form.values[self._area] = [(self._form.values[self._area][0] + data).removeprefix("\n")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""


def read_forms(text: str) -> list[Form]:
    reader = _Forms()
    reader.feed(text)
    return reader.forms


class Client:
    """One person's cookies and connection. Any method raises OSError or HTTPException when the server is gone."""

    def __init__(self, address: str) -> None:
        self.cookies: dict[str, str] = {}
        self.move_to(address)

    def move_to(self, address: str) -> None:
        """Go on at another address, with the same cookies."""
        self.host = urlsplit(address).netloc
        self._connection = http.client.HTTPConnection(self.host, timeout=SECONDS)

    def get(self, path: str) -> Answer:
        """Return a page, also where another one leads to it; raises HTTPException where the server failed."""
        for _ in range(REDIRECTS):
            answer = self._ask("GET", path)
            if answer.status >= 500:
                raise http.client.HTTPException(f"{answer.status} at {path}")
            if not answer.leads_to:
                return answer
            path = answer.leads_to
        raise http.client.HTTPException(f"too many redirects at {path}")

    def post(self, path: str, values: dict[str, object], *, leading_from: str = "") -> Answer:
        """Send values; where the answer leads to is not followed."""
        body = urlencode(values, doseq=True)
        return self._ask("POST", path, body, leading_from or path)

    def send(self, page: Answer, form: Form, **values: object) -> Answer:
        """Send a form of a page, with these values in place of what it would send untouched."""
        filled = {name: value for name, value in (form.values | values).items() if value not in ("", [], [""])}
        return self.post(form.action or page.path, filled, leading_from=page.path)

    def _ask(self, method: str, path: str, body: str | None = None, leading_from: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            origin = f"http://{self.host}"
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded", "Origin": origin, "Referer": origin + leading_from,
            }  # fmt: skip
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            raise
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, kept = value.partition(";")[0].partition("=")
                self.cookies[cookie] = kept
        return Answer(response.status, path, response.getheader("Location", ""), text)


class LoggedOut(Exception):
    """A page led to the door instead of to itself."""


def log_in(client: Client, name: str) -> None:
    """Log in with one click as one of the practice region's people."""
    page = client.get("/oefenen/")
    place = page.text.index(f"Log in als {name}")
    begin = page.text.rindex("<form", 0, place)
    (form,) = read_forms(page.text[begin : page.text.index("</form>", place) + 7])
    if not client.send(page, form).is_done:
        raise LoggedOut(name)


def main_form(page: Answer, *having: str) -> Form | None:
    """Return the first form of a page that is sent and has these fields; None when the page has none."""
    return next((f for f in read_forms(page.text) if f.method == "post" and set(having) <= f.names), None)
