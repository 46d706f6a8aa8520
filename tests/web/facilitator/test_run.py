"""The running screen as the server sends it: tonight's facts, no strangers, nobody's name."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearthside.meetings import holding
from hearthside.meetings.models import RunningOrder
from hearthside.web.facilitator import keeper, run_words
from tests.cast import signed_in
from tests.conftest import ROOT
from tests.web.desk.desk_scene import at_noon

BROUGHT = ROOT / "frontend" / "evening" / "view" / "brought.ts"
STEP = {"kind": "round", "title": "First round", "minutes": 30, "words": ""}


@pytest.fixture
def phone(tonight, monkeypatch):
    at_noon(monkeypatch, tonight.before)
    return signed_in(tonight.fern)


def address(tonight):
    return f"/hold/{tonight.dated.public_id}/run/"


def brought(answer, name):
    block = re.search(
        rf'<script id="{name}" type="application/json">(.*?)</script>',
        answer.content.decode(),
        re.DOTALL,
    )
    return json.loads(block.group(1))


def test_the_page_brings_what_the_contract_says(phone, tonight):
    said = brought(phone.get(address(tonight)), "evening")

    assert set(said) == {
        "id", "group", "starts", "opens", "ends", "zone", "term", "mine", "opened", "closed",
        "hand_key", "opening_words", "closing_words", "agreement", "steps", "seats",
        "waits_name", "urls", "files",
    }  # fmt: skip
    assert said["starts"] == "2026-03-03T19:30:00+00:00"
    assert said["agreement"]["promises"] == ["What is said here stays here."]
    assert said["waits_name"] == "Wil"
    assert (said["term"], said["mine"], said["hand_key"]) == (0, False, "")
    assert sum(step["minutes"] for step in said["steps"]) == 90


def test_the_key_is_there_while_the_evening_is_open_and_only_then(phone, tonight):
    begins = tonight.dated.starts_at
    holding.open_up(tonight.fern, meeting_id=tonight.id, both_here=True, at=begins)

    said = brought(phone.get(address(tonight)), "evening")

    assert said["mine"] is True
    assert len(said["hand_key"]) == 43


def test_words_of_a_group_are_words_and_never_markup(phone, tonight):
    nasty = "</script><script>alert(1)</script> {{ 7*7 }}"
    RunningOrder.objects.create(
        group_id=tonight.dated.group_id,
        template="listening",
        opening_words=nasty,
        steps=[STEP | {"title": nasty}],
        changed_at=tonight.before,
    )

    answer = phone.get(address(tonight))

    assert brought(answer, "evening")["opening_words"] == nasty
    assert b"<script>alert" not in answer.content


def test_an_evening_is_not_there_for_anybody_but_its_two(
    tonight, amira, olu, hal, outsider, otto, monkeypatch
):
    at_noon(monkeypatch, tonight.before)
    for who in (amira, olu, hal, outsider, otto, tonight.wil):
        assert signed_in(who).get(address(tonight)).status_code == 404


def test_two_days_after_the_evening_its_screen_is_gone(tonight, monkeypatch):
    at_noon(monkeypatch, tonight.dated.ends_at + timedelta(days=2, minutes=1))

    assert signed_in(tonight.fern).get(address(tonight)).status_code == 404


def test_the_page_costs_a_fixed_number_of_queries_and_writes_nothing(phone, tonight):
    phone.get(address(tonight))

    with CaptureQueriesContext(connection) as asked:
        phone.get(address(tonight))

    assert len(asked) <= 16
    writes = ("INSERT", "UPDATE", "DELETE")
    assert not any(one["sql"].lstrip().startswith(writes) for one in asked)


def test_the_tab_is_neutral_and_no_cache_keeps_the_page(phone, tonight):
    answer = phone.get(address(tonight))

    assert b"<title>Notices</title>" in answer.content
    assert answer["Cache-Control"] == "no-store"


def test_the_phone_and_the_house_know_the_same_sentences():
    inside = BROUGHT.read_text().split("export interface Words {")[1].split("}")[0]
    known = set(re.findall(r"readonly (\w+): string", inside))

    assert known == {field.name for field in fields(run_words.Said)}


def test_every_gap_in_a_sentence_is_one_the_phone_fills():
    said = run_words.said()
    gaps = {
        gap
        for field in fields(said)
        for gap in re.findall(r"\{(\w*)\}", getattr(said, field.name))
    }

    assert gaps == {"name", "count", "number", "time", "title", "waiting", "drawn"}


def test_signing_out_clears_what_the_phone_kept(phone, tonight):
    phone.get(address(tonight))
    looked = phone.get("/account/logout/")
    signed_out = phone.post("/account/logout/")

    assert "Clear-Site-Data" not in looked
    assert signed_out["Clear-Site-Data"] == '"storage"'
    assert signed_out.cookies["e"]["max-age"] == 0


def test_signing_out_leaves_alone_what_no_evening_brought(phone, tonight):
    signed_out = phone.post("/account/logout/")

    assert "Clear-Site-Data" not in signed_out


def test_the_keeper_is_a_script_anybody_may_have(client, scene, tmp_path, monkeypatch):
    built = tmp_path / "keeper.js"
    built.write_text("// kept")
    monkeypatch.setattr(keeper, "BUILT", built)

    answer = client.get("/hold/keeper.js")

    assert answer["Content-Type"] == "text/javascript"
    assert answer.content == b"// kept"


def test_the_keeper_looks_after_the_running_screen_and_nothing_else():
    script = (ROOT / "frontend" / "evening" / "keeper" / "keeper.ts").read_text()

    assert r"/^\/hold\/[a-z0-9]{12}\/run\/$/" in script
    assert (
        "scope: '/hold/'"
        in (ROOT / "frontend" / "evening" / "keeper" / "asking.ts").read_text()
    )
