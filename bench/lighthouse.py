"""Lighthouse on its throttled phone: how fast the first pages come, and who can use them.

The tool is fetched by npx when this runs and is no part of the house (decision 0018): with
all it brings it weighs 185 MB. Where it or the browser is absent, this says so and skips.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any, Final

from bench.house import ROOT, free_port, start

TOOL: Final = "lighthouse@12.8.2"
HELD_TO: Final = 95
# Slow 4G and a processor four times slower: the tool's own phone, and its median of three.
RUNS: Final = 3
TRIES: Final = 5
FLAGS: Final = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
)


def look(address: str, chromium: str, folder: Path) -> dict[str, Any] | None:
    """Return what the tool says of a page; None where it cannot be had."""
    report = folder / "report.json"
    report.unlink(missing_ok=True)
    done = subprocess.run(
        [
            "npx", "--yes", TOOL, address, "--quiet", "--output=json",
            f"--output-path={report}", f"--chrome-flags={FLAGS}",
            "--only-categories=performance,accessibility",
        ],
        env={**os.environ, "CHROME_PATH": chromium},
        cwd=folder, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    if not report.exists():
        print(done.stderr[-600:])
        return None
    found: dict[str, Any] = json.loads(report.read_text())
    return found


def measure(address: str, chromium: str, folder: Path) -> tuple[int, int, str] | None:
    """Return performance and accessibility, 0..100, of the middle run, and its times."""
    runs: list[tuple[int, int, str]] = []
    for _ in range(TRIES):
        found = look(address, chromium, folder)
        if found is None:
            return None
        scores = [
            found["categories"][name]["score"]
            for name in ("performance", "accessibility")
        ]
        if None in scores:
            # On a busy machine the tool now and then loses its own trace.
            print(f"{address}: a run without a score is left out")
            continue
        fast, usable = (round(score * 100) for score in scores)
        runs.append((fast, usable, _times(found["audits"])))
        if len(runs) == RUNS:
            break
    return sorted(runs)[len(runs) // 2] if runs else None


def _times(audits: dict[str, Any]) -> str:
    names = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time",
             "cumulative-layout-shift", "total-byte-weight")  # fmt: skip
    return ", ".join(audits[name]["displayValue"] for name in names)


def a_group(port: int) -> str:
    """Return the path of the first group the finder shows."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/groups/") as answer:
        found = re.search(r'href="(/groups/[2-9a-z]{12}/)"', answer.read().decode())
    if found is None:
        raise LookupError("The finder shows no group.")
    return found.group(1)


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or shutil.which("npx") is None:
        print("SKIPPED lighthouse: it wants chromium and npx, and one is absent")
        return 0
    wrong = False
    with tempfile.TemporaryDirectory(dir=ROOT / ".run") as name:
        folder, port = Path(name), free_port()
        house, _seconds = start(folder, port)
        try:
            for path in ("/", "/groups/?place=Leeds", a_group(port)):
                found = measure(f"http://127.0.0.1:{port}{path}", chromium, folder)
                if found is None:
                    print(f"SKIPPED lighthouse: {TOOL} could not be fetched or run")
                    return 0
                fast, usable, times = found
                wrong |= min(fast, usable) < HELD_TO
                shown = "/groups/<id>/" if re.search(r"/[2-9a-z]{12}/$", path) else path
                print(f"{shown:24} performance {fast}, accessibility {usable}: {times}")
        finally:
            house.terminate()
            house.wait()
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
