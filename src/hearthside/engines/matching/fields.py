"""One object of a JSON file, asked field by field; whatever is wrong is named."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

from hearthside.engines.strict_json import NotReadable

_CLOCK: Final = re.compile(r"(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)", re.ASCII)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\u2028\u2029]")
MOST_WORDS: Final = 200


class Fields:
    """The fields of one object. where -- how a sentence calls it."""

    def __init__(self, found: Any, where: str) -> None:
        if not isinstance(found, dict):
            raise NotReadable(f"{where} must be an object with names and values.")
        self.where = where
        self._found: dict[str, Any] = found
        self._asked: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return self._found.get(name) is not None

    def _take(self, name: str) -> Any:
        self._asked.add(name)
        return self._found.get(name)

    def number(self, name: str, *, least: float, most: float) -> float | None:
        """Return a number, or None where nothing is said."""
        found = self._take(name)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise NotReadable(f'{self.where}: "{name}" must be a number.')
        if not least <= found <= most:
            raise NotReadable(
                f'{self.where}: "{name}" must be from {least:g} to {most:g}.'
            )
        return float(found)

    def text(self, name: str, *, most: int, otherwise: str | None = None) -> str:
        """Return one line of text; it must be there unless `otherwise` is given."""
        found = self._take(name)
        if found is None and otherwise is not None:
            return otherwise
        if not isinstance(found, str) or not found.strip():
            raise NotReadable(f'{self.where}: "{name}" must be a text.')
        if len(found) > most:
            raise NotReadable(f'{self.where}: "{name}" is longer than {most}.')
        if _CONTROL.search(found):
            raise NotReadable(f'{self.where}: "{name}" has letters that are none.')
        return found

    def yes_or_no(self, name: str, *, otherwise: bool) -> bool:
        """Return true or false."""
        found = self._take(name)
        if found is None:
            return otherwise
        if not isinstance(found, bool):
            raise NotReadable(f'{self.where}: "{name}" must be true or false.')
        return found

    def words(self, name: str, known: Collection[str]) -> frozenset[str]:
        """Return words of a closed list; none where nothing is said."""
        found = self._take(name)
        if found is None:
            return frozenset()
        if not isinstance(found, list) or len(found) > MOST_WORDS:
            raise NotReadable(f'{self.where}: "{name}" must be a list of words.')
        for word in found:
            if not isinstance(word, str) or word not in known:
                said = str(word)[:40]
                raise NotReadable(
                    f'{self.where}: "{name}" does not know {said!r}. '
                    f"It knows {', '.join(known)}."
                )
        return frozenset(found)

    def clock(self, name: str) -> int | None:
        """Return a time of day such as "19:30" in minutes after midnight."""
        found = self._take(name)
        if found is None:
            return None
        hit = _CLOCK.fullmatch(found) if isinstance(found, str) else None
        if hit is None:
            raise NotReadable(f'{self.where}: "{name}" must be a time such as "19:30".')
        return int(hit[1]) * 60 + int(hit[2]) if hit[1] else 24 * 60

    def inside(self, name: str) -> Fields | None:
        """Return the object under this name, or None where nothing is said."""
        found = self._take(name)
        return None if found is None else Fields(found, f"{self.where}, {name}")

    def many(self, name: str, *, most: int) -> list[Fields]:
        """Return the objects in the list under this name."""
        found = self._take(name)
        if found is None:
            return []
        if not isinstance(found, list) or len(found) > most:
            raise NotReadable(
                f'{self.where}: "{name}" must be a list of at most {most}.'
            )
        return [
            Fields(one, f"{self.where}, {name} {number}")
            for number, one in enumerate(found, 1)
        ]

    def nothing_else(self) -> None:
        """Refuse names nobody asked for: a need that is misspelt would be broken."""
        if unknown := sorted(set(self._found) - self._asked):
            raise NotReadable(
                f'{self.where} has "{unknown[0][:40]}", which we do not know.'
            )
