"""Imports are checked by import-linter; this checks the database, and the checker."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
FLOORS = [
    {"core"},
    {"organisation"},
    {"people"},
    {"groups"},
    {"meetings", "circles", "commons", "safety", "outcomes", "signposting", "guide"},
    {"notifications"},
    {"web"},
]
NAMELESS = {"outcomes", "signposting", "guide"}


def floor_of(app_label):
    return next(i for i, floor in enumerate(FLOORS) if app_label in floor)


def crooked(model):
    wrong = []
    for field in model._meta.get_fields():
        if not (field.many_to_one or field.one_to_one) or field.auto_created:
            continue
        here, there = model._meta.app_label, field.related_model._meta.app_label
        knows_somebody = here in NAMELESS and there in {"people", "groups"}
        if here != there and (floor_of(there) >= floor_of(here) or knows_somebody):
            wrong.append(f"{model._meta.label}.{field.name}")
    return wrong


def test_foreign_keys_point_down_the_house():
    ours = [m for m in apps.get_models() if m.__module__.startswith("hearthside.")]

    assert [name for model in ours for name in crooked(model)] == []


def test_a_foreign_key_pointing_up_is_seen():
    class Planted(models.Model):  # noqa: DJ008
        meeting = models.ForeignKey("meetings.Meeting", models.CASCADE)

        class Meta:
            app_label = "people"
            managed = False

    try:
        assert crooked(Planted) == ["people.Planted.meeting"]
    finally:
        del apps.all_models["people"]["planted"]
        apps.clear_cache()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("people/signing_in.py", "from hearthside.groups import joining", "One direction"),
        ("notifications/date_changed.py", "from hearthside.groups import joining", "Notifications are handed"),
        ("web/public/tonight.py", "from hearthside.groups.models import Group", "never their tables"),
        ("engines/words.py", "import django", "Engines are pure"),
        ("meetings/training.py", "from hearthside.meetings import rota", "no circles"),
    ],
)  # fmt: skip
def test_a_crooked_import_is_seen(tmp_path, file, line, contract):
    said = _run_with_breach(
        tmp_path,
        file,
        line,
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
    )

    broken = [row for row in said.splitlines() if "BROKEN" in row or contract in row]
    assert any(contract in row for row in broken), said[-2000:]
    assert "BROKEN" in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "line", "why"),
    [
        ("groups/joining.py", "from django.http import HttpResponse", "Only entry points speak HTTP"),
        ("groups/joining.py", "from django.utils.timezone import now as clock", "Entry points read the clock"),
        ("people/models.py", "from django.db.models.signals import post_save", "signals hide the way"),
        ("web/public/tonight.py", "import random; random.choice([1]); exec('1')", "S102"),
    ],
)  # fmt: skip
def test_a_banned_import_is_seen(tmp_path, file, line, why):
    said = _run_with_breach(
        tmp_path,
        file,
        line,
        [sys.executable, "-m", "ruff", "check", "--no-cache", f"src/hearthside/{file}"],
    )

    assert why in said


def _run_with_breach(tmp_path, file, line, command):
    for name in ("pyproject.toml", "src"):
        (tmp_path / name).symlink_to(ROOT / name) if name != "src" else _copy(tmp_path)
    breached = tmp_path / "src" / "hearthside" / file
    text = breached.read_text()
    breached.write_text(
        text.replace("import annotations\n", f"import annotations\n\n{line}\n", 1)
    )
    done = subprocess.run(
        [str(part) for part in command],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def _copy(tmp_path):
    for source in (ROOT / "src").rglob("*.py"):
        target = tmp_path / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
