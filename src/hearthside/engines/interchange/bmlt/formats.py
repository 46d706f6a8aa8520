"""The formats of BMLT meetings: short codes each server may name as it likes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearthside.engines.interchange.texts import as_text

# By the code all servers share (worldid_mixed) and by the key most of them use, the types
# our rows are read from. "" is known, and nothing we say of a group.
_BY_WORLD_CODE: Final = {
    "BEG": "newcomers", "BT": "reading", "CLOSED": "closed", "OPEN": "open", "CAN": "",
    "DISC": "discussion", "GL": "lgbtq", "IP": "reading", "IW": "reading",
    "JFT": "reading", "M": "men", "W": "women", "VAR": "", "SPK": "speaker",
    "SWG": "reading", "STEP": "reading", "TOP": "discussion", "TRAD": "reading",
    "WCHR": "wheelchair", "Y": "young people", "LIT": "reading", "QA": "discussion",
    "MED": "meditation", "RA": "", "CW": "children welcome", "CPT": "reading",
    "LC": "reading", "VM": "online", "HYBR": "hybrid", "TC": "tc", "SMOK": "", "NS": "",
}  # fmt: skip
_BY_KEY: Final = {
    "B": "newcomers", "BT": "reading", "C": "closed", "O": "open", "CL": "",
    "D": "discussion", "GL": "lgbtq", "IP": "reading", "IW": "reading",
    "JT": "reading", "M": "men", "W": "women", "RF": "", "SD": "speaker",
    "So": "speaker", "SG": "reading", "St": "reading", "To": "discussion",
    "Tr": "reading", "TW": "reading", "WC": "wheelchair", "YP": "young people",
    "BK": "reading", "QA": "discussion", "AB": "discussion", "ME": "meditation",
    "CW": "children welcome", "CS": "children welcome", "CP": "reading",
    "LC": "reading", "SL": "asl", "ES": "spanish", "ENG": "english", "FIN": "finnish",
    "PER": "persian", "WEB": "online", "VM": "online", "HY": "hybrid", "TC": "tc",
    "BL": "", "CH": "", "IL": "", "NC": "", "NS": "", "OE": "", "Pi": "", "Rr": "",
    "SC": "", "Ti": "", "FD": "", "RA": "", "ID": "", "Ag": "",
}  # fmt: skip
# What somebody should know before they set out, and no word of ours says.
_REMARKS: Final = {
    "CH": "Closed on public holidays.",
    "NC": "Please do not bring children.",
    "RA": "The building limits who may come in. Ask before you go.",
    "ID": "Bring something that shows who you are: the building asks for it.",
    "SC": "There are cameras in the building.",
    "BL": "Held in two languages.",
    "OE": "It goes on until everybody has had a turn.",
}


@dataclass(frozen=True, slots=True)
class Formats:
    """What a server says its codes mean: the shared code, and the name, of each key."""

    shared: dict[str, str]
    names: dict[str, str]

    def types(self, codes: list[str], *, language: str) -> list[str]:
        """Return the types of a meeting, in words our rows are read from.

        language -- of the meeting, as the server has it; English says nothing, because
        servers put it on every row.
        """
        found = [self._type(code.strip()) for code in codes]
        if language and not language.lower().startswith("en"):
            found.append(language[:2])
        return [each for each in found if each]

    def remarks(self, codes: list[str]) -> list[str]:
        """Return sentences somebody should read before they set out."""
        return [_REMARKS[code.strip()] for code in codes if code.strip() in _REMARKS]

    def _type(self, code: str) -> str:
        shared = self.shared.get(code, "")
        if shared in _BY_WORLD_CODE:
            return _BY_WORLD_CODE[shared]
        # A server that names its codes is believed before the usual meaning of a key.
        return _BY_KEY.get(code, self.names.get(code, code))


def formats_of(given: object) -> Formats:
    """Return the formats a server sent, or none: keys then mean what they usually do."""
    rows = (
        [row for row in given if isinstance(row, dict)]
        if isinstance(given, list)
        else []
    )
    keys = [(as_text(row.get("key_string")).strip(), row) for row in rows]
    return Formats(
        {
            key: as_text(row.get("worldid_mixed") or row.get("world_id"))
            for key, row in keys
        },
        {key: as_text(row.get("name_string")) for key, row in keys},
    )
