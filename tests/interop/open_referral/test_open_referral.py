from __future__ import annotations

import json
import subprocess

import pytest

pytestmark = [pytest.mark.interop, pytest.mark.slow]

# Of the UK validator's bad pages, those whose fault is in one page and not between two.
FAULTY = {"api_details", "service_list", "service_full", "taxonomy_term"}


def test_every_answer_of_the_demo_fits_the_published_schemas(ask, address):
    told = ask("answers", address)

    assert told["wrong"] == []
    assert told["asked"] >= 200
    assert len(told["kinds"]) == 11
    assert min(told["kinds"].values()) >= 2
    # Of each profile: two with changed dates, and one that takes a pause. The house lives,
    # and may have called another evening off by now.
    assert told["alerts"] >= 6
    assert told["status"]["temporarily closed"] == 2


def test_the_rules_we_hold_ourselves_to_judge_as_the_uk_validator_does(ask, hsds):
    told = ask("pages", str(hsds / "oruk"))

    assert {page for page, faults in told["Default"].items() if faults} == set()
    assert {page for page, faults in told["Fail"].items() if faults} == FAULTY


def test_schemathesis_finds_nothing(ask, address, clients, tmp_path):
    document = tmp_path / "openapi.json"
    document.write_text(json.dumps(ask("kept", address)))

    done = subprocess.run(
        [
            str(clients / "schemathesis"),
            "run",
            str(document),
            f"--url={address}/feeds/hsds",
            "--checks=all",
            # No schema can say which postcodes there are.
            "--exclude-checks=positive_data_acceptance",
            "--phases=examples,coverage,fuzzing",
            "--max-examples=8",
            "--seed=1",
            "--continue-on-failure",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-6000:]
    assert "No issues found" in done.stdout
