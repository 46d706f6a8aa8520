"""Somebody with a phone and little strength answers a few questions, and can stop."""

import pytest

from tests.browser.conftest import follow

# The smallest phone there is.
SMALL = {"width": 320, "height": 640}


@pytest.mark.parametrize("javascript", [True, False])
def test_a_member_says_yes_answers_and_leaves_again(walk, javascript):
    page = walk(
        "Fern" if javascript else "Bo", size=SMALL, java_script_enabled=javascript
    )
    page.goto("/mine/studies/")
    follow(page.get_by_role("link", name="How we are, year by year"))
    page.get_by_label("Yes, I want to take part.").check()
    follow(page.get_by_role("button", name="Take part"))
    follow(page.get_by_role("button", name="Answer the questions"))

    for _ in range(13):
        assert page.locator("legend h1").count() == 1
        page.locator(".asking-choices input").first.check()
        follow(page.get_by_role("button", name="Next"))
    assert page.get_by_text("The last question").is_visible()
    follow(page.get_by_role("button", name="Skip this one"))
    assert page.get_by_text("You answered 13 of 14 questions.").is_visible()
    follow(page.get_by_role("button", name="Send my answers"))
    assert page.get_by_role("heading", name="Sent. Thank you").is_visible()

    follow(page.get_by_role("link", name="My chart"))
    assert page.get_by_text("One score so far").first.is_visible()
    page.goto("/mine/studies/")
    follow(page.get_by_role("link", name="Leave this study"))
    follow(page.get_by_role("button", name="Leave, and delete my answers"))
    assert page.get_by_text("Every answer you gave is deleted.").is_visible()


def test_a_chart_has_a_table_behind_each_picture(walk):
    page = walk("Amira", size=SMALL)

    page.goto("/mine/chart/")

    pictures = page.locator("figure.chart").count()
    assert pictures >= 4
    assert page.locator("figure.chart details table").count() == pictures
    assert page.get_by_text("because").count() == 0


def test_a_question_is_answered_with_the_keyboard_alone(walk):
    page = walk("Idris", size=SMALL)
    page.goto("/mine/studies/")
    follow(page.get_by_role("link", name="How we are, year by year"))
    page.get_by_label("Yes, I want to take part.").focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    follow(page.get_by_role("button", name="Answer the questions"))

    page.locator(".asking-choices input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.get_by_text("Question 2 of 14").is_visible()
    follow(page.get_by_role("link", name="The question before"))
    assert page.locator(".asking-choices input").nth(2).is_checked()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= SMALL["width"]
