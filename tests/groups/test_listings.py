from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from hearthside.core.refusals import NotFound
from hearthside.engines.interchange.listing import Listing
from hearthside.groups import feeds, finding, listings, proposals
from hearthside.groups.feeds import CannotKeepFeed, Source
from hearthside.groups.models import Feed, Group, Said

TUESDAY = Listing(
    key="circle",
    name="Evening circle",
    weekday=1,
    starts_at=time(19, 30),
    minutes=60,
    minutes_known=True,
    zone="Europe/London",
    topics=("alcohol",),
    access=("step_free",),
    languages=("cy",),
    place="The old school",
    address="1 Mill Lane, Leeds LS6 1AA",
    latitude=53.8,
    longitude=-1.5,
    about="All are welcome.",
    online_url="https://zoom.us/j/1234567890",
)
MONTHLY = replace(TUESDAY, remarks="We meet on the 2nd Tuesday of the month only.")


@pytest.fixture
def feed(scene) -> Feed:
    return Feed.objects.create(name="Vale", zone="Europe/London", locality=scene.leeds)


def put(feed: Feed, *rows: Listing, at: datetime) -> listings.BatchTally:
    return listings.put_batch(feed.pk, rows, seen_at=at, now=at)


def everything(feed: Feed, *without: str) -> list[dict]:
    rows = Group.objects.filter(feed=feed).order_by("feed_key").values()
    return [{k: v for k, v in row.items() if k not in without} for row in rows]


def test_a_listing_says_here_what_it_says_there(feed, scene, noon):
    put(feed, TUESDAY, at=noon)

    row = Group.objects.get(feed=feed)
    assert (row.name, row.place_name) == ("Evening circle", "The old school")
    assert row.rule == "FREQ=WEEKLY;BYDAY=TU"
    assert row.starts_on == date(2024, 1, 2)
    assert row.next_at == datetime(2026, 3, 3, 19, 30, tzinfo=UTC)
    assert row.locality == scene.leeds
    words = set(Said.objects.filter(group=row).values_list("word", flat=True))
    assert words == {"alcohol", "step_free", "lang:cy"}


def test_an_online_link_is_sealed_in_the_database(feed, noon):
    from django.db import connection

    put(feed, TUESDAY, at=noon)

    with connection.cursor() as cursor:
        cursor.execute("SELECT online_link FROM groups_group WHERE feed_id IS NOT NULL")
        kept = cursor.fetchone()[0]
    assert "1234567890" not in kept
    assert Group.objects.get(feed=feed).online_link == TUESDAY.online_url


def test_the_same_listing_again_is_only_confirmed(feed, noon):
    put(feed, TUESDAY, at=noon)
    before = everything(feed, "confirmed_at")
    said = list(Said.objects.order_by("id").values_list())

    tally = put(feed, TUESDAY, at=noon + timedelta(days=7))

    assert tally == listings.BatchTally(same=1)
    assert everything(feed, "confirmed_at") == before
    assert list(Said.objects.order_by("id").values_list()) == said
    assert Group.objects.get(feed=feed).confirmed_at == noon + timedelta(days=7)


def test_confirming_a_batch_is_one_update(feed, noon, django_assert_max_num_queries):
    rows = [replace(TUESDAY, key=f"g{number}") for number in range(40)]
    put(feed, *rows, at=noon)

    with django_assert_max_num_queries(5):
        put(feed, *rows, at=noon + timedelta(days=1))


def test_what_the_directory_last_touched_ages_nothing(feed, noon):
    put(feed, TUESDAY, at=noon)

    touched = replace(TUESDAY, source_updated=noon - timedelta(days=4000))
    tally = put(feed, touched, at=noon + timedelta(days=1))

    assert tally.same == 1
    assert Group.objects.get(feed=feed).confirmed_at == noon + timedelta(days=1)


