from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines.markup import as_html, as_words, headings, links

pytestmark = pytest.mark.engine
MAY = {"h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "strong", "em", "a",
       "blockquote", "hr", "br"}  # fmt: skip


class Seen(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "[x](//evil.example)",
        "[x](/\\evil.example)",
        "[x](http://evil.example)",
        "[x][r]\n\n[r]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "![x](/x.png)",
        '[x](/a "onclick=alert(1)")',
        '<noscript><p title="</noscript><img src=x onerror=1>">',
        "<a hx-get=/x>x</a>",
        "<style>*{position:fixed}</style>",
        "<iframe src=/></iframe><base href=//evil><form>",
    ],
)
def test_c1_c3_c5_c7_c8_c12_markup_does_nothing(text):
    seen = Seen(as_html(text))

    assert seen.tags <= MAY
    for name, value in seen.attributes:
        assert name in {"href", "title"}
        assert name == "title" or (value or "").startswith(("/", "https://"))
        assert not (value or "").startswith(("//", "/\\"))


@given(st.text(alphabet="<>[]()!#*_`\"'\\/ \n\tajx:&;=-1.", max_size=80))
def test_c1_whatever_is_written_only_these_tags_come_of_it(text):
    assert Seen(as_html(text)).tags <= MAY


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "> " * 20_000, "- " * 20_000, "*" * 20_000, "[a](" * 10_000,
     "[a]: /b\n" * 5_000 + "[a]" * 5_000],
)  # fmt: skip
def test_c4_nesting_and_bombs_end_in_time(text):
    began = time.perf_counter()
    as_html(text)

    assert time.perf_counter() - began < 5


def test_what_a_reader_needs_is_there():
    html = as_html("# One\n\n**Two** and *three*\n\n- [four](/four/)\n\n1. five\n")

    assert "<h2>One</h2>" in html
    assert "<strong>Two</strong>" in html
    assert '<li><a href="/four/">four</a></li>' in html
    assert "<ol>" in html


def test_words_headings_and_links_are_told_apart():
    text = "## Head\n\nSome *soft*\nwords, [here](/x/).\n"

    assert as_words(text) == "Head\nSome soft words, here."
    assert headings(text) == [(2, "Head")]
    assert links(text) == ["/x/"]
