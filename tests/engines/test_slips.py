from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hearthside.engines import slips
from hearthside.engines.slips import NotASlip

DOCS = Path(__file__).resolve().parents[2] / "docs/develop"
VECTORS = json.loads((DOCS / "slip-vectors.json").read_text())
PUBLIC = slips.key_from_letters(VECTORS["keys"][0]["public"])


def test_the_published_values_hold():
    genuine = slips.read(VECTORS["genuine"])

    assert slips.is_signed(genuine, PUBLIC)
    assert genuine.text == VECTORS["genuine"]
    assert genuine.short == VECTORS["short"]
    house = VECTORS["keys"][0]["house"]
    assert slips.read_short(VECTORS["short"], house=house) == genuine
    private = slips.key_from_letters(VECTORS["private"])
    assert slips.sign(genuine.slip, private) == genuine
    assert not slips.is_signed(slips.read(VECTORS["changed"]), PUBLIC)


def test_the_page_about_the_format_shows_the_same_slip():
    page = (DOCS / "slips.md").read_text()
    shown = re.search(r"```\n(Hearthside slip 1\n.*?key: \w+\n)", page, re.DOTALL)

    assert shown is not None
    assert VECTORS["genuine"].startswith(shown[1])


@pytest.mark.parametrize(
    "change",
    [
        {"house": "https://other.example.org"},
        {"on": date(2026, 3, 4)},
        {"minutes": 61},
        {"serial": "z" * 26},
        {"key": "0" * 16},
    ],
)
def test_anything_changed_is_seen(change):
    genuine = slips.read(VECTORS["genuine"])
    changed = replace(genuine, slip=replace(genuine.slip, **change))

    assert not slips.is_signed(changed, PUBLIC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hearthside slip 1",
        VECTORS["genuine"] + "name: Amira\n",
        VECTORS["genuine"].replace("2026-03-03", "2026-02-30"),
        VECTORS["genuine"].replace("minutes: 60", "minutes: 060"),
        VECTORS["genuine"].replace("on: ", "on:  "),
        VECTORS["genuine"].replace("60", "٦٠"),
        VECTORS["genuine"] * 9,
    ],
)
def test_what_is_no_slip_is_refused(text):
    with pytest.raises(NotASlip):
        slips.read(text)


def test_ends_of_line_a_mail_program_turned_do_no_harm():
    turned = "\n" + VECTORS["genuine"].replace("\n", "\r\n") + "\r\n"

    assert slips.is_signed(slips.read(turned), PUBLIC)
