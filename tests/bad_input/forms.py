"""Every form of the house, found on the pages that show it, and ways to send it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import resolve, reverse

from tests.house.routes import Route, routes

# Kinds of input that take words; the others are chosen or ticked.
WORDS = {"text", "search", "email", "password", "url", "tel", "textarea", "hidden",
         "number", "date", "time"}  # fmt: skip

# These lead out of the house, and end the session on the way.
AWAY = {"leave", "back"}


@dataclass
class Form:
    """One form as a browser would send it untouched."""

    page: str
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the address it is sent to."""
        return resolve(self.action).url_name or ""

    @property
    def texts(self) -> list[str]:
        """The fields somebody can write anything into."""
        return [name for name, kind in self.kinds.items() if kind in WORDS]

    def send(self, client: Client, **changes: Any) -> Any:
        """Send it with some answers changed."""
        return client.post(self.action, {**self.fields, **changes})


def forms_of(html: str, page: str) -> list[Form]:
    """Return the forms of a page that are sent by POST."""
    reader = _Reader(page)
    reader.feed(html)
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms = page, []
        self.inside: Form | None = None
        self.long = self.choosing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            here = self.page.partition("?")[0]
            self.inside = Form(self.page, given.get("action") or here)
            self.inside.action = self.inside.action.partition("?")[0]
        elif tag == "option" and self.inside and self.choosing:
            kept = self.inside.fields.get(self.choosing)
            if "selected" in given or not kept:
                self.inside.fields[self.choosing] = given.get("value", "")
        elif self.inside is None or not (name := given.get("name", "")):
            return
        elif tag == "button" or given.get("type") == "submit":
            # A browser says which button was pressed; we press the first.
            if "submit" not in self.inside.kinds.values():
                self._keep(name, "submit", given.get("value", ""), given)
        elif tag == "textarea":
            self._keep(name, "textarea", "", given)
            self.long = name
        elif tag == "input":
            kind = given.get("type", "text")
            chosen = kind != "checkbox" or "checked" in given
            first = not self.inside.fields.get(name)
            chosen = chosen and (kind != "radio" or first or "checked" in given)
            if kind not in {"file", "submit"} and chosen:
                self._keep(name, kind, given.get("value", ""), given)
        elif tag == "select":
            self._keep(name, "select", "", given)
            self.choosing = name

    def _keep(self, name: str, kind: str, value: str, given: dict[str, str]) -> None:
        assert self.inside is not None
        self.inside.fields[name] = value
        self.inside.kinds[name] = kind
        if "maxlength" in given:
            self.inside.limits[name] = int(given["maxlength"])

    def handle_data(self, data: str) -> None:
        if self.inside and self.long:
            self.inside.fields[self.long] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.inside and self.long:
            # A browser leaves out the first line break after the tag.
            self.inside.fields[self.long] = self.inside.fields[self.long].lstrip("\n")
            self.long = ""
        if tag == "select":
            self.choosing = ""
        if tag == "form" and self.inside:
            self.inside.kinds.pop("csrfmiddlewaretoken", None)
            self.inside.fields.pop("csrfmiddlewaretoken", None)
            self.forms.append(self.inside)
            self.inside = None


def pages(about: dict[str, Any]) -> Iterator[tuple[Route, str]]:
    """Yield every address that can be looked at, filled with the ids given.

    about -- the words an address may want, such as group_id.
    """
    for route in routes():
        if (route.methods and "GET" not in route.methods) or route.name in AWAY:
            continue
        if all(part in about for part in route.parts):
            yield (
                route,
                reverse(route.name, kwargs={part: about[part] for part in route.parts}),
            )
