"""What a calendar says of a group, and what it keeps to itself."""

from __future__ import annotations

from dataclasses import dataclass

from hearthside.engines.interchange.characters import safe_characters
from hearthside.engines.publishing.published import Published, PublishedDate


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of one calendar, in the language of whoever reads it.

    calendar -- its name. neutral -- the title of every date, where no group may be named
    because somebody looks over a shoulder; empty: the name of the group. called_off --
    "Called off: %(title)s". see -- what to look at before setting out. attendance -- how
    one takes part where there is no place, by the word for it.
    """

    calendar: str
    called_off: str
    see: str
    attendance: dict[str, str]
    neutral: str = ""

    @property
    def is_neutral(self) -> bool:
        return bool(self.neutral)

    def title_of(self, group: Published, dated: PublishedDate | None = None) -> str:
        """Return the title of one date, or of all of them.

        Many calendars do not show that a date is cancelled, so the title says it too.
        """
        title = self.neutral or safe_characters(group.name)
        if dated is not None and dated.is_called_off:
            return self.called_off % {"title": title}
        return title


def place_of(group: Published, saying: Saying) -> str:
    """Return where it is, on one line; for a place not told, the part of town.

    A group one joins from home says how.
    """
    parts = [group.place_name, group.address] if not group.address_withheld else []
    said = [part for part in parts if part] or [group.district]
    where = safe_characters(", ".join(part for part in said if part))
    return where or saying.attendance.get(group.attendance, "")


def describe(group: Published, saying: Saying, dated: PublishedDate | None) -> str:
    """Return what stands under the title: what is other this time, and where to look."""
    note = dated.place_note if dated is not None else ""
    about = "" if saying.is_neutral else group.one_line
    return safe_characters(
        "\n".join(part for part in (note, about, saying.see) if part)
    )
