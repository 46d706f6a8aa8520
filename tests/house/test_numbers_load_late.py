"""What is heavy is loaded by whoever analyses, and by nobody else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"numpy", "scipy", "pandas", "onnx", "onnxruntime"}
WAKE = "import django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'hearthside.settings.django'; django.setup(); "


def loaded_by(what: str, tmp_path: Path) -> set[str]:
    said = subprocess.run(
        [sys.executable, "-c", f"import sys; {what}; print(*sys.modules)"],
        cwd=ROOT, env={"PYTHONPATH": "src", "HEARTHSIDE_DATA_DIR": str(tmp_path)},
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    return set(said)


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.parametrize(
    "what",
    [
        f"{WAKE}import hearthside.web.urls",
        f"{WAKE}import hearthside.cli.commands, hearthside.jobs.rounds",
        "import hearthside.live.__main__",
    ],
    ids=["pages", "commands and clock", "live"],
)
def test_no_process_that_serves_loads_what_only_numbers_need(what, tmp_path):
    assert HEAVY & loaded_by(what, tmp_path) == set()


@pytest.mark.engine
def test_whoever_analyses_does_load_it(tmp_path):
    found = loaded_by("import hearthside.engines.analysing.running", tmp_path)

    assert {"numpy", "scipy"} <= found
    assert "django" not in found
