from __future__ import annotations

from dataclasses import replace

import pytest

from hearthside.cli.health import guide_model
from hearthside.guide import arranging
from tests.cast import NOON
from tests.guide.model_scene import says, sends, standing

pytestmark = pytest.mark.engine


@pytest.fixture(autouse=True)
def rested(monkeypatch):
    monkeypatch.setattr(arranging._Rest, "until", 0.0)


@pytest.fixture
def named(settings):
    def name(url="http://127.0.0.1:9/v1", **other):
        given = {"guide_model_url": url, "guide_model_name": "small"} | other
        settings.CONFIG = replace(settings.CONFIG, **given)

    return name


def test_a_house_without_one_is_well_and_asks_nobody():
    assert guide_model.is_said(NOON).sentence == "The guide asks no language model."
    assert guide_model.answers() == []


def test_it_says_where_it_stands_and_what_it_gets(named):
    named()
    assert "127.0.0.1; any machine but" in guide_model.is_said(NOON).sentence

    named("https://models.example.org/v1", guide_model_outside=True)
    found = guide_model.is_said(NOON)
    assert found.is_well
    assert "models.example.org, outside this house. It gets questions" in found.sentence


def test_a_key_that_others_can_read_or_that_is_away_is_wrong(named, tmp_path):
    key = tmp_path / "key"
    named(guide_model_key_file=str(key))
    assert "is not there" in guide_model.is_said(NOON).sentence

    key.write_text("secret")
    key.chmod(0o644)
    found = guide_model.is_said(NOON)
    assert "can read the key" in found.sentence
    assert "chmod 600" in found.next_step
    assert "secret" not in found.sentence + found.next_step

    key.chmod(0o600)
    assert guide_model.is_said(NOON).is_well


def test_one_that_orders_is_well_and_hears_nobodys_words(named):
    with standing(says({"order": [2, 1]})) as there:
        named(there.url)

        (found,) = guide_model.answers()

    assert found.is_well
    assert there.handed["question"] == guide_model.QUESTION


@pytest.mark.parametrize(
    ("answer", "said"),
    [(sends(b"", status=401), "status 401"), (says("I cannot."), "has no order")],
)
def test_one_that_does_not_is_wrong_and_says_why(named, answer, said):
    with standing(answer) as there:
        named(there.url)

        (found,) = guide_model.answers()

    assert not found.is_well
    assert said in found.sentence
    assert found.next_step


def test_one_that_is_away_is_wrong(named):
    named()

    (found,) = guide_model.answers()

    assert "It does not answer." in found.sentence
