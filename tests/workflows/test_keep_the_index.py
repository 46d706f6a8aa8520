from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from hearthside.commons import library, showing
from hearthside.commons.shapes import Kind, Stage
from hearthside.engines.markup import as_html, as_words, headings
from hearthside.engines.retrieval.passages import sentences_of
from hearthside.groups import publishing
from hearthside.groups.models import Group
from hearthside.guide import cards, indexes
from hearthside.guide.models import Card
from hearthside.safety.models import Protection
from hearthside.signposting import directory, doubts, freshness
from hearthside.workflows import forget_me, withdraw_a_piece
from hearthside.workflows.answer_a_doubt import answer_a_doubt
from hearthside.workflows.keep_the_index import keep_the_index, put_group, put_pieces
from hearthside.workflows.what_is_wrong import WORDS
from tests.cast import NOON
from tests.pieces_scene import share, shown
from tests.services_scene import a_service

pytestmark = pytest.mark.django_db


def keep(own=None, now=NOON):
    return keep_the_index(own_articles=own, now=now)


def test_every_article_and_listed_group_can_be_found_and_twice_changes_nothing(scene):
    assert keep() > 20

    sources = set(Card.objects.values_list("kind", "source"))
    assert {("article", one.public_id) for one in library.articles()} <= sources
    assert ("group", scene.tuesday.public_id) in sources
    assert keep() == 0


def test_each_part_of_an_article_leads_to_its_heading_and_holds_its_sentences_whole(
    scene,
):
    keep()

    for one in library.articles():
        parts = Card.objects.filter(source=one.public_id).order_by("pk")
        page = as_html(one.body, numbered=True)
        assert parts.count() == len(headings(one.body)) + 1
        words = as_words(one.body)
        for part in parts:
            anchor = part.url.partition("#")[2]
            assert not anchor or f'id="{anchor}"' in page
            said = part.text.removeprefix(one.summary).strip()
            assert all(sentence in words for sentence in sentences_of(said))


def test_a_changed_article_changes_its_cards_and_one_taken_away_goes(tmp_path, scene):
    keep()
    ours = library.articles()[0]
    text = f"""+++
title = "{ours.title}"
summary = "Ours."
topic = "life"
language = "en"
written = 2026-11-21
review_by = 2027-11-21
sources = ["Somebody (2020)"]
+++
{"We sit by the river and talk. " * 5}
"""
    (tmp_path / f"{ours.slug}.md").write_text(text)

    assert keep(tmp_path) > 0

    assert "river" in Card.objects.get(source=ours.public_id).text
    (tmp_path / f"{ours.slug}.md").unlink()
    keep(tmp_path)
    assert not Card.objects.filter(text__contains="by the river").exists()


def test_a_group_taken_off_the_list_is_found_no_more_at_once(scene):
    keep()
    Group.objects.filter(pk=scene.tuesday.pk).update(state=Group.State.UNLISTED)

    put_group(scene.tuesday.public_id, now=NOON)

    assert not Card.objects.filter(source=scene.tuesday.public_id).exists()


def test_a_group_that_faded_goes_and_hidden_words_are_not_copied(scene):
    Group.objects.filter(pk=scene.tuesday.pk).update(about="Quillfeather.")
    keep()
    assert Card.objects.filter(text__contains="Quillfeather").exists()
    Protection.objects.create(kind=WORDS, thing=scene.tuesday.public_id, since_at=NOON)

    keep()

    assert not Card.objects.filter(text__contains="Quillfeather").exists()
    keep(now=NOON + timedelta(days=400))
    assert not Card.objects.filter(kind="group").exists()


def test_an_index_that_went_missing_is_laid_again(scene):
    indexes.lift()

    keep()

    assert indexes.are_there()
    assert cards.generation() > 0


def test_a_piece_is_found_while_it_is_shown_and_no_longer(amira):
    piece = shown(amira, Kind.STRATEGY, to={Stage.COMMONS, Stage.PUBLIC})
    put_pieces([piece.public_id])
    found = Card.objects.get(kind="strategy", source=piece.public_id)

    assert "water by the bed" in found.text
    assert {one.key for one in found.audiences.all()} == {cards.EVERYONE}

    withdraw_a_piece.withdraw(amira, public_id=piece.public_id, now=NOON)
    assert not Card.objects.filter(source=piece.public_id).exists()


