from __future__ import annotations

import pytest
from django.test import Client

from hearthside.commons.models import Piece
from hearthside.commons.shapes import Kind, Stage, State, Words
from hearthside.workflows import publish_a_piece, withdraw_a_piece
from tests.cast import NOON, signed_in
from tests.pieces_scene import make_known, share, shown

pytestmark = pytest.mark.usefixtures("at_noon")
QUESTION = {
    "title": "How do I sleep in the first week?",
    "topic": "cancer",
    "language": "en",
    "readers": "members",
    "do": "send",
}
STORY = {"title": "A slow spring", "words": "It began with rain.", "topic": "any",
         "language": "en", "commons": "on", "do": "send"}  # fmt: skip

EVERYWHERE = {Stage.COMMONS, Stage.PUBLIC}
SEE_IT = "See it as others do"


def text(answer) -> str:
    return answer.content.decode()


def test_asking_first_shows_what_others_answered(amira, bo):
    row = shown(amira, title="How do people sleep in the first week home?")

    page = text(
        signed_in(bo).post("/shared/write/question/", QUESTION | {"do": "look"})
    )

    assert f"/shared/{row.public_id}/" in page
    assert "Is this yours?" in page
    assert "How do I sleep in the first week?" in page
    assert Piece.objects.count() == 1


def test_a_visitor_counts_only_the_answers_they_can_read(amira, bo):
    row = shown(amira, to={Stage.COMMONS, Stage.PUBLIC})
    shown(bo, Kind.ANSWER, about=row.public_id)

    assert "No answer yet" in text(Client().get("/shared/questions/"))
    assert "One answer" in text(signed_in(amira).get("/shared/questions/"))


def test_what_somebody_asks_waits_and_says_so(amira):
    answer = signed_in(amira).post("/shared/write/question/", QUESTION, follow=True)

    assert "Somebody looks at it before others read it" in text(answer)
    assert Piece.objects.get().state == State.WAITING


def test_ten_thousand_words_stay_typed_and_the_sentence_says_how_many_fit(amira):
    long = "word " * 10_000

    answer = signed_in(amira).post(
        "/shared/write/question/", QUESTION | {"words": long}
    )

    assert answer.status_code == 422
    assert "There is room for 3000 characters" in text(answer)
    assert "word word word word" in text(answer)
    assert not Piece.objects.exists()


def test_one_emoji_is_answered_kindly_and_stays_typed(amira):
    answer = signed_in(amira).post(
        "/shared/write/question/", QUESTION | {"title": "😢"}
    )

    assert answer.status_code == 409
    assert "Please say it in words" in text(answer)
    assert "😢" in text(answer)


def test_a_letter_of_a_clinic_is_pointed_out_before_it_is_kept(amira):
    letter = "Dear Dr Jones, Re: Mrs Ann Smith, NHS Number 943 476 5919. Thank you."
    mine = signed_in(amira)

    answer = mine.post("/shared/write/story/", STORY | {"words": letter})

    assert answer.status_code == 422
    assert "looks like a letter from a clinic" in text(answer)
    assert "Mrs Ann Smith" in text(answer)
    assert not Piece.objects.exists()
    mine.post("/shared/write/story/", STORY | {"words": letter, "as_it_is": "yes"})
    assert Piece.objects.get().words == letter


def test_k12_what_says_how_is_told_kindly_and_can_be_changed(amira):
    make_known(amira)
    told = "I tried to kill myself. I took 30 tablets of it."
    mine = signed_in(amira)

    first = text(mine.post("/shared/write/story/", STORY | {"words": told}))
    sent = mine.post(
        "/shared/write/story/", STORY | {"words": told, "as_it_is": "yes"}, follow=True
    )

    assert "Please say that it happened, and leave out how" in first
    assert "It is no fault of yours" in text(sent)
    assert Piece.objects.latest("id").state == State.WAITING


def test_help_is_offered_below_what_somebody_writes(amira):
    for written, field in (
        ("question", "words"),
        ("strategy", "did"),
        ("story", "words"),
    ):
        page = text(signed_in(amira).get(f"/shared/write/{written}/"))

        assert f'data-offer="id_{field}"' in page
        assert f'id="id_{field}"' in page


def test_a_strategy_says_when_to_ask_a_professional(amira, bo):
    row = shown(amira, Kind.STRATEGY)

    page = text(signed_in(bo).get(f"/shared/{row.public_id}/"))

    assert "not advice from a doctor" in page
    assert "When not to do this" in page


