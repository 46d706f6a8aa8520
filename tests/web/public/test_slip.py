"""A slip from a code to a verification, by plain forms and by nobody in particular."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from html import unescape

import pytest
from django.test import Client

from hearthside.cli import verify_slip
from hearthside.core.policy import Place
from hearthside.meetings import slips
from tests.cast import signed_in
from tests.meetings.test_slips import close
from tests.web.desk.desk_scene import at_noon, missing


@pytest.fixture
def code(tonight, olu, scene, monkeypatch):
    at_noon(monkeypatch, tonight.after)
    place = Place(scene.tuesday.pk, scene.leeds.pk)
    slips.want(olu, place=place, wanted=True, now=tonight.before)
    close(tonight)
    there = f"/hold/{tonight.dated.public_id}/slips/"
    browser = signed_in(tonight.fern)
    assert "Codes for slips" in browser.get(there[: -len("slips/")]).content.decode()
    assert browser.post(there).status_code == 302
    page = browser.get(there).content.decode()
    return re.search(r"<li>(\w{4} \w{4})</li>", page)[1]


def form_in(page):
    return re.search(r'name="form" value="([0-9a-f]{32})"', page)[1]


def redeem(browser, code):
    form = form_in(browser.get("/slips/").content.decode())
    return browser.post("/slips/", {"code": code, "form": form})


def text_in(page):
    return unescape(re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)[1])


def test_a_slip_from_the_code_to_the_second_verification(code):
    holder, reader = Client(), Client()
    given = redeem(holder, code)
    page = given.content.decode()
    text = text_in(page)

    assert "at least 60 minutes on Tuesday 3 March 2026." in page
    assert not given.cookies.get("sessionid")
    for told in ("Headingley", "St Wilfrid", "LS6", "Tuesday circle", "Leeds"):
        assert told not in text
        assert told not in page

    form = form_in(reader.get("/slips/check/").content.decode())
    first = reader.post("/slips/check/", {"slip": text, "form": form}).content.decode()
    assert "for the first time" in first
    again = reader.post("/slips/check/", {"slip": text, "form": form}).content.decode()
    assert "for the first time" in again
    other = form_in(reader.get("/slips/check/").content.decode())
    second = reader.post("/slips/check/", {"slip": text, "form": other})
    assert "verified before, on Tuesday 3 March" in second.content.decode()


def test_looking_at_a_scanned_slip_verifies_nothing(code):
    short = re.search(r'name="slip" value="([^"]+)"', _made(code))[1]
    for _ in range(2):
        page = Client().get("/slips/check/", {"s": short}).content.decode()
        assert "The signature is ours" in page

    address = f"http://localhost:8000/slips/check/?s={short}"
    answer = Client().post("/slips/check/", {"slip": address, "form": "0" * 32})
    assert "for the first time" in answer.content.decode()


def test_a_slip_with_another_date_is_refused(code):
    text = text_in(_made(code)).replace("2026-03-03", "2026-03-02")
    answer = Client().post("/slips/check/", {"slip": text, "form": "0" * 32})

    assert answer.status_code == 409
    assert "did not sign" in answer.content.decode()


def test_what_is_no_slip_stays_typed(code):
    answer = Client().post("/slips/check/", {"slip": "half of it", "form": "0" * 32})

    assert answer.status_code == 400
    assert "half of it</textarea>" in answer.content.decode()


def test_a_wrong_code_stays_typed_and_says_what_to_do(code):
    answer = redeem(Client(), "abcd efgh")

    assert answer.status_code == 409
    assert 'value="abcd efgh"' in answer.content.decode()
    assert "ask whoever leads" in answer.content.decode()


def test_guessing_is_stopped(code):
    statuses = [redeem(Client(), "abcd efgh").status_code for _ in range(61)]

    assert statuses[:60] == [409] * 60
    assert statuses[60] == 429


def test_it_is_saved_as_paper_and_as_text(code, tmp_path):
    page = _made(code)
    short = re.search(r'name="slip" value="([^"]+)"', page)[1]
    text = Client().post("/slips/take/", {"slip": short, "as": "text"})
    paper = Client().post("/slips/take/", {"slip": short, "as": "pdf"})

    assert text.content.decode() == text_in(page)
    assert text["Content-Disposition"] == 'attachment; filename="slip.txt"'
    assert paper.content.startswith(b"%PDF-")
    assert Client().post("/slips/take/", {"slip": "1.x"}).status_code == 400


def test_a_file_is_verified_without_the_house(code, tmp_path, capsys, monkeypatch):
    slip, keys = tmp_path / "slip.txt", tmp_path / "keys.json"
    slip.write_text(text_in(_made(code)))
    keys.write_text(Client().get("/.well-known/hearthside-slips.json").content.decode())
    monkeypatch.setattr("hearthside.meetings.slip_keys.is_ours", None)

    assert verify_slip.run(Namespace(file=slip, keys=keys)) == 0
    assert "Genuine: at a meeting of at least 60 minutes on 2026-03-03" in (
        capsys.readouterr().out
    )
    slip.write_text(slip.read_text().replace("2026-03-03", "2026-03-04"))
    assert verify_slip.run(Namespace(file=slip, keys=keys)) == 1
    keys.write_text(json.dumps({"keys": [7]}))
    assert verify_slip.run(Namespace(file=slip, keys=keys)) == 1
    assert "not a list of keys" in capsys.readouterr().err


def test_the_house_verifies_a_file_itself(code, tmp_path, capsys):
    slip = tmp_path / "slip.txt"
    slip.write_text(text_in(_made(code)))

    assert verify_slip.run(Namespace(file=slip, keys=None)) == 0
    slip.write_bytes(b"\xff\xfe")
    assert verify_slip.run(Namespace(file=slip, keys=None)) == 1
    assert verify_slip.run(Namespace(file=tmp_path / "none", keys=None)) == 1


def test_the_keys_say_only_what_is_public(code):
    redeem(Client(), code)
    known = json.loads(Client().get("/.well-known/hearthside-slips.json").content)

    assert set(known["keys"][0]) == {
        "key", "house", "algorithm", "public", "made_on", "retired_on",
    }  # fmt: skip


def test_no_log_line_holds_a_code_or_a_slip(code, caplog):
    text = text_in(_made(code))
    Client().post("/slips/check/", {"slip": text, "form": "0" * 32})

    serial = re.search(r"serial: (\w+)", text)[1]
    assert code not in caplog.text
    assert serial not in caplog.text


def test_a_group_offers_slips_only_when_its_desk_says_so(scene, fern, otto):
    here = f"/desk/groups/{scene.tuesday.public_id}/slips/"
    running = f"/desk/groups/{scene.tuesday.public_id}/evening/"
    browser = signed_in(fern)

    assert "does not offer them" in browser.get(running).content.decode()
    browser.post(here, {"wanted": "yes"})
    assert slips.are_wanted(scene.tuesday.pk)
    assert "This group offers them" in browser.get(running).content.decode()
    browser.post(here, {"wanted": "no"})
    assert not slips.are_wanted(scene.tuesday.pk)
    refused = signed_in(otto).post(here, {"wanted": "yes"})
    assert refused.status_code == 404
    assert refused.content == missing()


def _made(code):
    return redeem(Client(), code).content.decode()
