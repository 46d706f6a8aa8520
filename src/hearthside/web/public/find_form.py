"""The questions of the form "Where would you set out from?"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.engines import words
from hearthside.groups.finding import AT_HOME
from hearthside.organisation.wording import House
from hearthside.web.public.wishes import REACHES, Asked, mark

DAYS: Final = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
PARTS: Final = {
    "morning": gettext_lazy("Morning"),
    "afternoon": gettext_lazy("Afternoon"),
    "evening": gettext_lazy("Evening"),
    "night": gettext_lazy("Night"),
}
# Languages our part of the world asks for first; the others follow by name.
FIRST_LANGUAGES: Final = ("en", "cy", "sgn-gb")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer a question knows."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers; the first means "any"."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FindForm:
    """Everything the form may show.

    latitude, longitude -- what the device said, two decimals, or empty.
    more -- the questions folded away. access -- of these several may be ticked.
    """

    place: str
    latitude: str
    longitude: str
    reach: Question
    more: tuple[Question, ...]
    access: Question
    newcomers: bool
    is_open: bool


def form_of(asked: Asked, *, house: House) -> FindForm:
    """Return the form as it was filled in."""
    return FindForm(
        place=asked.place,
        latitude=f"{asked.point.latitude:.2f}" if asked.point else "",
        longitude=f"{asked.point.longitude:.2f}" if asked.point else "",
        reach=_reach(asked.reach, miles=house.miles),
        more=(
            _days(asked.day),
            _question("part", _("Time of day"), _("Any time"), PARTS, asked.part),
            _question("how", _("How"), _("Any way"), _ways(), asked.how),
            _marked("topic", _("About"), _("Anything"), words.TOPICS, asked.topic),
            _marked("who", _("Who it is for"), _("Anybody"), words.WHO_FOR, asked.who),
            _marked("language", _("Language"), _("Any"), _languages(), asked.language),
        ),
        access=Question(
            "said",
            _("It has to have"),
            tuple(
                Choice(mark(word), _(label), word in asked.access)
                for word, label in words.ACCESS.items()
            ),
        ),
        newcomers=asked.newcomers,
        is_open=asked.asks_for_more,
    )


def _reach(chosen: str, *, miles: bool) -> Question:
    far = _("Within %(number)s miles") if miles else _("Within %(number)s km")
    return Question(
        "reach",
        _("How far"),
        tuple(
            Choice(
                reach,
                far % {"number": reach} if reach != "any" else _("Any distance"),
                reach == chosen,
            )
            for reach in REACHES
        ),
    )


def _days(chosen: str) -> Question:
    days = {str(number): str(day) for number, day in enumerate(DAYS)}
    return _question("day", _("Day"), _("Any day"), days, chosen)


def _question(
    name: str, label: str, anything: str, known: Mapping[str, object], chosen: str
) -> Question:
    answers = (
        Choice(value, _(str(said)), value == chosen) for value, said in known.items()
    )
    return Question(name, label, (Choice("", anything, not chosen), *answers))


def _marked(
    name: str, label: str, anything: str, known: Mapping[str, str], chosen: str
) -> Question:
    answers = (
        Choice(mark(word), _(said), word == chosen) for word, said in known.items()
    )
    return Question(name, label, (Choice("", anything, not chosen), *answers))


def _ways() -> dict[str, str]:
    return words.ATTENDANCE | {AT_HOME: _("From home: online or by phone")}


def _languages() -> dict[str, str]:
    others = sorted(
        (code for code in words.LANGUAGES if code not in FIRST_LANGUAGES),
        key=lambda code: words.LANGUAGES[code],
    )
    return {
        f"lang:{code}": words.LANGUAGES[code] for code in (*FIRST_LANGUAGES, *others)
    }
