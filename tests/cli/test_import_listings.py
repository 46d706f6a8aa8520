from __future__ import annotations

import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from hearthside.cli import import_listings
from hearthside.groups.models import Feed, Group, ImportRun
from tests.conftest import ROOT
from tests.workflows.feed_rows import feed, many, row


def run(*words: str | Path) -> int:
    """Run `import listings` with these words."""
    parser = argparse.ArgumentParser()
    import_listings.add_to(parser.add_subparsers())
    args = parser.parse_args(["listings", *map(str, words)])
    code: int = args.run(args)
    return code


@pytest.fixture
def vale(tmp_path: Path) -> Path:
    path = tmp_path / "vale.json"
    mended = row("two", name="Lamp (SUSPENDED)")
    path.write_bytes(feed(row("one"), mended, row("three", day=None, time=None)))
    return path


def test_a_file_comes_in_and_says_what_it_held(scene, vale, capsys):
    code = run(vale, "--format", "meeting-guide", "--json")

    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert code == 0
    assert (last["kept"], last["mended"], last["refused"]) == (1, 1, 1)
    assert sum(last["reasons"].values()) == 2
    assert Feed.objects.get().name == "vale"
    assert Group.objects.filter(feed__isnull=False).count() == 2


def test_a_dry_run_lists_every_row_and_changes_nothing(scene, vale, capsys):
    code = run(vale, "--dry-run", "--every-row", "--json")

    out = capsys.readouterr().out
    assert code == 0
    assert "1  kept     Group one" in out
    assert "2  mended   Lamp: Its name says" in out
    assert "3  refused  Group three: No day and time" in out
    assert not Feed.objects.exists()


def test_a_file_that_is_no_list_says_where_it_breaks(scene, tmp_path, capsys):
    broken = tmp_path / "broken.json"
    broken.write_text('[\n{"name": "x"},\n]extra')

    code = run(broken)

    assert code == 1
    assert "Line 3, column" in capsys.readouterr().err


def test_the_real_broken_file_is_refused_with_line_and_column(scene, feeds, capsys):
    code = run(feeds.parent / "bad-input" / "invalid-2024-11-14.json")

    assert code == 1
    assert "Line 80, column 3" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said_so(scene, tmp_path, capsys):
    code = run(tmp_path / "nowhere.json")

    assert code == 1
    assert "No such file" in capsys.readouterr().err


def test_a_list_belongs_to_the_locality_named(scene, vale):
    run(vale, "--locality", "leeds", "--feed", "The vale")

    assert Feed.objects.get(name="The vale").locality == scene.leeds


def test_a_locality_nobody_knows_is_refused_with_those_there_are(scene, vale, capsys):
    code = run(vale, "--locality", "atlantis")

    assert code == 1
    assert "There are: hull, leeds." in capsys.readouterr().err


def test_ctrl_c_stops_between_batches(scene, tmp_path, capsys, monkeypatch):
    path = tmp_path / "many.json"
    path.write_bytes(many(30))
    monkeypatch.setattr("hearthside.groups.listings.BATCH", 10)
    say = import_listings._say

    def interrupted(words: str) -> None:
        say(words)
        if words.startswith("  10 of"):
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(import_listings, "_say", interrupted)

    code = run(path)

    assert code == 130
    assert "Stopped. What came in stays" in capsys.readouterr().err
    assert Group.objects.filter(feed__isnull=False).count() == 10
    assert ImportRun.objects.get().state == ImportRun.State.STOPPED


def test_a_table_comes_in_by_the_map_given(scene, tmp_path):
    path, by = tmp_path / "list.csv", tmp_path / "map.json"
    path.write_text("A,B,C\nTea,Friday,10:00\n")
    by.write_text('{"A": "name", "B": "day", "C": "time"}')

    assert run(path, "--format", "csv", "--map", by, "--licence", "CC BY 4.0") == 0

    kept = Feed.objects.get()
    assert (kept.kind, kept.licence) == ("csv", "CC BY 4.0")
    assert kept.columns == {"A": "name", "B": "day", "C": "time"}
    assert Group.objects.get(feed=kept).name == "Tea"
    assert run(path) == 0  # the map is remembered


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("[1]", "does not name a field"),
        ("{", "is not JSON"),
        ('{"Z": "name"}', "no column “Z”"),
    ],
)
def test_a_map_that_cannot_be_read_is_refused(scene, tmp_path, capsys, said, why):
    path, by = tmp_path / "list.csv", tmp_path / "map.json"
    path.write_text("A,B,C\nTea,Friday,10:00\n")
    by.write_text(said)

    assert run(path, "--map", by) == 1
    assert why in capsys.readouterr().err


def test_a_table_nobody_can_guess_names_its_columns(scene, tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text("A,B,C\nTea,Friday,10:00\n")

    assert run(path) == 1
    said = capsys.readouterr().err
    assert "Its columns: A, B, C." in said
    assert "--map" in said


# The second time round the clock is two minutes on: a reading silent for a minute is over.
SCRIPT = """
import sys, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
import django
django.setup()
from hearthside.core.actor import Machine
from hearthside.groups.feeds import Source
from hearthside.workflows.import_listings import import_listings
file, minutes, slowly = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "slowly"
at = datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(minutes=minutes)
def told(done, total):
    print(done, flush=True)
    time.sleep(60 if slowly and done >= 1000 else 0)
import_listings(
    Machine("test"), file.read_bytes(), source=Source("Vale", "Europe/London", None),
    seen_at=at, clock=lambda: at, told=told,
)
"""


def _house(folder: Path, *words: str) -> list[str]:
    """Prepare an empty house in a folder of its own; return the command to bring in there."""
    folder.mkdir()
    env = _env(folder)
    make = [sys.executable, "-m", "hearthside", "migrate", "--verbosity", "0"]
    subprocess.run(make, env=env, check=True, timeout=120)
    return [sys.executable, "-c", SCRIPT, *words]


def _env(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "HEARTHSIDE_DATA_DIR": str(folder),
        "HEARTHSIDE_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "hearthside.settings.django",
    }


def _listings(folder: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "hearthside.sqlite3") as house:
        return house.execute(
            "SELECT feed_key, feed_hash, version, state, rule, next_at, confirmed_at,"
            " gone_from_feed_at, (SELECT count(*) FROM groups_said s WHERE"
            " s.group_id = g.id) FROM groups_group g ORDER BY feed_key"
        ).fetchall()


@pytest.mark.slow
def test_killed_in_the_middle_and_begun_again_ends_as_if_nothing_happened(tmp_path):
    path = tmp_path / "many.json"
    path.write_bytes(many(2000))
    killed, calm = tmp_path / "killed", tmp_path / "calm"
    command = _house(killed, str(path))
    child = subprocess.Popen(
        [*command, "0", "slowly"],
        env=_env(killed),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    while child.stdout.readline().strip() != "1000":
        assert child.poll() is None
    child.kill()
    child.wait()
    child.stdout.close()
    assert len(_listings(killed)) == 1000

    subprocess.run([*command, "2", "fast"], env=_env(killed), check=True, timeout=120)
    subprocess.run(
        [*_house(calm, str(path)), "2", "fast"], env=_env(calm), check=True, timeout=120
    )

    assert len(_listings(killed)) == 2000
    assert _listings(killed) == _listings(calm)