def test_k18_the_warning_comes_first_and_the_words_are_closed(amira, bo):
    row = shown(amira, Kind.STORY, notes=("suicide",), words="Words that are hard.")
    mine = signed_in(bo)

    for page in ("/shared/", "/shared/stories/", f"/shared/{row.public_id}/"):
        said = text(mine.get(page))
        assert said.index("This speaks of: suicide.") < said.index("A slow spring")
    before, _, after = said.partition("<details")
    assert "Words that are hard." not in before
    assert "Words that are hard." in after
    assert "<details open" not in said


def test_an_answer_says_where_it_comes_from_and_helps(amira, bo):
    row = shown(amira)
    bos = signed_in(bo)
    make_known(bo)
    address = f"/shared/{row.public_id}/write/"

    answer = bos.post(
        address,
        {"stance": "lived", "words": "I pinned them to my waistband.",
         "name_shown": "Robin", "readers": "members", "do": "send"},
        follow=True,
    )  # fmt: skip

    assert "I pinned them" in text(answer)
    assert "Has lived it" in text(answer)
    given = Piece.objects.get(kind=Kind.ANSWER)
    mine = signed_in(amira)
    assert "This helped me" in text(mine.get(f"/shared/{row.public_id}/"))
    assert "This helped me" not in text(bos.get(f"/shared/{row.public_id}/"))
    mine.post(f"/shared/{given.public_id}/helped/", {"helped": "yes"})
    assert "Helped whoever asked" in text(bos.get(f"/shared/{row.public_id}/"))


def test_an_answer_by_itself_is_read_where_it_belongs(amira, bo):
    row = shown(amira)
    given = shown(bo, Kind.ANSWER, about=row.public_id)

    answer = signed_in(amira).get(f"/shared/{given.public_id}/")

    assert answer.status_code == 302
    assert answer.url == f"/shared/{row.public_id}/"


def test_an_answer_leads_nobody_to_a_question_they_may_not_read(amira, bo):
    row = shown(amira)
    given = shown(bo, Kind.ANSWER, about=row.public_id, to=EVERYWHERE)
    visitor = Client()

    answer = visitor.get(f"/shared/{given.public_id}/")
    nothing = visitor.get("/shared/zzzzzzzzzzzz/")

    assert (answer.status_code, answer.content) == (404, nothing.content)
    assert row.public_id not in str(answer.headers)


def test_an_answer_to_what_was_taken_back_is_read_at_the_gap(amira, bo):
    row = shown(amira)
    given = shown(bo, Kind.ANSWER, about=row.public_id)
    withdraw_a_piece.withdraw(amira, public_id=row.public_id, now=NOON)
    mine = signed_in(bo)
    assert SEE_IT in text(mine.get(f"/shared/mine/{given.public_id}/"))

    answer = mine.get(f"/shared/{given.public_id}/", follow=True)

    assert answer.redirect_chain == [(f"/shared/{row.public_id}/", 302)]
    assert answer.status_code == 200
    assert "I pinned them" in text(answer)


def test_how_it_went_with_what_was_taken_back_can_be_seen_nowhere(amira, bo):
    row = shown(amira, Kind.STRATEGY)
    given = shown(bo, Kind.TRIED, about=row.public_id)
    mine, address = signed_in(bo), f"/shared/mine/{given.public_id}/"
    assert SEE_IT in text(mine.get(address))

    withdraw_a_piece.withdraw(amira, public_id=row.public_id, now=NOON)

    assert SEE_IT not in text(mine.get(address))
    assert mine.get(f"/shared/{given.public_id}/").status_code == 404


def test_each_yes_of_a_story_is_its_own_and_is_taken_back_by_itself(
    amira, bo, olu, scene
):
    mine = signed_in(amira)
    mine.post(
        "/shared/write/story/",
        STORY | {"group": scene.tuesday.public_id, "public": "on", "print": "on"},
    )
    row = Piece.objects.get()
    publish_a_piece.show_it(olu, public_id=row.public_id, version=1, now=NOON)
    address = f"/shared/{row.public_id}/"
    assert Client().get(address).status_code == 200

    mine.post(f"/shared/mine/{row.public_id}/", {"do": "stages", "keep": ["group"]})

    assert Client().get(address).status_code == 404
    assert signed_in(bo).get(address).status_code == 200
    assert signed_in(bo).get(f"{address}print/").status_code == 404


def test_what_was_taken_back_is_gone_from_every_page(amira, bo):
    row = shown(amira, Kind.STORY, to={Stage.COMMONS, Stage.PUBLIC, Stage.PRINT})
    mine = signed_in(amira)

    answer = mine.post(
        f"/shared/mine/{row.public_id}/", {"do": "withdraw"}, follow=True
    )

    assert "It is gone from here" in text(answer)
    for one in (Client(), signed_in(bo), mine):
        nothing = one.get("/there-is-no-such-page/").content
        for page in (f"/shared/{row.public_id}/", f"/shared/{row.public_id}/print/"):
            assert one.get(page).content == nothing
        for page in ("/shared/", "/shared/stories/", "/"):
            assert "A slow spring" not in text(one.get(page))
    assert mine.get(f"/shared/mine/{row.public_id}/").status_code == 404


