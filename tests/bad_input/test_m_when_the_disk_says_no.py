"""A disk that is full or only read, and an upgrade cut off in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from hearthside.core.models import Letter
from hearthside.groups.models import NobodyThere
from hearthside.web.errors import broken
from tests.bad_input.forms import forms_of

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.sqlite


@pytest.fixture
def read_only(scene):
    """A disk that lets itself be read, and nothing more."""

    def close() -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")

    yield close
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = OFF")


def test_a_disk_that_takes_nothing_still_shows_the_groups(read_only, no_limits, scene):
    kind = Client(raise_request_exception=False)
    asked = f"/groups/{scene.tuesday.public_id}/nobody/"
    form = forms_of(kind.get(asked).content.decode(), asked)[0]
    read_only()

    looked = kind.get("/groups/")
    wrote = form.send(kind)

    assert looked.status_code == 200
    assert wrote.status_code == 500
    assert wrote.content == broken(None).content
    assert not NobodyThere.objects.exists()
    assert not Letter.objects.exists()


DIES_NOTING_A_STEP = """
import os
from django.db.migrations.recorder import MigrationRecorder
from hearthside.cli.main import main
note = MigrationRecorder.record_applied
def die(self, app, name):
    if (app, name) == ("account", "0001_initial"):
        os._exit(9)
    note(self, app, name)
MigrationRecorder.record_applied = die
main(["migrate", "--verbosity", "0"])
"""


@pytest.mark.slow
@pytest.mark.sqlite
def test_an_upgrade_killed_before_a_step_is_noted_begins_that_step_again(tmp_path):
    given = {k: v for k, v in os.environ.items() if not k.startswith("HEARTHSIDE_")}
    given |= {"PYTHONPATH": str(ROOT / "src"), "HEARTHSIDE_DATA_DIR": str(tmp_path)}
    first = subprocess.run(
        [sys.executable, "-c", DIES_NOTING_A_STEP], env=given, check=False
    )
    again = subprocess.run(
        [sys.executable, "-m", "hearthside", "migrate", "--verbosity", "0"],
        env=given,
        capture_output=True,
        check=False,
    )

    assert first.returncode == 9
    assert again.returncode == 0, again.stderr


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.6, 0.9, 1.2, 1.6])
def test_an_upgrade_killed_in_the_middle_is_done_by_the_next_start(after, tmp_path):
    given = {k: v for k, v in os.environ.items() if not k.startswith("HEARTHSIDE_")}
    given |= {"PYTHONPATH": str(ROOT / "src"), "HEARTHSIDE_DATA_DIR": str(tmp_path)}
    upgrade = [sys.executable, "-m", "hearthside", "migrate", "--verbosity", "0"]
    first = subprocess.Popen(upgrade, env=given, stderr=subprocess.DEVNULL)
    time.sleep(after)
    first.kill()
    first.wait()

    again = subprocess.run(upgrade, env=given, capture_output=True, check=False)
    left = subprocess.run([*upgrade, "--check"], env=given, check=False)

    assert again.returncode == 0, again.stderr
    assert left.returncode == 0
