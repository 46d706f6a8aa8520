from __future__ import annotations

import re

import pytest

from hearthside.commons import library

OURS = library.articles()


def test_the_list_has_every_article_once(visitor):
    page = visitor.get("/library/").content.decode()

    for one in OURS:
        assert page.count(f"/library/{one.public_id}/") == 1


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.slug)
def test_an_article_says_its_sources_and_dates(visitor, one):
    answer = visitor.get(f"/library/{one.public_id}/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<h1>") == 1
    assert "21 November 2026" in page
    assert one.sources[0][:20] in page
    assert f"Reading age: {one.reading_age}." in page
    # Its address and every link in it are neutral.
    assert not re.search(r'href="/library/[a-z]+-', page)
    assert "noindex" not in answer.headers.get("X-Robots-Tag", "")


def test_reading_takes_two_questions_to_the_database_at_most(
    visitor, django_assert_max_num_queries
):
    visitor.get("/library/")
    with django_assert_max_num_queries(2):
        visitor.get("/library/")
    with django_assert_max_num_queries(2):
        visitor.get(f"/library/{OURS[0].public_id}/")


def test_what_is_not_there_is_the_one_404(visitor):
    assert visitor.get("/library/zzzzzzzzzzzz/").status_code == 404
    assert visitor.get("/library/loneliness/").status_code == 404


def test_the_charitys_own_folder_is_read(visitor, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "our-hall.md").write_text(
        '+++\ntitle = "Our <i>hall</i>"\nsummary = "Where it is."\ntopic = "places"\n'
        'language = "cy"\nwritten = 2020-01-01\nreview_by = 2021-01-01\n'
        'sources = ["Ni (2020)"]\n+++\n' + "Dewch i mewn. Mae te yma i bawb. " * 6,
        encoding="utf-8",
    )

    listed = visitor.get("/library/").content.decode()
    address = re.search(r'href="(/library/[2-9a-z]{12}/)">Our &lt;i&gt;', listed)
    assert address
    page = visitor.get(address[1]).content.decode()

    assert 'lang="cy"' in page
    assert "Somebody should have looked at this again by 1 January 2021" in page
    assert "<i>" not in page


def test_shared_leads_to_the_library_and_the_sitemap_names_it(visitor):
    assert 'href="/library/"' in visitor.get("/shared/").content.decode()
    sitemap = visitor.get("/sitemap.xml").content.decode()
    assert sitemap.count("/library/") == len(OURS) + 1
