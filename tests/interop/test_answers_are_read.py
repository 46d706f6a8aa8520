"""SPSS files are read back by pyreadstat, FHIR resources are valid to fhir.resources."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from hearthside.engines.exporting import (
    Given,
    long_table,
    questionnaire,
    response,
    system_file,
)
from hearthside.engines.instruments import Pack, read_ours

pytestmark = pytest.mark.interop

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-interop" / "bin" / "python"
BASE = "https://house.example"
SOME = ["phq-8", "core-10", "ons4", "dass-21"]


def read_by_others(pack: Pack, rows: list[Given], folder: Path) -> dict[str, Any]:
    """Return what the other programs read."""
    if not PYTHON.exists() and "CI" not in os.environ:
        pytest.skip("bin/setup interop was not run")
    (folder / "answers.sav").write_bytes(system_file(pack, rows))
    for name, resource in (
        ("questionnaire", questionnaire(pack, base=BASE)),
        ("response", response(pack, rows[0], base=BASE)),
    ):
        (folder / f"{name}.json").write_text(json.dumps(resource))
    said = subprocess.run(
        [PYTHON, ROOT / "tests" / "interop" / "read_answers.py", folder],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    found: dict[str, Any] = json.loads(said)
    return found


@pytest.mark.parametrize("name", SOME)
def test_what_we_write_is_what_others_read(name, tmp_path):
    pack = read_ours(name)
    low = {item.id: pack.values_of(item)[0] for item in pack.items}
    rows = [
        Given("c1", "0", "g1", "Caffè", low),
        Given("a code that is longer than twenty-four bytes", "6", "g2", "", {}),
    ]

    found = read_by_others(pack, rows, tmp_path)

    head = long_table(pack, rows).splitlines()[0].split(",")
    named = [{"group": "group_code", "site": "site_code"}.get(one, one) for one in head]
    assert found["columns"] == named
    first, second = found["rows"]
    assert (first["code"], first["site_code"], first["wave"]) == ("c1", "Caffè", "0")
    assert second["code"] == "a code that is longer th"
    item = f"{name}_1".replace("-", "_")
    assert (first[item], second[item]) == (low["1"], None)
    words = pack.wordings["en"]
    assert found["labels"][item] == words.items["1"][:252]
    labels = words.labels[pack.items[0].answers]
    assert list(found["values"][item].values()) == list(labels)
    assert found["encoding"] == "UTF-8"
    assert found["asked"] == f"{BASE}/fhir/Questionnaire/{name}"
    assert found["said"] == f"{found['asked']}|1.0.0"
