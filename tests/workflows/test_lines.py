"""Lines: asked with a sentence, open once each said yes, and let go without a word."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearthside.circles import (
    auditing,
    door,
    founding,
    franks,
    lines,
    retention,
    rosters,
    seats,
    tickets,
)
from hearthside.circles.asking import CannotAsk, Hours
from hearthside.circles.models import Circle, Frame, FrankingKey, GroupInfo, Seat
from hearthside.circles.models.lines import Line, Side
from hearthside.circles.ordering import minute_of
from hearthside.core.refusals import NotFound
from hearthside.groups import joining
from hearthside.people.signing_in import suspend
from hearthside.safety.models import Protection, Report
from hearthside.workflows import ask_for_a_line, report_from_a_circle
from hearthside.workflows.block_a_name import block_a_name
from hearthside.workflows.keep_the_lines import keep_the_lines
from tests.cast import NOON
from tests.circles_scene import auditing as audited
from tests.safety.report_scene import place, seat
from tests.sealed import make_holder
from tests.sealed_report import a_word, seal

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WORDS = "Shall we write now and then, quellbrook?"
EVENING = Hours(17, 22)


@pytest.fixture
def wren(scene):
    return seat(scene, "Wren")


@pytest.fixture
def kit(scene):
    return seat(scene, "Kit")


@pytest.fixture
def tam(scene):
    return seat(scene, "Tam")


def ask(actor, scene, *names, now=NOON, words=WORDS, weeks=12, hours=EVENING):
    ask_for_a_line.ask_for_a_line(
        actor, group_id=scene.tuesday.pk, names=names, own_words=words, weeks=weeks,
        hours=hours, now=now,
    )  # fmt: skip


def shown(actor, now=NOON):
    return ask_for_a_line.my_lines(actor, now=now)


def say(actor, *, yes=True, now=NOON):
    (one,) = [one for one in shown(actor, now) if one.state == "asked"]
    return lines.answer(actor, circle_id=one.circle_id, yes=yes, hours=Hours(), now=now)


@pytest.fixture
def line(scene, wren, kit):
    """Wren asked, Kit said yes."""
    ask(wren, scene, "Kit")
    say(kit)
    return Circle.objects.get(line__isnull=False)


def test_it_is_open_once_the_other_said_yes_and_the_sentence_is_gone(scene, wren, kit):
    ask(wren, scene, "kit")
    (asked,) = shown(kit)
    (waits,) = shown(wren)

    is_open = say(kit)

    assert (asked.state, asked.words, asked.others[0].name) == ("asked", WORDS, "Wren")
    assert (waits.state, waits.others[0].name) == ("waits", "Kit")
    assert is_open
    assert [one.state for one in (*shown(wren), *shown(kit))] == ["open", "open"]
    assert shown(kit)[0].others[0].hours == EVENING
    assert Line.objects.get().words == ""
    assert Circle.objects.get().kind == Circle.Kind.LINE
    assert shown(kit)[0].until_on == (NOON + timedelta(weeks=12)).date()


def test_three_are_open_once_all_said_yes(scene, wren, kit, tam):
    ask(wren, scene, "Kit", "Tam")

    assert not say(kit)
    assert [one.state for one in shown(wren)] == ["waits"]
    assert say(tam)

    assert Circle.objects.get().kind == Circle.Kind.BUDDIES
    names = {one.name for one in shown(kit)[0].others}
    assert names == {"Wren", "Tam"}


def test_before_everybody_said_yes_nobody_reaches_the_circle(scene, wren, kit):
    ask(wren, scene, "Kit")
    circle_id = Circle.objects.get().public_id

    for actor in (wren, kit):
        with pytest.raises(NotFound):
            rosters.sitting(actor, circle_id)
        assert rosters.sittings(actor) == []
        with pytest.raises(NotFound):
            lines.sit(actor, circle_id=circle_id, member_id=b"k" * 16, now=NOON)


def test_a_no_is_told_to_nobody_and_runs_out_as_if_unread(scene, wren, kit, tam):
    ask(wren, scene, "Kit")
    ask(wren, scene, "Tam")

    say(kit, yes=False)

    assert shown(kit) == []
    kits, tams = shown(wren)
    assert (kits.state, kits.words, kits.until_on) == (
        tams.state, tams.words, tams.until_on,
    )  # fmt: skip
    assert len(shown(wren, NOON + 14 * DAY)) == 2
    assert shown(wren, NOON + 15 * DAY) == []
    keep_the_lines(now=NOON + 15 * DAY)
    assert Circle.objects.count() == Seat.objects.count() == Side.objects.count() == 0


@pytest.mark.parametrize("who_put_away", ["the asker", "the asked"])
def test_a20_a_name_put_away_is_not_reached_and_nobody_can_tell(
    who_put_away, scene, wren, kit, tam
):
    first, second, name = (
        (wren, kit, "Kit") if who_put_away == "the asker" else (kit, wren, "Wren")
    )
    block_a_name(first, group_id=scene.tuesday.pk, name=name, now=NOON)
    assert second is not first

    ask(wren, scene, "Kit")
    ask(wren, scene, "Tam")

    kits, tams = shown(wren)
    assert (kits.state, kits.words, kits.until_on) == (
        tams.state, tams.words, tams.until_on,
    )  # fmt: skip
    assert shown(kit) == []
    assert lines.how_many_ask(kit, now=NOON) == 0
    assert lines.how_many_ask(tam, now=NOON) == 1


def test_a20_nor_is_it_reached_among_three(scene, wren, kit, tam):
    block_a_name(kit, group_id=scene.tuesday.pk, name="Wren", now=NOON)

    ask(wren, scene, "Tam", "Kit")

    assert shown(kit) == []
    assert not say(tam)
    assert [one.state for one in (*shown(wren), *shown(tam))] == ["waits", "waits"]


@pytest.mark.parametrize("who", ["Kit", "Tam"])
def test_a20_a_third_does_not_bring_two_together_of_whom_one_put_the_other_away(
    who, scene, wren, kit, tam
):
    first, name = (kit, "Tam") if who == "Kit" else (tam, "Kit")
    block_a_name(first, group_id=scene.tuesday.pk, name=name, now=NOON)

    ask(wren, scene, "Tam", "Kit")

    assert shown(kit) == shown(tam) == []
    (waits,) = shown(wren)
    assert (waits.state, [one.name for one in waits.others]) == (
        "waits", ["Tam", "Kit"],
    )  # fmt: skip


def test_putting_a_name_away_lets_the_line_go_without_a_word(scene, wren, kit, line):
    ask(kit, scene, "Wren")

    block_a_name(kit, group_id=scene.tuesday.pk, name="Wren", now=NOON)

    with pytest.raises(NotFound):
        rosters.sitting(kit, line.public_id)
    (open_one,) = [one for one in shown(wren) if one.state == "open"]
    assert open_one.others[0].name == "Kit"
    assert rosters.sitting(wren, line.public_id).circle_id == line.public_id


def test_let_go_the_other_sees_what_they_saw(scene, wren, kit, line):
    before = shown(wren)
    member = b"k" * 16
    for actor in (wren, kit):
        lines.sit(
            actor,
            circle_id=line.public_id,
            member_id=member if actor is kit else b"w" * 16,
            now=NOON,
        )
    Seat.objects.update(from_seq=0)

    lines.let_go(kit, circle_id=line.public_id, now=NOON)

    assert shown(wren) == before
    assert shown(kit) == []
    assert door.at_the_door(wren, circle_id=line.public_id).gone == ()
    with pytest.raises(NotFound):
        rosters.sitting(kit, line.public_id)
    with pytest.raises(NotFound):
        lines.let_go(kit, circle_id=line.public_id, now=NOON)


def test_what_was_asked_can_be_taken_back(scene, wren, kit):
    ask(wren, scene, "Kit")

    lines.let_go(wren, circle_id=shown(wren)[0].circle_id, now=NOON)

    assert shown(wren) == shown(kit) == []
    assert lines.how_many_ask(kit, now=NOON) == 0
    assert Line.objects.get().words == ""
    keep_the_lines(now=NOON + 15 * DAY)
    assert Circle.objects.count() == 0


def test_taken_back_it_still_counts_until_its_day(scene, wren, kit, tam):
    ivy = seat(scene, "Ivy")
    for name in ("Kit", "Tam", "Ivy"):
        ask(wren, scene, name)
        (one,) = shown(wren)
        lines.let_go(wren, circle_id=one.circle_id, now=NOON)
        with pytest.raises(NotFound):
            lines.let_go(wren, circle_id=one.circle_id, now=NOON)
        if name == "Kit":
            with pytest.raises(CannotAsk, match="asked them already"):
                ask(wren, scene, "Kit")

    with pytest.raises(CannotAsk, match="asked a few"):
        ask(wren, scene, "Kit")
    assert shown(kit) == shown(tam) == shown(ivy) == []

    keep_the_lines(now=NOON + 15 * DAY)
    ask(wren, scene, "Kit", now=NOON + 15 * DAY)
    assert len(shown(kit, NOON + 15 * DAY)) == 1


def test_taken_back_a_yes_opens_nothing(scene, wren, kit, tam):
    ask(wren, scene, "Kit", "Tam")
    say(kit)
    (one,) = shown(wren)

    lines.let_go(wren, circle_id=one.circle_id, now=NOON)

    with pytest.raises(NotFound):
        lines.answer(tam, circle_id=one.circle_id, yes=True, hours=Hours(), now=NOON)
    assert shown(kit) == shown(tam) == []


def test_putting_the_name_away_that_was_asked_does_not_let_them_ask_anew(
    scene, wren, kit
):
    ask(wren, scene, "Kit")

    block_a_name(wren, group_id=scene.tuesday.pk, name="Kit", now=NOON)
    keep_the_lines(now=NOON)

    assert shown(wren) == shown(kit) == []
    with pytest.raises(CannotAsk, match="asked them already"):
        ask(wren, scene, "Kit")


@pytest.mark.parametrize(
    "name", ["fern", "otto", "olu", "sol", "hal", "eve", "amira", "outsider"]
)
def test_a6_no_role_of_the_house_reaches_a_line(request, name, line):
    actor = request.getfixturevalue(name)

    for reach in (
        lambda: rosters.sitting(actor, line.public_id),
        lambda: lines.of_mine(actor, circle_id=line.public_id, now=NOON),
        lambda: lines.sit(
            actor, circle_id=line.public_id, member_id=b"k" * 16, now=NOON
        ),
        lambda: rosters.sit(
            actor, circle_id=line.public_id, member_id=b"k" * 16, now=NOON
        ),
        lambda: founding.end(actor, circle_id=line.public_id, now=NOON),
        lambda: founding.lay_keys(
            actor,
            circle_id=line.public_id,
            group_info=b"x",
            audit=audited(line, 0),
            now=NOON,
        ),
    ):
        with pytest.raises(NotFound):
            reach()
    assert rosters.sittings(actor) == []


def test_neither_side_says_for_both_how_long_words_last(wren, kit, line):
    for actor in (wren, kit):
        with pytest.raises(NotFound):
            founding.change_lifetime(actor, circle_id=line.public_id, days=180)
        with pytest.raises(NotFound):
            founding.end(actor, circle_id=line.public_id, now=NOON)

    line.refresh_from_db()
    assert (line.lifetime_days, line.ended_on) == (30, None)


def test_a_ticket_covers_my_line_and_the_keys_begin_with_whoever_looks_first(
    wren, kit, line
):
    lines.sit(wren, circle_id=line.public_id, member_id=b"w" * 16, now=NOON)
    mine = seats.mine(wren.person_id, circle=line)

    founding.lay_keys(
        wren,
        circle_id=line.public_id,
        group_info=b"keys",
        audit=audited(line, 0, mine),
        now=NOON,
    )

    assert tickets.draw(wren, session_key="s", now=NOON)
    assert rosters.sitting(wren, line.public_id).is_in
    assert not rosters.sitting(kit, line.public_id).is_in
    assert GroupInfo.objects.count() == 1
    assert auditing.in_the_keys(line) == set()


def test_another_key_gets_another_seat_and_stays_in_the_line(wren, kit, line):
    first = lines.sit(wren, circle_id=line.public_id, member_id=b"w" * 16, now=NOON)
    second = lines.sit(wren, circle_id=line.public_id, member_id=b"v" * 16, now=NOON)

    assert first != second
    assert [one.state for one in shown(wren)] == ["open"]
    assert [one.others[0].name for one in shown(kit)] == ["Wren"]


def test_what_somebody_asked_who_left_since_is_gone(scene, wren, kit):
    ask(wren, scene, "Kit")
    joining.leave(wren, group_id=scene.tuesday.pk, now=NOON)

    keep_the_lines(now=NOON)

    assert shown(kit) == []
    assert Circle.objects.count() == 0


def test_whoever_is_new_or_asks_too_many_waits(scene, wren, kit, tam, amira):
    ivy = seat(scene, "Ivy", days=6)

    # Whoever may not ask does not learn either which names there are.
    for name in ("Kit", "Zed"):
        with pytest.raises(CannotAsk, match="new here"):
            ask(ivy, scene, name)
    ask(ivy, scene, "Kit", now=NOON + DAY)
    ask(wren, scene, "Kit")
    for names in (("Kit",), ("Tam", "Kit")):
        with pytest.raises(CannotAsk, match="asked them already"):
            ask(wren, scene, *names)
    for name in ("Tam", "Ivy"):
        ask(wren, scene, name)
    with pytest.raises(CannotAsk, match="asked a few"):
        ask(wren, scene, "Amira")


@pytest.mark.parametrize(
    ("names", "how", "why"),
    [
        (("Zed",), {}, "Nobody in this group"), (("Wren",), {}, "not yourself"),
        (("Kit", "kit"), {}, "not yourself"), (("Kit", "Tam", "Amira"), {}, "or two"),
        ((), {}, "one person"), (("Kit",), {"words": " "}, "sentence"),
        (("Kit",), {"words": "x" * 201}, "sentence"), (("Kit",), {"weeks": 5}, "lasts"),
        (("Kit",), {"hours": Hours(9, 9)}, "when you read"),
        (("Kit",), {"hours": Hours(24, 25)}, "when you read"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_changes_nothing(
    scene, wren, kit, tam, amira, names, how, why
):
    with pytest.raises(CannotAsk, match=why):
        ask(wren, scene, *names, **how)

    assert Circle.objects.count() == 0


def test_a_name_that_is_paused_asks_nobody(scene, wren, kit):
    Protection.objects.create(kind="name", thing=str(place(wren)), since_at=NOON)

    with pytest.raises(CannotAsk, match="paused"):
        ask(wren, scene, "Kit")


def test_nobody_asks_in_a_group_they_do_not_belong_to(scene, outsider, fern, kit):
    for actor in (outsider, fern):
        with pytest.raises(NotFound):
            ask(actor, scene, "Kit")


def test_it_ends_on_its_day(wren, kit, line):
    over = NOON + timedelta(weeks=12) + DAY
    keep_the_lines(now=NOON + 30 * DAY)
    assert len(shown(wren, NOON + 30 * DAY)) == 1

    Frame.objects.create(
        circle=line,
        seq=1,
        kind=2,
        epoch=0,
        minute=minute_of(over),
        bucket=512,
        body=b"x",
    )
    keep_the_lines(now=over)

    line.refresh_from_db()
    assert line.ended_on == over.date()
    with pytest.raises(NotFound):
        rosters.sitting(wren, line.public_id)
    keep_the_lines(now=over + 31 * DAY)
    assert Circle.objects.count() == 0


def test_silent_for_two_months_it_goes_by_itself(wren, kit, line):
    Frame.objects.create(
        circle=line, seq=1, kind=2, epoch=0, minute=minute_of(NOON + 10 * DAY),
        bucket=512, body=b"x",
    )  # fmt: skip

    keep_the_lines(now=NOON + 69 * DAY)
    assert len(shown(wren, NOON + 69 * DAY)) == 1
    keep_the_lines(now=NOON + 71 * DAY)

    assert shown(wren, NOON + 71 * DAY) == []


def test_it_stays_for_sixty_silent_days_though_its_words_go_after_thirty(wren, line):
    franks.begin(now=NOON)
    word = {"circle": line, "tag": b"t" * 32, "frank": FrankingKey.objects.first()}
    for seq, (kind, day) in enumerate([(2, 0), (1, 20)], start=1):
        Frame.objects.create(
            **(word if kind == 1 else {"circle": line}), seq=seq, kind=kind, epoch=0,
            minute=minute_of(NOON + day * DAY), bucket=512, body=b"x",
        )  # fmt: skip

    for day in range(20, 81):
        keep_the_lines(now=NOON + day * DAY)
        retention.forget(now=NOON + day * DAY)
        assert len(shown(wren, NOON + day * DAY)) == 1, day
    assert not Frame.objects.filter(kind=1)
    keep_the_lines(now=NOON + 81 * DAY)

    assert shown(wren, NOON + 81 * DAY) == []


@pytest.mark.parametrize("how", ["left", "suspended"])
def test_whoever_left_the_group_or_is_suspended_has_no_seat(
    how, scene, wren, kit, line
):
    if how == "left":
        joining.leave(kit, group_id=scene.tuesday.pk, now=NOON)
    else:
        suspend(person_id=kit.person_id, now=NOON)

    keep_the_lines(now=NOON)

    with pytest.raises(NotFound):
        rosters.sitting(kit, line.public_id)
    assert [one.state for one in shown(wren)] == ["open"]


def test_a_thief_of_the_tables_learns_no_name_and_no_sentence(scene, wren, kit):
    ask(wren, scene, "Kit")
    here = str(place(wren))

    with connection.cursor() as cursor:
        for table in ("circles_line", "circles_side", "circles_seat", "circles_circle"):
            cursor.execute(f"SELECT * FROM {table}")
            said = repr(cursor.fetchall())
            assert "quellbrook" not in said
        cursor.execute("SELECT place FROM circles_side")
        assert all(here != kept and len(kept) > 30 for (kept,) in cursor.fetchall())


def test_my_lines_are_as_many_questions_for_one_as_for_five(scene, wren, kit, tam):
    ask(wren, scene, "Kit")
    with CaptureQueriesContext(connection) as one:
        shown(kit)
    for name in ("Ada", "Ben", "Cyd", "Dee"):
        ask(seat(scene, name), scene, "Kit", "Tam")

    with CaptureQueriesContext(connection) as five:
        assert len(shown(kit)) == 5

    assert len(five) == len(one) <= 4


def test_words_of_a_line_can_be_reported_and_lead_to_the_name_in_the_group(
    sol, scene, wren, kit, line
):
    lead = make_holder(sol)
    word = a_word(wren, line, "quellbrook, unkind", seq=3)

    made = report_from_a_circle.report_from_a_circle(
        kit,
        circle_id=line.public_id,
        about=word.asked.member_id,
        wish="stop",
        sealed=seal([word], report_from_a_circle.sealed_words.readers()),
        base_address="https://notices.example.org",
        now=NOON,
    )

    row = Report.objects.get(kind="circle")
    assert made.is_sealed
    assert row.group_id == scene.tuesday.pk
    assert row.concerned.get().place_id is not None
    assert lead.id
