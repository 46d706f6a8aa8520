"""An evaluator locks a plan, has a report built, and lets it out; a member says one thing more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import DESK, PHONE, follow
from tests.browser.test_everybody_can import THEMES, read_by_axe

PLAN = Path(__file__).resolve().parents[2] / "docs" / "evaluate" / "plan-demo.toml"
STUDY = "How we are, year by year"


def test_an_evaluator_freezes_a_study_and_a_coordinator_reads_the_page(walk):
    quick = PLAN.read_text().replace("imputations = 20", "imputations = 2")
    page = walk("Eve", size=DESK)
    page.goto("/mine/")
    follow(page.get_by_role("link", name="Evaluating"))
    follow(page.get_by_role("link", name=STUDY))
    assert page.get_by_text("Lock a plan first").is_visible()

    page.get_by_label("The file of your plan").set_input_files(
        {"name": "plan.toml", "mimeType": "text/plain", "buffer": quick.encode()}
    )
    follow(page.get_by_role("button", name="Lock this plan"))
    assert page.get_by_text("The plan is locked.").is_visible()
    page.get_by_label("Under which data agreement?").fill("Agreement of 1 March")
    follow(page.get_by_role("button", name="Freeze the answers and build the report"))

    assert page.get_by_text("You can leave this page and come back.").is_visible()
    assert page.locator(".progress-seat").count() == 20
    # The page asks by itself how far it is.
    built = page.get_by_role("heading", name="It is built, and nobody has read it")
    built.wait_for(timeout=120_000)
    follow(page.get_by_role("button", name="Let it out"))
    with page.expect_download() as taken:
        page.get_by_role("button", name="The appendix, as a PDF").click()
    assert taken.value.suggested_filename == "appendix.pdf"
    follow(page.get_by_role("link", name="Read the one page"))
    assert page.get_by_role("heading", name="No change shown").is_visible()

    olu = walk("Olu", size=DESK)
    olu.goto("/desk/studies/")
    follow(olu.get_by_role("link", name=STUDY))
    follow(olu.get_by_role("link", name="The one page of its report"))
    assert olu.get_by_role("heading", name="No change shown").is_visible()
    for shown in (page, olu):
        assert shown.locator("figure svg").count() >= 3
        assert shown.evaluate("document.documentElement.scrollWidth") <= DESK["width"]


def test_a_member_says_how_many_meetings_on_a_phone_and_takes_it_back(walk):
    page = walk("Amira", size=PHONE)
    page.goto("/mine/studies/")
    follow(page.get_by_role("button", name="Open my questions"))
    follow(page.get_by_role("link", name="How many meetings you came to"))

    page.get_by_label("5 to 9").check()
    follow(page.get_by_role("button", name="Keep it"))
    assert page.get_by_text("Put a tick beside “Yes” if we may keep this").is_visible()
    assert page.get_by_label("5 to 9").is_checked()
    page.get_by_label("Yes, keep this beside my answers, under my code.").check()
    follow(page.get_by_role("button", name="Keep it"))
    assert page.get_by_text("Kept beside your answers.").is_visible()

    follow(page.get_by_role("link", name="How many meetings you came to"))
    assert page.get_by_label("5 to 9").is_checked()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    follow(page.get_by_role("button", name="Take back what I said of meetings"))
    assert page.get_by_text("What you said of meetings is deleted.").is_visible()


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_what_a_study_asks_and_makes(walk, theme):
    wish = {"bypass_csp": True, **THEMES[theme]}
    found = {}
    eve = walk("Eve", size=DESK, **wish)
    eve.goto("/evaluate/")
    follow(eve.get_by_role("link", name=STUDY))
    found["evaluate_study"] = read_by_axe(eve)
    eve.goto(eve.url.replace("/evaluate/", "/desk/studies/") + "summary/")
    found["study_summary"] = read_by_axe(eve)
    olu = walk("Olu", size=PHONE, **wish)
    olu.goto(eve.url.replace("summary/", "sentences/"))
    found["study_sentences"] = read_by_axe(olu)
    if olu.get_by_role("button", name="Let people leave a sentence").count():
        follow(olu.get_by_role("button", name="Let people leave a sentence"))
        found["study_sentences, wanted"] = read_by_axe(olu)
    amira = walk("Amira", size=PHONE, **wish)
    amira.goto("/mine/studies/")
    follow(amira.get_by_role("button", name="Open my questions"))
    found["no_questions"] = read_by_axe(amira)
    for path in ("/questions/meetings/", "/questions/words/"):
        amira.goto(path)
        assert amira.locator("form.form").is_visible()
        found[path] = read_by_axe(amira)
    amira.get_by_label("Your sentence", exact=True).fill(
        "It is the one evening I keep."
    )
    amira.get_by_label("In public").check()
    follow(amira.get_by_role("button", name="Leave this sentence"))
    found["my_words, left"] = read_by_axe(amira)
    olu.reload()
    found["study_sentences, waiting"] = read_by_axe(olu)
    follow(amira.get_by_role("button", name="Take my sentence back"))

    assert {name: wrong for name, wrong in found.items() if wrong} == {}
