"""Public ids in addresses: exactly as we made them, or there is nothing here."""

from __future__ import annotations

from hearthside.core.ids import PATTERN


class PublicId:
    """Twelve characters of our alphabet; 01, +1 and full-width digits are not ids."""

    regex = PATTERN.pattern

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
