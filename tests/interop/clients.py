"""Other people's programs, asked what they read in our calendars."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

KHAL = """[calendars]
[[ours]]
path = {folder}/ours
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[default]
default_calendar = ours
"""


@dataclass(frozen=True, order=True)
class Read:
    """One occurrence as a program shows it: moments in UTC."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    status: str


def absent(what: str) -> None:
    """Skip aloud; where everything is promised to be there, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not here, and this is CI")
    pytest.skip(f"CLIENT ABSENT: {what}")


def as_ical_js(raw: bytes, *, last: date) -> list[Read]:
    """Return what ical.js reads, until this day of the series."""
    node = shutil.which("node")
    if not node or not (ROOT / "node_modules" / "ical.js").is_dir():
        absent("ical.js (npm ci)")
    done = subprocess.run(
        [str(node), str(HERE / "read_calendar.mjs"), f"{last}T23:59:59"],
        input=raw,
        capture_output=True,
        timeout=120,
        check=False,
    )
    if done.returncode or done.stderr:
        pytest.fail(f"ical.js said: {done.stderr.decode()}")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return sorted(
        Read(uid, _moment(start), _moment(end), status)
        for uid, start, end, status, _ in rows
    )


def as_khal(raw: bytes, folder: Path, *, first: date, last: date) -> list[Read]:
    """Return what khal lists from one day to another, having said nothing against it."""
    pytest.importorskip("khal") if not os.environ.get("CI") else __import__("khal")
    (folder / "ours").mkdir()
    (folder / "khal.conf").write_text(KHAL.format(folder=folder))
    (folder / "read.ics").write_bytes(raw)
    _khal(folder, "import", "--batch", "-a", "ours", str(folder / "read.ics"))
    listed = _khal(
        folder, "list", "--day-format", "",
        "--json", "uid", "--json", "start-long", "--json", "end-long",
        "--json", "status", str(first), str(last),
    )  # fmt: skip
    found = [one for line in listed.splitlines() if line for one in json.loads(line)]
    return sorted(
        {
            Read(
                one["uid"],
                _moment(one["start-long"]),
                _moment(one["end-long"]),
                one["status"].strip(),
            )
            for one in found
        }
    )


def _khal(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "khal", "-c", str(folder / "khal.conf"), *words],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
    )
    complaints = [line for line in done.stderr.splitlines() if line.strip()]
    if done.returncode or complaints:
        pytest.fail(f"khal said: {done.returncode} {complaints}")
    return done.stdout


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
