"""The last line of every letter a person may stop, and what their mail program reads."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class Stop:
    """What the line needs.

    address -- where one tap stops letters of this kind, signed in or not.
    """

    address: str


def with_the_way_out(words: Words, about: Stop) -> Words:
    """Return the letter with one more line: how to stop letters of its kind."""
    line = {"about": about}
    text = render_to_string("notifications/stopping.txt", line)
    html = render_to_string("notifications/stopping.html", line) if words.html else ""
    return Words(words.subject, f"{words.text.rstrip()}\n\n{text}", words.html + html)


def headers(about: Stop) -> dict[str, str]:
    """Return what lets a mail program show a button that stops the letters.

    Source: RFC 2369, section 3.2 (List-Unsubscribe); RFC 8058, section 3.1 (one click).
    """
    return {
        "List-Unsubscribe": f"<{about.address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
