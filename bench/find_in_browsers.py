"""Finding near me in a real browser: our own pages, and TSML UI over our own feed.

Both are served from this machine to the same Chromium; each visit is a fresh one. The feed
TSML UI reads is written before and lies ready as a file. Wants bin/clients and Chromium.
python -m bench.find_in_browsers [LISTINGS ...]
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from bench.house import ROOT, free_port, memory, start

SIZES = (1_000, 10_000, 100_000)
VISITS = 5
MOST_SECONDS = 120
# As many as a town has, however many the country has.
AROUND_LEEDS = 40
LEEDS = {"latitude": 53.8, "longitude": -1.55}
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-component-update")  # fmt: skip
FINDER = ROOT / ".run/clients/meeting_guide/static/meeting_guide"
PAGES = (
    "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning",
)  # fmt: skip
OUR_ROWS = "#found .groups > li"
THEIR_ROWS = "#tsml-ui tbody tr"
OUR_BUTTON = "form[data-find] button[data-near-me]"
NEAR = "() => /\\d (miles?|km)/.test(document.querySelector('#found')?.innerText ?? '')"


def measured(listings: int) -> None:
    """Make a house of its own with so many groups, and visit it in both ways."""
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {
            "HEARTHSIDE_DATA_DIR": name,
            "HEARTHSIDE_PLACES_BELOW": "15000",
            "HEARTHSIDE_DEMO": "no",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }
        for words in (["hearthside", "prepare"], ["bench.find_in_browsers", "--make", str(listings)]):  # fmt: skip
            subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=True, capture_output=True)  # fmt: skip
        port = free_port()
        house, _ = start(
            Path(name), port, *PAGES, "--port", str(port), "hearthside.web.wsgi:application",
        )  # fmt: skip
        try:
            feed = _feed(port, listings, house)
            with _finder(feed) as finder:
                _visits(listings, f"http://localhost:{port}", finder)
        finally:
            house.terminate()
            house.wait()


def _feed(port: int, listings: int, house: Any) -> bytes:
    times, feed = [], b""
    for _ in range(VISITS if listings <= 10_000 else 1):
        began = time.perf_counter()
        address = f"http://localhost:{port}/feeds/meetings.json"
        with urllib.request.urlopen(address, timeout=600) as answer:
            feed = answer.read()
        times.append(time.perf_counter() - began)
    print(
        f"{listings:7,} feed of {len(json.loads(feed)):,} rows, {len(feed) / 1e6:.1f} MB: "
        f"median {median(times):.2f} s; the house afterwards {memory(house):.0f} MB",
        flush=True,
    )
    return feed


@contextmanager
def _finder(feed: bytes) -> Iterator[str]:
    """Serve TSML UI over the feed, both as files; yield the address."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "feed.json").write_bytes(feed)
        (folder / "app.js").write_bytes((FINDER / "app.js").read_bytes())
        (folder / "favicon.ico").write_bytes(b"")
        (folder / "index.html").write_text(
            '<!doctype html><meta charset="utf-8"><title>Elsewhere</title>'
            '<div id="tsml-ui" data-src="/feed.json" data-timezone="Europe/London"></div>'
            '<script src="/app.js"></script>'
        )
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=name))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def _visits(listings: int, ours: str, theirs: str) -> None:
    from playwright.sync_api import sync_playwright

    def nothing(page: Any) -> None:
        page.goto(f"{ours}/health/", wait_until="commit")
        page.wait_for_selector("body")

    def our_first(page: Any) -> None:
        page.goto(f"{ours}/groups/", wait_until="commit")
        page.wait_for_selector(OUR_ROWS)

    def our_near(page: Any) -> None:
        page.goto(f"{ours}/groups/?lat=53.80&lon=-1.55&reach=5", wait_until="commit")
        page.wait_for_function(NEAR)

    def our_filter(page: Any) -> float:
        our_first(page)
        page.wait_for_selector(OUR_BUTTON)
        began = time.perf_counter()
        page.click(OUR_BUTTON)
        page.wait_for_function(NEAR)
        return began

    def their_first(page: Any) -> None:
        page.goto(f"{theirs}/", wait_until="commit")
        page.wait_for_selector(THEIR_ROWS)

    def their_near(page: Any) -> None:
        page.goto(f"{theirs}/?mode=me&distance=5", wait_until="commit")
        page.wait_for_selector(f"{THEIR_ROWS} td.distance")

    def their_filter(page: Any) -> float:
        their_first(page)
        began = time.perf_counter()
        page.click("#tsml-ui .input-group button#mode")
        page.click("#tsml-ui .dropdown-item:has-text('Near Me')")
        page.wait_for_selector(f"{THEIR_ROWS} td.distance")
        return began

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        found = {}
        for name, visit in (
            ("one word, no page", nothing),
            ("first rows, ours", our_first), ("first rows, TSML UI", their_first),
            ("near me, ours", our_near), ("near me, TSML UI", their_near),
            ("filter, ours", our_filter), ("filter, TSML UI", their_filter),
        ):  # fmt: skip
            found[name] = _visited(browser, visit)
            print(f"{listings:7,} {name:20} {_said(*found[name])}", flush=True)
        for what in ("first rows", "near me", "filter"):
            our_times, their_times = (found[f"{what}, {who}"][0] for who in ("ours", "TSML UI"))  # fmt: skip
            if our_times and their_times:
                ratio = median(their_times) / median(our_times)
                print(
                    f"{listings:7,} {what}: ours {ratio:.1f} times as fast", flush=True
                )
        browser.close()


