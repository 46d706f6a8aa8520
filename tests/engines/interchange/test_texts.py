from __future__ import annotations

import unicodedata

import pytest

from hearthside.engines.interchange.characters import cut, safe_characters
from hearthside.engines.interchange.markup import plain

FAMILY = "👩‍👩‍👧‍👦"
FLAG = "🇬🇧"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("A\ud800B\x00C", "ABC"),
        ("\u202eevil\u202c", "evil"),
        ("a\u200bb\ufeffc", "abc"),
        ("line\u2028line", "line\nline"),
        ("Cafe\u0301", "Café"),
        ("e" + "\u0335" * 1000, "e" + "\u0335" * 3),
        (FAMILY, FAMILY),
        ("می‌خواهم", "می‌خواهم"),
        ("jo\u200dhn", "john"),
        ("St Maryâ\x80\x99s, St. Clare\x92s", "St Mary’s, St. Clare’s"),
        ("' OR 1=1-- {{7*7}} ${jndi:x}", "' OR 1=1-- {{7*7}} ${jndi:x}"),
    ],
)
def test_hidden_characters_go_and_letters_stay(written, kept):
    assert safe_characters(written) == kept
    assert unicodedata.is_normalized("NFC", kept)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<br>Basement &#8211; ring bell", "\nBasement – ring bell"),
        ("<script>alert(1)</script>Tea", "Tea"),
        ("<img src=x onerror=alert(1)>Tea", "Tea"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Tea", "Tea"),
        ("&amp;lt;svg/onload=alert(1)&amp;gt;Tea", "Tea"),
        ("<scr<b></b>ipt>alert(1)", ""),
        ("<\u200bscript>Tea</\u200bscript>", ""),
        ("<img src=x onerror=alert(1)", "img src=x onerror=alert(1)"),
        ("R&B, AT&T &notes, 5 < 6, I <3 tea", "R&B, AT&T &notes, 5 < 6, I <3 tea"),
        ("<!-- hidden -->Tea", "Tea"),
    ],
)
def test_nothing_a_browser_takes_for_a_tag_is_left(written, kept):
    assert plain(written) == kept


@pytest.mark.parametrize("whole", [FAMILY, FLAG, "👍🏽", "e\u0335\u0335", "क्षि"])
def test_a_cut_never_splits_what_is_seen_as_one(whole):
    text = whole * 10

    for most in range(1, len(text)):
        shorter = cut(text, most)
        assert len(shorter) <= most
        assert shorter.removesuffix("…") == whole * (
            len(shorter.removesuffix("…")) // len(whole)
        )


def test_long_texts_are_cut_and_said(kept):
    row = kept(notes="word " * 1000, name="Tea " * 100, location="A" * 500)

    assert len(row.listing.about) <= 2000
    assert len(row.listing.name) <= 120
    assert len(row.listing.place) <= 160
    assert "A text was too long, and was cut." in row.mended


def test_notes_and_group_notes_are_told_once_each(kept):
    row = kept(notes="Tea from 7\r\n\r\n\r\n\r\nCake", group_notes="\t\t  ")
    same = kept(notes="Tea", group_notes="Tea")

    assert row.listing.about == "Tea from 7\n\nCake"
    assert same.listing.about == "Tea"


def test_a_rhythm_is_looked_for_in_name_and_notes(kept):
    row = kept(
        name="Last Friday Tea", notes="2nd Saturday only", group_notes="not in May"
    )

    assert row.listing.remarks == "Last Friday Tea\n2nd Saturday only\n\nnot in May"


@pytest.mark.parametrize("absent", [None, "null", "", "   ", "\u200b"])
def test_what_says_nothing_is_nothing(kept, absent):
    row = kept(notes=absent, location_notes=absent, location=absent)

    assert (row.listing.about, row.listing.directions, row.listing.place) == (
        "",
        "",
        "",
    )
