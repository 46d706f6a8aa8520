"""The cards of a plan: what each is called and what it asks, on the screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Card:
    """One card. name -- as frontend/plan/state/plan.ts calls it."""

    name: str
    head: str
    hint: str


@dataclass(frozen=True, slots=True)
class Part:
    """Some cards that belong together, and the sentence above them."""

    name: str
    head: str
    lead: str
    cards: tuple[Card, ...]


def parts() -> tuple[Part, ...]:
    """Return both halves: for every day, and for the hardest moments.

    Source of the second: Stanley & Brown (2012), Safety Planning Intervention, and Beyond
    Now (Lifeline Australia), in our own words.
    """
    return (
        Part(
            "days",
            _("For every day"),
            _("Fill in what you like, in any order. A few words are enough."),
            (
                Card(
                    "well",
                    _("What keeps me well"),
                    _("Sleep, walking, music, somebody you see on Sundays."),
                ),
                Card(
                    "signs",
                    _("Early signs that it gets harder"),
                    _("Things you or others notice first: I stop answering messages."),
                ),
                Card(
                    "helps",
                    _("What helps me then"),
                    _("What has helped before, even a little."),
                ),
                Card(
                    "who",
                    _("Who I can call"),
                    _("Names and numbers. They are told nothing by us."),
                ),
            ),
        ),
        Part(
            "hard",
            _("For the hardest moments"),
            _(
                "A safety plan, for times when you think about suicide or cannot keep "
                "yourself safe. It helps to write it on a calmer day, alone or with "
                "somebody you trust. Every card can stay empty."
            ),
            (
                Card(
                    "warning",
                    _("How I know that it is starting"),
                    _("Thoughts, feelings, places or times of day."),
                ),
                Card(
                    "alone",
                    _("Things I can do by myself"),
                    _("Something that takes your mind off it for a while."),
                ),
                Card(
                    "places",
                    _("People and places that take my mind off it"),
                    _("You need not tell them why you came."),
                ),
                Card(
                    "ask",
                    _("People I can ask for help"),
                    _("Whom you could tell how bad it is. Name and number."),
                ),
                Card(
                    "professionals",
                    _("Professionals and helplines"),
                    _("Your doctor, your team. Helplines are here already."),
                ),
                Card(
                    "safer",
                    _("Making things around me safer"),
                    _("What could be put away, and who could keep it for you."),
                ),
                Card(
                    "reasons",
                    _("What I want to be here for"),
                    _("People, animals, plans, small things. There may be none today."),
                ),
            ),
        ),
    )
