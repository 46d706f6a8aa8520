"""Does anybody know of a weakness in the libraries the house runs on?"""

from __future__ import annotations

import importlib.util
import json
import subprocess  # nosec B404 - our own interpreter, fixed words
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from hearthside.cli.health.findings import Finding, well, wrong

PINNED: Final = Path(__file__).resolve().parents[4] / "requirements" / "run.txt"
PATIENCE: Final = 45
Ask = Callable[[], str | None]


def ask_the_index() -> str | None:
    """Return what pip-audit says as JSON, or None when there is nobody to ask."""
    if importlib.util.find_spec("pip_audit") is None or not PINNED.is_file():
        return None
    command = [
        *(sys.executable, "-m", "pip_audit", "--requirement", str(PINNED)),
        *("--disable-pip", "--no-deps", "--progress-spinner", "off"),
        *("--format", "json", "--timeout", "5"),
    ]
    try:
        done = subprocess.run(  # nosec B603
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout


def nothing_known(ask: Ask = ask_the_index) -> Finding:
    """Say whether a library has a known weakness. Nobody to ask is said, not hidden."""
    answer = _dependencies(ask())
    asked = [one for one in answer if "vulns" in one]
    if not asked:
        return well(
            "advisories", "Could not ask: pip-audit or its index gave no answer."
        )
    weak = sorted({one["name"] for one in asked if one["vulns"]})
    if weak:
        return wrong(
            "advisories",
            f"A weakness is known in: {', '.join(weak)}.",
            "Install the newest version of Hearthside.",
        )
    unasked = len(answer) - len(asked)
    more = f" Of {unasked} more, nothing was said." if unasked else ""
    return well("advisories", f"None is known in {len(asked)} libraries.{more}")


def _dependencies(said: str | None) -> list[dict[str, Any]]:
    try:
        found = json.loads(said or "")["dependencies"]
    except (ValueError, KeyError, TypeError):
        return []
    return [one for one in found if isinstance(one, dict)]
