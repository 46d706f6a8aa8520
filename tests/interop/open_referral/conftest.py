"""A real house with the demo in it, and the environment the validators live in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import ROOT, _environment, open_house
from tests.conftest import real_data

HERE = Path(__file__).resolve().parent
BIN = ROOT / ".venv-interop" / "bin"

Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def clients() -> Path:
    """Return where the validators are, or skip aloud; in CI they must be there."""
    if not (BIN / "schemathesis").exists():
        if os.environ.get("CI"):
            pytest.fail("schemathesis is not here, and this is CI: bin/setup interop")
        pytest.skip("CLIENT ABSENT: schemathesis; bin/setup interop brings it")
    return BIN


@pytest.fixture(scope="session")
def hsds() -> Path:
    return real_data() / "hsds"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a demo in which some dates are not as usual."""
    with open_house(tmp_path_factory.mktemp("house")) as opened:
        subprocess.run(
            [sys.executable, str(HERE / "unsettling.py")],
            env=_environment(opened.folder, opened.address.rpartition(":")[2]),
            cwd=ROOT,
            check=True,
        )
        yield opened.address


@pytest.fixture
def ask(clients: Path, hsds: Path) -> Ask:
    """Ask reading.py, in the environment of the validators."""

    def ask(what: str, where: str) -> Any:
        done = subprocess.run(
            [
                str(clients / "python"),
                str(HERE / "reading.py"),
                what,
                str(hsds / "openapi-bundled.json"),
                where,
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask
