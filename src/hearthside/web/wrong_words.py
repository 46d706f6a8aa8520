"""What a report is about, who reads it and what came of it, in words for everybody."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.organisation.wording import House
from hearthside.safety.ladder import Rung
from hearthside.workflows.say_something_is_wrong import Desk

KIND_WORDS: Final = {
    "group": gettext_lazy("What the page of a group says"),
    "photo": gettext_lazy("The photo of the door"),
    "piece": gettext_lazy("Something people shared"),
    "agreement": gettext_lazy("What members promise one another"),
    "evening": gettext_lazy("Something at an evening"),
    "name": gettext_lazy("Somebody who comes to a group"),
    "circle": gettext_lazy("Something said in a circle"),
    "leader": gettext_lazy("Somebody who leads a group"),
    "coordinator": gettext_lazy("Somebody who coordinates"),
    "lead": gettext_lazy("Somebody who leads on safeguarding"),
    "away": gettext_lazy("Somebody who was suspended"),
    "other": gettext_lazy("Something else"),
}
WISH_WORDS: Final = {
    "look": gettext_lazy("That somebody looks at it"),
    "stop": gettext_lazy("That it stops"),
    "word": gettext_lazy("That somebody speaks with them"),
    "know": gettext_lazy("Nothing. I only want you to know"),
}
RUNG_WORDS: Final = {
    Rung.NOTE: gettext_lazy("Take note"),
    Rung.WORD: gettext_lazy("A friendly word"),
    Rung.REMINDER: gettext_lazy("A written reminder of the agreement"),
    Rung.PAUSE: gettext_lazy("A pause from the group"),
    Rung.OUT_OF_GROUP: gettext_lazy("Out of the group"),
    Rung.OUT_OF_HOUSE: gettext_lazy("Out of the house"),
}
# What whoever said it is told: that something was done, and nothing of somebody else.
OUTCOME_WORDS: Final = {
    "": gettext_lazy("We looked at it. Nothing had to be done this time."),
    Rung.NOTE: gettext_lazy("We looked at it and keep it in mind."),
    Rung.WORD: gettext_lazy(
        "We spoke with those it is about. What we said stays there."
    ),
    Rung.REMINDER: gettext_lazy(
        "We wrote to those it is about. What we wrote stays there."
    ),
    Rung.PAUSE: gettext_lazy(
        "We took a step. What it was stays with those it is about."
    ),
    Rung.OUT_OF_GROUP: gettext_lazy(
        "We took a step. What it was stays with those it is about."
    ),
    Rung.OUT_OF_HOUSE: gettext_lazy(
        "We took a step. What it was stays with those it is about."
    ),
}


def kind_words(kind: str) -> str:
    """Return what a report is about; kinds of a later room say it themselves."""
    return str(KIND_WORDS.get(kind, KIND_WORDS["other"]))


def who_reads(house: House, desk: Desk) -> str:
    """Return who reads a report: by their part in the house, never by name."""
    if desk is Desk.BOTH:
        return _(
            "It is read by those who coordinate here, or by a safeguarding lead. Nobody "
            "it may be about reads it."
        )
    if desk is Desk.LEADS:
        return _(
            "Only a safeguarding lead reads it. Nobody it may be about reads it, or sees "
            "that it is there."
        )
    if desk is Desk.HOST:
        return _(
            "It goes round everybody it may be about. It is read by the person who hosts "
            "this house, and by nobody else."
        )
    if house.second_reader:
        return _(
            "Nobody inside can read this fairly. Please turn to: %(second_reader)s"
        ) % {"second_reader": house.second_reader}
    return _(
        "Nobody inside can read this fairly, and no one outside has been named. Please "
        "tell somebody you trust. Help now lists people who listen."
    )
