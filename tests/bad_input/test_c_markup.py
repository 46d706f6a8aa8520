"""Markup that is in the database already, however it came there, stays words."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db.models import CharField, TextField

from hearthside.core.models import Letter
from tests.bad_input.forms import pages
from tests.bad_input.payloads import MARKS, MARKUP, live_in

ROOMS = ("organisation", "people", "groups", "meetings")
# Columns whose words are chosen by the house and not by anybody who types.
OURS = {
    "public_id", "slug", "zone", "rule", "skeleton", "password", "kind", "state", "role",
    "attendance", "country", "region", "language", "word", "folded", "fingerprint",
    "called", "leave_to", "is_active", "online_link", "key", "standing", "file_name",
    "reports_days",
}  # fmt: skip


def planted(words: str) -> int:
    """Put the words into every column that holds somebody's words; return how many."""
    count = 0
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for column in model._meta.concrete_fields:
                is_words = isinstance(column, CharField | TextField)
                if (
                    not is_words
                    or column.choices
                    or column.name in OURS
                    or column.unique
                ):
                    continue
                kept = words[: column.max_length or 2000]
                if "Sealed" in type(column).__name__:
                    continue
                model.objects.update(**{column.attname: kept})
                count += 1
    return count


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.parametrize("words", MARKUP)
def test_markup_in_any_column_is_inert_on_every_page(words, about, browsers):
    assert planted(words) >= 20
    shown = 0
    for who, browser in browsers.items():
        for _route, address in pages(about):
            answer = browser.get(address)
            page = answer.content.decode(errors="replace")
            shown += MARKS in page
            # A list, a calendar or a feed is never read as a page: it says what it is.
            if "html" in answer.get("Content-Type", "html"):
                assert not live_in(page), f"{who} {address}"
            else:
                assert answer["X-Content-Type-Options"] == "nosniff", address

    assert shown > 20


def test_a_page_that_would_act_is_seen():
    assert all(live_in(f"<p>{words}</p>") for words in MARKUP[:3])
    assert live_in(f'<input value="{MARKUP[3]}">')


@pytest.mark.parametrize("address", ["/account/password/reset/", "/account/signup/"])
@pytest.mark.parametrize("words", MARKUP)
def test_what_somebody_typed_is_inert_in_the_answer(words, address, client, scene):
    given = {"email": words, "username": words, "password1": words, "next": words}

    page = client.post(address, given).content.decode()
    again = client.get(address, {"next": words}).content.decode()

    assert not live_in(page)
    assert not live_in(again)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("words", MARKUP)
def test_what_somebody_searched_is_inert_in_the_answer(words, client, scene):
    for headers in ({}, {"HX-Request": "true"}):
        page = client.get("/groups/", {"place": words}, headers=headers)

        assert not live_in(page.content.decode())
        assert not any(name.startswith("HX-Redirect") for name in page.headers)


def test_a_name_in_a_place_is_not_a_formula(client, scene):
    page = client.get("/groups/", {"place": "=HYPERLINK(1)"}).content.decode()

    assert re.search(r'value="=HYPERLINK\(1\)"', page)
