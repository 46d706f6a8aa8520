"""Every sentence the running screen fills in by itself. Braces are filled on the phone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Said:
    """The sentences, by the names frontend/evening/view/brought.ts knows them by."""

    seat: str
    has_piece: str
    nobody_yet: str
    not_begun: str
    round_over: str
    just_listening: str
    is_out: str
    passed: str
    has_spoken: str
    start: str
    next: str
    ask_again: str
    new_round: str
    closing_round: str
    cue: str
    wants_listen: str
    wants_thoughts: str
    waits_one: str
    waits_many: str
    soon: str
    by_the_order: str
    until: str
    go_to: str
    last_part: str
    circle: str
    you_are_many: str
    move_to: str
    is_back: str
    taken_away: str
    all_taken: str
    bag_state: str
    bag_full: str
    bag_empty: str
    question_in: str
    no_signal: str
    to_tell: str
    not_signed_in: str
    ready: str
    not_ready: str
    cannot_keep: str
    no_key: str
    dense: str
    not_opened_here: str
    bad_picture: str
    gone_people: str
    gone_questions: str
    gone_page: str
    still_people: str
    looking: str
    still_page: str
    sums_left: str
    sums_told: str
    checked_out: str


def said() -> Said:
    """Return the sentences in the language of this request."""
    return Said(
        seat=_("Seat {number}"),
        has_piece=_("has the piece"),
        nobody_yet=_("Nobody sits here yet"),
        not_begun=_("The round has not begun"),
        round_over=_("Everybody has been asked"),
        just_listening=_("just listening"),
        is_out=_("outside"),
        passed=_("passed"),
        has_spoken=_("has spoken"),
        start=_("Start the round"),
        next=_("Next"),
        ask_again=_("Ask who passed"),
        new_round=_("A new round"),
        closing_round=_("Closing round"),
        cue=_("Would you like us to just listen, or would thoughts help?"),
        wants_listen=_("{name} would like us to just listen."),
        wants_thoughts=_("{name} would like to hear thoughts."),
        waits_one=_("Not yet heard from: one seat."),
        waits_many=_("Not yet heard from: {count} seats."),
        soon=_("About five minutes left for this part."),
        by_the_order=_("By the order, {title} comes now. Take the time you need."),
        until=_("Until {time}"),
        go_to=_("Next: {title}"),
        last_part=_("This is the last part"),
        circle=_("Circle {number}"),
        you_are_many=_("You are {count}. In smaller circles everybody is heard."),
        move_to=_("Move to circle {number}"),
        is_back=_("{name} is back"),
        taken_away=_("{name} is taken away."),
        all_taken=_("All {count} seats are taken. This screen has no more."),
        bag_state=_("In the bag: {waiting}. Drawn: {drawn}."),
        bag_full=_("The bag is full. Draw some, and lay them aside."),
        bag_empty=_("The bag is empty. Anybody may put a question in, without a name."),
        question_in=_("It is in the bag."),
        no_signal=_("No signal. All is kept here, and told later."),
        to_tell=_("Telling the server."),
        not_signed_in=_("You are signed out. Sign in again when you can."),
        ready=_("This phone is ready. It needs no signal until you close."),
        not_ready=_("Not ready yet. Without signal this page would not open."),
        cannot_keep=_(
            "This phone cannot keep the evening: its storage is full or switched off. "
            "Leave this page open, and have the paper beside you."
        ),
        no_key=_(
            "The picture needs signal once after opening, and there was none. Hand over "
            "this phone itself, or let the other phone take over with empty hands."
        ),
        dense=_("There is much in it. Hold the phones close, and keep still."),
        not_opened_here=_(
            "This phone needs signal once to open the picture. It waits for it."
        ),
        bad_picture=_(
            "That picture does not open tonight. Ask for a new one on the other phone."
        ),
        gone_people=_("Names, seats and turns: gone."),
        gone_questions=_("Questions: gone."),
        still_people=_(
            "Names may still lie sealed on this phone: its storage did not answer. Delete "
            "the data of this site in the settings of your browser."
        ),
        looking=_("Looking on this phone."),
        gone_page=_("The page kept for the hall: gone."),
        still_page=_("The page kept for the hall: goes when the sums are told."),
        sums_left=_("The three sums: still here, until there is signal."),
        sums_told=_("The three sums: told to the server, gone here."),
        checked_out=_("You are checked out. Get home well."),
    )
