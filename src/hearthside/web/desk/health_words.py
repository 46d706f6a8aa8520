"""What a light says of a group: the words first, how it was worked out, one kind sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hearthside.engines.disclosure import FEWEST
from hearthside.engines.group_health import About, Light, Says

# One line of a list holds two; the page of the group has them all.
MOST_IN_A_LINE: Final = 2

_NUMBERS: Final = (
    gettext_lazy("none"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
    gettext_lazy("thirteen"),
)
_TOPICS: Final = {
    About.NEW_FACES: gettext_lazy("New faces"),
    About.COMING_BACK: gettext_lazy("Coming back"),
    About.CALLED_OFF: gettext_lazy("Called off"),
    About.TWO_THERE: gettext_lazy("Two at each evening"),
    About.SHARED: gettext_lazy("Sharing the lead"),
}
_WORDS: Final = {
    Says.OFTEN: gettext_lazy("New faces are here often"),
    Says.SELDOM: gettext_lazy("New faces are here seldom"),
    Says.MOST_BEFORE: gettext_lazy("Most who come have been before"),
    Says.SOME_AGAIN: gettext_lazy("Some come again, some come once"),
    Says.MANY_ONCE: gettext_lazy("Many come once"),
    Says.NONE_OFF: gettext_lazy("No evening was called off"),
    Says.ALWAYS_TWO: gettext_lazy("Two were down for every evening"),
    Says.BY_MANY: gettext_lazy("Leading is shared"),
    Says.BY_A_FEW: gettext_lazy("A few lead most evenings"),
    Says.TOO_FEW: gettext_lazy("Too few evenings to say"),
    Says.UNSURE: gettext_lazy("These sums do not tell"),
}
_TO_DO: Final = {
    Says.OFTEN: gettext_lazy(
        "Ask whoever greets if they have time to sit with somebody new."
    ),
    Says.SELDOM: gettext_lazy(
        "That may be just right for a group that is full. If there are free seats, its "
        "poster can go up where people wait: a surgery, a library, a shop."
    ),
    Says.MOST_BEFORE: gettext_lazy(
        "People know each other here. Somebody new may need a word at the door."
    ),
    Says.SOME_AGAIN: gettext_lazy("Nothing to do. Some people need one evening."),
    Says.MANY_ONCE: gettext_lazy(
        "Once can be enough. Ask those who lead how a first evening goes, who says hello, "
        "and what would help them."
    ),
    Says.NONE_OFF: gettext_lazy("Whoever sets out finds a light on. Nothing to do."),
    Says.FEW_OFF: gettext_lazy("That happens. Nothing to do."),
    Says.MANY_OFF: gettext_lazy(
        "Ask those who lead what would make it easier: somebody from a group nearby who "
        "steps in, or fewer dates that all are kept."
    ),
    Says.ALWAYS_TWO: gettext_lazy("Nobody had to hold an evening alone."),
    Says.MOSTLY_TWO: gettext_lazy("Now and then one is missing. Nothing to do."),
    Says.OFTEN_ONE: gettext_lazy(
        "Nobody should hold evenings alone for long. A group nearby may lend somebody, "
        "and whoever shadows may be ready to lead."
    ),
    Says.BY_MANY: gettext_lazy("If somebody needs a rest, others know how it is done."),
    Says.BY_A_FEW: gettext_lazy(
        "It works. One more who can lead would let the others rest."
    ),
    Says.BY_THE_SAME: gettext_lazy(
        "Thank them, and ask what would make it lighter. Somebody else may want to "
        "shadow an evening and lead one later."
    ),
    Says.TOO_FEW: gettext_lazy("Nothing to do. Look again in some months."),
    Says.UNSURE: gettext_lazy("Those who lead know more than sums do. Ask them."),
}


def topic(light: Light) -> str:
    """Return what this light looks at."""
    return str(_TOPICS[light.about])


def words(light: Light) -> str:
    """Return what this light says, as one sentence without a full stop."""
    parts = {"part": number(light.part), "of": number(light.of)}
    if light.says in {Says.FEW_OFF, Says.MANY_OFF}:
        said = ngettext(
            "%(part)s of %(of)s evenings was called off",
            "%(part)s of %(of)s evenings were called off",
            light.part,
        )
        return capfirst(said % parts)
    if light.says is Says.MOSTLY_TWO:
        return _("Two were down for %(part)s of %(of)s evenings") % parts
    if light.says is Says.OFTEN_ONE:
        parts["part"] = number(light.of - light.part)
        return _("One alone was down for %(part)s of %(of)s evenings") % parts
    if light.says is Says.BY_THE_SAME:
        return _("The same one or two people held %(part)s of %(of)s evenings") % parts
    return str(_WORDS[light.says])


def how(light: Light) -> str:
    """Return how this light was worked out."""
    if light.says is Says.TOO_FEW:
        return _few(light.about)
    parts = {"part": light.part, "of": light.of}
    if light.about is About.NEW_FACES:
        return _new_faces(light.says) % parts
    if light.about is About.COMING_BACK:
        return _coming_back(light.says) % parts
    if light.says is Says.NONE_OFF:
        return _("All of the last %(of)d dates were on.") % parts
    if light.about is About.CALLED_OFF:
        return _("Of the last %(of)d dates, %(part)d were called off.") % parts
    if light.about is About.TWO_THERE:
        said = _(
            "The rota had two or more down to lead at %(part)d of %(of)d evenings."
        )
    elif light.says is Says.BY_THE_SAME:
        said = _(
            "One or two people held %(part)d of %(of)d evenings with nobody else. Who they "
            "are is not looked at."
        )
    else:
        said = _(
            "No two people held more than %(part)d of %(of)d evenings between them. "
            "Who they are is not looked at."
        )
    return " ".join(filter(None, (said % parts, _left_out(light.left_out))))


def what_to_do(light: Light) -> str:
    """Return one kind sentence or two: what to do about it."""
    return str(_TO_DO[light.says])


def line(lights: Sequence[Light]) -> str:
    """Return what a list of groups says of one of them: a sentence, two at the most."""
    worth_a_look = [f"{words(one)}." for one in lights if one.is_worth_a_look]
    if worth_a_look:
        return " ".join(worth_a_look[:MOST_IN_A_LINE])
    if any(one.says_something for one in lights):
        return _("Nothing stands out.")
    return f"{_WORDS[Says.TOO_FEW]}."


def number(number: int) -> str:
    """Return a small number as a word, and a larger one in digits."""
    return str(_NUMBERS[number]) if number < len(_NUMBERS) else str(number)


def _few(about: About) -> str:
    if about in {About.NEW_FACES, About.COMING_BACK}:
        said = _(
            "Fewer than %(fewest)d evenings were counted in quarters that are over."
        )
    elif about is About.CALLED_OFF:
        said = _("Fewer than %(fewest)d dates are over.")
    else:
        said = _("Fewer than %(fewest)d evenings had somebody down to lead.")
    return said % {"fewest": FEWEST}


def _new_faces(says: Says) -> str:
    if says is Says.OFTEN:
        return _(
            "Over %(of)d evenings that were counted there was at least one first visit "
            "for every two evenings."
        )
    if says is Says.SELDOM:
        return _(
            "Over %(of)d evenings that were counted there was less than one first visit "
            "for every two evenings."
        )
    return _unsure()


def _coming_back(says: Says) -> str:
    if says is Says.MOST_BEFORE:
        return _(
            "Over %(of)d evenings that were counted there were at least three visits by "
            "people who had been before for each first visit."
        )
    if says is Says.SOME_AGAIN:
        return _(
            "Over %(of)d evenings that were counted there were one to three visits by "
            "people who had been before for each first visit."
        )
    if says is Says.MANY_ONCE:
        return _(
            "Over %(of)d evenings that were counted there were at least as many first "
            "visits as visits by people who had been before."
        )
    return _unsure()


def _unsure() -> str:
    return _(
        "The sums of %(of)d evenings are rounded, and small ones are a star. From what "
        "is left it cannot be said for sure."
    )


def _left_out(left_out: int) -> str:
    if not left_out:
        return ""
    return ngettext(
        "One evening is left out, because nobody stands on its rota.",
        "%(left_out)d evenings are left out, because nobody stands on their rota.",
        left_out,
    ) % {"left_out": left_out}
