from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest

from hearthside.cli.main import main
from hearthside.outcomes import meetings_said, withdrawing
from hearthside.outcomes.models import Frozen
from tests.study_scene import *
from tests.study_scene import TODAY, answered, fill_in

PLAN = Path(__file__).resolve().parents[2] / "docs" / "evaluate" / "plan-example.toml"


def freeze(study_id, out, *more) -> int:
    return main(
        ["report", "freeze", "--study", study_id, "--plan", str(PLAN), str(out), *more]
    )


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text())))


def test_a_frozen_study_says_what_it_is_of(study, tmp_path):
    codes = {answered(study).code for _ in range(3)}

    assert freeze(study.public_id, tmp_path / "one") == 0

    about = json.loads((tmp_path / "one/freeze.json").read_text())
    dataset = rows(tmp_path / "one/dataset.csv")
    assert {row["study_code"] for row in dataset} == codes
    assert {row["wave"] for row in dataset} == {"0"}
    assert {row["phq-8"] for row in dataset} == {"8"}
    assert {row["hope-and-say-hope"] for row in dataset} == {"1"}
    assert {row["attended"] for row in dataset} == {""}
    assert len(rows(tmp_path / "one/items.csv")) == 3 * 14
    assert list(about["flow"].items())[:3] == [
        ("registered", 3),
        ("consented", 3),
        ("baseline", 3),
    ]
    assert about["plan_sha256"] == hashlib.sha256(PLAN.read_bytes()).hexdigest()
    for name, digest in about["sha256"].items():
        raw = (tmp_path / "one" / name).read_bytes()
        assert hashlib.sha256(raw).hexdigest() == digest


def test_how_often_people_came_is_there_where_they_said_it_and_nowhere_else(
    study, tmp_path
):
    said, silent = answered(study).code, answered(study).code
    later = TODAY + timedelta(days=91)
    for code in (said, silent):
        fill_in(code, wave=3, today=later)
    meetings_said.say(said, wave=3, band=3, today=later)

    freeze(study.public_id, tmp_path / "one")

    about = json.loads((tmp_path / "one/freeze.json").read_text())
    came = {(row["study_code"], row["wave"]): row["attended"] for row in rows(tmp_path / "one/dataset.csv")}  # fmt: skip
    assert came == {(said, "0"): "", (said, "3"): "14", (silent, "0"): "", (silent, "3"): ""}  # fmt: skip
    assert about["attended_is_said"] is True
    assert list(about["flow"].items())[2:5] == [("baseline", 2), ("attended", 1), ("3 months", 2)]  # fmt: skip


def test_the_same_study_frozen_twice_is_the_same_bytes(study, tmp_path):
    for _ in range(5):
        answered(study)

    freeze(study.public_id, tmp_path / "one")
    freeze(study.public_id, tmp_path / "two")

    for name in ("dataset.csv", "items.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (
            tmp_path / "two" / name
        ).read_bytes()
    assert Frozen.objects.count() == 2


def test_l4_who_left_is_in_no_later_one_and_named_by_code(study, tmp_path):
    gone, stays = answered(study), answered(study)
    freeze(study.public_id, tmp_path / "one")
    first = Frozen.objects.get()
    withdrawing.withdraw(gone.code, today=first.made_at.date())

    freeze(study.public_id, tmp_path / "two")

    assert {row["study_code"] for row in rows(tmp_path / "two/dataset.csv")} == {
        stays.code
    }
    about = json.loads((tmp_path / "two/freeze.json").read_text())
    assert about["dropped"] == [gone.code]
    assert about["withdrawn"] == 1


def test_l8_a_folder_is_written_whole_or_not_at_all(study, tmp_path, monkeypatch):
    answered(study)

    def full(*_a):
        raise OSError(28, "No space left on device", "dataset.csv")

    monkeypatch.setattr("hearthside.cli.report_freeze.os.fsync", full)

    assert freeze(study.public_id, tmp_path / "one") == 1
    assert list(tmp_path.iterdir()) == []


