"""Cleaning a text once, however often a list says it."""

from __future__ import annotations

from typing import Final

from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.texts import as_text, line

_MOST_HELD: Final = 512


class Once:
    """The texts of one list that were cleaned lately, each with what was found in it."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, int], tuple[str, Findings]] = {}

    def line(self, value: object, findings: Findings, *, most: int) -> str:
        """Return what `texts.line` does; adds to findings what it found the first time."""
        key = (as_text(value), most)
        if key not in self._held:
            if len(self._held) >= _MOST_HELD:
                self._held.clear()
            found = Findings()
            self._held[key] = (line(key[0], found, most=most), found)
        cleaned, found = self._held[key]
        findings.add(found)
        return cleaned

    def one_line(self, said: tuple[str, ...], findings: Findings, *, most: int) -> str:
        """Return what was said several times over, each thing once, on one line."""
        parts = dict.fromkeys(
            p for one in said if (p := self.line(one, findings, most=most))
        )
        text = " · ".join(parts)
        return self.line(text, findings, most=most) if len(text) > most else text
