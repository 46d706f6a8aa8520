from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/develop/bad-inputs.md"


def test_every_test_the_page_of_bad_inputs_names_is_there():
    named = re.findall(r"`([^`]+)::(test_\w+)`", PAGE.read_text())
    missing = [
        f"{path}::{test}"
        for path, test in named
        if f"def {test}(" not in (ROOT / "tests" / path).read_text()
    ]

    assert len(named) > 90
    assert not missing


def test_every_test_of_the_front_end_it_names_is_there():
    named = re.findall(r"`(frontend/[^`]+\.ts)::([^`]+)`", PAGE.read_text())
    missing = [
        f"{path}::{title}"
        for path, title in named
        if f"test('{title}'," not in (ROOT / "tests" / path).read_text()
    ]

    assert len(named) > 9
    assert not missing


def test_every_case_is_held_or_has_a_room_to_come():
    rows = PAGE.read_text().splitlines()[4:]

    assert rows
    assert all(
        re.match(r"\| [A-Z]\d+ \| (`\S+::test_|`frontend/\S+::\w|later: \w+)", row)
        for row in rows
    )
