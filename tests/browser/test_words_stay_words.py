"""Markup that browsers mend into something else is words after they have read it, too."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK

# What a cleaner takes for an attribute or a comment, and a browser reads a second time.
MUTATING = (
    '<noscript><p title="</noscript><img src=x onerror=here()>">',
    "<math><mtext><table><mglyph><style><!--</style><img src=x onerror=here()>",
    "<svg></p><style><a id='</style><img src=x onerror=here()>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=here()>",
)
GROUP = "Second Voice"
# As it stands, and written out and read once more.
ALIVE = """() => {
  const again = new DOMParser().parseFromString(document.documentElement.outerHTML, "text/html")
  const odd = "img[src=x], math, mglyph, noscript, [onerror], main style"
  return [document, again].map((one) => one.querySelectorAll(odd).length)
}"""


def details_of(page, name):
    page.goto("/desk/")
    row = page.locator("li", has=page.locator("bdi", has_text=name))
    return row.get_by_role("link", name="Details").last.get_attribute("href")


def keep(page, details, **words):
    page.goto(details)
    for field, said in words.items():
        page.fill(f"main [name={field}]", said)
    with page.expect_navigation():
        page.locator("main form button.button").last.click()


@pytest.mark.parametrize("words", MUTATING)
def test_what_a_browser_would_mend_into_markup_stays_words(walk, words):
    page = walk("Olu", size=DESK, bypass_csp=True)
    details = details_of(page, GROUP)
    group = details.replace("/desk", "").replace("details/", "")
    page.goto(details)
    before = {
        name: page.input_value(f"main [name={name}]")
        for name in ("name", "one_line", "about")
    }
    keep(page, details, name=words[:120], one_line=words[:140], about=words)

    found = {}
    for path in (group, f"{group}come/", "/groups/", "/desk/", details):
        page.goto(path)
        found[path] = page.evaluate(ALIVE)
    page.goto(group)
    shown = page.inner_text("main")
    keep(page, details, **before)

    assert words[:40] in shown
    assert all(count == [0, 0] for count in found.values()), found


def test_what_came_alive_is_seen(walk):
    page = walk(bypass_csp=True)
    page.goto("/groups/")
    page.evaluate(
        "document.querySelector('main').append(document.createElement('noscript'))"
    )

    assert page.evaluate(ALIVE) == [1, 1]