def _visited(
    browser: Any, visit: Callable[[Any], float | None]
) -> tuple[list[float], float]:
    """Return the milliseconds of each visit, and the memory of the page's scripts in MB.

    A visit that does not end in MOST_SECONDS ends the series; it is then empty.
    """
    from playwright.sync_api import Error

    times, heap = [], 0.0
    for _ in range(VISITS):
        context = browser.new_context(
            geolocation=LEEDS, permissions=["geolocation"], locale="en-GB",
            timezone_id="Europe/London",
        )  # fmt: skip
        page = context.new_page()
        page.set_default_timeout(MOST_SECONDS * 1000)
        began = time.perf_counter()
        try:
            # A visit may say that only its end is to be measured.
            began = visit(page) or began
            times.append((time.perf_counter() - began) * 1000)
            heap = _heap(context, page)
        except Error as fault:
            print(f"        did not end: {str(fault).splitlines()[0]}", flush=True)
            return [], 0.0
        finally:
            context.close()
    return times, heap


def _heap(context: Any, page: Any) -> float:
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return (
        next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize") / 1e6
    )


def _said(times: list[float], heap: float) -> str:
    if not times:
        return f"not in {MOST_SECONDS} s"
    return (
        f"median {median(times):9.1f} ms  fastest {min(times):9.1f}  "
        f"slowest {max(times):9.1f}  scripts' memory {heap:6.1f} MB"
    )


def make(listings: int) -> None:
    """Fill the house with groups of our own, all over England, weekly and monthly."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
    import django

    django.setup()
    from datetime import date, timedelta
    from datetime import time as clock

    from django.utils.timezone import now

    from hearthside.engines.recurrence import Pattern
    from hearthside.groups.models import Group, Said
    from hearthside.groups.patterns import put_down
    from hearthside.organisation.models import Locality

    chance, at = random.Random(listings), now()
    days = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    area = Locality.objects.create(
        slug="england", name="England", latitude=52.9, longitude=-1.5
    )
    groups = []
    for number in range(listings):
        day, hour = chance.choice(days), chance.randrange(10, 21)
        rule = "FREQ=MONTHLY;BYDAY=2" if number % 10 == 9 else "FREQ=WEEKLY;BYDAY="
        north, east = (51.3, 54.9), (-2.9, 0.4)
        if number < AROUND_LEEDS:
            north, east = (53.77, 53.83), (-1.6, -1.5)
        group = Group(
            locality=area, name=f"Circle {number}", one_line="A small circle that listens.",
            place_name=f"Hall {number}", address=f"{number % 90 + 1} Chapel Lane, Town LS6",
            district="LS6", about="Tea and talk. " * 10, latitude=chance.uniform(*north),
            longitude=chance.uniform(*east), confirmed_at=at, changed_at=at,
        )  # fmt: skip
        pattern = Pattern(rule + day, date.today() - timedelta(days=30), clock(hour, 30), 90, "Europe/London")  # fmt: skip
        put_down(group, pattern, now=at)
        groups.append(group)
    Group.objects.bulk_create(groups, batch_size=500)
    Said.objects.bulk_create(
        (Said(group=group, word=word) for group in groups for word in ("depression", "discussion", "lang:en")),
        batch_size=2000,
    )  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        make(int(sys.argv[2]))
    else:
        for size in [int(one) for one in sys.argv[1:]] or SIZES:
            measured(size)
