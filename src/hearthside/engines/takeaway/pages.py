"""Pages: the same rows for a person to read, in a folder that opens without a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any, Final

from hearthside.engines.takeaway.parts import Filled, Kind

# The tab says the same neutral word the house says in every tab.
_PAGE: Final = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{tab}</title><link rel="stylesheet" href="{up}look/house.css"></head>
<body><div class="whole"><main class="inner main main--narrow">
{inside}
</main></div></body></html>
"""


def first_page(
    filled: Sequence[Filled],
    left_out: Sequence[str],
    *,
    words: Mapping[str, str],
    made_at: datetime,
) -> str:
    """Return the page that opens first: what is in here, and what is not and why.

    words -- title, lead, nothing, left_out, language, tab: as the house says them.
    """
    links = "".join(
        f'<li><a href="pages/{escape(one.part.name)}.html">{escape(one.part.title)}</a>'
        f' <span class="quiet">{len(one.rows) or escape(words["nothing"])}</span></li>'
        for one in filled
    )
    out = "".join(f"<li>{escape(one)}</li>" for one in left_out)
    inside = (
        f"<h1>{escape(words['title'])}</h1>"
        f'<p class="lead">{escape(words["lead"])}</p>'
        f'<p class="quiet">{escape(_moment(made_at.isoformat()))}</p>'
        f'<ul class="lined">{links}</ul>'
        f'<section class="section section--lined"><h2>{escape(words["left_out"])}</h2>'
        f'<ul class="lined">{out}</ul></section>'
    )
    return _page(inside, words=words, up="")


def page_of(filled: Filled, *, words: Mapping[str, str]) -> str:
    """Return the page of one part, a small list for each of its rows."""
    part = filled.part
    rows = "".join(
        f'<section class="section section--lined"><dl>{_row(filled, row)}</dl></section>'
        for row in filled.rows
    )
    inside = (
        f'<p><a href="../index.html">{escape(words["title"])}</a></p>'
        f"<h1>{escape(part.title)}</h1>"
        f'<p class="lead">{escape(part.about)}</p>'
        f"{rows or '<p>' + escape(words['nothing']) + '</p>'}"
    )
    return _page(inside, words=words, up="../")


def _row(filled: Filled, row: Mapping[str, Any]) -> str:
    said = []
    for name, kind in filled.part.fields.items():
        value = _value(row[name], kind)
        if value:
            label = name.replace("_", " ").capitalize()
            said.append(f"<dt>{escape(label)}</dt><dd><bdi>{escape(value)}</bdi></dd>")
    return "".join(said)


def _value(value: Any, kind: Kind) -> str:
    if value is None or value == "" or value == []:
        return ""
    if kind is Kind.MOMENT:
        return _moment(value)
    if kind is Kind.DAY:
        return f"{datetime.fromisoformat(value):%d %B %Y}".lstrip("0")
    if kind is Kind.YES:
        return "yes" if value else "no"
    if kind is Kind.LIST:
        return ", ".join(value)
    return str(value)


def _moment(value: str) -> str:
    return f"{datetime.fromisoformat(value):%d %B %Y, %H:%M} UTC".lstrip("0")


def _page(inside: str, *, words: Mapping[str, str], up: str) -> str:
    return _PAGE.format(
        language=escape(words["language"]),
        tab=escape(words["tab"]),
        up=up,
        inside=inside,
    )
