"""Pages kept for when there is no signal, as the house hands them out, and their marks."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.test import Client

from hearthside.commons import collecting, library, without_signal
from hearthside.commons.models import Piece
from hearthside.commons.shapes import Kind, Stage, Words
from hearthside.groups.models import Group
from hearthside.organisation import line_marks
from hearthside.organisation.models import CrisisLine
from hearthside.workflows import withdraw_a_piece
from tests.cast import NOON, signed_in
from tests.pieces_scene import shown

pytestmark = pytest.mark.usefixtures("at_noon")
ARTICLE = library.articles()[0]
FOR_ALL = {Stage.COMMONS, Stage.PUBLIC}


def text(answer) -> str:
    return answer.content.decode()


def marks(client=None) -> set[str]:
    return set((client or Client()).get("/kept/marks/").json()["marks"])


def mark(address: str, client=None) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, address
    return str(answer["X-Mark"])


def of(row: Piece) -> str:
    return f"/kept/piece/{row.public_id}/"


@pytest.fixture
def strategy(scene, amira) -> Piece:
    return shown(amira, Kind.STRATEGY, to=FOR_ALL)


@pytest.fixture
def collected(scene, amira, bo, olu, strategy) -> str:
    """Put one for everybody and one for members together."""
    other = shown(bo, Kind.STRATEGY, title="Stairs", to={Stage.COMMONS})
    made = collecting.begin(olu, title="First week home", words="Slowly.", now=NOON)
    for row in (strategy, other):
        collecting.put_in(olu, public_id=made, piece_id=row.public_id, now=NOON)
    return f"/kept/collection/{made}/"


def test_every_page_to_keep_says_what_a_device_has_to_know(strategy, collected):
    article = f"/kept/article/{ARTICLE.public_id}/"
    for address in ("/kept/", "/kept/strategies/", article, of(strategy), collected):
        answer = Client().get(address)

        assert answer["X-Page"] == "kept"
        assert answer["X-Mark"] in marks()
        assert unquote(answer["X-Title"])
        assert "built/house.css" in answer["X-Files"]
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]


def test_a_page_to_keep_says_nothing_of_whoever_fetched_it(strategy, amira, olu):
    page = text(signed_in(amira).get(of(strategy)))

    assert (
        page
        == text(signed_in(olu).get(of(strategy)))
        == text(Client().get(of(strategy)))
    )
    assert 'data-signed-in="unsaid"' in page
    assert "csrfmiddlewaretoken" not in page
    assert "data-writing-on" not in page
    assert "Only you see that it is yours" not in page
    assert "/desk/" not in page


def test_a_sentence_for_one_person_waits_for_a_page_of_theirs(strategy, amira):
    client = signed_in(amira)
    client.post(
        f"/shared/mine/{strategy.public_id}/", {"do": "stages", "keep": "commons"}
    )

    assert text(client.get("/kept/")) == text(Client().get("/kept/"))


def test_the_marks_are_the_same_for_whoever_asks_and_name_nothing(
    strategy, collected, amira, olu
):
    raw = Client().get("/kept/marks/").content

    assert raw == signed_in(amira).get("/kept/marks/").content
    assert raw == signed_in(olu).get("/kept/marks/").content
    assert strategy.public_id.encode() not in raw
    assert all(len(one) == without_signal.MARK for one in marks())


def test_a_member_keeps_what_members_read_and_a_visitor_what_everybody_may(
    collected, amira
):
    member, visitor = signed_in(amira).get(collected), Client().get(collected)

    assert "Stairs" in text(member)
    assert "Stairs" not in text(visitor)
    assert (member["X-For"], visitor["X-For"]) == ("members", "everybody")
    assert member["X-Mark"] != visitor["X-Mark"]
    assert {member["X-Mark"], visitor["X-Mark"]} <= marks()


def test_what_is_for_members_or_one_group_is_nobody_elses(scene, amira, outsider):
    row = shown(amira, Kind.STRATEGY, to={Stage.COMMONS})
    story = shown(amira, Kind.STORY, to={Stage.GROUP}, group_id=scene.tuesday.pk)

    assert Client().get(of(row)).status_code == 404
    assert signed_in(outsider).get(of(row)).status_code == 200
    # A story is not kept at all.
    assert signed_in(amira).get(of(story)).status_code == 404
    assert "A slow spring" not in text(signed_in(amira).get("/kept/strategies/"))


@pytest.mark.parametrize("kind", [Kind.QUESTION, Kind.ANSWER, Kind.TRIED, Kind.STORY])
def test_only_strategies_are_kept(scene, amira, bo, strategy, kind):
    about = shown(bo, Kind.QUESTION, to=FOR_ALL)
    about = {Kind.ANSWER: about, Kind.TRIED: strategy}.get(kind)
    row = shown(bo, kind, to=FOR_ALL, about=about.public_id if about else "")

    assert signed_in(bo).get(of(row)).status_code == 404


def change(row, amira, olu):
    withdraw_a_piece.suggest(
        olu, public_id=row.public_id, version=row.version, why="Shorter.",
        words=Words(title="Home", did="Water.", went="Well."), now=NOON,
    )  # fmt: skip


def take_back(row, amira, olu):
    withdraw_a_piece.withdraw(amira, public_id=row.public_id, now=NOON)


def take_back_from_all(row, amira, olu):
    withdraw_a_piece.take_back_stages(
        amira, public_id=row.public_id, keep=frozenset({Stage.COMMONS}), now=NOON
    )


def hold(row, amira, olu):
    withdraw_a_piece.hold(
        olu, public_id=row.public_id, version=row.version, why="A moment.", now=NOON
    )


def rest(row, amira, olu):
    from hearthside.commons import going

    going.rest(amira.person_id)


def forget(row, amira, olu):
    from hearthside.workflows import forget_me

    forget_me.forget(amira.person_id, now=NOON)


@pytest.mark.parametrize(
    "act", [change, take_back, take_back_from_all, hold, rest, forget]
)
def test_whatever_takes_a_strategy_from_readers_takes_its_marks_too(
    strategy, collected, amira, olu, act
):
    places = (of(strategy), collected, "/kept/strategies/")
    before = {mark(address) for address in places}
    assert before <= marks()

    act(strategy, amira, olu)

    assert not before & marks()
    assert Client().get(of(strategy)).status_code == 404


def test_what_stays_as_it_was_keeps_its_mark(strategy, collected, bo, olu):
    article = f"/kept/article/{ARTICLE.public_id}/"
    before = {mark(of(strategy)), mark(collected), mark(article)}

    shown(bo, Kind.STRATEGY, to=FOR_ALL, title="Something else")
    shown(bo, Kind.TRIED, about=strategy.public_id, to=FOR_ALL)

    assert before <= marks()


def test_a_collection_has_another_mark_once_it_holds_another_thing(
    collected, strategy, olu
):
    before = mark(collected)

    collecting.take_out(
        olu,
        public_id=collected.split("/")[3],
        piece_id=strategy.public_id,
        now=NOON,
    )

    assert before not in marks()
    assert Client().get(collected).status_code == 404


def test_words_put_back_after_a_backup_bear_another_mark(strategy, amira):
    before = mark(of(strategy))

    Piece.objects.filter(pk=strategy.pk).update(published_at=NOON + timedelta(hours=1))

    assert before not in marks()


def test_numbers_for_help_that_changed_are_fetched_anew(strategy):
    before = marks()

    row = CrisisLine(
        name="Another Line", display="0800 000 000", dial="tel:0800000000",
        verified_on=NOON.date(),
    )  # fmt: skip
    line_marks.put_mark(row)
    row.save()

    assert "0800 000 000" in text(Client().get(of(strategy)))
    assert not before & marks()


def test_thirty_of_the_newest_are_kept_and_no_more(scene, amira):
    for number in range(without_signal.MOST_NEWEST + 2):
        shown(
            amira, Kind.STRATEGY, to=FOR_ALL, title=f"Way number {number}",
            now=NOON + timedelta(days=number),
        )  # fmt: skip

    page = text(Client().get("/kept/strategies/"))

    assert page.count("Way number ") == without_signal.MOST_NEWEST
    assert "Way number 1<" not in page
    assert mark("/kept/strategies/") in marks()


def test_the_marks_cost_as_many_questions_however_much_there_is(
    strategy, collected, amira, django_assert_max_num_queries
):
    for number in range(10):
        shown(amira, Kind.STRATEGY, to=FOR_ALL, title=f"Way number {number}")
    marks()

    with django_assert_max_num_queries(6):
        marks()


def test_where_something_may_be_hard_to_read_it_says_so_before(scene, amira):
    row = shown(amira, Kind.STRATEGY, to=FOR_ALL, notes=("death",))

    page = text(Client().get(of(row)))

    assert (
        page.index("death and loss")
        < page.index("<details>")
        < page.index("I put water by the bed.")
    )


def test_buttons_to_keep_stand_where_there_is_something_to_keep(
    strategy, collected, amira
):
    collection = collected.replace("/kept/collection/", "/shared/collections/")
    for address, kept in (
        (f"/library/{ARTICLE.public_id}/", f"/kept/article/{ARTICLE.public_id}/"),
        (f"/shared/{strategy.public_id}/", of(strategy)),
        (collection, collected),
        ("/shared/strategies/", "/kept/strategies/"),
    ):
        page = text(Client().get(address))

        assert f'data-keep-page="{kept}"' in page
        # Without scripts there is no button, and nothing else is lost.
        assert "data-page-box hidden" in page
    assert "data-keep-page" not in text(Client().get("/shared/questions/"))


def test_print_and_keep_lead_to_each_other(collected, amira, scene):
    row = shown(amira, Kind.STRATEGY, title="On paper", to=FOR_ALL | {Stage.PRINT})
    page = text(Client().get(f"/shared/{row.public_id}/"))

    assert f"/shared/{row.public_id}/print/" in page
    printed = text(Client().get(f"/shared/{row.public_id}/print/"))
    assert f'href="/shared/{row.public_id}/"' in printed
    assert "keep it on your device" in printed
    assert "print this page" in text(Client().get(f"/library/{ARTICLE.public_id}/"))


def test_whoever_writes_is_told_that_others_may_keep_it(scene, amira, strategy):
    client = signed_in(amira)

    assert "after 30 days at the latest" in text(client.get("/shared/write/strategy/"))
    assert "after 30 days at the latest" in text(
        client.get(f"/shared/mine/{strategy.public_id}/")
    )


def test_the_keeper_is_a_script_and_knows_nobody(scene):
    answer = Client().get("/kept/keeper.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert b"X-Page" in answer.content


def test_a_house_with_nothing_shared_still_has_its_pages(scene):
    assert Group.objects.exists()
    assert Client().get("/kept/").status_code == 200
    page = text(Client().get("/kept/strategies/"))
    assert "Nothing of it is left to read." in page
    assert Client().get("/kept/collection/zzzzzzzzzzzz/").status_code == 404
    assert Client().get("/kept/article/zzzzzzzzzzzz/").status_code == 404
