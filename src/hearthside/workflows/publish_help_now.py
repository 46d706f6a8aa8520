"""Help now is written to disk, one page for everybody and one an area, to outlive the database."""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from hearthside.engines import opening_hours
from hearthside.notifications.help_now import (
    AreaLink,
    Elsewhere,
    HelpLine,
    HelpPage,
    Way,
    words,
)
from hearthside.organisation import countries, crisis_lines, help_files, line_marks
from hearthside.organisation.countries import Country
from hearthside.organisation.crisis_lines import Line
from hearthside.organisation.wording import Area, House, areas, the_house


class LinesAltered(Exception):
    """Something outside the house changed a crisis line, so nothing is written from them."""


def publish_help_now(folder: Path) -> int:
    """Write every page of Help now anew; return how many there are.

    folder -- made when it is not there. A page of an area that is gone is taken away. Each
    file is replaced whole, so that nobody ever reads half of one, and carries our mark.

    Raises LinesAltered: the pages that are there stay as they are.
    """
    if line_marks.altered() or not line_marks.are_whole():
        raise LinesAltered
    folder.mkdir(parents=True, exist_ok=True)
    house, known = the_house(), areas()
    pages = {help_files.FRONT: _page(house, None, known)}
    pages |= {area.slug: _page(house, area, known) for area in known}
    for name, page in pages.items():
        marked = help_files.marked(words(page).encode(), name=name)
        _replace(folder / f"{name}.html", marked)
    for old in folder.glob("*.html"):
        if old.stem not in pages:
            old.unlink()
    return len(pages)


def _page(house: House, here: Area | None, known: list[Area]) -> HelpPage:
    said = crisis_lines.lines_for(here.id if here else None)
    lines = [_line(one, house) for one in said if one.country in {"", house.country}]
    away = [one for one in said if one.country not in {"", house.country}]
    ours = countries.country(house.country)
    urgent = tuple(line for line in lines if line.is_urgent)
    others = tuple(line for line in lines if not line.is_urgent)
    return HelpPage(
        organisation=house.name,
        tab_title=house.tab_title,
        area=here.name if here else "",
        honest_hours=house.honest_hours,
        urgent=urgent or _urgent_built_in(ours),
        others=others or _others_built_in(ours),
        areas=tuple(
            AreaLink(area.name, f"/help/{area.slug}/")
            for area in known
            if here is None or area.id != here.id
        ),
        elsewhere=_elsewhere(house, away),
        anywhere=Way(str(countries.ANYWHERE.display), countries.ANYWHERE.dial),
        anywhere_words=str(countries.ANYWHERE.what),
        finder=countries.FINDER,
    )


def _line(line: Line, house: House) -> HelpLine:
    hours = opening_hours.packed(opening_hours.read(line.opens))
    return HelpLine(
        name=line.name,
        for_whom=line.for_whom,
        voice=Way(line.display, _safe(line.dial)),
        hours=line.hours,
        source=line.source,
        checked_on=line.verified_on,
        is_urgent=line.is_urgent,
        text=_way(line.text_display, line.text_dial),
        relay=_way(line.relay_display, line.relay_dial),
        sign_url=line.sign_url if line.sign_url.startswith("https://") else "",
        also=line.also,
        languages=_in_words(line.languages),
        opens=hours,
        zone=line.zone or house.zone,
    )


def _way(display: str, dial: str) -> Way | None:
    return Way(display or dial.partition(":")[2], _safe(dial)) if dial else None


def _safe(dial: str) -> str:
    return dial if dial.startswith(("tel:", "sms:")) else ""


def _in_words(codes: str) -> str:
    """Return the languages spoken there, in words; nothing where it is English alone."""
    if codes.split() in ([], ["en"]):
        return ""
    return ", ".join(_language(code) for code in codes.split())


def _language(code: str) -> str:
    if code == "bfi":
        return _("British Sign Language")
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _urgent_built_in(ours: Country | None) -> tuple[HelpLine, ...]:
    numbers = (ours.urgent, *ours.typed) if ours else (countries.ANYWHERE,)
    return tuple(_built_in(number, ours, is_urgent=True) for number in numbers)


def _others_built_in(ours: Country | None) -> tuple[HelpLine, ...]:
    if ours is None:
        return ()
    return tuple(_built_in(number, ours, is_urgent=False) for number in ours.talk)


def _built_in(
    number: countries.Number, ours: Country | None, *, is_urgent: bool
) -> HelpLine:
    return HelpLine(
        name=str(number.what),
        for_whom="",
        voice=Way(str(number.display), number.dial),
        hours=str(countries.ANY_TIME),
        source=ours.source if ours else "",
        checked_on=None,
        is_urgent=is_urgent,
    )


def _elsewhere(house: House, away: list[Line]) -> tuple[Elsewhere, ...]:
    """Return other countries: the charity's own lines for one stand first."""
    by_country: dict[str, list[HelpLine]] = {}
    for line in away:
        by_country.setdefault(line.country, []).append(_line(line, house))
    found = []
    for one in countries.others(house.country):
        ways = tuple((str(n.what), Way(str(n.display), n.dial)) for n in one.every)
        own = tuple(by_country.pop(one.code, ()))
        found.append(Elsewhere(str(one.name), ways, one.source, own))
    for code in sorted(by_country):
        found.append(Elsewhere(code, (), "", tuple(by_country[code])))
    return tuple(found)


def _replace(path: Path, text: bytes) -> None:
    half = path.with_suffix(".writing")
    with half.open("wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