def test_the_same_words_sent_again_to_fewer_stay_typed_and_say_how_they_stand(amira):
    make_known(amira)
    mine, address = signed_in(amira), "/shared/write/story/"
    mine.post(address, STORY | {"public": "on", "name_shown": "Heron"})

    answer = mine.post(address, STORY)

    assert answer.status_code == 409
    assert "You sent these words before" in text(answer)
    assert "It began with rain." in text(answer)
    assert "It is shared" not in text(mine.get("/shared/mine/"))


def test_changed_in_two_windows_the_typed_words_stay(amira):
    row = share(amira, Kind.STORY)
    mine, address = signed_in(amira), f"/shared/mine/{row.public_id}/change/"
    page = text(mine.get(address))
    assert 'name="version" value="1"' in page
    mine.post(address, STORY | {"version": "1", "title": "A slow summer"})

    answer = mine.post(address, STORY | {"version": "1", "title": "A slow autumn"})

    assert answer.status_code == 409
    assert "another window" in text(answer)
    assert "A slow autumn" in text(answer)
    assert Piece.objects.get().title == "A slow summer"


def test_a_suggestion_is_read_and_taken_on_one_page(amira, bo, olu):
    row = share(amira, Kind.STORY)
    withdraw_a_piece.suggest(
        olu, public_id=row.public_id, version=1, why="Rain gives the place away.",
        words=Words(title="A slow spring", words="It began with sun."), now=NOON,
    )  # fmt: skip
    mine, address = signed_in(amira), f"/shared/mine/{row.public_id}/"

    page = text(mine.get(address))
    mine.post(address, {"do": "take", "version": "2"})

    assert "Rain gives the place away." in page
    assert "It began with sun." in page
    assert "It began with sun." in text(signed_in(bo).get(f"/shared/{row.public_id}/"))
    assert "waits for you" not in text(mine.get("/shared/"))


def test_nobody_else_finds_what_is_mine(amira, bo):
    row = share(amira)

    for address in ("", "change/"):
        page = f"/shared/mine/{row.public_id}/{address}"
        assert signed_in(bo).get(page).status_code == 404
        assert signed_in(bo).post(page, {"do": "withdraw"}).status_code == 404
    assert Piece.objects.get().state == State.WAITING


def test_may_i_be_asked_is_kept_and_ended(amira):
    mine = signed_in(amira)

    mine.post("/shared/willing/", {"topics": ["cancer", "stoma"]})
    page = text(mine.get("/shared/willing/"))
    mine.post("/shared/willing/", {})

    assert page.count("checked") == 2
    assert "checked" not in text(mine.get("/shared/willing/"))
    wrong = mine.post("/shared/willing/", {"topics": ["no such thing"]})
    assert wrong.status_code == 422


def test_markup_of_somebody_stays_letters(amira, bo):
    row = shown(
        amira, Kind.STORY,
        words="<script>alert(1)</script> **strong** [x](javascript:alert(1))",
    )  # fmt: skip

    page = text(signed_in(bo).get(f"/shared/{row.public_id}/"))

    assert "<strong>strong</strong>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_c6_no_other_markup_is_drawn(amira, bo):
    odd = "$$x^2$$ :heart: ```graphviz\ndigraph{}\n``` <math><mi>x</mi></math> ![x](/x)"
    row = shown(amira, Kind.STORY, words=odd)

    page = text(signed_in(bo).get(f"/shared/{row.public_id}/"))

    assert "$$x^2$$ :heart:" in page
    assert "<math" not in page
    assert 'src="/x"' not in page


def test_c9_padding_with_comments_is_counted(amira):
    padded = "<!-- " + "x" * 3000 + " -->"

    answer = signed_in(amira).post(
        "/shared/write/question/", QUESTION | {"words": padded}
    )

    assert answer.status_code == 422
    assert "There is room for 3000 characters" in text(answer)


def test_a_page_of_a_piece_costs_few_questions(
    amira, bo, django_assert_max_num_queries
):
    row = shown(amira)
    for number in range(12):
        shown(bo, Kind.ANSWER, about=row.public_id, words=f"I did thing {number} then.")
    reader = signed_in(amira)
    reader.get("/shared/")

    with django_assert_max_num_queries(14):
        reader.get(f"/shared/{row.public_id}/")
    with django_assert_max_num_queries(22):
        reader.get("/shared/")
