"""Help now is written to disk, one page for everybody and one an area, to outlive the database."""

from __future__ import annotations

import os
from pathlib import Path

from hearthside.notifications.help_now import AreaLink, HelpLine, HelpPage, words
from hearthside.organisation import crisis_lines
from hearthside.organisation.crisis_lines import Line
from hearthside.organisation.wording import Area, House, areas, the_house


def publish_help_now(folder: Path) -> int:
    """Write every page of Help now anew; return how many there are.

    folder -- made when it is not there. A page of an area that is gone is taken away. Each
    file is replaced whole, so that nobody ever reads half of one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    house, known = the_house(), areas()
    pages = {"index": _page(house, None, known)}
    pages |= {area.slug: _page(house, area, known) for area in known}
    for name, page in pages.items():
        _replace(folder / f"{name}.html", words(page))
    for old in folder.glob("*.html"):
        if old.stem not in pages:
            old.unlink()
    return len(pages)


def _page(house: House, here: Area | None, known: list[Area]) -> HelpPage:
    lines = [_line(line) for line in crisis_lines.lines_for(here.id if here else None)]
    return HelpPage(
        organisation=house.name,
        tab_title=house.tab_title,
        area=here.name if here else "",
        honest_hours=house.honest_hours,
        urgent=tuple(line for line in lines if line.is_urgent),
        others=tuple(line for line in lines if not line.is_urgent),
        areas=tuple(
            AreaLink(area.name, f"/help/{area.slug}/")
            for area in known
            if here is None or area.id != here.id
        ),
    )


def _line(line: Line) -> HelpLine:
    return HelpLine(
        name=line.name,
        for_whom=line.for_whom,
        display=line.display,
        dial=line.dial if line.dial.startswith(("tel:", "sms:")) else "",
        hours=line.hours,
        also=line.also,
        source=line.source,
        checked_on=line.verified_on,
        is_urgent=line.is_urgent,
    )


def _replace(path: Path, text: str) -> None:
    half = path.with_suffix(".writing")
    with half.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
