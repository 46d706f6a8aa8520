"""My chart: what I answered over the months, for nobody but me, and what it does not say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.outcomes.charting import Line, Moved, Point
from hearthside.outcomes.instruments import CannotAsk
from hearthside.web.scores import ScorePicture, picture_of
from hearthside.workflows.see_my_chart import see_my_chart


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One row of the table behind a picture."""

    when: str
    value: str
    means: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One score over the months.

    about -- what it is of; "" where the name says it. said -- what it shows. read -- how to read the number. needs_help -- it went the hard way.
    """

    name: str
    about: str
    said: str
    read: str
    picture: ScorePicture
    rows: tuple[ScoreRow, ...]
    needs_help: bool


@dataclass(frozen=True, slots=True)
class StudyChart:
    """The scores of one study."""

    study_name: str
    lines: tuple[ScoreLine, ...]


@dataclass(frozen=True, slots=True)
class MyChartPage:
    """Everything member/my_chart.html may show. why -- why a score cannot be shown; mostly empty."""

    charts: tuple[StudyChart, ...]
    why: str


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show one's own scores."""
    try:
        found, why = see_my_chart(actor), ""
    except CannotAsk as no:
        found, why = [], no.why
    page = MyChartPage(
        charts=tuple(
            StudyChart(one.study_name, tuple(_line(line) for line in one.lines))
            for one in found
        ),
        why=why,
    )
    return render(request, "member/my_chart.html", {"page": page})


def _line(line: Line) -> ScoreLine:
    return ScoreLine(
        name=line.name,
        about=line.measures if line.is_validated else "",
        said=_said(line),
        read=_read(line),
        picture=picture_of(line),
        rows=tuple(
            ScoreRow(month(point.wave), f"{point.value:g}", point.band)
            for point in line.points
        ),
        needs_help=line.moved is Moved.WORSE,
    )


def month(wave: int) -> str:
    """Return when a wave is, in words."""
    if not wave:
        return _("At the beginning")
    return _("After %(months)d months") % {"months": wave}


def _said(line: Line) -> str:
    first, latest = line.points[0], line.points[-1]
    if line.moved is Moved.NOTHING_YET:
        return _("One score so far: %(value)s. Later ones will stand beside it.") % {
            "value": _meant(latest)
        }
    if first.value == latest.value:
        return _("%(value)s, as at the beginning.") % {"value": _meant(latest)}
    went = _("From %(first)s to %(latest)s.") % {
        "first": _meant(first),
        "latest": _meant(latest),
    }
    return f"{went} {_how_it_moved(line)}"


def _meant(point: Point) -> str:
    """Return a score with what it is called, where it is called anything."""
    return f"{point.value:g} ({point.band})" if point.band else f"{point.value:g}"


def _how_it_moved(line: Line) -> str:
    return {
        Moved.NOT_KNOWN: _("Nobody has found out how much of that is chance."),
        Moved.BY_CHANCE: _(
            "Answers move by that much by chance, so it shows no change."
        ),
        Moved.BETTER: _(
            "That is more than chance usually does, and in the better direction. It does "
            "not say what made it so."
        ),
        Moved.WORSE: _(
            "That is more than chance usually does, and in the harder direction. It does "
            "not say what made it so."
        ),
    }[line.moved]


def _read(line: Line) -> str:
    said = _("It runs from %(low)s to %(high)s; %(which)s is better.") % {
        "low": f"{line.lowest:g}",
        "high": f"{line.highest:g}",
        "which": _("more") if line.higher_is_better else _("less"),
    }
    if not line.is_validated:
        said += " " + _("These are questions of our own, and no study has tried them.")
    elif line.at_least is not None:
        said += " " + _(
            "The grey band is where your later scores may lie by chance alone."
        )
    return said
