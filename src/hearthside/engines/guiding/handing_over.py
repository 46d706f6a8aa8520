"""What no card answers: danger, what a doctor decides, and wanting a person."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from hearthside.engines.crisis import offers_help
from hearthside.engines.retrieval.languages import words_of

# Of a text longer than twice this, the beginning and the end are read, in letters.
READ: Final = 50_000


class Because(StrEnum):
    """Why the guide leads to people instead of answering."""

    DANGER = "danger"
    MEDICAL = "medical"
    PERSON = "person"
    UNKNOWN = "unknown"
    LANGUAGE = "language"


def why_people(question: str) -> Because | None:
    """Return why a question is for people and not for a card, or None.

    Asked before anything is looked up, always. Danger comes first; it is noticed more
    readily than in what people write to one another, because to lead to people costs
    little here. All of a hundred thousand letters is read. English alone is known. It
    misses some, as every list does.
    """
    read = question if len(question) <= 2 * READ else question[:READ] + question[-READ:]
    if offers_help(read):
        return Because.DANGER
    said = " ".join(words_of(read))
    for because in (Because.DANGER, Because.MEDICAL, Because.PERSON):
        if _rule(because).search(said):
            return because
    return None


@cache
def _rule(because: Because) -> re.Pattern[str]:
    source = files("hearthside.engines.guiding").joinpath("hand_over.json")
    rules: dict[str, list[str]] = json.loads(source.read_text(encoding="utf-8"))
    return re.compile("|".join(rf"\b(?:{one})\b" for one in rules[because]), re.ASCII)
