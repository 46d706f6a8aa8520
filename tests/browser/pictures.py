"""Pictures of every door and of the states that have none, for people to look at."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

import django
from playwright.sync_api import sync_playwright

django.setup()

from django.utils.timezone import now

from hearthside.cli.demo.planting import PASSWORD
from tests.browser.conftest import (
    CHROMIUM,
    QUIET,
    House,
    open_house,
    sign_in,
)
from tests.browser.doors import doors
from tests.browser.states import states

WIDTHS: Final = (360, 768, 1280)
LIGHTS: Final = ("light", "dark")
# Some doors once more in the looks that few people ask for and nobody tests by chance.
SELDOM: Final[dict[str, dict[str, Any]]] = {
    "contrast": {"color_scheme": "light", "contrast": "more"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
SELDOM_DOORS: Final = ("tonight", "groups-leeds", "group", "desk", "mine", "join-wrong")


@dataclass(frozen=True)
class Scene:
    """One thing to look at: its name, who looks, and how to get there."""

    name: str
    who: str
    walk: Callable[[Any], None]


class Camera:
    """Keeps one browser window for each person and look, and files what it sees."""

    def __init__(self, browser: Any, house: House, folder: Path) -> None:
        self.browser, self.house, self.folder = browser, house, folder
        self.windows: dict[tuple[str, ...], Any] = {}
        self.taken: list[Path] = []

    def take(self, scene: Scene, look: str, width: int, **options: Any) -> None:
        page = self._window(scene.who, look, **options)
        low = 780 if width < 700 else 900
        page.set_viewport_size({"width": width, "height": low})
        scene.walk(page)
        if "reauthenticate" in page.url and "reauthenticate" not in scene.name:
            page.fill("input[name=password]", PASSWORD)
            with page.expect_navigation():
                page.press("input[name=password]", "Enter")
        page.evaluate("document.fonts.ready")
        # As tall as the page, so that the bar at the foot is seen at the foot.
        whole = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(low, min(whole, 6000))})
        path = self.folder / f"{scene.name}.{width}.{look}.png"
        page.screenshot(path=path)
        self.taken.append(path)

    def _window(self, who: str, look: str, **options: Any) -> Any:
        if (who, look) not in self.windows:
            context = self.browser.new_context(
                base_url=self.house.address, locale="en-GB",
                timezone_id="Europe/London", **options,
            )  # fmt: skip
            page = context.new_page()
            page.set_default_timeout(8000)
            if who:
                sign_in(page, who)
            self.windows[who, look] = page
        return self.windows[who, look]


def index(folder: Path, taken: Iterable[Path]) -> None:
    """Write the sheet that shows every picture of a name side by side."""
    rows: dict[str, list[Path]] = {}
    for path in taken:
        rows.setdefault(path.name.split(".")[0], []).append(path)
    body = "".join(
        f"<h2>{escape(name)}</h2><div>"
        + "".join(
            f'<a href="{p.name}"><img loading="lazy" src="{p.name}" alt="{p.name}"></a>'
            for p in pictures
        )
        + "</div>"
        for name, pictures in rows.items()
    )
    style = (
        "body{font:16px system-ui;background:#ccc}div{display:flex;gap:8px;overflow:auto;"
        "align-items:start}img{height:28rem;object-fit:cover;object-position:top}"
    )
    (folder / "index.html").write_text(
        f"<!doctype html><meta charset=utf-8><style>{style}</style>{body}"
    )


def scenes() -> list[Scene]:
    """Return every door of this house, and the states no address has."""
    found = list(doors(now()))
    there = {door.name: door.path for door in found}
    return [
        *(Scene(door.name, door.who, _go(door.path)) for door in found),
        *(Scene(*state) for state in states(there)),
    ]


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def _go(path: str) -> Callable[[Any], None]:
    return lambda page: page.goto(path)


def main(into: str = ".run/pictures", *only: str) -> None:
    """Open the house in HEARTHSIDE_DATA_DIR, walk everywhere, and write what was seen."""
    folder = Path(into).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    home = Path(os.environ["HEARTHSIDE_DATA_DIR"])
    with open_house(home) as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        camera = Camera(browser, house, folder)
        for scene in scenes():
            if only and not any(word in scene.name for word in only):
                continue
            _say(f"{scene.name} {scene.who or '(nobody)'}")
            for light in LIGHTS:
                for width in WIDTHS:
                    camera.take(scene, light, width, color_scheme=light)
            if scene.name in SELDOM_DOORS:
                for look, options in SELDOM.items():
                    camera.take(scene, look, 360, **options)
        browser.close()
    index(folder, sorted(folder.glob("*.png")))
    _say(f"{len(camera.taken)} pictures; open {folder / 'index.html'}")


if __name__ == "__main__":
    main(*sys.argv[1:])
