"""Whoever builds the front end, wherever, gets the same bytes: a changed script can be seen."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVIEST = 60_000


def a_tree(folder: Path) -> Path:
    """Return a copy of the front end's sources, with the packages beside it."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "frontend", folder / "frontend")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    for engine in ("crisis", "sharing"):
        signs = Path("src/hearthside/engines") / engine
        shutil.copytree(ROOT / signs, folder / signs)
    shutil.copy(ROOT / "package.json", folder / "package.json")
    return folder


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        ["node", *command], check=False, cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def told(folder: Path) -> dict[str, object]:
    said = run(folder, "frontend/weigh_circle.mjs", str(folder / "circle.js"))
    weighed: dict[str, object] = json.loads(said)
    return weighed


def test_the_circles_protocol_is_light_and_the_same_twice(tmp_path):
    one = told(a_tree(tmp_path / "here"))
    other = told(a_tree(tmp_path / "somewhere" / "else" / "deeper"))

    assert one == other
    assert isinstance(one["compressed"], int)
    assert 10_000 < one["compressed"] <= HEAVIEST


def test_one_changed_letter_is_another_bundle(tmp_path):
    one, other = a_tree(tmp_path / "one"), a_tree(tmp_path / "other")
    policy = other / "frontend/circle/protocol/policy.ts"
    policy.write_text(policy.read_text().replace("mostDevices = 6", "mostDevices = 7"))

    assert told(one)["sha256"] != told(other)["sha256"]


def test_a_library_that_changed_stops_the_build(tmp_path):
    folder = a_tree(tmp_path / "one")
    patch = folder / "frontend/mls_patch.mjs"
    patch.write_text(patch.read_text().replace("sha256: '6", "sha256: '7"))
    command = ["node", "frontend/weigh_circle.mjs", str(folder / "circle.js")]
    done = subprocess.run(
        command, check=False, cwd=folder, capture_output=True, text=True
    )

    assert done.returncode != 0
    assert "look at every correction again" in done.stderr
    assert not (folder / "circle.js").exists()


@pytest.mark.slow
def test_everything_that_is_built_is_the_same_twice(tmp_path):
    sums = []
    for folder in (a_tree(tmp_path / "here"), a_tree(tmp_path / "over" / "there")):
        run(folder, "frontend/build.mjs")
        built = folder / "src/hearthside/web/static/built"
        found = {
            path.relative_to(built).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(built.rglob("*"))
            if path.is_file()
        }  # fmt: skip
        assert len(found) > 10
        named = json.loads((built / "bundle.json").read_text())["files"]
        assert named == {
            name: sum_ for name, sum_ in found.items() if name != "bundle.json"
        }
        assert list(named) == sorted(named)
        sums.append(found)

    assert sums[0] == sums[1]