def test_a_story_taken_off_the_public_page_is_found_by_members_alone(amira):
    piece = shown(amira, Kind.STORY, to={Stage.COMMONS, Stage.PUBLIC})
    put_pieces([piece.public_id])

    withdraw_a_piece.take_back_stages(
        amira, public_id=piece.public_id, keep=frozenset({Stage.COMMONS}), now=NOON
    )

    found = Card.objects.get(source=piece.public_id)
    assert {one.key for one in found.audiences.all()} == {cards.MEMBERS}


def test_what_waits_for_a_look_and_what_is_for_one_group_is_not_found(amira, scene):
    waits = share(amira)
    alone = shown(
        amira, Kind.STORY, to={Stage.GROUP}, group_id=scene.tuesday.pk, title="Ours"
    )
    keep()

    sources = {waits.public_id, alone.public_id}
    assert not Card.objects.filter(source__in=sources).exists()


def test_who_goes_takes_their_pieces_out_of_search(amira):
    piece = shown(amira)
    put_pieces([piece.public_id])

    forget_me.forget(amira.person_id, now=NOON)

    assert not Card.objects.filter(source=piece.public_id).exists()


def test_a_service_is_found_until_it_is_taken_off(scene, olu):
    service = a_service()
    assert Card.objects.filter(kind="service", source=service.public_id).exists()

    doubts.say(service.public_id, what=doubts.CLOSED, now=NOON)
    answer_a_doubt(olu, service.public_id, answered=doubts.OFF, now=NOON)
    assert not Card.objects.filter(source=service.public_id).exists()

    answer_a_doubt(olu, service.public_id, answered=doubts.AGAIN, now=NOON)
    assert Card.objects.filter(source=service.public_id).exists()


def test_a_list_that_is_fetched_no_more_is_found_no_more(scene):
    service = a_service()

    keep(now=NOON + freshness.LEAVES_AFTER + timedelta(days=1))

    assert not Card.objects.filter(source=service.public_id).exists()


def test_a_piece_taken_back_while_the_round_reads_is_not_put_in_again(
    amira, monkeypatch
):
    gone = shown(amira, Kind.STRATEGY)
    stays = shown(amira, Kind.STRATEGY, title="The second night")
    narrowed = shown(amira, Kind.STORY, to={Stage.COMMONS, Stage.PUBLIC})
    keep()
    read_before = showing.cards()
    withdraw_a_piece.withdraw(amira, public_id=gone.public_id, now=NOON)
    withdraw_a_piece.take_back_stages(
        amira, public_id=narrowed.public_id, keep=frozenset({Stage.COMMONS}), now=NOON
    )
    monkeypatch.setattr(showing, "cards", lambda: read_before)

    keep()

    assert not Card.objects.filter(source=gone.public_id).exists()
    assert Card.objects.filter(source=stays.public_id).exists()
    found = Card.objects.get(source=narrowed.public_id)
    assert {one.key for one in found.audiences.all()} == {cards.MEMBERS}


def test_a_service_taken_off_while_the_round_reads_is_not_put_in_again(
    scene, olu, monkeypatch
):
    service = a_service()
    read_before = list(directory.cards(now=NOON, language="en-gb"))
    doubts.say(service.public_id, what=doubts.CLOSED, now=NOON)
    answer_a_doubt(olu, service.public_id, answered=doubts.OFF, now=NOON)
    monkeypatch.setattr(directory, "cards", lambda **_: read_before)

    keep()

    assert read_before
    assert not Card.objects.filter(source=service.public_id).exists()


def test_a_group_taken_off_while_the_round_reads_is_not_put_in_again(
    scene, monkeypatch
):
    told, read_before = publishing.told, publishing.told(now=NOON)
    Group.objects.filter(pk=scene.tuesday.pk).update(state=Group.State.UNLISTED)
    monkeypatch.setattr(
        publishing,
        "told",
        lambda **asked: told(**asked) if "public_id" in asked else read_before,
    )

    keep()

    assert scene.tuesday.public_id in {one.public_id for one in read_before}
    assert not Card.objects.filter(source=scene.tuesday.public_id).exists()


def test_the_round_clears_words_that_were_taken_back_out_of_the_list_of_words(amira):
    if connection.vendor != "sqlite":
        pytest.skip("FTS5 is of SQLite")
    piece = shown(amira, Kind.STORY, words="Quillfeather.")
    keep()
    assert b"lfeath" in _list_of_words()
    withdraw_a_piece.withdraw(amira, public_id=piece.public_id, now=NOON)

    assert keep() == 0

    assert b"lfeath" not in _list_of_words()


def _list_of_words():
    # A word is kept from where it differs from the one before it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM guide_words_data")
        return b" ".join(bytes(row[0]) for row in cursor.fetchall())
