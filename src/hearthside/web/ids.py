"""What stands in addresses: exactly as we made it, or there is nothing here."""

from __future__ import annotations

import base64

from hearthside.core.ids import ALPHABET, PATTERN


class PublicId:
    """Twelve characters of our alphabet; 01, +1 and full-width digits are not ids."""

    regex = PATTERN.pattern

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Token:
    """A signed token of ours, such as the one in a link that stops letters."""

    regex = "[A-Za-z0-9_:-]{20,300}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class DoorPicture:
    """One of the two pictures of a door: what its pixels hash to, and which of the two."""

    regex = "[0-9a-f]{16}-(?:large|small)"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Drawn:
    """What a device drew to call a sealed picture by: 16 bytes as base64url."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> bytes:
        return base64.urlsafe_b64decode(f"{value}==")

    def to_url(self, value: bytes) -> str:
        return base64.urlsafe_b64encode(value).decode().rstrip("=")


class Written:
    """What somebody can begin to write by itself."""

    regex = "question|strategy|story"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Pieces:
    """A list of what people shared."""

    regex = "questions|strategies|stories"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Step:
    """One of the headings of a worry or a record."""

    regex = "safe-now|who-to-tell|care-for-others|care-for-you|note"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class StudyLink:
    """What leads somebody to their questions: sixteen letters of our alphabet."""

    regex = f"[{ALPHABET}]{{16}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
