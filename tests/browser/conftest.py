"""A real house with the demo in it, and a real Chromium to walk through it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from hearthside.cli.demo.planting import PASSWORD
from tests.laid_tables import copy_laid_tables

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}
TOO_MANY = 429


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


_HAS_FAILED: pytest.StashKey[bool] = pytest.StashKey()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[Any]:
    report = yield
    item.stash[_HAS_FAILED] = item.stash.get(_HAS_FAILED, False) or report.failed
    return report


@dataclass
class House:
    """A running house: its address, its folder, and what it printed."""

    address: str
    folder: Path
    log: Path
    elsewhere: str = ""
    live: str = ""

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a hearthside command against this house."""
        return subprocess.run(
            [sys.executable, "-m", "hearthside", *words],
            env=_environment(self.folder, self.address.rpartition(":")[2]),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )


def _environment(folder: Path, port: str) -> dict[str, str]:
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith("HEARTHSIDE_")},
        "PYTHONPATH": str(ROOT / "src"),
        "HEARTHSIDE_DATA_DIR": str(folder),
        "HEARTHSIDE_PORT": port,
        "HEARTHSIDE_PLACES_BELOW": "5000",
    }


def _free_port() -> str:
    """Return a port that is free, and so is the next: the pages', and the streams'."""
    while True:
        with socket.socket() as one, socket.socket() as next_one:
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
            try:
                next_one.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return str(port)


class Weather(BaseHTTPRequestHandler):
    """Where Leave now leads: a page about something else."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Weather</title><h1>Sunny spells</h1>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/weather"
    server.shutdown()
    server.server_close()


@contextmanager
def open_house(folder: Path, *, elsewhere: str = "", **more: str) -> Iterator[House]:
    """Open a house in a folder, wait until it answers, and close it afterwards."""
    port, live, log = _free_port(), _free_port(), folder / "house.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "hearthside", "serve"],
            env={**_environment(folder, port), "HEARTHSIDE_LIVE_PORT": live, **more},
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    address = f"http://localhost:{port}"
    try:
        _wait_until_open(address, process, log)
        yield House(address, folder, log, elsewhere, f"http://localhost:{live}/live/")
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def house(
    tmp_path_factory: pytest.TempPathFactory, elsewhere: str, django_db_setup: None
) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    # That a house makes its tables itself, tests/bad_input/test_o_running_it.py shows.
    copy_laid_tables(folder / "hearthside.sqlite3")
    with open_house(folder, elsewhere=elsewhere) as opened:
        opened.command("set-up", "--leave-to", elsewhere)
        yield opened


def _wait_until_open(address: str, process: Any, log: Path) -> None:
    # A house that fell says so at once; one on a busy machine is only slow.
    for _ in range(1000):
        if process.poll() is not None:
            pytest.fail(f"The house did not open:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(f"{address}/health/", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"The house took too long to open:\n{log.read_text()}")


@pytest.fixture(scope="session")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    # The tables first: beside Playwright's loop Django would not make them.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@dataclass
class Seen:
    """What went wrong in a browser while somebody walked: must stay empty."""

    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)


Walk = Callable[..., Page]


@pytest.fixture
def walk(
    house: House, chromium: Browser, request: pytest.FixtureRequest
) -> Iterator[Walk]:
    """Open a page as somebody; at the end no page may have complained."""
    contexts: list[BrowserContext] = []
    seen = Seen()

    def open_page(
        who: str = "", *, size: dict[str, int] = PHONE, **options: Any
    ) -> Page:
        here = {"locale": "en-GB", "timezone_id": "Europe/London"}
        context = chromium.new_context(
            base_url=house.address, viewport=size, **{**here, **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("console", lambda said: _listen(seen, said))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("request", lambda asked: _note_strangers(seen, house, asked.url))
        if who:
            sign_in(page, who)
        return page

    yield open_page
    if request.node.stash.get(_HAS_FAILED, False):
        _tell_what_they_saw(contexts, house)
    for context in contexts:
        context.close()
    assert seen.complaints == []
    assert seen.strangers == []


def _tell_what_they_saw(contexts: list[BrowserContext], house: House) -> None:
    """Print what each browser showed when a test failed, and what the house said."""
    for page in (page for context in contexts for page in context.pages):
        shown = page.evaluate("document.querySelector('main')?.innerText ?? ''")
        print(f"--- {page.url}\n{shown[:800]}")  # noqa: T201
    print("--- house\n", house.log.read_text()[-2000:])  # noqa: T201


def _listen(seen: Seen, said: Any) -> None:
    # A browser always says when it was refused, or has no signal.
    expected = (
        "the server responded with a status of 4" in said.text
        or "ERR_INTERNET_DISCONNECTED" in said.text
    )
    if said.type in {"error", "warning"} and not expected:
        seen.complaints.append(said.text)


def _note_strangers(seen: Seen, house: House, url: str) -> None:
    # Where Leave now leads is the one address that is not ours.
    ours = (house.address, "data:", house.elsewhere, house.live or house.address)
    if not url.startswith(ours):
        seen.strangers.append(url)


def follow(link: Locator) -> None:
    """Press what leads to another page, and be there when this returns."""
    with link.page.expect_navigation():
        link.click()


def sign_in(page: Page, who: str) -> None:
    """Sign in. All walks come from one address, of which the house takes thirty a minute."""
    for _ in range(30):
        page.goto("/account/login/")
        page.fill("input[name=login]", who)
        page.fill("input[name=password]", PASSWORD)
        # The page of signing in ends like the first one: waiting for an address would not wait.
        with page.expect_navigation() as led:
            page.press("input[name=password]", "Enter")
        if led.value.status != TOO_MANY:
            break
        page.wait_for_timeout(3_000)
    assert "/account/login/" not in page.url, page.inner_text("main")
