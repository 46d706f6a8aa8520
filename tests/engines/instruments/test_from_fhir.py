"""A FHIR Questionnaire becomes a pack: ours come back the same, others as they are."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from hearthside.cli.main import main
from hearthside.engines.exporting import questionnaire
from hearthside.engines.instruments import NotAPack, ours, read_ours
from hearthside.engines.instruments.from_fhir import Told, pack_from_fhir
from hearthside.engines.instruments.pack import Better, Licence
from hearthside.engines.instruments.reading import read_pack

pytestmark = pytest.mark.engine

REAL = Path(
    os.environ.get(
        "HEARTHSIDE_REAL_DATA", Path(__file__).parents[3].parent / "shared" / "data"
    )
)
TOLD = Told("some-pack", Better.LOWER, Licence.PUBLIC_DOMAIN, "", needs_responder=True)
WORDED = [name for name in ours() if not read_ours(name).is_empty_slot]


@pytest.mark.parametrize("name", WORDED)
def test_what_we_say_in_fhir_comes_back_with_the_same_words_and_values(name):
    pack = read_ours(name)
    raw = json.dumps(questionnaire(pack, base="https://house.example")).encode()

    made, left_out = pack_from_fhir(raw, TOLD)

    back = read_pack(made)
    assert left_out == []
    assert [one.id for one in back.items] == [one.id for one in pack.items]
    assert [back.values_of(one) for one in back.items] == [
        pack.values_of(one) for one in pack.items
    ]
    words, ours_ = back.wordings["en"], pack.wordings["en"]
    assert dict(words.items) == dict(ours_.items)
    assert [words.labels[one.answers] for one in back.items] == [
        ours_.labels[one.answers] for one in pack.items
    ]


@pytest.mark.parametrize(
    ("name", "items", "highest"), [("phq9-R4", 9, 27), ("gad7-R4", 7, 21)]
)
def test_real_questionnaires_become_packs_that_lint(
    name, items, highest, tmp_path, capsys
):
    file = REAL / "fhir" / f"{name}.json"
    if not file.exists():
        pytest.skip(f"REAL DATA ABSENT: {file}")
    out = tmp_path / "pack.json"

    assert main(["packs", "import-fhir", str(file), str(out), "--id", "from-fhir", "--better", "lower",
                 "--licence", "public domain"]) == 0  # fmt: skip

    pack = read_pack(out.read_bytes())
    assert (len(pack.items), pack.rules[0].highest, pack.needs_responder) == (
        items,
        highest,
        True,
    )
    assert main(["packs", "lint", str(out)]) == 0
    before = out.read_bytes()
    assert main(["packs", "import-fhir", str(file), str(out), "--id", "from-fhir", "--better", "lower",
                 "--licence", "public domain"]) == 1  # fmt: skip
    assert "is there already" in capsys.readouterr().err
    assert out.read_bytes() == before


def test_under_a_name_of_ours_other_words_are_refused(tmp_path, capsys):
    asked = questionnaire(read_ours("gad-7"), base="https://house.example")
    asked["item"][0]["text"] = "Feeling fine"
    (tmp_path / "q.json").write_text(json.dumps(asked))

    assert main(["packs", "import-fhir", str(tmp_path / "q.json"), str(tmp_path / "pack.json"), "--id", "gad-7",
                 "--better", "lower", "--licence", "public domain"]) == 1  # fmt: skip
    assert "This calls itself gad-7" in capsys.readouterr().err
    assert not (tmp_path / "pack.json").exists()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"{", "not JSON"),
        (b"[]", "no FHIR Questionnaire"),
        (b'{"resourceType": "Patient"}', "no FHIR Questionnaire"),
        (b'{"resourceType": "Questionnaire"}', "nothing can be scored"),
        (b'{"resourceType": "Questionnaire", "item": [3]}', "not built as FHIR"),
        (
            b'{"resourceType": "Questionnaire", "item": [{"linkId": "1", "type": "string", "text": "x"}]}',
            "scored",
        ),
    ],
)
def test_what_is_no_questionnaire_says_so(raw, why):
    with pytest.raises(NotAPack, match=why):
        pack_from_fhir(raw, TOLD)


def test_a_question_whose_answers_do_not_count_is_left_out_aloud():
    asked = questionnaire(read_ours("gad-7"), base="https://house.example")
    asked["item"].append({"linkId": "8", "type": "string", "text": "Anything else?"})

    _, left_out = pack_from_fhir(json.dumps(asked).encode(), TOLD)

    assert left_out == ['"Anything else?" is left out: its answers do not count.']
