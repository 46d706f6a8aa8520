"""A real house, a real Chromium, and somebody else's site between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import chromium, elsewhere, house
from tests.interop.directory import LEEDS, Heard, Site

__all__ = ["chromium", "elsewhere", "house", "site", "visit"]

Visit = Callable[..., tuple[Page, Heard]]


@pytest.fixture
def site() -> Iterator[Site]:
    """Another directory's site, on an address of its own."""
    opened = Site()
    yield opened
    opened.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Open a page of any site as somebody in Leeds; what it says and asks is heard."""
    contexts: list[BrowserContext] = []

    def open_page(address: str, *, wait_for: str, **options: Any) -> tuple[Page, Heard]:
        context = chromium.new_context(
            locale="en-GB", timezone_id="Europe/London", geolocation=LEEDS,
            permissions=["geolocation"], viewport={"width": 1280, "height": 900},
            **options,
        )  # fmt: skip
        contexts.append(context)
        page, heard = context.new_page(), Heard()
        page.set_default_timeout(15000)
        page.on("console", lambda said: heard.said.append((said.type, said.text)))
        page.on("pageerror", lambda fault: heard.said.append(("error", str(fault))))
        page.on("request", lambda asked: heard.asked.append(asked.url))
        page.goto(address)
        page.wait_for_selector(wait_for)
        return page, heard

    yield open_page
    for context in contexts:
        context.close()