def test_l4_who_left_is_named_although_a_dataset_between_was_never_written(
    study, tmp_path, monkeypatch
):
    gone = answered(study)
    answered(study)
    freeze(study.public_id, tmp_path / "one")
    made_at = Frozen.objects.get().made_at
    withdrawing.withdraw(gone.code, today=made_at.date() + timedelta(days=1))

    def full(*_a):
        raise OSError(28, "No space left on device", "dataset.csv")

    clock = "hearthside.cli.report_freeze.the_clock"
    monkeypatch.setattr(clock, lambda: made_at + timedelta(days=2))
    with monkeypatch.context() as broken:
        broken.setattr("hearthside.cli.report_freeze.os.fsync", full)
        assert freeze(study.public_id, tmp_path / "two") == 1
    assert freeze(study.public_id, tmp_path / "three") == 0

    about = json.loads((tmp_path / "three/freeze.json").read_text())
    assert about["dropped"] == [gone.code]


def test_nothing_is_written_over(study, tmp_path, capsys):
    (tmp_path / "one").mkdir()
    (tmp_path / "one/mine.txt").write_text("mine")

    assert freeze(study.public_id, tmp_path / "one") == 1
    assert "Name a folder that is new" in capsys.readouterr().err
    assert not Frozen.objects.exists()


def test_a_study_that_is_not_there_is_said_in_a_sentence(study, tmp_path, capsys):
    assert freeze("zzzzzzzzzzzz", tmp_path / "one") == 1
    assert "There is no study" in capsys.readouterr().err


def test_a_pack_whose_words_were_changed_is_not_scored(study, tmp_path, capsys):
    from hearthside.outcomes.models import Part

    answered(study)
    Part.objects.filter(pack_id="phq-8").update(wording="0" * 64)

    assert freeze(study.public_id, tmp_path / "one") == 1
    assert "not those this study began with" in capsys.readouterr().err
    assert not (tmp_path / "one").exists()


@pytest.mark.parametrize("said", [b"", b"not a pack", b'{"format": 1}'])
def test_a_file_that_is_no_pack_is_not_let_in(said, tmp_path, db, capsys):
    path = tmp_path / "pack.json"
    path.write_bytes(said)

    assert main(["packs", "load", str(path)]) == 1
    assert str(path) in capsys.readouterr().err


def test_a_filled_slot_can_be_asked(olu, tmp_path, db):
    from hearthside.engines.instruments.asking_ours import FOLDER
    from hearthside.engines.instruments.pack import wording_hash
    from hearthside.outcomes import instruments

    pack = json.loads((FOLDER / "who-5.json").read_text())
    items = {one["id"]: f"Question {one['id']}" for one in pack["items"]}
    labels = {
        name: [f"Answer {value}" for value in values]
        for name, values in pack["answers"].items()
    }
    pack["licence"]["supplied_under"] = "A licence of ours"
    pack["languages"] = {
        "en": {
            "instructions": "These days:",
            "items": items,
            "labels": labels,
            "sha256": wording_hash(
                "These days:", items, {name: tuple(w) for name, w in labels.items()}
            ),
        }
    }
    path = tmp_path / "who-5.json"
    path.write_text(json.dumps(pack))

    assert main(["packs", "load", str(path)]) == 0
    assert "who-5" in {one.pack_id for one in instruments.on_offer()}
    assert TODAY


def test_a_loaded_file_that_was_changed_in_the_table_is_not_asked(olu, tmp_path, db):
    from hearthside.outcomes import instruments
    from hearthside.outcomes.models import Instrument

    test_a_filled_slot_can_be_asked(olu, tmp_path, db)
    row = Instrument.objects.get()
    Instrument.objects.update(raw=row.raw.replace("Question 1", "Question one"))

    with pytest.raises(instruments.CannotAsk, match="was changed after it was checked"):
        instruments.newest("who-5")
