from argparse import Namespace
from pathlib import Path

import pytest

from hearthside.cli import import_helplines
from hearthside.organisation.crisis_lines import lines_for
from hearthside.organisation.models import CrisisLine

EXAMPLE = (
    Path(__file__).resolve().parents[2] / "docs" / "host" / "helplines-example.csv"
)
HEAD = "name,for_whom,display,dial,hours,source,verified_on,urgent,area\n"
SOUND = "Line,All,116 123,tel:116123,Always,them,2026-11-21,yes,"


@pytest.fixture(autouse=True)
def a_folder(settings, tmp_path, scene):
    settings.DATA_DIR = tmp_path


def run(tmp_path, text, *, anew=False):
    file = tmp_path / "lines.csv"
    file.write_text(text)
    return import_helplines.run(Namespace(file=file, anew=anew))


def test_the_example_is_kept_and_on_the_help_page(tmp_path):
    assert import_helplines.run(Namespace(file=EXAMPLE, anew=False)) == 0

    page = (tmp_path / "help" / "index.html").read_text()
    assert "116 123" in page
    assert 'href="tel:116123"' in page
    assert CrisisLine.objects.filter(is_urgent=True).count() == 3


def test_a_line_of_one_area_is_only_there(tmp_path, scene):
    assert run(tmp_path, f"{HEAD}{SOUND}leeds\n") == 0

    assert [line.name for line in lines_for(scene.leeds.pk)] == ["Line"]
    assert lines_for(scene.hull.pk) == []


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Line,All,116 123,116123,Always,them,2026-11-21,yes,", "begins with tel:"),
        (
            "Line,All,116 123,javascript:x,Always,them,2026-11-21,yes,",
            "begins with tel:",
        ),
        ("Line,All,116 123,tel:1,Always,them,21/11/2026,yes,", "2026-11-21"),
        ("Line,All,,tel:1,Always,them,2026-11-21,yes,", "nothing under display"),
        ("Line,All,1,tel:1,Always,them,2026-11-21,yes,york", "no area called 'york'"),
    ],
)
def test_one_wrong_line_keeps_none_and_says_which(tmp_path, capsys, row, why):
    assert run(tmp_path, f"{HEAD}{SOUND}\n{row}\n") == 1

    assert why in capsys.readouterr().err
    assert CrisisLine.objects.count() == 0


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ("opens\n", "Write when it opens"),
        ("sign_url\n", "begins with https"),
        ("text_dial\n", "tel: or sms:"),
        ("zone\n", "Europe/London"),
    ],
)
def test_a_way_that_cannot_be_is_said(tmp_path, capsys, more, why):
    column = more.strip()
    clock = "" if column == "zone" else ",zone"
    text = f"{HEAD.strip()},{column}{clock}\n{SOUND},whenever,Europe/London\n"

    assert run(tmp_path, text) == 1
    assert why in capsys.readouterr().err


def test_a_list_changed_from_outside_is_put_right_by_a_list_rung_through(
    tmp_path, capsys
):
    assert run(tmp_path, f"{HEAD}{SOUND}\n") == 0
    CrisisLine.objects.update(display="0900", dial="tel:0900")

    again = f"{HEAD}{SOUND.replace('Line', 'Second', 1)}\n"
    assert run(tmp_path, again) == 1
    assert "--anew" in capsys.readouterr().err
    assert run(tmp_path, f"{HEAD}{SOUND}\n", anew=True) == 0
    assert [line.display for line in lines_for(None)] == ["116 123"]
