"""Long words in short lines: lets a text be wrapped in the source and not on the page."""

from __future__ import annotations


def prose(text: str) -> str:
    """Return the text as one line, every run of white space made a single space."""
    return " ".join(text.split())
