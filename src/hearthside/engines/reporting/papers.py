"""Both papers from one frozen dataset: the same figures, chosen for two readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hearthside.engines.analysing.gathering import Study
from hearthside.engines.analysing.natural_change import PEER_GROUPS
from hearthside.engines.analysing.plan import Plan
from hearthside.engines.reporting import chapters as ch
from hearthside.engines.reporting import further as more
from hearthside.engines.reporting.found import Found, Tell, find
from hearthside.engines.reporting.frozen import Freeze
from hearthside.engines.reporting.paper import Chapter, Paper
from hearthside.engines.reporting.quoting import (
    APPENDIX,
    FUNDERS,
    Quote,
    quotes_chapter,
)
from hearthside.engines.reporting.telling import answer, answer_words, limits


@dataclass(frozen=True, slots=True)
class Papers:
    """One page for funders, and all of it for evaluators."""

    summary: Paper
    appendix: Paper


def write(
    plan: Plan,
    study: Study,
    freeze: Freeze,
    tell: Tell,
    quotes: tuple[Quote, ...] = (),
) -> Papers:
    """Return both papers.

    quotes -- sentences people left, each for its uses. tell -- hears what is being computed.
    """
    order = sorted(plan.outcomes, key=lambda one: not one.is_primary)
    founds = tuple(find(plan, one, study, tell) for one in order)
    heads = [answer(plan, one) for one in founds]
    words = tuple(answer_words(plan, founds[0]))
    foot = _foot(freeze)
    cannot = Chapter(
        "limits", "What this cannot say", tuple(limits(plan, founds, study.moved))
    )
    return Papers(
        summary=Paper(
            plan.title, f"{freeze.study}: one page for funders", heads[0], words,
            (*_short(plan, study, freeze, founds, heads), *_said(quotes, FUNDERS), cannot), foot,
        ),
        appendix=Paper(
            plan.title, f"{freeze.study}: appendix for evaluators", heads[0], words,
            (*_long(plan, study, freeze, founds, heads), *_said(quotes, APPENDIX), cannot, _made_of(plan, freeze)), foot,
        ),
    )  # fmt: skip


def _said(quotes: tuple[Quote, ...], use: str) -> Iterator[Chapter]:
    one = quotes_chapter(quotes, use)
    if one is not None:
        yield one


def _short(
    plan: Plan,
    study: Study,
    freeze: Freeze,
    founds: tuple[Found, ...],
    heads: list[str],
) -> Iterator[Chapter]:
    first = founds[0]
    yield ch.harm_chapter(plan, first)
    yield ch.change_chapter(plan, first)
    yield ch.flow_chapter(freeze.flow, first, plan)
    fourth = ch.sites_chapter(first) or more.attendance_chapter(
        plan, study, first, is_said=freeze.attended_is_said
    )
    if fourth is not None:
        yield fourth
    if len(founds) > 1:
        yield more.everything_chapter(plan, founds, heads)


def _long(
    plan: Plan,
    study: Study,
    freeze: Freeze,
    founds: tuple[Found, ...],
    heads: list[str],
) -> Iterator[Chapter]:
    yield from (ch.harm_chapter(plan, one) for one in founds)
    yield ch.flow_chapter(freeze.flow, founds[0], plan)
    if len(founds) > 1:
        yield more.everything_chapter(plan, founds, heads)
    for one in founds:
        several = (
            ch.change_chapter(plan, one),
            more.natural_chapter(one),
            ch.sites_chapter(one),
            more.size_chapter(one),
            more.checks_chapter(plan, one),
            more.attrition_chapter(plan, one),
            more.next_chapter(one),
        )
        yield from (chapter for chapter in several if chapter is not None)
    attended = more.attendance_chapter(
        plan, study, founds[0], is_said=freeze.attended_is_said
    )
    if attended is not None:
        yield attended


def _foot(freeze: Freeze) -> str:
    return (
        f"dataset {freeze.sha256['dataset.csv'][:12]}, plan {freeze.plan_sha256[:12]}, "
        f"Hearthside {freeze.code_version}"
    )


def _made_of(plan: Plan, freeze: Freeze) -> Chapter:
    words = (
        f"Frozen dataset: SHA-256 {freeze.sha256['dataset.csv']}.",
        f"Plan, locked before the answers were frozen: SHA-256 {freeze.plan_sha256}.",
        f"Frozen by Hearthside {freeze.code_version}. The same files give the same papers.",
        f"{plan.imputations} imputations, seed {plan.seed}.",
        PEER_GROUPS,
    )
    return Chapter("made of", "What this was made from", words)
