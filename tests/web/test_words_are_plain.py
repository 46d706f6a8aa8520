"""Every page with more than a hundred words of ours reads at nine to eleven."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.core import policy
from tests.cast import NOON, signed_in
from tests.cli.test_harbour_words import reading_grade
from tests.house.routes import routes
from tests.house.test_matrix import things

SAID = {"p", "li", "dd", "dt", "h1", "h2", "h3", "label", "legend", "summary", "button"}
NOT_READ = {"header", "footer", "nav", "script", "option", "textarea", "svg"}
LONG = 100
# Reading age is the grade and five years more.
OLDEST = 11


class Reader(HTMLParser):
    """Collects what a page says, each part of it a sentence of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.skipping = 0
        self.parts = [""]

    def handle_starttag(self, tag, attrs):
        self.skipping += tag in NOT_READ
        if tag in SAID:
            self.parts.append("")

    def handle_endtag(self, tag):
        self.skipping -= tag in NOT_READ
        if tag in SAID:
            self.parts.append("")

    def handle_data(self, data):
        if not self.skipping:
            self.parts[-1] += data


def what_it_says(html: str) -> str:
    reader = Reader()
    reader.feed(html)
    said = (" ".join(part.split()) for part in reader.parts)
    return " ".join(re.sub(r"(?<![.?:])$", ".", part) for part in said if part)


def test_officialese_is_heard_and_a_label_is_a_sentence():
    page = "<p>Your organisation necessitates registration.</p><label>Day</label>"

    assert what_it_says(page).endswith("registration. Day.")
    assert reading_grade(what_it_says(page)) > 11


@pytest.mark.sqlite
@pytest.mark.usefixtures("runs")
def test_every_long_page_reads_at_nine_to_eleven(
    scene, amira, fern, olu, hal, monkeypatch
):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    ages = {}
    for actor in (None, amira, fern, olu, hal):
        client = signed_in(actor) if actor else Client()
        for route in routes():
            if "GET" not in route.methods:
                continue
            if actor and not policy.may(actor, route.verb):
                continue
            thing = next(iter(things(route, scene)))
            answer = client.get(reverse(route.name, kwargs=thing.parts))
            if "html" not in answer.get("Content-Type", ""):
                continue
            page = answer.content.decode()
            said = what_it_says(page)
            if len(said.split()) > LONG:
                ages[route.name] = round(reading_grade(said) + 5, 1)

    assert len(ages) >= 12
    assert {name: age for name, age in ages.items() if age > OLDEST} == {}
