from __future__ import annotations

import re
from pathlib import Path

from django.test import Client

from hearthside.groups import shortlist
from hearthside.web.public.kept import TAPS

ROOT = Path(__file__).resolve().parents[3]
ON_THE_DEVICE = (ROOT / "frontend/kept/state/kept.ts").read_text()
CARD = ROOT / "src/hearthside/web/templates/public/_kept_card.html"


def test_without_a_script_it_says_why_and_what_else_there_is(visitor):
    page = visitor.get("/groups/kept/").content.decode()

    instead = page.split("<noscript>")[1].split("</noscript>")[0]
    assert "needs JavaScript" in instead
    assert "print" in instead
    assert "bookmark" in instead


def test_the_page_is_the_same_for_every_visitor(visitor, scene):
    group = scene.tuesday.public_id
    visitor.get(f"/groups/{group}/")

    first, second = visitor.get("/groups/kept/"), Client().get("/groups/kept/")

    assert first.content == second.content
    assert group not in first.content.decode()
    assert not first.cookies


def test_a_visitor_is_offered_no_account(visitor):
    assert "In my account" not in visitor.get("/groups/kept/").content.decode()


def test_a_device_that_holds_evenings_is_told_what_leaving_clears(visitor):
    words = "You have opened an evening on this device."
    assert words not in visitor.get("/groups/kept/").content.decode()

    visitor.cookies["e"] = "1"

    assert words in visitor.get("/groups/kept/").content.decode()


def test_the_page_and_the_account_know_the_same_taps_and_bounds():
    asked = re.findall(
        r'data-tap="(\w+)"[^>]*><span>{% translate "(.*?)" %}', CARD.read_text()
    )

    assert dict(asked) == {t: str(w) for t, w in TAPS.items()}
    assert tuple(tap for tap, _ in asked) == shortlist.TAPS
    for name, bound in (("mostGroups", shortlist.MOST_GROUPS), ("mostVisits", shortlist.MOST_VISITS),
                        ("mostTried", shortlist.MOST_TRIED), ("mostLetters", shortlist.MOST_LETTERS)):  # fmt: skip
        assert f"{name} = {bound}\n" in ON_THE_DEVICE


def test_nothing_on_the_page_can_be_sent_by_itself(visitor):
    page = visitor.get("/groups/kept/").content.decode()

    inside = page.split('<main id="main"')[1].split("</main>")[0]
    # No form, and no field with a name: a browser has nothing it could send.
    assert "<form" not in inside
    assert not re.search(r"<(input|textarea)[^>]* name=", inside)


def test_a_group_can_be_kept_from_a_list_and_from_its_page(visitor, scene):
    for path in ("/groups/", f"/groups/{scene.tuesday.public_id}/", "/"):
        page = visitor.get(path).content.decode()
        assert f'data-keep="{scene.tuesday.public_id}"' in page, path
        assert 'data-when="Every Tuesday at 7.30pm"' in page, path


def test_what_is_kept_of_a_group_tells_no_distance(visitor, scene):
    page = visitor.get("/groups/?place=LS6").content.decode()

    kept = re.findall(r'data-where="(.*?)"', page)
    assert kept
    assert not any("mile" in where or "km" in where for where in kept)