def test_a_listing_that_says_something_else_is_written_anew(feed, noon):
    put(feed, TUESDAY, at=noon)

    moved = replace(TUESDAY, weekday=3, starts_at=time(18), languages=("en",))
    tally = put(feed, moved, at=noon)

    row = Group.objects.get(feed=feed)
    assert tally == listings.BatchTally(changed=1)
    assert (row.version, row.rule, row.starts_at) == (
        2,
        "FREQ=WEEKLY;BYDAY=TH",
        time(18),
    )
    assert row.said.filter(word="lang:en").exists()
    assert not row.said.filter(word="lang:cy").exists()


def test_a_group_that_does_not_meet_for_now_is_paused_and_comes_back(feed, noon):
    put(feed, replace(TUESDAY, suspended=True), at=noon)
    assert Group.objects.get(feed=feed).state == Group.State.PAUSED

    put(feed, TUESDAY, at=noon)

    assert Group.objects.get(feed=feed).state == Group.State.LISTED


def test_a_listing_somebody_took_out_stays_out(feed, noon):
    put(feed, TUESDAY, at=noon)
    Group.objects.filter(feed=feed).update(state=Group.State.UNLISTED)

    put(feed, replace(TUESDAY, about="Bring a chair."), at=noon)

    assert Group.objects.get(feed=feed).state == Group.State.UNLISTED


def test_what_is_no_longer_in_the_list_fades_from_when_it_was_last_seen(feed, noon):
    other = replace(TUESDAY, key="other")
    put(feed, TUESDAY, other, at=noon)
    listings.finish(feed.pk, seen_at=noon)
    later = noon + timedelta(days=31)
    put(feed, TUESDAY, at=later)

    gone = listings.finish(feed.pk, seen_at=later)

    row = Group.objects.get(feed_key="other")
    assert gone == 1
    assert (row.confirmed_at, row.gone_from_feed_at) == (noon, later)
    cards = finding.find(finding.Wish(), now=later).cards
    assert {card.name for card in cards if card.is_faded and not card.is_ours} == {
        "Evening circle"
    }


def test_a_listing_goes_only_once_and_comes_back(feed, noon):
    put(feed, TUESDAY, at=noon)
    listings.finish(feed.pk, seen_at=noon + timedelta(days=1))
    again = listings.finish(feed.pk, seen_at=noon + timedelta(days=2))
    row = Group.objects.get(feed=feed)
    assert (again, row.gone_from_feed_at) == (0, noon + timedelta(days=1))

    put(feed, TUESDAY, at=noon + timedelta(days=3))

    assert Group.objects.get(feed=feed).gone_from_feed_at is None


def test_a_list_is_fetched_when_all_of_it_was_read(feed, noon):
    put(feed, TUESDAY, at=noon)
    feed.refresh_from_db()
    assert feed.fetched_at is None

    listings.finish(feed.pk, seen_at=noon)

    feed.refresh_from_db()
    assert feed.fetched_at == noon


def test_a_listing_no_longer_seen_leaves_the_directory_after_ninety_days(feed, noon):
    put(feed, TUESDAY, at=noon)

    at_89 = finding.find(finding.Wish(), now=noon + timedelta(days=89)).cards
    at_91 = finding.find(finding.Wish(), now=noon + timedelta(days=91)).cards

    assert "Evening circle" in {card.name for card in at_89}
    assert "Evening circle" not in {card.name for card in at_91}


def test_a_zone_nobody_can_work_out_gives_way_to_the_zone_of_the_list(feed, noon):
    put(feed, replace(TUESDAY, zone="posix/Europe/Paris"), at=noon)

    assert Group.objects.get(feed=feed).zone == "Europe/London"


def test_a_rhythm_in_the_notes_is_proposed_and_not_taken(feed, olu, noon):
    put(feed, MONTHLY, at=noon)

    (one,) = proposals.proposals(olu, page=1, now=noon).rows

    assert Group.objects.get(feed=feed).rule == "FREQ=WEEKLY;BYDAY=TU"
    assert "2nd Tuesday" in one.words
    assert "econd Tuesday" in one.said
    assert one.dates[0] == date(2026, 3, 10)


