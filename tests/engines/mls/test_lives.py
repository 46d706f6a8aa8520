"""Circles live by chance in the browser's code; the house's audit passes every state they reach."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hearthside.engines.mls.auditing import audit
from hearthside.engines.mls.credentials import devices_of
from hearthside.engines.mls.reading import BadFrame
from tests.conftest import real_data

ROOT = Path(__file__).parents[3]
LIVES = ROOT / "tests" / "frontend" / "circle" / "long.mjs"


@pytest.fixture(scope="module")
def every_group_info(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Return every GroupInfo of two lives of fifty steps; a year is lived too."""
    told = tmp_path_factory.mktemp("lives") / "told.txt"
    command = ["node", str(LIVES), "2", "50", "1", str(told)]
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stdout
    assert '"lockedOut":0' in done.stdout
    return [bytes.fromhex(line) for line in told.read_text().split()]


@pytest.mark.slow
def test_every_state_of_a_life_passes(every_group_info):
    assert len(every_group_info) > 60
    groups: dict[bytes, int] = {}
    for frame in every_group_info:
        audited = audit(frame)
        devices = devices_of(audited)

        assert len(devices) == len(audited.roster)
        # From the founding on, one epoch after another.
        assert audited.epoch == groups.get(audited.group_id, 0)
        groups[audited.group_id] = audited.epoch + 1
        assert audited.standing
    assert len(groups) == 2


@pytest.mark.slow
def test_i2_no_state_of_a_life_passes_with_a_byte_turned(every_group_info):
    for nth, frame in enumerate(every_group_info):
        turned = bytearray(frame)
        turned[(nth * 7919) % len(frame)] ^= 1 + nth % 255

        with pytest.raises(BadFrame):
            audit(bytes(turned))


@pytest.mark.slow
def test_all_785_published_vectors_hold_in_the_browsers_library():
    folder = real_data() / "mls-vectors"
    command = ["node", str(LIVES.with_name("vectors.mjs")), str(folder)]
    done = subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=220
    )

    assert done.stdout.rstrip().endswith("785/785"), done.stdout
