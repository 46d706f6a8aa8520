"""A whole export, read by other people's programs: a FHIR validator, pyreadstat, and R."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from hearthside.cli.main import main
from tests.engines.reporting.frozen_files import frozen
from tests.engines.reporting.items_made_up import answers
from tests.interop.clients import absent

pytestmark = pytest.mark.interop

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-interop" / "bin" / "python"


@pytest.fixture
def exported(tmp_path):
    dataset, items = answers()
    study = frozen(dataset, tmp_path / "frozen", items=items)

    def export(form: str) -> Path:
        out = tmp_path / form
        assert main(["report", "export", "--freeze", str(study), "--as", form, "--agreement", "A",
                     "--key", str(tmp_path / "key"), str(out)]) == 0  # fmt: skip
        return out

    return export


def validated(files: list[Path]) -> list[dict[str, object]]:
    if not (ROOT / "node_modules" / "@asymmetrik").is_dir():
        absent("fhir-json-schema-validator (npm ci)")
    said = subprocess.run(
        [str(shutil.which("node")), str(ROOT / "tests" / "interop" / "validate_fhir.cjs"), *map(str, files)],
        capture_output=True, text=True, check=True, timeout=240,
    ).stdout  # fmt: skip
    found: list[dict[str, object]] = json.loads(said)
    return found


def test_every_fhir_resource_is_valid_to_another_schema(exported):
    files = [one for one in exported("fhir").iterdir() if one.name != "manifest.json"]

    found = validated(sorted(files))

    assert len(found) == 2 + 160
    assert [one for one in found if one["wrong"]] == []


def test_the_validator_sees_what_is_no_resource(exported, tmp_path):
    asked = json.loads((exported("fhir") / "phq-8-questionnaire.json").read_text())
    asked["item"][0]["type"] = "guess"
    (tmp_path / "wrong.json").write_text(json.dumps(asked))

    assert validated([tmp_path / "wrong.json"])[0]["wrong"]


def test_pyreadstat_reads_what_the_long_table_says(exported):
    if not PYTHON.exists():
        absent("pyreadstat (bin/setup interop)")
    sav, table = exported("sav") / "phq-8.sav", exported("csv-long") / "phq-8.csv"
    code = (
        "import pyreadstat, sys, pandas; a, _ = pyreadstat.read_sav(sys.argv[1]);"
        "b = pandas.read_csv(sys.argv[2], dtype={'wave': str});"
        "print(all((a[c].values == b[c].values).all() for c in b.columns if c in a.columns), len(a))"
    )
    said = subprocess.run(
        [PYTHON, "-c", code, sav, table], capture_output=True, text=True, check=True
    ).stdout

    assert said.split() == ["True", "80"]


def test_r_reads_the_same_answers(exported):
    rscript = shutil.which("Rscript")
    if rscript is None:
        absent("Rscript with haven")
    sav, table = exported("sav") / "phq-8.sav", exported("csv-long") / "phq-8.csv"
    code = (
        "if (!requireNamespace('haven', quietly = TRUE)) quit(status = 7);"
        "f <- commandArgs(TRUE); a <- haven::read_sav(f[1]); b <- read.csv(f[2]);"
        "same <- sapply(grep('^phq_8', names(b), value = TRUE), function(n) all(as.numeric(a[[n]]) == b[[n]]));"
        "cat(all(same), nrow(a), length(same))"
    )
    done = subprocess.run(
        [str(rscript), "--vanilla", "-e", code, str(sav), str(table)],
        capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    if done.returncode == 7:
        absent("haven for R")

    assert done.stdout.split() == ["TRUE", "80", "9"], done.stderr