def test_a_proposal_taken_moves_the_next_date(feed, olu, noon):
    put(feed, MONTHLY, at=noon)
    row = Group.objects.get(feed=feed)

    proposals.settle(olu, answers={row.public_id: True}, now=noon)

    row.refresh_from_db()
    assert row.next_at == datetime(2026, 3, 10, 19, 30, tzinfo=UTC)
    assert proposals.proposals(olu, page=1, now=noon).total == 0


def test_a_proposal_put_aside_leaves_the_listing_weekly(feed, olu, noon):
    put(feed, MONTHLY, at=noon)
    row = Group.objects.get(feed=feed)

    proposals.settle(olu, answers={row.public_id: False}, now=noon)

    row.refresh_from_db()
    assert row.rule == "FREQ=WEEKLY;BYDAY=TU"
    assert proposals.proposals(olu, page=1, now=noon).total == 0


def test_a_settled_rule_stands_when_other_words_change(feed, olu, noon):
    put(feed, MONTHLY, at=noon)
    row = Group.objects.get(feed=feed)
    proposals.settle(olu, answers={row.public_id: True}, now=noon)

    put(feed, replace(MONTHLY, about="Tea from seven."), at=noon)

    row.refresh_from_db()
    assert (row.about, row.rule) == ("Tea from seven.", "FREQ=MONTHLY;BYDAY=2TU")
    assert row.proposal_settled


def test_a_settled_rule_is_asked_again_when_the_time_changes(feed, olu, noon):
    put(feed, MONTHLY, at=noon)
    row = Group.objects.get(feed=feed)
    proposals.settle(olu, answers={row.public_id: True}, now=noon)

    put(feed, replace(MONTHLY, starts_at=time(18)), at=noon)

    row.refresh_from_db()
    assert row.rule == "FREQ=WEEKLY;BYDAY=TU"
    assert not row.proposal_settled


def test_a_settled_rule_stands_but_is_asked_again_when_its_words_change(
    feed, olu, noon
):
    put(feed, MONTHLY, at=noon)
    row = Group.objects.get(feed=feed)
    proposals.settle(olu, answers={row.public_id: True}, now=noon)

    other = MONTHLY.remarks.replace("2nd", "4th")
    put(feed, replace(MONTHLY, remarks=other), at=noon)

    row.refresh_from_db()
    assert row.rule == "FREQ=MONTHLY;BYDAY=2TU"
    assert proposals.proposals(olu, page=1, now=noon).total == 1


@pytest.mark.parametrize("who", ["una", "outsider", "fern"])
def test_nobody_else_settles_a_proposal(who, feed, noon, request):
    put(feed, MONTHLY, at=noon)
    row = Group.objects.get(feed=feed)
    stranger = request.getfixturevalue(who)

    with pytest.raises(NotFound):
        proposals.settle(stranger, answers={row.public_id: True}, now=noon)

    row.refresh_from_db()
    assert not row.proposal_settled


def test_a_list_of_no_locality_is_the_hosts_alone(scene, olu, hal):
    source = Source("Everywhere", "Europe/London", None)

    with pytest.raises(NotFound):
        feeds.keep(olu, source)

    assert feeds.keep(hal, source)


def test_another_localitys_list_is_not_taken_over(feed, una, scene):
    with pytest.raises(CannotKeepFeed, match="another name"):
        feeds.keep(una, Source("Vale", "Europe/London", scene.hull.pk))


def test_a_list_is_seen_by_those_who_look_after_it(feed, olu, una, hal):
    assert [card.name for card in feeds.feeds(olu)] == ["Vale"]
    assert [card.name for card in feeds.feeds(hal)] == ["Vale"]
    assert feeds.feeds(una) == []


def test_looking_twice_gives_the_same_mark_for_the_same_listing(feed):
    one = listings.fingerprint(TUESDAY, 1)

    assert one == listings.fingerprint(replace(TUESDAY), 1)
    assert one != listings.fingerprint(replace(TUESDAY, name="Other"), 1)
    assert one != listings.fingerprint(TUESDAY, 2)
