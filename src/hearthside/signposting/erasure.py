"""What this room keeps of a person: nothing, neither who is listed nor who looked."""

from __future__ import annotations

from typing import Final

from hearthside.core.erasure import Keeps

KEEPS: Final = (
    Keeps("signposting.servicelist", (), None, "Whose list of services we show."),
    Keeps("signposting.service", (), None, "What an organisation offers to anybody."),
    Keeps("signposting.word", (), None, "By which words a service is found."),
    Keeps(
        "signposting.doubt",
        (),
        None,
        "That a service may no longer be right: what and on which days, never who said so.",
    ),
    Keeps("signposting.servicereading", (), None, "What was in a file of services."),
)
