"""A member says something about who leads; it is read, decided, told and looked at again."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import DESK, follow
from tests.browser.test_everybody_can import THEMES, read_by_axe

GROUP = "Tuesday Evening, Headingley"
WORDS = "He laughed when I spoke about my brother."
REASON = "Somebody felt laughed at. Please think about how it sounded."


def at_the_group(page):
    page.goto("/groups/?place=Leeds")
    follow(page.get_by_role("link", name=GROUP).first)


def test_two_taps_say_it(walk):
    page = walk("Amira")
    at_the_group(page)
    taps = 0
    for press in (
        lambda: page.get_by_role("link", name="Something is wrong").click(),
        lambda: page.get_by_role("button", name="What members promise here").click(),
    ):
        press()
        taps += 1
    page.get_by_role("heading", name="It is kept").wait_for()

    assert taps == 2
    assert "/wrong/kept/" in page.url


def test_it_is_said_without_scripts_by_a_visitor(walk):
    page = walk(java_script_enabled=False)
    at_the_group(page)
    follow(page.get_by_role("link", name="Something is wrong"))
    page.get_by_role("button", name="Something that happened at an evening").click()
    page.get_by_label("In your words").fill("It was locked.")
    page.get_by_role("button", name="Add this").click()

    assert page.get_by_text("Added. Thank you for telling us.").is_visible()
    assert page.get_by_text("We did not keep who you are.").is_visible()


def test_a_facilitator_is_reported_through_to_the_outcome_and_an_appeal(walk):
    member, lead = walk("Amira"), walk("Sol", size=DESK)
    at_the_group(member)
    follow(member.get_by_role("link", name="Something is wrong"))
    member.get_by_role("button", name="Somebody who leads here").click()
    member.get_by_label("In your words").fill(WORDS)
    member.get_by_label("You may write back to me").check()
    member.get_by_role("button", name="Add this").click()
    member.get_by_text("Nobody has read it yet.").wait_for()
    kept = member.url

    # Round the facilitator and the coordinator: neither sees that it is there.
    near = walk("Olu", size=DESK)
    near.goto("/desk/reports/")
    assert near.get_by_role("link", name="Somebody who leads a group").count() == 0
    theirs = walk("Fern")
    assert theirs.goto("/desk/reports/").status == 404

    lead.goto("/desk/reports/")
    follow(lead.get_by_role("link", name="Somebody who leads a group").first)
    lead.get_by_role("button", name="Open it").click()
    lead.get_by_text(WORDS).wait_for()
    assert lead.get_by_text("Amira").count() == 0
    lead.get_by_label("A written reminder of the agreement").check()
    lead.get_by_label("Whom it is for").select_option(label="Fern")
    lead.get_by_label("Why, in plain words").fill(REASON)
    lead.get_by_role("button", name="Keep this decision").click()
    lead.get_by_label("Write back to whoever told us").fill("Thank you for telling us.")
    lead.get_by_role("button", name="Write back").click()
    lead.get_by_text("They can read it at their address.").wait_for()
    lead.get_by_role("button", name="This is settled").click()
    lead.get_by_text("Settled. Whoever told us").wait_for()

    member.goto(kept)
    member.get_by_text("This was settled on").wait_for()
    assert member.get_by_text("We wrote to those it is about.").is_visible()
    assert member.get_by_text("Thank you for telling us.").is_visible()
    assert member.get_by_text(REASON).count() == 0

    theirs.goto("/mine/said/")
    follow(theirs.get_by_role("link", name="A written reminder"))
    theirs.get_by_text(REASON).wait_for()
    theirs.get_by_label("What should they know?").fill("It was about something else.")
    theirs.get_by_role("button", name="Ask somebody else to look").click()
    theirs.get_by_text("Nobody has answered yet.").wait_for()

    # Whoever decided does not look again: the other lead does.
    lead.reload()
    assert lead.get_by_label("It holds no longer").count() == 0
    other = walk("Sia", size=DESK)
    other.goto("/desk/reports/")
    follow(other.get_by_role("link", name="Somebody who leads a group").first)
    other.get_by_role("button", name="Open it").click()
    other.get_by_label("It holds no longer").check()
    other.get_by_label("Why, in plain words").last.fill(
        "You both heard it differently."
    )
    other.get_by_role("button", name="Answer them").click()
    other.get_by_text("They can read your answer now.").wait_for()

    theirs.reload()
    theirs.get_by_text("What was decided holds no longer.").wait_for()
    assert theirs.get_by_text("You both heard it differently.").is_visible()


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_where_something_is_wrong(walk, theme):
    found = {}
    page = walk("Amira", bypass_csp=True, **THEMES[theme])
    at_the_group(page)
    follow(page.get_by_role("link", name="Something is wrong"))
    found["wrong"] = read_by_axe(page)
    away = page.get_by_role("link", name="I do not want to meet a name here")
    block = away.get_attribute("href")
    page.get_by_role("button", name="Somebody who comes here").click()
    page.wait_for_url("**/wrong/kept/**")
    found["kept"] = read_by_axe(page)
    for path in (block, "/mine/said/", "/mine/away/"):
        page.goto(path)
        found[path] = read_by_axe(page)
    page = walk("Bo", bypass_csp=True, **THEMES[theme])
    page.goto("/mine/said/")
    page.get_by_role("link", name="A friendly word").first.click()
    page.wait_for_url(re.compile(r"/mine/said/[2-9a-z]{12}/"))
    found["said to me"] = read_by_axe(page)
    page = walk("Olu", size=DESK, bypass_csp=True, **THEMES[theme])
    page.goto("/desk/reports/")
    found["reports"] = read_by_axe(page)
    page.get_by_role("link", name="Something at an evening").first.click()
    page.wait_for_url(re.compile(r"/desk/reports/[2-9a-z]{12}/"))
    if (opens := page.get_by_role("button", name="Open it")).count():
        opens.click()
    page.get_by_text("What was said").wait_for()
    found["a report"] = read_by_axe(page)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}
