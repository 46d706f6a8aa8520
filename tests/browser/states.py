"""States that no address has: what was typed kept after an error, nothing found, a no."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.template.loader import render_to_string

from tests.browser.conftest import follow

Walk = Callable[[Any], None]
ARABIC = "مجموعة المساء الهادئة"
LONG_NAME = "Nebukadnezarvonundzurlangenhalbinselweit"
LONG_GROUP = (
    "The quiet Thursday evening of people who find it hard to be in a room with "
    "others, at the Methodist church hall, Headingley"
)[:120]
TABLE = (
    f"Group,When we meet,Where,Organiser e-mail\n{LONG_GROUP.replace(',', '')},"
    f"Tuesdays at 7pm,{LONG_NAME},x@example.org\n{ARABIC},Fridays at 10am,Library,\n"
)
ERRORS = ("400", "403", "404", "413", "429", "500", "offline")


def states(there: dict[str, str]) -> Iterator[tuple[str, str, Walk]]:
    """Yield a name, who looks, and how to get there.

    there -- the path of each door, by its name.
    """
    for name in ERRORS:
        yield f"error-{name}", "", _still(f"errors/{name}.html")
    yield "quiet-door", "", _still("public/quiet.html")
    yield "groups-leeds", "", _go("/groups/?place=Leeds&reach=25")
    yield "groups-nowhere", "", _go(f"/groups/?place={LONG_NAME}")
    yield "groups-arabic", "", _go(f"/groups/?place={ARABIC}")
    yield "groups-none", "", _go("/groups/?place=Leeds&reach=5&day=6&part=night")
    yield "kept-three", "", _keep_three
    yield "sign-in-wrong", "", _fill("/account/login/", login=ARABIC, password="x")
    yield (
        "sign-up-wrong",
        "",
        _fill("/account/signup/", username=LONG_NAME, email="a@b"),
    )
    yield "join-wrong", "Hal", _fill(there["join"], name_here="")
    yield "group-member", "Amira", _go(there["group"])
    yield "group-facilitator", "Fern", _go(there["group"])
    yield "tonight-member", "Amira", _go("/")
    yield "might-come-left", "", _press(there["come"])
    yield "nobody-said", "", _press(there["nobody"])
    yield "desk-facilitator", "Fern", _go("/desk/")
    yield "desk-lead", "Sol", _go("/desk/")
    yield "desk-host", "Hal", _go("/desk/")
    yield "mine-without-groups", "Hal", _go("/mine/")
    yield "move-wrong", "Fern", _fill(there["date"], day="2020-01-01")
    yield "new-group-wrong", "Olu", _fill(there["new_group"], name=LONG_GROUP)
    yield (
        "details-wrong",
        "Olu",
        _fill(there["details"], name="", one_line=ARABIC, about=LONG_GROUP),
    )
    yield "photo-wrong", "Olu", _fill(there["door_photo"], words="")
    yield "listings-wrong", "Olu", _press(there["listings"], "Look into it")
    yield "columns-asked", "Olu", _upload(there["listings"], TABLE)


def _go(path: str) -> Walk:
    return lambda page: page.goto(path)


def _still(template: str) -> Walk:
    """Show a page that knows nobody, as the house would send it."""

    body = render_to_string(template)

    def walk(page: Any) -> None:
        page.route(
            "**/still/",
            lambda asked: asked.fulfill(body=body, content_type="text/html"),
        )
        page.goto("/still/")
        page.unroute("**/still/")

    return walk


def _keep_three(page: Any) -> None:
    """Keep three groups and write down a visit to one."""
    page.goto("/groups/?place=Leeds&reach=25")
    for button in page.locator("button[data-keep]").all()[:3]:
        if button.get_by_text("Keep this group").is_visible():
            button.click()
    page.goto("/groups/kept/")
    card = page.locator("li.kept").first
    card.get_by_label("I want to try this").check()
    card.locator("summary").click()
    card.get_by_text("I could be myself").last.click()
    card.locator("textarea").fill(f"{LONG_NAME} {ARABIC}")
    card.get_by_role("button", name="Keep this for me").click()


def _press(path: str, words: str = "") -> Walk:
    """Send the form of a page as it is."""

    def walk(page: Any) -> None:
        page.goto(path)
        button = "main form button"
        chosen = page.locator(button, has_text=words) if words else page.locator(button)
        _without_asking(page)
        follow(chosen.first)

    return walk


def _fill(path: str, **typed: str) -> Walk:
    """Send the form of a page with these answers."""

    def walk(page: Any) -> None:
        page.goto(path)
        _without_asking(page)
        for name, answer in typed.items():
            page.fill(f"main [name={name}]", answer)
        form = f"main form:has([name={next(iter(typed))}])"
        follow(page.locator(f"{form} button.button").last)

    return walk


def _upload(path: str, text: str) -> Walk:
    """Upload a table, and stop where the house asks about it."""

    def walk(page: Any) -> None:
        page.goto(path)
        table = {"name": "t.csv", "mimeType": "text/csv", "buffer": text.encode()}
        page.set_input_files("input[type=file]", files=[table])
        page.fill("main [name=name]", "A spreadsheet")
        follow(page.locator("main form button.button").first)

    return walk


def _without_asking(page: Any) -> None:
    """Let the house answer, not the browser."""
    page.evaluate(
        "document.querySelectorAll('form').forEach((f) => (f.noValidate = true))"
    )
