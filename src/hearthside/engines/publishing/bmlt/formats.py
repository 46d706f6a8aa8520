"""Our words as BMLT formats: a number, a key and a name each.

Source: bmlt-enabled/bmlt-server, GetFormats; types FC1 (how it goes), FC2 (the place),
FC3 (whom and what it is for), O (open or closed), LANG, ALERT.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hearthside.engines import words
from hearthside.engines.publishing.coming_week import Row, every_week
from hearthside.engines.publishing.published import Published

from .numbers import few_number

VIRTUAL, BOTH, CLOSED_FOR_NOW, SELDOM = "VM", "HY", "TC", "not-weekly"


@dataclass(frozen=True, slots=True)
class Format:
    """One thing a meeting may say of itself.

    world_id -- the code all of BMLT shares for it; "" where there is none.
    """

    id: int
    key: str
    name: str
    kind: str
    world_id: str

    def fields(self, server: str) -> dict[str, str]:
        """Return the fields of GetFormats; server -- its address, without a slash."""
        return {
            "key_string": self.key,
            "name_string": self.name,
            "description_string": f"{self.name}.",
            "lang": "en",
            "id": str(self.id),
            "world_id": self.world_id,
            "format_type_enum": self.kind,
            "root_server_uri": server,
        }


_WORLD_IDS: Final = {
    "men": "M", "women": "W", "lgbtq": "GL", "young_adults": "Y",
    "open": "OPEN", "own_experience": "CLOSED", "step_free": "WCHR",
    "children_welcome": "CW", "newcomers": "BEG", "discussion": "DISC",
    "speaker": "SPK", "meditation": "MED",
}  # fmt: skip
_ABOUT_WHO: Final = frozenset({"open", "own_experience"})


def _made() -> Iterable[tuple[str, Format]]:
    kinds: tuple[tuple[Mapping[str, str], str], ...] = (
        (words.TOPICS, "FC3"),
        (words.WHO_FOR, "FC3"),
        (words.ACCESS, "FC2"),
        (words.MANNER, "FC1"),
    )
    for vocabulary, usual in kinds:
        for word, label in vocabulary.items():
            kind = "O" if word in _ABOUT_WHO else usual
            key = word.replace("_", "-")
            yield word, _format(word, key, label, kind, _WORLD_IDS.get(word, ""))
    for code, label in words.LANGUAGES.items():
        # By name: HY is Armenian, and what every client takes for in person and online.
        word, key = f"lang:{code}", label.lower().replace(" ", "-")
        yield word, _format(word, key, label, "LANG", "LANG")
    for key, label, kind, world_id in (
        (VIRTUAL, "Online or by phone", "FC2", "VM"),
        (BOTH, "In person and online", "FC2", "HYBR"),
        (CLOSED_FOR_NOW, "Not on in the coming week", "ALERT", "TC"),
        (SELDOM, "Not every week", "FC1", ""),
    ):
        yield key, _format(key, key, label, kind, world_id)


def _format(word: str, key: str, name: str, kind: str, world_id: str) -> Format:
    return Format(few_number("format", word), key, name, kind, world_id)


ALL: Final[dict[str, Format]] = dict(_made())


def formats_of(group: Published, row: Row) -> tuple[Format, ...]:
    """Return the formats of one weekday of a group."""
    said = [*group.said, *(f"lang:{code}" for code in group.languages)]
    if group.attendance in (words.ONLINE, words.PHONE):
        said.append(VIRTUAL)
    elif group.attendance == words.HYBRID:
        said.append(BOTH)
    if row.is_off:
        said.append(CLOSED_FOR_NOW)
    if not every_week(group.pattern):
        said.append(SELDOM)
    return tuple(ALL[word] for word in said if word in ALL)
