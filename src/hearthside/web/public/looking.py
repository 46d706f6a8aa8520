"""What search and guide share: who looks, what a kind is called, and the words in an address.

Words somebody looks for say a lot about them, so no address, history or log may hold them.
A search stands in its address sealed: only this house opens it, for an hour.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor, Anybody
from hearthside.core.seal import CannotOpen, seal, unseal
from hearthside.engines.retrieval.asking import find_the_question
from hearthside.groups import joining
from hearthside.guide.cards import EVERYONE, MEMBERS
from hearthside.guide.reader import Reader
from hearthside.workflows import hidden_words

KIND_WORDS: Final = {
    "article": gettext_lazy("Library"),
    "group": gettext_lazy("Groups"),
    "question": gettext_lazy("Questions"),
    "answer": gettext_lazy("Answers"),
    "strategy": gettext_lazy("What helped somebody"),
    "story": gettext_lazy("Stories"),
    "service": gettext_lazy("Services"),
}
ONE_WORDS: Final = {
    "article": gettext_lazy("From the library"),
    "group": gettext_lazy("A group"),
    "question": gettext_lazy("Somebody asked"),
    "answer": gettext_lazy("Somebody answered"),
    "strategy": gettext_lazy("What helped somebody"),
    "story": gettext_lazy("A story"),
    "service": gettext_lazy("A service"),
}
LANGUAGE_WORDS: Final = {
    "en": gettext_lazy("English"),
    "cy": gettext_lazy("Welsh"),
    "es": gettext_lazy("Spanish"),
    "ar": gettext_lazy("Arabic"),
}
# What people look for, in letters; of more, the question in it is found.
LONGEST: Final = 300
OPENS_FOR: Final = timedelta(hours=1)
_PURPOSE: Final = "search.words"


def reader_of(
    actor: Anybody,
    *,
    kinds: Collection[str] = (),
    language: str = "",
    calm: bool = False,
) -> Reader:
    """Return what this actor may find and wants to; two queries for somebody signed in."""
    audiences = {EVERYONE}
    if isinstance(actor, Actor):
        places = joining.my_places(actor)
        audiences |= {MEMBERS, *(f"group:{one.group_public_id}" for one in places)}
    return Reader(
        frozenset(audiences),
        frozenset(kinds),
        language,
        calm=calm,
        hidden=hidden_words.public_ids(),
    )


def shortened(words: str) -> str:
    """Return words to look for: all of them, or the question that is in a long text."""
    said = " ".join(words.split())
    if len(said) <= LONGEST:
        return said
    return find_the_question(words).question[:LONGEST]


def sealed(words: str, *, now: datetime, is_danger: bool = False) -> str:
    """Return words as an address may hold them.

    is_danger -- whether all that was typed suggests danger; the words here may be a part.
    """
    until = int((now + OPENS_FOR).timestamp())
    kept = {"words": words, "until": until, "danger": is_danger}
    return seal(json.dumps(kept, ensure_ascii=False), purpose=_PURPOSE)


def opened(token: str, *, now: datetime) -> tuple[str, bool] | None:
    """Return the words of an address, and whether what was typed suggests danger.

    None when they are not ours, or an hour old.
    """
    try:
        kept = json.loads(unseal(token, purpose=_PURPOSE))
    except (CannotOpen, ValueError):
        return None
    if kept["until"] <= now.timestamp():
        return None
    return str(kept["words"]), bool(kept.get("danger"))
