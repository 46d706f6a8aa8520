"""The button that keeps a page on somebody's device, as parts/keep_page.html shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keep:
    """A page that may be kept for when there is no signal.

    url -- what is kept: the same words on a page of their own. print_url -- the page for
    paper, empty where there is none. prints_itself -- the page it stands on is for paper too.
    """

    url: str
    print_url: str = ""
    prints_itself: bool = False
