"""The questions of the form "What do you need?"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.engines import words
from hearthside.engines.needs import NEEDS
from hearthside.web.public.find_form import FIRST_LANGUAGES, Choice, Question
from hearthside.web.public.services_asked import ACCESS, REACHES, WHO, AskedFor
from hearthside.web.public.wishes import mark

AGES: Final = {
    "child": gettext_lazy("Under 18"),
    "young": gettext_lazy("18 to 25"),
    "adult": gettext_lazy("26 to 59"),
    "older": gettext_lazy("60 or over"),
}


@dataclass(frozen=True, slots=True)
class ServicesForm:
    """Everything the form may show.

    wrong -- a sentence about the words that were typed, or "". access -- of these several
    may be ticked. is_open -- whether the folded questions stand open.
    """

    text: str
    place: str
    wrong: str
    reach: Question
    more: tuple[Question, ...]
    access: Question
    is_free: bool
    is_open: bool


def form_of(asked: AskedFor, *, miles: bool, wrong: str = "") -> ServicesForm:
    """Return the form as it was filled in."""
    return ServicesForm(
        text=asked.text[:2000],
        place=asked.place,
        wrong=wrong,
        reach=_reach(asked.reach, miles=miles),
        more=(
            _marked("need", _("About"), _("Anything"), _needs(), asked.need),
            _question("age", _("How old you are"), _("Any age"), _ages(), asked.age),
            _marked("who", _("Who it is for"), _("Anybody"), _who(), asked.who),
            _marked("language", _("Language"), _("Any"), _languages(), asked.language),
        ),
        access=Question(
            "said",
            _("It has to have"),
            tuple(
                Choice(mark(word), _(words.ACCESS[word]), word in asked.access)
                for word in ACCESS
            ),
        ),
        is_free=asked.is_free,
        is_open=asked.asks_for_more or bool(asked.need),
    )


def _reach(chosen: str, *, miles: bool) -> Question:
    far = _("Within %(number)s miles") if miles else _("Within %(number)s km")
    choices = (
        Choice(
            reach,
            far % {"number": reach} if reach != "any" else _("Any distance"),
            reach == chosen,
        )
        for reach in REACHES
    )
    return Question("reach", _("How far"), tuple(choices))


Known = Iterable[tuple[str, str]]


def _question(
    name: str, label: str, anything: str, known: Known, chosen: str
) -> Question:
    answers = (Choice(value, said, value == chosen) for value, said in known)
    return Question(name, label, (Choice("", anything, not chosen), *answers))


def _marked(
    name: str, label: str, anything: str, known: Known, chosen: str
) -> Question:
    answers = (Choice(mark(word), said, word == chosen) for word, said in known)
    return Question(name, label, (Choice("", anything, not chosen), *answers))


def _needs() -> Known:
    return [(code, _(need.label)) for code, need in NEEDS.items()]


def _ages() -> Known:
    return [(age, str(said)) for age, said in AGES.items()]


def _who() -> Known:
    return [(code, _(words.WHO_FOR[code])) for code in WHO]


def _languages() -> Known:
    others = sorted(
        (code for code in words.LANGUAGES if code not in FIRST_LANGUAGES),
        key=lambda code: words.LANGUAGES[code],
    )
    return [(code, _(words.LANGUAGES[code])) for code in (*FIRST_LANGUAGES, *others)]
