"""The six questions of Help me choose: each may be skipped, each says why it is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hearthside.engines import words
from hearthside.engines.matching.facts import WAYS
from hearthside.organisation.wording import House
from hearthside.web.public.choose_answers import WHO, WISH, Answers
from hearthside.web.public.find_form import DAYS, FIRST_LANGUAGES, PARTS, Choice
from hearthside.web.public.find_form import Question as Select
from hearthside.web.public.wishes import REACHES


@dataclass(frozen=True, slots=True)
class Chips:
    """Answers of which several may be ticked. label -- empty when the question says it."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its answers.

    why -- the reason it is asked. asks_place -- with a field for where they set out from.
    """

    number: int
    words: str
    why: str
    chips: tuple[Chips, ...]
    selects: tuple[Select, ...] = ()
    asks_place: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is shown unfolded: the first, and whatever was ticked."""
        ticked = any(choice.is_chosen for one in self.chips for choice in one.choices)
        return self.number == 1 or ticked


def questions(answers: Answers, *, house: House) -> tuple[Asked, ...]:
    """Return the questions, as far as they are answered."""
    return (
        Asked(
            1,
            _("Where would you like to meet?"),
            _("So that we name only groups you can get to, or join from home."),
            (
                _chips(
                    "way", "", {way: words.ATTENDANCE[way] for way in WAYS}, answers.way
                ),
            ),
            (_reach(answers.reach, miles=house.miles),),
            asks_place=True,
        ),
        Asked(
            2,
            _("When could you come?"),
            _("Some groups meet in the daytime. Skip it if any time will do."),
            (
                _chips("day", _("Days"), _days(), answers.day),
                _chips("part", _("Times of day"), _parts(), answers.part),
            ),
        ),
        Asked(
            3,
            _("What do you need, to take part?"),
            _("Only groups that say they have all of it are named."),
            (_chips("access", "", words.ACCESS, answers.access),),
            (_language(answers.language),),
        ),
        Asked(
            4,
            _("What would you like to talk about?"),
            _(
                "Groups that say they are for this come first. Groups about other "
                "things are left out."
            ),
            (_chips("about", "", words.TOPICS, answers.about),),
        ),
        Asked(
            5,
            _("Which of these are you?"),
            _(
                "Some groups are only for some people. Tick what you want to be "
                "counted as. If you skip it, we leave those groups out."
            ),
            (_chips("who", "", _who(), answers.who),),
        ),
        Asked(
            6,
            _("What would make the first time easier?"),
            _(
                "Groups that say so come sooner in the list. Nothing is ruled out by it."
            ),
            (
                _chips(
                    "wish", "", {word: words.SAID[word] for word in WISH}, answers.wish
                ),
            ),
        ),
    )


def _chips(
    name: str, label: str, known: Mapping[str, str], chosen: Collection[str]
) -> Chips:
    choices = (Choice(value, _(said), value in chosen) for value, said in known.items())
    return Chips(name, label, tuple(choices))


def _days() -> dict[str, str]:
    return {str(number): str(day) for number, day in enumerate(DAYS)}


def _parts() -> dict[str, str]:
    return {part: str(said) for part, said in PARTS.items()}


def _who() -> dict[str, str]:
    said = {word: words.WHO_FOR[word] for word in WHO}
    # Said by the person here, not by the group.
    return said | {
        "own_experience": _("I live with it myself"),
        "carers": _("I come for somebody close to me"),
    }


def _reach(chosen: str, *, miles: bool) -> Select:
    far = _("Within %(number)s miles") if miles else _("Within %(number)s km")
    return Select(
        "reach",
        _("How far"),
        tuple(
            Choice(
                reach,
                _("Any distance") if reach == "any" else far % {"number": reach},
                reach == chosen,
            )
            for reach in REACHES
        ),
    )


def _language(chosen: str) -> Select:
    others = sorted(
        (code for code in words.LANGUAGES if code not in FIRST_LANGUAGES),
        key=lambda code: words.LANGUAGES[code],
    )
    return Select(
        "language",
        _("In which language"),
        (
            Choice("", _("Any"), not chosen),
            *(
                Choice(code, _(words.LANGUAGES[code]), code == chosen)
                for code in (*FIRST_LANGUAGES, *others)
            ),
        ),
    )
