"""Pages of lines: asked, answered, opened, let go; and never anybody else's."""

from __future__ import annotations

import json

import pytest

from hearthside.circles.models import Circle, Seat
from hearthside.circles.models.lines import Line, Side
from tests.cast import NOON, signed_in
from tests.safety.report_scene import seat
from tests.sealed import letters

pytestmark = pytest.mark.django_db
ASKED = {
    "name": "Kit", "third": "", "own_words": "Shall we write?", "weeks": "12",
    "hours": "evening",
}  # fmt: skip


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


@pytest.fixture
def wren(scene):
    return signed_in(seat(scene, "Wren"))


@pytest.fixture
def kit(scene):
    return signed_in(seat(scene, "Kit"))


def ask(browser, scene, **changed):
    at = f"/groups/{scene.tuesday.public_id}/lines/ask/"
    return browser.post(at, ASKED | changed)


def the_line():
    return Circle.objects.get(line__isnull=False).public_id


def text(browser, path="/lines/"):
    return browser.get(path).content.decode()


@pytest.fixture
def line(scene, wren, kit):
    ask(wren, scene)
    kit.post(f"/lines/{the_line()}/answer/", {"answer": "yes", "hours": "morning"})
    return the_line()


def test_asked_answered_and_opened(scene, wren, kit):
    done = ask(wren, scene)
    asked = text(kit)
    waits = text(wren)

    yes = kit.post(f"/lines/{the_line()}/answer/", {"answer": "yes", "hours": "any"})

    assert (done.status_code, done.url) == (302, "/lines/")
    assert "Shall we write?" in asked
    assert "Somebody asks you" in asked
    assert "Not open yet" in waits
    assert yes.url == f"/lines/{the_line()}/"
    page = text(kit, yes.url)
    assert "Wren" in page
    assert "in the evening" in page
    assert "Shall we write?" not in page
    assert f"/lines/{the_line()}/sit/" in page
    assert f"/circles/{the_line()}/frames/" in page


def test_mine_says_that_somebody_asks(scene, wren, kit):
    before = text(kit, "/mine/")
    ask(wren, scene)

    assert "somebody asks you" not in before
    assert "somebody asks you" in text(kit, "/mine/")


def test_a_no_leads_back_and_says_that_nothing_is_told(scene, wren, kit):
    ask(wren, scene)

    kit.post(f"/lines/{the_line()}/answer/", {"answer": "no"})

    assert "They are not told." in text(kit)
    assert "Somebody asks you" not in text(kit)
    assert "Not open yet" in text(wren)


@pytest.mark.parametrize(
    ("changed", "status", "why"),
    [
        ({"name": ""}, 400, "Write the name."),
        ({"own_words": ""}, 400, "Write a sentence."),
        ({"own_words": "x" * 201}, 400, "200"),
        ({"weeks": "5"}, 400, ""), ({"weeks": "\u0661\u0662"}, 400, ""),
        ({"hours": "never"}, 400, ""),
        ({"name": "Zed"}, 409, "Nobody in this group has that name now."),
        ({"name": "Wren"}, 409, "not yourself"), ({"third": "Kit"}, 409, "not yourself"),
    ],
)  # fmt: skip
def test_what_was_typed_stays_where_it_cannot_be_asked_g1(
    scene, wren, kit, changed, status, why
):
    answer = ask(wren, scene, **changed)

    page = answer.content.decode()
    assert answer.status_code == status
    assert why in page
    if "own_words" not in changed:
        assert "Shall we write?" in page
    assert Line.objects.count() == 0


def test_a_yes_needs_its_hours(scene, wren, kit):
    ask(wren, scene)

    answer = kit.post(f"/lines/{the_line()}/answer/", {"answer": "yes"})

    assert answer.status_code == 400
    assert "Choose one." in answer.content.decode()
    assert Line.objects.get().opened_on is None


@pytest.mark.parametrize("name", ["fern", "olu", "sol", "hal", "amira", "outsider"])
def test_a6_for_everybody_else_it_does_not_exist(request, name, line):
    browser = signed_in(request.getfixturevalue(name))
    nothing = browser.get("/lines/zzzzzzzzzzzz/")

    page = browser.get(f"/lines/{line}/")
    acts = [
        browser.post(f"/lines/{line}/{act}/", {"answer": "yes", "hours": "any"})
        for act in ("answer", "let-go", "hours", "sit", "keys/lay")
    ]
    frames = browser.get(f"/circles/{line}/frames/")

    for answer in (page, *acts, frames):
        assert answer.status_code == 404
        assert answer.content == nothing.content


def main(page):
    """Return the middle of a page."""
    return page.split("<main")[1].split("</main")[0]


def test_let_go_the_other_sees_the_same_page(wren, kit, line):
    # What was to be said once is said.
    text(wren)
    before = main(text(wren))

    gone = kit.post(f"/lines/{line}/let-go/")

    assert gone.url == "/lines/"
    assert main(text(wren)) == before
    assert kit.get(f"/lines/{line}/").status_code == 404
    assert "Wren" not in main(text(kit)).split("Ask somebody of")[0]


def test_the_hours_can_be_changed_and_the_other_reads_them(wren, kit, line):
    kit.post(f"/lines/{line}/hours/", {"hours": "day"})
    kit.post(f"/lines/{line}/hours/", {"hours": "nonsense"})

    assert "Kit reads in the day, from 9am to 5pm." in text(wren, f"/lines/{line}/")


def post(browser, path, said):
    return browser.post(path, json.dumps(said), content_type="application/json")


def test_my_device_says_which_key_is_mine(wren, line):
    at = f"/lines/{line}/sit/"

    first = post(wren, at, {"member": letters(b"w" * 16)})
    again = post(wren, at, {"member": letters(b"w" * 16)})

    assert (first.status_code, again.json()) == (201, first.json())
    assert Side.objects.filter(seat__member_id=b"w" * 16).count() == 1


@pytest.mark.parametrize(
    "said", [{}, {"member": 7}, {"member": "AA"}, {"member": "!"}, []]
)
def test_a_key_that_is_none_changes_nothing_g7(wren, line, said):
    answer = post(wren, f"/lines/{line}/sit/", said)

    assert answer.status_code == 400
    assert Seat.objects.filter(member_id__isnull=False).count() == 0


def test_another_site_asks_nothing_in_my_name_d16(scene, kit):
    browser = signed_in(seat(scene, "Wren"), enforce_csrf_checks=True)

    assert ask(browser, scene).status_code == 403
    assert Line.objects.count() == 0


def test_whoever_is_new_is_told_when_they_can_ask(scene):
    browser = signed_in(seat(scene, "Ivy", days=2))

    page = text(browser, f"/groups/{scene.tuesday.public_id}/lines/ask/")

    assert "After a week in this group you can ask." in page
    assert "<textarea" not in page.split("<main")[1].split("</main")[0]
