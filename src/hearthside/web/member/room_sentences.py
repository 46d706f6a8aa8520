"""What the page of a room says, in the reader's language; the browser puts names in."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hearthside.web.member import circle_sentences


def sentences() -> dict[str, str]:
    """Return every sentence by the name the browser asks it by (frontend/circle/view/room)."""
    return circle_sentences.sentences() | _of_the_ring() | _of_the_door() | _of_words()


def _of_the_ring() -> dict[str, str]:
    return {
        "you0": _("you"),
        "seatOf": _("Seat WORD"),
        "leadsNow": _("leads now"),
        "hasPiece": _("has the piece"),
        "listens": _("just listening"),
        "handUp": _("hand up"),
        "passedWords": _("passed"),
        "hasSpoken": _("has spoken"),
        "yourTurn": _("The piece is with you."),
        "pieceWith": _("The piece is with NAME."),
        "roundOver": _("The piece is in the middle."),
        "onlyListening": _("Everybody is just listening."),
        "stage gathering": _("People are coming in."),
        "stage round": _("A round."),
        "stage talk": _("Open talk: whoever likes, writes."),
        "stage bag": _("The question bag."),
        "stage closing": _("The closing round."),
        "youLead": _("You lead now."),
        "otherLeads": _("NAME leads now. You lead with them."),
        "countOdd": _("A count is a whole number, up to 300."),
    }


def _of_the_door() -> dict[str, str]:
    return {
        "knocks holds": _("Somebody who leads tonight waits."),
        "knocks belongs": _("Somebody of the group waits."),
        "knocks new": _("Somebody new waits."),
        "somebodyWaits": _("Somebody waits at the door."),
    }


def _of_words() -> dict[str, str]:
    return {
        "notNow": _(
            "You can write when the piece is with you. Put a hand up if you would like "
            "it."
        ),
        "finding": _("One moment: this page does not know yet who sits where."),
        "movedOn": _("The piece had moved on. Your words are still here."),
        "askNothing": _("Write a question first."),
        "askFull": _("The bag is full. Keep it for when one was drawn."),
        "askLong": _("That is too long for the bag. Make it shorter."),
        "asked": _("It goes into the bag."),
        "privateTo": _("To NAME, and nobody else"),
        "privateFrom": _("NAME, to you alone"),
        "privateMine": _("You, to NAME alone"),
        "privateCame": _("A private word from NAME."),
        "line begun": _("You opened the room."),
        "line here": _("You came in."),
        "line back": _(
            "You came back in. What was said meanwhile stays with those who were there."
        ),
        "line again": _("NAME came back in."),
        "line left": _("NAME left the room."),
        "line looks after": _("NAME leads too."),
        "line no longer looks after": _("NAME no longer leads."),
    }
