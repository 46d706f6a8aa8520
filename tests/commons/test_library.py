from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from hearthside.commons import library
from hearthside.commons.articles_read import Article, NotAnArticle, read_article
from hearthside.engines.markup import as_words, links
from hearthside.engines.plain_language import reading_age

BODY = "You can read this. It is short, and it says one thing. " * 5
FRONT = {
    "title": '"A title"',
    "summary": '"What it says."',
    "topic": '"groups"',
    "language": '"en"',
    "written": "2026-11-21",
    "review_by": "2027-11-21",
    "sources": '["Somebody (2020), A book"]',
}


def file_of(*, body: str = BODY, **others: str | None) -> bytes:
    front = {k: v for k, v in (FRONT | others).items() if v is not None}
    lines = "\n".join(f"{name} = {value}" for name, value in front.items())
    return f"+++\n{lines}\n+++\n{body}".encode()


OURS = library.articles()


def test_the_house_comes_with_a_library():
    assert len(OURS) >= 12
    assert {one.language for one in OURS} == {"en"}


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.slug)
def test_each_article_says_what_it_promises(one: Article):
    body = as_words(one.body)

    assert one.reading_age == reading_age(body)
    assert one.reading_age <= 11
    assert 250 <= len(body.split()) <= 700
    assert one.sources
    assert one.review_by - one.written <= timedelta(days=366)
    assert not re.search(
        r"!|commit(?:s|ted)? suicide|suffer(?:er|s from)|\bjourney\b", body
    )


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.slug)
def test_links_lead_to_what_is_there(one: Article):
    slugs = {f"/library/{other.slug}/" for other in OURS}

    assert set(links(one.body)) <= slugs | {"/help/"}


def test_no_article_tells_a_way_to_die_or_a_number_to_ring():
    # Numbers come from the charity's own crisis lines, which are checked and dated.
    for one in OURS:
        assert not re.search(
            r"\b0\d{2,4}[ \d]{5,}|\b116 123\b|\b\d+ ?(?:mg|tablets)\b", one.body
        )


def test_addresses_say_nothing():
    ids = {one.public_id for one in OURS}

    assert len(ids) == len(OURS)
    assert all(re.fullmatch("[2-9a-z]{12}", public_id) for public_id in ids)


def test_the_charity_adds_its_own_and_changes_ours(tmp_path):
    (tmp_path / "our-hall.md").write_bytes(file_of(title='"Our hall"'))
    (tmp_path / "loneliness.md").write_bytes(file_of(title='"In our words"'))
    (tmp_path / "broken.md").write_bytes(b"nothing")
    (tmp_path / "notes.txt").write_bytes(b"no article")

    found = {one.slug: one for one in library.articles(tmp_path)}

    assert found["our-hall"].title == "Our hall"
    assert found["loneliness"].title == "In our words"
    assert len(found) == len(OURS) + 1
    assert [one.name for one in library.left_out(tmp_path)] == ["broken.md"]


def test_a_changed_file_is_read_anew(tmp_path):
    path = tmp_path / "our-hall.md"
    path.write_bytes(file_of(title='"Before"'))
    library.articles(tmp_path)
    path.write_bytes(file_of(title='"Afterwards"'))

    assert "Afterwards" in {one.title for one in library.articles(tmp_path)}


def test_a_folder_that_is_not_there_is_no_harm(tmp_path):
    assert library.articles(tmp_path / "none") == OURS


def test_what_is_not_there_is_not_found():
    with pytest.raises(library.NoSuchArticle):
        library.article("zzzzzzzzzzzz")


def test_an_article_is_due_the_day_after():
    one = replace(OURS[0], review_by=date(2027, 1, 5))

    assert not library.is_due(one, date(2027, 1, 5))
    assert library.is_due(one, date(2027, 1, 6))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "two lines"),
        (b"\xff\xfe", "not UTF-8"),
        (b"+++\nx = \n+++\n", "not TOML"),
        (file_of(body="a\0b"), "bytes of zero"),
        (file_of(title=None), "It lacks: title"),
        (file_of(author='"x"'), "Nobody knows: author"),
        (file_of(title='""'), "title is text"),
        (file_of(title="5"), "title is text"),
        (file_of(summary=f'"{"x" * 221}"'), "summary is text"),
        (file_of(language='"fr"'), "language is one of"),
        (file_of(language="[]"), "language is one of"),
        (file_of(written='"2026-11-21"'), "written is a day"),
        (file_of(written="2026-11-21T10:00:00"), "written is a day"),
        (file_of(review_by="2026-11-20"), "review_by comes after"),
        (file_of(review_by="2036-11-20"), "review_by comes after"),
        (file_of(sources="[]"), "sources are"),
        (file_of(sources='["A book"]'), "no year"),
        (file_of(reading_age="12"), "reading_age says 12"),
        (file_of(body="Too short."), "2 words"),
        (file_of(body="word " * 3000), "3,000 words"),
        (file_of(body=f"{BODY} <b>x</b>"), "HTML"),
        (file_of(body=f"# One\n\n{BODY}"), "begin with ##"),
        (file_of(body=f"{BODY} ![x](/x.png)"), "picture"),
        (file_of(body=f"{BODY} [x](http://x.example)"), "neither"),
        (file_of(body="Organisational considerations necessitate individualised "
                      "communication methodologies. " * 10), "wants a reader of"),
    ],
)  # fmt: skip
def test_h1_a_file_that_is_no_article_says_why(raw, why):
    with pytest.raises(NotAnArticle) as no:
        read_article("a-name", raw)

    assert why in no.value.why


@pytest.mark.parametrize("slug", ["A", "a b", "../x", "-a", "a" * 81, ""])
def test_a_name_that_is_no_address_is_refused(slug):
    with pytest.raises(NotAnArticle, match="name"):
        read_article(slug, file_of())


def test_other_languages_have_no_reading_age_of_ours():
    found = read_article("ty", file_of(language='"cy"'))

    assert found.reading_age is None
