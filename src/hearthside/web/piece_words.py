"""What people share, in words for everybody: kinds, notes, who may read, how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.commons.shapes import Kind, Stage, State
from hearthside.engines import words as vocabulary
from hearthside.engines.markup import as_html

KIND_WORDS: Final = {
    Kind.QUESTION: gettext_lazy("Question"),
    Kind.ANSWER: gettext_lazy("Answer"),
    Kind.STRATEGY: gettext_lazy("What helped me"),
    Kind.TRIED: gettext_lazy("How it went"),
    Kind.STORY: gettext_lazy("Story"),
}
STATE_WORDS: Final = {
    State.DRAFT: gettext_lazy("Not shown to anybody. It waits for your yes."),
    State.WAITING: gettext_lazy(
        "Waits for somebody to look. Nobody else reads it yet."
    ),
    State.HELD: gettext_lazy("Held for now. Nobody else reads it."),
    State.PUBLISHED: gettext_lazy("Shared."),
    State.DECLINED: gettext_lazy("Not shared. You can change it and send it again."),
    State.WITHDRAWN: gettext_lazy("Taken back."),
}
STANCE_WORDS: Final = {
    "lived": gettext_lazy("I have lived it"),
    "supports": gettext_lazy("I support somebody who does"),
    "training": gettext_lazy("I know it from training"),
    "worked": gettext_lazy("It worked for me"),
    "not": gettext_lazy("It was not for me"),
}
# As readers see it, of somebody else.
OF_OTHERS: Final = {
    "lived": gettext_lazy("Has lived it"),
    "supports": gettext_lazy("Supports somebody who does"),
    "training": gettext_lazy("Knows it from training"),
}
NOTE_WORDS: Final = {
    "suicide": gettext_lazy("suicide"),
    "self_harm": gettext_lazy("self-harm"),
    "death": gettext_lazy("death and loss"),
    "eating": gettext_lazy("food and weight"),
    "violence": gettext_lazy("violence or abuse"),
    "substances": gettext_lazy("drink or drugs"),
    "body": gettext_lazy("illness and operations"),
    "birth": gettext_lazy("pregnancy and babies"),
}
STAGE_WORDS: Final = {
    Stage.GROUP: gettext_lazy("One group of mine"),
    Stage.COMMONS: gettext_lazy("Everybody who signs in here"),
    Stage.PUBLIC: gettext_lazy("Anybody, also without signing in"),
    Stage.PRINT: gettext_lazy("On paper: it may be printed and handed out"),
}
PLURALS: Final = {
    "questions": Kind.QUESTION,
    "strategies": Kind.STRATEGY,
    "stories": Kind.STORY,
}
HINT_WORDS: Final = {
    "name": gettext_lazy("a name"),
    "place": gettext_lazy("a place"),
    "day": gettext_lazy("a day"),
    "work": gettext_lazy("work"),
    "number": gettext_lazy("a number or address"),
    "family": gettext_lazy("family"),
    "age": gettext_lazy("an age"),
}


def topic_words(topic: str) -> str:
    """Return what a piece is about, in the words groups use."""
    return "" if topic == "any" else _(vocabulary.TOPICS.get(topic, ""))


def notes_words(notes: Iterable[str]) -> str:
    """Return what is said before a piece is read, or nothing."""
    said = ", ".join(str(NOTE_WORDS[one]) for one in notes if one in NOTE_WORDS)
    return _("This speaks of: %(notes)s.") % {"notes": said} if said else ""


def body(words: str) -> SafeString:
    """Return somebody's words as HTML: HTML in them stays letters."""
    # The engine lets no markup of its own through; its tests hold that.
    return SafeString(as_html(words))  # nosec B703


def direction(language: str) -> str:
    """Return the direction a language is written in."""
    return "rtl" if language in {"ar", "fa", "ur", "he", "yi"} else "ltr"


def by(name_shown: str) -> str:
    """Return who a piece is by: the name for it alone, or nobody's."""
    return name_shown or _("Somebody here")
