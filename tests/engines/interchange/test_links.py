from __future__ import annotations

import pytest

from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.links import safe_link


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://zoom.us/j/1?pwd=abc", "https://zoom.us/j/1"),
        ("https://zoom.us/j/1?pwd=Bill&Bob1", "https://zoom.us/j/1"),
        ("https://zoom.us/j/1?PassCode=a&lang=en", "https://zoom.us/j/1?lang=en"),
        ("https://zoom.us/j/1#pwd=abc", "https://zoom.us/j/1"),
        ("http://example.org/room", "https://example.org/room"),
        ("zoom.us/j/1", "https://zoom.us/j/1"),
        ("//meet.jit.si/tea", "https://meet.jit.si/tea"),
        ("https://EXAMPLE.org:443/A", "https://example.org/A"),
        ("https://bücher.example.org/", "https://xn--bcher-kva.example.org/"),
    ],
)
def test_a_link_is_kept_without_its_secrets(written, kept):
    assert safe_link(written, Findings()) == kept


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "JaVa\tscript:alert(1)",
        "java\nscript:alert(1)//https://zoom.us",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "https://good.org@evil.org/",
        "https://amira:secret@zoom.us/j/1",
        "https://localhost/j/1",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://192.168.1.1/",
        "https://router.local/",
        "https://intranet/",
        "https://zoom.us\\@evil.org/",
        "https://zoom.us:99999/",
        "https://zoom.us/%61mira%40example.org",
        "https:///nowhere",
        "see the website",
    ],
)
def test_a_link_that_is_none_is_left_out_and_said(written):
    findings = Findings()

    assert safe_link(written, findings) == ""
    assert findings.mended


def test_a_number_to_dial_in_place_of_a_link_is_not_kept(kept):
    row = kept(conference_url="tel:+442079460958", formatted_address="Ashby, UK")

    assert (row.listing.online_url, row.listing.attendance) == ("", "phone")
